"""What a contributor wrote, on his record: the newest stories, 字数 by year, and the years as a table to take away."""

from __future__ import annotations

import csv
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from articles import contributors, trail
from articles.models import Article, Contributor
from articles.models.trail import Kind

NEWEST = 15
#: With one of these in front a spreadsheet reckons instead of showing.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
    """As CSV that spreadsheets open in Chinese and do not reckon with."""
    if not desk.has_view_permission(request, contributor):
        raise PermissionDenied
    name = f"{contributor.name}-各年稿件.csv"
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    response = HttpResponse("\ufeff", "text/csv; charset=utf-8", headers=headers)
    rows = csv.writer(response)
    rows.writerow(["作者", "所属单位", "年份", "篇数", "字数"])
    who = [_cell(contributor.name), _cell(contributor.affiliation)]
    for work in contributors.years(contributor):
        rows.writerow([*who, work.year, work.stories, work.characters])
    waiting = contributors.unpublished(contributor)
    rows.writerow([*who, "未刊出", waiting.stories, waiting.characters])
    trail.note(request.user, Kind.EXPORT, "导出各年稿件表", thing=contributor)
    return response


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
