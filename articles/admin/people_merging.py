"""合并作者档案: a page that shows the chosen records side by side and asks which values stay, then the act."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from articles import contributors
from articles.admin.numbers import whole
from articles.forms import MergeForm
from articles.models import Contributor
from articles.permissions import Act, may

#: More cannot be compared on one page.
MOST = 12
CHANGED = "所选的档案已由同事改过，这次没有合并；下面是现在的内容，请核对后再合并。"
LIST = "admin:articles_contributor_changelist"


def begin(request: HttpRequest, chosen: QuerySet[Contributor]) -> HttpResponse | None:
    """From the list, with its rows ticked."""
    numbers = sorted(chosen.order_by().values_list("pk", flat=True)[: MOST + 1])
    if not 2 <= len(numbers) <= MOST:
        messages.warning(request, f"请选两份以上、至多{MOST}份档案来合并。")
        return None
    return redirect(_page_of(numbers))


def ask(desk: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """Whatever stands against the act is said on the page that asked, with the records as they are now."""
    if not may(request.user, Act.MERGE):
        raise PermissionDenied
    rows = _rows(request.GET.get("ids", ""))
    if len(rows) < 2:
        messages.warning(request, "请在列表里选两份以上的档案，再选“合并作者档案”。")
        return redirect(LIST)
    if request.method == "POST":
        return _merge(request, MergeForm(rows, request.POST), [row.pk for row in rows])
    return _page(desk, request, MergeForm(rows), rows)


def _merge(request: HttpRequest, form: MergeForm, numbers: list[int]) -> HttpResponse:
    """Everything that can be chosen was offered: a choice that no record offers any more was changed meanwhile."""
    try:
        if not form.is_valid():
            raise contributors.CannotMerge(CHANGED)
        stays, seen = form.cleaned_data["stays"], form.cleaned_data["seen"]
        kept = contributors.merge(stays, seen, form.choice(), by=request.user)
    except contributors.CannotMerge as error:
        messages.error(request, str(error))
        return redirect(_page_of(sorted(numbers)))
    messages.success(request, f"已合并为“{kept}”，署名、稿件和原来的网址都归这一份档案。")
    return redirect("admin:articles_contributor_change", kept.pk)


def _page_of(numbers: list[int]) -> str:
    return reverse("admin:contributor_merge") + "?ids=" + ",".join(map(str, numbers))


def _rows(text: str) -> list[Contributor]:
    """Those who sign most stories first; each with its `work`. Three queries."""
    known = [number for number in map(whole, text.split(",")) if number is not None][:MOST]
    rows = list(Contributor.objects.filter(pk__in=known).prefetch_related("aliases"))
    works = contributors.totals(rows)
    for row in rows:
        row.work = works[row.pk]
    return sorted(rows, key=lambda row: (-row.work.stories, row.pk))


def _page(
    desk: ModelAdmin, request: HttpRequest, form: MergeForm, rows: list[Contributor]
) -> HttpResponse:
    context = {
        **desk.admin_site.each_context(request),
        "title": "合并作者档案",
        "opts": desk.opts,
        "media": desk.media,
        "form": form,
        "rows": rows,
    }
    return TemplateResponse(request, "admin/articles/contributor/merge.html", context)
