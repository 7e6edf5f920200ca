"""What settings alone cannot tell is wrong."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from articles import notices
from articles.permissions import Role


@register(Tags.security)
def second_factor_roles_are_roles(**_: Any) -> list[CheckMessage]:
    """A role that is misspelt would ask nobody for a code."""
    unknown = sorted(set(settings.SECOND_FACTOR_ROLES) - {role.value for role in Role})
    if not unknown:
        return []
    words = f"NEWSROOM_SECOND_FACTOR_ROLES names no roles: {', '.join(unknown)}."
    return [Error(words, hint=f"Roles are {', '.join(Role)}.", id="articles.E001")]


@register(Tags.security, deploy=True)
def addresses_behind_a_proxy_are_told_apart(**_: Any) -> list[CheckMessage]:
    """Else all the world has the proxy's address, and one who guesses passwords slows down everybody."""
    if not settings.SECURE_PROXY_SSL_HEADER or settings.TRUSTED_PROXIES:
        return []
    words = "NEWSROOM_BEHIND_PROXY is set, but NEWSROOM_TRUSTED_PROXIES is 0."
    hint = "Say how many proxies in front add the visitor's address to X-Forwarded-For."
    return [Warning(words, hint=hint, id="articles.W001")]


@register()
def what_the_law_wants_looks_right(**_: Any) -> list[CheckMessage]:
    """At the foot of every page, where a slip of the keys would stand for years."""
    return [
        Warning(
            f"NEWSROOM_{each.setting} looks wrong: {each.value}.",
            hint=each.hint,
            id="articles.W010",
        )
        for each in notices.misprints()
    ]
