"""Where a paragraph ends: what tells a whole one from one that print or a scanner cut."""

from __future__ import annotations

import re

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
LIST_ITEM = re.compile(
    r"^(?:[一二三四五六七八九十]+[是、．.]|[（(][一二三四五六七八九十\d]+[）)]|第[一二三四五六七八九十]+|\d{1,2}[、.．]|首先|其次|再次|最后|[①-⑳]|[●■◆•]|——)"
)


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
