"""What somebody outside sees through a preview link: one version of one story, or one issue as it stood; with the
pictures, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles import previews, reading
from articles.models import Image, PreviewLink
from articles.permissions import printed_name
from articles.responding import picture_file, respond, unkept

PAGES = {
    "story": "articles/article.html",
    "issue": "articles/issue.html",
    "page": "articles/page.html",
}


def by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view is given the link; no answer is kept, indexed, or tells another site where it came from."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, token: str, **rest: Any) -> HttpResponse:
        try:
            response = view(request, previews.find(token), **rest)
        except previews.Published as error:
            response = redirect(_public_address(error.link, view.__name__, **rest))
        except previews.Ended as error:
            response = _ended(request, 410, error.link, withdrawn=error.withdrawn)
        except previews.NoLink:
            response = _ended(request, 404, None)
        except Http404:
            response = respond(request, "404.html", {}, issue=None)
            response.status_code = 404
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response["Referrer-Policy"] = "no-referrer"
        return unkept(response, preview=True)

    return answer


def _ended(
    request: HttpRequest, status: int, link: PreviewLink | None, *, withdrawn: bool = False
) -> HttpResponse:
    """Says whom to ask; of the story, nothing."""
    maker = printed_name(link.created_by) if link else ""
    context = {"link": link, "maker": maker, "taken_back": withdrawn}
    response = respond(request, "articles/preview_ended.html", context, issue=None, preview=True)
    response.status_code = status
    return response


def _public_address(link: PreviewLink, asked: str, **rest: Any) -> str:
    """Where readers have what was asked for; of an issue that has no such page or story any more, its face."""
    if asked == "picture":
        return reverse("picture", args=[rest["sha256"], rest["name"]])
    if link.issue is None:
        return link.article.get_absolute_url()
    found = None
    if asked == "page":
        found = link.issue.pages.filter(number=rest["number"]).first()
    elif asked == "story":
        found = previews.story_of(link, rest["number"])
    return (found or link.issue).get_absolute_url()


# --- the pages ----------------------------------------------------------------------------------------


@by_link
def opened(request: HttpRequest, link: PreviewLink) -> HttpResponse:
    """What the link was made for."""
    if link.issue is not None:
        return _show(request, link, "issue", _issue(link))
    # The story stands alone: what is around it in its issue is not shown.
    context = reading.words(link.version, _ways(link).picture) | {"article": link.article}
    context["signature"] = reading.unlinked(context["signature"])
    return _show(request, link, "story", context)


def _issue(link: PreviewLink) -> dict[str, Any]:
    faces = reading.kept_pages(link, _ways(link))
    return {
        "pages": faces,
        "made_up": [
            (face, reading.inner_page(face) if at else reading.first_page(face))
            for at, face in enumerate(faces)
        ],
        "is_counted": reading.are_counted(faces),
    }


@by_link
def page(request: HttpRequest, link: PreviewLink, number: int) -> HttpResponse:
    ways = _ways(link)
    faces = reading.kept_pages(link, ways)
    here = next((face for face in faces if face.number == number), None)
    if here is None:
        raise Http404
    cut = reading.cropped(here)
    context = {
        "page": here,
        "pages": faces,
        "strips": reading.page_alone(cut),
        "neighbours": reading.around(faces, here),
    }
    return _show(request, link, "page", context)


@by_link
def story(request: HttpRequest, link: PreviewLink, number: int) -> HttpResponse:
    context = reading.kept_story(link, _ways(link), number)
    if context is None:
        raise Http404
    return _show(request, link, "story", context)


def _show(
    request: HttpRequest, link: PreviewLink, kind: str, context: dict[str, Any]
) -> HttpResponse:
    """A readers' page under the link's own head; counted when somebody has looked."""
    context |= {"link": link, "frame": PAGES[kind]}
    if link.issue is not None:
        context |= {"issue": link.issue, "issue_url": _ways(link).issue}
    response = respond(
        request, "articles/preview_link.html", context, issue=link.issue, preview=True
    )
    if request.method == "GET":
        previews.read(link)
    return response


def _ways(link: PreviewLink) -> reading.Ways:
    signed = previews.token(link)
    return reading.Ways(
        issue=reverse("preview_link", args=[signed]),
        page=lambda number: reverse("preview_page", args=[signed, number]),
        story=lambda number: reverse("preview_story", args=[signed, number]),
        picture=lambda sha256, name: reverse("preview_picture", args=[signed, sha256, name]),
    )


@by_link
def picture(request: HttpRequest, link: PreviewLink, sha256: str, name: str) -> HttpResponse:
    if not previews.shows(link, sha256, name):
        raise Http404
    return picture_file(get_object_or_404(Image, sha256=sha256), name)
