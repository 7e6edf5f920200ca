"""What the lists and forms of the admin allow each role, as Django's own permissions; `table` says on which things."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission

from articles.permissions.table import Role

LOOKING = {
    "articles.article": "view",
    "articles.byline": "view",
    "articles.imageuse": "view",
    "articles.image": "view",
    "articles.contributor": "view",
    "articles.issue": "view",
    "articles.page": "view",
    "articles.placement": "view",
    "articles.source": "view",
    "articles.correction": "view",
    "articles.houseword": "view",
    "sections.section": "view",
    "taggit.tag": "view",
}
CORRECTING = LOOKING | {
    "articles.article": "view change",
    "articles.byline": "view change",
    "articles.imageuse": "view add change delete",
}
WRITING = CORRECTING | {
    "articles.article": "view add change delete",
    "articles.image": "view add change delete",
    "articles.contributor": "view add change",
    "articles.intake": "view add change",
    "taggit.tag": "view add",
}
EDITING = WRITING | {
    "articles.contributor": "view add change delete",
    "articles.houseword": "view add change delete",
    "taggit.tag": "view add change delete",
}
MAKING_UP = {
    "articles.issue": "view add change delete",
    "articles.page": "view add change delete",
    "articles.placement": "view add change delete",
}
SETTING_UP = {
    "articles.masthead": "view change add",
    "sections.section": "view add change delete",
}

#: model -> verbs, by role
DESKS: dict[Role, dict[str, str]] = {
    Role.REPORTER: WRITING,
    Role.EDITOR: EDITING,
    Role.HEAD: EDITING,
    Role.CHIEF: EDITING | MAKING_UP | SETTING_UP,
    Role.PROOFREADER: CORRECTING | {"articles.houseword": "view add change delete"},
    Role.LAYOUT: CORRECTING
    | MAKING_UP
    | {"articles.image": "view add change delete", "articles.intake": "view add change"},
    Role.PUBLISHER: LOOKING,
    Role.ACCOUNTS: {"auth.user": "view add change"},
    Role.AUDITOR: LOOKING
    | {"articles.intake": "view", "articles.masthead": "view", "auth.user": "view"},
}


def keep_roles(**_: object) -> None:
    """After migrate: the groups exist and hold exactly what DESKS says. One query for all permissions, four a role."""
    rows = Permission.objects.select_related("content_type")
    known = {f"{row.content_type.app_label}.{row.codename}": row for row in rows}
    for role, desk in DESKS.items():
        group, _created = Group.objects.get_or_create(name=role.value)
        names = (name for model, verbs in desk.items() for name in _names(model, verbs))
        group.permissions.set(known[name] for name in names if name in known)


def _names(label: str, verbs: str) -> list[str]:
    """`("articles.page", "view add")` -> `["articles.view_page", "articles.add_page"]`."""
    app, model = label.split(".")
    return [f"{app}.{verb}_{model}" for verb in verbs.split()]
