"""Where the words of a query stand in a text as it is printed, and the part of it that shows them.

Search compares folded text (tokens.normalise); a reader sees the original: 陈　兰 for 陈兰, ５Ｇ for 5g. Every folded
character therefore knows from where to where it came. Nothing here is markup: pieces are text, marked or not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from articles.text import tokens
from articles.text.typography import FORBIDDEN, HAN, LINE_END, UNSEEN

#: From where to where in the text.
Span = tuple[int, int]
#: An excerpt's length, how much of it stands before its hit, and of how many places it is made at most.
LENGTH, BEFORE, PLACES = 116, 18, 3
GAP = "……"
#: More hits of one word than this nobody looks at; a text of one character repeated has a hundred thousand.
MOST = 200

_VANISHES = rf"[{UNSEEN}\ufe00-\ufe0f\U000e0100-\U000e01ef]|{FORBIDDEN.pattern}"
#: Folded alone, and into one character, whatever stands around: most of any paper.
_SIMPLE = re.compile(
    rf"[{HAN}\u3000-\u301b\u201c\u201d\u2018\u2019\uff01-\uff5e\x20-\x7e\u00b7\u2014]+"
)
_VANISHING = re.compile(_VANISHES)
#: What an excerpt begins after: a sentence or a line, else a clause.
_STOPS, _PAUSES = re.compile(r"[。！？\n]"), re.compile(r"[；，：]")


class Piece(NamedTuple):
    """A run of the text; `hit`: it is what was looked for."""

    text: str
    hit: bool = False


class Folded(NamedTuple):
    """The text as search compares it; its character `n` is `spans[n]` of the original."""

    text: str
    spans: list[Span]


def folded(original: str) -> Folded:
    """`.text` is `tokens.normalise(original)`, always."""
    text, spans = _padding_out(*_fold(original))
    wanted = tokens.normalise(original)
    if text == wanted:
        return Folded(text, spans)
    # Characters of a newer Unicode than the rules below were made for: the text is one piece, and marked whole.
    return Folded(wanted, [(0, len(original))] * len(wanted))


def _fold(original: str) -> tuple[str, list[Span]]:
    parts: list[str] = []
    spans: list[Span] = []
    for start, end in _clusters(original):
        piece = tokens.fold(original[start:end])
        parts.append(piece)
        if _SIMPLE.match(original, start) and len(piece) == end - start:
            spans += zip(range(start, end), range(start + 1, end + 1), strict=True)
        else:
            spans += [(start, end)] * len(piece)
    return "".join(parts), spans


def _clusters(text: str) -> Iterator[Span]:
    """The text in parts that fold each by itself: runs of simple characters, others one by one with what hangs on them."""
    at, length = 0, len(text)
    while at < length:
        run = _SIMPLE.match(text, at)
        end = run.end() if run else _one(text, at)
        after = _hanging(text, end)
        if run and after > end:
            # What hangs on the run's last character folds with it.
            if end - 1 > at:
                yield at, end - 1
            yield end - 1, after
        else:
            yield at, after
        at = after


def _one(text: str, at: int) -> int:
    return at + 2 if text.startswith("\r\n", at) else at + 1


def _hanging(text: str, at: int) -> int:
    """The end of what composes with the character before `at`, or leaves no ink."""
    while at < len(text) and (_VANISHING.match(text[at]) or _hangs(text[at])):
        if LINE_END.match(text, at):
            break
        at += 1
    return at


def _hangs(character: str) -> bool:
    """An accent, a voicing mark, the later letters of a Korean syllable: what may become one with the one before."""
    if character < "\u0300":
        return False
    first = unicodedata.normalize("NFKD", character)[0]
    return unicodedata.category(first)[0] == "M" or "\u1160" <= first <= "\u11ff"


def _padding_out(text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """Without the blanks that `normalise` leaves out."""
    parts: list[str] = []
    kept: list[Span] = []
    end = 0
    for match in tokens.PADDING.finditer(text):
        parts.append(text[end : match.start()])
        kept += spans[end : match.start()]
        end = match.end()
    return "".join([*parts, text[end:]]), kept + spans[end:]


# --- hits -------------------------------------------------------------------------------------------


def hits(text: Folded, words: Iterable[str]) -> list[Span]:
    """Where in the original each word stands, in order; a hit of one word may lie in another's."""
    return sorted({span for word in words for span in _of(text, word)})


def _of(text: Folded, word: str) -> Iterator[Span]:
    at = text.text.find(word)
    for _ in range(MOST):
        if at < 0 or not word:
            return
        yield text.spans[at][0], text.spans[at + len(word) - 1][1]
        at = text.text.find(word, at + len(word))


def marked(text: str, words: Iterable[str]) -> list[Piece]:
    """The whole text in pieces; joined they are the text."""
    return _pieces(text, 0, len(text), _merged(hits(folded(text), words)))


def excerpt(text: str, words: Sequence[str]) -> list[Piece]:
    """The places of the text where the words stand first, of at most some 120 characters; [] where none of them does."""
    found = folded(text)
    first = sorted(span for word in words for span in [next(_of(found, word), None)] if span)
    if not first:
        return []
    windows = _windows(text, _apart(first)[:PLACES])
    spans = _merged(hits(found, words))
    pieces = [] if windows[0][0] == 0 else [Piece(GAP)]
    for at, (start, end) in enumerate(windows):
        pieces += [*([Piece(GAP)] if at else []), *_pieces(text, start, end, spans)]
    return pieces if windows[-1][1] == len(text) else [*pieces, Piece(GAP)]


def _apart(first: Sequence[Span]) -> list[Span]:
    """Without those that a window on one before them shows too."""
    room = LENGTH // min(len(first), PLACES) - BEFORE
    found: list[Span] = []
    for span in first:
        if not found or span[1] > found[-1][0] + room:
            found.append(span)
    return found


def _windows(text: str, places: Sequence[Span]) -> list[Span]:
    """Around each place a part of the text, together as long as an excerpt; those that touch are one."""
    share = LENGTH // len(places)
    parts = []
    for start, end in places:
        begin = _beginning(text, max(0, start - BEFORE), start)
        parts.append((begin, min(len(text), max(end, begin + share))))
    return _merged(parts)


def _beginning(text: str, at: int, hit: int) -> int:
    """After the last stop before the hit, or the first pause, if one is near; what hangs together stays so."""
    if at:
        ends = [stop.end() for stop in _STOPS.finditer(text, at, hit)][-1:]
        pause = _PAUSES.search(text, at, hit)
        at = next(iter(ends), pause.end() if pause else at)
    while at < hit and _hanging(text, at) > at:
        at += 1
    return at


def _merged(spans: Iterable[Span]) -> list[Span]:
    """In order; those that touch or overlap are one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _pieces(text: str, start: int, end: int, spans: Sequence[Span]) -> list[Piece]:
    inside = [(max(a, start), min(b, end)) for a, b in spans if a < end and b > start]
    borders = [start, *(at for span in inside for at in span), end]
    runs = [Piece(text[a:b], bool(at % 2)) for at, (a, b) in enumerate(pairwise(borders))]
    return [run for run in runs if run.text]
