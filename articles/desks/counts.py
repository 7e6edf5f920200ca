"""How much waits for a person: shown in the navigation of every screen and in the heads of the start page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Count
from django.urls import reverse

from articles import workflow
from articles.models.article import State
from articles.permissions import Role, roles_of
from articles.workflow import AtProof

#: At one of the three stages.
UNDER_REVIEW = (State.FIRST, State.SECOND, State.FINAL)


@dataclass(frozen=True, slots=True)
class Mark:
    """One of the counts: `退回 1`, where it leads, and the rest of the sentence for a screen reader."""

    word: str
    count: int
    url: str
    rest: str


@dataclass(frozen=True, slots=True)
class Tally:
    """`pages` are all at proof, also those that do not wait for this person (AtProof.is_open)."""

    returned: int = 0
    changes: int = 0
    reviews: int = 0
    drafts: int = 0
    pages: tuple[AtProof, ...] = ()

    @property
    def proofs(self) -> int:
        return sum(page.is_open for page in self.pages)

    def marks(self) -> Iterator[Mark]:
        """Those that are not nought, the most urgent first; drafts wait for nobody else and are not counted here."""
        home = reverse("admin:index")
        known = (
            ("退回", self.returned, "returned", "篇稿件退回给您"),
            ("待核准", self.changes, "changes", "篇稿件的改动等您核准"),
            ("待审", self.reviews, "reviews", "篇稿件等您审"),
            ("待校", self.proofs, "proofs", "个版面等您校对"),
        )
        for word, count, place, rest in known:
            if count:
                yield Mark(word, count, f"{home}#{place}", rest)


def tally(user: AbstractBaseUser) -> Tally:
    """One query for stories and one for pages, each only for those whose role has them."""
    if not roles_of(user) - {Role.ACCOUNTS, Role.AUDITOR, Role.PUBLISHER, Role.LAYOUT}:
        return Tally()
    rows = workflow.waiting_for(user).order_by().annotate(is_change=workflow.IS_CHANGE)
    counted: Counter[str] = Counter()
    for state, is_change, number in rows.values_list("state", "is_change").annotate(Count("pk")):
        changed = state == State.FINAL and is_change
        counted["change" if changed else state] += number
    return Tally(
        returned=counted[State.RETURNED],
        changes=counted["change"],
        reviews=sum(counted[state] for state in UNDER_REVIEW),
        drafts=counted[State.DRAFT],
        pages=tuple(workflow.to_proof(user)),
    )
