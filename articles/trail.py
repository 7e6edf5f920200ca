"""操作记录: who did what, for whoever has to answer for it later. The only writer of TrailEntry."""

from __future__ import annotations

import datetime as dt
import ipaddress
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model, Q

from articles.models import TrailEntry
from articles.models.trail import Kind, TrailQuerySet
from articles.permissions import printed_name

#: Text is looked for in so many lines at most, the newest that the other conditions leave: a rare word would otherwise
#: be looked for in every line there ever was.
LOOKED_THROUGH = 50_000

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


def find(
    *,
    kinds: list[str],
    who: str = "",
    since: dt.datetime | None = None,
    before: dt.datetime | None = None,
    text: str = "",
) -> TrailQuerySet:
    """The lines of these kinds, the last first. `who` is a whole printed name; `text` stands in the words or the thing."""
    found = TrailEntry.objects.newest_first()
    if len(kinds) < len(Kind):
        found = found.filter(kind__in=kinds)
    if who:
        found = found.filter(printed_name=who)
    if since:
        found = found.filter(created_at__gte=since)
    if before:
        found = found.filter(created_at__lt=before)
    return _with(found, text) if text else found


def _with(found: TrailQuerySet, text: str) -> TrailQuerySet:
    near = TrailEntry.objects.filter(pk__in=found.values("pk")[:LOOKED_THROUGH])
    said = Q(words__icontains=text) | Q(thing_label__icontains=text)
    return near.filter(said).newest_first()


def _valid(address: str | None) -> str | None:
    try:
        return str(ipaddress.ip_address(address or ""))
    except ValueError:
        return None
