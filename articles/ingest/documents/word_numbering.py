"""numbering.xml: the numbers that Word prints before list paragraphs and that stand nowhere in their text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from articles.ingest.documents.word_styles import is_on, number

DIGITS = "〇一二三四五六七八九"
UNITS = ("", "十", "百", "千")
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
STEMS = "甲乙丙丁戊己庚辛壬癸"
ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"))
FULL_WIDTH = {ord("0") + at: ord("０") + at for at in range(10)}
PLACE = re.compile(r"%([1-9])")
#: Behind one of these a number stands without a blank.
CLOSED = re.compile(r"[、．，。：）】〕》\s]$")
LONGEST = 40
MOST = 9_999
DEEPEST = 8


def depth(text: str) -> int:
    """`w:ilvl` as a number from 0 to 8."""
    return min(max(number(text, 0), 0), DEEPEST)


def chinese(n: int) -> str:
    """一, 十, 十一, 二十, 一百零一."""
    words, zero = "", False
    for power in (3, 2, 1, 0):
        digit = n // 10**power % 10
        if digit:
            words += ("零" if zero and words else "") + DIGITS[digit] + UNITS[power]
        zero = not digit
    return re.sub("^一十", "十", words)


def letters(n: int) -> str:
    """a … z, aa, bb: Word doubles the letter."""
    return chr(ord("a") + (n - 1) % 26) * ((n - 1) // 26 + 1) if n <= 26 * 5 else ""


def roman(n: int) -> str:
    """i … cccxcix."""
    words = ""
    for value, letter in ROMAN:
        words += letter * (n // value)
        n %= value
    return words + "i" * n if len(words) < 8 else ""


def pick(signs: str, n: int) -> str:
    return signs[n - 1] if n <= len(signs) else ""


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": lambda n: str(n).translate(FULL_WIDTH),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "decimalEnclosedCircle": lambda n: pick(CIRCLED, n),
    "decimalEnclosedCircleChinese": lambda n: pick(CIRCLED, n),
    "ideographTraditional": lambda n: pick(STEMS, n),
    "lowerLetter": letters,
    "upperLetter": lambda n: letters(n).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda n: roman(n).upper(),
}


@dataclass(slots=True)
class Level:
    """One level of a list: how it counts and what is printed around the number."""

    start: int = 1
    format: str = "decimal"
    words: str = ""
    suffix: str = "tab"
    legal: bool = False  # the levels above are printed as 1, 2, 3


@dataclass(slots=True)
class Numbering:
    """Listens to numbering.xml; `label` then counts on, in the order of the document."""

    definitions: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)  # list -> its definition
    own: dict[str, dict[int, Level]] = field(default_factory=dict)  # list -> levels of its own
    starts: dict[str, dict[int, int]] = field(default_factory=dict)  # list -> level -> start
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)  # definition -> level -> last
    _levels: dict[int, Level] = field(default_factory=dict)
    _list: str = ""
    _at: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        value = attributes.get("w:val", "")
        match tag:
            case "w:abstractNum":
                self._levels = self.definitions[attributes.get("w:abstractNumId", "")] = {}
            case "w:num":
                self._list = attributes.get("w:numId", "")
                self._levels = self.own[self._list] = {}
            case "w:abstractNumId" if self._list:
                self.lists[self._list] = value
            case "w:lvlOverride":
                self._at = depth(attributes.get("w:ilvl", ""))
            case "w:startOverride":
                self.starts.setdefault(self._list, {})[self._at] = number(value, 1)
            case "w:lvl":
                self._at = depth(attributes.get("w:ilvl", ""))
                self._levels[self._at] = Level()
            case _ if self._at in self._levels:
                self._property(self._levels[self._at], tag, value, attributes)

    def _property(self, level: Level, tag: str, value: str, attributes: dict[str, str]) -> None:
        match tag:
            case "w:start":
                level.start = number(value, 1)
            case "w:numFmt":
                level.format = value
            case "w:lvlText":
                level.words = value[:LONGEST]
            case "w:suff":
                level.suffix = value
            case "w:isLgl":
                level.legal = is_on(attributes)

    def end(self, tag: str) -> None: ...

    def text(self, data: str) -> None: ...

    def _level(self, list_id: str, at: int) -> Level | None:
        own = self.own.get(list_id, {})
        return own.get(at) or self.definitions.get(self.lists.get(list_id, ""), {}).get(at)

    def label(self, list_id: str, at: int) -> str:
        """Count on and give what Word prints there: `一、`, `1. `, empty for bullets and for what cannot be told."""
        level = self._level(list_id, at)
        if level is None or level.format == "bullet":
            return ""
        counts = self._count(list_id, at, level)
        signs = {
            place: self._sign(list_id, int(place) - 1, level, counts)
            for place in PLACE.findall(level.words)
        }
        if not signs or not all(signs.values()):
            return ""
        words = PLACE.sub(lambda match: signs[match[1]], level.words)
        return words if level.suffix == "nothing" or CLOSED.search(words) else f"{words} "

    def _count(self, list_id: str, at: int, level: Level) -> dict[int, int]:
        """Lists of one definition count together; the first paragraph of a list may begin anew."""
        counts = self._counts.setdefault(self.lists.get(list_id, ""), {})
        begin = self.starts.get(list_id, {}).pop(at, None)
        counts[at] = begin if begin is not None else counts.get(at, level.start - 1) + 1
        for deeper in [each for each in counts if each > at]:
            del counts[deeper]
        return counts

    def _sign(self, list_id: str, at: int, printed: Level, counts: dict[int, int]) -> str:
        level = self._level(list_id, at) or printed
        n = counts.get(at, level.start)
        form = FORMATS.get("decimal" if printed.legal and level is not printed else level.format)
        return form(n) if form and 0 < n <= MOST else ""
