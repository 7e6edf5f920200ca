"""The edition stamp: one short string that is another one as soon as readers would see something else.

It hangs on a counter that every act turns in its own transaction, on the last hour of publication that has passed, on
the day and on the release. Whatever is kept of the readers' site is kept under it, so nothing is ever purged.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from django.conf import settings
from django.db.models import F, Model, Subquery
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from taggit.models import Tag

from articles.models import Edition, Issue, Masthead
from sections.models import Section

#: Small things that readers see on every page, written by Django's own forms or by an app that knows nothing of issues.
SEEN_EVERYWHERE: tuple[type[Model], ...] = (Masthead, Section, Tag)
ROW = 1


def turn() -> None:
    """Called last in the transaction of whatever readers can see: before it commits nobody sees either, after it both."""
    if not Edition.objects.filter(pk=ROW).update(count=F("count") + 1):
        Edition.objects.bulk_create([Edition(pk=ROW)], ignore_conflicts=True)
        Edition.objects.filter(pk=ROW).update(count=F("count") + 1)


def stamp(at: dt.datetime | None = None) -> str:
    """Letters and digits; never one that was there before something changed. One query."""
    now = at or timezone.now()
    passed = Issue.objects.public(now).order_by("-publish_at").values("publish_at")[:1]
    rows = Edition.objects.filter(pk=ROW).values_list("count", Subquery(passed))
    count, last = rows.first() or (0, passed.values_list("publish_at", flat=True).first())
    facts = (settings.RELEASE, count, last and last.timestamp(), timezone.localdate(now))
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:20]


def watch() -> None:
    """Signals, for what is written by Django's own forms; the paper's acts call `turn` themselves."""
    for model in SEEN_EVERYWHERE:
        for signal in (post_save, post_delete):
            signal.connect(_turned, sender=model, dispatch_uid=f"edition-{model._meta.label}")


def _turned(**_: Any) -> None:
    turn()
