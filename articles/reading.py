"""An issue as it is read: pages of cards, one story with its neighbours, calendars. Only values go to the templates."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from articles.models import Article, Issue, Page, Placement, Version
from articles.models.issue import State
from articles.text import body
from articles.text.typography import as_signed
from sections.models import Section


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as one version uses it; sizes in pixels."""

    src: str
    srcset: str
    fallback: str
    width: int
    height: int
    caption: str
    credit: str
    alt: str
    after_block: int

    @property
    def is_upright(self) -> bool:
        return self.height > self.width


@dataclass(frozen=True, slots=True)
class Card:
    """A story in a list."""

    pk: int
    url: str
    text: Version
    section: Section | None
    page: int
    position: int

    @property
    def is_lead(self) -> bool:
        return self.position == 1

    @property
    def opening(self) -> str:
        return body.opening(self.text.body, 88)

    @property
    def long_opening(self) -> str:
        """For the lead of the issue."""
        return body.opening(self.text.body, 190)

    @property
    def figure(self) -> Figure | None:
        return next(iter(figures(self.text)), None)


@dataclass(frozen=True, slots=True)
class PageFace:
    """版 with its stories, grouped where consecutive ones share a section."""

    number: int
    heading: str
    name: str
    credits: str
    url: str
    groups: tuple[tuple[Section | None, tuple[Card, ...]], ...]

    @property
    def cards(self) -> tuple[Card, ...]:
        return tuple(card for _section, cards in self.groups for card in cards)


@dataclass(frozen=True, slots=True)
class Neighbours:
    previous: Any = None
    next: Any = None


@dataclass(slots=True)
class Month:
    """Weeks of (day, address or "") from Monday to Sunday; day 0 belongs to another month."""

    year: int
    month: int
    weeks: list[list[tuple[int, str]]] = field(default_factory=list)

    @property
    def has_issues(self) -> bool:
        return any(url for week in self.weeks for _day, url in week)


def pages(issue: Issue) -> list[PageFace]:
    """The issue's pages in order. Two queries, whatever the number of stories."""
    placed: dict[int, list[Card]] = {}
    for place in _placements(issue):
        card = _card(place, signed=issue.state == State.SIGNED)
        if card is not None:
            placed.setdefault(place.page_id, []).append(card)
    faces = []
    for page in issue.pages.order_by("number"):
        page.issue = issue
        faces.append(_face(page, placed.get(page.pk, [])))
    return faces


def _placements(issue: Issue) -> QuerySet[Placement]:
    placements = Placement.objects.filter(page__issue=issue).in_order()
    return placements.select_related(
        "page",
        "article__section",
        "article__published_version",
        "article__latest_version",
    )


def _card(place: Placement, *, signed: bool) -> Card | None:
    """The published text once the issue is signed, the latest before."""
    article = place.article
    text = article.published_version if signed else article.latest_version
    if text is None:
        return None
    url = article.get_absolute_url()
    return Card(article.pk, url, text, article.section, place.page.number, place.position)


def _face(page: Page, cards: list[Card]) -> PageFace:
    groups = tuple(
        (section, tuple(group)) for section, group in groupby(cards, key=lambda card: card.section)
    )
    url = page.get_absolute_url()
    return PageFace(page.number, page.heading, page.name, page.credits, url, groups)


def around(sequence: Iterable[Any], here: Any) -> Neighbours:
    """What stands before and after `here`; gaps in numbers do not matter."""
    items = list(sequence)
    at = items.index(here)
    return Neighbours(
        previous=items[at - 1] if at else None,
        next=items[at + 1] if at + 1 < len(items) else None,
    )


def issue_neighbours(issue: Issue) -> Neighbours:
    """The public issues before and after, across any gap. Two queries."""
    public = Issue.objects.public()
    return Neighbours(previous=public.before(issue).first(), next=public.after(issue).first())


def figures(text: Version) -> list[Figure]:
    return [_figure(entry) for entry in text.figures]


def _figure(entry: dict[str, Any]) -> Figure:
    sha256, widths = entry["sha256"], entry["widths"]
    urls = {width: reverse("picture", args=[sha256, f"{width}.webp"]) for width in widths}
    middle = next((width for width in widths if width >= 960), widths[-1])
    return Figure(
        src=urls[middle],
        srcset=", ".join(f"{url} {width}w" for width, url in urls.items()),
        fallback=reverse("picture", args=[sha256, "fallback.jpg"]),
        width=entry["width"],
        height=entry["height"],
        caption=entry["caption"],
        credit=entry["credit"],
        alt=entry["alt"],
        after_block=entry["after_block"],
    )


def story(article: Article, issue: Issue | None) -> dict[str, Any]:
    """Everything the story page shows. Four queries beside the article's own."""
    text = article.shown
    faces = pages(issue) if issue else []
    face = next((f for f in faces if any(card.pk == article.pk for card in f.cards)), None)
    cards = [card for f in faces for card in f.cards]
    card = next((card for card in cards if card.pk == article.pk), None)
    return {
        "article": article,
        "text": text,
        "parts": parts(text),
        "lead_figures": [figure for figure in figures(text) if not figure.after_block],
        "signature": signature(text),
        "tags": list(article.tags.order_by("name")),
        "issue": issue,
        "page": face,
        "pages": faces,
        "neighbours": around(cards, card) if card else Neighbours(),
    }


def parts(text: Version) -> list[tuple[SafeString, list[Figure]]]:
    """The body's blocks, the dateline in the first paragraph, each with the pictures that follow it."""
    blocks = [block.html for block in body.blocks(text.body)]
    first = next((at for at, html in enumerate(blocks) if html.startswith("<p>")), None)
    if text.dateline and first is not None:
        mark = body.compose([("b", text.dateline)]).replace("<b>", '<b class="dateline">')
        blocks[first] = blocks[first].replace("<p>", f'<p class="opening">{mark}', 1)
    shown = figures(text)
    last = len(blocks)
    # Safe: every block was cleaned to the body's vocabulary before it was stored (writing.tidy), the dateline escaped here.
    return [
        (mark_safe(html), [f for f in shown if f.after_block == at or (at == last < f.after_block)])
        for at, html in enumerate(blocks, 1)
    ]


def signature(text: Version) -> list[tuple[str, str]]:
    """The signature as (text, address or "") runs: names lead to their contributor's page. One query."""
    printed = as_signed(text.signature)
    known = {c.name: c.get_absolute_url() for c in text.contributors.all()}
    names = sorted((credit["name"] for credit in text.credits if credit["name"] in known), key=len)
    if not names:
        return [(printed, "")] if printed else []
    forms = ["\u3000?".join(map(re.escape, name)) for name in reversed(names)]
    runs = re.split(f"({'|'.join(forms)})", printed)
    return [(run, known.get(run.replace("\u3000", ""), "")) for run in runs if run]


def month_calendar(date: dt.date) -> Month:
    """The month of a date. One query."""
    return _months(date.year, [date.month])[0]


def year_calendar(year: int) -> list[Month]:
    """The months of a year that have an issue, newest first. One query."""
    return [month for month in reversed(_months(year, range(1, 13))) if month.has_issues]


def years() -> list[int]:
    """Years with a public issue, newest first."""
    return [date.year for date in Issue.objects.public().dates("date", "year", order="DESC")]


def _months(year: int, numbers: Iterable[int]) -> list[Month]:
    numbers = list(numbers)
    first = dt.date(year, numbers[0], 1)
    last = dt.date(year, numbers[-1], calendar.monthrange(year, numbers[-1])[1])
    issues = Issue.objects.public().filter(date__range=(first, last))
    # An extra edition comes after the issue of its day, which keeps the day's link.
    urls = {issue.date: issue.get_absolute_url() for issue in issues.order_by("-kind_order")}
    return [
        Month(
            year, number, [[(day, _url(urls, year, number, day)) for day in week] for week in weeks]
        )
        for number in numbers
        for weeks in [calendar.monthcalendar(year, number)]
    ]


def _url(urls: dict[dt.date, str], year: int, month: int, day: int) -> str:
    return urls.get(dt.date(year, month, day), "") if day else ""
