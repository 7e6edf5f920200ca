"""Text that knows where it came from: spans of a source, and the account of what no span claims."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters start..end of the decoded source, end not included."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Text and where it came from. `line` counts from 1.

    `text` is the spans' characters; a seam stands before each of the spans that `seams` numbers, where it is empty
    before every one. A line that lost a mark in its midst has two spans and no seam between them.
    """

    text: str
    spans: tuple[Span, ...]
    line: int
    seam: str = ""
    seams: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text)

    def joined(self, *others: Passage) -> Passage:
        """This passage continued by the others; it keeps its own line."""
        pieces = (self, *others)
        spans = tuple(span for piece in pieces for span in piece.spans)
        return Passage("".join(piece.text for piece in pieces), spans, self.line)

    def where_seams(self) -> tuple[int, ...]:
        """The numbers of the spans that a seam stands before."""
        if not self.seam:
            return ()
        return self.seams or tuple(range(1, len(self.spans)))

    def cut(self, start: int, end: int) -> Passage:
        """Characters start..end of the text as a passage of their own. For passages without a seam."""
        spans, at = [], 0
        for span in self.spans:
            length = span.end - span.start
            low, high = max(start - at, 0), min(end - at, length)
            if low < high:
                spans.append(Span(span.start + low, span.start + high))
            at += length
        return Passage(self.text[start:end], tuple(spans), self.line)

    def without(self, start: int, end: int) -> Passage:
        """What stays when start..end is cut out."""
        head, tail = self.cut(0, start), self.cut(end, len(self.text))
        return Passage(head.text + tail.text, head.spans + tail.spans, self.line)

    def offsets(self) -> Callable[[int], int]:
        """A function: where character `at` of the text stands in the source."""
        seams, starts, at = set(self.where_seams()), [], 0
        for number, span in enumerate(self.spans):
            at += len(self.seam) if number in seams else 0
            starts.append(at)
            at += span.end - span.start

        def offset(at: int) -> int:
            number = bisect_right(starts, at) - 1
            return self.spans[number].start + at - starts[number]

        return offset

    def stripped(self) -> Passage:
        """Without blanks at the ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, max(start, len(self.text.rstrip())))


def in_lines(*pieces: Passage) -> Passage:
    """Several printed lines as one passage, with its line breaks."""
    if len(pieces) == 1:
        return pieces[0]
    spans = tuple(span for piece in pieces for span in piece.spans)
    counts = accumulate((len(piece.spans) for piece in pieces), initial=0)
    seams = [
        count + at
        for count, piece in zip(counts, pieces, strict=False)
        for at in (0, *piece.where_seams())
    ]
    text = "\n".join(piece.text for piece in pieces)
    return Passage(text, spans, pieces[0].line, "\n", tuple(seams[1:]))


def gaps(text: str, *, claimed: Iterable[Span]) -> Iterator[Span]:
    """The stretches of text outside `claimed` that are not blank. Raises ValueError where two claims overlap."""
    at = 0
    for span in [*sorted(claimed), Span(len(text), len(text))]:
        if span.start < at:
            raise ValueError(f"characters {span.start}..{at} are claimed twice")
        if match := re.search(r"\S(?:.*\S)?", text[at : span.start], re.DOTALL):
            yield Span(at + match.start(), at + match.end())
        at = max(at, span.end)


def line_at(text: str, offset: int) -> int:
    """The number, from 1, of the line that the character stands on; CRLF, CR and LF end lines."""
    return bisect_right(_line_starts(text), offset)


@lru_cache(maxsize=1)  # asked for one source at a time, for every mark in it
def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
