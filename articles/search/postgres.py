"""The index of terms as a column `terms` (text[], collated "C") of SearchText's table, under a GIN index.

The set of a text's pairs and characters, without positions: those of a tsvector end at 16,383 and at 256 for one term,
and the whole at 1 MB, so that long stories would be found in part or not be stored at all. No parser and no locale is
asked. A word of two characters is one term; for a longer one the text decides.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.models import QuerySet

from articles.models import SearchText
from articles.text import tokens

UPDATE = "UPDATE articles_searchtext SET terms = %s WHERE id = %s"
HOLDING = ["articles_searchtext.terms @> %s::text[]"]
SETTLE = ("SELECT gin_clean_pending_list('articles_search_terms')", "ANALYZE articles_searchtext")


def put(rows: Sequence[SearchText]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(UPDATE, [(_terms(row), row.pk) for row in rows])


def _terms(row: SearchText) -> list[str]:
    found = {*tokens.terms(f"{row.title}\n{row.signature}\n{row.body}")}
    return sorted(found | {character for term in found for character in term})


def drop(keys: Sequence[int]) -> None:
    """The column goes with its row."""


def candidates(
    texts: QuerySet[SearchText], words: Sequence[str], _column: str = ""
) -> QuerySet[SearchText]:
    """The terms are of the whole story, whatever column is meant."""
    wanted = [term for word in words for term in tokens.pairs(word) or [tokens.single(word)]]
    return texts.extra(where=HOLDING, params=[list(dict.fromkeys(wanted))])  # noqa: S610 - the words are a parameter


def is_exact(word: str) -> bool:
    return len(word) <= 2 and tokens.is_plain(word)


def settle() -> None:
    with connection.cursor() as cursor:
        for statement in SETTLE:
            cursor.execute(statement)
