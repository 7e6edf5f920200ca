"""Tags as staff type them: `党史，科普、气象 5G` is four tags."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from articles.text.typography import tidy_line

SEPARATOR = re.compile(r"[,，、;；\s]+")


#: What an address can be made of.
READABLE = re.compile(r"[^\W_]")


class Named(Protocol):
    name: str


def split_tags(text: str | None) -> list[str]:
    """The distinct tags of a typed line, in their order. Neither case nor an invisible character makes another tag."""
    found: dict[str, str] = {}
    for tag in SEPARATOR.split(tidy_line(text or "")):
        if tag:
            found.setdefault(tag.casefold(), tag)
    return list(found.values())


def is_readable(tag: str) -> bool:
    """Whether it holds a letter, a character or a digit: of signs alone (💡, ——) no address can be made."""
    return bool(READABLE.search(tag))


def join_tags(tags: Iterable[Named]) -> str:
    """Back to a line that split_tags reads."""
    return "，".join(tag.name for tag in tags)
