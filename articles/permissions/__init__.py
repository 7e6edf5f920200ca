"""Who may do what. Screens, buttons and acts ask `may`; the table it reads is `table`, the admin's share of it `desks`."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Model

from articles.models import Article
from articles.models.byline import CreditKind
from articles.permissions.desks import DESKS, keep_roles
from articles.permissions.table import TABLE, Act, Role, Whose

__all__ = [
    "DESKS",
    "SYSTEM",
    "TABLE",
    "Act",
    "Role",
    "Whose",
    "is_own",
    "keep_roles",
    "may",
    "printed_name",
    "roles_for",
    "roles_of",
    "standing",
    "system_account",
]

User = AbstractBaseUser | AnonymousUser

#: The account that stands behind commands run without --by. It cannot sign in.
SYSTEM = "system"


def may(user: User, act: Act, thing: Model | None = None) -> bool:
    """Whether the user may do this to the story or issue as it stands; without one, to any at all.

    One query for the groups, kept on the user for the length of a request; one more for a story that he did not make.
    A system administrator has every role, and no right that no role has.
    """
    held = roles_of(user)
    rows = [row for row in TABLE[act] if row.roles & held]
    if thing is None or not rows:
        return bool(rows)
    own = isinstance(thing, Article) and is_own(user, thing)
    return any(row.allows(role, thing.state, own) for row in rows for role in held)


def roles_of(user: User) -> frozenset[Role]:
    """Empty for whoever is no longer, or not, of the staff."""
    if not (user.is_active and getattr(user, "is_staff", False)):
        return frozenset()
    if user.is_superuser:
        return frozenset(Role)
    if not hasattr(user, "_newsroom_roles"):
        names = set(user.groups.values_list("name", flat=True))
        user._newsroom_roles = frozenset(role for role in Role if role.value in names)
    return user._newsroom_roles


def standing(user: User) -> str:
    """All that his rights follow from, in a word; who has another one now than when he signed in signs in again."""
    roles = roles_of(user)
    marks = [name for name in ("is_staff", "is_superuser") if getattr(user, name, False)]
    return " ".join([*marks, *(role.name for role in Role if role in roles)])


def roles_for(act: Act, state: str) -> list[Role]:
    """Whom to ask where one may not do it oneself, in the order of the table of roles."""
    found = {role for row in TABLE[act] if state in row.states for role in row.roles}
    return [role for role in Role if role in found]


def is_own(user: User, article: Article) -> bool:
    """Whether he is an author: he brought the story in, or its signature prints his name.

    By the name as printed, because contributors have no accounts: a namesake is taken for the author, and another
    reviewer must be found. The other way round an author would review himself. No query where `bylines` were fetched.
    """
    if user.pk is None:
        return False
    if article.created_by_id == user.pk:
        return True
    name = user.get_full_name()
    return bool(name) and any(
        each.name == name and each.kind == CreditKind.PERSON for each in article.bylines.all()
    )


def system_account() -> AbstractBaseUser:
    """Made when first needed; inactive and without a password."""
    model = get_user_model()
    user, created = model.objects.get_or_create(
        username=SYSTEM, defaults={"is_active": False, "first_name": "系统"}
    )
    if created:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


def printed_name(user: User | None) -> str:
    """How a person is called in messages and records."""
    if user is None:
        return "系统"
    return user.get_full_name() or user.get_username()
