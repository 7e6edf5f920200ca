"""组版、校对、出版: pages that wait for a proof, stories for a page, and the issues in hand with what keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Count, Prefetch, Q, prefetch_related_objects

from articles import desk, workflow
from articles.desks.counts import Tally
from articles.desks.lines import SHOWN, Section, to_write, way
from articles.models import Article, Correction, Issue, Page
from articles.models.article import State as StoryState
from articles.models.issue import State
from articles.permissions import Act, Role, may, roles_of
from articles.workflow import AtProof

UNSIGNED = Count("placements", filter=~Q(placements__article__state=StoryState.SIGNED_OFF))


@dataclass(frozen=True, slots=True)
class ProofLine:
    page: Page
    url: str
    at: AtProof


def proofs(user: AbstractBaseUser, tally: Tally) -> Iterator[Section]:
    """The pages that this person may proofread now. One query."""
    if not may(user, Act.PROOFREAD):
        return
    waiting = [page for page in tally.pages if page.is_open]
    shown = waiting[:SHOWN]
    pages = Page.objects.select_related("issue").in_bulk([at.page for at in shown])
    yield Section(
        key="proofs",
        kind="proofs",
        head="等着校对的版面",
        lines=[
            ProofLine(
                pages[at.page], way(at.page, "admin:page_proof", "admin:articles_page_change"), at
            )
            for at in shown
            if at.page in pages
        ],
        count=len(waiting),
        nothing="没有等着校对的版面。",
        note=_kept(tally),
    )


def _kept(tally: Tally) -> str:
    unsigned = sum(page.unsigned > 0 for page in tally.pages)
    barred = sum(page.barred > 0 for page in tally.pages if not page.unsigned)
    words = []
    if unsigned:
        words.append(f"另有 {unsigned} 个版还有稿件没有签发，签齐了再校。")
    if barred:
        words.append(f"另有 {barred} 个版上有您写的或者审过的稿件，要由别人来校。")
    return "".join(words)


def to_place(user: AbstractBaseUser) -> Iterator[Section]:
    """Signed off and on no page, the longest first: for whoever makes up the pages. Two queries."""
    if Role.LAYOUT not in roles_of(user):
        return
    waiting = Article.objects.filter(state=StoryState.SIGNED_OFF, placement=None)
    by_time = waiting.annotate(waits_since=workflow.LAST_STEP_AT).order_by("waits_since", "pk")
    stories = list(by_time.for_desk().defer("body")[:SHOWN])
    yield Section(
        key="unplaced",
        kind="unplaced",
        head="等着上版的稿件",
        lines=to_write(stories),
        count=waiting.count(),
        nothing="签发的稿件都已上版。",
        url="?state__exact=unplaced",
    )


def corrections(user: AbstractBaseUser) -> Iterator[Section]:
    """更正 that a later issue has to print, the oldest first: for whoever makes up the pages. One query, two where there are any."""
    if not may(user, Act.ASSEMBLE):
        return
    due = Correction.objects.due().select_related("article")
    lines = list(due[: SHOWN + 1])
    yield Section(
        key="corrections",
        kind="corrections",
        head="等着见报的更正",
        lines=lines[:SHOWN],
        count=due.count() if lines else 0,
    )


def issues_in_hand() -> list[Issue]:
    """Open and scheduled ones, the next to appear first, then the withdrawn, the last first. Three queries.

    Each with `pages_in_hand` that count their stories, and `story_count` and `draft_count` of all.
    """
    counted = Page.objects.order_by("number").annotate(
        story_count=Count("placements"), draft_count=UNSIGNED
    )
    withdrawn = Issue.objects.filter(state=State.WITHDRAWN).newest_first()
    issues = [*desk.in_hand()[:6], *withdrawn[:3]]
    prefetch_related_objects(issues, Prefetch("pages", queryset=counted, to_attr="pages_in_hand"))
    for issue in issues:
        issue.story_count = sum(page.story_count for page in issue.pages_in_hand)
        issue.draft_count = sum(page.draft_count for page in issue.pages_in_hand)
    return issues
