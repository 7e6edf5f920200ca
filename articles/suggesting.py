"""What a reader may mean while he types: sections, tags and contributors of published stories, by characters or pinyin.

Contributors are sought in the line that is written with their record (`contributors`). Sections and tags, a few
thousand at most, are remembered for an edition, their pinyin for good: no key stroke makes it again.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.urls import reverse
from taggit.models import Tag

from articles import contributors
from articles.models import Article, Contributor, Issue
from articles.page_cache import remembered
from articles.text import dates, pinyin
from sections.models import Section

#: So many are answered, and of contributors so many looked at.
MOST = 10
#: Beside what a search found, no more than a line.
FEW = 5
LONGEST = 64
#: What sections and tags are called, and their addresses' name.
KINDS = [("栏目", "section"), ("标签", "tag")]


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


def meant(query: str, *, names: bool = True) -> list[Suggestion]:
    """What the words of a search may be the name of: an issue, where they read as its date or number, else, where `names`
    are wanted, a few of what is suggested. Nothing that readers cannot see. One query for an issue, else those of `suggest`."""
    if dates.typed(query) is None and dates.typed_number(query) is None:
        return suggest(query)[:FEW] if names else []
    issue = issues(query).public().newest_first().last()
    return [Suggestion(str(issue), "报纸", issue.get_absolute_url())] if issue else []


def issues(typed: str) -> QuerySet[Issue]:
    """Those of the number or of the day that somebody typed."""
    number, day = dates.typed_number(typed), dates.typed(typed)
    if number is not None:
        return Issue.objects.numbered(number)
    return Issue.objects.filter(date=day) if day else Issue.objects.none()


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
    """Sections in their order, tags by name. One query."""
    stories = Article.objects.public()
    sections = Section.objects.filter(
        Q(visible=True) | Exists(stories.filter(section=OuterRef("pk")))
    )
    tags = Tag.objects.filter(Exists(stories.filter(tags=OuterRef("pk"))))
    rows = _row(sections, 0, F("order")).union(_row(tags, 1, Value(0)), all=True)
    return [
        Suggestion(name, KINDS[kind][0], reverse(KINDS[kind][1], args=[slug]))
        for kind, _place, name, slug in rows.order_by("kind", "place", "name")
    ]


def _row(rows: QuerySet[Any], kind: int, place: Combinable) -> QuerySet[Any]:
    named = rows.order_by().annotate(kind=Value(kind), place=place)
    return named.values_list("kind", "place", "name", "slug")


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
