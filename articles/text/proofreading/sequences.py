"""P28, P29, P30: what is counted off in a story, and where it turns to another page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from articles.text.proofreading.rules import Hit, Story, story_rule

HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
VALUES = {char: value for value, char in enumerate("一二三四五六七八九十", 1)} | {"两": 2}

#: Each way of counting off, and its forms at the head of a paragraph and inside one.
HEADS = (
    re.compile(rf"^\s*(?P<n>{HAN_NUMBER})是"),
    re.compile(rf"^\s*[（(](?P<n>{HAN_NUMBER})[）)]"),
    re.compile(rf"^\s*(?P<n>{HAN_NUMBER})、"),
    re.compile(r"^\s*[（(](?P<n>\d{1,2})[）)]"),
    re.compile(r"^\s*(?P<n>\d{1,2})[.．、](?![\d、])"),
    re.compile(rf"^\s*第(?P<n>{HAN_NUMBER})，"),
)
#: 一是一，二是二 counts nothing.
INSIDE = re.compile(rf"[，。；：:;,]\s*(?P<n>{HAN_NUMBER})是(?!(?P=n))")
ORDINAL = re.compile(rf"[。；：:;]\s*第(?P<n>{HAN_NUMBER})，")
THE_ONE = re.compile(rf"(?:^|[。；：:;])\s*其(?P<n>{HAN_NUMBER})[，是]")

ANNOUNCED = re.compile(
    r"(?P<n>\d{1,2}|[两二三四五六七八九十])(?:个方面|方面|点|件事|[项条个大][\u4e00-\u9fff]{1,6})[：:]"
)
FIRST = re.compile(r"\s*一是")

TURN = re.compile(r"[（(](?P<way>下转|上接)(?P<where>[^（()）\n]{0,16})[）)]")
PAGE = re.compile(rf"第?\s*0*(?P<n>\d{{1,2}}|{HAN_NUMBER})\s*版")


class Count(NamedTuple):
    """`二是` at characters start..end of a paragraph."""

    paragraph: int
    start: int
    end: int
    printed: str
    number: int


def value(printed: str) -> int:
    """十二 -> 12, 二十 -> 20, 12 -> 12."""
    if printed.isdigit():
        return int(printed)
    tens, ten, ones = printed.rpartition("十")
    if not ten:
        return VALUES[printed[0]]
    return (VALUES[tens[0]] if tens else 1) * 10 + (VALUES[ones[0]] if ones else 0)


def _counts(story: Story, pattern: re.Pattern[str]) -> list[Count]:
    return [
        Count(
            at, match.start("n"), match.end(), match[0].strip("，。；：:;, \n"), value(match["n"])
        )
        for at, text in enumerate(story.paragraphs)
        for match in pattern.finditer(text.raw)
    ]


@story_rule(
    "P28",
    "序次不连续",
    severity="doubt",
    what="一是、二是、三是，（一）（二）（三），1.2.3. 之类中间缺了或重了。",
)
def broken_counts(story: Story) -> Iterator[Hit]:
    heads, inside = _counts(story, HEADS[0]), _counts(story, INSIDE)
    yield from _breaks(heads, inside)
    yield from _breaks(inside, heads)
    for pattern in (*HEADS[1:], ORDINAL, THE_ONE):
        yield from _breaks(_counts(story, pattern), [])


def _breaks(counts: list[Count], others: list[Count]) -> Iterator[Hit]:
    """A series starts at one wherever one comes. `others` are its members that stand elsewhere: inside, at heads."""
    last = 0
    for count in counts:
        if count.number not in (1, last + 1) and not _is_continued(count, others):
            message = f"“{count.printed}”之前应有第{last + 1}项，序次不连续，请核对。"
            if count.number == last:
                message = f"“{count.printed}”重复出现，序次不连续，请核对。"
            yield Hit(count.start, count.end, message, paragraph=count.paragraph)
        last = count.number


def _is_continued(count: Count, others: list[Count]) -> bool:
    at = bisect_left(others, count[:2], key=_place)
    return at > 0 and others[at - 1].number == count.number - 1


def _place(count: Count) -> tuple[int, int]:
    return count.paragraph, count.start


@story_rule(
    "P30",
    "说的数与列的数",
    severity="hint",
    what="“以下5个方面：”之后一是、二是列了几项，数目要相同。",
)
def announced_counts(story: Story) -> Iterator[Hit]:
    counts = sorted(_counts(story, HEADS[0]) + _counts(story, INSIDE))
    for at, text in enumerate(story.paragraphs):
        for match in ANNOUNCED.finditer(text.raw):
            if not _is_followed_by_first(story, at, match.end()):
                continue
            listed = _length(counts, bisect_left(counts, (at, match.end()), key=_place))
            if listed > 1 and listed != value(match["n"]):
                message = f"这里说“{match['n']}”，后面列了{listed}项，请核对。"
                yield Hit(match.start(), match.end(), message, paragraph=at)


def _is_followed_by_first(story: Story, at: int, end: int) -> bool:
    """By 一是 in the same sentence, or at the head of the next paragraph."""
    rest = story.paragraphs[at].raw[end:]
    if rest.strip():
        return FIRST.match(rest) is not None
    return at + 1 < len(story.paragraphs) and bool(FIRST.match(story.paragraphs[at + 1].raw))


def _length(counts: list[Count], first: int) -> int:
    """How many follow one another from there, one being the first."""
    number = 0
    while first + number < len(counts) and counts[first + number].number == number + 1:
        number += 1
    return number


@story_rule(
    "P29",
    "转版",
    severity="doubt",
    what="“下转第3版”“上接第1版”要写明版次，本期要有这一版；已经接排的稿件里不再留标记。",
)
def page_turns(story: Story) -> Iterator[Hit]:
    turns = [
        (at, match) for at, text in enumerate(story.paragraphs) for match in TURN.finditer(text.raw)
    ]
    ways = [match["way"] for _, match in turns]
    for number, (at, match) in enumerate(turns):
        if message := _wrong_page(story, match) or _unmatched(story, ways, number, at):
            yield Hit(*match.span(), message, paragraph=at)


def _wrong_page(story: Story, match: re.Match[str]) -> str:
    page = PAGE.search(match["where"])
    if page is None:
        return "没有写明第几版。"
    number = value(page["n"])
    if story.context.pages and number not in story.context.pages:
        return f"本期没有第{number}版，请核对。"
    if number == story.context.page:
        return f"本版就是第{number}版，请核对。"
    return ""


def _unmatched(story: Story, ways: list[str], number: int, at: int) -> str:
    """A story that turns ends there, or goes on with 上接; both in one text means that it has been set together."""
    if ways[number : number + 2] == ["下转", "上接"] or ways[max(0, number - 1) : number + 1] == [
        "下转",
        "上接",
    ]:
        return "两半已经接排在一起，转版标记请删去。"
    if ways[number] == "下转" and at != len(story.paragraphs) - 1:
        return "“下转”之后还有正文，却没有“上接”；请核对。"
    if ways[number] == "上接" and at != 0:
        return "“上接”不在开头，前面又没有“下转”；请核对。"
    return ""
