"""Readers' pages kept whole under the edition stamp: nothing is ever purged, and nothing outlives its edition."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

import brotli
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import conditional_page, require_safe

from articles import edition

#: A value behind `?` as the site's own links write it. Whatever else somebody thinks of is answered and not kept.
NUMBER = re.compile(r"[1-9][0-9]{0,3}")
#: Bytes of a page that is kept; what is larger nobody asks for twice.
LARGEST = 400_000
DAY = 24 * 3600
REFUSED = re.compile(r";\s*q=0(?:\.0+)?\s*$")

View = Callable[..., HttpResponse]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was sent: its body by encoding ("" for none), and its headers."""

    bodies: dict[str, bytes]
    headers: dict[str, str]

    @classmethod
    def of(cls, response: HttpResponse) -> Kept:
        body = response.content
        mark = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'  # weak: the encodings are one page
        bodies = {
            "br": brotli.compress(body, quality=5),
            "gzip": gzip.compress(body, compresslevel=6, mtime=0),
            "": body,
        }
        return cls(bodies, dict(response.items()) | {"ETag": mark})

    def answer(self, request: HttpRequest) -> HttpResponse:
        encoding = _encoding(request.headers.get("accept-encoding", ""))
        response = HttpResponse(self.bodies[encoding], headers=self.headers)
        if encoding:
            response["Content-Encoding"] = encoding
        response["Content-Length"] = str(len(self.bodies[encoding]))
        patch_vary_headers(response, ["Accept-Encoding"])
        return get_conditional_response(request, etag=self.headers["ETag"], response=response)


def readers(*asks: str) -> Callable[[View], View]:
    """GET and HEAD, kept for the edition; 304 where the reader's browser holds exactly this page.

    `asks`: what the view reads behind `?`, whole numbers all of them.
    """
    return lambda view: require_safe(kept(conditional_page(view), asks))


def kept(view: View, asks: Collection[str] = ()) -> View:
    """For whoever is not signed in. One query where the page is kept: the stamp."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES or not _is_known(request, asks):
            return view(request, *args, **kwargs)
        key = _key(request)
        page = caches["pages"].get(key)
        if page is None:
            response = view(request, *args, **kwargs)
            if response.status_code != 200 or len(response.content) > LARGEST:
                return response
            page = Kept.of(response)
            caches["pages"].set(key, page, DAY)
        return page.answer(request)

    return answer


def _is_known(request: HttpRequest, asks: Collection[str]) -> bool:
    return all(
        name in asks and len(values) == 1 and NUMBER.fullmatch(values[0])
        for name, values in request.GET.lists()
    )


def remembered(name: str, make: Callable[[], T]) -> T:
    """A value that many pages of an edition are made with. One query where it is kept: the stamp.

    As with pages the stamp is read first, so that nothing older is ever kept under a newer one.
    """
    key = f"{edition.stamp()}:{name}"
    return caches["pages"].get_or_set(key, make, DAY)


def _key(request: HttpRequest) -> str:
    """The edition is read before the page is made: what changes meanwhile turns the stamp, and the page is not found."""
    address = f"{request.scheme}://{request.get_host()}{request.get_full_path()}"
    return f"{edition.stamp()}:{hashlib.sha256(address.encode()).hexdigest()}"


def _encoding(accepted: str) -> str:
    offered = {
        part.partition(";")[0].strip().lower()
        for part in accepted.split(",")
        if not REFUSED.search(part)
    }
    return next((each for each in ("br", "gzip") if each in offered), "")
