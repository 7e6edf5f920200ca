"""What a reader makes of a source: values with the places they came from. Nothing here touches the database.

The law of the house: every character of the source stands exactly once in these values, or in a reported defect.
A Ledger keeps the account.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from articles.text.byline import Credit

BodyKind = Literal["paragraph", "subhead", "caption"]

#: What staff may say a line is. `follows` continues the paragraph before it, `apart` does not, whatever it looks like.
Role = Literal[
    "title",
    "kicker",
    "subtitle",
    "paragraph",
    "subhead",
    "caption",
    "signature",
    "section",
    "follows",
    "apart",
    "discard",
]

DefectKind = Literal[
    "sentence-cut",
    "text-lost",
    "truncated",
    "caption-in-sentence",
    "orphan-caption",
    "duplicate-signature",
    "signature-in-paragraph",
    "section-uncertain",
    "unbalanced-quote",
    "halfwidth-punctuation",
    "unreadable",
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters start..end of the decoded source, end not included."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Text and where it came from: `text` is the spans' characters, joined by `seam`. `line` counts from 1."""

    text: str
    spans: tuple[Span, ...]
    line: int
    seam: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)

    def joined(self, *others: Passage) -> Passage:
        """This passage continued by the others; it keeps its own line."""
        pieces = (self, *others)
        spans = tuple(span for piece in pieces for span in piece.spans)
        return Passage(self.seam.join(p.text for p in pieces), spans, self.line, self.seam)

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
        sizes = (span.end - span.start + len(self.seam) for span in self.spans)
        starts = list(accumulate(sizes, initial=0))[:-1]

        def offset(at: int) -> int:
            number = bisect_right(starts, at) - 1
            return self.spans[number].start + at - starts[number]

        return offset

    def stripped(self) -> Passage:
        """Without blanks at the ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, max(start, len(self.text.rstrip())))


@dataclass(frozen=True, slots=True)
class Defect:
    """What is wrong where, in a sentence that says what to do. `text` holds what stands nowhere else in the plan."""

    kind: DefectKind
    line: int
    message: str
    text: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruling:
    """What staff decided about a line; it outranks what the reader sees in it. `reason` is a discarded line's."""

    role: Role
    reason: str = ""


#: By line number.
Rulings = Mapping[int, Ruling]


@dataclass(frozen=True, slots=True)
class SetAside:
    """A line that staff discarded: kept, with their reason, in no story."""

    passage: Passage
    reason: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that the source names: the file's name in the source's folder, and its alt text."""

    file: Passage
    alt: Passage


@dataclass(frozen=True, slots=True)
class BodyItem:
    kind: BodyKind
    passage: Passage
    picture: Picture | None = None
    credit: Passage | None = None


@dataclass(slots=True)
class Draft:
    """One story. A field that the source does not have is None."""

    title: Passage
    level: int = 1
    section: str | None = None
    kicker: Passage | None = None
    subtitle: Passage | None = None
    dateline: Passage | None = None
    tags: Passage | None = None
    origin: Passage | None = None
    body: list[BodyItem] = field(default_factory=list)
    signature: Passage | None = None
    credits: tuple[Credit, ...] = ()
    defects: list[Defect] = field(default_factory=list)

    def passages(self) -> Iterator[Passage]:
        """Everything of the source that stands in this story, defects included."""
        fields = (self.kicker, self.title, self.subtitle, self.tags, self.origin, self.dateline)
        yield from filter(None, fields)
        for item in self.body:
            yield item.passage
            if item.credit:
                yield item.credit
            if item.picture:
                yield from (item.picture.file, item.picture.alt)
        if self.signature:
            yield self.signature
        for defect in self.defects:
            if defect.spans:
                yield Passage(defect.text, defect.spans, defect.line)


@dataclass(frozen=True, slots=True)
class SectionHead:
    name: Passage
    pinyin: Passage | None

    @property
    def line(self) -> int:
        return self.name.line


@dataclass(slots=True)
class PageDraft:
    """One page: its head as printed (any of it may be missing), its sections and stories in reading order."""

    number: int | None = None
    head: Passage | None = None
    name: str = ""
    credits: Passage | None = None
    sections: list[SectionHead] = field(default_factory=list)
    stories: list[Draft] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    defects: list[Defect] = field(default_factory=list)

    def passages(self) -> Iterator[Passage]:
        yield from filter(None, (self.head, self.credits))
        yield from (each.passage for each in self.set_aside)
        for head in self.sections:
            yield from filter(None, (head.name, head.pinyin))
        for story in self.stories:
            yield from story.passages()
        for defect in self.defects:
            if defect.spans:
                yield Passage(defect.text, defect.spans, defect.line)


@dataclass(slots=True)
class Reading:
    """A whole source: what its front matter says (key -> value, key -> line) and its pages."""

    text: str
    front: dict[str, str] = field(default_factory=dict)
    front_lines: dict[str, int] = field(default_factory=dict)
    pages: list[PageDraft] = field(default_factory=list)
    #: Spans that are marks of the format: `## `, `**`, `引题：`, the front matter.
    marks: list[Span] = field(default_factory=list)

    def unclaimed(self) -> list[Span]:
        """Stretches with a readable character that stand nowhere; the reader turns each into a defect."""
        passages = (p for page in self.pages for p in page.passages())
        return list(gaps(self.text, claimed=[*self.marks, *(s for p in passages for s in p.spans)]))


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
