"""The files of pages' pictures, for readers as long as the page is theirs."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from articles import facsimiles
from articles.models import Facsimile, Issue
from articles.responding import media_file, sees_all, unkept


@require_safe
def facsimile(request: HttpRequest, sha256: str, name: str) -> HttpResponse:
    """A file of the picture of a public page; of any page for staff. Its name is its content.

    Browsers keep it but ask each time, so that a withdrawn page is gone at once.
    """
    pages = Facsimile.objects.filter(sha256=sha256)
    if not facsimiles.NAME.fullmatch(name):
        raise Http404
    shown = pages.shown().filter(page__issue__in=Issue.objects.public()).exists()
    if not shown and not (sees_all(request) and pages.exists()):
        raise Http404
    mark = quote_etag(f"{sha256}-{name}")
    response = get_conditional_response(request, etag=mark)
    response = response or media_file(facsimiles.path(sha256, name))
    response["ETag"] = mark
    return unkept(response, preview=not shown)
