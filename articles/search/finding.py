"""Asking the index."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from django.db.models import F, QuerySet, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from articles.models import SearchText
from articles.models.article import ArticleQuerySet
from articles.search import backends
from articles.text import tokens

#: Beyond so many, lists say “1000+”: nobody reads them, and counting them all takes longer than finding them.
LIMIT = 1000
FIELDS = ("title", "signature", "body")


class Scope(StrEnum):
    DESK = "desk"
    PUBLIC = "public"


def find(query: str, *, among: ArticleQuerySet, scope: Scope) -> ArticleQuerySet:
    """Those `among` the stories that hold every word of the query; all of them where it has none. Order is the caller's.

    For readers, the words are the published ones, and only stories that are public now are answered. One query, beside
    the caller's own: a few hits are named one by one, for no planner guesses right how rare a word is and would rather
    walk the whole archive in order of date; of more than LIMIT, that walk is the quick way.
    """
    if scope is Scope.PUBLIC:
        among = among.public()
    wanted = tokens.words(query)
    if not wanted:
        return among
    hits = _holding(wanted, scope).values("article_id")
    few = list(hits.values_list("article_id", flat=True)[: LIMIT + 1])
    return among.filter(pk__in=few if len(few) <= LIMIT else hits)


def _holding(words: Sequence[str], scope: Scope) -> QuerySet[SearchText]:
    backend = backends.current()
    rows = SearchText.objects.filter(pk__in=backend.candidates(words))
    rows = rows.filter(for_desk=True) if scope is Scope.DESK else rows.filter(for_readers=True)
    for word in words:
        if not backend.is_exact(word):
            rows = rows.filter(_stands(word))
    return rows


def _stands(word: str) -> GreaterThan:
    """The word itself stands in one of the texts."""
    places = [StrIndex(F(name), Value(word)) for name in FIELDS]
    return GreaterThan(places[0] + places[1] + places[2], 0)
