"""Asking the index."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import reduce
from operator import and_, or_

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from articles.models import SearchText
from articles.models.article import ArticleQuerySet
from articles.search import backends
from articles.text import tokens

#: Beyond so many, lists say “1000+”: nobody reads them, and counting them all takes longer than finding them.
LIMIT = 1000
#: Up to so many hits are named one by one: LIMIT, and some that are indexed and not public yet.
FEW = LIMIT + 200
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
    hits = list(indexed(wanted, scope).values_list("article_id", flat=True)[: FEW + 1])
    if len(hits) <= FEW:
        return among.filter(pk__in=hits)
    own = texts(scope).filter(article=OuterRef("pk"))
    return among.filter(Exists(own.filter(stand(wanted))))


def texts(scope: Scope) -> QuerySet[SearchText]:
    texts = SearchText.objects.order_by()
    return texts.filter(for_desk=True) if scope is Scope.DESK else texts.filter(for_readers=True)


def indexed(words: Sequence[str], scope: Scope) -> QuerySet[SearchText]:
    """By the index; the text is looked at where its terms leave a doubt."""
    backend = backends.current()
    candidates = backend.candidates(texts(scope), words)
    doubtful = [word for word in words if not backend.is_exact(word)]
    return candidates.filter(stand(doubtful)) if doubtful else candidates


def titles(words: Sequence[str]) -> QuerySet[SearchText]:
    """Of what readers may search, whose title holds every word, by the index."""
    candidates = backends.current().candidates(texts(Scope.PUBLIC), words, FIELDS[0])
    return candidates.filter(stand(words, FIELDS[:1]))


def stand(words: Sequence[str], fields: Sequence[str] = FIELDS) -> Q:
    """Each word stands in one of these texts: the shorter are read first."""
    return reduce(and_, (reduce(or_, (_stands(word, name) for name in fields)) for word in words))


def _stands(word: str, name: str) -> Q:
    return Q(GreaterThan(StrIndex(F(name), Value(word)), 0))
