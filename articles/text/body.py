"""The body of a story: a small HTML vocabulary, cleaned, cut into blocks, read as plain text.

VOCABULARY is the one table: the sanitiser's allow-list is made from it here, the editor's buttons in the story
form. What can be typed is exactly what is stored.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape, unescape
from html.parser import HTMLParser

import nh3

from articles.text.typography import count, storable

#: tag -> its attributes. A sub-head is h3: the page has the paper's name as h1 or the title, h2 the section.
VOCABULARY: dict[str, set[str]] = {
    "p": set(),
    "h3": set(),
    "strong": set(),
    "em": set(),
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

#: What other programs call our tags; replaced before cleaning, which would drop the mark.
ALIASES = {"b": "strong", "i": "em", "div": "p", "section": "p", "article": "p", "center": "p"} | {
    f"h{level}": "h3" for level in (1, 2, 4, 5, 6)
}
ALIAS_TAG = re.compile(rf"<(/?)({'|'.join(ALIASES)})(?=[\s>/])[^>]*>", re.IGNORECASE)
EMPTY = re.compile(
    r"<(p|h3|li|blockquote|strong|em|a|ul|ol|table|thead|tbody|tr)(?: [^>]*)?>(?:\s|&nbsp;|\u3000|<br>)*</\1>"
)
INDENT = re.compile(r"(<(?:p|h3|li)>)(?:[ \t\n\u3000]|&nbsp;)+")
TRAILING = re.compile(r"(?:[ \t\n\u3000]|&nbsp;|<br>)+(</(?:p|h3|li)>)")
BLOCK_TAG = re.compile(rf"<(?:{'|'.join(BLOCKS)})[\s>]", re.IGNORECASE)

_cleaner = nh3.Cleaner(
    tags=set(VOCABULARY),
    attributes={tag: names for tag, names in VOCABULARY.items() if names},
    clean_content_tags={"script", "style", "iframe", "title", "noscript", "template"},
    url_schemes=PROTOCOLS,
    link_rel="noopener",
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
    html = storable(html)
    if not BLOCK_TAG.search(ALIAS_TAG.sub(_alias, html)):
        html = _paragraphs_of_lines(html)
    for _ in range(8):  # an emptied element may empty its parent; nesting in real text is shallow
        before, html = html, _clean_once(html)
        if html == before:
            break
    return html


def _clean_once(html: str) -> str:
    html = _cleaner.clean(ALIAS_TAG.sub(_alias, html))
    html = TRAILING.sub(r"\1", INDENT.sub(r"\1", html))
    html = EMPTY.sub("", html).replace("&nbsp;", " ")
    return "\n".join(block.html for block in blocks(html))


def _alias(match: re.Match[str]) -> str:
    return f"<{match[1]}{ALIASES[match[2].lower()]}>"


def _paragraphs_of_lines(text: str) -> str:
    return "".join(f"<p>{line}</p>" for line in text.split("\n") if line.strip())


def compose(paragraphs: Iterable[tuple[str, str]]) -> str:
    """(tag, plain text) pairs -> body; for what was read from a source without HTML."""
    return "\n".join(f"<{tag}>{escape(text, quote=False)}</{tag}>" for tag, text in paragraphs)


def blocks(html: str) -> list[Block]:
    """The top-level elements in order. Text that stands outside any element becomes a paragraph."""
    splitter = _Splitter()
    splitter.feed(html)
    splitter.close()
    splitter.cut()
    return splitter.found


def plain(html: str) -> str:
    """What a reader reads, a line for each block."""
    return "\n".join(block.text for block in blocks(html))


def count_characters(html: str) -> int:
    """字数 of the body; see typography.count for what counts as one."""
    return count(plain(html))


class _Splitter(HTMLParser):
    """Cuts clean HTML at depth 0. Input comes from the sanitiser, so that every tag is closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[Block] = []
        self.depth = 0
        self.kind, self.html, self.text = "", "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.depth == 0 and tag in BLOCKS:
            self.cut()
            self.kind = tag
        if tag == "br":
            self._add(self.get_starttag_text() or "", "\n")
            return
        self.depth += 1
        self._add(self.get_starttag_text() or "", "")

    def handle_endtag(self, tag: str) -> None:
        self.depth = max(0, self.depth - 1)
        self._add(f"</{tag}>", "\n" if tag in ("li", "tr") else " " if tag in ("td", "th") else "")
        if self.depth == 0 and tag == self.kind:
            self.cut()

    def handle_data(self, data: str) -> None:
        self._add(data, data)

    def handle_entityref(self, name: str) -> None:
        self._add(f"&{name};", unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self._add(f"&#{name};", unescape(f"&#{name};"))

    def _add(self, html: str, text: str) -> None:
        self.html += html
        self.text += text

    def cut(self) -> None:
        html = self.html.strip()
        if html and not self.kind:
            html = f"<p>{html}</p>"
        if html:
            self.found.append(Block(self.kind or "p", html, self.text.strip()))
        self.kind, self.html, self.text = "", "", ""


def with_inserts(html: str, insert: Callable[[int], str]) -> str:
    """The body with `insert(n)` after block n (n = 1 for the first); where pictures stand in the text."""
    return "\n".join(
        part
        for at, block in enumerate(blocks(html), 1)
        for part in (block.html, insert(at))
        if part
    )


TOP = re.compile(rf"<({'|'.join(BLOCKS)})(?: [^>]*)?>(.*?)</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
SENTENCE = re.compile("[。！？][”’）》]*")


def opening_paragraphs(html: str, length: int) -> list[str]:
    """What a story begins with, as plain text: its paragraphs up to the first sub-head, list or table.

    No more of them than it takes to fill `length` characters; reads no further into the body.
    """
    found: list[str] = []
    for block in TOP.finditer(html):
        if block[1] == "p":
            found.append(unescape(TAG.sub("", block[2])))
        if found and (block[1] != "p" or sum(map(len, found)) >= length):
            break
    return found


def opening(html: str, length: int) -> str:
    """The beginning of the first paragraph in at most `length` characters, for lists."""
    return cut(next(iter(opening_paragraphs(html, 1)), ""), length)


def cut(text: str, length: int) -> str:
    """A text in at most `length` characters.

    Whole sentences where one ends in the second half, else up to a pause and `……`: never the half of a number.
    """
    if len(text) <= length:
        return text
    whole = sentences(text, length)
    if len(whole) > length // 2:
        return whole
    head = text[:length]
    pause = max(head.rfind(mark) for mark in "，；：、")
    return head[: pause if pause > length // 3 else length].rstrip("“‘（《") + "……"


def sentences(text: str, length: int) -> str:
    """So many of a text's first sentences as stand in `length` characters; maybe none."""
    if len(text) <= length:
        return text
    ends = [match.end() for match in SENTENCE.finditer(text)]
    return text[: max((end for end in ends if end <= length), default=0)]
