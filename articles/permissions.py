"""Who may do what: one table of role x act. Screens, buttons and pages ask `may`; the state of a thing is the act's own matter."""

from __future__ import annotations

from enum import StrEnum

from django.apps import apps as registry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group, Permission

User = AbstractBaseUser | AnonymousUser

#: The account that stands behind commands run without --by. It cannot sign in.
SYSTEM = "system"


class Role(StrEnum):
    """Groups; the value is the group's name as staff see it."""

    STAFF = "采编"
    EDITOR = "编辑"


class Act(StrEnum):
    SEE_UNPUBLISHED = "see unpublished"
    IMPORT = "import"
    SIGN_OFF = "sign off"
    ASSEMBLE = "assemble"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    MERGE = "merge contributors"


ACTS: dict[Act, frozenset[Role]] = {
    Act.SEE_UNPUBLISHED: frozenset({Role.STAFF, Role.EDITOR}),
    Act.IMPORT: frozenset({Role.STAFF, Role.EDITOR}),
    Act.SIGN_OFF: frozenset({Role.EDITOR}),
    Act.ASSEMBLE: frozenset({Role.EDITOR}),
    Act.PUBLISH: frozenset({Role.EDITOR}),
    Act.WITHDRAW: frozenset({Role.EDITOR}),
    Act.MERGE: frozenset({Role.EDITOR}),
}

#: What the lists and forms of the admin allow: model -> verbs, by role.
DESKS: dict[Role, dict[str, str]] = {
    Role.STAFF: {
        "articles.article": "view add change delete",
        "articles.byline": "view change",
        "articles.imageuse": "view add change delete",
        "articles.image": "view add change delete",
        "articles.contributor": "view add change",
        "articles.issue": "view",
        "articles.page": "view",
        "articles.placement": "view",
        "articles.source": "view",
        "articles.intake": "view add change",
        "articles.houseword": "view",
        "sections.section": "view",
        "taggit.tag": "view add",
    },
    Role.EDITOR: {
        "articles.article": "view add change delete",
        "articles.byline": "view change",
        "articles.imageuse": "view add change delete",
        "articles.image": "view add change delete",
        "articles.contributor": "view add change delete",
        "articles.issue": "view add change delete",
        "articles.page": "view add change delete",
        "articles.placement": "view add change delete",
        "articles.source": "view",
        "articles.intake": "view add change",
        "articles.houseword": "view add change delete",
        "articles.masthead": "view change add",
        "sections.section": "view add change delete",
        "taggit.tag": "view add change delete",
    },
}


def may(user: User, act: Act) -> bool:
    """One query for the groups, kept on the user for the length of a request."""
    if not (user.is_active and getattr(user, "is_staff", False)):
        return False
    return user.is_superuser or bool(ACTS[act] & _roles(user))


def _roles(user: User) -> frozenset[Role]:
    if not hasattr(user, "_newsroom_roles"):
        names = set(user.groups.values_list("name", flat=True))
        user._newsroom_roles = frozenset(role for role in Role if role.value in names)
    return user._newsroom_roles


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


def keep_roles(**_: object) -> None:
    """After migrate: the groups exist and hold exactly what DESKS says."""
    for role, desk in DESKS.items():
        group, _created = Group.objects.get_or_create(name=role.value)
        group.permissions.set(
            permission for model, verbs in desk.items() for permission in _permissions(model, verbs)
        )


def _permissions(label: str, verbs: str) -> list[Permission]:
    model = registry.get_model(label)
    codenames = [f"{verb}_{model._meta.model_name}" for verb in verbs.split()]
    return list(
        Permission.objects.filter(
            content_type__app_label=model._meta.app_label, codename__in=codenames
        )
    )
