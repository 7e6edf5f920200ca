"""What its field cannot hold, and titles without a word: said with the line, before anything is written.

SQLite would keep an overlong text, PostgreSQL would break off with an error of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Model
from taggit.models import Tag

from articles.ingest.drafts import Draft, PageDraft, Passage
from articles.ingest.target import Refused, where
from articles.models import Article, Byline, ImageUse, Issue, Page
from articles.text.tags import split_tags
from articles.text.typography import storable, tidy_lines
from sections.models import Section

if TYPE_CHECKING:
    from articles.ingest.plan import Plan

#: field of Draft -> field of Article
FIELDS = {
    "kicker": "kicker",
    "title": "title",
    "subtitle": "subtitle",
    "dateline": "dateline",
    "origin": "source",
    "signature": "signature",
}


class Words(NamedTuple):
    """Text of the source that goes into one field of the paper, and the place to name."""

    text: str
    place: str
    model: type[Model]
    field: str


def check(plan: Plan) -> None:
    """Raises Refused at the first thing that cannot be stored."""
    theme = where(plan.reading, "主题", plan.name)
    _fit(Words(plan.target.theme or "", theme, Issue, "theme"))
    for page in plan.pages:
        _fit(Words(page.name, plan.name, Page, "name"))
        for words in _of_page(page.draft, plan.name):
            _fit(words)


def _fit(words: Words) -> None:
    field = words.model._meta.get_field(words.field)
    longest = getattr(field, "max_length", None)
    length = max(len(words.text), len(storable(words.text)))  # a composed character may come apart
    if longest is not None and length > longest:
        label = "标签" if words.model is Tag else getattr(field, "verbose_name", words.field)
        raise Refused(
            f"{words.place}：{label}长达 {length} 字，最多 {longest} 字；请改短，或核对换行。"
        )
    if words.field == "title" and not tidy_lines(words.text):
        raise Refused(f"{words.place}：这个标题没有文字；请补上标题，或删去这一行。")


def _of_page(page: PageDraft, name: str) -> Iterator[Words]:
    if page.credits:
        yield _words(page.credits, name, Page, "credits")
    for head in page.sections:
        if head.pinyin:
            yield _words(head.pinyin, name, Section, "pinyin")
    for story in page.stories:
        yield from _of_story(story, name)


def _of_story(story: Draft, name: str) -> Iterator[Words]:
    for ours, theirs in FIELDS.items():
        passage: Passage | None = getattr(story, ours)
        if passage is not None:
            yield _words(passage, name, Article, theirs)
    if story.tags:
        for tag in split_tags(story.tags.text):
            yield Words(tag, _place(story.tags, name), Tag, "name")
    if story.signature:
        for credit in story.credits:
            for field in ("role", "name", "affiliation", "work"):
                place = _place(story.signature, name)
                yield Words(getattr(credit, field), place, Byline, field)
    yield from _of_pictures(story, name)


def _of_pictures(story: Draft, name: str) -> Iterator[Words]:
    for item in story.body:
        if item.kind == "caption":
            yield _words(item.passage, name, ImageUse, "caption")
        if item.credit:
            yield _words(item.credit, name, ImageUse, "credit")
        if item.picture:
            yield _words(item.picture.alt, name, ImageUse, "alt")


def _words(passage: Passage, name: str, model: type[Model], field: str) -> Words:
    return Words(passage.text, _place(passage, name), model, field)


def _place(passage: Passage, name: str) -> str:
    return f"{name} 第 {passage.line} 行"
