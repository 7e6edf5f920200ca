"""操作记录: who did what, for whoever has to answer for it later. The only writer of TrailEntry.

Attempts to sign in are rows of their own (SignIn); `reading` shows both as one list.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model

from articles.models import TrailEntry
from articles.models.trail import Kind
from articles.permissions import printed_name

_address: ContextVar[str | None] = ContextVar("address", default=None)


@contextmanager
def asked_from(address: str | None) -> Iterator[None]:
    """What is noted meanwhile was asked for from there; None, or nothing that is an address: from nowhere known."""
    token = _address.set(_valid(address))
    try:
        yield
    finally:
        _address.reset(token)


def note(
    by: AbstractBaseUser | None,
    kind: Kind,
    words: str,
    *,
    thing: Model | None = None,
    name: str = "",
    change: dict[str, Any] | None = None,
) -> TrailEntry:
    """One line. Called inside the transaction of the act, so that neither stands without the other.

    `name` says who it was where there is no account: whoever tried to sign in.
    """
    return TrailEntry.objects.create(
        kind=kind,
        user=by,
        printed_name=printed_name(by) if by or not name else name[:301],
        address=_address.get(),
        thing_kind=thing._meta.label_lower if thing is not None else "",
        thing_id=str(thing.pk) if thing is not None else "",
        thing_label=str(thing)[:200] if thing is not None else "",
        words=words,
        change=change or {},
    )


def _valid(address: str | None) -> str | None:
    try:
        return str(ipaddress.ip_address(address or ""))
    except ValueError:
        return None
