"""The lines of a group as a form sent them: read, and written anew where their rows are others by now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from articles.admin.numbers import whole
from articles.models import ImageUse


def stand_in(post: QueryDict, prefix: str, rows: Any, *, keeps_new: bool) -> None:
    """Lines whose rows are gone are new ones: a form cannot change what is no longer there."""
    standing = {str(pk) for pk in rows.values_list("pk", flat=True)}
    sent = read_lines(post, prefix)
    known = [line for line in sent if line.get("id") in standing]
    others = [line | {"id": ""} for line in sent if line.get("id") not in standing]
    write_lines(post, prefix, known, others if keeps_new else [])


def read_lines(post: Mapping[str, str], prefix: str) -> list[dict[str, str]]:
    """The lines of a group as they were sent."""
    count = min(whole(post.get(f"{prefix}-TOTAL_FORMS")) or 0, 1000)
    return [
        {
            name.removeprefix(f"{prefix}-{at}-"): post[name]
            for name in post
            if name.startswith(f"{prefix}-{at}-")
        }
        for at in range(count)
    ]


def write_lines(
    post: QueryDict, prefix: str, known: list[dict[str, str]], new: Sequence[dict[str, str]] = ()
) -> None:
    """The group's lines become these: those that have a row, then the new ones."""
    for name in [name for name in post if name.startswith(f"{prefix}-")]:
        if not name.startswith(f"{prefix}-__prefix__") and name.split("-")[1].isdigit():
            del post[name]
    for at, line in enumerate([*known, *new]):
        for name, text in line.items():
            post[f"{prefix}-{at}-{name}"] = text
    post[f"{prefix}-TOTAL_FORMS"] = str(len(known) + len(new))
    post[f"{prefix}-INITIAL_FORMS"] = str(len(known))


def line_of(use: ImageUse) -> dict[str, str]:
    """As the form would send it."""
    values = {field.name: field.value_from_object(use) for field in ImageUse._meta.concrete_fields}
    return {name: "" if value is None else str(value) for name, value in values.items()}
