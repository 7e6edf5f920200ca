"""The body of a story: a small HTML vocabulary, cleaned, cut into blocks, read as plain text.

VOCABULARY is the one table: the sanitiser's allow-list is made from it here, the editor's buttons in the story
form. What can be typed is exactly what is stored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape, unescape

import nh3

from articles.text.markup import BOLD, ITALIC, ready
from articles.text.opening import cut
from articles.text.tidying import INLINE, TOKEN, tag_name, tidied
from articles.text.typography import FORBIDDEN, count, without_controls

#: tag -> its attributes. A sub-head is h3: the page has the paper's name as h1 or the title, h2 the section.
VOCABULARY: dict[str, set[str]] = {
    "p": set(),
    "h3": set(),
    "strong": set(),
    "em": set(),
    "sub": set(),
    "sup": set(),
    "br": set(),
    "ul": set(),
    "ol": {"start"},
    "li": set(),
    "blockquote": set(),
    "a": {"href"},
    "table": set(),
    "thead": set(),
    "tbody": set(),
    "tr": set(),
    "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
BLOCKS = ("p", "h3", "ul", "ol", "blockquote", "table")
PROTOCOLS = {"http", "https", "mailto"}

#: How often a text is parsed at most. Most need two: tags change places, and the second finds nothing left to do.
PASSES = 12
SENTENCE = re.compile("[，。！？：；…]")
NUMBER = re.compile(r"[1-9][0-9]{0,3}")


def _attribute(_tag: str, name: str, value: str) -> str | None:
    """After the sanitiser's check of the address; a control or bidi override inside one is no accident."""
    if name == "href":
        return value if value.strip() and not FORBIDDEN.search(value) else None
    return value if NUMBER.fullmatch(value) else None


_cleaner = nh3.Cleaner(
    tags=set(VOCABULARY) | {BOLD, ITALIC},
    attributes={tag: names for tag, names in VOCABULARY.items() if names},
    attribute_filter=_attribute,
    clean_content_tags={"script", "style", "iframe", "title", "noscript", "template"},
    url_schemes=PROTOCOLS,
    link_rel=None,
)


@dataclass(frozen=True, slots=True)
class Block:
    """One top-level element: `kind` its tag, `html` with the tag, `text` what a reader reads."""

    kind: str
    html: str
    text: str


def clean(html: str) -> str:
    """Any HTML or plain text -> the vocabulary, one block after another, no empty ones, no indents.

    Cleaning twice gives the same as cleaning once. Never raises.
    """
    html = ready(without_controls(html))
    for _ in range(PASSES):
        before, html = html, tidied(_cleaner.clean(html))
        if html == before:
            break
    return html


def compose(paragraphs: Iterable[tuple[str, str]]) -> str:
    """(tag, plain text) pairs -> body; for what was read from a source without HTML."""
    return "\n".join(f"<{tag}>{escape(text, quote=False)}</{tag}>" for tag, text in paragraphs)


def blocks(html: str) -> list[Block]:
    """The top-level elements of a clean body in order. Text that stands outside any element becomes a paragraph."""
    return list(_blocks(html))


def plain(html: str) -> str:
    """What a reader reads: a line for each block, and inside one for each paragraph, item, row and break."""
    return "\n".join(block.text for block in blocks(html))


def count_characters(html: str) -> int:
    """字数 of the body; see typography.count for what counts as one."""
    return count(plain(html))


def _blocks(html: str) -> Iterator[Block]:
    """One at a time: an opening needs no more than the first."""
    held: list[str] = []
    depth = 0
    for piece in TOKEN.split(html):
        name = tag_name(piece)
        begins = not piece.startswith("</")
        if begins and depth == 0 and name in BLOCKS:
            yield from _block(held)
            held = []
        held.append(piece)
        if name not in ("", "br"):
            depth += 1 if begins else -1
        if not begins and depth == 0 and name in BLOCKS:
            yield from _block(held)
            held = []
    yield from _block(held)


def _block(pieces: list[str]) -> list[Block]:
    """The block of these tags and texts, or none if they are blank."""
    html = "".join(pieces).strip()
    kind = next((tag_name(piece) for piece in pieces if piece.strip()), "")
    if html and kind not in BLOCKS:
        kind, html = "p", f"<p>{html}</p>"
    return [Block(kind, html, _words(pieces))] if html else []


def _words(pieces: list[str]) -> str:
    words: list[str] = []
    cells = 0
    for piece in pieces:
        name = tag_name(piece)
        if name in ("th", "td"):
            cells += -1 if piece.startswith("</") else 1
            words.append(" ")
        elif name and name not in INLINE:
            words.append(" " if cells else "\n")
        elif not name:
            words.append(unescape(piece))
    lines = (re.sub(" +", " ", line).strip() for line in "".join(words).split("\n"))
    return "\n".join(filter(None, lines))


def opening_paragraphs(html: str, length: int) -> list[str]:
    """What a story begins with, as plain text: from its first paragraph that is a sentence up to its next sub-head or table.

    A line without any stop or pause before it (本报讯, a place, a name) is passed over unless there is nothing else. No more
    paragraphs than it takes to fill `length` characters: no further is the body read.
    """
    found: list[str] = []
    passed = ""
    for block in _blocks(html):
        text = block.text.replace("\n", " ")
        if found and block.kind != "p":
            break
        if found or (block.kind not in ("h3", "table") and SENTENCE.search(text)):
            found.append(text)
        elif block.kind not in ("h3", "table"):
            passed = passed or text
        if sum(map(len, found)) >= length:
            break
    return found or [passed][: bool(passed)]


def opening(html: str, length: int) -> str:
    """The beginning of the story in at most `length` characters, for lists: of its first paragraph that is a sentence."""
    return cut(next(iter(opening_paragraphs(html, 1)), ""), length)
