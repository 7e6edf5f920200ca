"""Who gave or took which role, opened, closed or renamed whose account: from what, to what."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest

from articles import trail
from articles.models.trail import Kind
from articles.permissions import printed_name

#: What an account may do besides its roles.
MARKS = {"is_active": "在用", "is_staff": "可进编辑部", "is_superuser": "系统管理员"}


class AccountTrail:
    """For the accounts' desk: what a form changed of roles and access, beside the form's own line."""

    trail_kind = Kind.ACCOUNT

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        obj.stood = _standing(User.objects.get(pk=obj.pk)) if change else []
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        user, before = form.instance, form.instance.stood
        after = _standing(User.objects.get(pk=user.pk))
        if change and after != before:
            note_roles(request.user, user, before, after)


def note_roles(by: User, user: User, before: list[str], after: list[str]) -> None:
    """`林晓的角色和状态由“记者、在用”改为“记者、责任编辑、在用”`."""
    words = f"{printed_name(user)}的角色和状态由“{_said(before)}”改为“{_said(after)}”"
    trail.note(by, Kind.ROLES, words, thing=user, change={"from": before, "to": after})


def _standing(user: User) -> list[str]:
    """His roles, then the marks of his account."""
    roles = list(user.groups.order_by("pk").values_list("name", flat=True))
    return roles + [word for name, word in MARKS.items() if getattr(user, name)]


def _said(standing: list[str]) -> str:
    return "、".join(standing) or "无"
