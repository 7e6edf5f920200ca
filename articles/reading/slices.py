"""A long list in pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

from articles.models import Article
from articles.reading.tallies import Tally

PER_PAGE = 30
DEEPEST = 50


class Bounded(Paginator):
    """Offers no page that would be refused: nobody reads so far, and robots would."""

    @cached_property
    def num_pages(self) -> int:
        return min(super().num_pages, DEEPEST)


@dataclass(frozen=True, slots=True)
class Rows:
    """Stories newest issue first, of which only those issues are asked for that a page of the list needs."""

    stories: QuerySet[Article]
    tally: Tally

    def __len__(self) -> int:
        return len(self.tally)

    def __getitem__(self, wanted: slice) -> list[Article]:
        """One query."""
        issues, offset = self.tally.holding(wanted.start, wanted.stop)
        rows = self.stories.filter(placement__page__issue__in=issues).for_cards().newest_first()
        return list(rows[offset : offset + wanted.stop - wanted.start])


def slice_of(rows: Any, text: str, size: int = PER_PAGE) -> Page:
    """Of `rows`, whatever knows its length and gives slices: the page whose number `text` is, the first where it is none. Raises EmptyPage beyond the last and beyond DEEPEST."""
    is_number = text.isascii() and text.isdigit()
    digits = text.lstrip("0") if is_number else "1"
    if len(digits) > 4:
        raise EmptyPage
    number = int(digits or 0)
    if number > DEEPEST:
        raise EmptyPage
    return Bounded(rows, size).page(number)
