"""How a paragraph ends, and what may end without a stop: lists, notices, verse."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from articles.ingest import endings
from articles.ingest.elements import Element
from articles.text.sentences import LIST_ITEM, is_complete, is_continued
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
MARKED = re.compile(r"[^\w\s“”‘’《》·、—]")
LONGEST_ITEM, LONGEST_LINE = 40, 20


def find_whole_lines(elements: Sequence[Element]) -> None:
    """Mark the lines of lists, notices and poems: they end where they end, and nothing of them is lost."""
    rules = (
        (_is_marked_item, _always),
        (_is_table_title, _always),
        (_is_list_line, _lists),
        (_is_entry, _notices),
        (_is_verse, _verses),
        (_is_bare, _bare_lines),
    )
    for is_line, are_lines in rules:
        for start, end in _runs(elements, is_line):
            if are_lines(elements, start, end):
                for element in elements[start:end]:
                    element.is_whole = True


def _runs(
    elements: Sequence[Element], rule: Callable[[Element], bool]
) -> Iterator[tuple[int, int]]:
    """Stretches of neighbouring lines of text that keep a rule: (first, behind the last)."""
    start = None
    for at, element in enumerate(elements):
        fits = (
            element.kind == "text"
            and element.role is None
            and not element.is_whole
            and rule(element)
        )
        if fits and start is None:
            start = at
        if not fits and start is not None:
            yield start, at
            start = None
    if start is not None:
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


def _always(_: Sequence[Element], __: int, ___: int) -> bool:
    return True


def _is_entry(element: Element) -> bool:
    text = element.passage.text
    return bool(ENTRY.match(text)) and not is_continued(text) and "。" not in text


def _notices(elements: Sequence[Element], start: int, end: int) -> bool:
    text = elements[start].passage.text
    return end - start > 1 or bool(NOTICE.match(text)) or endings.is_contact(text)


def _is_verse(element: Element) -> bool:
    text = element.passage.text
    return bool(VERSE.fullmatch(text)) and not LIST_ITEM.match(text)


def _verses(elements: Sequence[Element], start: int, end: int) -> bool:
    """Two lines and more of one measure, as 五言 and 七言 have it."""
    measures = {len(re.findall(f"[{HAN}]", e.passage.text)) for e in elements[start:end]}
    return end - start > 1 and len(measures) == 1


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
    ends = after is None or after.kind != "text" or len(after.passage.text) > 2 * LONGEST_LINE
    return end - start > 2 and begins and ends
