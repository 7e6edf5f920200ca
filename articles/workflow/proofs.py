"""三校: a page's proofs, story by story. Where a page stands follows from its stories, so a late one puts it back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.timezone import localtime

from articles import history
from articles.models import Article, Page, Review
from articles.models.article import State
from articles.models.review import PROOFS, Stage, Verdict
from articles.models.trail import Kind
from articles.permissions import Act
from articles.workflow import rules, steps
from articles.workflow.rules import NotReady, Overtaken


@transaction.atomic
def proof_done(
    page: Page,
    stage: Stage,
    *,
    by: AbstractBaseUser,
    expected: int | None = None,
    opinion: str = "",
) -> list[Review]:
    """一校, 二校 or 三校 of every story of the page that has not had it, each of the version that stands there.

    `expected` is the page's `version` that was seen. Raises Overtaken, NotAllowed or NotReady; with nothing recorded.
    """
    held = Page.objects.select_for_update(of=("self",)).select_related("issue").get(pk=page.pk)
    if held.version != (page.version if expected is None else expected):
        raise Overtaken(f"{held.heading}刚刚被{history.last_hand(held)}编排过，请看过再校。")
    stories = list(_stories(held).select_for_update(of=("self",)))
    done = _done(stories)
    _require_turn(held, stage, stories, done)
    waiting = [story for story in stories if done[story.pk] == PROOFS.index(stage)]
    for story in waiting:
        _require(story, stage, by)
    history.log(by, held, f"{stage.label}校毕，共 {len(waiting)} 篇", Kind.REVIEW)
    return [
        steps.write(story, Verdict.PROOFREAD, stage, by=by, opinion=opinion) for story in waiting
    ]


def proof_of(page: Page) -> Stage | None:
    """The last proof that all of the page's stories have had; None before the first, and on an empty page."""
    stories = list(_stories(page))
    number = min(_done(stories).values(), default=0)
    return PROOFS[number - 1] if number else None


def next_proof(page: Page) -> Stage | None:
    """What it waits for; None after the third."""
    return _after(proof_of(page))


def proofs_of(pages: Iterable[Page]) -> dict[int, Stage | None]:
    """`proof_of` each, by the page's key. Two queries, however many they are."""
    keys = [page.pk for page in pages]
    stories = Article.objects.filter(placement__page__in=keys)
    placed = list(stories.only("pk", "round").annotate(on=F("placement__page")))
    done = _done(placed)
    least: dict[int, int] = {}
    for story in placed:
        least[story.on] = min(least.get(story.on, len(PROOFS)), done[story.pk])
    return {key: PROOFS[least[key] - 1] if least.get(key) else None for key in keys}


def next_proofs(pages: Iterable[Page]) -> dict[int, Stage | None]:
    """`next_proof` of each, by the page's key. Two queries."""
    return {key: _after(last) for key, last in proofs_of(pages).items()}


def _after(last: Stage | None) -> Stage | None:
    following = PROOFS[PROOFS.index(last) + 1 :] if last else PROOFS
    return following[0] if following else None


def _stories(page: Page) -> QuerySet[Article]:
    placed = Article.objects.filter(placement__page=page).select_related("latest_version")
    return placed.order_by("placement__position")


def _done(stories: list[Article]) -> Counter[int]:
    """How many proofs each story has had in its round."""
    rows = Review.objects.filter(
        article__in=stories, verdict=Verdict.PROOFREAD, round=F("article__round")
    )
    had = Counter(rows.values_list("article", flat=True))
    return Counter({story.pk: had[story.pk] for story in stories})


def _require_turn(page: Page, stage: Stage, stories: list[Article], done: Counter[int]) -> None:
    if not stories:
        raise NotReady(f"{page.heading}上还没有稿件，没有可校的。")
    turn = min(done.values())
    if turn == PROOFS.index(stage):
        return
    if turn < PROOFS.index(stage):
        raise NotReady(f"{page.heading}还没有做{PROOFS[turn].label}，不能做{stage.label}。")
    given = Review.objects.filter(article__in=stories, verdict=Verdict.PROOFREAD, stage=stage)
    last = given.in_order().last()
    when = f"{localtime(last.created_at):%m月%d日%H:%M}"
    raise Overtaken(f"{page.heading}的{stage.label}已由{last.printed_name}于{when}做完。")


def _require(story: Article, stage: Stage, by: AbstractBaseUser) -> None:
    """Only words that were signed once are proofread; a correction may still wait to be confirmed."""
    if story.state not in (State.SIGNED_OFF, State.FINAL) or not rules.was_signed(story):
        raise NotReady(f"《{story.headline}》还没有签发，不能{stage.label}；请先签发或移出版面。")
    rules.require_right(Act.PROOFREAD, story, by)
    rules.require_not_reviewer(story, stage, by)
