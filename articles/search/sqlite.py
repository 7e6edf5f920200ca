"""The index of terms as an FTS5 table: phrases of pairs. `rowid` is the SearchText's key.

An ordinary table that keeps its columns: only such a one can forget a row without being told what it held (SQLite 3.40).
`detail=full`, the default, for phrases; `prefix=1` for single characters, which begin so many pairs. Not kept by
triggers: any AlterField rebuilds a table and loses them.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.models import QuerySet

from articles.models import SearchText
from articles.text import tokens

INSERT = "INSERT INTO articles_search (rowid, title, signature, body) VALUES (%s, %s, %s, %s)"
DELETE = "DELETE FROM articles_search WHERE rowid = %s"
MATCH = ["articles_search MATCH %s", "articles_search.rowid = articles_searchtext.id"]
OPTIMIZE = "INSERT INTO articles_search (articles_search) VALUES ('optimize')"


def put(rows: Sequence[SearchText]) -> None:
    # A key may have been given before, to a row of a table that was emptied since.
    drop([row.pk for row in rows])
    with connection.cursor() as cursor:
        cursor.executemany(
            INSERT,
            [
                (row.pk, *(" ".join(tokens.terms(t)) for t in (row.title, row.signature, row.body)))
                for row in rows
            ],
        )


def drop(keys: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(DELETE, [(key,) for key in keys])


def candidates(
    texts: QuerySet[SearchText], words: Sequence[str], column: str = ""
) -> QuerySet[SearchText]:
    """Joined, not nested: a few of many hits are read without the rest."""
    query = " AND ".join(map(_phrase, words))
    params = [f"{{{column}}} : ({query})" if column else query]
    return texts.extra(tables=["articles_search"], where=MATCH, params=params)  # noqa: S610 - the words are a parameter


def _phrase(word: str) -> str:
    """Made of terms alone, so that nothing typed is ever read as FTS5's syntax."""
    if len(word) == 1:
        return f'"{tokens.single(word)}"*'
    return f'"{" ".join(tokens.pairs(word))}"'


def is_exact(word: str) -> bool:
    return tokens.is_plain(word)


def settle() -> None:
    with connection.cursor() as cursor:
        cursor.execute(OPTIMIZE)
