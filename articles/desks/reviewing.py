"""审稿: what waits for one's signature, what somebody else must sign, and what became of what one judged."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import F, QuerySet

from articles import workflow
from articles.desks.counts import UNDER_REVIEW, Tally
from articles.desks.lines import SHOWN, Line, Section, last_steps, to_review, to_write
from articles.models import Article, Review
from articles.models.article import State
from articles.models.review import PROOFS, Verdict
from articles.permissions import Act, may

#: Of one's last verdicts so many are looked through; several may be of one story.
LOOKED_THROUGH = 3 * SHOWN
WAITING = "?whose=waiting"


def sections(user: AbstractBaseUser, tally: Tally) -> Iterator[Section]:
    """Changes of signed words first: they stand on a page, and keep it from appearing."""
    if may(user, Act.CONFIRM):
        yield changes(user, tally)
    if may(user, Act.APPROVE):
        yield reviews(user, tally)


def changes(user: AbstractBaseUser, tally: Tally) -> Section:
    """They wait since they were changed, which is no step."""
    waiting = _at_stage(user).filter(is_change=True) if tally.changes else Article.objects.none()
    return Section(
        key="changes",
        kind="review",
        head="签发后改过，等您核准",
        lines=to_review(
            list(waiting.annotate(waits_since=F("latest_version__created_at"))[:SHOWN])
        ),
        count=tally.changes,
        url=f"{WAITING}&state__exact={State.FINAL}",
    )


def reviews(user: AbstractBaseUser, tally: Tally) -> Section:
    waiting = _at_stage(user).filter(is_change=False) if tally.reviews else Article.objects.none()
    others = workflow.standing_at(user).count() - tally.reviews - tally.changes
    return Section(
        key="reviews",
        kind="review",
        head="等您审的稿件",
        lines=to_review(list(waiting[:SHOWN])),
        count=tally.reviews,
        nothing="没有等您审的稿件。",
        note=f"另有 {others} 篇是您写的，或者您已在别的环节审过、校过，要由别人来审。"
        if others > 0
        else "",
        url=WAITING,
    )


def judged(user: AbstractBaseUser) -> Section:
    """What he sent forward and back of late, each story once, with what became of it. Two queries."""
    mine = Review.objects.filter(reviewer=user).exclude(stage__in=PROOFS)
    mine = mine.exclude(verdict=Verdict.SUBMIT).order_by("-pk")
    first: dict[int, Review] = {}
    for review in mine.select_related(
        "article__section", "article__placement__page__issue", "version"
    )[:LOOKED_THROUGH]:
        first.setdefault(review.article_id, review)
    shown = list(first.values())[:SHOWN]
    after = last_steps(review.article for review in shown)
    return Section(
        key="judged",
        kind="judged",
        head="您最近办过的稿件",
        lines=[(review, _then(review, after)) for review in shown],
    )


def _then(review: Review, after: dict[int, Review]) -> Line:
    """Where it stands now; whoever took the last step since then is named."""
    last = after[review.article_id]
    known = {} if last.pk == review.pk else {last.article_id: last}
    return to_write([review.article], known)[0]


def _at_stage(user: AbstractBaseUser) -> QuerySet[Article]:
    waiting = workflow.waiting_for(user).filter(state__in=UNDER_REVIEW)
    return waiting.annotate(is_change=workflow.IS_CHANGE).for_desk()
