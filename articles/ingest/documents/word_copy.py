"""The copy of a Word document under construction: what is open stands on stacks, what is done goes to the sheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from articles.ingest.documents.sheet import HIDDEN, Entry, Sheet
from articles.ingest.documents.symbols import SHIFTS_LOST, joined
from articles.ingest.documents.tables import boxed
from articles.ingest.documents.tables import row as table_row
from articles.ingest.documents.word_numbering import Numbering
from articles.ingest.documents.word_styles import PLAIN_STYLE, Styles
from articles.ingest.documents.word_text import Frame, Paragraph, Row, Run

Properties = Literal["", "paragraph", "row"]


@dataclass(slots=True)
class Copy:
    """Frames hold paragraphs, paragraphs hold runs, and a run may hold a text box: a frame again."""

    sheet: Sheet
    styles: Styles
    numbering: Numbering
    frames: list[Frame] = field(default_factory=lambda: [Frame()])
    paragraphs: list[Paragraph] = field(default_factory=list)
    runs: list[Run] = field(default_factory=lambda: [Run()])
    rows: list[Row] = field(default_factory=list)
    #: Whose properties are being read: the same tags mean the paragraph's end mark there, or nothing.
    properties: Properties = ""
    _taken: int = 0

    # --- words ------------------------------------------------------------------------------------

    def begin_run(self) -> None:
        self.runs.append(Run())

    def end_run(self) -> None:
        self.runs.pop()

    def put(self, text: str) -> None:
        """Words of the run that is open. Hidden ones are counted, once for a run."""
        if not self.paragraphs:
            return
        run, paragraph = self.runs[-1], self.paragraphs[-1]
        if self.is_hidden():
            if text.strip() and not run.counted:
                run.counted = True
                self.sheet.counts[HIDDEN] += 1
            return
        self._take(text)
        style = paragraph.style
        paragraph.put(text, run.stands(style), bold=run.is_bold(style))

    def is_hidden(self) -> bool:
        """Whether what stands in the open run is hidden."""
        style = self.paragraphs[-1].style if self.paragraphs else PLAIN_STYLE
        return self.runs[-1].is_hidden(style)

    def hang(self, entry: Entry, *, inline: bool = False) -> None:
        """A picture or the like: it gets a line of its own behind the paragraph that it is anchored in.

        Set in its line and first there, it stands over the words.
        """
        self._take(entry.text)
        if not self.paragraphs:
            self._keep([entry])
            return
        paragraph = self.paragraphs[-1]
        is_first = inline and paragraph.bold is None
        hung = paragraph.before if is_first else paragraph.after
        hung.append(entry)
        self.sheet.expect(len(hung))

    def _take(self, text: str) -> None:
        """What waits for its line's end must not outgrow the memory."""
        self._taken += len(text)
        self.sheet.bound(self._taken)

    # --- paragraphs -------------------------------------------------------------------------------

    def begin_paragraph(self) -> None:
        paragraph = Paragraph(self.styles.get(self.styles.default))
        if (carry := self.frames[-1].carry) is not None:
            paragraph.follow(carry)
            self.frames[-1].carry = None
        self.paragraphs.append(paragraph)

    def end_paragraph(self) -> None:
        paragraph = self.paragraphs.pop()
        if paragraph.joins:
            self.frames[-1].carry = paragraph
        else:
            self._keep(self._lines(paragraph))

    def _lines(self, paragraph: Paragraph) -> list[Entry]:
        style = paragraph.style
        text, lost = joined(paragraph.pieces)
        if lost:
            self.sheet.counts[SHIFTS_LOST] += lost
        list_id = style.list_id if paragraph.list_id is None else paragraph.list_id
        if not list_id or list_id == "0":
            return paragraph.entries(text, "", in_list=False)
        level = style.list_level if paragraph.list_level is None else paragraph.list_level
        return paragraph.entries(text, self.numbering.label(list_id, level or 0), in_list=True)

    def _keep(self, entries: list[Entry]) -> None:
        """On the page they are set down at once; elsewhere they wait for their frame's end."""
        if len(self.frames) == 1:
            for entry in entries:
                self.sheet.set_down(entry)
        else:
            self.frames[-1].entries += entries
            self.sheet.expect(len(self.frames[-1].entries))

    def settle(self) -> None:
        """No paragraph follows that could continue the last one: a table does, or the frame ends."""
        carry, self.frames[-1].carry = self.frames[-1].carry, None
        if carry is not None:
            self._keep(self._lines(carry))

    # --- frames and rows --------------------------------------------------------------------------

    def begin_frame(self) -> None:
        self.frames.append(Frame())

    def end_frame(self) -> Frame:
        self.settle()
        return self.frames.pop()

    def end_box(self) -> None:
        """A text box: its lines follow the paragraph that it is anchored in."""
        entries = [entry for entry in boxed(self.end_frame().entries) if not entry.is_empty]
        if self.paragraphs:
            self.paragraphs[-1].after += entries
            self.sheet.expect(len(self.paragraphs[-1].after))
        else:
            self._keep(entries)

    def begin_row(self) -> None:
        self.settle()
        self.rows.append(Row())

    def end_cell(self) -> None:
        frame = self.end_frame()
        if not frame.deleted and self.rows:
            self.rows[-1].cells.append(frame.entries)
            self.sheet.expect(len(self.rows[-1].cells))

    def end_row(self) -> None:
        row = self.rows.pop()
        if row.cells and not row.deleted:
            self._keep(table_row(row.cells))
