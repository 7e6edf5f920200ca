"""What print and OCR tore apart: sentences cut by a column, a picture or a stray signature.

Nothing is guessed: two pieces are joined only where the first stops without any mark; where words are missing both
sides stay apart and the hole is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from articles.ingest.captions import credited
from articles.ingest.drafts import BodyItem, BodyKind, Defect, Passage
from articles.ingest.elements import Element
from articles.ingest.passages import in_lines
from articles.ingest.sentences import (
    REACH,
    find_whole_lines,
    is_introduction,
    is_short_and_bare,
)
from articles.text.sentences import LIST_ITEM, begins_item, is_complete, is_continued, is_formula


def mend(elements: Sequence[Element]) -> tuple[list[BodyItem], list[Defect]]:
    """Elements in reading order (no signature that was recognised as the story's) -> body and what is wrong with it."""
    defects: list[Defect] = []
    items = list(elements)
    find_whole_lines(items)
    _find_subheads(items)
    body: list[BodyItem] = []
    at = 0
    while at < len(items):
        if items[at].kind == "text":
            at = _take_paragraph(items, at, body, defects)
        else:
            body.append(_item(items[at], defects, orphan=True))
            at += 1
    return body, defects


def unmended(elements: Sequence[Element]) -> list[BodyItem]:
    """The body line by line, as it stands: an advertisement is nobody's to mend."""
    return [_item(element, [], orphan=False) for element in elements]


def _take_paragraph(
    items: list[Element], at: int, body: list[BodyItem], defects: list[Defect]
) -> int:
    """The paragraph that begins at `at`, with every piece that continues it; returns where the next element is."""
    last = items[at]
    pieces, between = [last.passage], list[Element]()
    end = last.passage.text
    at += 1
    while True:
        following, skipped = _next_text(items, at)
        ruled = following.role if following else None
        if ruled == "apart" or (ruled != "follows" and (last.is_whole or is_complete(end))):
            break
        if following is None or (
            ruled != "follows" and not _continues(pieces[0].text, end, following)
        ):
            is_end = following is None and at + len(skipped) == len(items)
            _report_hole(last.passage.line, end, following, defects, is_end=is_end)
            break
        if ruled != "follows":
            message = "这一段在句中被断开，已与下文接上；请核对接缝处有无缺字。"
            defects.append(Defect("sentence-cut", last.passage.line, message))
        between += skipped
        pieces.append(following.passage)
        last, end = following, (end + following.passage.text)[-REACH:]
        at += len(skipped) + 1
    body.append(BodyItem("paragraph", pieces[0].joined(*pieces[1:])))
    body.extend(_item(element, defects, orphan=False) for element in between)
    return at


def _next_text(items: list[Element], at: int) -> tuple[Element | None, list[Element]]:
    """The next text element, and the captions and pictures that stand before it. A sub-head ends the search."""
    skipped: list[Element] = []
    for place in range(at, len(items)):
        element = items[place]
        if element.kind == "text":
            return element, skipped
        if element.kind == "subhead":
            return None, skipped
        skipped.append(element)
    return None, skipped


def _continues(start: str, end: str, following: Element) -> bool:
    """Whether a paragraph, of which only its start and its end matter, goes on there."""
    is_item = following.is_item or begins_item(following.passage.text, start)
    begins = following.is_whole or following.is_indented or is_item
    return not (is_continued(end) or begins)


def _report_hole(
    line: int, text: str, following: Element | None, defects: list[Defect], *, is_end: bool
) -> None:
    """A paragraph that ends without a stop and is not continued: a list's or formula's head is whole, anything else lost words."""
    if is_introduction(text) and not is_end:
        return
    if following is not None and text.endswith(("；", ";")) and _is_item(following):
        return
    if following is not None and is_formula(following.passage.text) and not is_continued(text):
        return
    if is_end:
        message = "稿件结尾没有句号，后面的文字可能丢了；请对照原版补全。"
        defects.append(Defect("truncated", line, message))
    else:
        message = "这一段没有写完，下一段又接不上，中间的文字丢了；请对照原版补全。"
        defects.append(Defect("text-lost", line, message))


def _is_item(element: Element) -> bool:
    return element.is_item or bool(LIST_ITEM.match(element.passage.text))


LONGEST_SUBHEAD, SHORTEST_PARAGRAPH, SHORTEST_WHOLE = 20, 40, 28
#: No column is so narrow: 先看枝 over a whole sentence, however short, is no piece of it.
BRIEF, SHORTEST_BELOW, GOES_ON = 6, 10, re.compile(r"[\d一二三四五六七八九十百两]|——")
#: A sub-head may pause once: 同一个钟点，各数各的水面. So may a torn line; a story that has several such lines has sub-heads.
PAUSED = re.compile(
    r"^[^，。；：！？,;:!?]{2,}[，,：:？！][^，。；：！？,;:!?]{2,}[？！]?$|^[^，。；：！？,;:!?]{2,}[？！]$"
)


def _find_subheads(items: list[Element]) -> None:
    """Short lines between whole paragraphs that lost their mark; the less certain ones where the story has others."""
    found = [element for element in items if element.kind == "subhead"]
    paused: list[Element] = []
    weak: list[tuple[Element, Element]] = []
    for element, after in _candidates(items):
        text, is_bare = (
            element.passage.text,
            is_short_and_bare(element.passage.text, LONGEST_SUBHEAD),
        )
        if not (is_bare or PAUSED.match(text)):
            continue
        if not _leads(text, after.passage.text):
            weak += [(element, after)] if is_complete(after.passage.text) else []
        elif is_bare:
            found.append(element)
        else:
            paused.append(element)
    found += paused if len(found) + len(paused) > 1 else []
    brief = [(line, after) for line, after in weak if is_short_and_bare(line.passage.text, BRIEF)]
    if len(found) + len(brief) > 1:
        found += [line for line, _ in weak]
    else:
        found += [line for line, after in brief if _is_below_brief(after.passage.text)]
    for element in found:
        element.kind = "subhead"


def _is_below_brief(text: str) -> bool:
    """Long enough, and no figure or item that a sentence was cut before."""
    return len(text) >= SHORTEST_BELOW and not (LIST_ITEM.match(text) or GOES_ON.match(text))


def _candidates(items: list[Element]) -> Iterator[tuple[Element, Element]]:
    """The short lines before which a paragraph has ended, each with the text that follows it or its picture."""
    waiting: Element | None = None
    is_open = True  # the paragraph before the line may go on in it
    for element in items:
        if element.kind != "text":
            waiting = waiting if element.picture else None
            is_open = is_open or element.kind == "subhead"  # one sub-head does not follow another
            continue
        if waiting:
            yield waiting, element
        text = element.passage.text
        is_free = not (is_open or element.role or element.is_whole or element.is_item)
        waiting = element if is_free and len(text) <= LONGEST_SUBHEAD else None
        is_open = waiting is None and not (element.is_whole or is_complete(text))


def _leads(text: str, following: str) -> bool:
    """What follows begins a paragraph, as far as its length or its first mark shows."""
    is_numbered = begins_item(text) or begins_item(following, text)
    longest_piece = SHORTEST_WHOLE if is_complete(following) else SHORTEST_PARAGRAPH
    return len(following) > longest_piece or is_numbered or following.startswith("“")


def _item(element: Element, defects: list[Defect], *, orphan: bool) -> BodyItem:
    passage, credit = element.passage, element.credit
    if element.kind == "caption":
        if credit is None:
            passage, credit = credited(passage)
        if element.picture is None:
            defects.append(_lost_picture(passage, orphan))
    if element.kind == "signature":
        message = "这一行像署名，却不在文末；已留在正文里，请核对。"
        defects.append(Defect("unreadable", passage.line, message))
    if element.rows:
        passage = in_lines(*element.rows)
    return BodyItem(KINDS[element.kind], passage, element.picture, credit, element.header)


KINDS: dict[str, BodyKind] = {
    "text": "paragraph",
    "signature": "paragraph",
    "dateline": "paragraph",
    "subhead": "subhead",
    "picture": "caption",
    "caption": "caption",
    "abstract": "abstract",
    "table": "table",
}


def _lost_picture(passage: Passage, orphan: bool) -> Defect:
    if orphan:
        message = "图说没有对应的图片；请补传图片，或删去图说。"
        return Defect("orphan-caption", passage.line, message)
    message = "图说夹在断开的句子中间，已移到该段之后；图片缺失，请补传。"
    return Defect("caption-in-sentence", passage.line, message)
