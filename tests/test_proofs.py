"""三校 of a page."""

import re

import pytest

from articles import workflow, writing
from articles.models import Article, Page, Review
from articles.models.article import State
from articles.models.review import PROOFS, Stage
from articles.permissions import Role
from tests.factories import DATE, make_article, make_issue, make_user, place, sign, stories_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> Page:
    return make_issue(DATE, stories=2).pages.get()


@pytest.fixture
def proofreader():
    return make_user("许嘉", role=Role.PROOFREADER)


def now(page: Page) -> Page:
    return Page.objects.get(pk=page.pk)


def test_a_page_is_proofread_three_times_in_order_and_the_record_names_who_did(page, proofreader):
    seen = [workflow.proof_of(page)]
    for stage in PROOFS:
        assert workflow.next_proof(page) == stage
        workflow.proof_done(now(page), stage, by=proofreader, opinion="见清样")
        seen.append(workflow.proof_of(page))
    assert (seen, workflow.next_proof(page)) == ([None, *PROOFS], None)
    lines = Review.objects.filter(article=stories_of(page.issue)[0], stage__in=PROOFS).in_order()
    assert [(r.printed_name, r.said, r.version.number, r.opinion) for r in lines] == [
        ("许嘉", f"{stage.label}校毕", 1, "见清样") for stage in PROOFS
    ]


def test_a_proof_is_neither_left_out_nor_done_twice(page, proofreader, time_machine):
    time_machine.move_to("2026-03-04T02:05Z", tick=False)
    heading = re.escape(page.heading)
    with pytest.raises(workflow.NotReady, match=rf"^{heading}还没有做一校，不能做二校。$"):
        workflow.proof_done(now(page), Stage.PROOF_2, by=proofreader)
    workflow.proof_done(now(page), Stage.PROOF_1, by=proofreader)
    told = rf"^{heading}的一校已由许嘉于03月04日10:05做完。$"
    with pytest.raises(workflow.Overtaken, match=told):
        workflow.proof_done(now(page), Stage.PROOF_1, by=proofreader)
    assert Review.objects.filter(stage__in=PROOFS).count() == 2


def test_a_story_that_comes_late_puts_its_page_back_and_is_proofread_alone(page, proofreader):
    workflow.proof_done(now(page), Stage.PROOF_1, by=proofreader)
    late = make_article("临时上版的稿件")
    place(now(page), [*stories_of(page.issue), late])
    assert workflow.proof_of(page) is None
    done = workflow.proof_done(now(page), Stage.PROOF_1, by=proofreader)
    assert ([line.article for line in done], workflow.proof_of(page)) == ([late], Stage.PROOF_1)


def test_a_correction_keeps_the_proofs_and_waits_for_its_confirmation(page, proofreader):
    workflow.proof_done(now(page), Stage.PROOF_1, by=proofreader)
    story = stories_of(page.issue)[0]
    story.title = "校对改过的标题"
    writing.save(story, by=proofreader, expected=story.version)
    workflow.proof_done(now(page), Stage.PROOF_2, by=proofreader)
    stored = Article.objects.get(pk=story.pk)
    assert (stored.state, workflow.proof_of(page)) == (State.FINAL, Stage.PROOF_2)
    numbers = Review.objects.filter(article=story, stage__in=PROOFS).in_order()
    assert [line.version.number for line in numbers] == [1, 2]
    with pytest.raises(workflow.NotAllowed):
        workflow.confirm(stored, by=proofreader)
    workflow.confirm(stored, by=make_user(role=Role.CHIEF))
    assert workflow.proof_of(page) == Stage.PROOF_2


def test_who_reviewed_a_story_does_not_proofread_it_unless_the_newsroom_has_decided_so(
    page, settings
):
    both = make_user(role=[Role.CHIEF, Role.PROOFREADER])
    story = stories_of(page.issue)[0]
    story.title = "改过的标题"
    writing.save(story, by=make_user(), expected=story.version)
    workflow.confirm(story, by=both)
    refusal = r"^《改过的标题》的终审是您做的，一校要由别人来做。$"
    with pytest.raises(workflow.NotAllowed, match=refusal):
        workflow.proof_done(now(page), Stage.PROOF_1, by=both)
    assert not Review.objects.filter(stage__in=PROOFS).exists()
    settings.PROOFREADERS_MAY_REVIEW = True
    workflow.proof_done(now(page), Stage.PROOF_1, by=both)
    last = Review.objects.in_order().last()
    assert (last.stage, last.rule) == (Stage.PROOF_1, "三审，校对可兼审稿")


def test_who_proofread_a_story_does_not_confirm_it(page):
    both = make_user(role=[Role.CHIEF, Role.PROOFREADER])
    workflow.proof_done(now(page), Stage.PROOF_1, by=both)
    story = stories_of(page.issue)[0]
    story.title = "改过的标题"
    writing.save(story, by=both, expected=story.version)
    with pytest.raises(workflow.NotAllowed, match="的一校是您做的，审稿要由别人来做"):
        workflow.confirm(story, by=both)


def test_only_proofreaders_proofread_and_not_what_they_wrote(page):
    with pytest.raises(workflow.NotAllowed, match="您没有这项权限，请找校对办理"):
        workflow.proof_done(now(page), Stage.PROOF_1, by=make_user(role=Role.CHIEF))
    author = make_user(role=Role.PROOFREADER)
    Article.objects.filter(pk=stories_of(page.issue)[1].pk).update(created_by=author)
    with pytest.raises(workflow.NotAllowed, match="是您录入或署名的稿件"):
        workflow.proof_done(now(page), Stage.PROOF_1, by=author)
    assert not Review.objects.filter(stage__in=PROOFS).exists()


def test_what_is_not_signed_is_not_proofread(page, proofreader):
    place(now(page), [make_article("草稿", signed=False)])
    with pytest.raises(workflow.NotReady, match=r"^《草稿》还没有签发，不能一校；"):
        workflow.proof_done(now(page), Stage.PROOF_1, by=proofreader)


def test_an_empty_page_and_one_arranged_meanwhile_are_not_proofread(page, proofreader):
    seen = now(page)
    place(now(page), [])
    with pytest.raises(workflow.Overtaken, match="编排过，请看过再校"):
        workflow.proof_done(seen, Stage.PROOF_1, by=proofreader)
    with pytest.raises(workflow.NotReady, match="上还没有稿件"):
        workflow.proof_done(now(page), Stage.PROOF_1, by=proofreader)


def test_many_pages_are_asked_about_at_once(django_assert_num_queries, proofreader):
    issue = make_issue(DATE, pages=3, stories=2)
    first, second, third = issue.pages.order_by("number")
    place(third, [])
    workflow.proof_done(now(first), Stage.PROOF_1, by=proofreader)
    workflow.proof_done(now(first), Stage.PROOF_2, by=proofreader)
    with django_assert_num_queries(2):
        assert workflow.proofs_of([first, second, third]) == {
            first.pk: Stage.PROOF_2,
            second.pk: None,
            third.pk: None,
        }
    with django_assert_num_queries(2):
        assert workflow.next_proofs([first, second]) == {
            first.pk: Stage.PROOF_3,
            second.pk: Stage.PROOF_1,
        }


# --- words that were changed after a proof --------------------------------------------------------


def proofread(page: Page, by, *stages: Stage) -> None:
    for stage in stages:
        workflow.proof_done(now(page), stage, by=by)


def correct(story: Article, by, title: str = "校对改过的标题") -> Article:
    story = Article.objects.get(pk=story.pk)
    story.title = title
    writing.save(story, by=by, expected=story.version)
    return story


def test_a_change_after_the_third_proof_undoes_it_until_it_is_confirmed(page, proofreader):
    proofread(page, proofreader, *PROOFS)
    story = correct(stories_of(page.issue)[0], proofreader)
    assert (workflow.proof_of(page), workflow.next_proof(page)) == (Stage.PROOF_2, None)
    with pytest.raises(workflow.Overtaken, match="的三校已由许嘉于"):
        workflow.proof_done(now(page), Stage.PROOF_3, by=proofreader)
    workflow.confirm(story, by=make_user(role=Role.CHIEF))
    assert (workflow.proof_of(page), workflow.next_proof(page)) == (Stage.PROOF_3, None)
    correct(story, proofreader, "又改过的标题")
    assert workflow.proof_of(page) == Stage.PROOF_2


def test_a_correction_that_the_third_proof_has_read_does_not_undo_it(page, proofreader):
    proofread(page, proofreader, *PROOFS[:2])
    correct(stories_of(page.issue)[0], proofreader)
    proofread(page, proofreader, Stage.PROOF_3)
    assert workflow.proof_of(page) == Stage.PROOF_3


def test_a_story_that_is_sent_back_and_signed_again_is_proofread_from_the_first(page, proofreader):
    proofread(page, proofreader, *PROOFS)
    story = stories_of(page.issue)[0]
    workflow.send_back(story, by=make_user(role=Role.CHIEF), opinion="数字不实")
    sign(story)
    assert (workflow.proof_of(page), workflow.next_proof(page)) == (None, Stage.PROOF_1)
    assert [line.article for line in workflow.proof_done(now(page), PROOFS[0], by=proofreader)] == [
        story
    ]


def test_stories_in_another_order_keep_their_proofs(page, proofreader):
    proofread(page, proofreader, *PROOFS)
    place(now(page), stories_of(page.issue)[::-1])
    assert (workflow.proof_of(page), workflow.next_proof(page)) == (Stage.PROOF_3, None)


def test_nobody_signs_a_proof_of_words_that_he_has_not_read(page, proofreader, time_machine):
    time_machine.move_to("2026-03-04T02:05Z", tick=False)
    read = [story.latest_version_id for story in stories_of(page.issue)]
    correct(stories_of(page.issue)[1], make_user("沈墨"))
    told = (
        r"^《校对改过的标题》没有校毕：您打开之后，沈墨已于03月04日10:05保存了这篇稿件（第2稿）。"
        r"请看过新稿再校。$"
    )
    with pytest.raises(workflow.Overtaken, match=told):
        workflow.proof_done(now(page), Stage.PROOF_1, by=proofreader, texts=read)
    assert not Review.objects.filter(stage__in=PROOFS).exists()
    read = [story.latest_version_id for story in stories_of(page.issue)]
    assert len(workflow.proof_done(now(page), PROOFS[0], by=proofreader, texts=read)) == 2


# --- what is left ---------------------------------------------------------------------------------


def test_what_stands_against_a_proof_is_said_of_each_story_as_the_act_would_say_it(page):
    both = make_user(role=[Role.CHIEF, Role.PROOFREADER])
    first, second = stories_of(page.issue)
    correct(first, make_user())
    workflow.confirm(Article.objects.get(pk=first.pk), by=both)
    Article.objects.filter(pk=second.pk).update(created_by=both)
    place(now(page), [first, second, make_article("草稿", signed=False)])
    assert workflow.against(page, Stage.PROOF_1, both) == [
        "《校对改过的标题》的终审是您做的，一校要由别人来做。",
        f"《{second.headline}》是您录入或署名的稿件，审稿、校对要由别人来做。",
        "《草稿》还没有签发，不能一校；请先签发或移出版面。",
    ]
    assert workflow.against(page, Stage.PROOF_2, both) == []


def test_what_is_left_costs_the_same_for_two_stories_and_for_eight(page, django_assert_num_queries):
    proofreader = make_user("许嘉", role=Role.PROOFREADER)
    for number in (2, 8):
        place(now(page), [make_article() for _ in range(number)])
        with django_assert_num_queries(5):
            workflow.against(page, Stage.PROOF_1, proofreader)
        proofreader = type(proofreader).objects.get(pk=proofreader.pk)
