"""付印前检查: what stands against publishing an issue, each with the way to it; and letting a warning pass."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.http import require_http_methods

from articles import preflight
from articles.forms import OverrideForm
from articles.models import Issue
from articles.permissions import Act, may
from articles.preflight import Finding, Report


class Preflight:
    """For the issue's desk."""

    def get_urls(self) -> list:
        allowed = require_http_methods(["GET", "HEAD", "POST"])
        view = self.admin_site.admin_view(allowed(self.preflight))
        return [path("<int:pk>/preflight/", view, name="issue_preflight"), *super().get_urls()]

    def preflight(self, request: HttpRequest, pk: int) -> HttpResponse:
        """To be read by all who may look; warnings are let pass by who has the right, with a reason that stays."""
        if not may(request.user, Act.SEE_UNPUBLISHED):
            raise PermissionDenied
        issue = get_object_or_404(self.get_queryset(request), pk=pk % 2**63)
        form, status = OverrideForm(request.POST or None), 200
        if request.method == "POST":
            status = 422
            if form.is_valid() and self._passed(request, issue, form):
                return redirect("admin:issue_preflight", issue.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": f"付印前检查：{issue}",
            "opts": self.opts,
            "issue": issue,
            "form": form,
            "chosen": form.data.getlist("marks") if form.is_bound else [],
            **report_context(request, issue),
        }
        template = "admin/articles/issue/preflight.html"
        return TemplateResponse(request, template, context, status=status)

    def _passed(self, request: HttpRequest, issue: Issue, form: OverrideForm) -> bool:
        """Each of the chosen ones for itself: one that is gone does not hold up the others."""
        done = 0
        for mark in form.cleaned_data["marks"]:
            try:
                reason = form.cleaned_data["reason"]
                preflight.override(issue, mark, reason=reason, by=request.user)
                done += 1
            except preflight.CannotOverride as error:
                form.add_error(None, str(error))
        if done:
            messages.success(request, f"已放行 {done} 项，原因记入本期。")
        return not form.errors


def report_context(request: HttpRequest, issue: Issue) -> dict[str, Any]:
    """The report as the screens show it: what stands, by kind, the blocking ones first."""
    report = preflight.check(issue)
    return {
        "report": report,
        "verdict": verdict(report),
        "blocking": _by_kind(report.blocking),
        "warnings": _by_kind(report.warnings),
        "may_override": bool(report.warnings) and may(request.user, Act.OVERRIDE, issue),
    }


def verdict(report: Report) -> str:
    if not report.stands:
        return "可以付印。"
    said = []
    if report.blocking:
        said.append(f"{len(report.blocking)} 项必须处理")
    if report.warnings:
        said.append(f"{len(report.warnings)} 项要处理，或由总编辑写明原因放行")
    return f"还不能付印：{'；'.join(said)}。"


def _by_kind(findings: tuple[Finding, ...]) -> list[tuple[str, list[Finding]]]:
    runs = groupby(findings, key=lambda finding: finding.check)
    return [(check.label, list(found)) for check, found in runs]
