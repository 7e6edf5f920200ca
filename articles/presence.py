"""Who else has it on the screen. Open screens say so every 10 s; nothing is locked by it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError
from django.db.models import Case, F, Model, When
from django.utils import timezone

from articles.models.visit import Visit

#: A visitor whose screen has not been heard of for so long has left.
GONE = dt.timedelta(seconds=30)


class Gone(Exception):
    """It was deleted while its visitor was being noted."""


def visit(kind: type[Visit], user: AbstractBaseUser, **of: Model) -> list[Visit]:
    """Note that the user has it on the screen; returns those of the others who have, first come first.

    `of` is the thing, by the name that its kind of visit has for it. Raises Gone.
    """
    now = timezone.now()
    visits: Any = kind._default_manager.filter(**of)
    since = Case(When(seen_at__lt=now - GONE, then=now), default=F("opened_at"))
    try:
        visits.update_or_create(
            user=user,
            defaults={"opened_at": since, "seen_at": now},
            create_defaults={**of, "seen_at": now, "opened_at": now},
        )
    except IntegrityError:
        raise Gone from None
    here = visits.filter(seen_at__gte=now - GONE).exclude(user=user)
    return list(here.select_related("user").order_by("opened_at", "pk"))
