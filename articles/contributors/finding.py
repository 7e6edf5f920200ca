"""Searching the records by characters or by pinyin, and those that are probably one."""

from __future__ import annotations

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, When

from articles.models import Contributor
from articles.text import pinyin

#: Nobody is called so; a database refuses far longer ones.
LONGEST = 60


def search(rows: QuerySet[Contributor], term: str) -> QuerySet[Contributor]:
    """Those whom `term` names, exact ones first, then by the beginning, then by any part of a name or affiliation.

    Blanks, dots, case and width do not count; letters are pinyin, or a name's own. No query of its own.
    """
    sought = pinyin.fold(term)[:LONGEST]
    if not sought:
        return rows.none() if term.strip() else rows
    exact, begins = Q(sought__contains=f"\n{sought}\n"), Q(sought__contains=f"\n{sought}")
    ranked = Case(When(exact, then=0), When(begins, then=1), default=2, output_field=IntegerField())
    found = rows.filter(_anywhere(sought, term.strip()))
    return found.annotate(rank=ranked).order_by("rank", "name", "pk")


def _anywhere(sought: str, term: str) -> Q:
    """Letters in the middle of a word's pinyin name nobody: `an` is in most. In a name written with letters they do."""
    if pinyin.is_han(sought):
        return Q(sought__contains=sought)
    text = term[:LONGEST]
    begins = Q(sought__contains=f"\n{sought}")
    return begins | Q(name__icontains=text) | Q(affiliation__icontains=text)


def duplicates(rows: QuerySet[Contributor]) -> QuerySet[Contributor]:
    """Those that another record resembles: equal name (but for blanks and dots) and kind, or pinyin and affiliation."""
    others = Contributor.objects.exclude(pk=OuterRef("pk"))
    named = others.filter(folded=OuterRef("folded"), kind=OuterRef("kind"))
    said = others.filter(pinyin=OuterRef("pinyin"), affiliation=OuterRef("affiliation"))
    alike = (Q(Exists(named)) & ~Q(folded="")) | (
        Q(Exists(said)) & ~Q(affiliation="") & ~Q(pinyin="")
    )
    return rows.filter(alike)
