"""Two people's changes to one text, put together: three lists of paragraphs, the common one and what each made of it.

Changes of different paragraphs go in by themselves, also where they are neighbours. Where both changed the same
paragraph, or put something in at the same place, a person decides. Nothing is lost before that: every piece knows
all three texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from articles.text.diff import matcher

Kind = Literal["same", "mine", "theirs", "agreed", "conflict"]
Choice = Literal["mine", "theirs", "both"]


class Undecided(Exception):
    """A conflict has no choice yet."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the three texts. `kind` says whose change it is; "agreed": both made the same."""

    kind: Kind
    base: tuple[str, ...]
    mine: tuple[str, ...]
    theirs: tuple[str, ...]

    @property
    def key(self) -> str:
        """Names a conflict by what it is about: a choice is never taken for another conflict's."""
        parts = "\0\0".join("\0".join(part) for part in (self.base, self.mine, self.theirs))
        return sha256(parts.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class _Hunk:
    """base[start:end] became `text`."""

    start: int
    end: int
    text: tuple[str, ...]
    is_mine: bool


def merge(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[Piece]:
    """The pieces in order: joined, their `base`, `mine` and `theirs` are the three texts again."""
    hunks = sorted(
        [*_hunks(base, mine, True), *_hunks(base, theirs, False)],
        key=lambda hunk: (hunk.start, hunk.end),
    )
    found: list[Piece] = []
    at = 0
    for group in _groups(hunks):
        start, end = group[0].start, max(hunk.end for hunk in group)
        found += _same(base[at:start])
        found.append(_piece(base, start, end, group))
        at = end
    return found + _same(base[at:])


def resolved(pieces: Iterable[Piece], choices: Mapping[str, Choice]) -> list[str]:
    """The merged text; `choices` says by the conflict's key what to take. Raises Undecided."""
    made: list[str] = []
    for piece in pieces:
        if piece.kind != "conflict":
            made += piece.theirs if piece.kind == "theirs" else piece.mine
            continue
        choice = choices.get(piece.key)
        if choice is None:
            raise Undecided(piece.key)
        made += piece.mine if choice == "mine" else ()
        made += piece.theirs if choice == "theirs" else ()
        made += (*piece.theirs, *piece.mine) if choice == "both" else ()
    return made


def _hunks(base: Sequence[str], text: Sequence[str], is_mine: bool) -> list[_Hunk]:
    """What one of the two changed; paragraphs that were each rewritten in their place are changes of their own."""
    found: list[_Hunk] = []
    for tag, i, j, k, m in matcher(base, text).get_opcodes():
        if tag == "equal":
            continue
        if j - i == m - k:
            found += [_Hunk(i + at, i + at + 1, (text[k + at],), is_mine) for at in range(j - i)]
        else:
            found.append(_Hunk(i, j, tuple(text[k:m]), is_mine))
    return found


def _groups(hunks: Iterable[_Hunk]) -> list[list[_Hunk]]:
    """Changes of the same paragraphs, or at the same place between two, stand together."""
    groups: list[list[_Hunk]] = []
    end = -1
    for hunk in hunks:
        at_one_place = bool(groups) and hunk.start == hunk.end == end == groups[-1][0].start
        if groups and (hunk.start < end or at_one_place):
            groups[-1].append(hunk)
        else:
            groups.append([hunk])
        end = max(end, hunk.end)
    return groups


def _piece(base: Sequence[str], start: int, end: int, group: Sequence[_Hunk]) -> Piece:
    mine = _made_of(base, start, end, [hunk for hunk in group if hunk.is_mine])
    theirs = _made_of(base, start, end, [hunk for hunk in group if not hunk.is_mine])
    kind: Kind = "conflict"
    if mine == theirs:
        kind = "agreed"
    elif all(hunk.is_mine for hunk in group):
        kind = "mine"
    elif not any(hunk.is_mine for hunk in group):
        kind = "theirs"
    return Piece(kind, tuple(base[start:end]), mine, theirs)


def _made_of(base: Sequence[str], start: int, end: int, hunks: Iterable[_Hunk]) -> tuple[str, ...]:
    made: list[str] = []
    for hunk in hunks:
        made += [*base[start : hunk.start], *hunk.text]
        start = hunk.end
    return (*made, *base[start:end])


def _same(stretch: Sequence[str]) -> list[Piece]:
    text = tuple(stretch)
    return [Piece("same", text, text, text)] if text else []
