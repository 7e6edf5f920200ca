"""What waits for whom."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from articles import permissions
from articles.models import Article, Byline, Review
from articles.models.article import State
from articles.models.byline import CreditKind
from articles.models.review import PROOFS, Stage, Verdict
from articles.permissions import TABLE, Act, Role, Whose
from articles.permissions.table import UNSENT
from articles.workflow import rules

#: A story in one of these waits for a reviewer.
REVIEWED = (State.FIRST, State.SECOND, State.FINAL)
_STEPS = Review.objects.filter(article=OuterRef("pk"))
#: When a story came to where it stands; before it was ever submitted, when it was last written.
LAST_STEP_AT = Coalesce(Subquery(_STEPS.order_by("-pk").values("created_at")[:1]), "updated_at")
#: `rules.was_signed`, for many: what waits for 终审 is a change of signed words.
IS_CHANGE = Exists(
    _STEPS.filter(round=OuterRef("round"), verdict=Verdict.APPROVE, stage=Stage.FINAL)
)


def waiting_for(user: AbstractBaseUser) -> QuerySet[Article]:
    """The stories whose next step is this person's, those that have waited longest first (`waits_since`).

    For reviewers what stands at their stages, without their own and what they signed at another stage; for authors
    their drafts and what was sent back to them. One query, besides that for the roles; none for whom nothing waits
    ever.
    """
    held = permissions.roles_of(user)
    judged = Q(state__in=_stages_of(held)) & ~Q(pk__in=own(user)) & ~Exists(_barred(user))
    mine = Q(pk__in=[])
    if _may_resubmit(held):
        mine = Q(state__in=UNSENT, pk__in=own(user))
    waiting = Article.objects.filter(judged | mine).annotate(waits_since=LAST_STEP_AT)
    return waiting.order_by("waits_since", "pk")


def standing_at(user: AbstractBaseUser) -> QuerySet[Article]:
    """All at the stages that he holds, also those that somebody else must judge."""
    return Article.objects.filter(state__in=_stages_of(permissions.roles_of(user)))


def to_review(user: AbstractBaseUser) -> QuerySet[Article]:
    """Of what waits for him, the stories of others that he may judge; his own drafts are not among them."""
    return waiting_for(user).filter(state__in=REVIEWED)


def _stages_of(held: frozenset[Role]) -> list[str]:
    rows = [row for row in TABLE[Act.APPROVE] if row.roles & held]
    return [state for state in rules.STAGE_OF if any(state in row.states for row in rows)]


def _may_resubmit(held: frozenset[Role]) -> bool:
    rows = [row for row in TABLE[Act.SUBMIT] if row.roles & held and row.whose is not Whose.OTHERS]
    return any(State.RETURNED in row.states for row in rows)


def own(user: AbstractBaseUser) -> QuerySet:
    """As `permissions.is_own`, for many."""
    signed = Byline.objects.filter(name=user.get_full_name(), kind=CreditKind.PERSON)
    own = Q(created_by=user)
    if user.get_full_name():
        own |= Q(pk__in=signed.values("article"))
    return Article.objects.filter(own).values("pk")


def _barred(user: AbstractBaseUser) -> QuerySet[Review]:
    """What he signed of the story at another stage of its round, or proofread, where that counts."""
    standing = Review.objects.filter(article=OuterRef("pk"), round=OuterRef("round"), reviewer=user)
    other = Q(verdict=Verdict.APPROVE) & ~Q(stage=OuterRef("state"))
    proofs = Q(verdict=Verdict.PROOFREAD, stage__in=PROOFS)
    kinds = other if settings.PROOFREADERS_MAY_REVIEW else other | proofs
    return standing.filter(kinds)
