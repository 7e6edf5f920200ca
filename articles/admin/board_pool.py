"""待排: stories on no page, signed off and coming, narrowed by words, section and state, a page of them at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page as Slice
from django.db.models import Case, IntegerField, Value, When
from django.http import QueryDict

from articles import search
from articles.admin.board_facts import Card, cards_of, for_cards
from articles.admin.numbers import whole
from articles.admin.story_list import CappedPaginator
from articles.models import Article
from articles.models.article import ArticleQuerySet, State
from articles.search import Scope
from articles.text.typography import tidy_line

#: Stories shown at once.
SHOWN = 20
#: Longest words to look for.
LONGEST = 100

REVIEWED = (State.FINAL, State.SECOND, State.FIRST)
UNSENT = (State.DRAFT, State.RETURNED)
#: In the address -> (its word, the states)
STATES: dict[str, tuple[str, tuple[State, ...]]] = {
    "": ("已签发和在审", (State.SIGNED_OFF, *REVIEWED)),
    "signed": ("已签发", (State.SIGNED_OFF,)),
    "review": ("在审", REVIEWED),
    "held": ("待用", (State.HELD,)),
    "draft": ("草稿和退回", UNSENT),
}
NO_SECTION = "none"
#: What can be set next stands first, what is nearest to it follows.
NEAREST = Case(
    *(
        When(state=state, then=Value(at))
        for at, state in enumerate((State.SIGNED_OFF, *REVIEWED, State.HELD, *UNSENT))
    ),
    output_field=IntegerField(),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the pool is narrowed to, as the address says it; what makes no sense there is left out."""

    words: str = ""
    section: str = ""
    state: str = ""
    page: int = 1

    @classmethod
    def of(cls, asked: QueryDict) -> Wanted:
        section, state = asked.get("section", ""), asked.get("state", "")
        is_section = section == NO_SECTION or whole(section) is not None
        return cls(
            words=tidy_line(asked.get("q", ""))[:LONGEST],
            section=section if is_section else "",
            state=state if state in STATES else "",
            page=whole(asked.get("p"), 4) or 1,
        )

    def query(self, **other: Any) -> str:
        """`?q=云岭&p=2`, empty where nothing is wanted."""
        said = {"q": self.words, "section": self.section, "state": self.state, "p": self.page}
        said |= other
        kept = {name: value for name, value in said.items() if value and (name, value) != ("p", 1)}
        return f"?{urlencode(kept)}" if kept else ""


@dataclass(frozen=True, slots=True)
class Pool:
    wanted: Wanted
    slice: Slice
    cards: list[Card]

    @property
    def counted(self) -> str:
        """`37`, or `1000+`."""
        return f"{self.slice.paginator.count}{'+' if self.slice.paginator.is_capped else ''}"

    @property
    def before(self) -> str | None:
        """The address's end of the slice before this one."""
        return self._beside(-1) if self.slice.has_previous() else None

    @property
    def after(self) -> str | None:
        return self._beside(1) if self.slice.has_next() else None

    def _beside(self, step: int) -> str:
        return self.wanted.query(p=self.slice.number + step) or "?"


def pool_of(wanted: Wanted) -> Pool:
    """Two queries, one more for words."""
    found = search.find(wanted.words, among=_narrowed(wanted), scope=Scope.DESK)
    ordered = for_cards(found).order_by(NEAREST, "-updated_at", "-pk")
    slice = CappedPaginator(ordered, SHOWN).get_page(wanted.page)
    return Pool(wanted, slice, cards_of(slice.object_list))


def _narrowed(wanted: Wanted) -> ArticleQuerySet:
    _word, states = STATES[wanted.state]
    stories = Article.objects.filter(placement__isnull=True, state__in=states)
    if wanted.section == NO_SECTION:
        return stories.filter(section__isnull=True)
    return stories.filter(section=wanted.section) if wanted.section else stories
