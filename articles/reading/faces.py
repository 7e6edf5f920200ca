"""The pages of an issue and what stands before and after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet, Subquery

from articles.models import Issue, Page, Placement
from articles.models.article import State as StoryState
from articles.models.issue import State
from articles.reading.cards import Card, Jump, card
from articles.reading.scans import Scan, scan
from sections.models import Section

Group = tuple[Section | None, tuple[Card, ...]]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A story that began on another page."""

    card: Card
    begins: Jump


@dataclass(frozen=True, slots=True)
class PageFace:
    """版 with its stories in the issue's order."""

    number: int
    heading: str
    name: str
    credits: str
    url: str
    cards: tuple[Card, ...]
    #: 上接: stories of other pages that go on here.
    arrivals: tuple[Arrival, ...] = ()
    #: 版面图.
    scan: Scan | None = None

    @property
    def groups(self) -> tuple[Group, ...]:
        """The stories where consecutive ones share a section."""
        runs = groupby(self.cards, key=lambda card: card.section)
        return tuple((section, tuple(cards)) for section, cards in runs)


@dataclass(frozen=True, slots=True)
class Neighbours:
    previous: Any = None
    next: Any = None


def pages(issue: Issue) -> list[PageFace]:
    """The issue's pages in order. Two queries, whatever the number of stories."""
    pages = {page.pk: page for page in issue.pages.select_related("facsimile").order_by("number")}
    for page in pages.values():
        page.issue = issue
    jumps = {pk: Jump(page.number, page.get_absolute_url()) for pk, page in pages.items()}
    placed: dict[int, list[Card]] = {pk: [] for pk in pages}
    arrivals: dict[int, list[Arrival]] = {pk: [] for pk in pages}
    for place in _placements(issue).filter(page__in=pages):
        found = card(place, signed=issue.state == State.SIGNED)
        if found is None:
            continue
        if beyond := jumps.get(place.continued_on_id or 0):
            found = replace(found, goes_on=beyond)
            arrivals[place.continued_on_id].append(Arrival(found, jumps[place.page_id]))
        placed[place.page_id].append(found)
    return [_face(page, placed[pk], arrivals[pk]) for pk, page in pages.items()]


def _placements(issue: Issue) -> QuerySet[Placement]:
    placements = Placement.objects.filter(page__issue=issue).in_order()
    return placements.select_related(
        "page",
        "article__section",
        "article__published_version",
        "article__latest_version",
    )


def _face(page: Page, cards: list[Card], arrivals: list[Arrival]) -> PageFace:
    url = page.get_absolute_url()
    facts = (page.number, page.heading, page.name, page.credits, url)
    return PageFace(*facts, tuple(cards), tuple(arrivals), scan(page))


def are_counted(faces: list[PageFace]) -> bool:
    """Numbered 1, 2, 3 …: only then is `今日N版` true of them."""
    return bool(faces) and [face.number for face in faces] == list(range(1, len(faces) + 1))


def around(sequence: Iterable[Any], here: Any) -> Neighbours:
    """What stands before and after `here`; gaps in numbers do not matter."""
    items = list(sequence)
    at = items.index(here)
    return Neighbours(
        previous=items[at - 1] if at else None,
        next=items[at + 1] if at + 1 < len(items) else None,
    )


def issue_neighbours(issue: Issue) -> Neighbours:
    """The public issues before and after, across any gap. One query."""
    public = Issue.objects.public()
    near = [Subquery(each.values("pk")[:1]) for each in (public.before(issue), public.after(issue))]
    here = (issue.date, issue.kind_order)
    rows = Issue.objects.filter(Q(pk=near[0]) | Q(pk=near[1]))
    found = {(each.date, each.kind_order) > here: each for each in rows}
    return Neighbours(previous=found.get(False), next=found.get(True))


def around_day(day: dt.date) -> Neighbours:
    """The public issue of a day or else the last before it, and the first after it. Two queries."""
    public = Issue.objects.public()
    return Neighbours(
        previous=public.filter(date__lte=day).newest_first().first(),
        next=public.filter(date__gt=day).order_by("date", "kind_order").first(),
    )


def unsigned(issue: Issue) -> int:
    """How many of its stories wait for a signature, as a preview says. One query."""
    placed = Placement.objects.filter(page__issue=issue, article__withdrawn_at=None)
    return placed.exclude(article__state=StoryState.SIGNED_OFF).count()
