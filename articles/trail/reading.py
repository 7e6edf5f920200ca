"""The trail as it is read: what was done and who came in, as one list, the last first."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet

from articles.models import SignIn, TrailEntry
from articles.models.sign_in import Outcome
from articles.models.trail import Kind

#: Text is looked for in so many lines at most, the newest that the other conditions leave: a rare word would otherwise
#: be looked for in every line there ever was.
LOOKED_THROUGH = 20_000


@dataclass(frozen=True, slots=True)
class Line:
    """One, whichever table it is from. `is_known`: its name is that of an account."""

    created_at: dt.datetime
    kind: str
    printed_name: str
    is_known: bool
    words: str
    thing_label: str
    thing_kind: str
    thing_id: str
    address: str


@dataclass(frozen=True, slots=True)
class Question:
    """`who` is a whole printed name; `text` stands in the words or in the name of the thing; days are [since, before)."""

    kinds: tuple[Kind, ...]
    who: str = ""
    since: dt.datetime | None = None
    before: dt.datetime | None = None
    text: str = ""

    def entries(self) -> QuerySet[TrailEntry]:
        found = self._narrowed(TrailEntry.objects.all())
        if len(self.kinds) < len(Kind):
            found = found.filter(kind__in=self.kinds)
        said = Q(words__icontains=self.text) | Q(thing_label__icontains=self.text)
        return _saying(found, said) if self.text else found

    def sign_ins(self) -> QuerySet[SignIn]:
        if Kind.SIGN_IN not in self.kinds:
            return SignIn.objects.none()
        found = self._narrowed(SignIn.objects.all())
        outcomes = [outcome for outcome in Outcome if self.text in _outcome(outcome)]
        said = Q(name__icontains=self.text) | Q(outcome__in=outcomes)
        return _saying(found, said) if self.text else found

    def _narrowed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        days = {"created_at__gte": self.since, "created_at__lt": self.before}
        given = {name: day for name, day in days.items() if day}
        person = {"printed_name": self.who} if self.who else {}
        return rows.filter(**given, **person).order_by("-created_at", "-pk")


def page(question: Question, first: int, count: int) -> list[Line]:
    """So many lines from the first on. Four queries, whatever is stored."""
    entries, sign_ins = question.entries(), question.sign_ins()
    keys = [
        [(at, pk, rows) for at, pk in rows.values_list("created_at", "pk")[: first + count]]
        for rows in (entries, sign_ins)
    ]
    merged = heapq.merge(*keys, key=lambda key: key[:2], reverse=True)
    wanted = list(islice(merged, first, first + count))
    found = {
        (rows.model, pk): row
        for rows in (entries, sign_ins)
        for pk, row in _whole(rows, [pk for _at, pk, of in wanted if of is rows]).items()
    }
    return [_line(found[rows.model, pk]) for _at, pk, rows in wanted]


def every(question: Question, most: int) -> Iterator[Line]:
    """The newest so many, one after the other."""
    rows = [
        found[:most].iterator(chunk_size=2000)
        for found in (question.entries(), question.sign_ins())
    ]
    merged: Iterable[Any] = heapq.merge(
        *rows, key=lambda row: (row.created_at, row.pk), reverse=True
    )
    return (_line(row) for row in islice(merged, most))


def _whole(rows: QuerySet[Any], keys: list[int]) -> dict[int, Any]:
    return rows.model.objects.in_bulk(keys)


def _saying(found: QuerySet[Any], said: Q) -> QuerySet[Any]:
    near = found.model.objects.filter(pk__in=found.values("pk")[:LOOKED_THROUGH])
    return near.filter(said).order_by("-created_at", "-pk")


def _line(row: TrailEntry | SignIn) -> Line:
    if isinstance(row, TrailEntry):
        thing = (row.thing_label, row.thing_kind, row.thing_id)
        kind, words, is_known = row.get_kind_display(), row.words, True
    else:
        thing = ("", "", "")
        kind, words = Kind.SIGN_IN.label, _outcome(Outcome(row.outcome))
        is_known = row.printed_name != ""
    who = row.printed_name or f"“{row.name}”"
    return Line(row.created_at, kind, who, is_known, words, *thing, row.address or "")


def _outcome(outcome: Outcome) -> str:
    """`登录`, `退出`, `登录没有成功：验证码不对`."""
    came_or_went = outcome in (Outcome.OK, Outcome.OUT)
    return outcome.label if came_or_went else f"登录没有成功：{outcome.label}"
