"""审稿单 on the screen, on paper and as a table: a story's, an issue's, an issue's with each story's own behind it."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from articles import history, records, sheets
from articles.models import Article, Issue, Masthead
from articles.models.trail import Kind
from articles.permissions import Act, may

#: An issue with more stories shows its own table alone; each story's sheet is then opened by itself.
MOST_SHEETS = 120


class StoryRecords:
    """For the story's desk."""

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(require_safe(self.record_sheet))
        return [path("<int:pk>/record/", view, name="article_record"), *super().get_urls()]

    def record_sheet(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = self._seen(request, pk)
        _require_reader(request, article)
        found = records.of_stories([article])
        if _asks_for_table(request):
            name = f"审稿单-{article.pk}-{article.headline[:40]}"
            return _taken_away(request, article, name, records.story_table(found))
        issue = article.place.page.issue if article.place else None
        masthead = (issue and issue.printed_masthead) or Masthead.objects.current()
        context = {"article": article, "masthead": masthead, "issue": issue, "stories": found}
        return _sheet(self, request, "story", f"审稿单：{article.headline}", context)


class IssueRecords:
    """For the issue's desk."""

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(require_safe(self.record_sheet))
        return [path("<int:pk>/record/", view, name="issue_record"), *super().get_urls()]

    def record_sheet(self, request: HttpRequest, pk: int) -> HttpResponse:
        issue = get_object_or_404(self.get_queryset(request), pk=pk)
        _require_reader(request, issue)
        is_short = issue.story_count <= MOST_SHEETS
        full = is_short and request.GET.get("full") == "1"
        found = records.of_issue(issue, full=full)
        if _asks_for_table(request):
            tables = records.issue_tables(found)
            if full:
                tables = [*tables, records.story_table(found.stories)]
            return _taken_away(request, issue, f"审稿单-{issue}", *tables)
        context = {
            "issue": issue,
            "masthead": found.masthead,
            "record": found,
            "stories": found.stories,
            "is_full": full,
            "is_short": is_short,
        }
        return _sheet(self, request, "issue", f"审稿单：{issue}", context)


def link(user: Any, thing: Article | Issue) -> str:
    """The address of its record; empty for whom it is not open."""
    if not may(user, Act.READ_RECORD, thing):
        return ""
    name = "article_record" if isinstance(thing, Article) else "issue_record"
    return reverse(f"admin:{name}", args=[thing.pk])


def _require_reader(request: HttpRequest, thing: Article | Issue) -> None:
    if not may(request.user, Act.READ_RECORD, thing):
        raise PermissionDenied


def _asks_for_table(request: HttpRequest) -> bool:
    return request.GET.get("format") == "csv"


def _taken_away(request: HttpRequest, thing: Model, name: str, *tables: tuple) -> HttpResponse:
    """Every export goes through here: who took which record out of the house stays known."""
    history.log(request.user, thing, "导出审稿单", Kind.EXPORT, flag=history.LOOKED_AT)
    return sheets.attachment(name, *(sheets.Table(*table) for table in tables))


def _sheet(
    desk: ModelAdmin, request: HttpRequest, kind: str, title: str, context: dict[str, Any]
) -> HttpResponse:
    known = {
        **desk.admin_site.each_context(request),
        "title": title,
        "opts": desk.opts,
        "printed_at": now(),
    }
    return TemplateResponse(request, f"admin/articles/record/{kind}.html", known | context)
