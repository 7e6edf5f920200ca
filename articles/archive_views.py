"""往期: a year of issues, and the ways to one of them by its date and by its 总期号."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles import reading
from articles.models import Issue
from articles.page_cache import readers, remembered
from articles.responding import respond, unkept
from articles.text import dates


@readers("year")
def archive(request: HttpRequest) -> HttpResponse:
    """A year of issues, the newest unless `?year=` names one; `?date=` and `?number=` lead to an issue.

    What leads to none is answered in words, with the archive around it.
    """
    sought, typed = (request.GET.get(name, "").strip() for name in ("number", "date"))
    date = dates.typed(typed)
    found = (_numbered(sought) if sought else None) or (_dated(date) if date else None)
    if found is not None:
        return unkept(redirect(found))
    context = _year_of_issues(request, date) | {"sought": sought, "typed": typed}
    if date:
        context |= {"no_issue_on": date, "near": reading.around_day(date)}
    response = respond(request, "articles/archive.html", context, issue=None)
    response.status_code = 404 if sought or typed else 200
    return response


@require_safe
def shortened(request: HttpRequest, year: int, month: int | None = None) -> HttpResponse:
    """`/2026/` and `/2026/03/`, as who shortens the address of a day comes to them."""
    place = f"#month-{month}" if month else ""
    return unkept(redirect(f"{reverse('archive')}?year={year:04}{place}", permanent=True))


def _year_of_issues(request: HttpRequest, date: dt.date | None) -> dict[str, Any]:
    """The year that is asked for, else that of the date, else the newest. Raises Http404 for one without an issue."""
    years = remembered("years", reading.years)
    asked = reading.year_of(request.GET.get("year", ""), years)
    of_date = date.year if date and date.year in years else None
    year = asked or of_date or next(iter(years), None)
    return {
        "years": years,
        "year": year,
        "decades": reading.decades(years, year),
        "months": reading.year_calendar(year) if year else [],
    }


def _numbered(text: str) -> Issue | None:
    """The issue of a 总期号, typed as `3087` or as printed: `总第3087期`. One query."""
    number = dates.typed_number(text)
    return _known(Issue.objects.numbered(number)) if number is not None else None


def _dated(date: dt.date) -> Issue | None:
    """The issue of a day; an extra edition where nothing else appeared. One query."""
    return _known(Issue.objects.filter(date=date).order_by("kind_order"))


def _known(issues: QuerySet[Issue]) -> Issue | None:
    """The first that readers have; else the first that they had, whose address says that it was withdrawn."""
    found = list(issues)
    had = (issue for issue in found if issue.was_public)
    return next((issue for issue in found if issue.is_public()), next(had, None))
