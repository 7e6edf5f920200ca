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
    """Text of the source that goes into one field of the paper, and the line it begins on (0: no line)."""

    text: str
    line: int
    model: type[Model]
    field: str


def check(plan: Plan) -> None:
    """Raises Refused at the first thing that cannot be stored."""
    theme = Words(plan.target.theme or "", 0, Issue, "theme")
    if sentence := _breach(theme):
        raise Refused(f"{where(plan.reading, '主题', plan.name)}：{sentence}")
    for page in plan.pages:
        file = page.stories[0].file.name if page.stories else plan.name
        for words in (Words(page.name, 0, Page, "name"), *_of_page(page.draft)):
            _fit(words, file)
    for story in plan.stories():
        if story.writes:
            for words in _of_story(story.draft):
                _fit(words, story.file.name)


def _fit(words: Words, name: str) -> None:
    if sentence := _breach(words):
        raise Refused(
            f"{name} 第 {words.line} 行：{sentence}" if words.line else f"{name}：{sentence}"
        )


def breaches(story: Draft) -> Iterator[tuple[int, str]]:
    """(line, sentence) for each part of a story that cannot be stored."""
    for words in _of_story(story):
        if sentence := _breach(words):
            yield words.line, sentence


def _breach(words: Words) -> str:
    field = words.model._meta.get_field(words.field)
    longest = getattr(field, "max_length", None)
    length = max(len(words.text), len(storable(words.text)))  # a composed character may come apart
    if longest is not None and length > longest:
        label = "标签" if words.model is Tag else getattr(field, "verbose_name", words.field)
        return f"{label}长达 {length} 字，最多 {longest} 字；请改短，或核对换行。"
    if words.field == "title" and not any(map(str.isalnum, tidy_lines(words.text))):
        return "这个标题没有文字；请补上标题，或删去这一行。"
    return ""


def _of_page(page: PageDraft) -> Iterator[Words]:
    if page.credits:
        yield _words(page.credits, Page, "credits")
    for head in page.sections:
        if head.pinyin:
            yield _words(head.pinyin, Section, "pinyin")


def _of_story(story: Draft) -> Iterator[Words]:
    for ours, theirs in FIELDS.items():
        passage: Passage | None = getattr(story, ours)
        if passage is not None:
            yield _words(passage, Article, theirs)
    if story.tags:
        for tag in split_tags(story.tags.text):
            yield Words(tag, story.tags.line, Tag, "name")
    if story.signature:
        for credit in story.credits:
            for field in ("role", "name", "affiliation", "work"):
                yield Words(getattr(credit, field), story.signature.line, Byline, field)
    yield from _of_pictures(story)


def _of_pictures(story: Draft) -> Iterator[Words]:
    for item in story.body:
        if item.kind == "caption":
            yield _words(item.passage, ImageUse, "caption")
        if item.credit:
            yield _words(item.credit, ImageUse, "credit")
        if item.picture:
            yield _words(item.picture.alt, ImageUse, "alt")


def _words(passage: Passage, model: type[Model], field: str) -> Words:
    return Words(passage.text, passage.line, model, field)
