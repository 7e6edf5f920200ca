"""What somebody outside sees through a preview link: one version of one story, its pictures, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles import previews, reading
from articles.models import Image, PreviewLink
from articles.permissions import printed_name
from articles.responding import picture_file, respond, unkept


def by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view is given the link; no answer is kept, indexed, or tells another site where it came from."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, token: str, **rest: str) -> HttpResponse:
        try:
            response = view(request, previews.find(token), **rest)
        except previews.Ended as error:
            response = _ended(request, 410, error.link)
        except previews.NoLink:
            response = _ended(request, 404, None)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response["Referrer-Policy"] = "no-referrer"
        return unkept(response, preview=True)

    return answer


def _ended(request: HttpRequest, status: int, link: PreviewLink | None) -> HttpResponse:
    """Says whom to ask; of the story, nothing."""
    context = {"link": link, "maker": printed_name(link.created_by) if link else ""}
    response = respond(request, "articles/preview_ended.html", context, issue=None, preview=True)
    response.status_code = status
    return response


@by_link
def story(request: HttpRequest, link: PreviewLink) -> HttpResponse:
    """The version that the link was made for. It stands alone: what is around it in its issue is not shown."""

    def address(sha256: str, name: str) -> str:
        return reverse("preview_picture", args=[previews.token(link), sha256, name])

    context = reading.words(link.version, address) | {"link": link, "article": link.article}
    # Names and tags lead nowhere: their pages are there for published stories alone.
    context["signature"] = [[(run, "") for run, _url in piece] for piece in context["signature"]]
    response = respond(request, "articles/preview_link.html", context, issue=None, preview=True)
    if request.method == "GET":
        previews.read(link)
    return response


@by_link
def picture(request: HttpRequest, link: PreviewLink, sha256: str, name: str) -> HttpResponse:
    if not previews.shows(link.version, sha256, name):
        raise Http404
    return picture_file(get_object_or_404(Image, sha256=sha256), name)
