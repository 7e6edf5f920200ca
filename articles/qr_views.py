"""The QR code of a public address, for a telephone that looks at a screen or at a sheet of paper.

For everybody alike: what readers do not have has none; 404 and 410 as at the address itself.
"""

from __future__ import annotations

import io

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from articles.models import Article, Issue
from articles.page_cache import readers
from articles.responding import unkept


@readers()
def article_qr(request: HttpRequest, pk: int) -> HttpResponse:
    story = get_object_or_404(Article.objects.select_related("placement__page__issue"), pk=pk)
    if not story.is_visible:
        return _missing("本稿", was_public=story.was_public)
    return _drawn(request, story.get_absolute_url())


@readers()
def issue_qr(request: HttpRequest, year: int, month: int, day: str) -> HttpResponse:
    found = get_object_or_404(Issue.objects.addressed(year, month, day))
    if not found.is_public():
        return _missing("本期", was_public=found.was_public)
    return _drawn(request, found.get_absolute_url())


@readers()
def page_qr(request: HttpRequest, year: int, month: int, day: str, number: int) -> HttpResponse:
    found = get_object_or_404(Issue.objects.addressed(year, month, day))
    if not found.is_public():
        return _missing("本期", was_public=found.was_public)
    return _drawn(request, get_object_or_404(found.pages, number=number).get_absolute_url())


def _missing(what: str, *, was_public: bool) -> HttpResponse:
    """Raises Http404 where readers never knew it."""
    if not was_public:
        raise Http404
    return unkept(HttpResponse(f"{what}已撤回", "text/plain; charset=utf-8", status=410))


def _drawn(request: HttpRequest, path: str) -> HttpResponse:
    """White behind it on a dark screen too, with the four modules of margin that readers of codes ask for."""
    out = io.BytesIO()
    code = segno.make(request.build_absolute_uri(path), error="m", micro=False)
    code.save(out, kind="svg", scale=5, border=4, light="#fff", xmldecl=False, omitsize=True)
    return unkept(HttpResponse(out.getvalue(), "image/svg+xml"))
