"""What a reader may mean while he types: sections, tags and contributors of published stories, by characters or pinyin.

Contributors are sought in the line that is written with their record (`contributors`). Sections and tags, a few
thousand at most, are remembered for an edition, their pinyin for good: no key stroke makes it again.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from taggit.models import Tag

from articles import contributors
from articles.models import Article, Contributor
from articles.page_cache import remembered
from articles.text import pinyin
from sections.models import Section

#: So many are answered, and of contributors so many looked at.
MOST = 10
LONGEST = 64


class Suggestion(NamedTuple):
    name: str
    kind: str
    url: str


def suggest(typed: str) -> list[Suggestion]:
    """Sections first, then tags, then contributors; of each those that begin so before those that hold it. Two queries
    while the edition lasts."""
    sought = pinyin.fold(typed)[:LONGEST]
    if not sought:
        return []
    named = sorted(
        (rank, at, each)
        for at, (each, lines) in enumerate(_named())
        if (rank := _rank(lines, sought)) is not None
    )
    found = [each for _rank_, _at, each in named[:MOST]]
    return found + _people(typed, MOST - len(found)) if len(found) < MOST else found


def _rank(lines: str, sought: str) -> int | None:
    """0 it is called so, 1 it begins so, 2 it holds it; in the middle of pinyin, letters name nothing."""
    if f"\n{sought}\n" in lines:
        return 0
    if f"\n{sought}" in lines:
        return 1
    return 2 if pinyin.is_han(sought) and sought in lines else None


def _named() -> list[tuple[Suggestion, str]]:
    """Every section and tag that readers may see, each with the lines it is found by; kept for the edition."""
    return remembered("suggesting", lambda: [(each, _lines(each.name)) for each in _seen()])


def _seen() -> list[Suggestion]:
    stories = Article.objects.public()
    seen = Q(visible=True) | Exists(stories.filter(section=OuterRef("pk")))
    sections = [
        Suggestion(each.name, "栏目", each.get_absolute_url())
        for each in Section.objects.filter(seen)
    ]
    tags = Tag.objects.filter(Exists(stories.filter(tags=OuterRef("pk")))).order_by("name")
    return sections + [
        Suggestion(tag.name, "标签", reverse("tag", args=[tag.slug])) for tag in tags
    ]


@lru_cache(maxsize=20_000)
def _lines(name: str) -> str:
    return "\n".join(["", pinyin.fold(name), *pinyin.keys(name), ""])


def _people(typed: str, most: int) -> list[Suggestion]:
    theirs = Article.objects.public().filter(published_version__contributors=OuterRef("pk"))
    rows = Contributor.objects.filter(Exists(theirs))
    return [
        Suggestion(each.name, "作者", each.get_absolute_url())
        for each in contributors.search(rows, typed)[:most]
    ]
