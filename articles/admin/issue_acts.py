"""Publishing and withdrawing from the desk: a page that names what will be done and asks, then the act."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.timezone import localtime

from articles import preflight, publishing
from articles.admin import issue_preflight, vouching
from articles.forms import PublishForm, WithdrawForm
from articles.models import Article, Issue
from articles.models.issue import State
from articles.permissions import Act, may


def publish(desk: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """The pre-flight's verdict, and the buttons where nothing stands against it."""
    issue = _seen(desk, request, pk)
    if answer := _not_now(desk, request, issue, Act.PUBLISH):
        return answer
    form = PublishForm(request.POST or None, initial={"at": _time(issue)})
    try:
        publishing.require_unpublished(issue)
        if request.method == "POST" and form.is_valid():
            messages.success(request, _publish(request, issue, form.cleaned_data))
            return _back(issue)
    except publishing.AlreadyPublished as notice:
        messages.info(request, str(notice))
        return _back(issue)
    except publishing.CannotPublish as error:
        form.add_error(None, str(error))
    issue = _seen(desk, request, pk)
    found = preflight.check(issue)
    context = {"form": form, **issue_preflight.shown(issue, found, request.user)}
    taken_back = Article.objects.filter(placement__page__issue=issue, withdrawn_at__isnull=False)
    context["taken_back"] = taken_back.count()
    return _page(desk, request, issue, "整期出版", "publish.html", context)


def withdraw(desk: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    issue = _seen(desk, request, pk)
    if answer := _not_now(desk, request, issue, Act.WITHDRAW):
        return answer
    form = WithdrawForm(request.POST or None, initial={"seen_version": issue.version})
    try:
        publishing.require_signed(issue)
        if request.method == "POST" and form.is_valid():
            messages.success(request, _withdraw(request, issue, form.cleaned_data))
            return _back(issue)
    except publishing.CannotWithdraw as notice:
        messages.info(request, str(notice))
        return _back(issue)
    except publishing.CannotPublish as error:
        form.add_error(None, str(error))
    return _page(desk, request, issue, "撤回本期", "confirm.html", {"form": form})


def _publish(request: HttpRequest, issue: Issue, data: dict[str, Any]) -> str:
    done = publishing.publish(
        issue, by=request.user, at=data["at"], expected=data["seen_version"], checked=True
    )
    when = f"{localtime(done.publish_at):%Y-%m-%d %H:%M}"
    return f"{done}已出版。" if done.is_public() else f"{done}已签发，定于{when}出版。"


def _withdraw(request: HttpRequest, issue: Issue, data: dict[str, Any]) -> str:
    was_out = issue.is_public()
    done = publishing.withdraw(
        issue, by=request.user, reason=data["reason"], expected=data["seen_version"]
    )
    said = "已撤回，读者看不到了" if was_out else "已撤回，到时不再出版"
    return f"{done}{said}；改好后可再次出版。"


def _seen(desk: ModelAdmin, request: HttpRequest, pk: int) -> Issue:
    issue = get_object_or_404(desk.get_queryset(request), pk=pk)
    if not desk.has_view_permission(request, issue):
        raise PermissionDenied
    return issue


def _not_now(desk: ModelAdmin, request: HttpRequest, issue: Issue, act: Act) -> Any:
    """The answer to whoever may not do it, or was away from his desk."""
    if not may(request.user, act):
        messages.error(request, "您没有这项权限，请找总编辑或发布员办理。")
        return _back(issue)
    return vouching.required(desk.admin_site, request)


def _back(issue: Issue) -> HttpResponse:
    return redirect("admin:articles_issue_change", issue.pk)


def _time(issue: Issue) -> Any:
    """What it is signed for already."""
    return issue.publish_at if issue.state == State.SIGNED else None


def _page(
    desk: ModelAdmin,
    request: HttpRequest,
    issue: Issue,
    verb: str,
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """A form that was sent and stands here again was refused."""
    context |= {
        **desk.admin_site.each_context(request),
        "title": verb,
        "verb": verb,
        "issue": issue,
        "opts": desk.opts,
        "pages": issue.pages.order_by("number").prefetch_related("placements__article"),
    }
    status = issue_preflight.REFUSED if context["form"].is_bound else 200
    return TemplateResponse(request, f"admin/articles/issue/{template}", context, status=status)
