"""The order of what readers find, a slice at a time: nobody reads the end of a long list, so nobody sorts it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cached_property

from django.db.models import Case, Exists, IntegerField, OuterRef, When

from articles.models.article import ArticleQuerySet
from articles.search.finding import FEW, FIELDS, LIMIT, Scope, indexed, stand, texts, titles
from articles.text import tokens

TITLE, HEADS = FIELDS[:1], FIELDS[:2]


class Order(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"


class Found:
    """The public stories among the given ones that hold every word, as their keys; for a paginator.

    By relevance those come first whose title holds all the words, then those whose title and signature do, then the
    others, the newest first in each. Of a common word (more than FEW stories) the titles come first and all others after
    them, by date alone. Without a word: all, the newest first.
    """

    def __init__(
        self, query: str, *, among: ArticleQuerySet, order: str, is_narrow: bool = False
    ) -> None:
        """`is_narrow`: there may be few stories to look at, however common the words."""
        self._words = tokens.words(query)
        self._among = among.public()
        self._order = order
        self._is_narrow = is_narrow

    def count(self) -> int:
        """Never more than LIMIT; see `is_capped`."""
        return min(self._counted, LIMIT)

    __len__ = count

    @property
    def is_capped(self) -> bool:
        return self._counted > LIMIT

    def __getitem__(self, part: slice) -> list[int]:
        return self._upto(part.stop)[part.start : part.stop]

    @cached_property
    def _counted(self) -> int:
        if self._named is not None:
            return len(self._named)
        # Those that were named already are often enough to know that there are too many to count.
        known = _upto_limit(self._among.filter(pk__in=self._ranks)) if self._words else 0
        return known if known > LIMIT else _upto_limit(self._all())

    @cached_property
    def _ranks(self) -> dict[int, int]:
        """What the index gives, by key, FEW at most and one more: not all of it may be asked for. One query or two."""
        ranks = Case(
            When(stand(self._words, TITLE), then=0),
            When(stand(self._words, HEADS), then=1),
            default=2,
            output_field=IntegerField(),
        )
        chosen = _keys(self._among.order_by()[: FEW + 1]) if self._is_narrow else []
        if 0 < len(chosen) <= FEW:
            hits = texts(Scope.PUBLIC).filter(stand(self._words), article__in=chosen)
        else:
            hits = indexed(self._words, Scope.PUBLIC)
        hits = hits.annotate(rank=ranks)
        return dict(hits.values_list("article_id", "rank")[: FEW + 1])

    @cached_property
    def _named(self) -> list[int] | None:
        """Every hit in its order; None where there are too many to name. One query."""
        if not self._words or len(self._ranks) > FEW:
            return None
        keys = _keys(self._among.filter(pk__in=self._ranks).newest_first())
        return sorted(keys, key=self._ranks.__getitem__) if self._order == Order.RELEVANCE else keys

    def _upto(self, stop: int) -> list[int]:
        if self._named is not None:
            return self._named
        if self._order == Order.NEWEST or not self._words:
            return _keys(self._all()[:stop])
        return list(self._titles_first(stop))[:stop]

    def _titles_first(self, stop: int) -> Iterator[int]:
        """Of common words: whose title holds them, then all others."""
        titled = list(titles(self._words).values_list("article_id", flat=True)[: FEW + 1])
        is_few = len(titled) <= FEW
        chosen = self._among.filter(pk__in=titled) if is_few else self._holding(TITLE)
        first = _keys(chosen.newest_first()[:stop])
        yield from first
        if len(first) < stop:
            rest = self._all().exclude(pk__in=first)
            yield from _keys(rest[: stop - len(first)])

    def _holding(self, fields: Sequence[str]) -> ArticleQuerySet:
        own = texts(Scope.PUBLIC).filter(article=OuterRef("pk"))
        return self._among.filter(Exists(own.filter(stand(self._words, fields))))

    def _all(self) -> ArticleQuerySet:
        return (self._holding(FIELDS) if self._words else self._among).newest_first()


def _upto_limit(stories: ArticleQuerySet) -> int:
    """How many they are, not counting beyond LIMIT and one more. One query."""
    return stories.order_by().values("pk")[: LIMIT + 1].count()


def _keys(stories: ArticleQuerySet) -> list[int]:
    return list(stories.values_list("pk", flat=True))
