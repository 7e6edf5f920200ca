"""登录记录: the only writer of SignIn."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q
from django.utils import timezone

from articles.accounts.places import Place
from articles.models import SignIn
from articles.models.sign_in import Outcome
from articles.permissions import printed_name

#: A place is known to an account for so long after it last came in from there.
KNOWN_FOR = dt.timedelta(days=180)


def note(name: str, place: Place, outcome: Outcome, user: AbstractBaseUser | None = None) -> None:
    """One line. Without the account it is looked for by its name, and what nobody bears is not kept whole."""
    user = user or get_user_model()._default_manager.filter(username=name).first()
    SignIn.objects.create(
        name=(name if user else _beginning(name))[:150],
        user=user,
        printed_name=printed_name(user) if user else "",
        address=place.address,
        network=place.network,
        browser=place.browser,
        outcome=outcome,
    )


def knows(name: str, place: Place) -> bool:
    """Whether the account has come in from here before: in this browser, or from this network."""
    here = Q(network=place.network)
    if place.browser:
        here |= Q(browser=place.browser)
    found = SignIn.objects.successes_of(name, since=timezone.now() - KNOWN_FOR)
    return found.filter(here).exists()


def knows_browser(name: str, place: Place) -> bool:
    if not place.browser:
        return False
    found = SignIn.objects.successes_of(name, since=timezone.now() - KNOWN_FOR)
    return found.filter(browser=place.browser).exists()


def _beginning(name: str) -> str:
    """A password typed in the wrong box must not be read by whoever reads the record."""
    return name[:2] + "…"
