"""Addresses as 数字报 of the first generation had them: bookmarks and other sites' links lead on to where it stands now."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from articles.models import Issue
from articles.responding import respond, unkept

#: `node_2.htm`: the second page; whatever is put behind it by the systems that made them.
NODE = re.compile(r"node_([0-9]{1,4})\.html?")
#: `nw.D110000renmrb_20210317_1-01.htm`, a story of page 1; `nbs.D110000renmrb_01.htm`, the page.
PAGE = re.compile(r"n(?:w|bs)\.[0-9A-Za-z]+(?:_[0-9]{8}_[0-9]{1,3}-|_)([0-9]{2})\.html?")
#: `content_306582.htm`; with the page before it in the oldest ones: `content_1_1001.htm`, `content_1285_2.htm`.
STORY = re.compile(r"content_[0-9]{1,12}(?:_[0-9]{1,12})?\.html?")
#: The first page of the day.
INDEX = re.compile(r"(?:paper)?index\.html?")


@require_safe
def entrance(request: HttpRequest, paper: str = "") -> HttpResponse:
    """`paper`, here and below: the short name that stood before `html/` where one house had several papers."""
    return unkept(redirect("front", permanent=True))


@require_safe
def issue(request: HttpRequest, year: int, month: int, day: str, paper: str = "") -> HttpResponse:
    found = _find(year, month, day)
    return unkept(redirect(found, permanent=True)) if found.is_public() else _gone(request, found)


@require_safe
def leaf(
    request: HttpRequest, year: int, month: int, day: str, name: str, paper: str = ""
) -> HttpResponse:
    """A page or a story of an issue. Which page: by its number, of a node else by its order; the issue where there is no such page."""
    found = _find(year, month, day)
    node, page = NODE.fullmatch(name), PAGE.fullmatch(name)
    if not (node or page or STORY.fullmatch(name) or INDEX.fullmatch(name)):
        raise Http404
    if not found.is_public():
        return _gone(request, found)
    numbers = list(found.pages.order_by("number").values_list("number", flat=True))
    ordered = dict(enumerate(numbers, 1)) if node else {}
    ordered |= dict(zip(numbers, numbers, strict=True))
    number = ordered.get(int((node or page)[1])) if node or page else None
    target = redirect("page", *found.address, number, permanent=True) if number else None
    return unkept(target or redirect(found, permanent=True))


def _find(year: int, month: int, day: str) -> Issue:
    """The main issue of a day that readers know or knew. Raises Http404."""
    found = get_object_or_404(Issue.objects.addressed(year, month, day[:2]))
    if not (found.is_public() or found.was_public):
        raise Http404
    return found


def _gone(request: HttpRequest, found: Issue) -> HttpResponse:
    response = respond(request, "410.html", {"withdrawn": found, "story": None}, issue=None)
    response.status_code = 410
    return response
