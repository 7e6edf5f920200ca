"""The tags of a Word document as they go by -> its copy: document.xml, footnotes.xml and endnotes.xml.

No recursion: what is left out is passed over by counting its depth, everything else stands on the stacks of Copy.
"""

from __future__ import annotations

from collections.abc import Callable

from articles.ingest.documents.sheet import DELETED, Entry
from articles.ingest.documents.word_copy import Copy, Properties
from articles.ingest.documents.word_drawings import Drawings
from articles.ingest.documents.word_numbering import depth
from articles.ingest.documents.word_styles import ALIGNS, outline
from articles.ingest.documents.word_text import Paragraph
from articles.ingest.documents.word_words import Words

Attributes = dict[str, str]

#: Properties as they were before a tracked change, and parts without a word that anybody sees.
UNSEEN = {
    *("w:rPrChange", "w:pPrChange", "w:sectPrChange", "w:numberingChange"),
    *("w:tblPrChange", "w:tblPrExChange", "w:tblGridChange", "w:trPrChange", "w:tcPrChange"),
    *("w:instrText", "w:delInstrText", "w:delText", "w:moveFrom", "w:rubyPr"),
    *("w:sectPr", "w:sdtPr", "w:tblPr", "w:fldData", "w:ffData", "w:background"),
}
OF_PARAGRAPH = {"w:pStyle", "w:jc", "w:outlineLvl", "w:numId", "w:ilvl", "w:framePr"}
NOTES = {"w:footnote": "footnote", "w:endnote": "endnote"}


class Body:
    """Listens to a part of text. `notes` are the notes that were read, (kind, id) -> lines."""

    def __init__(self, copy: Copy) -> None:
        self.copy, self.words, self.drawings = copy, Words(copy), Drawings(copy, self._skip)
        self.notes: dict[tuple[str, str], list[Entry]] = {}
        self._note = ("", "")
        self._skipped, self._reason = 0, ""
        self._starts: dict[str, Callable[[Attributes], None]] = {
            **self.words.starts,
            **self.drawings.starts,
            **dict.fromkeys(("w:p", "a:p"), lambda _: copy.begin_paragraph()),
            "w:pPr": lambda _: self._enter("paragraph"),
            "w:trPr": lambda _: self._enter("row"),
            "w:del": self._deletion,
            "w:cellDel": self._deleted_cell,
            "w:tr": lambda _: copy.begin_row(),
            "w:tc": lambda _: copy.begin_frame(),
            **{tag: self._begin_note(kind) for tag, kind in NOTES.items()},
            **{tag: self._of_paragraph(tag) for tag in OF_PARAGRAPH},
        }
        self._ends: dict[str, Callable[[], None]] = {
            **self.words.ends,
            **self.drawings.ends,
            **dict.fromkeys(("w:p", "a:p"), self._end_paragraph),
            **dict.fromkeys(("w:pPr", "w:trPr"), lambda: self._enter("")),
            "w:tr": copy.end_row,
            "w:tc": copy.end_cell,
            **dict.fromkeys(NOTES, self._end_note),
        }

    def start(self, tag: str, attributes: Attributes) -> None:
        if self._skipped:
            self._skipped += 1
        elif tag in UNSEEN:
            self._skip()
        elif handler := self._starts.get(tag):
            handler(attributes)

    def end(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif handler := self._ends.get(tag):
            handler()

    def text(self, data: str) -> None:
        if not self._skipped:
            self.words.take(data)
        elif self._reason and data.strip():
            self.copy.sheet.counts[self._reason] += 1
            self._reason = ""

    def _skip(self, reason: str = "") -> None:
        """Pass over the open element and everything in it; `reason` is counted where there are words in it."""
        self._skipped, self._reason = 1, reason

    def _enter(self, properties: Properties) -> None:
        self.copy.properties = properties

    def _end_paragraph(self) -> None:
        self.words.end_fields()
        self.copy.end_paragraph()

    def _of_paragraph(self, tag: str) -> Callable[[Attributes], None]:
        def listen(attributes: Attributes) -> None:
            if self.copy.properties == "paragraph" and self.copy.paragraphs:
                self._set(self.copy.paragraphs[-1], tag, attributes)

        return listen

    def _set(self, paragraph: Paragraph, tag: str, attributes: Attributes) -> None:
        value = attributes.get("w:val", "")
        match tag:
            case "w:pStyle":
                paragraph.style = self.copy.styles.get(value)
            case "w:jc":
                paragraph.align = ALIGNS.get(value, "")
            case "w:outlineLvl":
                paragraph.level = outline(attributes)
            case "w:numId":
                paragraph.list_id = value
            case "w:ilvl":
                paragraph.list_level = depth(value)
            case "w:framePr":  # a drop cap is a paragraph by itself
                paragraph.joins |= attributes.get("w:dropCap", "none") != "none"

    def _deletion(self, _: Attributes) -> None:
        """Of words; of the mark at a paragraph's end, which joins it with the next; of a table's row."""
        copy = self.copy
        if copy.properties == "paragraph" and copy.paragraphs:
            copy.paragraphs[-1].joins = True
        elif copy.properties == "row" and copy.rows:
            copy.rows[-1].deleted = True
        else:
            self._skip(DELETED)

    def _deleted_cell(self, _: Attributes) -> None:
        self.copy.frames[-1].deleted = True

    def _begin_note(self, kind: str) -> Callable[[Attributes], None]:
        def begin(attributes: Attributes) -> None:
            self._note = (kind, attributes.get("w:id", ""))
            self.copy.begin_frame()

        return begin

    def _end_note(self) -> None:
        self.notes[self._note] = self.copy.end_frame().entries
