"""The sections of the start page, and their lines of stories: where each stands, since when, and what is still wrong in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.urls import NoReverseMatch, reverse

from articles import proofreading
from articles.models import Article, Issue, Review

#: Lines of a section; the list of stories shows the rest.
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Section:
    """`key` is its place on the page, `kind` the template of its lines; `note` says what waits for others."""

    key: str
    kind: str
    head: str
    lines: Sequence[Any]
    count: int = 0
    nothing: str = ""
    note: str = ""
    url: str = ""

    @property
    def is_shown(self) -> bool:
        """A role's own work says when there is none; the rest is not spoken of."""
        return bool(self.lines or self.nothing or self.note)

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.lines)


@dataclass(frozen=True, slots=True)
class Line:
    """A story. `last` is the last step taken with it; `findings` is None where nobody counted them."""

    story: Article
    url: str
    since: dt.datetime | None = None
    last: Review | None = None
    findings: int | None = None
    errors: int = 0

    @property
    def issue(self) -> Issue | None:
        return self.story.place.page.issue if self.story.place else None


def way(key: int, *names: str) -> str:
    """The address of the first screen of these that there is."""
    for name in names:
        try:
            return reverse(name, args=[key])
        except NoReverseMatch:
            continue
    raise NoReverseMatch(f"There is none of {', '.join(names)}.")


def to_review(stories: Sequence[Article]) -> list[Line]:
    """With what proofreading finds in them now: it is counted for the lines shown, so nothing has to be kept in step
    with the house's words, the story's place and what was let stand."""
    found = proofreading.open_in_each(stories)
    return [
        Line(
            story,
            way(story.pk, "admin:article_review", "admin:articles_article_change"),
            since=story.waits_since,
            findings=len(found[story.pk]),
            errors=sum(remark.finding.severity == "error" for remark in found[story.pk]),
        )
        for story in stories
    ]


def to_write(stories: Sequence[Article], last: dict[int, Review] | None = None) -> list[Line]:
    """`last` where the last step is part of what is said: an opinion, who has it now."""
    return [
        Line(
            story,
            way(story.pk, "admin:articles_article_change"),
            since=getattr(story, "waits_since", None),
            last=(last or {}).get(story.pk),
        )
        for story in stories
    ]


def last_steps(stories: Iterable[Article]) -> dict[int, Review]:
    """The last line of each one's record. One query."""
    newest = Review.objects.filter(article__in=[story.pk for story in stories]).order_by()
    keys = newest.values("article").annotate(last=Max("pk")).values("last")
    return {review.article_id: review for review in Review.objects.filter(pk__in=keys)}
