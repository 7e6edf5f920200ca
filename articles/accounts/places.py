"""Where a request comes from: its address, what of it counts as one place, and the browser if it has been here before."""

from __future__ import annotations

import hashlib
import ipaddress
import re
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

#: A random name, given to a browser in which somebody has signed in. It opens nothing: it tells its owner, who is
#: known by it, from strangers behind the same address.
COOKIE = "newsroom_browser"
COOKIE_AGE = 400 * 24 * 3600  # as long as browsers keep one
PORT = re.compile(r"\[(.*)\](?::\d+)?|([\d.]+):\d+")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Place:
    """`address` is None where the server was not told one; `network` is then empty, and counts as a place all the same."""

    address: str | None
    network: str
    browser: str = ""


def place_of(request: HttpRequest) -> Place:
    address = _address(request)
    return Place(str(address) if address else None, _network(address), _browser(request))


def _address(request: HttpRequest) -> Address | None:
    """The one that the outermost trusted proxy saw. What stands before it in the header, anybody may have written."""
    peer = request.META.get("REMOTE_ADDR", "")
    hops = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    trusted = settings.TRUSTED_PROXIES
    named = hops[-trusted] if 0 < trusted <= len(hops) else peer
    return _read(named) or _read(peer)


def _read(text: str) -> Address | None:
    """`203.0.113.7`, `203.0.113.7:5050`, `[2001:db8::7]:5050`, `fe80::1%eth0`, `::ffff:203.0.113.7`."""
    if found := PORT.fullmatch(text):
        text = found[1] or found[2]
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _network(address: Address | None) -> str:
    """Whoever has an IPv6 address has the 2**64 beside it too."""
    if address is None:
        return ""
    bits = 64 if address.version == 6 else 32
    return str(ipaddress.ip_network((address, bits), strict=False))


def _browser(request: HttpRequest) -> str:
    """Only its digest is kept: who reads the database cannot pass for it."""
    name = request.COOKIES.get(COOKIE, "")
    return hashlib.sha256(name.encode()).hexdigest() if name else ""


def name_browser(request: HttpRequest, response: HttpResponse) -> Place:
    """Gives the browser its name, or keeps the one it has; -> the place from now on."""
    name = request.COOKIES.get(COOKIE) or secrets.token_urlsafe(24)
    response.set_cookie(
        COOKIE,
        name,
        max_age=COOKIE_AGE,
        httponly=True,
        secure=settings.HTTPS,
        samesite="Lax",
        path="/admin/",
    )
    request.COOKIES[COOKIE] = name
    return place_of(request)
