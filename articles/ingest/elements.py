"""What a line of a source is, and a story's body as its lines came, before it is mended."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from articles.ingest.drafts import Passage, Picture, Role
from articles.text import byline

#: heading: marked as one, title or sub-head; bounds.py says which, and which bare lines are titles.
TokenKind = Literal[
    "heading",
    "title",
    "subhead",
    "text",
    "note",
    "signature",
    "section",
    "page",
    "page-line",
    "page-credits",
    "field",
    "picture",
    "caption",
    "abstract",
    "row",
    "rule",
    "divider",
    "contact",
    "jump",
    "advertisement",
    "dateline",
    "discard",
    "courtesy",
    "more",
]
ElementKind = Literal[
    "text", "subhead", "picture", "caption", "signature", "abstract", "table", "dateline"
]


@dataclass(slots=True)
class Element:
    """A line of a story's body. `is_whole` ends without a stop and is complete; `is_item` begins anew, a list's."""

    kind: ElementKind
    passage: Passage
    blanks_before: int = 0
    picture: Picture | None = None
    credit: Passage | None = None  # a line of its own below a caption
    signature: byline.Signature | None = None
    rows: list[Passage] = field(default_factory=list)  # of a table
    header: bool = False
    is_item: bool = False
    is_indented: bool = False  # as a paragraph's first line is
    is_whole: bool = False
    is_note: bool = False  # a footnote: it stands behind the story, signature and all
    role: Role | None = None  # decided by staff
