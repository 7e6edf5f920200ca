"""账号、审计: for those who write and sign nothing; and whom to ask for who has no role at all."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.urls import NoReverseMatch, reverse

from articles.desks.lines import SHOWN, Section
from articles.models import Review
from articles.permissions import Act, Role, may, printed_name, roles_of


def accounts(user: AbstractBaseUser) -> Iterator[Section]:
    """Who may come in and has no role yet. One query."""
    if not may(user, Act.KEEP_ACCOUNTS):
        return
    people = get_user_model().objects.filter(is_active=True, is_superuser=False, groups=None)
    yield Section(
        key="accounts",
        kind="accounts",
        head="还没有角色的账号",
        lines=list(people.order_by("-date_joined", "-pk")[:SHOWN]),
        nothing="每个在用的账号都有角色。",
    )


def records(user: AbstractBaseUser) -> Iterator[Section]:
    """The last lines of the record of review, and of what was done at the desk. Two queries."""
    if Role.AUDITOR not in roles_of(user):
        return
    reviews = Review.objects.select_related("article", "version").order_by("-pk")
    acts = LogEntry.objects.select_related("user", "content_type").order_by("-action_time", "-pk")
    yield Section(
        key="reviewed", kind="reviewed", head="最近的审校记录", lines=list(reviews[:SHOWN]),
        nothing="还没有审校记录。",
    )  # fmt: skip
    yield Section(
        key="acts", kind="acts", head="最近的操作", lines=list(acts[:SHOWN]),
        nothing="还没有操作记录。", url=_audit(),
    )  # fmt: skip


def _audit() -> str:
    try:
        return reverse("admin:audit")
    except NoReverseMatch:
        return ""


def whom_to_ask() -> list[str]:
    """The names of those who give roles. One query."""
    keepers = get_user_model().objects.filter(is_active=True, groups__name=Role.ACCOUNTS.value)
    return [printed_name(keeper) for keeper in keepers.order_by("pk")[:3]]
