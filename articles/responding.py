"""What every page of the paper is sent with: its head, and how long it may be kept. For readers' views and for previews."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from articles import images
from articles.models import Image, Issue, Masthead
from articles.permissions import Act, may
from sections.models import Section


def sees_all(request: HttpRequest) -> bool:
    """Staff with the right see what is not published. A request without a session cookie asks no database."""
    user = getattr(request, "user", AnonymousUser())
    return user.is_authenticated and may(user, Act.SEE_UNPUBLISHED)


def respond(
    request: HttpRequest,
    template: str,
    context: dict,
    *,
    issue: Issue | None,
    preview: bool | None = None,
) -> HttpResponse:
    """A page of the paper; under the head of `issue`, or of the newest one where the page belongs to none.

    `preview`: staff look at something that readers may not see; nothing may keep it.
    """
    if preview is None:
        preview = issue is not None and not issue.is_public()
    head = issue or Issue.objects.public().newest_first().first()
    context |= {
        "head_issue": head,
        "masthead": masthead_of(head),
        "navigation": Section.objects.visible(),
        "preview": preview,
    }
    return unkept(render(request, template, context), preview=preview)


def masthead_of(issue: Issue | None) -> Masthead:
    """As that issue prints it; the paper's own where there is none, or before it is signed off."""
    return (issue.printed_masthead if issue else None) or Masthead.objects.current()


def unkept(response: HttpResponse, *, preview: bool = False) -> HttpResponse:
    """What readers see may change any minute: a browser asks again before it shows what it has."""
    if preview:
        patch_cache_control(response, private=True, no_store=True)
    else:
        patch_cache_control(response, no_cache=True)
    return response


def picture_file(image: Image, name: str) -> HttpResponse:
    return media_file(images.path(image.sha256, name))


def media_file(path: str) -> HttpResponse:
    """A WebP or JPEG of the storage. Raises Http404."""
    try:
        file = default_storage.open(path)
    except FileNotFoundError:
        raise Http404 from None
    kind = "image/webp" if path.endswith(".webp") else "image/jpeg"
    return FileResponse(file, content_type=kind)
