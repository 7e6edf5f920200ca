"""三审: every cell of role x step x state x own, and what a step asks, records and refuses."""

import re
from itertools import product

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, transaction

from articles import permissions, workflow, writing
from articles.models import Article, Origin, Review
from articles.models.article import State
from articles.models.review import Stage, Verdict
from articles.permissions import Act, Role
from tests import matrix
from tests.factories import EDITOR, make_article, make_image, make_user, send_up, sign

pytestmark = pytest.mark.django_db

#: Where each step leads from each state.
LEADS = {
    Verdict.SUBMIT: {State.DRAFT: State.FIRST, State.RETURNED: State.FIRST},
    Verdict.APPROVE: {
        State.FIRST: State.SECOND,
        State.SECOND: State.FINAL,
        State.FINAL: State.SIGNED_OFF,
    },
    Verdict.CONFIRM: {State.FINAL: State.SIGNED_OFF},
    Verdict.SEND_BACK: dict.fromkeys(
        [State.FIRST, State.SECOND, State.FINAL, State.SIGNED_OFF], State.RETURNED
    ),
    Verdict.HOLD: dict.fromkeys(
        [State.FIRST, State.SECOND, State.FINAL, State.SIGNED_OFF], State.HELD
    ),
    Verdict.REJECT: dict.fromkeys(
        [State.FIRST, State.SECOND, State.FINAL, State.HELD], State.REJECTED
    ),
    Verdict.TAKE_UP: {State.HELD: State.SECOND, State.REJECTED: State.RETURNED},
}


def chief(name: str = "沈墨"):
    return make_user(name, role=Role.CHIEF)


def rewrite(article: Article, **words) -> Article:
    fresh = Article.objects.get(pk=article.pk)
    for name, text in words.items():
        setattr(fresh, name, text)
    writing.save(fresh, by=make_user(), expected=fresh.version)
    return fresh


def at(state: State) -> Article:
    """A story that came there by its steps; held and refused at 复审."""
    story = make_article(signed=state == State.SIGNED_OFF)
    ends = {
        State.RETURNED: workflow.send_back,
        State.HELD: workflow.hold,
        State.REJECTED: workflow.reject,
    }
    if state in ends:
        send_up(story, State.SECOND)
        ends[state](story, by=make_user(role=Role.HEAD), opinion="请核实数字")
    elif state != State.SIGNED_OFF:
        send_up(story, state)
    return story


# --- the table ------------------------------------------------------------------------------------


def test_every_cell_of_role_step_state_and_own_is_done_or_refused_as_the_table_says():
    stories = [(at(state), False) for state in State] + [
        (rewrite(at(State.SIGNED_OFF), title="改"), True)
    ]
    people = [(make_user(role=role), {role}) for role in Role]
    people += [(make_user(role=EDITOR), set(EDITOR)), (make_user(is_staff=True), set())]
    cells, wrong = 0, []
    for (story, is_changed), (user, roles), own in product(stories, people, (True, False)):
        for verdict in workflow.STEPS:
            cells += 1
            after = after_trying(verdict, story, user if own else story.created_by, user)
            expected = leads(verdict, story, roles, own, is_changed)
            if after != expected:
                wrong.append((verdict, story.state, roles, own, after, expected))
    assert (wrong, cells) == ([], 9 * 11 * 2 * 7)


def leads(
    verdict: Verdict, story: Article, roles: set, own: bool, is_changed: bool
) -> State | None:
    act = workflow.STEPS[verdict].act
    if not matrix.allows(act, roles, State(story.state), is_own=own):
        return None
    if story.state == State.FINAL and verdict in (Verdict.APPROVE, Verdict.CONFIRM):
        return State.SIGNED_OFF if is_changed == (verdict == Verdict.CONFIRM) else None
    return LEADS[verdict].get(State(story.state))


def after_trying(verdict: Verdict, story: Article, author, user) -> State | None:
    """Where the step brings the story; None for a refusal, which changes nothing. All is taken back."""
    Article.objects.filter(pk=story.pk).update(created_by=author)
    tried = Article.objects.get(pk=story.pk)
    count = Review.objects.count()
    try:
        with transaction.atomic():
            workflow.take(verdict, tried, by=user, opinion="请看过")
            stored = Article.objects.get(pk=story.pk)
            assert (stored.state, Review.objects.count()) == (tried.state, count + 1)
            raise _TakenBack
    except _TakenBack:
        return State(stored.state)
    except workflow.NotReady:
        assert Article.objects.get(pk=story.pk).state == story.state
        assert Review.objects.count() == count
        return None
    finally:
        Article.objects.filter(pk=story.pk).update(created_by=story.created_by)


class _TakenBack(Exception):
    pass


def test_the_buttons_are_the_steps_that_would_be_taken():
    people = [make_user(role=role) for role in Role]
    for story, user in product([at(state) for state in State], people):
        taken = [v for v in workflow.STEPS if after_trying(v, story, story.created_by, user)]
        assert workflow.open_to(Article.objects.get(pk=story.pk), user) == taken


# --- three people, one text -----------------------------------------------------------------------


def test_a_story_is_signed_by_three_people_and_the_record_names_them_with_the_version():
    story = make_article("云海之上", signed=False)
    people = [make_user(name, role=EDITOR) for name in ("林晓禾", "苏文", "沈墨")]
    workflow.submit(story, by=people[0], opinion=" 请尽快 ")
    for person in people:
        workflow.approve(story, by=person)
    lines = Review.objects.in_order()
    assert [(r.printed_name, r.said, r.version.number, r.round, r.opinion) for r in lines] == [
        ("林晓禾", "送审", 1, 1, "请尽快"),
        ("林晓禾", "初审通过", 1, 1, ""),
        ("苏文", "复审通过", 1, 1, ""),
        ("沈墨", "终审签发", 1, 1, ""),
    ]
    assert {r.rule for r in lines} == {"三审，校对不兼审稿"}
    stored = Article.objects.get()
    assert (stored.state, stored.signed_version) == (State.SIGNED_OFF, stored.latest_version)
    said = LogEntry.objects.filter(object_id=str(story.pk)).order_by("pk")
    assert list(said.values_list("change_message", flat=True)) == [
        "送审第1稿：请尽快",
        "初审通过第1稿",
        "复审通过第1稿",
        "终审签发第1稿",
    ]


def test_nobody_reviews_at_two_stages():
    story, both = make_article("云海之上", signed=False), make_user(role=EDITOR)
    workflow.submit(story, by=both)
    workflow.approve(story, by=both)
    refusal = r"^《云海之上》的初审是您做的，复审要由别人来做。$"
    for act in (workflow.approve, workflow.send_back, workflow.hold, workflow.reject):
        with pytest.raises(workflow.NotAllowed, match=refusal):
            act(story, by=both, opinion="再看看")
    assert Article.objects.get().state == State.SECOND


def test_an_author_does_not_review_whether_he_brought_the_story_or_signed_it():
    brought, signs = make_user("杨小禾", role=EDITOR), make_user("何晓", role=EDITOR)
    story = make_article("云海之上", by=brought, signed=False)
    send_up(story, State.FIRST)
    for author in (brought, signs):
        with pytest.raises(
            workflow.NotAllowed,
            match=r"^《云海之上》是您录入或署名的稿件，审稿、校对要由别人来做。$",
        ):
            workflow.approve(story, by=author)


def test_whoever_holds_a_stage_may_edit_before_signing_and_the_earlier_stages_stand():
    story = send_up(make_article(signed=False), State.FINAL)
    story = rewrite(story, title="总编辑改过的标题")
    assert story.state == State.FINAL
    workflow.approve(story, by=chief())
    lines = Review.objects.signatures().in_order()
    assert [(r.stage, r.version.number) for r in lines] == [
        ("first", 1),
        ("second", 1),
        ("final", 2),
    ]


def test_a_story_sent_back_starts_again_at_first_review():
    story = at(State.RETURNED)
    editor = make_user(role=Role.EDITOR)
    workflow.submit(story, by=editor)
    assert (story.state, story.round) == (State.FIRST, 2)
    assert not Review.objects.standing(story).signatures().exists()
    workflow.approve(story, by=editor)
    assert story.state == State.SECOND


@pytest.mark.parametrize("act", [workflow.send_back, workflow.reject])
def test_a_refusal_says_why(act):
    story = send_up(make_article(signed=False), State.FIRST)
    with pytest.raises(workflow.NotReady, match="要写明意见"):
        act(story, by=make_user(role=Role.EDITOR), opinion=" \n　")
    assert Article.objects.get().state == State.FIRST


@pytest.mark.parametrize("state", [State.FIRST, State.SECOND, State.FINAL])
def test_a_story_that_was_put_aside_waits_again_where_it_was(state):
    story = send_up(make_article(signed=False), state)
    workflow.hold(story, by=make_user(role=EDITOR))
    workflow.take_up(story, by=make_user(role=Role.EDITOR))
    assert (story.state, story.round) == (state, 1)


def test_a_signed_story_that_was_put_aside_is_confirmed_when_it_is_taken_up():
    story = at(State.SIGNED_OFF)
    workflow.hold(story, by=chief())
    workflow.take_up(story, by=make_user(role=Role.EDITOR))
    workflow.confirm(story, by=chief("苏文"))
    assert Article.objects.get().state == State.SIGNED_OFF


# --- after the last signature ---------------------------------------------------------------------


def test_an_edit_after_the_last_signature_voids_it_and_is_confirmed_in_one_act():
    story = rewrite(at(State.SIGNED_OFF), title="更正后的标题")
    stored = Article.objects.get()
    assert (stored.state, stored.signed_version.number, stored.latest_version.number) == (
        State.FINAL,
        1,
        2,
    )
    with pytest.raises(workflow.NotReady, match="终审以后改过，请核准改动"):
        workflow.approve(story, by=chief())
    record = workflow.confirm(story, by=chief("苏文"), opinion="改得对")
    assert (record.said, record.version.number) == ("核准改动", 2)
    assert Article.objects.get().signed_version.number == 2


def test_what_was_never_signed_is_not_confirmed():
    story = send_up(make_article(signed=False), State.FINAL)
    with pytest.raises(workflow.NotReady, match="还没有终审过"):
        workflow.confirm(story, by=chief())


def test_who_reviewed_earlier_does_not_confirm():
    story, both = make_article(signed=False), make_user(role=EDITOR)
    send_up(story, State.FIRST)
    workflow.approve(story, by=both)
    sign_from_second(story)
    story = rewrite(story, title="改过的标题")
    with pytest.raises(workflow.NotAllowed, match="的初审是您做的，终审要由别人来做"):
        workflow.confirm(story, by=both)


def sign_from_second(story: Article) -> None:
    workflow.approve(story, by=make_user(role=Role.HEAD))
    workflow.approve(story, by=chief())


# --- what came in without review ------------------------------------------------------------------


def test_the_archive_is_admitted_as_it_came_and_a_change_begins_at_the_beginning():
    story = make_article(signed=False, origin=Origin.ARCHIVE)
    assert [workflow.admit(story, by=make_user()) for _ in range(2)] == [True, False]
    assert (story.state, Review.objects.count()) == (State.SIGNED_OFF, 0)
    assert LogEntry.objects.get().change_message == "签发第1稿（存档稿件，不经审稿）"
    assert rewrite(story, title="改过的标题").state == State.DRAFT


def test_a_story_of_the_desk_is_not_admitted():
    story = make_article("云海之上", signed=False)
    with pytest.raises(
        workflow.NotReady, match=r"^《云海之上》是编辑部的稿件，须经审稿才能签发。$"
    ):
        workflow.admit(story, by=make_user())
    assert Article.objects.get().state == State.DRAFT


# --- the newsroom's order -------------------------------------------------------------------------


def test_a_small_newsroom_reviews_twice_and_the_record_says_so(settings):
    settings.REVIEW_STEPS = 2
    story = send_up(make_article(signed=False), State.FIRST)
    workflow.approve(story, by=make_user(role=Role.EDITOR))
    assert story.state == State.FINAL
    workflow.approve(story, by=chief())
    assert [r.stage for r in Review.objects.signatures()] == [Stage.FIRST, Stage.FINAL]
    assert {r.rule for r in Review.objects.all()} == {"二审，校对不兼审稿"}


def test_a_stage_that_the_newsroom_asks_for_meanwhile_is_not_left_out(settings):
    settings.REVIEW_STEPS = 2
    story = send_up(make_article(signed=False), State.FIRST)
    workflow.approve(story, by=make_user(role=Role.EDITOR))
    settings.REVIEW_STEPS = 3
    with pytest.raises(workflow.NotReady, match="还没有经过复审，不能签发；请退回，重新送审"):
        workflow.approve(story, by=chief())


# --- what is seen is what is judged ---------------------------------------------------------------


def test_the_second_of_two_reviewers_is_told_who_was_first_and_what_he_did(time_machine):
    time_machine.move_to("2026-03-04T02:05Z", tick=False)
    story = send_up(make_article("云海之上", signed=False), State.FIRST)
    mine = Article.objects.get()
    workflow.approve(story, by=make_user("林晓", role=Role.EDITOR))
    told = (
        "《云海之上》没有办理：您打开之后，林晓已于03月04日10:05初审通过（第1稿），现在是“待复审”。"
    )
    with pytest.raises(workflow.Overtaken, match=f"^{re.escape(told)}$"):
        workflow.approve(mine, by=make_user(role=EDITOR))
    with pytest.raises(workflow.Overtaken, match=r"^《云海之上》没有办理：您打开之后"):
        workflow.approve(Article.objects.get(), by=make_user(role=EDITOR), state="first")


def test_words_that_changed_since_they_were_read_are_not_signed():
    story = send_up(make_article("云海之上", signed=False), State.FINAL)
    read = Article.objects.get()
    rewrite(story, subtitle="刚加的副题")
    with pytest.raises(
        workflow.Overtaken, match=r"《云海之上》没有办理：您打开之后，.*请看过新稿再办"
    ):
        workflow.approve(read, by=chief())
    assert Article.objects.get().state == State.FINAL


def test_a_story_that_was_deleted_meanwhile_is_told_so():
    story = make_article("云海之上", signed=False)
    Article.objects.filter(pk=story.pk).update(latest_version=None)
    Article.objects.get().delete()
    with pytest.raises(workflow.Overtaken, match=r"^《云海之上》刚刚被别人删除了。$"):
        workflow.submit(story, by=make_user(role=Role.EDITOR))


@pytest.mark.parametrize(
    ("caption", "is_ready"), [("雪后的云岭气象站。", True), ("", False)], ids=["with", "without"]
)
def test_a_picture_with_its_caption_is_a_story_without_a_body(caption, is_ready):
    figures = [writing.Figure(make_image(), caption, "何晓 摄", "雪地里的观测场")]
    article = make_article("雪后云岭", body="", figures=figures, signed=False)
    if is_ready:
        sign(article)
    else:
        refusal = "^《雪后云岭》还没有正文，不能送审；请先补上正文，图片新闻请配上图片和图说。$"
        with pytest.raises(workflow.NotReady, match=refusal):
            sign(article)
    assert (Article.objects.get().state == State.SIGNED_OFF) is is_ready


def test_a_caption_that_lost_its_picture_is_no_story():
    figures = [writing.Figure(None, "雪后的云岭气象站。")]
    article = make_article("雪后云岭", body="", figures=figures, signed=False)
    with pytest.raises(workflow.NotReady, match="还没有正文"):
        sign(article)


def test_how_many_findings_were_open_is_recorded():
    story = make_article(body="<p>近日,雪落云岭.</p>", signed=False)
    assert workflow.submit(story, by=make_user(role=Role.EDITOR)).findings > 0


# --- the record -----------------------------------------------------------------------------------


def test_the_record_is_append_only():
    at(State.RETURNED)
    line = Review.objects.first()
    tries = [
        lambda: Review.objects.update(opinion="别的话"),
        lambda: Review.objects.filter(pk=line.pk).delete(),
        lambda: Review.objects.bulk_update([line], ["opinion"]),
        lambda: line.delete(),
        lambda: line.save(),
    ]
    line.opinion = "别的话"
    for attempt in tries:
        with pytest.raises(TypeError):
            attempt()
    assert list(Review.objects.values_list("opinion", flat=True)) == ["", "", "请核实数字"]


def test_a_printed_name_survives_its_account():
    story = send_up(make_article(signed=False), State.FIRST)
    editor = make_user("林晓禾", role=Role.EDITOR)
    workflow.approve(story, by=editor)
    LogEntry.objects.filter(user=editor).delete()
    editor.delete()
    line = Review.objects.signatures().get()
    assert (line.reviewer, line.printed_name) == (None, "林晓禾")


def test_a_reviewed_story_cannot_be_deleted_below_the_screens_either():
    story = at(State.RETURNED)
    with pytest.raises(IntegrityError), transaction.atomic():
        story.delete()


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        (
            {"stage": "first", "verdict": "approve", "reviewer": "other"},
            "a_stage_is_signed_once_a_round",
        ),
        ({"stage": "second", "verdict": "approve"}, "nobody_signs_two_stages"),
        ({"stage": "second", "verdict": "send_back"}, "a_refusal_says_why"),
        ({"verdict": "submit", "printed_name": ""}, "a_review_names_its_reviewer"),
        ({"stage": "", "verdict": "approve", "reviewer": "other"}, "a_verdict_is_of_a_stage"),
        ({"stage": "first", "verdict": "confirm"}, "a_change_is_confirmed_at_the_last_stage"),
        ({"stage": "first", "verdict": "proofread", "round": 9}, "a_proof_is_of_a_proof_stage"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_database_keeps_the_rules_of_the_record(broken, rule):
    story, editor = send_up(make_article(signed=False), State.FIRST), make_user(role=Role.EDITOR)
    workflow.approve(story, by=editor)
    known = {"article": story, "version": story.latest_version, "round": 1, "printed_name": "何"}
    reviewer = make_user() if broken.get("reviewer") else editor
    fields = known | broken | {"reviewer": reviewer, "rule": "三审"}
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Review.objects.create(**fields)
    if rule.startswith(
        ("a_stage", "nobody")
    ):  # SQLite names the columns of a broken uniqueness instead
        assert "nique" in str(refused.value) or "UNIQUE" in str(refused.value)
    else:
        assert rule in str(refused.value)


@pytest.mark.parametrize("state", [State.SIGNED_OFF, State.FINAL])
def test_the_database_lets_no_story_stand_signed_or_in_review_without_its_facts(state):
    story = make_article(signed=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=story.pk).update(state=state)


# --- what waits for whom --------------------------------------------------------------------------


def test_each_is_shown_what_waits_for_him_and_nothing_that_he_must_not_review():
    people = {role: make_user(role=role) for role in Role}
    stories = {state: at(state) for state in State}
    waiting = {
        role: [story.state for story in workflow.waiting_for(user)] for role, user in people.items()
    }
    assert waiting == {role: [] for role in Role} | {
        Role.EDITOR: [State.FIRST],
        Role.HEAD: [State.SECOND],
        Role.CHIEF: [State.FINAL],
    }
    returned = stories[State.RETURNED]
    Article.objects.filter(pk=returned.pk).update(created_by=people[Role.REPORTER])
    assert list(workflow.waiting_for(people[Role.REPORTER])) == [returned]


def test_what_one_signed_at_another_stage_or_wrote_waits_for_somebody_else():
    both, author = make_user(role=EDITOR), make_user("何晓", role=EDITOR)
    first, second = make_article(signed=False), make_article(signed=False)
    for story in (first, second):
        send_up(story, State.FIRST)
    workflow.approve(second, by=both)
    assert list(workflow.waiting_for(both)) == [first]
    assert list(workflow.waiting_for(author)) == []
    assert list(workflow.waiting_for(make_user(role=EDITOR))) == [first, second]


def test_a_change_of_signed_words_waits_for_the_one_who_signed_them_too():
    last = chief()
    story = send_up(make_article(signed=False), State.FINAL)
    workflow.approve(story, by=last)
    rewrite(story, title="改过的标题")
    assert list(workflow.waiting_for(last)) == [story]


def test_what_waits_is_one_query_for_any_number(django_assert_num_queries):
    editor = make_user(role=EDITOR)
    permissions.roles_of(editor)
    for _ in range(3):
        send_up(make_article(signed=False), State.FIRST)
    with django_assert_num_queries(1):
        assert len(workflow.waiting_for(editor)) == 3


def test_the_buttons_ask_the_same_table():
    assert {step.act for step in workflow.STEPS.values()} == set(matrix.STORIES) - {
        Act.EDIT,
        Act.DELETE,
        Act.PROOFREAD,
        Act.SHOW_OUTSIDE,
        Act.END_LINKS,
        Act.READ_RECORD,
    }
