"""The readers' site. Every view fetches by a queryset word and renders; what readers may not see is not there."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from articles import images, public_urls, reading
from articles.models import Article, Image, Issue
from articles.models.issue import State
from articles.page_cache import readers
from articles.responding import picture_file, respond, sees_all, unkept


@readers()
def front(request: HttpRequest) -> HttpResponse:
    newest = Issue.objects.public().newest_first().first()
    if newest is None:
        return respond(request, "articles/empty.html", {}, issue=None)
    return _issue_face(request, newest, is_front=True)


@readers()
def issue(request: HttpRequest, year: int, month: int, day: str) -> HttpResponse:
    found = _find_issue(request, year, month, day)
    return (
        _gone(request, found)
        if found.was_public and not sees_all(request)
        else _issue_face(request, found)
    )


def _issue_face(request: HttpRequest, found: Issue, *, is_front: bool = False) -> HttpResponse:
    faces = reading.pages(found)
    context = {
        "issue": found,
        "pages": faces,
        "made_up": [
            (face, reading.inner_page(face) if at else reading.first_page(face))
            for at, face in enumerate(faces)
        ],
        "is_counted": reading.are_counted(faces),
        "has_scans": any(face.scan for face in faces),
        "neighbours": reading.issue_neighbours(found),
        "calendar": reading.month_calendar(found.date),
        "is_front": is_front,
    }
    context |= _unsigned(found)
    return respond(request, "articles/issue.html", context, issue=found)


def _unsigned(found: Issue) -> dict[str, int]:
    """What the head of a preview tells of its stories; readers' pages ask nothing."""
    return {} if found.state == State.SIGNED else {"unsigned": reading.unsigned(found)}


def _find_issue(request: HttpRequest, year: int, month: int, day: str) -> Issue:
    """Public, or once public, or any for staff who may see it. Raises Http404."""
    found = get_object_or_404(Issue.objects.addressed(year, month, day))
    if not (found.is_public() or found.was_public or sees_all(request)):
        raise Http404
    return found


def _gone(request: HttpRequest, found: Issue | None, story: Article | None = None) -> HttpResponse:
    """What readers once knew: a withdrawn issue with all in it, or a story that was taken back or stands nowhere now."""
    context = {"withdrawn": found, "story": story}
    response = respond(request, "410.html", context, issue=None)
    response.status_code = 410
    return response


@readers()
def page(request: HttpRequest, year: int, month: int, day: str, number: int) -> HttpResponse:
    found = _find_issue(request, year, month, day)
    if found.was_public and not sees_all(request):
        return _gone(request, found)
    pages = reading.pages(found)
    here = next((each for each in pages if each.number == number), None)
    if here is None:
        raise Http404
    context = {
        "issue": found,
        "page": here,
        "pages": pages,
        "strips": reading.page_alone(reading.cropped(here)),
        "areas": reading.areas(here.scan, here.cards),
        "neighbours": reading.around(pages, here),
        "issue_neighbours": reading.issue_neighbours(found),
    }
    context |= _unsigned(found)
    return respond(request, "articles/page.html", context, issue=found)


@readers()
def issue_print(request: HttpRequest, year: int, month: int, day: str) -> HttpResponse:
    """The whole issue as one sheet after another, every story with all its words."""
    found = _find_issue(request, year, month, day)
    if found.was_public and not sees_all(request):
        return _gone(request, found)
    faces = reading.pages(found)
    context = {
        "issue": found,
        "pages": faces,
        "sheets": reading.sheets(faces),
        "is_counted": reading.are_counted(faces),
    }
    context |= _unsigned(found)
    return respond(request, "articles/issue_print.html", context, issue=found)


@require_safe
def page_redirect(
    request: HttpRequest, year: int, month: int, day: str, number: int
) -> HttpResponse:
    """`/2021/03/17/2/` -> `/02/`; three digits are no page of a paper."""
    if not 1 <= number <= 99:
        raise Http404
    return redirect("page", year, month, day, number, permanent=True)


@readers()
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """A story of a public issue; 410 once readers have known it, whatever became of its place."""
    stories = public_urls.with_renewal(Article.objects.for_cards())
    story = get_object_or_404(stories, pk=pk)
    found = story.place.page.issue if story.place else None
    visible = story.is_visible
    if not visible and not sees_all(request):
        if not story.was_public:
            raise Http404
        return _gone(request, found if found and found.was_public else None, story)
    if story.shown is None:
        raise Http404
    context = reading.story(story, found)
    if visible and found:
        context["times"] = public_urls.times(found, story.renewed)
    return respond(request, "articles/article.html", context, issue=found, preview=not visible)


@require_safe
def picture(request: HttpRequest, sha256: str, name: str) -> HttpResponse:
    """A file of a picture that a public story shows; of any picture for staff. Its name is its content.

    Browsers keep it but ask each time, so that a withdrawn picture is gone at once.
    """
    if not images.NAME.fullmatch(name):
        raise Http404
    image = get_object_or_404(Image, sha256=sha256)
    shown = Article.objects.public().filter(published_version__images=image).exists()
    if not shown and not sees_all(request):
        raise Http404
    mark = quote_etag(f"{image.sha256}-{name}")
    response = get_conditional_response(request, etag=mark) or picture_file(image, name)
    response["ETag"] = mark
    return unkept(response, preview=not shown)
