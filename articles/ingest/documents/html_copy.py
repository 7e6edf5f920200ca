"""The copy of pasted HTML under construction: pieces become lines, lines stand on the page or in a table's cell."""

from __future__ import annotations

import re

from articles.ingest.documents.html_look import Setting
from articles.ingest.documents.sheet import Entry, Sheet
from articles.ingest.documents.symbols import (
    MISSING,
    SHIFTS_LOST,
    SYMBOLS,
    SYMBOLS_LOST,
    Shift,
    joined,
)
from articles.ingest.documents.tables import row
from articles.ingest.documents.word_numbering import CLOSED
from articles.ingest.source import PLAIN
from articles.text.typography import HAN

BLANKS = re.compile(r"[ \t\n\r\f]+")
#: Programs wrap their HTML anywhere; between Chinese characters such a line end is no blank (CSS Text 3, 4.1.2).
WIDE = rf"[{HAN}\u3000-\u303f\uff00-\uffef“”‘’—…·]"
WRAPPED = re.compile(rf"(?<={WIDE})\n(?={WIDE})")
LINE_END = re.compile(r"\r\n|\r|\n")
#: Left behind by web editors, never by an author; joiners, which make signs of several, stay.
ZERO_WIDTH = re.compile("[\u200b\u2060\ufeff]")


class HtmlCopy:
    """Takes words and line ends in their order. Blanks are as browsers show them: single, none at a line's ends."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._pieces: list[tuple[str, Shift]] = []
        self._marker: list[str] = []
        self._after: list[Entry] = []
        self._first: Setting | None = None  # of the first words on the line
        self._bold = True
        self._cells: list[list[Entry]] = []
        self._rows: list[list[list[Entry]]] = []
        self.label = ""  # the number of the list item that begins

    def put(self, words: str, setting: Setting) -> None:
        words = ZERO_WIDTH.sub("", words)
        if not setting.pre:
            self._append(BLANKS.sub(_blank, words), setting)
            return
        first, *others = LINE_END.split(words)
        self._append(first, setting)
        for line in others:
            self.break_line()
            self._append(line, setting)

    def _append(self, words: str, setting: Setting) -> None:
        if setting.marker or setting.symbolic:
            words = self._signs(words, setting)
        if setting.marker:
            self._marker.append(words)
            return
        if not setting.pre and (not self._pieces or self._pieces[-1][0][-1] in " \n"):
            words = words.lstrip(" \n")
        if not words:
            return
        self._pieces.append((words, setting.shift))
        if words.strip():
            self._first = self._first or setting
            self._bold = self._bold and setting.bold

    def _signs(self, words: str, setting: Setting) -> str:
        """Letters of a symbol font as signs. A marker may also be a number, and keeps what is none."""
        signs = SYMBOLS.get(setting.font)
        if signs is None:
            return words
        if setting.marker:
            return "".join(signs.get(each, each) for each in words)
        found = "".join(each if each.isspace() else signs.get(each, MISSING) for each in words)
        if MISSING in found:
            self.sheet.counts[SYMBOLS_LOST] += found.count(MISSING)
        return found

    def break_line(self) -> None:
        """A line end that is written: it makes a line even of nothing."""
        if not self._pieces and not self._after:
            self._keep([Entry()])
        self.end_line()

    def end_line(self) -> None:
        """A block begins or ends: what there is becomes a line; pictures follow the words that they stand among."""
        text, lost = joined(self._pieces)
        if lost:
            self.sheet.counts[SHIFTS_LOST] += lost
        text = WRAPPED.sub("", text).replace("\n", " ").replace("\xa0", " ").strip(" ")
        label = self._take_label() if text or self._marker else ""
        entries = []
        if label or text:
            look = self._first.look(bold=self._bold) if self._first else PLAIN
            entries = [Entry(label + text, look)]
        elif self._pieces and not self._after:
            entries = [Entry()]
        self._keep([*entries, *self._after])
        self._pieces, self._after, self._first, self._bold = [], [], None, True

    def _take_label(self) -> str:
        """The number or bullet before a list item: Word's own, else the one that a browser would print."""
        marker = "".join(self._marker).replace("\xa0", " ").strip()
        label, self.label, self._marker = self.label, "", []
        if not marker:
            return label
        return marker if CLOSED.search(marker) else f"{marker} "

    def hang(self, entry: Entry) -> None:
        self._after.append(entry)

    def _keep(self, entries: list[Entry]) -> None:
        if self._cells:
            self._cells[-1] += entries
        else:
            for entry in entries:
                self.sheet.set_down(entry)

    def begin_row(self) -> None:
        self._rows.append([])

    def end_row(self, *, framed: bool) -> None:
        cells = self._rows.pop()
        if cells:
            self._keep(row(cells, framed=framed))

    def begin_cell(self) -> None:
        self._cells.append([])

    def end_cell(self, *, is_seen: bool) -> None:
        """A cell outside of any row is a block like others."""
        entries = self._cells.pop()
        if not self._rows:
            self._keep(entries)
        elif is_seen:
            self._rows[-1].append(entries)


def _blank(match: re.Match[str]) -> str:
    """Blanks as one, a line end if there is one among them."""
    return "\n" if "\n" in match[0] or "\r" in match[0] else " "
