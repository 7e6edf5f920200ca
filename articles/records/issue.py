"""Of an issue: page by page which stories had which stage by whom, who published it, and what was let pass."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F, QuerySet

from articles.models import Article, Issue, Masthead, Override, Page, Placement, Publication, Review
from articles.models.issue import State
from articles.models.review import Stage, Verdict
from articles.models.version import Version
from articles.records.story import StoryRecord, of_stories, short

#: A stage is passed by these.
PASSES = (Verdict.APPROVE, Verdict.CONFIRM, Verdict.PROOFREAD)


@dataclass(frozen=True, slots=True)
class Signature:
    name: str
    at: dt.datetime
    version: int
    #: The words were changed after the last signature, and this confirms it.
    confirms: bool


@dataclass(frozen=True, slots=True)
class StoryLine:
    """`stages` has a list for every stage in their order, empty where it has not been passed in the story's round."""

    article: Article
    #: What readers have or will have: the published words while the issue is signed, else the latest.
    words: Version | Article
    position: int
    stages: list[list[Signature]]
    mark: str


@dataclass(frozen=True, slots=True)
class PageRecord:
    page: Page
    stories: list[StoryLine]


@dataclass(frozen=True, slots=True)
class IssueRecord:
    issue: Issue
    masthead: Masthead
    pages: list[PageRecord]
    publications: list[Publication]
    overrides: list[Override]
    #: Of each story, where they were asked for.
    stories: list[StoryRecord]

    @property
    def story_count(self) -> int:
        return sum(len(page.stories) for page in self.pages)

    @property
    def character_count(self) -> int:
        return sum(line.words.character_count for page in self.pages for line in page.stories)


def of_issue(issue: Issue, *, full: bool = False) -> IssueRecord:
    """Six queries, three more with each story's own record, whatever stands in it."""
    places = _places(issue)
    stages = _signatures(issue)
    standing = defaultdict(list)
    for place in places:
        standing[place.page_id].append(_story(issue, place, stages[place.article_id]))
    articles = [place.article for place in places]
    return IssueRecord(
        issue=issue,
        masthead=issue.printed_masthead or Masthead.objects.current(),
        pages=[PageRecord(page, standing[page.pk]) for page in issue.pages.order_by("number")],
        publications=list(_publications(issue)),
        overrides=list(Override.objects.filter(issue=issue).order_by("pk")),
        stories=of_stories(articles) if full else [],
    )


def _places(issue: Issue) -> list[Placement]:
    """In the issue's order; each story knows where it stands without asking."""
    versions, texts = ("latest_version", "published_version"), ("body", "figures", "credits")
    words = [f"article__{version}" for version in versions]
    rows = Placement.objects.filter(page__issue=issue).in_order()
    rows = rows.select_related("page", "article__section", "article__created_by", *words)
    places = list(rows.defer("article__body", *(f"{v}__{t}" for v in words for t in texts)))
    for place in places:
        place.page.issue = issue
    return places


def _signatures(issue: Issue) -> dict[int, dict[str, list[Signature]]]:
    """Of the round each story is in, by story and stage."""
    found: dict[int, dict[str, list[Signature]]] = defaultdict(lambda: defaultdict(list))
    rows = Review.objects.filter(article__placement__page__issue=issue, verdict__in=PASSES)
    facts = rows.filter(round=F("article__round")).order_by("pk")
    names = ("article", "stage", "printed_name", "created_at", "version__number", "verdict")
    for article, stage, name, at, number, verdict in facts.values_list(*names):
        found[article][stage].append(Signature(name, at, number, verdict == Verdict.CONFIRM))
    return found


def _story(issue: Issue, place: Placement, stages: dict[str, list[Signature]]) -> StoryLine:
    article = place.article
    printed = article.published_version if issue.state == State.SIGNED else None
    known = printed or article.latest_version
    return StoryLine(
        article=article,
        words=known or article,
        position=place.position,
        stages=[stages[stage] for stage in Stage],
        mark=short(known.fingerprint) if known else "",
    )


def _publications(issue: Issue) -> QuerySet[Publication]:
    rows = Publication.objects.filter(issue=issue).in_order()
    return rows.select_related("article").defer("article__body")
