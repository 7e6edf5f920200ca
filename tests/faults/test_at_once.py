"""Several processes at one issue: one effect, whoever came first, and everybody else is told or refused."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from articles import assembly, edition, publishing
from articles.models import Article, Edition, Issue, Page, Placement, Publication
from articles.models.publication import Deed
from articles.publishing import record
from tests.factories import DATE, make_article, make_editor, make_issue, stories_of
from tests.faults import invariants
from tests.faults.processes import barrier, together

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS, SCHEDULES, MOVES = 20, 50, 30
PUBLISHERS, WORKERS = 8, 4
SECOND, TICK = dt.timedelta(seconds=1), dt.timedelta(microseconds=1)


def issues_of_one_story(count: int) -> list[Issue]:
    return [make_issue(DATE + dt.timedelta(days=day)) for day in range(count)]


def test_of_eight_that_publish_an_issue_at_once_one_does_and_the_others_are_told(seed_block):
    issues, by, turns = (
        issues_of_one_story(ROUNDS),
        make_editor("何晓"),
        Edition.objects.get().count,
    )
    gate = barrier(PUBLISHERS)

    def publish_all() -> list[str]:
        return [
            outcome(gate, lambda issue=issue: publishing.publish(issue, by=by)) for issue in issues
        ]

    came = together([publish_all] * PUBLISHERS)
    rounds = [Counter(answers) for answers in zip(*came, strict=True)]
    assert rounds == [Counter(done=1, AlreadyPublished=PUBLISHERS - 1)] * ROUNDS
    assert effects(issues) == [(1, 1)] * ROUNDS
    assert Edition.objects.get().count - turns == ROUNDS
    assert invariants.wrong() == []


def outcome(gate: Any, act: Callable[[], object]) -> str:
    """`done`, or the name of what was raised: whatever the database itself says of it is none of the answers."""
    gate.wait()
    try:
        act()
    except Exception as error:
        return type(error).__name__
    return "done"


def effects(issues: list[Issue]) -> list[tuple[int, int]]:
    """Of each issue: how many records of its signature, and by how much its version grew."""
    records = Counter(Publication.objects.filter(deed=Deed.SIGN).values_list("issue", flat=True))
    now = dict(Issue.objects.values_list("pk", "version"))
    return [(records[issue.pk], now[issue.pk] - issue.version) for issue in issues]


def test_four_workers_bring_out_each_issue_once_and_at_its_hour(seed_block, monkeypatch):
    """Their clocks show the moment before each hour, then the hour. One of the issues cannot be brought out."""
    chance, begin = random.Random(seed_block), timezone.now().replace(microsecond=0)
    issues = schedule(chance, begin)
    bad = chance.choice(issues)
    monkeypatch.setattr(record, "of_issue", refusing(bad, record.of_issue))
    hours = sorted({issue.publish_at for issue in issues})
    gate, turns = barrier(WORKERS), Edition.objects.get().count

    def work() -> list[int]:
        done = []
        for moment in [moment for hour in hours for moment in (hour - TICK, hour)]:
            gate.wait()
            with time_machine.travel(moment, tick=False):
                done += [issue.pk for issue, error in publishing.publish_due() if error is None]
        return done

    done = [pk for answers in together([work] * WORKERS) for pk in answers]
    good = {issue.pk: issue.publish_at for issue in issues if issue != bad}
    assert sorted(done) == sorted(good)
    appeared = Publication.objects.filter(deed=Deed.APPEAR).values_list("issue", "created_at")
    assert sorted(appeared) == sorted(good.items())
    assert dict(Issue.objects.exclude(pk=bad.pk).values_list("pk", "appeared_at")) == good
    assert Issue.objects.get(pk=bad.pk).appeared_at is None
    assert Edition.objects.get().count - turns == len(good)


def schedule(chance: random.Random, begin: dt.datetime) -> list[Issue]:
    """Issues that are signed for hours to come; now and then two of them for the same."""
    by = make_editor()
    hours = [begin + SECOND * chance.randint(3600, 3600 + SCHEDULES * 2) for _ in range(SCHEDULES)]
    return [
        publishing.publish(issue, by=by, at=at)
        for issue, at in zip(issues_of_one_story(SCHEDULES), hours, strict=True)
    ]


def refusing(bad: Issue, act: Callable[..., Publication]) -> Callable[..., Publication]:
    def record_or_fail(deed: Deed, issue: Issue, **given: Any) -> Publication:
        if issue == bad:
            raise RuntimeError("this issue's record cannot be written")
        return act(deed, issue, **given)

    return record_or_fail


Standing = dict[int, list[int]]
#: (version seen, page, story, before or None, whether it was done)
Tried = tuple[int, int, int, int | None, bool]


def test_two_who_move_at_once_lose_nothing_and_a_refused_move_leaves_no_trace(seed_block):
    issue = make_issue(pages=3, stories=3)
    pool = [make_article() for _ in range(3)]
    before, version, turn = standing(), issue.version, edition.stamp()
    gate = barrier(2)

    def edit(by: Any, seed: int) -> list[Tried]:
        chance = random.Random(seed)
        return [try_move(issue.pk, pool, by, chance, gate) for _ in range(MOVES)]

    people = enumerate([make_editor(), make_editor()], seed_block * 2)
    tried = together([lambda by=by, seed=seed: edit(by, seed) for seed, by in people])
    done = sorted((line for lines in tried for line in lines if line[-1]), key=lambda line: line[0])
    assert [line[0] for line in done] == list(range(version, version + len(done)))
    assert len(done) == MOVES  # of two who saw the same board one is first
    assert standing() == replayed(before, done)
    assert (invariants.wrong(), edition.stamp()) == ([], turn)
    assert LogEntry.objects.filter(change_message__contains="排到").count() == MOVES


def standing() -> Standing:
    """Page -> its stories in order."""
    pages: Standing = {pk: [] for pk in Page.objects.values_list("pk", flat=True)}
    for page, story in Placement.objects.in_order().values_list("page", "article"):
        pages[page].append(story)
    return pages


def try_move(key: int, pool: list[Article], by: Any, chance: random.Random, gate: Any) -> Tried:
    """Looks at the board, waits until the other has looked too, and moves any story to any place."""
    issue = Issue.objects.get(pk=key)
    story = chance.choice([*stories_of(issue), *pool])
    page = chance.choice(list(issue.pages.order_by("number")))
    there = list(Article.objects.filter(placement__page=page).exclude(pk=story.pk).order_by("pk"))
    at = chance.choice([None, *there])
    gate.wait()
    try:
        assembly.move(issue, [story], page, before=at, by=by, expected=issue.version)
    except assembly.StaleBoard:
        return issue.version, page.pk, story.pk, at and at.pk, False
    return issue.version, page.pk, story.pk, at and at.pk, True


def replayed(board: Standing, moves: list[Tried]) -> Standing:
    """What those moves alone, one after the other, make of a board."""
    for _version, page, story, before, _done in moves:
        board = {key: [each for each in order if each != story] for key, order in board.items()}
        order = board[page]
        order.insert(order.index(before) if before in order else len(order), story)
    return board
