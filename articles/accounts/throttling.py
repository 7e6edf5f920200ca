"""How often somebody may try. Strangers are slowed down; a good password from where its owner works is never refused for
what strangers do.

Each limit is a vessel that an attempt fills by one and time empties: so many at once, then one in so long. What is
counted is an attempt, before the password is looked at, so that a hundred at the same moment are no way round; the right
password gives it back. The rows are the database's, so several processes count as one.

- an account in one place: a few. Where the account has come in before in this very browser, the browser is the place, so
  that neighbours behind one address do not count against each other.
- a network, whatever the accounts: more, for an office shares one. Not asked where the account is known.
- an account, from everywhere it is not known: it refuses nobody, but when it is full strangers have one attempt in half an
  hour each, its owner at a strange place among them.
"""

from __future__ import annotations

import math
import time
import unicodedata
from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest, Least
from django.utils.crypto import salted_hmac

from articles.accounts import record
from articles.accounts.places import Place
from articles.models import SignInTally
from articles.models.sign_in import Outcome

MINUTE = 60_000  # milliseconds


@dataclass(frozen=True, slots=True)
class Limit:
    """`burst` at once, then one every so many milliseconds."""

    burst: int
    every: int


HERE = Limit(5, 3 * MINUTE)
HERE_UNDER_ATTACK = Limit(1, 30 * MINUTE)
NETWORK = Limit(20, MINUTE)
STRANGERS = Limit(20, 3 * MINUTE)
#: A code of six digits is guessed more easily than a password, and only by who has the password.
CODE_HERE = Limit(5, 5 * MINUTE)
CODE_STRANGERS = Limit(10, 10 * MINUTE)
#: Refusals are written down once in a quarter of an hour for each account and network.
NOTED = Limit(1, 15 * MINUTE)
#: Rows past their moment are cleared away so many at a time.
CLEARED_AT_ONCE = 500


class TooManyTries(Exception):
    """`seconds` until another attempt is taken."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds

    @property
    def minutes(self) -> int:
        return max(1, math.ceil(self.seconds / 60))


@dataclass
class Attempt:
    """One attempt to sign in as `name`, counted. `give_back` when the password was right, `fail` when it was not."""

    name: str
    place: Place
    here: str
    taken: dict[str, Limit] = field(default_factory=dict)

    @classmethod
    def at_password(cls, name: str, place: Place) -> Attempt:
        """Raises TooManyTries, and writes that down."""
        known = record.knows(name, place)
        here = key("password", name, _where(name, place))
        if known:
            return cls(name, place, here)._take({here: HERE})
        everywhere = key("strangers", name)
        beset = _is_full(everywhere, STRANGERS)
        limits = {
            here: HERE_UNDER_ATTACK if beset else HERE,
            key("network", place.network): NETWORK,
        }
        attempt = cls(name, place, here)._take(limits)
        _fill(everywhere, STRANGERS)
        attempt.taken[everywhere] = STRANGERS
        return attempt

    @classmethod
    def at_code(cls, user: AbstractBaseUser, place: Place) -> Attempt:
        """Raises TooManyTries. Strangers who have the password share one limit."""
        name = user.get_username()
        here = key("code", name, _where(name, place))
        limits = {here: CODE_HERE}
        if not record.knows(name, place):
            limits[key("code", name)] = CODE_STRANGERS
        return cls(name, place, here)._take(limits)

    def give_back(self) -> None:
        """His earlier slips at this place are forgotten with it."""
        SignInTally.objects.filter(key=self.here).delete()
        for each, limit in sorted(self.taken.items()):
            SignInTally.objects.filter(key=each).update(clear_at=F("clear_at") - limit.every)
        self.taken = {}
        clear()

    def fail(self, outcome: Outcome) -> None:
        record.note(self.name, self.place, outcome)
        clear()

    def _take(self, limits: dict[str, Limit]) -> Attempt:
        if wait := take(limits):
            if not take({key("noted", self.name, self.place.network): NOTED}):
                record.note(self.name, self.place, Outcome.THROTTLED)
            raise TooManyTries(math.ceil(wait / 1000))
        self.taken = dict(limits)
        return self


def take(limits: dict[str, Limit]) -> int:
    """Counts one for each, or for none; -> milliseconds until each would have room, 0 when it was counted.

    In the order of the keys: two attempts that need the same rows wait for each other in the same order.
    """
    with transaction.atomic():
        wait = max(_take(each, limit) for each, limit in sorted(limits.items()))
        if wait:
            transaction.set_rollback(True)
    return wait


def _take(each: str, limit: Limit) -> int:
    now, row = _now(), SignInTally.objects.filter(key=each)
    fullest = now + (limit.burst - 1) * limit.every
    after = Greatest(F("clear_at"), now) + limit.every
    SignInTally.objects.get_or_create(key=each, defaults={"clear_at": now})
    if row.filter(clear_at__lte=fullest).update(clear_at=after):
        return 0
    # gone meanwhile: it was past its moment
    found = row.values_list("clear_at", flat=True).first()
    return max(1, found - fullest) if found is not None else _take(each, limit)


def _fill(each: str, limit: Limit) -> None:
    """Counts one, up to the brim."""
    now = _now()
    SignInTally.objects.get_or_create(key=each, defaults={"clear_at": now})
    SignInTally.objects.filter(key=each).update(
        clear_at=Least(Greatest(F("clear_at"), now) + limit.every, now + limit.burst * limit.every)
    )


def _is_full(each: str, limit: Limit) -> bool:
    brim = _now() + (limit.burst - 1) * limit.every
    return SignInTally.objects.filter(key=each, clear_at__gt=brim).exists()


def clear() -> None:
    """What says nothing any more. Rows that another attempt holds are left to the next."""
    with transaction.atomic():
        past = SignInTally.objects.filter(clear_at__lt=_now()).select_for_update(skip_locked=True)
        keys = list(past.values_list("key", flat=True)[:CLEARED_AT_ONCE])
        SignInTally.objects.filter(key__in=keys).delete()


def key(*parts: str) -> str:
    """However the name is written: it says nothing about whether there is such an account."""
    folded = "\x00".join(unicodedata.normalize("NFKC", part).casefold() for part in parts)
    return salted_hmac("articles.accounts.throttling", folded, algorithm="sha256").hexdigest()


def _where(name: str, place: Place) -> str:
    return place.browser if record.knows_browser(name, place) else place.network


def _now() -> int:
    return int(time.time() * 1000)
