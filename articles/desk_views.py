"""Screens of the desk that belong to no list: 操作记录, and a form that was sent after its session had ended."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles import sessions, sheets, trail
from articles.forms.trail import TrailForm
from articles.models.trail import OF_ACCOUNTS, Kind
from articles.permissions import Act, User, may, printed_name
from articles.trail import reading
from articles.trail.reading import Line

A_PAGE, DEEPEST = 30, 50
#: Lines of one table to take away, the newest.
TAKEN_AWAY = 50_000
#: Names offered for choosing.
NAMES = 200
HAN = re.compile(r"[\u3400-\u9fff]{2}")


def kinds_for(user: User) -> list[Kind]:
    """Which kinds of lines he may read; empty: none."""
    if may(user, Act.READ_TRAIL):
        return list(Kind)
    return list(OF_ACCOUNTS) if may(user, Act.READ_ACCOUNT_TRAIL) else []


@require_safe
def audit(request: HttpRequest, known: dict[str, Any]) -> HttpResponse:
    """操作记录, the last first. Five queries beside the frame's, whatever is stored."""
    form = TrailForm(_kinds(request), request.GET)
    number = _page_number(request.GET.get("p", ""))
    first = (number - 1) * A_PAGE
    lines = reading.page(form.question(), first, A_PAGE + 1) if form.is_valid() else []
    query = request.GET.copy()
    query.pop("p", None)
    context = {
        "title": "操作记录",
        "form": form,
        "lines": [(line, _thing_url(request, line)) for line in lines[:A_PAGE]],
        "number": number,
        "has_more": len(lines) > A_PAGE and number < DEEPEST,
        "is_deepest": len(lines) > A_PAGE and number == DEEPEST,
        "looked_through": reading.LOOKED_THROUGH if request.GET.get("q") else 0,
        "query": query.urlencode(),
        "is_asked": any(request.GET.get(name) for name in form.fields),
        "names": _names(),
    }
    return TemplateResponse(request, "admin/audit.html", known | context)


@require_POST
def audit_table(request: HttpRequest) -> HttpResponse:
    """The same lines as a table to take away."""
    form = TrailForm(_kinds(request), request.GET)
    if not form.is_valid():
        return redirect(f"../?{request.GET.urlencode()}")
    rows = [
        (
            f"{timezone.localtime(line.created_at):%Y-%m-%d %H:%M:%S}",
            line.kind,
            *(line.printed_name, line.words, line.thing_label, line.address),
        )
        for line in reading.every(form.question(), TAKEN_AWAY)
    ]
    heads = ("时间", "类别", "姓名", "所做的事", "对象", "网络地址")
    name = f"操作记录-{timezone.localdate():%Y-%m-%d}"
    response = sheets.attachment(name, sheets.Table(heads, rows))
    trail.note(request.user, Kind.EXPORT, f"导出操作记录（{form.said()}）")
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest, known: dict[str, Any]) -> HttpResponse:
    """After signing in again: what was sent just before, to be sent once more where it went, or thrown away here."""
    if request.method == "POST":
        sessions.forget(request.session)
        messages.info(request, "已丢弃登录前送出的文字。")
    left = sessions.left(request.session, request.user)
    if left is None:
        return redirect("admin:index")
    shown = [value for _name, value in left["fields"] if _is_typed(value)]
    context = {"title": "登录前送出的文字", "left": left, "shown": shown}
    return TemplateResponse(request, "admin/resume.html", known | context)


def _kinds(request: HttpRequest) -> list[Kind]:
    kinds = kinds_for(request.user)
    if not kinds:
        raise PermissionDenied
    return kinds


def _names() -> list[str]:
    """Of those who have accounts, for choosing; anybody else's may be typed."""
    users = get_user_model().objects.only("username", "first_name", "last_name")
    return sorted({printed_name(user) for user in users.order_by("pk")[:NAMES]})


def _thing_url(request: HttpRequest, line: Line) -> str:
    """The thing's own screen; empty for what has none. It may be gone meanwhile: then that is said there."""
    if line.thing_kind == "articles.intake" and not may(request.user, Act.IMPORT):
        return ""
    try:
        model = line.thing_kind.replace(".", "_")
        return reverse(f"admin:{model}_change", args=[line.thing_id])
    except NoReverseMatch:
        return ""


def _page_number(text: str) -> int:
    known = text.isascii() and text.isdigit() and len(text) < 4
    return min(max(int(text), 1), DEEPEST) if known else 1


def _is_typed(value: str) -> bool:
    """Words by which a form is known again, not what it says of its own rows, keys and buttons."""
    return bool(HAN.search(value)) and not value.startswith(("{", "["))
