"""The start page, made of a person's roles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from articles.desks import keeping, making, reviewing, writing
from articles.desks.counts import Tally
from articles.desks.lines import Section
from articles.models import Intake, Issue, Source
from articles.permissions import Act, may, roles_of


def overview(user: AbstractBaseUser, tally: Tally) -> dict[str, Any]:
    """What is due, what is in hand, what was done. As many queries whatever is stored; those of roles one has not are left out."""
    if not roles_of(user):
        return {"has_no_role": True, "whom_to_ask": keeping.whom_to_ask()}
    return {
        "due": _shown(_due(user, tally)),
        "done": _shown(_done(user)),
        **(_issues() if may(user, Act.SEE_UNPUBLISHED) else {}),
        **(_imports() if may(user, Act.IMPORT) else {}),
        "may_publish": may(user, Act.PUBLISH),
    }


def _due(user: AbstractBaseUser, tally: Tally) -> Iterator[Section]:
    """The most urgent first: what others wait for, then one's own."""
    yield from writing.returned(user, tally)
    yield from reviewing.sections(user, tally)
    yield from making.proofs(user, tally)
    yield from making.to_place(user)
    yield from making.corrections(user)
    yield from writing.drafts(user, tally)
    yield from keeping.accounts(user)


def _done(user: AbstractBaseUser) -> Iterator[Section]:
    yield from writing.sent_in(user)
    if may(user, Act.APPROVE):
        yield reviewing.judged(user)
    yield from keeping.records(user)


def _shown(sections: Iterator[Section]) -> list[Section]:
    return [section for section in sections if section.is_shown]


def _issues() -> dict[str, Any]:
    return {
        "sees_issues": True,
        "issues_in_hand": making.issues_in_hand(),
        "newest_issue": Issue.objects.public().newest_first().first(),
    }


def _imports() -> dict[str, Any]:
    return {
        "sees_imports": True,
        "intakes": Intake.objects.in_hand().select_related("updated_by")[:6],
        "recent_imports": Source.objects.defer("data").select_related("issue", "created_by")[:5],
    }
