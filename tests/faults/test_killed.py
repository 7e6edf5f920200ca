"""kill -9 at the SQL statements of publishing and of arranging: readers and staff have all of an act, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from articles import assembly, edition, publishing, writing
from articles.models import Article, Correction, Edition, Issue, Page, Publication
from tests.factories import make_editor, make_issue, make_published, sign, stories_of
from tests.faults import invariants, killing

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True, slots=True)
class Case:
    """An act that is ready to be done, what it is recorded as, and what is true once it is done."""

    act: Callable[[], object]
    done: Callable[[], bool]
    deed: str = ""
    corrections: int = 0


def publish() -> Case:
    issue, by = make_issue(pages=2, stories=2), make_editor()
    return Case(
        lambda: publishing.publish(issue, by=by), lambda: Issue.objects.get().is_public(), "sign"
    )


def withdraw() -> Case:
    issue, by = make_published(pages=2, stories=2), make_editor()
    return Case(
        lambda: publishing.withdraw(issue, by=by, reason="第一版图片有误"),
        lambda: Issue.objects.get().was_public,
        "withdraw",
    )


def correct() -> Case:
    story, by = stories_of(make_published(stories=2))[0], make_editor()
    story.title = "气象站建成三座"
    writing.save(story, by=make_editor(), expected=story.version)
    sign(story)
    story = Article.objects.get(pk=story.pk)
    return Case(
        lambda: publishing.renew(story, by=by, correction="座数应为三座。", due_in_print=True),
        lambda: (
            Article.objects.get(pk=story.pk).published_version.title == story.title
            and Correction.objects.get().after == story.latest_version
        ),
        "renew",
        corrections=1,
    )


def withdraw_story() -> Case:
    story, by = stories_of(make_published(stories=2))[0], make_editor()
    return Case(
        lambda: publishing.withdraw_story(story, by=by, reason="数字有误"),
        lambda: not Article.objects.public().filter(pk=story.pk).exists(),
        "withdraw_story",
    )


def reinstate_story() -> Case:
    case, story = withdraw_story(), stories_of(Issue.objects.get())[0]
    case.act()
    story, by = Article.objects.get(pk=story.pk), make_editor()
    return Case(
        lambda: publishing.reinstate_story(story, by=by),
        lambda: Article.objects.public().filter(pk=story.pk).exists(),
        "reinstate_story",
    )


def appear() -> Case:
    issue = make_published(pages=2, stories=2)
    Issue.objects.update(appeared_at=None)  # signed for an hour that has come
    issue.refresh_from_db()
    return Case(
        lambda: publishing.appear(issue),
        lambda: Issue.objects.get().appeared_at is not None,
        "appear",
    )


def standing() -> list[tuple[int, int]]:
    """(page number, story) in the issue's order."""
    places = Page.objects.order_by("number", "placements__position")
    return list(places.values_list("number", "placements__article"))


def move() -> Case:
    issue, by = make_issue(pages=2, stories=3), make_editor()
    one, two, three, *others = stories_of(issue)
    page = issue.pages.get(number=2)
    wanted = [(1, two.pk), *((2, each.pk) for each in (three, one, *others))]
    return Case(
        lambda: assembly.move(
            issue, [three, one], page, before=others[0], by=by, expected=issue.version
        ),
        lambda: standing() == wanted,
    )


def take_off() -> Case:
    issue, by = make_issue(pages=1, stories=4), make_editor()
    one, two, three, four = stories_of(issue)
    return Case(
        lambda: assembly.take_off(issue, [three, one], by=by),
        lambda: standing() == [(1, two.pk), (1, four.pk)],
    )


def arrange() -> Case:
    issue, by = make_issue(pages=1, stories=4), make_editor()
    page, (one, two, _dropped, four) = issue.pages.get(), stories_of(issue)
    return Case(
        lambda: assembly.arrange(page, [four, two, one], by=by),
        lambda: standing() == [(1, four.pk), (1, two.pk), (1, one.pk)],
    )


def reorder() -> Case:
    issue, by = make_issue(pages=3, stories=1), make_editor()
    keys = list(issue.pages.order_by("-number").values_list("pk", flat=True))
    stories = [story.pk for story in stories_of(issue)]
    return Case(
        lambda: assembly.reorder(issue, keys, by=by, expected=issue.version),
        lambda: standing() == list(enumerate(reversed(stories), 1)),
    )


ACTS = [
    publish,
    withdraw,
    correct,
    withdraw_story,
    reinstate_story,
    appear,
    move,
    take_off,
    arrange,
    reorder,
]


@pytest.mark.parametrize("make", ACTS, ids=lambda make: make.__name__)
def test_an_act_that_is_killed_is_done_whole_or_not_at_all(make, in_full, record_property):
    case = make()
    whole, stamp = killing.everything(), edition.stamp()
    last = killing.statements(case.act)
    points = killing.points(last, seed=ACTS.index(make), every=in_full)
    for number in points:
        killing.killed_before(case.act, number)
        assert killing.everything() == whole, f"killed before statement {number} of {last}"
        assert (invariants.wrong(), edition.stamp()) == ([], stamp)
    assert not case.done()
    record_property("statements", last)
    record_property("kills", len(points) + 1)
    killing.killed_after_commit(case.act)
    assert (case.done(), invariants.wrong()) == (True, [])
    assert new_deeds(whole) == ([case.deed] if case.deed else [])
    assert Correction.objects.count() == case.corrections
    assert (edition.stamp() != stamp) == bool(case.deed)


def new_deeds(before: dict) -> list[str]:
    known = [row[0] for row in before["articles.Publication"]]
    return list(Publication.objects.exclude(pk__in=known).values_list("deed", flat=True))


def test_the_hand_kills_before_each_statement_and_never_lets_it_through():
    """What the proofs above hang on: a statement that was reached is not sent, the one before it is."""

    def turn_twice() -> None:
        edition.turn()
        edition.turn()

    edition.turn()
    count = Edition.objects.get().count
    assert [killing.points(7, seed=seed, every=False) for seed in (0, 3)] == [
        [1, 6, 7],
        [1, 4, 7],
    ]
    killing.killed_before(turn_twice, 1)
    assert Edition.objects.get().count == count
    killing.killed_before(turn_twice, 2)  # in no transaction: torn, and seen to be
    assert Edition.objects.get().count == count + 1
