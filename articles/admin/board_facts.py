"""The board of an issue as it stands: its pages side by side, each with its stories in order and what is said of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.safestring import SafeString

from articles import workflow
from articles.admin.lists import how_many
from articles.admin.page_proof import proof_word
from articles.admin.story_list import state_badge
from articles.models import Article, Correction, ImageUse, Issue, Page

#: Of corrections that are due so many are offered; the next ones follow when these are printed.
DUE = 20
#: A card shows no words of a body, so none are read.
UNREAD = ("body", "note", "source", "dateline", "subtitle")


@dataclass(slots=True)
class Card:
    """A story on the board or in the pool. `goes_on` is the page of its 下转."""

    article: Article
    standing: SafeString
    goes_on: Page | None = None

    @property
    def mark(self) -> tuple:
        story = self.article
        number = self.goes_on.number if self.goes_on else 0
        return (story.pk, story.version, story.state, story.picture_count, number, self.standing)


@dataclass(slots=True)
class Column:
    """A page. `arrivals` are the cards of stories that go on here, with the page where they begin."""

    page: Page
    proof: str = ""
    cards: list[Card] = field(default_factory=list)
    arrivals: list[tuple[Page, Card]] = field(default_factory=list)

    @property
    def characters(self) -> int:
        return sum(card.article.character_count for card in self.cards)

    @property
    def over(self) -> int | None:
        """So many more than the page is to hold, less than nothing where there is room; None where nobody said."""
        return None if self.page.budget is None else self.characters - self.page.budget

    @property
    def room(self) -> str:
        """`还可排 320 字`, `超出 45 字`, `字数正好`."""
        if self.over is None:
            return ""
        if self.over == 0:
            return "字数正好"
        return f"超出 {self.over} 字" if self.over > 0 else f"还可排 {-self.over} 字"


@dataclass(frozen=True, slots=True)
class Due:
    """A correction that waits to be printed, and the page where it would stand."""

    correction: Correction
    page: Page


def columns_of(issue: Issue) -> list[Column]:
    """Five queries, whatever stands in the issue."""
    pages = list(issue.pages.order_by("number"))
    for page in pages:
        page.issue = issue
    done = workflow.proofs_of(pages)
    columns = {page.pk: Column(page, proof_word(done[page.pk])) for page in pages}
    placed = for_cards(Article.objects.filter(placement__page__issue=issue))
    for story in placed.order_by("placement__page__number", "placement__position"):
        place = story.placement
        if place.page_id not in columns:  # added between the two questions
            continue
        place.page = columns[place.page_id].page
        beyond = columns.get(place.continued_on_id or 0)
        card = Card(story, state_badge(story), beyond.page if beyond else None)
        columns[place.page_id].cards.append(card)
        if beyond:
            beyond.arrivals.append((place.page, card))
    return list(columns.values())


def for_cards(stories: QuerySet[Article]) -> QuerySet[Article]:
    """With all that a card shows; `picture_count` are those that have a picture."""
    pictures = how_many(ImageUse.objects.filter(image__isnull=False), "article")
    shown = stories.with_proofs().select_related("section", "placement").defer(*UNREAD)
    return shown.annotate(picture_count=pictures)


def cards_of(stories: Iterable[Article]) -> list[Card]:
    """Of stories without a place."""
    return [Card(story, state_badge(story)) for story in stories]


def corrections_due(columns: list[Column]) -> list[Due]:
    """更正 that are to be printed, each for the page of the same number as the corrected story's, else for the last.

    One query, none where the issue has no page.
    """
    if not columns:
        return []
    pages = {column.page.number: column.page for column in columns}
    last = columns[-1].page
    due = Correction.objects.due().select_related("article__placement__page")
    return [
        Due(each, pages.get(each.article.place.page.number, last) if each.article.place else last)
        for each in due[:DUE]
    ]


def mark_of(
    issue: Issue, columns: list[Column], pool: Iterable[Card], due: Iterable[Due] = ()
) -> str:
    """Whether what a screen shows is still so: another one for whatever would be seen. Proofs count, too."""
    seen = (
        *(issue.version, issue.status),
        [
            (column.page.pk, column.proof, [card.mark for card in column.cards])
            for column in columns
        ],
        [card.mark for card in pool],
        [each.correction.pk for each in due],
    )
    return f"{issue.version}-{hashlib.sha256(repr(seen).encode()).hexdigest()[:16]}"
