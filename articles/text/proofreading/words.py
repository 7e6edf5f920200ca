"""The house's word list, and finding its words in a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

#: error: 误, always to be replaced; careful: 慎用, an editor decides; title: 固定称谓 or a name in a wrong form.
WordKind = Literal["error", "careful", "title"]


@dataclass(frozen=True, slots=True)
class Word:
    """`right` may be empty for a careful word. `protected` are names and longer words in which `wrong` is right."""

    wrong: str
    right: str = ""
    kind: WordKind = "error"
    note: str = ""
    protected: tuple[str, ...] = ()


@dataclass(frozen=True)
class WordList:
    """Any number of entries; a text is read once, whatever their number."""

    entries: tuple[Word, ...] = field(default=())

    def find(self, text: str) -> Iterator[tuple[int, Word]]:
        """(where, which), from left to right, the longest entry at a place, none inside or across a protected name."""
        at, kept = 0, 0
        for start in range(len(text)):
            kept = max(kept, start + self._protected.length_at(text, start))
            if start < max(at, kept):
                continue
            length = self._wrong.length_at(text, start)
            if length and not self._is_protected_within(text, start, start + length):
                yield start, self._by_wrong[text[start : start + length]]
                at = start + length

    def _is_protected_within(self, text: str, start: int, end: int) -> bool:
        return any(self._protected.length_at(text, at) for at in range(start, end))

    @cached_property
    def _by_wrong(self) -> dict[str, Word]:
        return {word.wrong: word for word in self.entries if word.wrong}

    @cached_property
    def _wrong(self) -> _Forms:
        return _Forms(frozenset(self._by_wrong))

    @cached_property
    def _protected(self) -> _Forms:
        """Protected names, and right forms that hold their wrong one: 科普服务 for 科普 is no error any more."""
        names = {name for word in self.entries for name in word.protected if name}
        names |= {word.right for word in self.entries if word.wrong and word.wrong in word.right}
        return _Forms(frozenset(names))


class _Forms:
    """Strings that may begin at a place, tried from the longest: a look-up for each length that its first character has.

    Tried on 5,000 entries: a regular expression of alternatives takes 60 times as long.
    """

    def __init__(self, forms: frozenset[str]) -> None:
        self.forms = forms
        lengths: dict[str, set[int]] = {}
        for form in forms:
            lengths.setdefault(form[0], set()).add(len(form))
        self.lengths = {first: sorted(each, reverse=True) for first, each in lengths.items()}

    def length_at(self, text: str, start: int) -> int:
        """Of the longest form that begins there; 0 for none."""
        for length in self.lengths.get(text[start], ()):
            end = start + length
            if end <= len(text) and text[start:end] in self.forms:
                return length
        return 0
