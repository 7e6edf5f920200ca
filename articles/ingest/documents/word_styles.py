"""styles.xml: what a paragraph or character style says about a line, along its chain of `basedOn`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from articles.ingest.documents.symbols import Shift

Kind = Literal["", "title", "subtitle", "caption", "quote", "item", "row", "box"]
Align = Literal["", "center", "right"]

#: Word keeps its own styles under English names whatever its language; WPS and people add Chinese ones.
KINDS: dict[str, Kind] = {
    "title": "title",
    "标题": "title",
    "大标题": "title",
    "主标题": "title",
    "subtitle": "subtitle",
    "副标题": "subtitle",
    "副题": "subtitle",
    "caption": "caption",
    "题注": "caption",
    "图注": "caption",
    "图片说明": "caption",
    "quote": "quote",
    "intensequote": "quote",
    "引用": "quote",
    "明显引用": "quote",
}
HEADING = re.compile(r"(?:heading|标题)([1-9])")
GRADED = re.compile(r"([一二三四五六])级标题")
#: Word's styles for the mark of a note, which print it raised.
NOTE_STYLES = {"footnotereference", "endnotereference", "脚注引用", "尾注引用"}
SHIFTS: dict[str, Shift] = {"superscript": "super", "subscript": "sub"}
ALIGNS: dict[str, Align] = {"center": "center", "right": "right", "end": "right"}
LOWEST = 6
OFF = {"0", "false", "off", "none"}
NUMBER = re.compile(r"-?[0-9]{1,6}")


def is_on(attributes: dict[str, str]) -> bool:
    """`<w:b/>`, `<w:b w:val="1"/>`."""
    return attributes.get("w:val", "1").lower() not in OFF


def number(text: str, default: int) -> int:
    """A small number as XML has it, `default` for anything else."""
    return int(text) if NUMBER.fullmatch(text) else default


def outline(attributes: dict[str, str]) -> int:
    """`w:outlineLvl` -> the level from 1 to 6; 0 for body text."""
    level = number(attributes.get("w:val", ""), 9)
    return min(level + 1, LOWEST) if 0 <= level < 9 else 0


@dataclass(slots=True)
class Style:
    """A style's own words and, once resolved, its parents'. None: it does not say."""

    name: str = ""
    parent: str = ""
    level: int | None = None
    kind: Kind = ""
    bold: bool | None = None
    hidden: bool | None = None
    shift: Shift | None = None
    align: Align | None = None
    list_id: str | None = None
    list_level: int | None = None

    def take_name(self, name: str) -> None:
        self.name = re.sub(r"\s+", "", name).lower()
        self.kind = KINDS.get(self.name, "")
        if match := HEADING.fullmatch(self.name):
            self.level = min(int(match[1]), LOWEST)
        elif match := GRADED.fullmatch(self.name):
            self.level = "一二三四五六".index(match[1]) + 1

    def inherit(self, parent: Style) -> None:
        """What it does not say is as in the style it is based on."""
        self.kind = self.kind or parent.kind
        for name in ("level", "bold", "hidden", "shift", "align", "list_id", "list_level"):
            if getattr(self, name) is None:
                setattr(self, name, getattr(parent, name))


PLAIN_STYLE = Style()


@dataclass(slots=True)
class Styles:
    """Listens to styles.xml; `get` then gives a style resolved, by its id."""

    styles: dict[str, Style] = field(default_factory=dict)
    default: str = ""
    _open: Style | None = None
    _inner: int = 0  # depth inside of what is no plain property of the style

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        value = attributes.get("w:val", "")
        if self._inner or tag in ("w:tblStylePr", "w:pPrChange", "w:rPrChange"):
            self._inner += 1
        elif tag == "w:style":
            self._open = self.styles[attributes.get("w:styleId", "")] = Style()
            is_default = is_on({"w:val": attributes.get("w:default", "0")})
            if is_default and attributes.get("w:type") == "paragraph":
                self.default = attributes.get("w:styleId", "")
        elif self._open is not None:
            self._property(self._open, tag, value, attributes)

    def _property(self, style: Style, tag: str, value: str, attributes: dict[str, str]) -> None:
        match tag:
            case "w:name":
                style.take_name(value)
            case "w:basedOn":
                style.parent = value
            case "w:outlineLvl":
                style.level = outline(attributes)
            case "w:jc":
                style.align = ALIGNS.get(value, "")
            case "w:b":
                style.bold = is_on(attributes)
            case "w:vanish":
                style.hidden = is_on(attributes)
            case "w:vertAlign":
                style.shift = "" if style.name in NOTE_STYLES else SHIFTS.get(value, "")
            case "w:numId":
                style.list_id = value
            case "w:ilvl":
                style.list_level = number(value, 0)

    def end(self, tag: str) -> None:
        if self._inner:
            self._inner -= 1
        elif tag == "w:style":
            self._open = None

    def text(self, data: str) -> None: ...

    def resolve(self) -> None:
        """Once the part is read: chains are followed from their end, circles are cut."""
        done: set[str] = set()
        for style_id in self.styles:
            chain = []
            while style_id in self.styles and style_id not in done:
                done.add(style_id)
                chain.append(self.styles[style_id])
                style_id = self.styles[style_id].parent
            for style in reversed(chain):
                if style.parent in self.styles and self.styles[style.parent] is not style:
                    style.inherit(self.styles[style.parent])

    def get(self, style_id: str) -> Style:
        """The style, or for an unknown id what its letters say: `Heading1`."""
        if not style_id:
            return PLAIN_STYLE
        if known := self.styles.get(style_id):
            return known
        style = Style()
        style.take_name(style_id)
        return style
