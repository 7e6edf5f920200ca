"""Where a paragraph ends: what tells a whole one from one that print or a scanner cut."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from articles.text.typography import HAN

STOPS = "。！？…!?"
CLOSERS = '”’》〉）)】」』"'
ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s，。；（）]+$|[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$"
)
#: A stop of half width; behind a number it may be half of 3.5.
PERIOD = re.compile(rf"[{HAN}A-Za-z%）)”] ?[.．][”’)）]?$")
ASIDE = re.compile(r"[（(][^（()）]*[）)]$")
LONGEST_ADDRESS = 200
#: Of footnotes, behind the stop as well as before it.
NOTE_MARKS = re.compile(r"(?:〔\d{1,3}〕|\[\d{1,3}\])+$")
LONGEST_MARKS = 30
NUMERALS = "[一二三四五六七八九十]"
#: 一、二年级, 二十、三十里路, 3、4个班: two numbers in a row are no item's.
IN_A_ROW = "|".join(f"{a}、{b}" for a, b in pairwise("一二三四五六七八九十")) + "|二十、三"
FIGURES_IN_A_ROW = "|".join(rf"{n}、{n + 1}(?!\d)" for n in range(1, 31))
#: 三、 begins an item, and so do 二、三农 and `1.2026年……`; 1.5万人次 and 3、5号楼 do not.
NUMBERED = (
    rf"(?!(?:{IN_A_ROW})(?!农|伏)|{FIGURES_IN_A_ROW})(?:{NUMERALS}+[是、．.]|[（(](?:{NUMERALS}|\d)+[）)](?!班)"
    r"|\d{1,2}(?:[.．](?!\d)|[.．](?=\d{4}年)|、(?!\d{1,2}(?:[、号级楼岁届班期]|月份)))|[①-⑳](?!号)|[●■◆•])"
)
LIST_WORDS = rf"第{NUMERALS}+|首先|其次|再次|最后|——"
LIST_ITEM = re.compile(rf"^(?:{NUMBERED}|{LIST_WORDS})")
#: Such a word with a pause behind it counts something off; 第一次 and 首先要 go on in a sentence.
COUNTED = re.compile(
    rf"^(?:{NUMBERED}|(?:第{NUMERALS}+[步条点章节]?|首先|其次|再次|最后)(?:[，,、：:\s]|$)|第{NUMERALS}+是)"
)


def begins_item(text: str, above: str = "") -> bool:
    """A list's item begins there, and no sentence goes on; `above` is the paragraph before it, itself an item or not."""
    return bool(COUNTED.match(text) or (LIST_ITEM.match(text) and LIST_ITEM.match(above)))


def is_complete(text: str) -> bool:
    """The paragraph ends as a paragraph does: with a stop, inside or outside closing marks, or with an address."""
    text = without_notes(text.rstrip())
    if text.rstrip(CLOSERS).endswith(tuple(STOPS)):
        return True
    if PERIOD.search(text[-3:]) or ADDRESS.search(text[-LONGEST_ADDRESS:]):
        return True
    aside = ASIDE.search(text)
    return aside is not None and is_complete(text[: aside.start()])


def without_notes(text: str) -> str:
    """`……的雨。〔1〕` without the mark."""
    marks = NOTE_MARKS.search(text, max(0, len(text) - LONGEST_MARKS))
    return text[: marks.start()].rstrip() if marks else text


def is_continued(text: str) -> bool:
    """It ends inside a sentence, at a mark: what follows on paper is missing here if it does not continue."""
    return text.endswith(("，", "、", "；", "：", ",", ";", ":", "——"))


# --- Lines that are whole without a stop ---------------------------------------------------------

#: A remark in brackets has no stop of its own: （未完待续）.
REMARK = re.compile(r"^[（(][^（()）]{1,80}[）)]$")
#: `E＝mc²`: a line of signs and letters around one that relates them.
FORMULA = re.compile(rf"^[^{HAN}。；！？]*[=＝≈≠≤≥<>＜＞→⇌⇒∝][^{HAN}。；！？]*$")
#: What a line of verse does not hold but at its end.
MARKED = re.compile(r"[^\w\s“”‘’《》·、—]")
PAUSES = "，。；！？、,;!?…—"
LONGEST_FORMULA, LONGEST_LINE, FEWEST_VERSES = 80, 20, 4


def is_remark(text: str) -> bool:
    return REMARK.match(text) is not None


def is_formula(text: str) -> bool:
    return len(text) <= LONGEST_FORMULA and FORMULA.match(text) is not None


def is_verse_line(text: str) -> bool:
    """Short, and a pause only at its end."""
    is_short = len(text) <= LONGEST_LINE and not MARKED.search(text[:-1])
    return is_short and not text.endswith(("：", ":")) and not LIST_ITEM.match(text)


def are_verses(lines: Sequence[str]) -> bool:
    """Four such lines and more that pause where they end, most of them; a torn column pauses anywhere."""
    paused = sum(line.endswith(tuple(PAUSES)) for line in lines)
    return len(lines) >= FEWEST_VERSES and paused * 5 >= len(lines) * 3
