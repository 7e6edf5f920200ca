"""Two at once: one is first, the other is told who and when, and nothing is done twice."""

import re
from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from articles import workflow, writing
from articles.models import Article, Page, Review
from articles.models.article import State
from articles.models.review import Stage, Verdict
from articles.permissions import Role
from tests.factories import make_article, make_editor, make_issue, make_user, send_up, stories_of

pytestmark = pytest.mark.django_db(transaction=True)

TOLD = r"^《云海之上》没有办理：您打开之后，何\d+已于\d\d月\d\d日\d\d:\d\d初审通过（第1稿），现在是“待复审”。$"


def at_once(acts: list[Callable[[], object]]) -> list[str]:
    """What each came to: "done", or what it was told."""
    barrier, outcomes = Barrier(len(acts), timeout=30), []

    def run(act: Callable[[], object]) -> None:
        barrier.wait()
        try:
            act()
            outcomes.append("done")
        except (workflow.NotReady, writing.StaleStory) as error:
            outcomes.append(str(error))
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes, key=lambda outcome: outcome != "done")


def test_of_many_reviewers_one_approves_and_the_others_are_told_who_did():
    story = send_up(make_article("云海之上", signed=False), State.FIRST)
    seen = [Article.objects.get(pk=story.pk) for _ in range(5)]
    people = [make_editor() for _ in seen]
    outcomes = at_once(
        [
            lambda one=one, by=by: workflow.approve(one, by=by)
            for one, by in zip(seen, people, strict=True)
        ]
    )
    assert outcomes[0] == "done"
    assert [bool(re.match(TOLD, outcome)) for outcome in outcomes[1:]] == [True] * 4
    assert Review.objects.signatures().count() == 1
    assert Article.objects.get().state == State.SECOND


def test_a_story_is_approved_or_sent_back_and_never_both():
    story = send_up(make_article(signed=False), State.FIRST)
    one, other = (Article.objects.get(pk=story.pk) for _ in range(2))
    first, second = make_editor(), make_editor()
    outcomes = at_once(
        [
            lambda: workflow.approve(one, by=first),
            lambda: workflow.send_back(other, by=second, opinion="请核实数字"),
        ]
    )
    assert [outcome == "done" for outcome in outcomes] == [True, False]
    verdicts = [Verdict.APPROVE, Verdict.SEND_BACK]
    assert Review.objects.filter(verdict__in=verdicts).count() == 1


def test_words_saved_while_they_are_signed_are_signed_by_nobody():
    story = send_up(make_article(signed=False), State.FINAL)
    read, written = (Article.objects.get(pk=story.pk) for _ in range(2))
    last, writer = make_user(role=Role.CHIEF), make_user()
    written.title = "刚刚改的标题"
    at_once(
        [
            lambda: workflow.approve(read, by=last),
            lambda: writing.save(written, by=writer, expected=written.version),
        ]
    )
    stored = Article.objects.get()
    assert (stored.title, stored.state) == ("刚刚改的标题", State.FINAL)


def test_of_two_proofreaders_one_has_done_the_proof():
    page = make_issue(stories=2).pages.get()
    people = [make_user(role=Role.PROOFREADER) for _ in range(2)]
    pages = [Page.objects.get(pk=page.pk) for _ in people]
    outcomes = at_once(
        [
            lambda one=one, by=by: workflow.proof_done(one, Stage.PROOF_1, by=by)
            for one, by in zip(pages, people, strict=True)
        ]
    )
    assert (outcomes[0], "的一校已由何" in outcomes[1]) == ("done", True)
    stories = stories_of(page.issue)
    assert Review.objects.filter(stage=Stage.PROOF_1, article__in=stories).count() == 2
