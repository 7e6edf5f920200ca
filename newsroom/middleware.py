"""What is said or refused before anybody asks the database."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

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
MINUTES = 10
LONGEST = 200

Answering = Callable[[HttpRequest], HttpResponse]


def permissions_policy(get_response: Answering) -> Answering:
    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response

    return answer


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
