"""P06-P09, P26: stops that clash, ellipsis and dash, enumeration commas, the middle dot."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.text.proofreading.rules import WRITTEN, Hit, Text, is_latin, rule
from articles.text.typography import HAN

RUN = re.compile(r"[，、；：。！？,;:!?]{2,}")
WIDE = str.maketrans(",;:!?", "，；：！？")
CALLS = frozenset("！？")
ELLIPSIS_AND_STOP = re.compile(r"……[。，、；：]")

#: Two leaders are one ellipsis; four may stand for a paragraph or verse left out.
ELLIPSIS = re.compile(r"(?:[…⋯]+|\.{3,}|。{3,}|[·•・]{3,})+")
DASH = re.compile(r"-{2,}|[—―─–]{2,}|⸺+")

ETC = re.compile(
    r"(?:(?<!…)…+|(?<!\.)\.{3,})\s*等等?(?=[，。；：、！？”’）)\s]|$)"
    r"|、[^，。；：！？、]{1,20}?(等等?…+)"
)
BETWEEN_QUOTES = re.compile(r"(?<=”)、(?=“)|(?<=’)、(?=‘)|(?<=》)、(?=《)|(?<=〉)、(?=〈)")

MIDDLE_DOT = "·"
DOT = re.compile(rf"(?<=[{HAN}])[•‧・∙⋅･．.](?=[{HAN}])")
NUMBERED = re.compile(r"(?:^|[\n。；])[ \u3000]*[一二三四五六七八九十]{1,3}$")


def _is_beside_chinese(text: Text, start: int, end: int) -> bool:
    """Marks of both worlds count here as Chinese: an ellipsis may stand between quotes."""
    sides = (text.left(start), text.right(end))
    return any(text.is_chinese(side) or text.at(side) in tuple("“”‘’") for side in sides)


@rule(
    "P06",
    "标点重复或相撞",
    severity="error",
    what="。。 ，。 、， 之类只能留一个；！？可以叠用，最多三个；省略号后面不再用句号、逗号。",
)
def clashing_stops(text: Text) -> Iterator[Hit]:
    for match in RUN.finditer(text.raw):
        start, end = match.span()
        marks = match[0].translate(WIDE)
        is_ellipsis = set(marks) == {"。"} and len(marks) > 2
        if text.is_address(start) or is_ellipsis or not _is_beside_chinese(text, start, end):
            continue
        if not CALLS.issuperset(marks):
            one = marks[0] if len(set(marks)) == 1 else None
            yield Hit(start, end, f"标点“{match[0]}”相撞，只能留一个。", one)
        elif len(marks) > 3:
            yield Hit(start, end, "叹号、问号叠用不超过三个。", marks[:3])
    for match in ELLIPSIS_AND_STOP.finditer(text.raw):
        message = "省略号后面不再用点号。"
        yield Hit(match.start(), match.end(), message, match[0][:-1], severity="doubt")


@rule(
    "P07",
    "省略号、破折号",
    severity="error",
    what="省略号是六连点……，破折号是两字长——；一字长的 — 是连接号（2015—2018年、秦岭—淮河），不在此列。",
)
def ellipses_and_dashes(text: Text) -> Iterator[Hit]:
    for start, end in _printed(text, ELLIPSIS, "……", "…………"):
        message = f"“{text.raw[start:end]}”应为省略号“……”。"
        yield Hit(start, end, message, "……", safe=True)
    for start, end in _printed(text, DASH, "——"):
        printed = text.raw[start:end]
        # A longer line may be a rule, or a blank to be filled in.
        is_dash = len(printed) == 2 or printed == "⸺"
        yield Hit(start, end, f"“{printed}”应为破折号“——”。", "——", safe=is_dash)


def _printed(text: Text, pattern: re.Pattern[str], *right: str) -> Iterator[tuple[int, int]]:
    """Where the mark stands in Chinese, in another form than the right ones."""
    for match in pattern.finditer(text.raw):
        start, end = match.span()
        is_kept = match[0] in right or text.is_address(start) or _is_option(text, start, end)
        if not is_kept and _is_beside_chinese(text, start, end):
            yield start, end


def _is_option(text: Text, start: int, end: int) -> bool:
    """使用 --batch: two hyphens before a command's word."""
    return text.raw[start] == "-" and is_latin(text.at(end)) and not text.is_chinese(start - 1)


@rule(
    "P08",
    "省略号与“等”并用",
    severity="doubt",
    what="省略号和“等”“等等”意思重复，留一个。",
    kinds=WRITTEN,
)
def ellipsis_and_etc(text: Text) -> Iterator[Hit]:
    for match in ETC.finditer(text.raw):
        start, end = match.span(1) if match[1] else match.span()
        yield Hit(start, end, "省略号与“等”重复，请留一个。")


@rule(
    "P09",
    "引号、书名号之间的顿号",
    severity="hint",
    what="并列的引号之间、书名号之间通常不用顿号（GB/T 15834 4.5.3.5）；中间插有别的话时要用。",
    kinds=WRITTEN,
)
def enumeration_commas(text: Text) -> Iterator[Hit]:
    for match in BETWEEN_QUOTES.finditer(text.raw):
        yield Hit(match.start(), match.end(), "并列的引号、书名号之间不用顿号。", "")


@rule(
    "P26",
    "间隔号",
    severity="error",
    what="外国人名、少数民族人名和书名与篇名之间的间隔号用居中的 ·（U+00B7）。",
)
def middle_dots(text: Text) -> Iterator[Hit]:
    for match in DOT.finditer(text.raw):
        at = match.start()
        if text.is_address(at):
            continue
        if match[0] in ".．" and NUMBERED.search(text.raw[max(0, at - 8) : at]):
            continue
        if match[0] == ".":
            message = "汉字之间的“.”如是间隔号，应为“·”；如是句号，应为“。”。"
            yield Hit(at, at + 1, message, severity="doubt")
        else:
            message = f"间隔号“{match[0]}”应为“·”。"
            yield Hit(at, at + 1, message, MIDDLE_DOT, safe=True)
