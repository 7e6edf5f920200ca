"""The index of terms as columns of SearchText's table (text[], collated "C"), each under a GIN index: `terms` of the whole
story, `title_terms` of its title alone.

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

UPDATE = "UPDATE articles_searchtext SET terms = %s, title_terms = %s WHERE id = %s"
HOLDING = "articles_searchtext.{} @> %s::text[]"
SETTLE = (
    "SELECT gin_clean_pending_list('articles_search_terms')",
    "SELECT gin_clean_pending_list('articles_search_titles')",
    "ANALYZE articles_searchtext",
)


def put(rows: Sequence[SearchText]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            UPDATE,
            [
                (_terms(row.title, row.signature, row.body), _terms(row.title), row.pk)
                for row in rows
            ],
        )


def _terms(*texts: str) -> list[str]:
    found = {*tokens.terms("\n".join(texts))}
    return sorted(found | {character for term in found for character in term})


def drop(keys: Sequence[int]) -> None:
    """The columns go with their row."""


def candidates(
    texts: QuerySet[SearchText], words: Sequence[str], column: str = ""
) -> QuerySet[SearchText]:
    """Of a signature or a body no terms are kept: the whole story's stand for them."""
    wanted = [term for word in words for term in tokens.pairs(word) or [tokens.single(word)]]
    holding = HOLDING.format("title_terms" if column == "title" else "terms")
    return texts.extra(where=[holding], params=[list(dict.fromkeys(wanted))])  # noqa: S610 - the words are a parameter


def is_exact(word: str) -> bool:
    return len(word) <= 2 and tokens.is_plain(word)


def settle() -> None:
    with connection.cursor() as cursor:
        for statement in SETTLE:
            cursor.execute(statement)
