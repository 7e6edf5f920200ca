"""The links of a story or an issue as the desk lists them."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from articles import previews
from articles.models import Article, Issue, PreviewLink

#: Links shown; of those before, the records tell.
SHOWN = 20


def shown_links(request: HttpRequest, thing: Article | Issue) -> list[PreviewLink]:
    """The newest first, each with its `address` and its `ending` (see `previews.ending`). One query."""
    links = list(previews.of(thing)[:SHOWN])
    for link in links:
        route = reverse("preview_link", args=[previews.token(link)])
        link.address = request.build_absolute_uri(route)
        link.ending = previews.ending(link)
    return links
