"""Publishing and withdrawing from the desk: a page that names what will be done and asks, then the act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.timezone import localtime

from articles import publishing
from articles.admin import vouching
from articles.admin.preflight_screen import report_context
from articles.forms import PublishForm, WithdrawForm
from articles.models import Issue
from articles.permissions import Act, may


@dataclass(frozen=True, slots=True)
class Question:
    """`check` raises where it is done already or not to be done at all: then there is nothing to ask."""

    verb: str
    right: Act
    form: type[Form]
    check: Callable[[Issue], None]


PUBLISH = Question("整期出版", Act.PUBLISH, PublishForm, publishing.require_unpublished)
WITHDRAW = Question("撤回本期", Act.WITHDRAW, WithdrawForm, publishing.require_signed)


def publish(desk: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    def act(issue: Issue, data: dict[str, Any]) -> str:
        done = publishing.publish(
            issue, by=request.user, at=data["at"], expected=data["seen_version"], checked=True
        )
        when = f"{localtime(done.publish_at):%Y-%m-%d %H:%M}"
        return f"{done}已出版。" if done.is_public() else f"{done}已签发，定于{when}出版。"

    return _asked(desk, request, pk, PUBLISH, act)


def withdraw(desk: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    def act(issue: Issue, data: dict[str, Any]) -> str:
        reason, seen = data["reason"], data["seen_version"]
        done = publishing.withdraw(issue, by=request.user, reason=reason, expected=seen)
        return f"{done}已撤回，读者看不到了；改好后可再次出版。"

    return _asked(desk, request, pk, WITHDRAW, act)


def _asked(
    desk: ModelAdmin,
    request: HttpRequest,
    pk: int,
    question: Question,
    act: Callable[[Issue, dict[str, Any]], str],
) -> HttpResponse:
    """Whatever stands against the act is said on the page that asked."""
    issue = get_object_or_404(desk.get_queryset(request), pk=pk)
    if not desk.has_view_permission(request, issue):
        raise PermissionDenied
    back = redirect("admin:articles_issue_change", pk)
    if not may(request.user, question.right):
        messages.error(request, "您没有这项权限，请找总编辑或发布员办理。")
        return back
    if answer := vouching.required(desk.admin_site, request):
        return answer
    form = question.form(request.POST or None, initial={"seen_version": issue.version})
    try:
        question.check(issue)
        if request.method == "POST" and form.is_valid():
            messages.success(request, act(issue, form.cleaned_data))
            return back
    except (publishing.AlreadyPublished, publishing.CannotWithdraw) as notice:
        messages.info(request, str(notice))
        return back
    except publishing.CannotPublish as error:
        form.add_error(None, str(error))
    found = report_context(request, issue) if question is PUBLISH else {}
    return _page(desk, request, issue, form, question.verb, found)


def _page(
    desk: ModelAdmin,
    request: HttpRequest,
    issue: Issue,
    form: Form,
    verb: str,
    found: dict[str, Any],
) -> HttpResponse:
    context = {
        **found,
        **desk.admin_site.each_context(request),
        "title": verb,
        "issue": issue,
        "form": form,
        "verb": verb,
        "opts": desk.opts,
        "pages": issue.pages.order_by("number").prefetch_related("placements__article"),
    }
    return TemplateResponse(request, "admin/articles/issue/confirm.html", context)
