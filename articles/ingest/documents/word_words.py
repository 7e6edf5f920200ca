"""The words of a Word document: runs and how they are set, breaks, symbols, fields, pinyin, the marks of notes."""

from __future__ import annotations

from collections.abc import Callable

from articles.ingest.documents.sheet import COMMENTS
from articles.ingest.documents.symbols import MISSING, SYMBOLS_LOST, symbol
from articles.ingest.documents.word_copy import Copy
from articles.ingest.documents.word_styles import SHIFTS, is_on

Attributes = dict[str, str]

FORMULAS = "有 {n} 个公式只按字符的先后导入，上下标和分式请对照原稿补上。"
NOTES = "有 {n} 条脚注或尾注，文中以〔1〕起的编号标出，注文排在最后。"
SIGNS = {
    **dict.fromkeys(("w:tab", "w:ptab"), "\t"),
    **dict.fromkeys(("w:br", "w:cr", "a:br"), "\n"),
    "w:noBreakHyphen": "-",
}


class Words:
    """Puts into the copy what a reader of the document sees. `starts` and `ends` say which tags it listens to.

    `marks` are the notes referred to, (kind, id) -> mark, in the order of the text.
    """

    def __init__(self, copy: Copy) -> None:
        self.copy = copy
        self.marks: dict[tuple[str, str], str] = {}
        self._marked = 0
        self._text: list[str] | None = None
        self._preserve = False
        self._fields: list[bool] = []  # fields that have begun: still in their code?
        self._codes = 0  # how many of them are
        self._reading, self._reading_from = "", 0
        self.starts: dict[str, Callable[[Attributes], None]] = {
            **dict.fromkeys(("w:r", "m:r", "a:r"), lambda _: copy.begin_run()),
            **dict.fromkeys(("w:t", "m:t", "a:t"), self._begin_text),
            "w:b": self._bold,
            "w:vanish": self._vanish,
            "w:vertAlign": self._shift,
            "w:rStyle": self._style,
            "w:sym": self._symbol,
            "w:fldChar": self._field,
            "w:rt": self._begin_reading,
            "m:oMath": lambda _: self._count(FORMULAS),
            "w:commentReference": lambda _: self._count(COMMENTS),
            "w:footnoteReference": lambda attributes: self._refer("footnote", attributes),
            "w:endnoteReference": lambda attributes: self._refer("endnote", attributes),
            **{tag: self._sign(sign) for tag, sign in SIGNS.items()},
        }
        self.ends: dict[str, Callable[[], None]] = {
            **dict.fromkeys(("w:r", "m:r", "a:r"), copy.end_run),
            **dict.fromkeys(("w:t", "m:t", "a:t"), self._end_text),
            "w:rt": self._end_reading,
            "w:ruby": self._end_ruby,
        }

    def take(self, data: str) -> None:
        """Characters between tags."""
        if self._text is not None:
            self._text.append(data)

    def end_fields(self) -> None:
        """At a paragraph's end: a code does not reach beyond it, and one that never ends hides nothing more."""
        self._fields.clear()
        self._codes = 0

    def _put(self, text: str) -> None:
        if text and not self._codes:
            self.copy.put(text)

    def _count(self, sentence: str) -> None:
        self.copy.sheet.counts[sentence] += 1

    def _sign(self, sign: str) -> Callable[[Attributes], None]:
        def put(_: Attributes) -> None:
            if not self.copy.properties:  # inside of properties a w:tab is a stop on the ruler
                self._put(sign)

        return put

    def _begin_text(self, attributes: Attributes) -> None:
        self._text, self._preserve = [], attributes.get("xml:space") == "preserve"

    def _end_text(self) -> None:
        text = "".join(self._text or ()).replace("\r", " ").replace("\n", " ")
        self._text = None
        self._put(text if self._preserve else text.strip(" \t"))

    def _style(self, attributes: Attributes) -> None:
        if not self.copy.properties:
            self.copy.runs[-1].style = self.copy.styles.get(attributes.get("w:val", ""))

    def _bold(self, attributes: Attributes) -> None:
        if not self.copy.properties:
            self.copy.runs[-1].bold = is_on(attributes)

    def _vanish(self, attributes: Attributes) -> None:
        if not self.copy.properties:
            self.copy.runs[-1].hidden = is_on(attributes)

    def _shift(self, attributes: Attributes) -> None:
        if not self.copy.properties:
            self.copy.runs[-1].shift = SHIFTS.get(attributes.get("w:val", ""), "")

    def _symbol(self, attributes: Attributes) -> None:
        try:
            code = int(attributes.get("w:char", "")[:6], 16)
        except ValueError:
            code = -1
        sign = symbol(attributes.get("w:font", ""), code)
        if sign == MISSING:
            self._count(SYMBOLS_LOST)
        self._put(sign)

    def _field(self, attributes: Attributes) -> None:
        """begin, code, separate, result, end: the code is no text, fields inside of a code neither."""
        kind = attributes.get("w:fldCharType")
        if kind == "begin" and self.copy.paragraphs:
            self._fields.append(True)
            self._codes += 1
        elif kind == "separate" and self._fields:
            self._codes -= self._fields[-1]
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._codes -= self._fields.pop()

    def _begin_reading(self, _: Attributes) -> None:
        self._reading_from = len(self.copy.paragraphs[-1].pieces) if self.copy.paragraphs else 0

    def _end_reading(self) -> None:
        """Pinyin above characters comes before them in the file, and in brackets behind them in print."""
        if self.copy.paragraphs:
            pieces = self.copy.paragraphs[-1].pieces
            self._reading = "".join(text for text, _ in pieces[self._reading_from :]).strip()
            del pieces[self._reading_from :]

    def _end_ruby(self) -> None:
        reading, self._reading = self._reading, ""
        self._put(f"（{reading}）" if reading else "")

    def _refer(self, kind: str, attributes: Attributes) -> None:
        """The mark that Word would print, on the line; an author's own mark is in the run's text already."""
        self.copy.runs[-1].shift = ""
        if self.copy.is_hidden() or self._codes:
            return
        key = (kind, attributes.get("w:id", ""))
        if key not in self.marks:
            is_own = is_on({"w:val": attributes.get("w:customMarkFollows", "0")})
            self._marked += not is_own
            self.marks[key] = "" if is_own else f"〔{self._marked}〕"
            self._count(NOTES)
        self._put(self.marks[key])
