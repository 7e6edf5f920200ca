"""The small files that browsers and robots look for: robots.txt, security.txt, how to search here."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Issue
from articles.page_cache import readers
from articles.responding import masthead_of, unkept
from articles.text.xml import xml_words

NOT_FOR_ROBOTS = ("/admin/", "/preview/", "/search/")
#: RFC 9116 wants less than a year.
GOOD_FOR = dt.timedelta(days=180)
#: OpenSearch 1.1 allows no longer name.
SHORT_NAME = 16


@readers()
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS), ""]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return _plain(lines)


@readers()
def security(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness, as RFC 9116 has it; not there where the paper names nobody."""
    if not settings.SECURITY_CONTACTS:
        raise Http404
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [f"Contact: {_uri(each)}" for each in settings.SECURITY_CONTACTS]
    lines += [
        f"Expires: {(today + GOOD_FOR).isoformat()}",
        "Preferred-Languages: zh, en",
        f"Canonical: {request.build_absolute_uri(reverse('security'))}",
    ]
    return _plain(lines)


@readers()
def opensearch(request: HttpRequest) -> HttpResponse:
    """By it a browser offers to search the paper from its address bar."""
    masthead = masthead_of(Issue.objects.public().newest_first().first())
    name = xml_words(masthead.name)
    context = {
        "name": name,
        "short": name[:SHORT_NAME],
        "base": request.build_absolute_uri("/")[:-1],
    }
    kind = "application/opensearchdescription+xml; charset=utf-8"
    return unkept(render(request, "articles/opensearch.xml", context, content_type=kind))


@require_safe
def icon(request: HttpRequest, name: str) -> HttpResponse:
    """Where browsers look without asking a page. Not for good: a release may have another."""
    return unkept(redirect(static(name)))


def _uri(contact: str) -> str:
    """A bare mail address is written as what it is."""
    return contact if ":" in contact else f"mailto:{contact}"


def _plain(lines: list[str]) -> HttpResponse:
    text = "\n".join(lines) + "\n"
    return unkept(HttpResponse(text, content_type="text/plain; charset=utf-8"))
