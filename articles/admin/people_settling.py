"""待认定的署名: printed names that several contributors bear, settled story by story."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from articles import contributors
from articles.forms import SettleForm
from articles.models import Contributor
from articles.models.byline import CreditKind

AT_ONCE = 50


def show(desk: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """All such names, or with `?name=&kind=` the stories of one."""
    if not desk.has_change_permission(request):
        raise PermissionDenied
    name, kind = (request.GET.get(key, "").replace("\x00", "")[:60] for key in ("name", "kind"))
    return _one(desk, request, name, kind or CreditKind.PERSON) if name else _all(desk, request)


def _all(desk: ModelAdmin, request: HttpRequest) -> HttpResponse:
    pages = Paginator(contributors.unsettled_names(), AT_ONCE)
    names = pages.get_page(request.GET.get("page"))
    for row in names:
        row["kind_word"] = CreditKind(row["kind"]).label
        row["query"] = urlencode({"name": row["name"], "kind": row["kind"]})
    return _page(desk, request, "unsettled.html", {"title": "待认定的署名", "names": names})


def _one(desk: ModelAdmin, request: HttpRequest, name: str, kind: str) -> HttpResponse:
    rows = contributors.unsettled().filter(name=name, kind=kind)
    lines = list(
        rows.select_related("article__placement__page__issue").order_by(
            "-article__updated_at", "pk"
        )[:AT_ONCE]
    )
    who = list(contributors.named(name, kind).prefetch_related("aliases"))
    form = SettleForm(lines, who, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _settle(request, form, name, kind)
    if not lines:
        messages.info(request, f"署名“{name}”都已认定。")
        return redirect("admin:contributor_unsettled")
    context = {
        "title": f"署名“{name}”是谁",
        "lines": [(line, form[f"line_{line.pk}"]) for line in lines],
        "left": rows.count() - len(lines),
        "form": form,
        "who": _works(who),
    }
    return _page(desk, request, "settle.html", context)


def _works(who: list[Contributor]) -> list[tuple[Contributor, contributors.Work]]:
    works = contributors.totals(who)
    return [(row, works[row.pk]) for row in who]


def _settle(request: HttpRequest, form: SettleForm, name: str, kind: str) -> HttpResponse:
    chosen = form.choices()
    done = contributors.settle(name, kind, chosen, by=request.user)
    if done:
        messages.success(request, f"已认定{done}处署名。")
    if late := len(chosen) - done:
        messages.warning(request, f"有{late}处署名或档案已由同事改过，没有动。")
    query = urlencode({"name": name, "kind": kind})
    return redirect(reverse("admin:contributor_unsettled") + "?" + query)


def _page(desk: ModelAdmin, request: HttpRequest, template: str, own: dict) -> HttpResponse:
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "media": desk.media,
        **own,
    }
    return TemplateResponse(request, f"admin/articles/contributor/{template}", context)
