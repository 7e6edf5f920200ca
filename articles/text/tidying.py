"""What the sanitiser let through, set in order: blocks side by side, nothing empty, no indents."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from articles.text.markup import BOLD, ITALIC
from articles.text.typography import BLANK, HAN, storable

#: what stands inside a line -> our name
INLINE = {name: name for name in ("a", "strong", "em", "sub", "sup")} | {
    BOLD: "strong",
    ITALIC: "em",
}
TOKEN = re.compile(r"(<[^>]*>)")
SPACE = re.compile(r"[ \t\n]+")
WIDE = re.compile(rf"[{HAN}\u2014\u2018-\u201d\u2026\u3000-\u303f\uff00-\uffef]")


@dataclass(slots=True)
class Open:
    """An element that is not closed yet: where it began in the output, how many words were seen before it."""

    tag: str
    at: int
    seen: int
    kept: bool = True
    implied: bool = False


def tidied(html: str) -> str:
    """Sanitised HTML -> its blocks, one a line. Text that stands outside any element becomes a paragraph.

    Where tags changed places the result must be parsed once more: an HTML parser decides what stands in what.
    """
    tidier = Tidier()
    for piece in TOKEN.split(html):
        if piece.startswith("</"):
            tidier.close()
        elif piece.startswith("<"):
            tidier.tag(piece)
        elif piece:
            tidier.text(piece)
    return tidier.result()


class Tidier:
    """One walk over the tokens; time in proportion to them."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.open: list[Open] = []
        self.inside: Counter[str] = Counter()
        self.seen = 0
        self.fresh = True  # nothing has been printed since the block began: blanks are an indent

    def text(self, data: str) -> None:
        # After a tag, U+0338 would make one character of it and the `>` for whoever normalises the whole.
        data = _spaced(storable(data.replace("&nbsp;", " ").lstrip("\u0338")))
        if self.fresh:
            data = data.lstrip(BLANK)
        if data:
            self._in_block()
            self.parts.append(data)
            self.seen += bool(data.strip(BLANK))
            self.fresh = False

    def tag(self, html: str) -> None:
        name = tag_name(html)
        if name == "br":
            self._break()
        elif name in INLINE:
            ours = INLINE[name]
            self._in_block()
            self._enter(ours, html.replace(name, ours, 1), kept=name != "a" or "href=" in html)
        else:
            self._block(name, html)

    def _break(self) -> None:
        if not self.fresh:
            self.parts.append("<br>")

    def _break_once(self) -> None:
        if self.parts[-1:] != ["<br>"]:
            self._break()

    def _block(self, name: str, html: str) -> None:
        if self.inside["h3"]:  # a heading holds words only
            self._break_once()
            self._enter(name, html, kept=False)
            return
        if len(self.open) == 1 and self.open[0].implied:
            self.close()
        self._trim()
        if name == "li" and not (self.inside["ul"] or self.inside["ol"]):
            name, html = "p", "<p>"
        self._enter(name, html)

    def _in_block(self) -> None:
        if not self.open:
            self._enter("p", "<p>", implied=True)

    def _enter(self, name: str, html: str, *, kept: bool = True, implied: bool = False) -> None:
        self.open.append(Open(name, len(self.parts), self.seen, kept, implied))
        self.inside[name] += 1
        if kept:
            self.parts.append(html)

    def close(self) -> None:
        """The end of the innermost open element; the sanitiser closes them all in their order."""
        element = self.open.pop()
        self.inside[element.tag] -= 1
        if element.tag in INLINE:
            self._close_inline(element)
        elif element.kept:
            self._close_block(element)
        else:
            self._break_once()

    def _close_inline(self, element: Open) -> None:
        if not element.kept:
            return
        if self.seen > element.seen:
            self.parts.append(f"</{element.tag}>")
        else:
            self.parts[element.at] = ""

    def _close_block(self, element: Open) -> None:
        self._trim()
        if self._is_empty(element):
            del self.parts[element.at :]
        else:
            self.parts.append(f"</{element.tag}>")
        if not self.open:
            self.parts.append("\n")

    def _is_empty(self, element: Open) -> bool:
        if element.tag in ("th", "td"):
            return False
        if element.tag in ("thead", "tbody", "tr"):
            return element.at == len(self.parts) - 1
        return self.seen == element.seen

    def _trim(self) -> None:
        """Takes the blanks and breaks off the end of what was printed, through the inline tags there."""
        at = len(self.parts)
        while not self.fresh:
            at -= 1
            part = self.parts[at]
            if part == "<br>" or not part.startswith("<"):
                self.parts[at] = "" if part == "<br>" else part.rstrip(BLANK)
                self.fresh = bool(self.parts[at])
        self.fresh = True

    def result(self) -> str:
        while self.open:
            self.close()
        return "".join(self.parts).strip()


def tag_name(piece: str) -> str:
    """Of a start or end tag as the sanitiser writes it; of text, none."""
    return piece[1:-1].lstrip("/").partition(" ")[0] if piece.startswith("<") else ""


def _spaced(text: str) -> str:
    """Blanks as a browser shows them: one for many, and none where only the source's line ended inside Chinese."""
    return SPACE.sub(_space, text) if "\n" in text or "\t" in text or "  " in text else text


def _space(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    chinese = WIDE.match(text[start - 1 : start]) and WIDE.match(text[end : end + 1])
    return "" if chinese and "\n" in match[0] else " "
