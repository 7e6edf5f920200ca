"""What a contributor wrote, on his record: the newest stories, 字数 by year, and the years as a table to take away."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from articles import contributors, sheets, trail
from articles.models import Article, Contributor
from articles.models.trail import Kind

NEWEST = 15


def overview(contributor: Contributor) -> dict[str, Any]:
    """Four queries, whatever he wrote."""
    signed = Article.objects.filter(pk__in=contributor.bylines.values("article"))
    newest = signed.for_desk().order_by(
        F("placement__page__issue__date").desc(nulls_first=True), "-updated_at", "-pk"
    )
    stories = reverse("admin:articles_article_changelist")
    return {
        "stories": newest[:NEWEST],
        "story_count": signed.count(),
        "stories_url": f"{stories}?contributor={contributor.pk}",
        "years": contributors.years(contributor),
        "unpublished": contributors.unpublished(contributor),
    }


def table(desk: ModelAdmin, request: HttpRequest, contributor: Contributor) -> HttpResponse:
    """As CSV, year by year, with what is not yet printed in the last line."""
    if not desk.has_view_permission(request, contributor):
        raise PermissionDenied
    waiting = contributors.unpublished(contributor)
    counted = [
        *((work.year, work.stories, work.characters) for work in contributors.years(contributor)),
        ("未刊出", waiting.stories, waiting.characters),
    ]
    who = (contributor.name, contributor.affiliation)
    years = sheets.Table(
        ("作者", "所属单位", "年份", "篇数", "字数"), [(*who, *line) for line in counted]
    )
    trail.note(request.user, Kind.EXPORT, "导出各年稿件表", thing=contributor)
    return sheets.attachment(f"{contributor.name}-各年稿件", years)
