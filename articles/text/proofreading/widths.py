"""P01, P02, P05, P19: half-width marks that Chinese print sets full width, and full-width digits that it does not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate

from articles.text.proofreading.rules import WRITTEN, Hit, Text, is_han, is_latin, rule

FULL = {
    ",": "，",
    ";": "；",
    ":": "：",
    "!": "！",
    "?": "？",
    ".": "。",
    "(": "（",
    ")": "）",
    "~": "～",
}
STOPS = re.compile(r"[,;:!?]+|\.")
OPERATORS = frozenset("+-*/=^×÷<>")
UNITS = "%％‰℃"
NUMERALS = "〇零一二三四五六七八九十"
FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+(?:．[０-９]+)?")
RANGE_ENDS = UNITS + "）)"


def halfwidth_marks(raw: str) -> list[tuple[int, str]]:
    """(where, mark) of every half-width mark that P01, P02 and P05 report; brackets and quotes once a pair."""
    text = Text(raw)
    found = [(at, text.raw[at]) for at in _stops(text)]
    found += [(start, _label(text.raw, start, end)) for start, end in _brackets(text)]
    return found + [(at, "~") for at in _tildes(text)]


def _label(raw: str, start: int, end: int) -> str:
    return raw[start] if end == start + 1 else "“ ”" if raw[start] == '"' else "( )"


# --- P01 ------------------------------------------------------------------------------------------


@rule(
    "P01",
    "半角标点",
    severity="error",
    what="汉字旁边的半角逗号、分号、冒号、叹号、问号和句点应为全角；数字、时间、比例、网址和外文不动。",
)
def half_width_stops(text: Text) -> Iterator[Hit]:
    for at in _stops(text):
        mark = text.raw[at]
        yield Hit(at, at + 1, f"半角“{mark}”应为全角“{FULL[mark]}”。", FULL[mark], safe=True)


def _stops(text: Text) -> Iterator[int]:
    widened = {end - 1 for _, end in _brackets(text)}
    for match in STOPS.finditer(text.raw):
        start, end = match.span()
        if text.is_address(start):
            continue
        is_point = match[0] == "."
        if _ends_sentence(text, start) if is_point else _is_chinese_stop(text, start, end, widened):
            yield from range(start, end)


def _is_chinese_stop(text: Text, start: int, end: int, widened: set[int]) -> bool:
    """Beside Chinese, and not inside a number, a time or a ratio. `widened` are brackets that become Chinese themselves.

    A curly quote says nothing of the language it stands in; the character behind it does.
    """
    left, right = text.left(start), text.right(end)
    while text.at(left) in ("”", "’"):
        left -= 1
    after = right
    while text.at(after) in ("“", "‘"):
        after += 1
    if text.is_chinese(left) or text.is_chinese(after):
        return True
    return left in widened or (not text.at(right).isdigit() and _ends_a_number(text, left))


LONGEST_NUMBER = (
    40  # what is longer is no number, and walking back over it for each of its marks takes seconds
)


def _ends_a_number(text: Text, place: int) -> bool:
    """…共5, …达30%; : the number's own left neighbour is Chinese."""
    if text.at(place) in UNITS:
        place -= 1
    if not text.at(place).isdigit():
        return False
    first = place - LONGEST_NUMBER
    while place > first and (text.at(place).isdigit() or text.at(place) in (".", ",")):
        place -= 1
    return text.is_chinese(text.left(place + 1))


def _ends_sentence(text: Text, at: int) -> bool:
    """A point behind Chinese that ends a sentence: 召开. 会后…; 一. numbers a head and 艾山.买买提 is a name."""
    before = text.at(at - 1)
    if not is_han(before) or (at == 1 and before in NUMERALS):
        return False
    right = text.right(at + 1)
    after = text.at(right)
    return after in ("", "\n", *"”’」』）") or (right > at + 1 and text.is_chinese(right))


# --- P02 ------------------------------------------------------------------------------------------


@rule(
    "P02",
    "半角括号和引号",
    severity="error",
    what="夹着汉字或紧挨汉字的半角括号、直引号应为全角；算式和外文里的不动。",
)
def half_width_brackets(text: Text) -> Iterator[Hit]:
    for start, end in _brackets(text):
        printed = text.raw[start:end]
        if printed[0] == '"':
            yield Hit(start, end, "直引号应为“ ”。", f"“{printed[1:-1]}”", safe=True)
        else:
            full = (
                FULL.get(printed[0], printed[0])
                + printed[1:-1]
                + FULL.get(printed[-1], printed[-1])
            )
            full = full if len(printed) > 1 else FULL[printed]
            yield Hit(start, end, "半角括号应为全角（ ）。", full, safe=True)


def _brackets(text: Text) -> list[tuple[int, int]]:
    """Spans of bracket pairs, lone brackets and pairs of straight quotes that should be full width."""
    raw = text.raw
    if "(" not in raw and ")" not in raw and '"' not in raw:
        return []
    han = list(accumulate((is_han(char) for char in raw), initial=0))
    found = []
    for opening, closing in _pairs(text):
        if opening < 0 or closing < 0:
            lone = max(opening, closing)
            if text.is_chinese(lone - 1) or text.is_chinese(lone + 1):
                found.append((lone, lone + 1))
        elif han[closing] > han[opening] or not _is_foreign(text, opening, closing):
            found.append((opening, closing + 1))
    return sorted(found + _quotes(text, han))


def _pairs(text: Text) -> Iterator[tuple[int, int]]:
    """(opening, closing) of every bracket with a half-width half, and -1 for the half that is not there."""
    waiting: list[int] = []
    for at, char in enumerate(text.raw):
        if char not in "()（）" or text.is_address(at):
            continue
        if char in "(（":
            waiting.append(at)
        elif waiting:
            opening = waiting.pop()
            if "(" in text.raw[opening] + char or ")" in text.raw[opening] + char:
                yield opening, at
        elif char == ")":
            yield -1, at
    yield from ((at, -1) for at in waiting if text.raw[at] == "(")


def _is_foreign(text: Text, opening: int, closing: int) -> bool:
    """No Chinese inside: NA(K), f(x), (a+b)×c and an English aside stay; 世卫组织(WHO) does not."""
    if text.raw[opening] != "(" or text.raw[closing] != ")":
        return False
    left, right = text.left(opening), text.right(closing + 1)
    if text.is_chinese(left):
        return text.at(right) in OPERATORS
    before = text.at(left)
    return is_latin(before) or before in OPERATORS or not text.is_chinese(right)


def _quotes(text: Text, han: list[int]) -> list[tuple[int, int]]:
    """Straight quotes, two by two, around or beside Chinese. An odd number of them cannot be paired."""
    places = [m.start() for m in re.finditer('"', text.raw) if not text.is_address(m.start())]
    if len(places) % 2:
        return []
    return [
        (opening, closing + 1)
        for opening, closing in zip(places[::2], places[1::2], strict=True)
        if han[closing] > han[opening]
        or text.is_chinese(opening - 1)
        or text.is_chinese(closing + 1)
    ]


# --- P05, P19 -------------------------------------------------------------------------------------


@rule(
    "P05",
    "半角波浪号",
    severity="error",
    what="数字、日期之间和汉字旁边的 ~ 应为全角 ～（GB/T 15834 连接号，GB/T 15835 5.1.3）。",
)
def half_width_tildes(text: Text) -> Iterator[Hit]:
    for at in _tildes(text):
        yield Hit(at, at + 1, "半角“~”应为全角“～”。", "～", safe=True)


def _tildes(text: Text) -> Iterator[int]:
    for match in re.finditer("~", text.raw):
        at = match.start()
        left, right = text.at(text.left(at)), text.at(text.right(at + 1))
        is_range = (left.isdigit() or left in tuple(RANGE_ENDS)) and right.isdigit()
        is_beside_chinese = text.is_chinese(at - 1) or text.is_chinese(at + 1)
        if (is_range or is_beside_chinese) and not text.is_address(at):
            yield at


@rule(
    "P19",
    "全角数字和字母",
    severity="error",
    what="数字和外文字母用半角，检索和统计才一致。",
    kinds=WRITTEN,
)
def full_width_digits(text: Text) -> Iterator[Hit]:
    for match in FULL_WIDTH.finditer(text.raw):
        half = unicodedata.normalize("NFKC", match[0])
        yield Hit(match.start(), match.end(), f"全角“{match[0]}”应为半角。", half, safe=True)
