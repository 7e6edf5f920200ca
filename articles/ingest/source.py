"""From bytes to text and lines: encodings, limits, and what is no text at all.

Every kind of source is opened to the same thing, numbered lines of one text: plain text and Markdown here, a .docx in
word.py, HTML from a clipboard in clipboard.py. Those two know how a line was set; its Look says so.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import Literal

from articles.ingest.drafts import Passage, Span
from articles.text.typography import HAN

MAX_BYTES = 5 * 1024 * 1024
MAX_LINES = 20_000
MAX_LINE = 20_000
#: Characters that no text contains; the sign of a picture or a document under a .txt name.
BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
#: What any Chinese text has plenty of, and hardly any with its bytes exchanged.
COMMON = re.compile(r"[\n -~，。、：“”的一]")
BEGINNING = 2000  # bytes
USUAL = re.compile(
    rf"[{HAN}\t\r\n -~\u00a0-\u00ff\u2010-\u203b\u2460-\u24ff\u25a0-\u25ff\u3000-\u303f\uff01-\uff5e]"
)
USUAL_SHARE = 0.9
READABLE = re.compile(rf"[{HAN}0-9A-Za-z]")
INDENT = re.compile("\u3000{2}|[ \u3000\u00a0]{4}|\t")
HANS = re.compile(f"[{HAN}]")


class Unreadable(Exception):
    """The source cannot be read. The message names file, line where there is one, and what to do."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a document set a line, where it says so. Plain text has no look, and looks are a help, not a need.

    `level` is the outline level of a heading style (1-6, 0 for none); `bold` and `align` are of the whole line;
    `kind` a paragraph style or place that names what the line is, a `row` being a table's, its cells divided by tabs,
    a `note` a footnote below the text;
    `picture` a name in Opened.pictures that stands on the line, whose text then is the alt text.
    """

    level: int = 0
    kind: Literal["", "title", "subtitle", "caption", "quote", "item", "row", "box", "note"] = ""
    bold: bool = False
    align: Literal["", "center", "right"] = ""
    picture: str = ""


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end: number from 1, offset of its first character, text."""

    number: int
    start: int
    text: str
    look: Look = PLAIN

    @property
    def is_indented(self) -> bool:
        """As the first line of a paragraph is typed."""
        return INDENT.match(self.text) is not None

    def passage(self, start: int = 0, end: int | None = None) -> Passage:
        """Columns start..end as a passage."""
        end = len(self.text) if end is None else end
        spans = (Span(self.start + start, self.start + end),) if start < end else ()
        return Passage(self.text[start:end], spans, self.number)


@dataclass(slots=True)
class Opened:
    """A source as text: what lines and spans count in. `notes` say, a Chinese sentence each, what was left out on purpose."""

    text: str
    lines: list[Line]
    pictures: dict[str, bytes] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def decode(data: bytes, name: str) -> str:
    """UTF-8, UTF-16 or GB18030, told apart by what decodes. Raises Unreadable."""
    if len(data) > MAX_BYTES:
        raise Unreadable(f"{name}：文件超过 {MAX_BYTES // 1024 // 1024} MB，请拆成几个文件再导入。")
    if not data.strip():
        raise Unreadable(f"{name}：文件是空的，没有可导入的文字。")
    if number := _breaks_off(data):
        raise Unreadable(
            f"{name} 第 {number} 行：UTF-8 的文字在这里断了，文件可能没有传完或已损坏；请重新取得原件再导入。"
        )
    text = _decoded(data)
    if text is None or BINARY.search(text):
        raise Unreadable(
            f"{name}：不是文本文件（或编码无法识别），请另存为 UTF-8 或 GB18030 的纯文本、Markdown 再导入。"
        )
    return readable(text, name)


def readable(text: str, name: str) -> str:
    """The text itself. Raises Unreadable where it has neither a Chinese character nor a letter nor a digit."""
    if not READABLE.search(text):
        raise Unreadable(f"{name}：文件里没有可读的文字。")
    return text


def _breaks_off(data: bytes) -> int | None:
    """The line on which UTF-8 is damaged: a character cut in two would else be read as GB18030, all of it wrong.

    In GB18030 hardly a character happens to be one of UTF-8, and nearly each is an error.
    """
    try:
        data.decode()
    except UnicodeDecodeError as error:
        text = data.decode(errors="replace")
        if len(HANS.findall(text)) > text.count("\ufffd"):
            return len(re.findall(rb"\r\n|\r|\n", data[: error.start])) + 1
    return None


def _decoded(data: bytes) -> str | None:
    for encoding in _candidates(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _candidates(data: bytes) -> tuple[str, ...]:
    if data.startswith(codecs.BOM_UTF8):
        return ("utf-8-sig",)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    if b"\x00" in data[:BEGINNING] and _is_utf_16(data):  # read the right way round it has commas
        return tuple(
            sorted(("utf-16-le", "utf-16-be"), key=lambda each: -_commonplaces(data, each))
        )
    return ("utf-8", "gb18030")


def _is_utf_16(data: bytes) -> bool:
    """Without its mark the whole beginning must show it: a zero byte alone may be dirt in UTF-8.

    Where all is good UTF-8, the zeros must be every other byte, as in Latin text; else it must read as Chinese.
    """
    beginning = data[:BEGINNING]
    zeros = sorted((beginning[0::2].count(0), beginning[1::2].count(0)))
    try:
        data.decode()
    except UnicodeDecodeError:
        return max(_usual(beginning, each) for each in ("utf-16-le", "utf-16-be")) >= USUAL_SHARE
    return zeros[0] == 0 and zeros[1] * 4 >= len(beginning)


def _usual(data: bytes, encoding: str) -> float:
    """Which part of the text is of characters that a Chinese text is made of."""
    text = data.decode(encoding, "ignore")
    return len(USUAL.findall(text)) / max(1, len(text))


def _commonplaces(data: bytes, encoding: str) -> int:
    return len(COMMON.findall(data[:20_000].decode(encoding, "ignore")))


def lines(text: str, name: str) -> list[Line]:
    """Every line with its offset. Raises Unreadable beyond the limits, naming the line."""
    found: list[Line] = []
    for match in re.finditer(r"([^\r\n]*)(?:\r\n|\r|\n|$)", text):
        if match.start() == len(text) and found:
            break
        number = len(found) + 1
        admit(name, number, len(match[1]))
        found.append(Line(number, match.start(), match[1]))
    return found


def admit(name: str, number: int, length: int) -> None:
    """Raises Unreadable where a line of that number and length is beyond the limits."""
    if number > MAX_LINES:
        raise Unreadable(
            f"{name}：第 {MAX_LINES} 行以后还有内容，一个文件最多 {MAX_LINES} 行；请拆开再导入。"
        )
    if length > MAX_LINE:
        raise Unreadable(
            f"{name} 第 {number} 行：长达 {length} 字，一行最多 {MAX_LINE} 字；请检查换行。"
        )
