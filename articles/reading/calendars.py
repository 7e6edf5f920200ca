"""Months and years in which days with an issue are links."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from articles.models import Issue


@dataclass(slots=True)
class Month:
    """Weeks of (day, address or "") from Monday to Sunday; day 0 belongs to another month."""

    year: int
    month: int
    weeks: list[list[tuple[int, str]]] = field(default_factory=list)

    @property
    def has_issues(self) -> bool:
        return any(url for week in self.weeks for _day, url in week)


def month_calendar(date: dt.date) -> Month:
    """The month of a date. One query."""
    return _months(date.year, [date.month])[0]


def year_calendar(year: int) -> list[Month]:
    """The months of a year that have an issue, newest first. One query."""
    return [month for month in reversed(_months(year, range(1, 13))) if month.has_issues]


def years() -> list[int]:
    """Years with a public issue, newest first. One query."""
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
