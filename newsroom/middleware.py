"""What is said or refused before anybody asks the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.responding import unkept

#: What no page of the paper or the desk ever asks a browser for, so that nothing smuggled in can either.
PERMISSIONS = ", ".join(
    f"{name}=()"
    for name in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)
READING = ("GET", "HEAD")
MINUTES = 10
LONGEST = 200

Answering = Callable[[HttpRequest], HttpResponse]


def permissions_policy(get_response: Answering) -> Answering:
    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response

    return answer


def head_alone(get_response: Answering) -> Answering:
    """To HEAD the heads that GET would have, and no body: Django leaves one in, and the server writes a warning of it."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method == "HEAD" and response.streaming:
            response.streaming_content = ()  # what was open is closed with the response
        elif request.method == "HEAD":
            response.content = b""
        return response

    return answer


class ReadersOnlyRead:
    """405 for whatever else is asked of an address that is not the desk's. Above the check of forms, which would speak
    to readers of a session that they never had."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        is_desk = "admin" in request.resolver_match.app_names
        return None if is_desk or request.method in READING else _not_taken(request)


def _not_taken(request: HttpRequest) -> HttpResponse:
    response = unkept(render(request, "405.html", status=405))
    response["Allow"] = ", ".join(READING)
    return response


def maintenance(get_response: Answering) -> Answering:
    """503 for readers and staff alike: what staff would write while a database moves would be lost."""

    def answer(request: HttpRequest) -> HttpResponse:
        said = _notice()
        return get_response(request) if said is None else _closed(request, said)

    return answer


def _closed(request: HttpRequest, said: str) -> HttpResponse:
    response = render(request, "503.html", {"said": said}, status=503)
    response["Retry-After"] = str(MINUTES * 60)
    response["Cache-Control"] = "no-store"
    return response


def _notice() -> str | None:
    """What the file says ("" for an empty one); None while the paper is open. One look at the disk a request."""
    try:
        with settings.MAINTENANCE_FILE.open(encoding="utf-8", errors="replace") as file:
            return file.read(LONGEST).strip()
    except FileNotFoundError:
        return "" if settings.MAINTENANCE else None
    except OSError:  # it is there, and not for us to read
        return ""
