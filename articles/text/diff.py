"""What changed between two texts: by paragraphs, by clauses, by characters; then read over once as a person would.

Chinese has no words to compare: a diff by words or lines marks a whole clause where one character changed, one by
characters alone makes confetti of two sentences that have nothing but a 的 in common.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

#: Longer stretches without a clause in common are not compared character by character: it takes seconds and tells nothing.
LONGEST = 1500
#: So many comparisons of paragraphs are made at most to find which of one text became which of the other.
MOST = 60_000
#: Where more pairs of equal parts than this could be matched, what recurs most is not matched by itself: difflib's
#: search among 800 lines of two kinds takes 9 s, and grows with their cube.
REPEATED = 60_000
#: Two paragraphs that share so much of their pairs of characters are one, changed; others were taken out and put in.
ALIKE = 0.3
#: Equal stretches longer than this are never an accident.
ACCIDENT = 4

CLAUSE = re.compile(r"[^，。！？；：\n]*(?:[，。！？；：][”’》）]*|\n|$)")
Kind = Literal["same", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Change:
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph and what became of it; None on the side where it is not. `moved`: it stands elsewhere on the other."""

    before: str | None
    after: str | None
    changes: tuple[Change, ...]
    moved: bool = False

    @property
    def is_same(self) -> bool:
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class _Hunk:
    """A stretch of both texts that is the same, or was exchanged."""

    before: str
    after: str

    @property
    def weight(self) -> int:
        return max(len(self.before), len(self.after))


def changes(old: str, new: str) -> list[Change]:
    """The old text with what was taken out and put in, in order; neighbours of one kind are one change.

    Joining all but "added" gives `old`, all but "removed" gives `new`.
    """
    return list(_merged(change for row in rows(old, new) for change in row.changes))


def rows(old: str, new: str) -> list[Row]:
    """Paragraph by paragraph, for two texts side by side. The rows' changes together say what `changes` says."""
    one, other = old.splitlines(keepends=True), new.splitlines(keepends=True)
    found: list[Row] = []
    for tag, i, j, k, m in _opcodes(one, other):
        if tag == "equal":
            found += [Row(text, text, (Change("same", text),)) for text in one[i:j]]
        else:
            found += _aligned(one[i:j], other[k:m])
    return _with_moves(found)


def _opcodes(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """difflib's, after what both begin and end with: most edits are small, and its work is not."""
    most = min(len(one), len(other))
    head = next((at for at in range(most) if one[at] != other[at]), most)
    most -= head
    tail = next((at for at in range(most) if one[-1 - at] != other[-1 - at]), most)
    if head:
        yield "equal", 0, head, 0, head
    middle = one[head : len(one) - tail], other[head : len(other) - tail]
    for tag, i, j, k, m in matcher(*middle).get_opcodes():
        yield tag, head + i, head + j, head + k, head + m
    if tail:
        yield "equal", len(one) - tail, len(one), len(other) - tail, len(other)


def matcher(one: Sequence[str], other: Sequence[str]) -> SequenceMatcher[str]:
    """difflib's, bounded in what it costs."""
    counts = Counter(one)
    most = sum(counts[part] * number for part, number in Counter(other).items())
    return SequenceMatcher(None, one, other, autojunk=most > REPEATED)


# --- paragraphs -----------------------------------------------------------------------------------


def _aligned(one: Sequence[str], other: Sequence[str]) -> list[Row]:
    """Each paragraph beside the one that it became; what has no like on the other side stands alone."""
    made: list[Row] = []
    at = to = 0
    for i, k in [*_pairs(one, other), (len(one), len(other))]:
        made += [Row(text, None, (Change("removed", text),)) for text in one[at:i]]
        made += [Row(None, text, (Change("added", text),)) for text in other[to:k]]
        if i < len(one):
            found = tuple(_merged(_by_clauses(one[i], other[k])))
            made.append(Row(one[i], other[k], found))
        at, to = i + 1, k + 1
    return made


def _pairs(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Which paragraph became which, in order: the choice under which the most characters stay what they are."""
    if len(one) == len(other) == 1:
        return [(0, 0)]
    if len(one) * len(other) > MOST:
        return []
    best = [[0.0] * (len(other) + 1) for _ in range(len(one) + 1)]
    likes = [[_likeness(before, after) for after in other] for before in one]
    for i in reversed(range(len(one))):
        for k in reversed(range(len(other))):
            best[i][k] = max(best[i + 1][k], best[i][k + 1], best[i + 1][k + 1] + likes[i][k])
    found, i, k = [], 0, 0
    while i < len(one) and k < len(other):
        if likes[i][k] and best[i][k] == best[i + 1][k + 1] + likes[i][k]:
            found.append((i, k))
            i, k = i + 1, k + 1
        elif best[i][k] == best[i + 1][k]:
            i += 1
        else:
            k += 1
    return found


def _likeness(before: str, after: str) -> float:
    """How many characters two paragraphs share, counted by pairs; 0 where they are two different ones."""
    one, other = _couples(before.strip()), _couples(after.strip())
    common, most = len(one & other), min(len(one), len(other))
    return float(common) if most and common >= ALIKE * most else 0.0


@lru_cache(maxsize=1024)
def _couples(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1)) or frozenset(text[:1])


def _with_moves(found: list[Row]) -> list[Row]:
    """Paragraphs that were taken out here and put in there, word for word, are known as moved."""
    out = {row.before for row in found if row.after is None}
    moved = out & {row.after for row in found if row.before is None}
    return [
        Row(row.before, row.after, row.changes, moved=True)
        if (None in (row.before, row.after) and {row.before, row.after} & moved)
        else row
        for row in found
    ]


# --- characters -----------------------------------------------------------------------------------


def _by_clauses(old: str, new: str) -> Iterator[Change]:
    one, other = CLAUSE.findall(old), CLAUSE.findall(new)
    found: list[_Hunk] = []
    for tag, i, j, k, m in _opcodes(one, other):
        before, after = "".join(one[i:j]), "".join(other[k:m])
        if tag == "replace" and max(len(before), len(after)) <= LONGEST:
            found += [_Hunk(before[a:b], after[c:d]) for _, a, b, c, d in _opcodes(before, after)]
        else:
            found.append(_Hunk(before, after))
    for hunk in _readable(found):
        if hunk.before == hunk.after:
            yield Change("same", hunk.before)
        else:
            yield from (Change("removed", hunk.before), Change("added", hunk.after))


def _readable(hunks: Iterable[_Hunk]) -> list[_Hunk]:
    """Without accidents: a 的 that two rewritten stretches have in common is part of what was rewritten."""
    made: list[_Hunk] = []
    for hunk in hunks:
        if made and (hunk.before == hunk.after) == (made[-1].before == made[-1].after):
            before = made.pop()
            hunk = _Hunk(before.before + hunk.before, before.after + hunk.after)
        while (
            hunk.before != hunk.after and len(made) > 1 and _is_accident(made[-2], made[-1], hunk)
        ):
            same, edit = made.pop(), made.pop()
            hunk = _Hunk(
                edit.before + same.before + hunk.before, edit.after + same.after + hunk.after
            )
        made.append(hunk)
    return made


def _is_accident(edit: _Hunk, same: _Hunk, other: _Hunk) -> bool:
    least = min(edit.weight, other.weight)
    return same.weight <= ACCIDENT and 2 * same.weight < least


def _merged(found: Iterable[Change]) -> Iterator[Change]:
    held: list[Change] = []
    for change in filter(lambda change: change.text, found):
        if held and held[-1].kind == change.kind:
            held[-1] = Change(change.kind, held[-1].text + change.text)
        elif len(held) == 2 and held[0].kind == change.kind != "same":
            # out, in, out: taken out together and put in together
            held[0] = Change(change.kind, held[0].text + change.text)
        elif change.kind != "same" and held and held[-1].kind != "same":
            held.append(change)
        else:
            yield from held
            held = [change]
    yield from held
