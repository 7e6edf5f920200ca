"""A long list in pages."""

from __future__ import annotations

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

PER_PAGE = 30
DEEPEST = 50


class Bounded(Paginator):
    """Offers no page that would be refused: deep pages cost the database as much as all before them."""

    @cached_property
    def num_pages(self) -> int:
        return min(super().num_pages, DEEPEST)


def slice_of(stories: QuerySet, text: str) -> Page:
    """The page whose number `text` is, the first where it is none. Raises EmptyPage beyond the last and beyond DEEPEST."""
    is_number = text.isascii() and text.isdigit()
    digits = text.lstrip("0") if is_number else "1"
    if len(digits) > 4:
        raise EmptyPage
    number = int(digits or 0)
    if number > DEEPEST:
        raise EmptyPage
    return Bounded(stories, PER_PAGE).page(number)
