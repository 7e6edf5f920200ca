"""How a paragraph ends, and what may end without a stop: lists, notices, verse."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from articles.ingest import courtesies, endings
from articles.ingest.elements import Element
from articles.text.sentences import (
    LIST_ITEM,
    LONGEST_LINE,
    MARKED,
    are_verses,
    is_complete,
    is_continued,
    is_formula,
    is_remark,
    is_verse_line,
)
from articles.text.typography import HAN

INNER_STOP = re.compile(r"[，。；：！？,;:!?]")


def is_introduction(text: str) -> bool:
    """A list, a table or a quotation follows."""
    return text.endswith(("：", ":", "——"))


REACH = 1000  # how much of a paragraph's end says whether it is complete: a file may be torn in 20,000 lines


def is_short_and_bare(text: str, longest: int) -> bool:
    return len(text) <= longest and not INNER_STOP.search(text)


# --- Lines that are whole without a stop ---------------------------------------------------------

ENTRY = re.compile(r"^[^\s，。；：:！？]{2,8}[：:]\s*\S.{0,60}$")
#: What notices are made of: one such line is enough.
NOTICE = re.compile(
    "^(?:时间|日期|地点|地址|活动时间|活动地点|报名时间|报名方式|报名电话|咨询电话|服务电话|热线电话|热线|电话|票价|费用|人数|网址|网站|邮箱"
    "|主办|承办|协办|主办单位|承办单位|协办单位|支持单位|主讲|主讲人|嘉宾|主持人|乘车路线|交通|开放时间|投稿邮箱|参与方式)[：:]\\s*\\S"
)
#: `表1　各点数量`, over the table that it names.
TABLE_TITLE = re.compile(
    r"^附?表\s*(?:[0-9０-９]{1,2}(?:[-－—.][0-9]{1,2})?|[一二三四五六七八九十]{1,2})(?:[\s：:、．]|$)"
)
VERSE = re.compile(rf"[{HAN}]{{3,9}}[，。；！？、]?(?:[ \u3000]*[{HAN}]{{3,9}}[，。；！？]?)?")
LONGEST_ITEM = 40


def find_whole_lines(elements: Sequence[Element]) -> None:
    """Mark the lines of lists, notices and poems: they end where they end, and nothing of them is lost."""
    rules: tuple[tuple[Rule, Judge], ...] = (
        (_is_marked_item, _always),
        (_is_table_title, _always),
        (_is_remark, _always),
        (_is_formula, _always),
        (_is_salute, _always),
        (_is_list_line, _lists),
        (_is_entry, _notices),
        (_is_verse_line, _free_verses),
        (_measure, _verses),
        (_is_bare, _bare_lines),
    )
    _find_letter_ends(elements)
    for rule, are_whole in rules:
        for start, end in _runs(elements, rule):
            if are_whole(elements, start, end):
                for element in elements[start:end]:
                    element.is_whole = True


#: What a line is of its kind, 0 where it is not of it; and whether neighbours that are the same are whole.
Rule = Callable[[Element], int]
Judge = Callable[[Sequence[Element], int, int], bool]


def _runs(elements: Sequence[Element], rule: Rule) -> Iterator[tuple[int, int]]:
    """Stretches of neighbouring lines of text that are the same by a rule: (first, behind the last)."""
    start, kind = 0, 0
    for at, element in enumerate(elements):
        is_open = element.kind == "text" and element.role is None and not element.is_whole
        found = rule(element) if is_open else 0
        if kind and found != kind:
            yield start, at
        if found != kind:
            start, kind = at, found
    if kind:
        yield start, len(elements)


def _is_list_line(element: Element) -> bool:
    return element.is_item or bool(LIST_ITEM.match(element.passage.text))


def _lists(elements: Sequence[Element], start: int, end: int) -> bool:
    """Items that are set without stops, every one of them."""
    texts = [element.passage.text for element in elements[start:end]]
    if any(is_complete(text) or is_continued(text) or len(text) > LONGEST_ITEM for text in texts):
        return False
    return end - start > 1


def _is_marked_item(element: Element) -> bool:
    """Of a list that the source marks as one."""
    text = element.passage.text
    is_short = len(text) <= LONGEST_ITEM and "。" not in text
    return element.is_item and is_short and not is_continued(text)


def _is_table_title(element: Element) -> bool:
    text = element.passage.text
    return bool(TABLE_TITLE.match(text)) and len(text) <= LONGEST_ITEM and "。" not in text


def _is_salute(element: Element) -> bool:
    return courtesies.courtesy(element.passage.text) in ("behind", "salute")


def _find_letter_ends(elements: Sequence[Element]) -> None:
    """Below `敬礼` who wrote the letter and when, a short line each."""
    left = 0
    for element in elements:
        is_text = element.kind == "text" and element.role is None
        if is_text and _is_salute(element):
            left = MOST_LETTER_ENDS
        elif left and is_text and is_short_and_bare(element.passage.text, LONGEST_LINE):
            element.is_whole, left = not is_complete(element.passage.text), left - 1
        else:
            left = 0


MOST_LETTER_ENDS = 3


def _is_remark(element: Element) -> bool:
    return is_remark(element.passage.text)


def _is_formula(element: Element) -> bool:
    return is_formula(element.passage.text)


def _always(_: Sequence[Element], __: int, ___: int) -> bool:
    return True


def _is_entry(element: Element) -> bool:
    text = element.passage.text
    return bool(ENTRY.match(text)) and not is_continued(text) and "。" not in text


def _notices(elements: Sequence[Element], start: int, end: int) -> bool:
    text = elements[start].passage.text
    return end - start > 1 or bool(NOTICE.match(text)) or endings.is_contact(text)


def _measure(element: Element) -> int:
    """How many characters a line of verse has."""
    text = element.passage.text
    if not VERSE.fullmatch(text) or LIST_ITEM.match(text):
        return 0
    return len(re.findall(f"[{HAN}]", text))


def _verses(elements: Sequence[Element], start: int, end: int) -> bool:
    """Two lines and more of one measure, as 五言 and 七言 have it; a narrow column torn apart has no marks at its ends."""
    marked = [e for e in elements[start:end] if e.passage.text.endswith(tuple("，。；！？"))]
    return end - start > 1 and len(marked) > 1


def _is_verse_line(element: Element) -> bool:
    return is_verse_line(element.passage.text)


def _free_verses(elements: Sequence[Element], start: int, end: int) -> bool:
    """Behind a whole paragraph, or what leads to them."""
    is_verse = are_verses([element.passage.text for element in elements[start:end]])
    before = elements[start - 1] if start else None
    return is_verse and (
        before is None
        or before.kind != "text"
        or before.is_whole
        or is_introduction(before.passage.text)
        or is_complete(before.passage.text)
    )


def _is_bare(element: Element) -> bool:
    text = element.passage.text
    return len(text) <= LONGEST_LINE and not MARKED.search(text)


def _bare_lines(elements: Sequence[Element], start: int, end: int) -> bool:
    """Free verse, or a list without numbers: several lines without a mark, behind a colon or between whole paragraphs.

    A column torn into such lines ends in a short one with a stop; a poem is followed by its writer or a new paragraph.
    """
    before = elements[start - 1] if start else None
    led = before is not None and before.kind == "text" and is_introduction(before.passage.text)
    after = elements[end] if end < len(elements) else None
    if led:
        return end - start > 1
    begins = before is None or before.kind != "text" or is_complete(before.passage.text)
    below = after.passage.text if after and after.kind == "text" else None
    ends = below is None or len(below) > 2 * LONGEST_LINE or is_introduction(below)
    return end - start > 2 and begins and ends
