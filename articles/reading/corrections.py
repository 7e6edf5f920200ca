"""更正 on a story's page: of this story, and the story that this one corrects."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils.timezone import localdate

from articles.models import Article, Correction


@dataclass(frozen=True, slots=True)
class Notice:
    """What was corrected when; `link` names the other story: where it was printed, or what it corrects."""

    date: dt.date
    text: str
    link: str = ""
    words: str = ""


def notices(article: Article) -> tuple[list[Notice], Notice | None]:
    """Those of this story, oldest first; and, where the story is a printed 更正, the one that it prints. One query."""
    rows = Correction.objects.filter(Q(article=article) | Q(printed_as=article)).select_related(
        "article__published_version",
        "article__placement__page__issue",
        "printed_as__published_version",
        "printed_as__placement__page__issue",
    )
    found = list(rows.order_by("pk"))
    own = [_of(row) for row in found if row.article_id == article.pk]
    printed = next((row for row in found if row.printed_as_id == article.pk), None)
    return own, _printing(printed) if printed else None


def _of(row: Correction) -> Notice:
    date, other = localdate(row.created_at), row.printed_as
    if other is None or not other.is_visible:
        return Notice(date, row.text)
    return Notice(date, row.text, other.get_absolute_url(), f"更正已刊于{_where(other)}")


def _printing(row: Correction) -> Notice | None:
    story = row.article
    if not story.is_visible:
        return None
    words = f"{_where(story)}《{story.published_version.headline}》"
    return Notice(localdate(row.created_at), row.text, story.get_absolute_url(), words)


def _where(article: Article) -> str:
    page = article.placement.page
    date = page.issue.date
    return f"{date.year}年{date.month}月{date.day}日第{page.number:02}版"
