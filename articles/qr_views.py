"""The QR code of a public address, for a telephone that looks at a screen or at a sheet of paper."""

from __future__ import annotations

import io

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from articles.models import Article
from articles.page_cache import readers
from articles.responding import unkept


@readers
def article_qr(request: HttpRequest, pk: int) -> HttpResponse:
    """Of a story that readers have, for everybody alike; 404 and 410 as the story's own page."""
    if pk >= 2**63:  # no database column holds it
        raise Http404
    story = get_object_or_404(Article.objects.select_related("placement__page__issue"), pk=pk)
    if not story.is_visible:
        return _missing(story)
    return unkept(_drawn(request.build_absolute_uri(story.get_absolute_url())))


def _missing(story: Article) -> HttpResponse:
    """Raises Http404 where readers never knew the story."""
    if not story.was_public:
        raise Http404
    return unkept(HttpResponse("本稿已撤回", "text/plain; charset=utf-8", status=410))


def _drawn(address: str) -> HttpResponse:
    """White behind it on a dark screen too, with the four modules of margin that readers of codes ask for."""
    out = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(out, kind="svg", scale=5, border=4, light="#fff", xmldecl=False, omitsize=True)
    return HttpResponse(out.getvalue(), "image/svg+xml")
