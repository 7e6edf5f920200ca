"""What a story's fields can hold: said before anything is written, with the line that is too long."""

from __future__ import annotations

from collections.abc import Iterator

from articles.ingest.drafts import Draft, Passage
from articles.models import Article, ImageUse


def too_long(draft: Draft) -> Iterator[tuple[int, str]]:
    """(line, sentence) for every part of the story that its field cannot hold, and for a title that is missing."""
    if not draft.title.text.strip():
        yield draft.title.line, "这篇还没有标题；请补上标题。"
    fields = (draft.kicker, draft.title, draft.subtitle, draft.dateline, draft.signature)
    names = ("kicker", "title", "subtitle", "dateline", "signature")
    for name, passage in (*zip(names, fields, strict=True), ("source", draft.origin)):
        yield from _breach(passage, Article._meta.get_field(name))
    for item in draft.body:
        if item.kind == "caption":
            yield from _breach(item.passage, ImageUse._meta.get_field("caption"))
            yield from _breach(item.credit, ImageUse._meta.get_field("credit"))


def _breach(passage: Passage | None, field: object) -> Iterator[tuple[int, str]]:
    limit = getattr(field, "max_length", None)
    if passage and limit and len(passage.text) > limit:
        name = getattr(field, "verbose_name", "")
        message = f"{name}有 {len(passage.text)} 字，最多 {limit} 字；请缩短，或改为正文。"
        yield passage.line, message
