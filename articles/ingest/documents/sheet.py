"""The sheet that an opener sets a document down on, line by line: numbers, offsets, limits, and notes on what was left out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from articles.ingest import source
from articles.ingest.documents.album import Album
from articles.ingest.source import MAX_BYTES, PLAIN, Line, Look, Opened, Unreadable

#: What plain text is refused for, and what would end a line; in a document they are left out.
UNPRINTABLE = re.compile(f"{source.BINARY.pattern[:-1]}\ud800-\udfff\r\n]")
CONTROLS = "有 {n} 个控制字符，没有导入。"
DELETED = "有 {n} 处修订删除的文字，没有导入。"
HIDDEN = "有 {n} 处隐藏文字，没有导入。"
COMMENTS = "有 {n} 条批注，没有导入。"
NAMED_LINES = 10


@dataclass(frozen=True, slots=True)
class Entry:
    """A line to be. `trouble` is a sentence about the picture that should stand on it."""

    text: str = ""
    look: Look = PLAIN
    trouble: str = ""

    @property
    def is_blank(self) -> bool:
        """It has nothing to read; a picture may stand on it."""
        return not self.text.strip()

    @property
    def is_empty(self) -> bool:
        """Nothing at all stands on it."""
        return self.is_blank and not (self.look.picture or self.trouble)


@dataclass(slots=True)
class Sheet:
    """`counts` and `troubles` become notes: a sentence with `{n}` for how many, one with `{lines}` for where."""

    name: str
    album: Album = field(default_factory=Album)
    counts: Counter[str] = field(default_factory=Counter)
    troubles: dict[str, list[int]] = field(default_factory=dict)
    _lines: list[Line] = field(default_factory=list)
    _length: int = 0
    _bytes: int = 0

    def set_down(self, entry: Entry) -> None:
        """The next line. Raises Unreadable beyond the limits of any text."""
        text, left_out = UNPRINTABLE.subn("", entry.text)
        number = len(self._lines) + 1
        source.admit(self.name, number, len(text))
        self._bytes += len(text.encode()) + 1
        self.bound(self._bytes)
        self._lines.append(Line(number, self._length, text, entry.look))
        self._length += len(text) + 1
        if left_out:
            self.counts[CONTROLS] += left_out
        if entry.trouble:
            self.troubles.setdefault(entry.trouble, []).append(number)

    def bound(self, size: int) -> None:
        """Raises Unreadable where text of that size is too much for one source."""
        if size > MAX_BYTES:
            raise Unreadable(
                f"{self.name}：文字超过 {MAX_BYTES // 1024 // 1024} MB，请拆成几个文件再导入。"
            )

    def expect(self, lines: int) -> None:
        """Raises Unreadable where so many lines wait to be set down as could never stand in one source."""
        source.admit(self.name, lines, 0)

    def opened(self) -> Opened:
        """Everything set down so far. Raises Unreadable where there is nothing to read."""
        text = "".join(f"{line.text}\n" for line in self._lines)
        return Opened(
            source.readable(text, self.name), self._lines, self.album.files, self._notes()
        )

    def _notes(self) -> list[str]:
        counted = [sentence.format(n=n) for sentence, n in self.counts.items()]
        return counted + [
            sentence.format(lines=_numbers(lines)) for sentence, lines in self.troubles.items()
        ]


def _numbers(lines: list[int]) -> str:
    """`3、8` for a few lines; `3、8 等 40` for many."""
    named = "、".join(map(str, dict.fromkeys(lines[:NAMED_LINES])))
    return named if len(lines) <= NAMED_LINES else f"{named} 等 {len(lines)}"
