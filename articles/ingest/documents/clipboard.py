"""HTML from a clipboard (Word, WPS, 公众号, a browser, a mail program) as numbered lines.

Block elements make lines, inline elements join; what a reader of the page does not see is no text. No depth of
nesting and no unfinished tag costs more than its length.
"""

from __future__ import annotations

import binascii
import re

from articles.ingest.documents import album
from articles.ingest.documents.album import Shot, alt_text
from articles.ingest.documents.html_copy import HtmlCopy
from articles.ingest.documents.html_look import BLOCKS, Element, declarations, page_setting
from articles.ingest.documents.html_tree import CELLS, Open, Tree
from articles.ingest.documents.hypertext import Token, attributes, tokens, unescape
from articles.ingest.documents.package import MAX_FILE
from articles.ingest.documents.sheet import Entry, Sheet
from articles.ingest.documents.word_numbering import chinese, letters, roman
from articles.ingest.source import MAX_BYTES, Look, Opened, Unreadable

MAX_TAGS = 200_000
#: Browsers keep 512 elements open; old pages that close none of theirs stay below this.
MAX_DEPTH = 5_000
MOST_KEPT = 1_000
DATA_URI = re.compile(
    r"data:image/[a-z0-9.+-]{1,40}(?:;[a-z0-9=-]+)*;base64,([a-z0-9+/=\s]*)", re.I
)
KEPT = "data:kept,"  # and the number of the picture that stood there
LAZY = ("data-src", "data-original", "data-lazy-src")
LOCAL = "第 {lines} 行的图留在来稿人的电脑里，没有随文粘贴过来；图片请另存后上传。"
ONLINE = "第 {lines} 行的图在网上，没有去取；图片请另存后上传。"
DOT = re.compile(r"[0-3](?:\.\d+)?(?:px|pt)?")
VOID = {
    *("area", "base", "br", "col", "embed", "hr", "img"),
    *("input", "link", "meta", "param", "source", "track", "wbr"),
}
#: What a browser prints around an element.
AROUND = {"rt": ("（", "）"), "q": ("“", "”")}
FORMS = {
    **dict.fromkeys(("a", "lower-alpha", "lower-latin"), "a"),
    **dict.fromkeys(("A", "upper-alpha", "upper-latin"), "A"),
    **dict.fromkeys(("i", "lower-roman"), "i"),
    **dict.fromkeys(("I", "upper-roman"), "I"),
    **dict.fromkeys(("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal"), "一"),
    **dict.fromkeys(("none", "disc", "circle", "square"), ""),
}
SMALL_NUMBER = re.compile(r"[0-9]{1,4}")


def open_html(html: str, name: str) -> Opened:
    """A page or a piece of one. Raises Unreadable. Pictures come along only where the HTML holds their bytes."""
    if len(html) > MAX_FILE:
        raise _too_large(name, MAX_FILE)
    found: list[str] = []

    def keep(match: re.Match[str]) -> str:
        found.append(match[1])
        return f"{KEPT}{len(found) - 1}"

    html = DATA_URI.sub(keep, html)
    if len(html) > MAX_BYTES:
        raise _too_large(name, MAX_BYTES)
    return _Page(html, name, found).opened()


def _too_large(name: str, limit: int) -> Unreadable:
    return Unreadable(f"{name}：网页超过 {limit // 1024 // 1024} MB，请分几次粘贴。")


def fragment(html: str) -> tuple[int, int]:
    """Where the copied piece begins and ends: programs mark it in the page that they put around it."""
    start = html.find("<!--StartFragment")
    end = html.rfind("<!--EndFragment")
    return max(start, 0), end if end > start else len(html)


class _Page:
    """One piece of HTML on its way to the sheet."""

    def __init__(self, html: str, name: str, found: list[str]) -> None:
        self.html, self.found = html, found
        self.sheet = Sheet(name)
        self.copy, self.tree = HtmlCopy(self.sheet), Tree(page_setting(html))
        self._tags = 0
        self._elements: dict[tuple[str, str], Element] = {}
        self._copied = False  # whether the token at hand is in the piece that was copied
        self._counted: set[int] = set()  # stretches of unseen words that are in the notes

    def opened(self) -> Opened:
        start, end = fragment(self.html)
        for token in tokens(self.html):
            self._copied = start <= token.at < end
            if token.kind == "start":
                self._start(token)
            elif token.kind == "end":
                self._end(token.name)
            elif token.kind == "text":
                self._text(unescape(token.words))
        self._leave(0)
        self.copy.end_line()
        return self.sheet.opened()

    def _text(self, words: str) -> None:
        setting = self.tree.setting
        if not self._copied:
            return
        if setting.unseen is None:
            self.copy.put(words, setting)
        elif setting.unseen and setting.region not in self._counted and words.strip():
            self._counted.add(setting.region)
            self.sheet.counts[setting.unseen] += 1

    def _start(self, token: Token) -> None:
        self._tags += 1
        if self._tags > MAX_TAGS or len(self.tree.open) > MAX_DEPTH:
            raise Unreadable(f"{self.sheet.name}：网页的结构过于复杂，请只复制正文再粘贴。")
        element = self._element(token)
        if token.name in VOID:
            setting = element.setting(self.tree.setting, self._tags)
            if self._copied and setting.unseen is None:
                self._void(token.name, element.attributes)
            return
        self._leave(self.tree.ended_by_start(token.name))
        setting = element.setting(self.tree.setting, self._tags)
        opened = Open(token.name, setting, element.own_line)
        if opened.own_line:
            self.copy.end_line()
        self.tree.push(opened)
        self._enter(opened, element)

    def _element(self, token: Token) -> Element:
        """Programs repeat the same few tags all over a page; those are read once."""
        key = (token.name, token.words)
        if key in self._elements:
            return self._elements[key]
        given = attributes(token.words)
        classes = frozenset(given.get("class", "").lower().split())
        element = Element(token.name, given, declarations(given.get("style", "")), classes)
        if len(self._elements) < MOST_KEPT:
            self._elements[key] = element
        return element

    def _end(self, tag: str) -> None:
        """An end tag of a block ends the line even where the block has ended before."""
        if tag in BLOCKS and self.tree.last(tag) < 0:
            self.copy.end_line()
        self._leave(self.tree.ended_by_end(tag))

    def _enter(self, opened: Open, element: Element) -> None:
        """What an element begins beside a line."""
        match opened.tag:
            case "table":
                opened.framed = any(each.startswith("mso") for each in element.classes)
            case "tr":
                self.copy.begin_row()
            case "td" | "th":
                self.copy.begin_cell()
            case "ol":
                opened.form = _form(element)
                opened.count = _number(element, "start", 1) - 1
            case "li":
                self._count_item(element)
            case "rt" | "q":
                self._text(AROUND[opened.tag][0])

    def _count_item(self, element: Element) -> None:
        above = self.tree.nearest("ol", "ul")
        if above is None or above.tag != "ol":
            return
        above.count = _number(element, "value", above.count + 1)
        self.copy.label = _label(_form(element, above.form), above.count)

    def _leave(self, stay: int) -> None:
        """Close elements until `stay` are open."""
        while len(self.tree.open) > stay:
            if self.tree.open[-1].tag in AROUND:
                self._text(AROUND[self.tree.open[-1].tag][1])
            closed = self.tree.pop()
            if closed.own_line:
                self.copy.end_line()
            if closed.tag == "li":
                self.copy.label = ""
            elif closed.tag in CELLS:
                self.copy.end_cell(is_seen=closed.setting.gone is None)
            elif closed.tag == "tr":
                table = self.tree.nearest("table")
                self.copy.end_row(framed=table is not None and table.framed)

    def _void(self, tag: str, given: dict[str, str]) -> None:
        if tag == "br":
            self.copy.break_line()
        elif tag == "hr":
            self.copy.end_line()
        elif tag == "img" and (shot := self._shot(given)):
            if shot.name:
                alt = alt_text(given.get("alt", ""))
                self.copy.hang(Entry(alt, Look(picture=shot.name)))
            else:
                self.copy.hang(Entry(trouble=shot.trouble))

    def _shot(self, given: dict[str, str]) -> Shot | None:
        """None for the dots that count readers. Nothing is fetched: what is not in the HTML is asked for in a note."""
        source = given.get("src", "").strip()
        if any(DOT.fullmatch(given.get(side, "").strip()) for side in ("width", "height")):
            return None
        if any(given.get(each) for each in LAZY):
            return Shot(trouble=ONLINE)
        if source.startswith(KEPT):
            return self._kept(source)
        scheme = source[:6].lower()
        if scheme.startswith("file:"):
            return Shot(trouble=LOCAL)
        if scheme.startswith(("http:", "https:", "//")):
            return Shot(trouble=ONLINE)
        return Shot(trouble=album.ELSEWHERE) if source else None

    def _kept(self, source: str) -> Shot:
        number = source.removeprefix(KEPT)
        if not SMALL_NUMBER.fullmatch(number) or int(number) >= len(self.found):
            return Shot(trouble=album.UNKNOWN)
        try:
            data = binascii.a2b_base64(self.found[int(number)])
        except binascii.Error:
            return Shot(trouble=album.UNKNOWN)
        return self.sheet.album.add(data)


def _number(element: Element, name: str, default: int) -> int:
    value = element.attributes.get(name, "")
    return int(value) if SMALL_NUMBER.fullmatch(value) else default


def _form(element: Element, default: str = "1") -> str:
    """How a list's items are counted: empty for bullets."""
    style = element.css.get("list-style-type") or element.css.get("list-style", "")
    named = [element.attributes.get("type", ""), *style.split()]
    return next((FORMS[each] for each in named if each in FORMS), default)


def _label(form: str, n: int) -> str:
    """`1. `, `a. `, `一、`."""
    if form == "一":
        return f"{chinese(n)}、"
    signs = {"a": letters, "A": letters, "i": roman, "I": roman}
    sign = signs[form](n) if form in signs else str(n)
    return f"{sign.upper() if form.isupper() else sign}. " if form else ""
