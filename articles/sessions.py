"""How long a sign-in holds. Kept in the session itself: no row of ours is read or written for it.

A session ends with the roles it was begun under and after idle hours. After idle minutes it goes on, but acts of
publication ask for the password first, whatever else was done since: who finds a desk left alone is not its owner.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils import timezone

from articles.permissions import standing

ACTIVE, STANDING, DOUBTED, WRONG, LEFT = (
    "active_at",
    "standing",
    "is_doubted",
    "wrong_passwords",
    "left_form",
)
#: Seconds. Activity is written down so often, and is known no finer.
NOTED_EVERY = 60
#: Whoever guesses so often has to sign in anew.
GUESSES = 5
#: Characters of a form that is kept over a new sign-in.
LARGEST = 1_000_000


def has_begun(session: SessionBase) -> bool:
    return STANDING in session


def begin(session: SessionBase, user: AbstractBaseUser) -> None:
    session[ACTIVE], session[STANDING], session[DOUBTED] = _now(), standing(user), False


def begun(request: HttpRequest, user: AbstractBaseUser, **_: object) -> None:
    """Somebody has signed in; Django says so. His rights are read anew: the row at hand may be older than they."""
    begin(request.session, type(user)._default_manager.get(pk=user.pk))
    if left(request.session, user) is None:
        forget(request.session)


def why_over(session: SessionBase, user: AbstractBaseUser) -> str:
    """The sentence for whoever must sign in again; empty while the session holds."""
    if session[STANDING] != standing(user):
        return "您的角色刚刚有变动，请重新登录。"
    if _idle(session) >= settings.IDLE_HOURS * 3600:
        return f"{settings.IDLE_HOURS} 小时没有操作，已自动退出；请重新登录。"
    return ""


def keep(session: SessionBase) -> None:
    """The person has done something: what a screen asks by itself does not come here."""
    idle = _idle(session)
    if idle >= settings.PUBLISHING_IDLE_MINUTES * 60:
        session[DOUBTED] = True
    if idle >= NOTED_EVERY:
        session[ACTIVE] = _now()


def is_doubted(session: SessionBase) -> bool:
    return session.get(DOUBTED, False)


def vouch(session: SessionBase) -> None:
    """The password was given again."""
    session.pop(WRONG, None)
    session[DOUBTED] = False


def guess(session: SessionBase) -> bool:
    """Another wrong password; -> whether it was one too many."""
    session[WRONG] = session.get(WRONG, 0) + 1
    return session[WRONG] >= GUESSES


# --- a form that came too late --------------------------------------------------------------------


def leave(
    session: SessionBase, owner: int, path: str, fields: Iterable[tuple[str, list[str]]]
) -> bool:
    """Keeps what was sent for the same person's next sign-in in this browser, without passwords; False: too much."""
    kept = [
        (name, value)
        for name, values in fields
        if name != "csrfmiddlewaretoken" and "password" not in name
        for value in values
    ]
    if sum(len(name) + len(value) for name, value in kept) > LARGEST:
        return False
    session[LEFT] = {"owner": owner, "path": path, "fields": kept}
    return True


def left(session: SessionBase, user: AbstractBaseUser) -> dict | None:
    """What `leave` kept for this person."""
    found = session.get(LEFT)
    return found if found and found["owner"] == user.pk else None


def take(session: SessionBase, path: str) -> None:
    """The form is sent again, or another one to the same address: nothing is left."""
    if LEFT in session and session[LEFT]["path"] == path:
        forget(session)


def forget(session: SessionBase) -> None:
    session.pop(LEFT, None)


def _idle(session: SessionBase) -> int:
    """Seconds since the person last did something."""
    return _now() - session[ACTIVE]


def _now() -> int:
    return int(timezone.now().timestamp())
