"""What a reader makes of a source: values with the places they came from. Nothing here touches the database.

The law of the house: every character of the source stands exactly once in these values, or in a reported defect.
A Ledger keeps the account.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

# Named again for whoever reads drafts: a draft is made of passages.
from articles.ingest.passages import Passage as Passage
from articles.ingest.passages import Span as Span
from articles.ingest.passages import gaps as gaps
from articles.ingest.passages import line_at as line_at
from articles.text.byline import Credit

#: An abstract is 提要, 编者按 and the like; a table's passage is its rows, a line each, without the rule below its head.
BodyKind = Literal["paragraph", "subhead", "caption", "abstract", "table"]
#: An advertisement stays in the plan and never becomes a story of the paper.
StoryKind = Literal["story", "correction", "advertisement"]

#: What staff may say a line is. `follows` continues the paragraph before it, `apart` does not, whatever it looks like.
#: `correction` and `advertisement` are titles that begin a story of that kind; `dateline` is a line of its own.
Role = Literal[
    "title",
    "kicker",
    "subtitle",
    "paragraph",
    "subhead",
    "caption",
    "signature",
    "section",
    "dateline",
    "abstract",
    "table",
    "contact",
    "correction",
    "advertisement",
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
    """One piece of the body. `header` says that the first row of a table names its columns."""

    kind: BodyKind
    passage: Passage
    picture: Picture | None = None
    credit: Passage | None = None
    header: bool = False


@dataclass(frozen=True, slots=True)
class Jump:
    """转版: the story goes on at, or comes from, another page. `title` is what the mark calls it there."""

    direction: Literal["to", "from"]
    page: int
    passage: Passage
    title: str = ""


@dataclass(slots=True)
class Draft:
    """One story. A field that the source does not have is None."""

    title: Passage
    kind: StoryKind = "story"
    section: str | None = None
    kicker: Passage | None = None
    subtitle: Passage | None = None
    dateline: Passage | None = None
    tags: Passage | None = None
    origin: Passage | None = None
    body: list[BodyItem] = field(default_factory=list)
    signature: Passage | None = None
    credits: tuple[Credit, ...] = ()
    contacts: list[Passage] = field(default_factory=list)  # for staff: never published
    jumps: list[Jump] = field(default_factory=list)
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
                yield item.picture.alt
            if item.picture and item.picture.file.spans:  # a document's picture is no text of it
                yield item.picture.file
        yield from filter(None, (self.signature, *self.contacts))
        yield from (jump.passage for jump in self.jumps)
        for defect in self.defects:
            if defect.spans:
                yield Passage(defect.text, defect.spans, defect.line)

    def published(self) -> Iterator[Passage]:
        """What readers will see of it; a writer's telephone number may stand in half-width marks."""
        unseen = {id(passage) for passage in self.contacts}
        return (passage for passage in self.passages() if id(passage) not in unseen)


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
    date: dt.date | None = None
    total_number: int | None = None
    year_number: int | None = None
    lines: dict[str, int] = field(default_factory=dict)  # which line says number, date, ...
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
    #: sentences: what was left out on purpose when it was opened
    notes: list[str] = field(default_factory=list)
    pages: list[PageDraft] = field(default_factory=list)
    #: Spans that are marks of the format: `## `, `**`, `引题：`, the front matter.
    marks: list[Span] = field(default_factory=list)

    def unclaimed(self) -> list[Span]:
        """Stretches with a readable character that stand nowhere; the reader turns each into a defect."""
        passages = (p for page in self.pages for p in page.passages())
        return list(gaps(self.text, claimed=[*self.marks, *(s for p in passages for s in p.spans)]))
