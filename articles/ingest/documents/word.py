"""A Word document (.docx) as numbered lines: what a reader of its final version sees, and how each line is set.

Tracked deletions, comments, hidden text, headers and footers are never text. Written for this paper rather than taken
from a converter to HTML: lines keep their order and look, and what is left out is counted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from articles.ingest.documents import album
from articles.ingest.documents.album import MAX_PICTURE, Shot
from articles.ingest.documents.markup import Markup
from articles.ingest.documents.package import Package
from articles.ingest.documents.sheet import Entry, Sheet
from articles.ingest.documents.word_body import Body
from articles.ingest.documents.word_copy import Copy
from articles.ingest.documents.word_numbering import Numbering
from articles.ingest.documents.word_parts import Relations, main_part, relations
from articles.ingest.documents.word_styles import Styles
from articles.ingest.source import Opened, Unreadable

MACROS = "文件里有宏，没有导入，也不会运行。"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def open_word(data: bytes, name: str) -> Opened:
    """A .docx or .docm, judged by its content. Raises Unreadable. Nothing is fetched, run or written."""
    if data.startswith(OLE):
        raise Unreadable(
            f"{name}：这是旧式 .doc 或加密的 Word 文件，请用 Word 另存为 .docx（不加密）再导入。"
        )
    package = Package(data, name)
    return _Document(package).opened()


class _Document:
    """The parts of one file and what becomes of them."""

    def __init__(self, package: Package) -> None:
        self.package, self.markup = package, Markup(package)
        self.main = main_part(package, self.markup)
        if not self.main:
            raise Unreadable(
                f"{package.name}：不是 Word 文档（压缩包里没有正文），请用 Word 或 WPS 另存为 .docx 再导入。"
            )
        self.relations = relations(package, self.markup, self.main)
        self.sheet = Sheet(package.name)
        self.body = Body(Copy(self.sheet, self._styles(), self._numbering()))
        self._shots: dict[str, Shot] = {}

    def _styles(self) -> Styles:
        styles = Styles()
        if (part := self.relations.first("styles")) in self.package:
            self.markup.walk(part, styles)
        styles.resolve()
        return styles

    def _numbering(self) -> Numbering:
        numbering = Numbering()
        if (part := self.relations.first("numbering")) in self.package:
            self.markup.walk(part, numbering)
        return numbering

    def opened(self) -> Opened:
        self._read(self.main, self.relations)
        self.body.copy.settle()
        for kind in ("footnotes", "endnotes"):
            part = self.relations.first(kind)
            if self.body.words.marks and part in self.package:
                self._read(part, relations(self.package, self.markup, part))
        for key, mark in self.body.words.marks.items():
            self._set_down_note(mark, self.body.notes.get(key, []))
        if any(part.endswith("vbaproject.bin") for part in self.package.parts()):
            self.sheet.counts[MACROS] += 1
        return self.sheet.opened()

    def _read(self, part: str, hanging: Relations) -> None:
        self.body.drawings.place = self._places(hanging)
        self.markup.walk(part, self.body)

    def _set_down_note(self, mark: str, entries: list[Entry]) -> None:
        """`〔1〕注文`: the mark stands before the first words, the blank behind Word's own number goes."""
        for entry in entries:
            if entry.look.kind in ("", "item"):
                entry = replace(entry, look=replace(entry.look, kind="note"))
            if mark and not entry.is_blank:
                entry, mark = replace(entry, text=mark + entry.text.lstrip()), ""
            self.sheet.set_down(entry)

    def _places(self, hanging: Relations) -> Callable[[str], Shot]:
        """A relation's picture, each part read once however often it is shown."""

        def place(relation: str) -> Shot:
            target = hanging.by_id.get(relation)
            if target is None or (target.target and target.target not in self.package):
                return Shot(trouble=album.UNKNOWN)
            if not target.target:
                return Shot(trouble=album.ELSEWHERE)
            if target.target not in self._shots:
                self._shots[target.target] = self._shot(target.target)
            return self._shots[target.target]

        return place

    def _shot(self, part: str) -> Shot:
        if self.package.size(part) > MAX_PICTURE:
            return Shot(trouble=album.TOO_LARGE)
        return self.sheet.album.add(self.package.read(part, MAX_PICTURE))
