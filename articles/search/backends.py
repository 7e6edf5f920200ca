"""Which database's index of terms is in use. Both have the same five functions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from django.db import connection
from django.db.models import QuerySet

from articles.models import SearchText
from articles.search import postgres, sqlite


class Backend(Protocol):
    def put(self, rows: Sequence[SearchText]) -> None:
        """Index the terms of rows that have just been stored."""

    def drop(self, keys: Sequence[int]) -> None:
        """Take the terms of these rows out, before the rows go."""

    def candidates(
        self, texts: QuerySet[SearchText], words: Sequence[str], column: str = ""
    ) -> QuerySet[SearchText]:
        """All of these texts that hold every word (in `column`), and maybe others, by the index of terms."""

    def is_exact(self, word: str) -> bool:
        """Whether the candidates for this word need no look at the text."""

    def settle(self) -> None:
        """Make an index that was just filled quick to read."""


def current() -> Backend:
    return postgres if connection.vendor == "postgresql" else sqlite
