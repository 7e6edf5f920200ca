"""付印前检查 on the desk: what stands against an issue, by kind, each with its place; and letting warnings pass."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path

from articles import preflight
from articles.forms import OverrideForm
from articles.models import Issue, Masthead, Placement
from articles.permissions import Act, may
from articles.preflight import Finding, Report

REFUSED = 422
#: Screens where something is mended that not everybody may open who sees the pre-flight -> the right.
GUARDED = {
    "articles_masthead_add": "articles.add_masthead",
    "articles_masthead_change": "articles.view_masthead",
}


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one kind, under its name."""

    label: str
    findings: list[Finding]


class PreflightDesk:
    """For the issue's desk: the screen, and on the issue's form what was published of it."""

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(self.preflight)
        return [path("<int:pk>/preflight/", view, name="issue_preflight"), *super().get_urls()]

    def preflight(self, request: HttpRequest, pk: int) -> HttpResponse:
        issue = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_view_permission(request, issue):
            raise PermissionDenied
        form = OverrideForm(request.POST if request.method == "POST" else None)
        if form.is_bound and _let_pass(request, issue, form):
            return redirect("admin:issue_preflight", pk)
        context = {
            **self.admin_site.each_context(request),
            **shown(issue, preflight.check(issue), request.user),
            "title": "付印前检查",
            "opts": self.opts,
            "form": form,
            "chosen": request.POST.getlist("mark"),
            "may_override": may(request.user, Act.OVERRIDE, issue),
            "may_publish": may(request.user, Act.PUBLISH, issue) and not issue.is_public(),
        }
        status = REFUSED if form.is_bound else 200
        return TemplateResponse(
            request, "admin/articles/issue/preflight.html", context, status=status
        )

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> Any:
        if issue := kwargs.get("obj"):
            rows = issue.publications.select_related("article").order_by("-pk")
            context |= {"publications": rows}
        return super().render_change_form(request, context, *args, **kwargs)


def shown(issue: Issue, report: Report, user: AbstractBaseUser) -> dict[str, Any]:
    """What the screens of an issue say of its pre-flight to this user. Two queries."""
    counted = Placement.objects.filter(page__issue=issue)
    characters = counted.aggregate(sum=Sum("article__latest_version__character_count"))["sum"]
    return {
        "issue": issue,
        "report": report,
        "blocking": grouped(report.blocking),
        "warnings": grouped(report.warnings),
        "head": Masthead.objects.current(),
        "characters": characters or 0,
        "closed": {screen for screen, right in GUARDED.items() if not user.has_perm(right)},
    }


def grouped(findings: Iterable[Finding]) -> list[Group]:
    """They come in the order of their kinds."""
    return [
        Group(check.label, list(found)) for check, found in groupby(findings, lambda f: f.check)
    ]


def _let_pass(request: HttpRequest, issue: Issue, form: OverrideForm) -> bool:
    """Whether it was done; what stands against it is said beside the reason, which stays in its field."""
    if not may(request.user, Act.OVERRIDE):
        raise PermissionDenied
    if not form.is_valid():
        return False
    marks, reason = request.POST.getlist("mark"), form.cleaned_data["reason"]
    try:
        done = preflight.override(issue, *marks, reason=reason, by=request.user)
    except preflight.CannotOverride as error:
        form.add_error("reason", str(error))
        return False
    messages.success(request, f"已放行 {len(done)} 项，原因记入本期。")
    return True
