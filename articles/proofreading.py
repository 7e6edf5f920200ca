"""Proofreading a story: the text rules over every field of it, with the house's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

from articles.models import Article, HouseWord
from articles.text import body, proofreading
from articles.text.proofreading import Context, Finding, Kind, WordList

#: The fields of one line or few, in the order of print, and what they are to a proofreader.
LINES: dict[str, Kind] = {
    "kicker": "title",
    "title": "title",
    "subtitle": "title",
    "dateline": "dateline",
}


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding and where it stands: `block` counts the body's elements or the captions from 0, None in a line.

    Its span is of the field as it is stored; in the body, of the element's plain text (text.body.Block.text).
    """

    field: str
    block: int | None
    finding: Finding


class Fields(TypedDict, total=False):
    """A story that is not stored yet. `body` is HTML as stored, or (element, plain text) pairs."""

    kicker: str
    title: str
    subtitle: str
    dateline: str
    body: str | Sequence[tuple[str, str]]
    captions: Sequence[str]
    signature: str


def house_words() -> WordList:
    """The list as it is now; one query. For many stories it is asked for once and handed in."""
    return WordList(HouseWord.objects.as_words())


def context_of(article: Article) -> Context:
    """What its place says: the issue's date and pages, its own page. Empty for a story in no issue.

    One query for the pages, and one for the place unless it was selected with its issue.
    """
    place = article.place
    if place is None:
        return Context()
    issue = place.page.issue
    pages = frozenset(issue.pages.values_list("number", flat=True))
    return Context(issue_date=issue.date, page=place.page.number, pages=pages)


def check(
    story: Article | Fields, *, words: WordList | None = None, context: Context | None = None
) -> list[Remark]:
    """What is wrong in a story, field by field as they are printed, each by position. Any field may be missing.

    `context` brings what is known of the issue. One query for the words unless they are handed in; for an Article,
    one for its captions unless they were fetched before.
    """
    words = house_words() if words is None else words
    fields = _fields(story) if isinstance(story, Article) else story
    known = replace(context or Context(), signature=fields.get("signature", ""))
    return list(_remarks(fields, words, known))


def _fields(article: Article) -> Fields:
    return Fields(
        kicker=article.kicker,
        title=article.title,
        subtitle=article.subtitle,
        dateline=article.dateline,
        body=article.body,
        captions=[use.caption for use in article.image_uses.all()],
        signature=article.signature,
    )


def _remarks(fields: Fields, words: WordList, known: Context) -> Iterator[Remark]:
    def of(name: str, block: int | None, text: str, kind: Kind) -> Iterator[Remark]:
        for finding in proofreading.check(text, words=words, context=replace(known, kind=kind)):
            yield Remark(name, block, finding)

    for name, kind in LINES.items():
        yield from of(name, None, str(fields.get(name, "")), kind)
    elements = _elements(fields.get("body", ""))
    for finding in proofreading.check_story(elements, words=words, context=known):
        yield Remark("body", finding.paragraph, finding)
    for block, caption in enumerate(fields.get("captions", ())):
        yield from of("captions", block, caption, "caption")
    yield from of("signature", None, known.signature, "signature")


def _elements(text: str | Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    if not isinstance(text, str):
        return text
    return [(block.kind, block.text) for block in body.blocks(text)]
