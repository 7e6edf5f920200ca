"""How many stories of a list stand in which issue: its years, and which issues a page of it needs."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.http import Http404

from articles.models import Article

#: So many years stand in one row; more are laid together by decades.
FEW = 12


@dataclass(frozen=True, slots=True)
class Part:
    """The stories of one issue."""

    issue: int
    date: dt.date
    count: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Newest issue first; no issue without a story."""

    parts: tuple[Part, ...]

    def __len__(self) -> int:
        return sum(part.count for part in self.parts)

    @property
    def years(self) -> dict[int, int]:
        """Year -> stories, newest first."""
        counted: Counter[int] = Counter()
        for part in self.parts:
            counted[part.date.year] += part.count
        return dict(counted)

    @property
    def first_year(self) -> int | None:
        return self.parts[-1].date.year if self.parts else None

    @property
    def last_year(self) -> int | None:
        return self.parts[0].date.year if self.parts else None

    def of(self, year: int) -> Tally:
        return Tally(tuple(part for part in self.parts if part.date.year == year))

    def holding(self, start: int, stop: int) -> tuple[list[int], int]:
        """The issues in which the stories start..stop of the list stand, and how many of theirs stand before start."""
        issues, before, at = [], 0, 0
        for part in self.parts:
            if at >= stop:
                break
            if at + part.count > start:
                issues.append(part.issue)
            else:
                before += part.count
            at += part.count
        return issues, start - before


def tally(stories: QuerySet[Article]) -> Tally:
    """Of public stories. One query, without their words."""
    issue = "placement__page__issue"
    rows = stories.order_by().values_list(issue, f"{issue}__date", f"{issue}__kind_order")
    counted = rows.annotate(number=Count("pk")).order_by(f"-{issue}__date", f"-{issue}__kind_order")
    return Tally(tuple(Part(pk, date, number) for pk, date, _order, number in counted))


def year_of(text: str, years: Iterable[int]) -> int | None:
    """The year that is asked for; None where it is none. Raises Http404 for one in which nothing stands."""
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None
    if year is not None and year not in years:
        raise Http404
    return year


@dataclass(frozen=True, slots=True)
class Decade:
    """Years that stand together: (year, number or None). `is_open`: they are seen at once."""

    name: str
    years: tuple[tuple[int, int | None], ...]
    is_open: bool


def decades(years: dict[int, int] | Sequence[int], year: int | None) -> list[Decade]:
    """The years newest first, with their numbers where they are known; many of them by decades, the one in hand open."""
    numbered = list(years.items()) if isinstance(years, dict) else [(each, None) for each in years]
    if len(numbered) <= FEW:
        return [Decade("", tuple(numbered), is_open=True)] if numbered else []
    at = (year or numbered[0][0]) // 10
    names = dict.fromkeys(each // 10 for each, _number in numbered)
    return [
        Decade(
            f"{name}0—{name}9年",
            tuple(entry for entry in numbered if entry[0] // 10 == name),
            is_open=name == at,
        )
        for name in names
    ]
