"""What print and OCR tore apart: sentences cut by a column, a picture or a stray signature.

Nothing is guessed: two pieces are joined only where the first stops without any mark; where words are missing both
sides stay apart and the hole is reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from articles.ingest.drafts import BodyItem, BodyKind, Defect, Passage, Picture, Role
from articles.text import byline
from articles.text.sentences import LIST_ITEM, is_complete, is_continued

CAPTION_WORD = re.compile(
    r"^(?:图为|上图|下图|左图|右图|图[一二三四\d])|(?:现场|合影|留影|一角|外景|全景|场景)$"
)
INNER_STOP = re.compile(r"[，。；：！？,;:!?]")
REACH = 1000  # how much of a paragraph's end says whether it is complete: a file may be torn in 20,000 lines


ElementKind = Literal["text", "subhead", "picture", "caption", "signature"]


@dataclass(slots=True)
class Element:
    """A line of a story's body before it is mended."""

    kind: ElementKind
    passage: Passage
    blanks_before: int = 0
    picture: Picture | None = None
    signature: byline.Signature | None = None
    role: Role | None = None  # decided by staff


def mend(elements: Sequence[Element]) -> tuple[list[BodyItem], list[Defect]]:
    """Elements in reading order (no signature that was recognised as the story's) -> body and what is wrong with it."""
    defects: list[Defect] = []
    items = _find_captions(list(elements))
    body: list[BodyItem] = []
    at = 0
    while at < len(items):
        element = items[at]
        if element.kind == "text":
            at = _take_paragraph(items, at, body, defects)
        else:
            body.append(_item(element, defects, orphan=True))
            at += 1
    return body, defects


def _take_paragraph(
    items: list[Element], at: int, body: list[BodyItem], defects: list[Defect]
) -> int:
    """The paragraph that begins at `at`, with every piece that continues it; returns where the next element is."""
    pieces = [items[at].passage]
    between: list[Element] = []
    end = pieces[0].text
    at += 1
    while True:
        line = pieces[-1].line
        following, skipped = _next_text(items, at)
        ruled = following.role if following else None
        if ruled == "apart" or (ruled != "follows" and is_complete(end)):
            break
        if following is None or (
            ruled != "follows" and not _continues(end, following.passage.text)
        ):
            _report_hole(end, line, following, items[at:], defects)
            break
        if ruled != "follows":
            message = "这一段在句中被断开，已与下文接上；请核对接缝处有无缺字。"
            defects.append(Defect("sentence-cut", line, message))
        between += skipped
        pieces.append(following.passage)
        end = (end + following.passage.text)[-REACH:]
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


def _continues(text: str, following: str) -> bool:
    return not is_continued(text) and not LIST_ITEM.match(following)


def _report_hole(
    text: str,
    line: int,
    following: Element | None,
    rest: list[Element],
    defects: list[Defect],
) -> None:
    """A paragraph that ends without a stop and is not continued: a list's head is whole, anything else lost words."""
    if following is not None and text.endswith(("：", ":")):
        return
    if (
        following is not None
        and LIST_ITEM.match(following.passage.text)
        and text.endswith(("；", ";"))
    ):
        return
    if any(element.kind in ("text", "subhead") for element in rest):
        message = "这一段没有写完，下一段又接不上，中间的文字丢了；请对照原版补全。"
        defects.append(Defect("text-lost", line, message))
    else:
        message = "稿件结尾没有句号，后面的文字可能丢了；请对照原版补全。"
        defects.append(Defect("truncated", line, message))


def _find_captions(items: list[Element]) -> list[Element]:
    for at, element in enumerate(items):
        if element.role:
            continue
        if element.kind == "text" and _is_caption(items, at):
            element.kind = "caption"
        elif element.kind == "text" and _is_bare_subhead(items, at):
            element.kind = "subhead"
    return items


def _is_short_and_bare(text: str, longest: int) -> bool:
    return len(text) <= longest and not INNER_STOP.search(text)


def _is_caption(items: list[Element], at: int) -> bool:
    """A short line without stops that says what a picture shows: by its words, its credit or the hole around it."""
    text = items[at].passage.text
    previous = items[at - 1] if at else None
    if previous is not None and previous.kind == "picture" and not items[at].blanks_before:
        return True
    if len(text) <= 60 and byline.find_caption(text) and not is_complete(text):
        return True
    if not _is_short_and_bare(text, 15):
        return False
    return bool(CAPTION_WORD.search(text)) or items[at].blanks_before >= 3


def _is_bare_subhead(items: list[Element], at: int) -> bool:
    """A short line between whole paragraphs that lost its mark."""
    if not 0 < at < len(items) - 1 or not _is_short_and_bare(items[at].passage.text, 20):
        return False
    before, after = items[at - 1], items[at + 1]
    return (
        before.kind == "text"
        and is_complete(before.passage.text)
        and after.kind == "text"
        and len(after.passage.text) > 40
    )


def _item(element: Element, defects: list[Defect], *, orphan: bool) -> BodyItem:
    passage, credit = element.passage, None
    if element.kind == "caption":
        passage, credit = _credited(passage)
        if element.picture is None:
            defects.append(_lost_picture(passage, orphan))
    if element.kind == "signature":
        message = "这一行像署名，却不在文末；已留在正文里，请核对。"
        defects.append(Defect("unreadable", passage.line, message))
    kind: BodyKind = (
        "subhead"
        if element.kind == "subhead"
        else "caption"
        if element.kind in ("caption", "picture")
        else "paragraph"
    )
    return BodyItem(kind, passage, element.picture, credit)


def _credited(caption: Passage) -> tuple[Passage, Passage | None]:
    """The caption's words and its credit (`何晓 摄`)."""
    found = byline.find_caption(caption.text)
    if found is None:
        return caption, None
    start, end, _signature = found
    return caption.without(start, end).stripped(), caption.cut(start, end).stripped()


def _lost_picture(passage: Passage, orphan: bool) -> Defect:
    if orphan:
        message = "图说没有对应的图片；请补传图片，或删去图说。"
        return Defect("orphan-caption", passage.line, message)
    message = "图说夹在断开的句子中间，已移到该段之后；图片缺失，请补传。"
    return Defect("caption-in-sentence", passage.line, message)
