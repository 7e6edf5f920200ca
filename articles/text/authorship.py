"""Who wrote a story, as feeds and search engines are told: of the names of its signature those that made it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from articles.text.roles import RANK

#: Roles of those who saw to a text and did not write it.
SAW_TO_IT = frozenset(["责任编辑", "编辑", "责编", "主编", "校对", "版式", "美编", "监制", "统筹"])


@dataclass(frozen=True, slots=True)
class Author:
    """`post` is a correspondent's rank (本报记者), else empty."""

    name: str
    is_person: bool
    post: str = ""
    affiliation: str = ""


def authors(credits: Iterable[dict[str, Any]]) -> list[Author]:
    """Of a version's credits, in printed order, nobody twice; without who edited, unless nobody else signed."""
    named = list(credits)
    wrote = [each for each in named if each["role"] not in SAW_TO_IT]
    found: dict[str, Author] = {}
    for each in wrote or named:
        found.setdefault(each["name"], _author(each))
    return list(found.values())


def _author(credit: dict[str, Any]) -> Author:
    role = credit["role"]
    post = role if RANK.fullmatch(role) else ""
    is_person = credit["kind"] == "person"
    return Author(credit["name"], is_person, post, credit.get("affiliation", ""))
