"""图说: which lines say what a picture shows, which picture they belong to, and who took it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from articles.ingest.datelines import DATELINE
from articles.ingest.drafts import Passage
from articles.ingest.elements import Element
from articles.ingest.sentences import is_complete, is_short_and_bare
from articles.text import byline

SIGN = "[▲△▶◀►◄▼▽↑↓←→◤◥]"
#: Words that begin a caption whatever its length, stops or not.
OPENING = re.compile(
    rf"^{SIGN}?\s*(?:图为|(?:上|下|左|右|题|中)图(?:为|是|[：:①②③④])|图[①-⑨\d一二三四五六][：:为是\s]|资料图|图片为)|^{SIGN}\s*\S"
)
WORD = re.compile(
    r"^(?:图为|上图|下图|左图|右图|图[一二三四\d])|(?:现场|合影|留影|一角|外景|全景|场景)$"
)
LONGEST, LONGEST_CREDITED, LONGEST_BARE, LONGEST_BELOW = 160, 60, 15, 40
PICTURE_WORKS = {"摄", "摄影", "供图", "绘", "制图", "图", "图片", "拍摄", "摄影/供图"}


@lru_cache(maxsize=16)  # asked whether a line is a caption, and again for its credit
def _credit_in(text: str) -> byline.Found | None:
    return byline.find_caption(text)


def looks_like_caption(text: str) -> bool:
    """By its words alone, wherever it stands."""
    if len(text) <= LONGEST and OPENING.match(text):
        return True
    return is_short_and_bare(text, LONGEST_BARE) and bool(WORD.search(text))


def fits_below(text: str) -> bool:
    """Whether a line right below a picture is its caption; where no blank lines are typed, paragraphs stand there too."""
    return len(text) <= LONGEST and text.count("。") <= 2 and not DATELINE.match(text)


def find_captions(elements: Sequence[Element]) -> list[Element]:
    """The elements with every caption found and given to its picture, which then stands as one element."""
    found: list[Element] = []
    for at, element in enumerate(elements):
        is_last = at + 1 == len(elements)
        if element.kind == "text" and not element.role and _is_caption(found, element, is_last):
            element.kind = "caption"
        if not _joins_picture(found, element):
            found.append(element)
    return found


def _is_caption(before: list[Element], element: Element, is_last: bool) -> bool:
    """By its words, its credit, the picture above it, or the hole around it."""
    text = element.passage.text
    previous = before[-1] if before else None
    if previous is not None and previous.picture is not None and _is_below(before, element):
        return True
    if looks_like_caption(text):
        return True
    if len(text) <= LONGEST_CREDITED and (found := _credit_in(text)):
        return not is_complete(text) or (
            _is_photographers(found[2]) and bool(before) and not is_last
        )
    return is_short_and_bare(text, LONGEST_BARE) and element.blanks_before >= 3


def _is_photographers(signature: byline.Signature) -> bool:
    """`……水位。（何晓 摄）`, which ends a caption and no paragraph of the story."""
    return bool({signature.suffix, *(credit.role for credit in signature.credits)} & PICTURE_WORKS)


def _is_below(before: list[Element], element: Element) -> bool:
    """Right under a picture, or below a blank line but no paragraph."""
    picture, text = before[-1], element.passage.text
    if picture.passage or picture.credit:  # it has its caption; a credit may still follow
        return not element.blanks_before and _is_credit(text)
    if not element.blanks_before:
        return fits_below(text)
    if len(text) > LONGEST_BELOW or is_complete(text):
        return False
    above = before[-2] if len(before) > 1 else None
    return above is None or above.kind != "text" or is_complete(above.passage.text)


def _is_credit(text: str) -> bool:
    found = _credit_in(text) if len(text) <= LONGEST_BELOW else None
    return found is not None and (found[0], found[1]) == (0, len(text))


def _joins_picture(before: list[Element], element: Element) -> bool:
    """A caption goes to the picture above it, and so does the photographer's line below that."""
    above = before[-1] if before else None
    if (
        above is None
        or above.picture is None
        or above.credit
        or element.picture
        or element.role not in (None, "caption")
    ):
        return False
    if element.kind == "caption" and not above.passage:
        above.kind, above.passage = "caption", element.passage
        return True
    is_credit = element.kind in ("caption", "signature") and not element.blanks_before
    if is_credit and _is_credit(element.passage.text):
        above.credit = element.passage
        return True
    return False


def credited(caption: Passage) -> tuple[Passage, Passage | None]:
    """The caption's words and its credit (`何晓 摄`)."""
    found = _credit_in(caption.text)
    if found is None:
        return caption, None
    start, end, _signature = found
    return caption.without(start, end).stripped(), caption.cut(start, end).stripped()
