"""图说: which lines say what a picture shows, which picture they belong to, and who took it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from articles.ingest.datelines import DATELINE
from articles.ingest.drafts import Passage
from articles.ingest.elements import Element
from articles.ingest.sentences import is_short_and_bare
from articles.text import byline
from articles.text.sentences import is_complete

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
    """Whether a line right below a picture can be its caption."""
    return len(text) <= LONGEST and text.count("。") <= 2 and not DATELINE.match(text)


def find_captions(elements: Sequence[Element]) -> list[Element]:
    """The elements with every caption found and given to its picture, which then stands as one element."""
    found: list[Element] = []
    is_spaced = any(element.blanks_before for element in elements[1:])
    for at, element in enumerate(elements):
        if element.kind == "text" and not (element.role or element.is_note):
            is_last = at + 1 == len(elements)
            is_below = _is_below(found, element, is_spaced=is_spaced)
            if is_below or _is_caption(element, is_inner=bool(found) and not is_last):
                element.kind = "caption"
        if not _joins_picture(found, element):
            found.append(element)
    return found


def _is_caption(element: Element, *, is_inner: bool) -> bool:
    """By its words, its credit or the hole around it. `is_inner`: the story has text on both sides."""
    text = element.passage.text
    if looks_like_caption(text):
        return True
    if len(text) <= LONGEST_CREDITED and _credit_in(text):
        return not is_complete(text) or (is_inner and _is_photographers(text))
    return is_short_and_bare(text, LONGEST_BARE) and element.blanks_before >= 3


def _is_photographers(text: str) -> bool:
    """`……水位。（何晓 摄）`, which ends a caption and no paragraph of the story."""
    found = _credit_in(text) if len(text) <= LONGEST_CREDITED else None
    if found is None:
        return False
    credits = found[2].credits
    works = {found[2].suffix, *(c.role for c in credits), *(c.work for c in credits)}
    return bool(works & PICTURE_WORKS)


def _is_below(before: list[Element], element: Element, *, is_spaced: bool) -> bool:
    """Right under a picture; or below a blank line, but no paragraph.

    Where the story is typed without blank lines a paragraph may stand right under a picture too.
    """
    above = before[-1] if before else None
    if above is None or above.picture is None or above.passage or above.credit:
        return False
    text = element.passage.text
    if not element.blanks_before:
        is_whole = not is_spaced and is_complete(text) and not _is_photographers(text)
        return fits_below(text) and not is_whole
    if len(text) > LONGEST_BELOW or is_complete(text):
        return False
    over = before[-2] if len(before) > 1 else None
    return over is None or over.kind != "text" or is_complete(over.passage.text)


def _joins_picture(before: list[Element], element: Element) -> bool:
    """A caption goes to the picture above it, and so does the photographer's line below that."""
    above = before[-1] if before else None
    is_free = above is not None and above.picture is not None and not above.credit
    if above is None or not is_free or element.picture or element.role not in (None, "caption"):
        return False
    if element.kind == "caption" and not above.passage:
        above.kind, above.passage = "caption", element.passage
        return True
    if not element.blanks_before and is_credit(element.passage.text):
        above.credit = element.passage
        return True
    return False


def is_credit(text: str) -> bool:
    """`何晓 摄`, `（何晓 摄）`: nothing but the photographer."""
    found = _credit_in(text)
    is_whole = found is not None and (found[0], found[1]) == (0, len(text))
    return is_whole and _is_photographers(text)


def credited(caption: Passage) -> tuple[Passage, Passage | None]:
    """The caption's words and its credit (`何晓 摄`)."""
    found = _credit_in(caption.text)
    if found is None:
        return caption, None
    start, end, _signature = found
    return caption.without(start, end).stripped(), caption.cut(start, end).stripped()
