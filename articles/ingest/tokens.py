"""One line of a source -> what kind of line it is. The forms are those of print; Markdown's marks are a help, not a need."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.ingest import courtesies, furniture, jumps, notices
from articles.ingest.captions import looks_like_caption
from articles.ingest.datelines import DATELINE
from articles.ingest.drafts import Jump, Passage, Picture, Role, Ruling, Span
from articles.ingest.elements import TokenKind
from articles.ingest.endings import is_contact
from articles.ingest.furniture import Head
from articles.ingest.sentences import TABLE_TITLE
from articles.ingest.source import PLAIN, Line, Look
from articles.text import byline

HEADING = re.compile(r"^(#{1,6})[ \u3000\t]+(?P<text>\S.*?)(?:[ \u3000]+#+)?$")
BOLD = re.compile(r"\*\*|(?<![0-9A-Za-z_])__|__(?![0-9A-Za-z_])")
#: What prints nothing: zero-width characters (but for the joiners inside an emoji), bidi marks, soft hyphens.
UNSEEN = "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
DROPPED = re.compile(rf"{BOLD.pattern}|[{UNSEEN}]+")
BOLD_LINE = re.compile(rf"^[\s{UNSEEN}]*(\*\*|__)(?=\S)(?:(?!\1).)+\1[\s{UNSEEN}]*$")
#: A line across the column between two stories.
DIVIDER = re.compile(
    r"^\s*(?:-\s*){3,}$|^\s*(?:\*\s*){3,}$|^\s*(?:_\s*){3,}$|^\s*={3,}\s*$|^\s*—{3,}\s*$"
)
LABELS = {
    **dict.fromkeys(("引题", "肩题", "眉题"), "引题"),
    **dict.fromkeys(("主题", "正题", "标题", "题目"), "主题"),
    **dict.fromkeys(("副题", "副标题"), "副题"),
    **{"标签": "标签", "来源": "来源"},
}
LABEL = rf"(?P<name>{'|'.join(sorted(LABELS, key=len, reverse=True))})"
FIELD = re.compile(
    rf"^(?:{LABEL}[：:]|[【（(\[]{LABEL.replace('name', 'inner')}[】）)\]])\s*[：:]?\s*(?P<value>\S.*)$"
)
PICTURE = re.compile(
    r"^!\[(?P<alt>[^\]]*)\]\((?:<(?P<angled>[^<>\n]+)>|(?P<file>[^()\s]+(?:\([^()\s]*\)[^()\s]*)?))(?:\s+(?:\"[^\"]*\"|'[^']*'))?\)$"
)
ROW = re.compile(r"^\|.*\|$")
RULE = re.compile(r"^\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
QUOTE = re.compile(r"^(?:>\s?)+(?P<text>.*)$")
ITEM = re.compile(r"^[-*][ \t]+(?=\S)")
ABSTRACT = "内容提要|内容提示|提要|核心提示|新闻提示|阅读提示|新闻背景|编者按|编者的话|编后|开栏的话|开栏语|导语|今日导读|本期导读|导读|要目|主编手记"
ABSTRACT_HEAD = re.compile(
    rf"^[■□●◆▲]?\s*(?:[【（(\[](?:{ABSTRACT})[】）)\]]\s*[：:]?|(?:{ABSTRACT})(?:[：:]|$))\s*"
)
BRACKETED = re.compile(r"^[（(【\[〔].*[）)】\]〕]$")
BULLET = re.compile(r"^[□■●◆]")
BOLD_LEVEL, LONGEST_BOLD_HEADING = 7, 40
ENDS_A_SENTENCE = re.compile(r"[。，；：、,;:][”’」』）)]*$")


@dataclass(slots=True)
class Token:
    """A line that is not blank. `passage` is its text without marks; `blanks_before` the empty lines above it."""

    kind: TokenKind
    line: int
    passage: Passage
    blanks_before: int = 0
    level: int = 0
    name: str = ""
    look: Look = PLAIN
    head: Head | None = None
    pinyin: Passage | None = None
    picture: Picture | None = None
    signature: byline.Signature | None = None
    jump: Jump | None = None
    whole: Passage | None = None  # a field with its label, for where it turns out to be text
    is_item: bool = False  # of a list
    is_indented: bool = False  # as a paragraph's first line is
    is_news: bool = False  # a title over a dateline
    kicker: Passage | None = None
    subtitle: Passage | None = None
    unsure: Passage | None = None  # above a title: a section's head, perhaps
    role: Role | None = None  # decided by staff, not seen by the reader
    reason: str = ""


def read(line: Line, *, sections: frozenset[str] = frozenset()) -> Token | None:
    """None where the line prints nothing. `sections` are names the paper knows: alone on a line they are section heads."""
    if line.look.picture:
        return _set_picture(line)
    whole = courtesies.without_label(unmarked(line))
    if not whole:
        return None
    if found := courtesies.courtesy(whole.text):
        kind: TokenKind = "more" if found == "more" else "courtesy"
        return Token(kind, line.number, whole, look=line.look, name=found)
    if DIVIDER.match(whole.text):
        return Token("divider", line.number, whole)
    token = Token("text", line.number, whole, look=line.look, is_indented=line.is_indented)
    if match := HEADING.match(whole.text):
        token.kind, token.level, token.passage = (
            "heading",
            len(match[1]),
            whole.cut(*match.span("text")),
        )
    for recognise in (_by_look, _furniture, _page_matter, _picture, _field, _signature, _abstract):
        if recognise(token, line, sections):
            return token
    _plain(token, line)
    return token


#: The kind of token that staff make of a line.
RULED: dict[Role, TokenKind] = {
    **dict.fromkeys(("title", "correction", "advertisement"), "title"),
    **dict.fromkeys(("kicker", "subtitle"), "field"),
    "subhead": "subhead",
    "caption": "caption",
    "signature": "signature",
    "section": "section",
    "dateline": "dateline",
    "abstract": "abstract",
    "table": "row",
    "contact": "contact",
    "discard": "discard",
}
FIELDS: dict[Role, str] = {"kicker": "引题", "subtitle": "副题"}


def ruled(line: Line, ruling: Ruling) -> Token | None:
    """The line as staff see it: its words without the marks of the format. None where it prints nothing."""
    role = ruling.role
    whole = unmarked(line)
    if not (whole or line.look.picture):
        return None
    heading = HEADING.match(whole.text)
    passage = whole.cut(*heading.span("text")) if heading else whole
    if role == "discard":
        passage = line.passage().stripped()
    token = Token(RULED.get(role, "text"), line.number, passage, look=line.look, role=role)
    token.reason, token.name, token.whole = ruling.reason, FIELDS.get(role, ""), passage
    token.is_indented = line.is_indented
    if role == "section" and (seen := furniture.section_head(passage, frozenset())):
        token.passage, token.pinyin = seen
    if role == "signature":
        token.signature = byline.parse(passage.text)
    if line.look.picture and role != "discard":
        token.picture = _picture_of(line)
    return token


def unmarked(line: Line, start: int = 0, end: int | None = None) -> Passage:
    """A stretch of a line without its bold marks and without blanks at the ends."""
    end = len(line.text) if end is None else end
    spans, at = [], start
    for mark in [*DROPPED.finditer(line.text, start, end), None]:
        stop = mark.start() if mark else end
        if at < stop:
            spans.append(Span(line.start + at, line.start + stop))
        at = mark.end() if mark else end
    text = "".join(line.text[s.start - line.start : s.end - line.start] for s in spans)
    return Passage(text, tuple(spans), line.number).stripped()


def _set_picture(line: Line) -> Token:
    """A picture that a document holds; the line's text is what it shows."""
    picture = _picture_of(line)
    return Token("picture", line.number, picture.alt, look=line.look, picture=picture)


def _picture_of(line: Line) -> Picture:
    return Picture(file=Passage(line.look.picture, (), line.number), alt=unmarked(line))


def _by_look(token: Token, line: Line, _: frozenset[str]) -> bool:
    """What the document itself says the line is. A heading style may still be a section's or a page's."""
    look = line.look
    kinds: dict[str, TokenKind] = {"caption": "caption", "row": "row", "note": "note"}
    kind = kinds.get(look.kind)
    if kind and not (kind == "caption" and TABLE_TITLE.match(token.passage.text)):
        token.kind = kind
        token.passage = line.passage() if look.kind == "row" else token.passage
        return True
    if look.level or look.kind == "title":
        token.kind, token.level = "heading", look.level or 1
    token.is_item = look.kind == "item"
    return False


def _furniture(token: Token, _: Line, known: frozenset[str]) -> bool:
    """The page's own lines and section heads, marked as headings or not."""
    if head := furniture.page_head(token.passage):
        token.kind, token.head = "page" if head.number else "page-line", head
    elif furniture.is_page_credits(token.passage.text):
        token.kind = "page-credits"
    elif notices.ADVERTISEMENT.fullmatch(token.passage.text):
        token.kind = "advertisement"
    elif ABSTRACT_HEAD.fullmatch(token.passage.text):
        token.kind, token.name = "abstract", "head"
    elif notices.CORRECTION.fullmatch(token.passage.text):
        return False
    elif seen := furniture.section_head(token.passage, known):
        token.kind, (token.passage, token.pinyin) = "section", seen
    else:
        return False
    return True


def _page_matter(token: Token, line: Line, _: frozenset[str]) -> bool:
    """Jumps, rows and rules of tables, boxes and quotations."""
    text = token.passage.text
    if jump := jumps.whole(token.passage):
        token.kind, token.jump, token.passage = "jump", jump, jump.passage
    elif ROW.match(text):
        token.kind = "rule" if RULE.match(text) else "row"
    elif "|" in text and RULE.match(text):
        token.kind = "rule"
    elif line.look.kind in ("box", "quote"):
        token.kind = "abstract"
    elif match := QUOTE.match(text):
        token.kind, token.passage = "abstract", token.passage.cut(*match.span("text"))
    else:
        return False
    return True


def _picture(token: Token, line: Line, _: frozenset[str]) -> bool:
    whole = line.passage().stripped()  # with its marks: a file's name may hold them
    if not (match := PICTURE.match(whole.text)):
        return False
    file = match.span("angled") if match["angled"] else match.span("file")
    token.picture = Picture(file=whole.cut(*file), alt=whole.cut(*match.span("alt")))
    token.kind, token.passage = "picture", token.picture.alt
    return True


def _field(token: Token, line: Line, _: frozenset[str]) -> bool:
    """`引题：…`, `【副题】…`: where the story's head has such a field; bounds.py says whether this is its place."""
    match = FIELD.match(token.passage.text) if token.kind == "text" else None
    if match is None:
        if line.look.kind == "subtitle":
            token.kind, token.name, token.whole = "field", "副题", token.passage
        return token.kind == "field"
    token.kind, token.name = "field", LABELS[match["name"] or match["inner"]]
    token.whole, token.passage = token.passage, token.passage.cut(*match.span("value"))
    return True


def _signature(token: Token, _: Line, __: frozenset[str]) -> bool:
    """A line of its own in brackets, or behind a bullet, that reads as a signature."""
    text = token.passage.text
    if BULLET.match(text):
        found = byline.find_under_title(text)
        signature = found[2] if found and (found[0], found[1]) == (0, len(text)) else None
    else:
        signature = byline.parse(text) if BRACKETED.match(text) else None
    if signature is None or not signature.understood:
        return False
    token.kind, token.signature = "signature", signature
    return True


def _abstract(token: Token, line: Line, _: frozenset[str]) -> bool:
    """提要, 核心提示, 编者按 with their words behind them."""
    if not ABSTRACT_HEAD.match(token.passage.text):
        return False
    token.kind = "abstract"
    return True


def _plain(token: Token, line: Line) -> None:
    """Text, or a whole line in bold, which is how titles and sub-heads are set where no style says so."""
    text = token.passage.text
    if token.kind != "text":
        return
    if match := ITEM.match(text):
        token.is_item, token.passage = True, token.passage.cut(match.end(), len(text))
    elif is_contact(text):
        token.kind = "contact"
    elif len(text) <= LONGEST_BOLD_HEADING and not ENDS_A_SENTENCE.search(text):
        is_bold = line.look.bold or BOLD_LINE.match(line.text)
        if is_bold and not (DATELINE.match(text) or looks_like_caption(text)):
            token.kind, token.level = "heading", BOLD_LEVEL
