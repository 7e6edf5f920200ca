"""Which pages wait for their proofs, for a desk that shows many: the rules of `proofs` in one query."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from articles import permissions
from articles.models import Placement, Review
from articles.models.article import State
from articles.models.issue import State as IssueState
from articles.models.review import PROOFS, Stage, Verdict
from articles.permissions import Act
from articles.workflow import waiting

#: A page may be proofread while its issue is made; what was withdrawn had its proofs.
IN_THE_MAKING = (IssueState.PLANNING, IssueState.ASSEMBLING)


@dataclass(frozen=True, slots=True)
class AtProof:
    """A page whose stories have not all had three proofs. `stories` and `characters` are of those that wait for this one.

    `unsigned` of them keep the page from being proofread; `barred` ones are this person's own, or were reviewed by him.
    """

    page: int
    stage: Stage
    stories: int
    characters: int
    unsigned: int
    barred: int
    since: dt.datetime

    @property
    def is_open(self) -> bool:
        """It waits for this person."""
        return not self.unsigned and not self.barred


def to_proof(user: AbstractBaseUser) -> list[AtProof]:
    """Those that wait for a proof, the one that has waited longest first. One query; none for who is no proofreader."""
    if not permissions.may(user, Act.PROOFREAD):
        return []
    lines = _lines(user).values("page", *FACTS)
    pages = [_page(key, list(rows)) for key, rows in groupby(lines, lambda line: line["page"])]
    return sorted((page for page in pages if page), key=lambda page: (page.since, page.page))


FACTS = ("state", "characters", "proofs", "was_signed", "is_barred", "since")


def _lines(user: AbstractBaseUser) -> QuerySet[Placement]:
    """A line for each placed story, with how many proofs it has had in its round."""
    standing = Review.objects.filter(
        article=OuterRef("article"), round=OuterRef("article__round")
    ).order_by()
    had = standing.filter(verdict=Verdict.PROOFREAD).values("article").annotate(n=Count("pk"))
    signed = standing.filter(verdict=Verdict.APPROVE, stage=Stage.FINAL)
    last = Review.objects.filter(article=OuterRef("article")).order_by("-pk")
    return (
        Placement.objects.filter(page__issue__state__in=IN_THE_MAKING)
        .annotate(
            state=F("article__state"),
            characters=F("article__character_count"),
            proofs=Coalesce(Subquery(had.values("n")), 0),
            was_signed=Exists(signed),
            is_barred=_barred(user, standing),
            since=Coalesce(Subquery(last.values("created_at")[:1]), "article__updated_at"),
        )
        .order_by("page")
    )


def _barred(user: AbstractBaseUser, standing: QuerySet[Review]) -> Any:
    """As `rules.require_right` and `rules.require_not_reviewer` say of one."""
    own = Q(article__in=waiting.own(user))
    if settings.PROOFREADERS_MAY_REVIEW:
        return own
    verdicts = [Verdict.APPROVE, Verdict.CONFIRM]
    return own | Exists(standing.filter(reviewer=user, verdict__in=verdicts))


def _page(key: int, lines: list[dict[str, Any]]) -> AtProof | None:
    """None after the third."""
    turn = min(line["proofs"] for line in lines)
    if turn >= len(PROOFS):
        return None
    turns = [line for line in lines if line["proofs"] == turn]
    return AtProof(
        page=key,
        stage=PROOFS[turn],
        stories=len(turns),
        characters=sum(line["characters"] for line in turns),
        unsigned=_count(not _is_signed(line) for line in turns),
        barred=_count(line["is_barred"] for line in turns),
        since=max(line["since"] for line in turns),
    )


def _is_signed(line: dict[str, Any]) -> bool:
    changed = line["state"] == State.FINAL and line["was_signed"]
    return changed or line["state"] == State.SIGNED_OFF


def _count(answers: Iterable[bool]) -> int:
    return sum(map(bool, answers))
