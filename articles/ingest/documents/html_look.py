"""How an element of pasted HTML is set: its tag, its attributes, its own style. Style sheets are not read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from articles.ingest.documents.sheet import COMMENTS, DELETED, HIDDEN
from articles.ingest.documents.symbols import Shift
from articles.ingest.documents.word_styles import ALIGNS, LOWEST, Align, Kind
from articles.ingest.source import Look

BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "center", "details", "dialog", "dir"),
    *("div", "dd", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "html", "legend", "li", "main", "menu", "nav"),
    *("ol", "p", "pre", "section", "summary", "ul"),
    *("caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"),
}
BLOCK_DISPLAYS = {"block", "flex", "grid", "table", "list-item"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BOLD = {"b", "strong", "th", *HEADINGS}
SHIFTS: dict[str, Shift] = {"sup": "super", "sub": "sub"}
#: `vertical-align:` of the same. Its other values are about other things, and blocks have no line to leave.
ALIGNED: dict[str, Shift] = {"super": "super", "sub": "sub"}
#: Word's mark of a note.
NOTE_MARKS = {"msofootnotereference", "msoendnotereference"}
#: Never shown, and nobody misses it.
UNSEEN = {
    *("template", "select", "datalist", "video", "audio", "canvas", "object", "rp", "xml"),
    *("desc", "metadata", "mp-common-profile"),
}
KINDS: dict[str, Kind] = {
    "figcaption": "caption",
    "caption": "caption",
    "blockquote": "quote",
    "li": "item",
}
#: What Word calls its styles in HTML, in any language.
CLASSES: dict[str, Kind] = {
    "msotitle": "title",
    "msosubtitle": "subtitle",
    "msocaption": "caption",
    "msoquote": "quote",
    "msointensequote": "quote",
}
#: Where a comment hangs, and the comment itself at the end of the page.
ANCHORS = {"msocomanchor", "msocommentreference"}
COMMENTARY = {"msocomtxt", "msocommenttext"}
#: `mso-element:` of what is no text of the document.
FURNITURE = {"header", "footer", "comment", "comment-list"}
#: A page of 公众号 hides its text until its script has run.
SHOWN_LATER = "js_content"
#: The elements of a whole page of 公众号 that are its article; around them are the account, the date and buttons.
ARTICLE = {"activity-name", SHOWN_LATER}
BEYOND = "这是公众号的网页，只导入标题和正文；署名、日期和页尾的文字没有导入，请对照原文。"
#: Around the article of a page, and not of it. Where a page marks its article, the headers outside are the page's too.
ASIDE = {"nav", "aside", "footer"}
ARTICLES = {"article", "main"}
MARKED = re.compile(r"<(?:article|main)[\s>]", re.IGNORECASE)
AROUND = "网页的导航、页眉、侧栏和页脚没有导入（{n} 处），请对照原文。"
LENGTH = re.compile(r"([0-9]{0,6}\.?[0-9]{1,6})[0-9]*\s*([a-z%]*)")
RELATIVE = {"em", "%", "ex", "ch"}
WEIGHTS = {"bold": True, "bolder": True, "normal": False, "lighter": False}
HEAVY = re.compile(r"[6-9]00|1000")
LIGHT = re.compile(r"[1-5]00")
SILENT = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What an element hands down to what is in it.

    `gone` is None while it is shown, else the sentence to count it by, SILENT for none; `region` tells one stretch
    that is not seen from the next. `invisible` and `tiny` can be taken back by an element inside.
    """

    gone: str | None = None
    invisible: bool = False
    tiny: bool = False
    region: int = 0
    bold: bool = False
    shift: Shift = ""
    align: Align = ""
    level: int = 0
    kind: Kind = ""
    pre: bool = False
    place: Literal["", "outside", "article"] = ""  # on a page that marks its article
    marker: bool = False  # Word's printed number or bullet before a list item
    symbolic: bool = False  # letters that a symbol font shows as signs
    font: str = ""

    @property
    def unseen(self) -> str | None:
        """The sentence to count its words by; None where they are seen."""
        if self.gone is None and (self.invisible or self.tiny):
            return HIDDEN
        return self.gone

    def look(self, *, bold: bool) -> Look:
        return Look(level=self.level, kind=self.kind, bold=bold, align=self.align)


PAGE = Setting()


def page_setting(html: str) -> Setting:
    """What a page hands down to everything on it."""
    is_article = all(f'id="{each}"' in html for each in ARTICLE)
    place: Literal["", "outside"] = "outside" if MARKED.search(html) else ""
    return replace(PAGE, gone=BEYOND if is_article else None, place=place)


def declarations(style: str) -> dict[str, str]:
    """A style attribute: property -> value in small letters; the later of two counts."""
    pairs = (each.partition(":") for each in style.lower().split(";"))
    return {
        name.strip(): value.replace("!important", "").strip() for name, _, value in pairs if value
    }


@dataclass(frozen=True, slots=True)
class Element:
    """A start tag as far as it says how something is set."""

    tag: str
    attributes: dict[str, str]
    css: dict[str, str]
    classes: frozenset[str]

    @property
    def own_line(self) -> bool:
        """Whether what stands in it is on lines of its own."""
        display = self.css.get("display", "")
        return display in BLOCK_DISPLAYS or (self.tag in BLOCKS and display != "inline")

    @property
    def is_silent(self) -> bool:
        """It changes nothing."""
        return not (
            self.css
            or self.classes
            or self.tag in BOLD
            or self.tag in KINDS
            or self.tag in SHIFTS
            or self.tag in ASIDE
            or self.tag in ARTICLES
            or self.tag == "header"
            or self.tag in ("center", "pre", "font", "del")
            or {"align", "hidden"} & self.attributes.keys()
        )

    def setting(self, outer: Setting, region: int) -> Setting:
        """What is set in it. `region` is a number that no other element has."""
        if outer.gone == BEYOND and self.attributes.get("id") in ARTICLE:
            outer = replace(outer, gone=None)
        if outer.gone is not None or (self.is_silent and self.tag not in UNSEEN):
            return outer
        if (gone := self._gone(outer)) is not None:
            return replace(outer, gone=gone, region=region)
        made = replace(
            outer,
            invisible=self._is_invisible(outer.invisible),
            tiny=self._is_tiny(outer.tiny),
            bold=self._is_bold(outer.bold),
            shift=self._shift(outer.shift),
            align=self._align(outer.align),
            level=self._level(outer.level),
            kind=self._kind(outer.kind),
            pre=self._is_pre(outer.pre),
            place="article" if self.tag in ARTICLES else outer.place,
            marker=outer.marker or self.css.get("mso-list") == "ignore",
            symbolic=outer.symbolic or self.css.get("mso-char-type") == "symbol",
            font=self._font(outer.font),
        )
        is_new = made.unseen is not None and outer.unseen is None
        return replace(made, region=region) if is_new else made

    def _gone(self, outer: Setting) -> str | None:
        is_furniture = self.css.get("mso-element") in FURNITURE
        if self.tag in UNSEEN or is_furniture or self.classes & COMMENTARY:
            return SILENT
        is_around = self.tag in ASIDE or (self.tag == "header" and outer.place == "outside")
        if is_around and outer.place != "article":
            return AROUND
        if self.tag == "del":
            return DELETED
        if self.classes & ANCHORS:
            return COMMENTS
        is_hidden = (
            "hidden" in self.attributes
            or self.css.get("display") == "none"
            or self.css.get("mso-hide") == "all"
        )
        return HIDDEN if is_hidden else None

    def _is_invisible(self, outer: bool) -> bool:
        value = self.css.get("visibility", "")
        if self.attributes.get("id") == SHOWN_LATER or value == "visible":
            return False
        return outer or value in ("hidden", "collapse")

    def _is_tiny(self, outer: bool) -> bool:
        match = LENGTH.match(self.css.get("font-size", ""))
        if match is None:
            return outer
        if float(match[1]) == 0:
            return True
        return outer and match[2] in RELATIVE

    def _is_bold(self, outer: bool) -> bool:
        weight = self.css.get("font-weight", "")
        if HEAVY.fullmatch(weight) or LIGHT.fullmatch(weight):
            return bool(HEAVY.fullmatch(weight))
        return WEIGHTS.get(weight, outer or self.tag in BOLD)

    def _shift(self, outer: Shift) -> Shift:
        """Style sheets set `sup` back to the base line and raise it otherwise: the element itself counts for more."""
        if self.classes & NOTE_MARKS:
            return ""
        if self.tag in SHIFTS:
            return "nested" if outer else SHIFTS[self.tag]
        value = self.css.get("vertical-align", "")
        return outer if self.tag in BLOCKS else ALIGNED.get(value, outer)

    def _align(self, outer: Align) -> Align:
        """`align` of a table or picture is about the thing, not about its words."""
        if "text-align" in self.css:
            return ALIGNS.get(self.css["text-align"], "")
        if "align" in self.attributes and self.tag in BLOCKS - {"table"}:
            return ALIGNS.get(self.attributes["align"].lower(), "")
        return "center" if self.tag == "center" else outer

    def _level(self, outer: int) -> int:
        outline = self.css.get("mso-outline-level", "")
        if outline.isdecimal() and len(outline) == 1:
            return min(int(outline), LOWEST)
        return HEADINGS.get(self.tag, outer)

    def _kind(self, outer: Kind) -> Kind:
        named: Kind = next((CLASSES[each] for each in sorted(self.classes) if each in CLASSES), "")
        if named or self.tag in KINDS:
            return named or KINDS[self.tag]
        is_item = self.css.get("mso-list", "ignore") not in ("ignore", "none", "skip")
        return "item" if is_item and not self._level(0) else outer

    def _is_pre(self, outer: bool) -> bool:
        space = self.css.get("white-space", "")
        return space.startswith("pre") if space else outer or self.tag == "pre"

    def _font(self, outer: str) -> str:
        named = self.css.get("font-family", "") or self.attributes.get("face", "").lower()
        return named.split(",")[0].strip(" '\"") or outer
