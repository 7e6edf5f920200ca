"""What a Word document is made of while it is being read: runs, paragraphs, frames of paragraphs, rows of cells."""

from __future__ import annotations

from dataclasses import dataclass, field

from articles.ingest.documents.sheet import Entry
from articles.ingest.documents.symbols import Shift
from articles.ingest.documents.word_styles import PLAIN_STYLE, Align, Style
from articles.ingest.source import Look


@dataclass(slots=True)
class Run:
    """A stretch of text set alike. None: the run itself does not say. `counted`: its hidden text is in the notes."""

    bold: bool | None = None
    hidden: bool | None = None
    shift: Shift | None = None
    style: Style = field(default_factory=lambda: PLAIN_STYLE)
    counted: bool = False

    def is_bold(self, paragraph: Style) -> bool:
        """A run's own word; without it, bold in a bold paragraph is plain again, as in Word."""
        both = bool(self.style.bold) ^ bool(paragraph.bold)
        return both if self.bold is None else self.bold

    def is_hidden(self, paragraph: Style) -> bool:
        both = bool(self.style.hidden) ^ bool(paragraph.hidden)
        return both if self.hidden is None else self.hidden

    def stands(self, paragraph: Style) -> Shift:
        """Above or below the line: whoever says so first, the run, its style, the paragraph's."""
        said = (self.shift, self.style.shift, paragraph.shift)
        return next((each for each in said if each is not None), "")


@dataclass(slots=True)
class Paragraph:
    """`before` and `after` hold the pictures and text boxes that hang on it; `joins`: the next one continues its line."""

    style: Style
    level: int | None = None
    align: Align | None = None
    list_id: str | None = None
    list_level: int | None = None
    pieces: list[tuple[str, Shift]] = field(default_factory=list)
    before: list[Entry] = field(default_factory=list)
    after: list[Entry] = field(default_factory=list)
    joins: bool = False
    bold: bool | None = None  # None: nothing to read yet

    def put(self, text: str, shift: Shift, *, bold: bool) -> None:
        self.pieces.append((text, shift))
        if text.strip():
            self.bold = bold and self.bold is not False

    def follow(self, other: Paragraph) -> None:
        """Begin with what the paragraph before had."""
        self.pieces, self.bold = other.pieces, other.bold
        self.before, self.after = other.before, other.after

    def entries(self, text: str, label: str, *, in_list: bool) -> list[Entry]:
        """The lines of its `text`, then what hangs on it. Of nothing but pictures it has no line of its own."""
        if not text.strip():
            return [*self.before, *self.after] or [Entry()]
        if self.before:
            text = text.lstrip("\n")
        lines = (label + text).split("\n")
        if not lines[-1].strip():
            lines.pop()
        look = self._look(in_list=in_list)
        return [*self.before, *(Entry(line, look) for line in lines), *self.after]

    def _look(self, *, in_list: bool) -> Look:
        level = self.style.level if self.level is None else self.level
        align = self.style.align if self.align is None else self.align
        kind = self.style.kind or ("item" if in_list and not level else "")
        return Look(level=level or 0, kind=kind, bold=bool(self.bold), align=align or "")


@dataclass(slots=True)
class Frame:
    """Where paragraphs stand one below the other: the page, a text box, a cell, a footnote."""

    entries: list[Entry] = field(default_factory=list)
    carry: Paragraph | None = None  # to be continued by the next one
    deleted: bool = False


@dataclass(slots=True)
class Row:
    cells: list[list[Entry]] = field(default_factory=list)
    deleted: bool = False
