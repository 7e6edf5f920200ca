"""写稿: what came back to its author, his drafts, and where stands what he sent in."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import AbstractBaseUser

from articles import desk, workflow
from articles.desks.counts import Tally
from articles.desks.lines import SHOWN, Section, last_steps, to_write
from articles.models import Article
from articles.models.article import State
from articles.permissions import Act, Role, may, roles_of
from articles.permissions.table import UNSENT


def returned(user: AbstractBaseUser, tally: Tally) -> Iterator[Section]:
    """With who sent it back, and the opinion. Two queries, none where nothing came back."""
    if not may(user, Act.SUBMIT):
        return
    stories = _waiting(user, State.RETURNED) if tally.returned else []
    yield Section(
        key="returned",
        kind="returned",
        head="退回给您的稿件",
        lines=to_write(stories, last_steps(stories) if stories else None),
        count=tally.returned,
        url=f"?whose=waiting&state__exact={State.RETURNED}",
    )


def drafts(user: AbstractBaseUser, tally: Tally) -> Iterator[Section]:
    if not may(user, Act.SUBMIT):
        return
    stories = _waiting(user, State.DRAFT) if tally.drafts else []
    yield Section(
        key="drafts",
        kind="drafts",
        head="您的草稿",
        lines=to_write(stories),
        count=tally.drafts,
        nothing="没有草稿。" if Role.REPORTER in roles_of(user) else "",
        url=f"?whose=waiting&state__exact={State.DRAFT}",
    )


def sent_in(user: AbstractBaseUser) -> Iterator[Section]:
    """What he wrote and sent in, the last step first. Two queries."""
    if not may(user, Act.SUBMIT):
        return
    # apart, so that the two indexes are used: of an archive few stories are one's own
    own = desk.belonging_to(user, Article.objects.order_by()).values("pk")
    sent = Article.objects.filter(pk__in=own, round__gte=1).exclude(state__in=UNSENT)
    moved = sent.annotate(waits_since=workflow.LAST_STEP_AT).order_by("-waits_since", "-pk")
    stories = list(moved.for_desk().defer("body")[:SHOWN])
    yield Section(
        key="sent",
        kind="sent",
        head="您送审的稿件",
        lines=to_write(stories, last_steps(stories)),
    )


def _waiting(user: AbstractBaseUser, state: State) -> list[Article]:
    waiting = workflow.waiting_for(user).filter(state=state)
    return list(waiting.for_desk().defer("body")[:SHOWN])
