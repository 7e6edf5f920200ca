"""What changed between two texts, by paragraphs first and by characters inside them.

Chinese has no words to compare: a diff by words or lines marks a whole clause where one character changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

#: Longer stretches than this are not compared character by character: it would take seconds and tell nothing.
LONGEST = 6000

Kind = Literal["same", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Change:
    kind: Kind
    text: str


def changes(old: str, new: str) -> list[Change]:
    """The old text with what was taken out and put in, in order; neighbours of one kind are one change.

    Joining all but "added" gives `old`, all but "removed" gives `new`.
    """
    return list(_merged(_by_paragraphs(old, new)))


def _by_paragraphs(old: str, new: str) -> Iterator[Change]:
    one, other = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for tag, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Change("same", "".join(one[i:j]))
        elif j - i == m - k:
            for before, after in zip(one[i:j], other[k:m], strict=True):
                yield from _by_characters(before, after)
        else:
            yield from _by_characters("".join(one[i:j]), "".join(other[k:m]))


def _by_characters(old: str, new: str) -> Iterator[Change]:
    if len(old) > LONGEST or len(new) > LONGEST:
        yield from (Change("removed", old), Change("added", new))
        return
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Change("same", old[i:j])
        else:
            yield from (Change("removed", old[i:j]), Change("added", new[k:m]))


def _merged(found: Iterator[Change]) -> Iterator[Change]:
    held: Change | None = None
    for change in found:
        if not change.text:
            continue
        if held and held.kind == change.kind:
            held = Change(held.kind, held.text + change.text)
            continue
        if held:
            yield held
        held = change
    if held:
        yield held
