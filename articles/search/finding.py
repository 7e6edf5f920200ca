"""Asking the index."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from articles.models import SearchText
from articles.models.article import ArticleQuerySet
from articles.search import backends
from articles.text import tokens

#: Up to so many hits are named one by one; of more, every twentieth story of a large archive is one.
FEW = 5000
#: Beyond so many, lists say “1000+”: nobody reads them, and counting them all takes longer than finding them.
LIMIT = 1000
FIELDS = ("title", "signature", "body")


class Scope(StrEnum):
    DESK = "desk"
    PUBLIC = "public"


def find(query: str, *, among: ArticleQuerySet, scope: Scope) -> ArticleQuerySet:
    """Those `among` the stories that hold every word of the query; all of them where it has none. Order is the caller's.

    For readers, the words are the published ones, and only stories that are public now are answered. One query, beside
    the caller's own. No planner guesses right how rare a word is, so it is not asked: the few hits of a rare one are
    named, the caller's order is then that of a handful; for a common one the caller's own walk (newest first, say) looks
    into each story's text and is soon done.
    """
    if scope is Scope.PUBLIC:
        among = among.public()
    wanted = tokens.words(query)
    if not wanted:
        return among
    hits = list(_indexed(wanted, scope).values_list("article_id", flat=True)[: FEW + 1])
    if len(hits) <= FEW:
        return among.filter(pk__in=hits)
    own = _texts(scope).filter(article=OuterRef("pk"))
    return among.filter(Exists(_holding(wanted, own)))


def _texts(scope: Scope) -> QuerySet[SearchText]:
    texts = SearchText.objects.order_by()
    return texts.filter(for_desk=True) if scope is Scope.DESK else texts.filter(for_readers=True)


def _indexed(words: Sequence[str], scope: Scope) -> QuerySet[SearchText]:
    """By the index; the text is looked at where its terms leave a doubt."""
    backend = backends.current()
    candidates = backend.candidates(_texts(scope), words)
    return _holding([word for word in words if not backend.is_exact(word)], candidates)


def _holding(words: Sequence[str], texts: QuerySet[SearchText]) -> QuerySet[SearchText]:
    for word in words:
        texts = texts.filter(_stands(word))
    return texts


def _stands(word: str) -> Q:
    """The word itself stands in one of the texts: the shorter are read first."""
    places = [Q(GreaterThan(StrIndex(F(name), Value(word)), 0)) for name in FIELDS]
    return places[0] | places[1] | places[2]
