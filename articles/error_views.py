"""What is answered where nothing can be shown: Chinese, with ways on, and telling nothing of what readers may not see."""

from __future__ import annotations

import datetime as dt
import re

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from articles import reading
from articles.models import Masthead
from articles.responding import respond, unkept

#: A day as addresses write it: 2021/03/17, 2021-03/17, 20210317, 2021-3-17.
DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[-/_.年]?(\d\d)[-/_.月]?(\d\d)|[-/_.年](\d\d?)[-/_.月](\d\d?))(?!\d)"
)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Where the address names a day, the issues around it are offered."""
    sought = day_in(request.path)
    context = {"sought_day": sought, "near": sought and reading.around_day(sought)}
    response = respond(request, "404.html", context, issue=None)
    response.status_code = 404
    return response


def day_in(path: str) -> dt.date | None:
    """The first date that stands in an address; None where there is none, or none of the calendar."""
    found = DAY.search(path)
    if not found:
        return None
    try:
        return dt.date(*(int(part) for part in found.groups() if part))
    except ValueError:
        return None


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Without the address: that it names a strange host may be what is wrong."""
    return _plain(request, "400.html", 400)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _plain(request, "403.html", 403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without the database: it may be what failed."""
    return unkept(render(request, "500.html", status=500))


def _plain(request: HttpRequest, template: str, status: int) -> HttpResponse:
    context = {
        "is_desk": request.path.startswith(reverse("admin:index")),
        "masthead": _masthead(),
    }
    return unkept(render(request, template, context, status=status))


def _masthead() -> Masthead | None:
    try:
        return Masthead.objects.current()
    except DatabaseError:
        return None
