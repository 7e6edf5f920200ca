"""P17, P18, P22: blanks in Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.text import byline
from articles.text.proofreading.rules import RUNNING, WRITTEN, Hit, Text, is_within, rule
from articles.text.typography import HAN

BETWEEN_HAN = re.compile(rf"(?<=[{HAN}])[ \u00a0\u3000]+(?=[{HAN}])")
BESIDE_MARK = re.compile(
    rf"(?<=[，。；：？！、）》])[ \u00a0]+(?=[{HAN}“‘《（0-9A-Za-z])|(?<=[{HAN}”’》）0-9A-Za-z%])[ \u00a0]+(?=[，。；：？！、（）])"
)
BESIDE_LATIN = re.compile(
    rf"(?<=[{HAN}])[ \u00a0]+(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%℃])[ \u00a0]+(?=[{HAN}])"
)
BRACKETED = re.compile(r"[（(][^（()）]{2,80}[）)]")
#: Letters apart like these are printed pinyin: KE XIE DONG TAI.
PINYIN = re.compile(r"(?:[A-ZÜ]{1,6} ){1,}[A-ZÜ]{1,6}(?![A-Za-z])")

#: 本报讯, 本报成都3月11日讯. 本报通讯员 and 本报讯息 are other words.
DATELINE = re.compile(
    rf"本报(?:[{HAN}]{{0,8}}(?:\d{{1,2}}月)?\d{{1,2}}日)?[讯电](?![息员问社报话])"
)
AFTER_DATELINE = re.compile(r"[ \u00a0：:]*")


@rule(
    "P17",
    "汉字之间的空格",
    severity="doubt",
    what="正文汉字之间、标点旁边不留空格；标题里的空格多半是两行并成了一行。姓名的空格只在署名里。",
    kinds=RUNNING | {"title"},
)
def blanks_between_han(text: Text) -> Iterator[Hit]:
    if text.context.kind == "title":
        yield from _flattened(text)
        return
    names = _signatures(text.raw)
    opening = _dateline_end(text)
    for pattern in (BETWEEN_HAN, BESIDE_MARK):
        for match in pattern.finditer(text.raw):
            if match.start() != opening and not is_within(names, match.start()):
                # An em blank is set on purpose more often than not: verse, padded names.
                safe = text.is_prose and "\u3000" not in match[0]
                yield Hit(*match.span(), "正文里不留空格。", "", safe=safe)


def _flattened(text: Text) -> Iterator[Hit]:
    """成都市科协 举办…; a title spaced out (科 普 大 篷 车) stays."""
    for line in re.finditer(r"[^\n]+", text.raw):
        parts = re.split(r"[ \u00a0\u3000]+", line[0].strip())
        if min(map(len, parts)) < 2:
            continue
        for match in BETWEEN_HAN.finditer(text.raw, *line.span()):
            message = "标题里有空格：如是引题和主题，请分填；如是两行标题，请换行；误打的请删去。"
            yield Hit(*match.span(), message, severity="hint")


def _signatures(raw: str) -> list[tuple[int, int]]:
    """Brackets that hold a signature: its blanks part the names."""
    found = (m for m in BRACKETED.finditer(raw) if " " in m[0] or "\u3000" in m[0])
    return [match.span() for match in found if byline.parse(match[0]).understood]


def _dateline_end(text: Text) -> int:
    match = DATELINE.match(text.raw) if text.context.kind == "paragraph" else None
    return match.end() if match else -1


@rule(
    "P18",
    "汉字与数字、外文之间的空格",
    severity="doubt",
    what="稿件里不存这种空格，网页上的间距由样式给出。",
    kinds=WRITTEN - {"table", "dateline"},
)
def blanks_beside_latin(text: Text) -> Iterator[Hit]:
    opening = _dateline_end(text)
    for match in BESIDE_LATIN.finditer(text.raw):
        start, end = match.span()
        is_kept = text.is_address(start - 1) or text.is_address(end) or start == opening
        if not is_kept and not PINYIN.match(text.raw, end):
            yield Hit(start, end, "汉字与数字、外文之间不留空格。", "", safe=text.is_prose)


@rule(
    "P22",
    "电头",
    severity="hint",
    what="“本报讯”之后空一字（全角），或者接括号里的署名；电头另有一栏，填在那里的不再写进正文。",
    kinds=frozenset({"paragraph"}),
)
def datelines(text: Text) -> Iterator[Hit]:
    match = DATELINE.match(text.raw)
    if match is None or text.at(match.end()) in tuple("\u3000（(\n"):
        return
    gap = AFTER_DATELINE.match(text.raw, match.end())
    end = gap.end() if gap else match.end()
    if end < len(text.raw):
        yield Hit(match.start(), end, f"“{match[0]}”之后应空一字。", match[0] + "\u3000")
