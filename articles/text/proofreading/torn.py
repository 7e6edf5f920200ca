"""P11-P16: paragraphs that a column, a picture or a scanner tore apart, and signatures inside the text.

What to do about them is always a person's to say: the rules offer, they do not join.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, takewhile

from articles.text import byline
from articles.text.proofreading.rules import Hit, Story, story_rule
from articles.text.sentences import (
    LIST_ITEM,
    are_verses,
    begins_item,
    is_complete,
    is_continued,
    is_formula,
    is_remark,
    is_verse_line,
)

REACH = 1000  # how much of a paragraph's end says whether it is complete
MOST_VERSES = 8  # looked at on each side of a line
SHORT = 15  # characters; a caption's or a lost sub-head's length
INNER_STOP = re.compile(r"[，。；：！？,;:!?]")
#: What may stand on the other side of a break inside a date or a number.
UNIT = re.compile(r"\d|[年月日号时点分秒期版届次个名位人万亿元米吨℃%]")


@dataclass(frozen=True, slots=True)
class Cut:
    """A paragraph that does not end, the one that goes on (None: there is none), and the short lines in between."""

    at: int
    following: int | None
    between: tuple[int, ...]


def cuts(story: Story) -> Iterator[Cut]:
    for at, text in story.of_kind("paragraph"):
        raw = text.raw.rstrip()[-REACH:]
        if raw and not is_complete(raw) and not _is_short(raw) and not _is_signature(raw):
            between, following = _next_sentence(story, at)
            after = story.paragraphs[following].raw if following is not None else ""
            if _is_whole(story, at, raw):
                continue
            if after and not is_continued(raw) and not begins_item(after, text.raw):
                yield Cut(at, following, between)
            else:
                yield Cut(at, None, ())


def _next_sentence(story: Story, at: int) -> tuple[tuple[int, ...], int | None]:
    """The short lines behind a paragraph, and the paragraph behind them; a sub-head or table ends the search."""
    between: list[int] = []
    for place in range(at + 1, len(story.paragraphs)):
        text = story.paragraphs[place]
        if text.context.kind != "paragraph":
            break
        if not _is_short(text.raw) and not _is_signature(text.raw):
            return tuple(between), place
        between.append(place)
    return (), None


def _is_whole(story: Story, at: int, raw: str) -> bool:
    """A remark in brackets, a formula, a line of verse, and what leads to a list or goes on in one."""
    return (
        is_remark(raw) or is_formula(raw) or _is_verse(story, at) or _is_list_head(story, at, raw)
    )


def _is_verse(story: Story, at: int) -> bool:
    """Of several: the lines around it are counted with it."""
    if not is_verse_line(story.paragraphs[at].raw):
        return False
    above = takewhile(is_verse_line, (text.raw for text in reversed(story.paragraphs[:at])))
    below = takewhile(is_verse_line, (text.raw for text in story.paragraphs[at:]))
    return are_verses([*islice(above, MOST_VERSES), *islice(below, MOST_VERSES)])


def _is_list_head(story: Story, at: int, raw: str) -> bool:
    """…包括： before anything, a formula's words, and an item that ends in ； before the next one."""
    if at + 1 == len(story.paragraphs):
        return False
    following = story.paragraphs[at + 1].raw
    if is_formula(following) and not is_continued(raw):
        return True
    return raw.endswith(("：", ":")) or (
        raw.endswith(("；", ";")) and LIST_ITEM.match(following) is not None
    )


def _is_short(raw: str) -> bool:
    return len(raw.strip()) < SHORT and not INNER_STOP.search(raw)


def _is_signature(raw: str) -> bool:
    found = byline.find_tail(raw)
    return found is not None and not raw[: found[0]].strip()


@story_rule(
    "P11",
    "段末没有句号",
    severity="error",
    what="一段话没有写完，后面又接不上：文字可能丢了。标题、图说、署名和引出下文的冒号不算。",
)
def paragraphs_without_end(story: Story) -> Iterator[Hit]:
    for cut in cuts(story):
        if cut.following is None:
            end = len(story.paragraphs[cut.at].raw)
            message = "段末没有句号，后面的文字可能丢了；请对照原版补全。"
            yield Hit(end - 1, end, message, paragraph=cut.at)


@story_rule(
    "P12",
    "一句话断成两段",
    severity="error",
    what="上一段没有写完、也没有标点，本段像是它的下半句：请核对后接上。上一段停在逗号、分号上的不算，那里多半丢了字。",
)
def sentences_in_two(story: Story) -> Iterator[Hit]:
    for at in _second_halves(story, of_numbers=False):
        message = "上一段在句中断开，本段像是它的下半句；请核对接缝处有无缺字，再接上。"
        yield Hit(0, 1, message, paragraph=at)


@story_rule(
    "P13",
    "日期或数字断成两段",
    severity="error",
    what="“11月1”在上一段末尾，“日”在下一段开头。",
)
def numbers_in_two(story: Story) -> Iterator[Hit]:
    for at in _second_halves(story, of_numbers=True):
        yield Hit(0, 1, "日期或数字断成了两段；请与上一段接上。", paragraph=at)


def _second_halves(story: Story, *, of_numbers: bool) -> Iterator[int]:
    """The paragraphs that go on where one was cut: inside a number, or inside anything else."""
    for cut in cuts(story):
        if cut.following is not None:
            before, after = story.paragraphs[cut.at].raw, story.paragraphs[cut.following].raw
            is_number = before.rstrip()[-1:].isdigit() and UNIT.match(after) is not None
            if is_number == of_numbers:
                yield cut.following


@story_rule(
    "P14",
    "夹在句中的图说",
    severity="doubt",
    what="断开的句子中间有一行短句，没有标点：多半是图说，图片丢了。",
)
def captions_in_sentences(story: Story) -> Iterator[Hit]:
    for cut in cuts(story):
        for place in cut.between:
            raw = story.paragraphs[place].raw
            if not _is_signature(raw):
                message = "这一行像图说，夹在断开的句子中间；请移到图片下面。"
                yield Hit(0, len(raw), message, paragraph=place)


@story_rule(
    "P15",
    "文中的署名",
    severity="doubt",
    what="署名单独成行，却不在文末；或与署名栏重复。",
)
def signatures_inside(story: Story) -> Iterator[Hit]:
    last = len(story.paragraphs) - 1
    for at, text in story.of_kind("paragraph"):
        if not _is_signature(text.raw):
            continue
        if story.context.signature and byline.same_print(story.context.signature, text.raw):
            message = "署名重复印了一次，请删去。"
            yield Hit(0, len(text.raw), message, "", paragraph=at)
        elif at != last:
            message = "署名排在了正文中间，请核对。"
            yield Hit(0, len(text.raw), message, paragraph=at)


@story_rule(
    "P16",
    "末段里的署名",
    severity="doubt",
    what="署名接排在末段里，没有取出来填入署名栏。",
)
def signatures_in_last_paragraph(story: Story) -> Iterator[Hit]:
    last = len(story.paragraphs) - 1
    for at, text in story.of_kind("paragraph"):
        found = byline.find_tail(text.raw) if at == last else None
        if found is None:
            continue
        start, end, signature = found
        if not byline.same_print(story.context.signature, signature.printed):
            yield Hit(start, end, "署名印在末段里，请移到署名栏。", "", paragraph=at)
