"""预览链接 of an issue: made, listed and revoked."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from articles import previews
from articles.admin.preview_links import shown_links
from articles.models import Issue
from articles.permissions import Act, may


class IssuePreview:
    """For the issue's desk."""

    def get_urls(self) -> list:
        own = [
            ("preview/", require_safe(self.preview), "preview"),
            ("preview/link/", require_POST(self.make_link), "preview_make"),
            ("preview/revoke/", require_POST(self.revoke_links), "preview_revoke"),
        ]
        routes = [
            path(f"<int:pk>/{route}", self.admin_site.admin_view(view), name=f"issue_{name}")
            for route, view, name in own
        ]
        return routes + super().get_urls()

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        issue = self._allowed(request, pk, Act.SEE_UNPUBLISHED)
        links = shown_links(request, issue)
        context = {
            **self.admin_site.each_context(request),
            "title": "预览链接",
            "opts": self.opts,
            "issue": issue,
            "links": links,
            "has_open": any(not link.ending for link in links),
            "may_show": not issue.is_public() and may(request.user, Act.SHOW_OUTSIDE, issue),
            "may_end": may(request.user, Act.END_LINKS, issue),
        }
        return TemplateResponse(request, "admin/articles/issue/preview.html", context)

    def make_link(self, request: HttpRequest, pk: int) -> HttpResponse:
        issue = self._allowed(request, pk, Act.SHOW_OUTSIDE)
        if issue.is_public():
            messages.info(request, "本期已经出版，把网站上的地址发给看报的人就行。")
        else:
            link = previews.make_of_issue(issue, by=request.user)
            messages.success(request, f"已发出{link.of}的预览链接，请复制给看样的人。")
        return redirect("admin:issue_preview", pk)

    def revoke_links(self, request: HttpRequest, pk: int) -> HttpResponse:
        issue = self._allowed(request, pk, Act.END_LINKS)
        ended = previews.revoke_all(issue, by=request.user)
        said = f"已撤销 {ended} 个预览链接。" if ended else "没有还有效的预览链接。"
        messages.success(request, said)
        return redirect("admin:issue_preview", pk)

    def _allowed(self, request: HttpRequest, pk: int, act: Act) -> Issue:
        """The issue, for those who may do this to it. Raises Http404 and PermissionDenied."""
        issue = get_object_or_404(self.get_queryset(request), pk=min(pk, 2**63 - 1))
        if not may(request.user, act, issue):
            raise PermissionDenied
        return issue
