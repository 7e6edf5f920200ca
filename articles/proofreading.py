"""Proofreading a story: the text rules over every field of it, with the house's words, and what staff let stand.

The only writer of ProofIgnore.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypedDict

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import prefetch_related_objects

from articles import history
from articles.models import Article, HouseWord, Page, Placement, ProofIgnore
from articles.text import body, proofreading
from articles.text.proofreading import Context, Finding, Kind, WordList
from articles.text.typography import tidy_line

#: The fields of one line or few, in the order of print, and what they are to a proofreader.
LINES: dict[str, Kind] = {
    "kicker": "title",
    "title": "title",
    "subtitle": "title",
    "dateline": "dateline",
}
#: Where an error counts twice.
HEADLINES = frozenset(name for name, kind in LINES.items() if kind == "title")


#: Letters on either side of what was let stand: so many say which of two it is.
AROUND = 6
#: Characters of what was let stand that are kept.
LONGEST = 200
#: Marks and blanks do not count as letters: setting them right nearby brings no finding back.
NO_LETTER = re.compile(r"[\W_]+")


class Mark(NamedTuple):
    """What a finding is known by when the text around it changes: its field, rule and words, and the letters beside them."""

    field: str
    rule: str
    words: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding and where it stands: `block` counts the body's elements or the captions from 0, None in a line.

    Its span is of the field as it is stored; in the body, of the element's plain text (text.body.Block.text).
    """

    field: str
    block: int | None
    finding: Finding
    #: what the span is of
    text: str = field(default="", compare=False, repr=False)

    @property
    def words(self) -> str:
        return self.text[self.finding.start : self.finding.end]

    @property
    def mark(self) -> Mark:
        before = NO_LETTER.sub("", self.text[: self.finding.start])[-AROUND:]
        after = NO_LETTER.sub("", self.text[self.finding.end :])[:AROUND]
        return Mark(self.field, self.finding.rule, self.words[:LONGEST], before, after)


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
    return _context(place, place.page.issue.pages.values_list("number", flat=True))


def _context(place: Placement, pages: Iterable[int]) -> Context:
    date = place.page.issue.date
    return Context(issue_date=date, page=place.page.number, pages=frozenset(pages))


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
            yield Remark(name, block, finding, text)

    for name, kind in LINES.items():
        yield from of(name, None, str(fields.get(name, "")), kind)
    elements = _elements(fields.get("body", ""))
    for finding in proofreading.check_story(elements, words=words, context=known):
        yield Remark("body", finding.paragraph, finding, elements[finding.paragraph][1])
    for block, caption in enumerate(fields.get("captions", ())):
        yield from of("captions", block, caption, "caption")
    yield from of("signature", None, known.signature, "signature")


def _elements(text: str | Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    if not isinstance(text, str):
        return text
    return [(block.kind, block.text) for block in body.blocks(text)]


# --- what staff let stand -------------------------------------------------------------------------


class CannotIgnore(Exception):
    """The finding stays open. The message says why."""


def open_findings(article: Article) -> list[Remark]:
    """What is wrong in a stored story and nobody let stand: for lists, desks and whoever signs.

    Queries: the house's words, the captions, what was let stand, and those of `context_of`.
    """
    return told_apart(check(article, context=context_of(article)), let_stand(article))[0]


def open_in_each(stories: Sequence[Article]) -> dict[int, list[Remark]]:
    """As `open_findings`, by the story's key, for a list as long as a screen: some 3 ms for each 1000 字.

    The stories bring their places (`for_desk`). Four queries, whatever their number; none for none.
    """
    if not stories:
        return {}
    words = house_words()
    prefetch_related_objects(stories, "image_uses", "proof_ignores")
    issues = {story.place.page.issue_id for story in stories if story.place}
    pages = defaultdict(list)
    for issue, number in Page.objects.filter(issue__in=issues).values_list("issue", "number"):
        pages[issue].append(number)
    return {story.pk: _open(story, words, pages) for story in stories}


def _open(story: Article, words: WordList, pages: dict[int, list[int]]) -> list[Remark]:
    place = story.place
    known = _context(place, pages[place.page.issue_id]) if place else None
    remarks = check(story, words=words, context=known)
    return told_apart(remarks, story.proof_ignores.all())[0]


def let_stand(article: Article) -> list[ProofIgnore]:
    """One query; none for a story that is not stored."""
    if article.pk is None:
        return []
    return list(ProofIgnore.objects.filter(article=article).select_related("by"))


def told_apart(
    remarks: Iterable[Remark], ignores: Iterable[ProofIgnore]
) -> tuple[list[Remark], list[tuple[Remark, ProofIgnore]]]:
    """Those that are open, and those that were let stand with the record that says so."""
    known = {_mark(each): each for each in ignores}
    remaining, settled = [], []
    for remark in remarks:
        record = known.get(remark.mark)
        if record is None:
            remaining.append(remark)
        else:
            settled.append((remark, record))
    return remaining, settled


def _mark(record: ProofIgnore) -> Mark:
    return Mark(record.field, record.rule, record.words, record.before, record.after)


def ignore(article: Article, mark: Mark, *, reason: str, by: AbstractBaseUser) -> None:
    """Let a finding of the story stand. Raises CannotIgnore for a story that is not stored, and without a reason."""
    reason = tidy_line(reason)[:120]
    if article.pk is None:
        raise CannotIgnore("新稿保存以后才能忽略提示。")
    if not reason:
        raise CannotIgnore("请写明为什么保留原文。")
    ProofIgnore.objects.update_or_create(
        article=article, **mark._asdict(), defaults={"reason": reason, "by": by}
    )
    history.log(by, article, f"忽略校对提示{mark.rule}“{mark.words[:20]}”：{reason}")


def take_back(article: Article, number: int, *, by: AbstractBaseUser) -> None:
    """The finding is open again; nothing happens where it is already."""
    record = ProofIgnore.objects.filter(article=article, pk=number).first()
    if record is None:
        return
    record.delete()
    history.log(by, article, f"不再忽略校对提示{record.rule}“{record.words[:20]}”")
