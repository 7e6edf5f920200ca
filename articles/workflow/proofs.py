"""三校: a page's proofs, story by story. Where a page stands follows from its stories, so a late one puts it back.

A proof is of the version it names. What is corrected afterwards is read by the next proof, which is shown the change; after
the third there is none, so the third holds again only once 总编辑 has confirmed the change, which he is shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.timezone import localtime

from articles import history, writing
from articles.models import Article, Page, Review
from articles.models.article import State
from articles.models.review import PROOFS, Stage, Verdict
from articles.models.trail import Kind
from articles.permissions import Act
from articles.workflow import rules, steps
from articles.workflow.rules import NotReady, Overtaken


@dataclass(frozen=True, slots=True)
class Proofs:
    """Of a story in its round: how many it has `had`, and how many of them `hold` for the words as they stand."""

    had: int = 0
    hold: int = 0


@transaction.atomic
def proof_done(
    page: Page,
    stage: Stage,
    *,
    by: AbstractBaseUser,
    expected: int | None = None,
    texts: Collection[int] | None = None,
    opinion: str = "",
) -> list[Review]:
    """一校, 二校 or 三校 of every story of the page that has not had it, each of the version that stands there.

    `expected` is the page's `version` that was seen, `texts` the keys of the versions that were read (None: those that
    stand there now). Raises Overtaken, NotAllowed or NotReady; with nothing recorded.
    """
    held = Page.objects.select_for_update(of=("self",)).select_related("issue").get(pk=page.pk)
    if held.version != (page.version if expected is None else expected):
        raise Overtaken(f"{held.heading}刚刚被{history.last_hand(held)}编排过，请看过再校。")
    stories = list(_stories(held).select_for_update(of=("self",)))
    proofs = _proofs(stories)
    _require_turn(held, stage, stories, proofs)
    waiting = _at(stage, stories, proofs)
    for story in waiting:
        _require_read(story, texts)
        _require(story, stage, by)
    history.log(by, held, f"{stage.label}校毕，共 {len(waiting)} 篇", Kind.REVIEW)
    return [
        steps.write(story, Verdict.PROOFREAD, stage, by=by, opinion=opinion) for story in waiting
    ]


def against(page: Page, stage: Stage, by: AbstractBaseUser) -> list[str]:
    """What is left before this person can sign the proof: a sentence for each story that stands against it.

    Five queries, however many stories the page has.
    """
    stories = list(_stories(page).prefetch_related("reviews", "bylines"))
    found = []
    for story in _at(stage, stories, _proofs(stories)):
        try:
            _require(story, stage, by)
        except NotReady as error:
            found.append(str(error))
    return found


def proof_of(page: Page) -> Stage | None:
    """The last proof that holds for all of the page's stories; None before the first, and on an empty page."""
    return proofs_of([page])[page.pk]


def next_proof(page: Page) -> Stage | None:
    """What it waits for from its proofreaders; None after the third: a change after it waits for 总编辑 alone."""
    return next_proofs([page])[page.pk]


def proofs_of(pages: Iterable[Page]) -> dict[int, Stage | None]:
    """`proof_of` each, by the page's key. Two queries, however many they are."""
    least = _least(pages)
    return {key: PROOFS[at.hold - 1] if at and at.hold else None for key, at in least.items()}


def next_proofs(pages: Iterable[Page]) -> dict[int, Stage | None]:
    """`next_proof` of each, by the page's key. Two queries."""
    turns = {key: at.had if at else 0 for key, at in _least(pages).items()}
    return {key: PROOFS[turn] if turn < len(PROOFS) else None for key, turn in turns.items()}


def _least(pages: Iterable[Page]) -> dict[int, Proofs | None]:
    """What every story of the page has at least, by the page's key; None for an empty page."""
    keys = [page.pk for page in pages]
    stories = Article.objects.filter(placement__page__in=keys)
    placed = list(
        stories.only("pk", "round", "state", "latest_version").annotate(on=F("placement__page"))
    )
    proofs = _proofs(placed)
    standing: dict[int, list[Proofs]] = defaultdict(list)
    for story in placed:
        standing[story.on].append(proofs[story.pk])
    return {
        key: Proofs(min(at.had for at in standing[key]), min(at.hold for at in standing[key]))
        if standing[key]
        else None
        for key in keys
    }


def _stories(page: Page) -> QuerySet[Article]:
    placed = Article.objects.filter(placement__page=page).select_related("latest_version")
    return placed.order_by("placement__position")


def _proofs(stories: Collection[Article]) -> dict[int, Proofs]:
    """By the story's key. One query."""
    rows = Review.objects.filter(
        article__in=stories, verdict=Verdict.PROOFREAD, round=F("article__round")
    )
    read: dict[int, list[int]] = defaultdict(list)
    for article, version in rows.order_by("pk").values_list("article", "version"):
        read[article].append(version)
    return {story.pk: _standing(story, read[story.pk]) for story in stories}


def _standing(story: Article, read: list[int]) -> Proofs:
    """`read` are the versions that were proofread, in order. A story that is signed off has no change unconfirmed."""
    had = len(read)
    changed = had > 0 and read[-1] != story.latest_version_id and story.state != State.SIGNED_OFF
    return Proofs(had, had - 1 if changed and had == len(PROOFS) else had)


def _at(stage: Stage, stories: list[Article], proofs: dict[int, Proofs]) -> list[Article]:
    """Those that have had the proofs before this one, and no more."""
    return [story for story in stories if proofs[story.pk].had == PROOFS.index(stage)]


def _require_turn(
    page: Page, stage: Stage, stories: list[Article], proofs: dict[int, Proofs]
) -> None:
    if not stories:
        raise NotReady(f"{page.heading}上还没有稿件，没有可校的。")
    turn = min(each.had for each in proofs.values())
    if turn == PROOFS.index(stage):
        return
    if turn < PROOFS.index(stage):
        raise NotReady(f"{page.heading}还没有做{PROOFS[turn].label}，不能做{stage.label}。")
    given = Review.objects.filter(article__in=stories, verdict=Verdict.PROOFREAD, stage=stage)
    last = given.in_order().last()
    when = f"{localtime(last.created_at):%m月%d日%H:%M}"
    raise Overtaken(f"{page.heading}的{stage.label}已由{last.printed_name}于{when}做完。")


def _require_read(story: Article, texts: Collection[int] | None) -> None:
    """Nobody signs for words that he has not read."""
    if texts is not None and story.latest_version_id not in texts:
        who = writing.stale(story).who
        raise Overtaken(f"《{story.headline}》没有校毕：{who}请看过新稿再校。")


def _require(story: Article, stage: Stage, by: AbstractBaseUser) -> None:
    """Only words that were signed once are proofread; a correction may still wait to be confirmed."""
    if story.state not in (State.SIGNED_OFF, State.FINAL) or not rules.was_signed(story):
        raise NotReady(f"《{story.headline}》还没有签发，不能{stage.label}；请先签发或移出版面。")
    rules.require_right(Act.PROOFREAD, story, by)
    rules.require_not_reviewer(story, stage, by)
