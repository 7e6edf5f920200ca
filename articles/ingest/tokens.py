"""One line of a source -> what kind of line it is. The forms are those of print; Markdown's marks are a help, not a need."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from articles.ingest.drafts import Passage, Picture, Role, Ruling, Span
from articles.ingest.source import Line
from articles.text import byline
from articles.text.typography import HAN

TokenKind = Literal[
    "heading",
    "text",
    "signature",
    "section",
    "page",
    "page-credits",
    "field",
    "picture",
    "caption",
    "discard",
]

HEADING = re.compile(
    r"^[ \u3000]{0,3}(#{1,6})[ \u3000]+(?P<text>\S.*?)(?:[ \u3000]+#+)?[ \u3000]*$"
)
PAGE = re.compile(
    r"^\s*(?:[#*]+\s*)?(?:第\s*|(?=\d+\s*版(?:[：:*\s]|$)))0*(?P<number>[1-9][0-9]?)\s*版\s*[：:]?\s*"
    r"(?P<name>\S{0,20})\s*$"
)
PAGE_CREDITS = re.compile(
    r"^\s*(?:责任编辑|本版编辑|值班编辑|责编|编辑|版式|版式设计|美编|校对|组版|制图)\s*[：:].{1,180}$"
)
SECTION = re.compile(
    r"^\s*(?:#{1,6}\s+)?(?P<name>[\u4e00-\u9fff]{2,12})[ \u3000]+(?P<pinyin>[A-ZÜ]+(?: [A-ZÜ]+)*)\s*$"
)
SYLLABLE = (
    "(?:[ZCS]H?|[BPMFDTNLGKHJQXRYW])?(?:A(?:I|O|NG?)?|O(?:U|NG)?|E(?:I|R|NG?)?"
    "|I(?:A(?:O|NG?)?|E|U|NG?|ONG)?|[UÜV](?:A(?:I|NG?)?|O|I|N|E)?)"
)
SECTION_IN_BRACKETS = re.compile(r"^\s*(?:#{1,6}\s+)?【(?P<name>[\u4e00-\u9fff]{2,12})】\s*$")
FIELD = re.compile(r"^\s*(?P<name>引题|肩题|眉题|副题|标签|来源)[：:]\s*(?P<value>\S.*?)\s*$")
PICTURE = re.compile(r"^\s*!\[(?P<alt>[^\]]*)\]\((?P<file>[^()\s]+)\)\s*$")
BOLD = re.compile(r"\*\*|(?<![0-9A-Za-z_])__|__(?![0-9A-Za-z_])")
BRACKETED = re.compile(r"^\s*[（(【\[〔].*[）)】\]〕]\s*$")
BULLET = re.compile(r"^\s*[□■●◆]")
#: Where staff broke a title, the break is a character of its own (LINE SEPARATOR); spaces then mean nothing.
SET_BREAK = re.compile("[ \u3000]*\u2028[ \u3000]*")
BREAK = re.compile(rf"(?<=[{HAN}”’》）!！?？。：:%0-9A-Za-z])[ \u3000]+(?=[{HAN}“‘《（0-9A-Za-z])")


@dataclass(slots=True)
class Token:
    """A line that is not blank. `passage` is its text without marks; `blanks_before` the empty lines above it."""

    kind: TokenKind
    line: int
    passage: Passage
    blanks_before: int = 0
    level: int = 0
    name: str = ""
    number: int = 0
    pinyin: Passage | None = None
    picture: Picture | None = None
    signature: byline.Signature | None = None
    whole: Passage | None = None  # a field with its label, for where it turns out to be text
    role: Role | None = None  # decided by staff, not seen by the reader
    reason: str = ""


def read(line: Line, *, sections: frozenset[str] = frozenset()) -> Token:
    """`sections` are names the paper knows: alone on a line they are section heads without pinyin."""
    for reader in (_page, _section, _heading, _picture, _field, _signature):
        if token := reader(line, sections):
            return token
    return Token("text", line.number, unmarked(line))


#: The kind of token that staff make of a line.
RULED: dict[Role, TokenKind] = {
    "title": "heading",
    "subhead": "heading",
    "kicker": "field",
    "subtitle": "field",
    "signature": "signature",
    "section": "section",
    "discard": "discard",
}
FIELDS: dict[Role, str] = {"kicker": "引题", "subtitle": "副题"}


def ruled(line: Line, ruling: Ruling) -> Token:
    """The line as staff see it: its words without the marks of the format."""
    role = ruling.role
    heading = HEADING.match(line.text)
    passage = unmarked(line, *heading.span("text")) if heading else unmarked(line)
    if role == "discard":
        passage = line.passage().stripped()
    token = Token(RULED.get(role, "text"), line.number, passage, role=role, reason=ruling.reason)
    if role == "section":
        seen = _section(line, frozenset())
        return replace(seen, role=role) if seen else token
    token.name, token.whole = FIELDS.get(role, ""), passage
    token.level = len(heading[1]) if heading else 0
    if role == "signature":
        token.signature = byline.parse(passage.text)
    return token


def unmarked(line: Line, start: int = 0, end: int | None = None) -> Passage:
    """A stretch of a line without its bold marks and without blanks at the ends."""
    end = len(line.text) if end is None else end
    spans, at = [], start
    for mark in [*BOLD.finditer(line.text, start, end), None]:
        stop = mark.start() if mark else end
        if at < stop:
            spans.append(Span(line.start + at, line.start + stop))
        at = mark.end() if mark else end
    text = "".join(line.text[s.start - line.start : s.end - line.start] for s in spans)
    return Passage(text, tuple(spans), line.number).stripped()


def _page(line: Line, _: frozenset[str]) -> Token | None:
    if match := PAGE.match(line.text):
        passage = unmarked(line)
        return Token(
            "page", line.number, passage, name=match["name"].strip("*"), number=int(match["number"])
        )
    if PAGE_CREDITS.match(line.text):
        return Token("page-credits", line.number, unmarked(line))
    return None


def _section(line: Line, known: frozenset[str]) -> Token | None:
    if (match := SECTION.match(line.text)) and _is_pinyin(match["name"], match["pinyin"]):
        pinyin = line.passage(*match.span("pinyin"))
        return Token("section", line.number, line.passage(*match.span("name")), pinyin=pinyin)
    if match := SECTION_IN_BRACKETS.match(line.text):
        return Token("section", line.number, line.passage(*match.span("name")))
    alone = unmarked(line)
    name = alone.text.lstrip("# \u3000")
    if name in known:
        start = len(alone.text) - len(name)
        return Token("section", line.number, alone.cut(start, len(alone.text)))
    return None


def _is_pinyin(name: str, pinyin: str) -> bool:
    """One syllable a character; run together it must come apart into as many: `认识 DNA` is a title."""
    if len(pinyin.split()) == len(name):
        return True
    syllables = re.compile(f"(?:{SYLLABLE}){{{len(name)}}}")
    return bool(syllables.fullmatch(pinyin.replace(" ", "")))


def _heading(line: Line, _: frozenset[str]) -> Token | None:
    if not (match := HEADING.match(line.text)):
        return None
    return Token("heading", line.number, unmarked(line, *match.span("text")), level=len(match[1]))


def _picture(line: Line, _: frozenset[str]) -> Token | None:
    if not (match := PICTURE.match(line.text)):
        return None
    alt, file = line.passage(*match.span("alt")), line.passage(*match.span("file"))
    return Token("picture", line.number, alt, picture=Picture(file=file, alt=alt))


def _field(line: Line, _: frozenset[str]) -> Token | None:
    if not (match := FIELD.match(line.text)):
        return None
    name = "引题" if match["name"] in ("肩题", "眉题") else match["name"]
    value = line.passage(*match.span("value"))
    return Token("field", line.number, value, name=name, whole=unmarked(line))


def _signature(line: Line, _: frozenset[str]) -> Token | None:
    """A line of its own in brackets, or behind a bullet, that reads as a signature."""
    passage = unmarked(line)
    if BULLET.match(passage.text):
        found = byline.find_under_title(passage.text)
        signature = found[2] if found and found[0] == 0 and found[1] == len(passage.text) else None
    else:
        signature = byline.parse(passage.text) if BRACKETED.match(passage.text) else None
    if signature and signature.understood:
        return Token("signature", line.number, passage, signature=signature)
    return None


def broken_title(passage: Passage) -> Passage:
    """A title that was set in two lines and flattened with a space gets its line break back.

    Names padded with spaces (`科 普 大 篷 车`) keep them.
    """
    text, parts, at = passage.text, [], 0
    given = SET_BREAK if "\u2028" in text else BREAK
    for gap in given.finditer(text):
        parts.append((at, gap.start()))
        at = gap.end()
    parts.append((at, len(text)))
    if len(parts) == 1 or (given is BREAK and min(end - start for start, end in parts) < 2):
        return passage
    pieces = [passage.cut(start, end) for start, end in parts]
    spans = tuple(span for piece in pieces for span in piece.spans)
    return Passage("\n".join(piece.text for piece in pieces), spans, passage.line, seam="\n")
