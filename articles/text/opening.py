"""The beginning of a text for a list: cut where a reader can stop."""

from __future__ import annotations

import re

from articles.text.typography import ATTACHED, WORD

#: opening mark -> its closing mark
PAIRS = dict(zip("“‘（《「『【〔(", "”’）》」』】〕)", strict=True))
STOP = re.compile(r"[。！？][”’）》」』】〕)]*")
DIGIT = "0-9０-９〇零一二三四五六七八九十百千万亿两"
PAUSE = re.compile(rf"(?<![{DIGIT}])[，；：、]|[，；：、](?![{DIGIT}])|[。！？]")
#: What must not be halved: a Latin word, a number or a time of day with its sign, a character and what hangs on it.
WHOLE = re.compile(rf"(?:{WORD}|[{DIGIT}]+)(?:[．，：、]?[{DIGIT}])*[％‰℃]?|.[{ATTACHED}]+")
LONGEST = 20  # what is longer than this is no word but an address or a slip, and may be cut
#: What says nothing before a `……`.
LOOSE = "".join(PAIRS) + "，；：、。！？…—· \u3000"


def cut(text: str, length: int) -> str:
    """`text` if it fits; else its whole sentences, if one ends in the second half; else up to a pause and `……`.

    Never longer than `length` (from 2), never the half of a number; a quotation that is cut is closed.
    """
    if len(text) <= length:
        return text
    whole = sentences(text, length)
    return whole if len(whole) > length // 2 else _up_to_a_pause(text, length)


def sentences(text: str, length: int) -> str:
    """So many of a text's first sentences as stand in `length` characters, no quotation left open; maybe none."""
    if len(text) <= length:
        return text
    ends = [stop.end() for stop in STOP.finditer(text, 0, length)]
    sound = [end for end in ends if not _closing(text[:end])]
    return text[: sound[-1]] if sound else ""


def _up_to_a_pause(text: str, length: int) -> str:
    pauses = [pause.start() for pause in PAUSE.finditer(text[: length + 1])]
    places = [at for at in pauses if at > length // 3][::-1] + _between_words(text, length)
    for at in places:
        head = text[:at].rstrip(LOOSE)
        short = f"{head}……{_closing(head)}"
        if head and len(short) <= length:
            return short
    return "……"


def _between_words(text: str, length: int) -> list[int]:
    """The places up to `length` where nothing is halved, the last first."""
    words = [match.span() for match in WHOLE.finditer(text[: length + LONGEST])]
    halved = {at for a, b in words if b - a <= LONGEST for at in range(a + 1, b)}
    return [at for at in range(length, 0, -1) if at not in halved]


def _closing(text: str) -> str:
    """The marks that close what is open at the end of a text."""
    waiting: list[str] = []
    for mark in text:
        if mark in PAIRS:
            waiting.append(PAIRS[mark])
        elif waiting and mark == waiting[-1]:
            waiting.pop()
    return "".join(reversed(waiting))
