"""审稿: the screen on which a story is read and judged, and the way from one story to the next."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import workflow, writing
from articles.models import Article, Origin, Review
from articles.models.article import State
from articles.models.review import Verdict
from articles.permissions import Role
from tests.factories import (
    make_article,
    make_image,
    make_issue,
    make_section,
    make_user,
    place,
    send_up,
    sign,
)

pytestmark = pytest.mark.django_db

LONG = "<p>雪后的青石渡，晨光里行船如织。</p>\n<p>渡口的气象站，每小时记一次水温。</p>"


def url(article: Article) -> str:
    return reverse("admin:article_review", args=[article.pk])


def change_url(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def waiting(title: str, state: State = State.FIRST, **fields) -> Article:
    fields = {"section": make_section()} | fields
    return send_up(make_article(title, signed=False, **fields), state)


def judge(client, article: Article, verdict: str, opinion: str = "", **beside):
    sent = {"verdict": verdict, "opinion": opinion}
    sent |= {"seen_version": article.version, "seen_state": article.state}
    return client.post(url(article), sent | beside, follow=True)


def said(response) -> list[str]:
    return [re.sub("<[^>]*>", "", str(message)) for message in response.context["messages"]]


def rewrite(article: Article, **words) -> None:
    for name, text in words.items():
        setattr(article, name, text)
    writing.save(article, by=make_user(), expected=article.version)


@pytest.fixture
def chief(client):
    user = make_user("沈墨", role=Role.CHIEF)
    client.force_login(user)
    return user


@pytest.fixture
def first(client):
    user = make_user("林晓禾", role=Role.EDITOR)
    client.force_login(user)
    return user


# --- what is shown --------------------------------------------------------------------------------


def test_the_whole_text_is_there_with_all_that_a_reviewer_asks_for(client, first):
    figure = writing.Figure(make_image(), "渡口的气象站", "何晓 摄", "一座小屋")
    fields = {"kicker": "青石新事", "body": LONG, "note": "请核对水温", "figures": [figure]}
    story = waiting("雪后青石渡", **fields)
    place(make_issue(stories=0).pages.get(), [story])
    response = client.get(url(story))
    html = response.content.decode()
    shown = (
        *("青石新事", "雪后青石渡", "本报讯", "晨光里行船如织", "每小时记一次水温", "（本报记者 何晓）"),
        *("渡口的气象站", "何晓 摄", "请核对水温", str(story.place.page), "科协动态", "送审第1稿"),
    )  # fmt: skip
    assert [words for words in shown if words not in html] == []
    assert response.context["face"] == "text"
    assert response.context["is_mine"] is True
    assert [stage["name"] for stage in response.context["stages"] if stage["waits"]] == ["初审"]


def test_each_reviewer_is_offered_the_buttons_of_his_stage_in_their_words(client):
    offered = {}
    for role, state in (
        (Role.EDITOR, State.FIRST),
        (Role.HEAD, State.SECOND),
        (Role.CHIEF, State.FINAL),
    ):
        client.force_login(make_user(role=role))
        steps = client.get(url(waiting("云海", state))).context["steps"]
        offered[role] = [step["word"] for step in steps]
    assert offered == {
        Role.EDITOR: ["初审通过", "退回", "待用", "退稿"],
        Role.HEAD: ["复审通过", "退回", "待用", "退稿"],
        Role.CHIEF: ["签发", "退回", "待用", "退稿"],
    }


@pytest.mark.parametrize(
    ("role", "state", "why"),
    [
        (Role.EDITOR, State.SECOND, "《云海》现在是“待复审”，您没有这项权限，请找部主任办理。"),
        (Role.REPORTER, State.FINAL, "《云海》现在是“待终审”，您没有这项权限，请找总编辑办理。"),
        (Role.CHIEF, State.DRAFT, "不用审：现在是“草稿”。"),
    ],
)
def test_whoever_it_is_not_for_is_told_why_and_who_does_it(client, role, state, why):
    client.force_login(make_user(role=role))
    response = client.get(url(waiting("云海", state)))
    assert (response.context["steps"], response.context["refusal"]) == ([], why)
    assert 'id="verdict-form"' not in response.content.decode()


def test_an_author_and_an_earlier_reviewer_are_told_that_others_must(client):
    both = make_user("何小录", role=[Role.EDITOR, Role.HEAD])
    client.force_login(both)
    own = send_up(make_article("云海", by=both, signed=False), State.FIRST)
    signed = waiting("雪线")
    workflow.approve(signed, by=both)
    assert [client.get(url(story)).context["refusal"] for story in (own, signed)] == [
        "《云海》是您录入或署名的稿件，审稿、校对要由别人来做。",
        "《雪线》的初审是您做的，复审要由别人来做。",
    ]
    helpers = client.get(url(signed)).context["helpers"]
    assert helpers == [Role.HEAD]


def test_who_may_not_see_stories_sees_no_review(client):
    story = waiting("云海")
    client.force_login(make_user(role=Role.ACCOUNTS))
    assert client.get(url(story)).status_code == 403
    client.force_login(make_user(role=Role.AUDITOR))
    assert client.get(url(story)).status_code == 200
    assert client.get(reverse("admin:article_review", args=[10**19])).status_code == 404
    assert client.put(url(story)).status_code == 405


# --- what changed ---------------------------------------------------------------------------------


def marks(response) -> dict[str, list[tuple[str, str]]]:
    return {
        passage.label: [
            (c.kind, c.text) for row in passage.rows for c in row.changes if c.kind != "same"
        ]
        for passage in response.context["passages"]
    }


def test_what_changed_since_the_last_signature_is_marked_by_characters_in_the_whole_text(client):
    figure = writing.Figure(make_image("小屋"), "渡口", "何晓 摄")
    story = waiting("雪后青石渡", State.SECOND, body=LONG, figures=[figure])
    story.body = LONG.replace("行船如织", "行船如梭")
    figure = writing.Figure(story.image_uses.get().image, "渡头", "何晓 摄")
    writing.save(story, by=make_user(), expected=story.version, figures=[figure])
    client.force_login(make_user(role=Role.HEAD))
    response = client.get(url(story))
    assert response.context["face"] == "changes"
    assert {label: found for label, found in marks(response).items() if found} == {
        "正文": [("removed", "织"), ("added", "梭")],
        "图片": [("removed", "口"), ("added", "头")],
    }
    assert "每小时记一次水温" in response.content.decode()
    faces = {name: client.get(f"{url(story)}?view={name}") for name in ("text", "both", "x")}
    assert {name: page.context["face"] for name, page in faces.items()} == {
        "text": "text",
        "both": "both",
        "x": "changes",
    }
    assert [field.label for field in faces["both"].context["fields"]] == ["正文", "图片"]


def test_the_changes_since_any_signature_are_one_press_away(client, chief):
    story = waiting("云海", State.SECOND)
    rewrite(story, title="雨海")
    workflow.approve(story, by=make_user(role=Role.HEAD))
    response = client.get(url(story))
    assert (response.context["base"], response.context["face"]) == (None, "text")
    [link] = set(re.findall(r'href="(\?view=changes[^"]*)"', response.content.decode()))
    since = client.get(url(story) + link.replace("&amp;", "&"))
    assert since.context["base"].number == 1
    assert marks(since)["标题"] == [("removed", "云"), ("added", "雨")]
    for wrong in ("9", "x", "9" * 30):
        assert client.get(f"{url(story)}?since={wrong}&view=changes").context["face"] == "text"


def test_after_a_return_the_marks_are_against_what_was_sent_back(client, first):
    story = waiting("云海")
    workflow.send_back(story, by=make_user(role=Role.EDITOR), opinion="标题不妥")
    rewrite(story, title="雨海")
    send_up(story, State.FIRST)
    response = client.get(url(story))
    assert marks(response)["标题"] == [("removed", "云"), ("added", "雨")]
    assert "标题不妥" in response.content.decode()


def test_bold_alone_is_said_in_words(client, chief):
    story = waiting("云海", State.FINAL)
    rewrite(story, body=story.body.replace("近日", "<strong>近日</strong>"))
    assert "正文的文字没有变，只改了排法" in client.get(url(story)).content.decode()


def test_a_change_of_the_archive_is_marked_against_what_was_admitted(client, chief):
    story = make_article("云海", signed=False, origin=Origin.ARCHIVE)
    workflow.admit(story, by=chief)
    rewrite(story, title="雨海")
    assert marks(client.get(url(story)))["标题"] == [("removed", "云"), ("added", "雨")]


# --- proofreading ---------------------------------------------------------------------------------


def test_each_finding_leads_to_its_place_and_none_is_settled_here(client, first):
    story = waiting("云海", body="<p>近日,雪落云岭。</p>\n<p>冰挂满了仪器。。</p>")
    html = client.get(url(story)).content.decode()
    assert re.findall(r'href="(#at[^"]*)"', html) == ["#at-body-0", "#at-body-1"]
    assert 'id="at-body-1"' in html
    assert "data-proof-ignore" not in html
    rewrite(story, title="雨海")
    workflow.approve(story, by=make_user(role=Role.EDITOR))
    rewrite(story, title="云海")
    again = client.get(url(story)).content.decode()
    assert re.findall(r'href="(\?view=text#at[^"]*)"', again) == [
        "?view=text#at-body-0",
        "?view=text#at-body-1",
    ]


# --- the verdict ----------------------------------------------------------------------------------


def test_a_verdict_is_taken_with_its_opinion_and_leads_to_the_next_that_waits(client, first):
    one, two, three = (waiting(title) for title in ("云海", "雪线", "晨雾"))
    assert [
        (page.context["number"], page.context["previous"], page.context["following"])
        for page in map(client.get, map(url, (one, two, three)))
    ] == [(1, None, two.pk), (2, one.pk, three.pk), (3, two.pk, one.pk)]
    done = judge(client, two, "approve", "  数字已核  ")
    assert done.redirect_chain == [(url(three), 302)]
    assert said(done) == ["《雪线》已初审通过，现在是“待复审”。"]
    line = Review.objects.in_order().last()
    assert (line.said, line.opinion, line.reviewer) == ("初审通过", "数字已核", first)
    done = judge(client, three, "send_back", "请核实水温")
    assert done.redirect_chain == [(url(one), 302)]
    assert said(done) == ["《晨雾》已初审退回，现在是“退回”。"]
    done = judge(client, one, "hold")
    assert done.redirect_chain == [(reverse("admin:index"), 302)]
    assert said(done) == ["《云海》已初审待用，现在是“待用”。", "没有别的稿件等您审了。"]


def test_what_a_colleague_took_meanwhile_is_not_the_next_one(client, first):
    one, two, three = (waiting(title) for title in ("云海", "雪线", "晨雾"))
    client.get(url(one))
    workflow.approve(two, by=make_user(role=Role.EDITOR))
    assert judge(client, one, "approve").redirect_chain == [(url(three), 302)]


def test_ones_own_drafts_and_returned_stories_are_not_next(client, first):
    make_article("我的草稿", by=first, signed=False)
    story = waiting("云海")
    assert judge(client, story, "approve").redirect_chain == [(reverse("admin:index"), 302)]


@pytest.mark.parametrize(("verdict", "word"), [("send_back", "退回"), ("reject", "退稿")])
def test_a_refusal_without_reasons_is_asked_for_them_at_their_field(client, first, verdict, word):
    story = waiting("云海")
    answer = judge(client, story, verdict, " ")
    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "opinion": [f"{word}要写明意见，让作者知道怎样改、为什么不用。"]
    }
    assert Article.objects.get().state == State.FIRST


@pytest.mark.parametrize("verdict", ["", "submit", "proofread", "x"])
def test_what_is_no_verdict_is_refused_in_words(client, first, verdict):
    answer = judge(client, waiting("云海"), verdict, "意见")
    said_of = "没有这样的结论。" if verdict else "请选一个结论。"
    assert (answer.status_code, answer.context["form"].errors) == (422, {"verdict": [said_of]})


def test_who_comes_second_keeps_his_opinion_and_sees_the_new_state(client, first):
    story = waiting("云海")
    seen = {"seen_version": story.version, "seen_state": story.state}
    workflow.approve(story, by=make_user("苏文", role=Role.EDITOR))
    late = judge(client, story, "approve", "写好的意见", **seen)
    html = late.content.decode()
    assert late.status_code == 409
    assert "《云海》没有办理：您打开之后，苏文已于" in html
    assert "现在是“待复审”" in html
    assert "您写的意见没有记下：" in html
    assert "写好的意见" in html
    assert Review.objects.count() == 2


def test_words_that_changed_meanwhile_are_shown_before_they_are_judged(client, first):
    story = waiting("云海")
    seen = {"seen_version": story.version}
    rewrite(story, title="雨海")
    late = judge(client, story, "approve", "写好的意见", **seen)
    html = late.content.decode()
    assert (late.status_code, "写好的意见</textarea>" in html, "雨海" in html) == (409, True, True)
    assert late.context["seen"] == {"seen_version": story.version, "seen_state": "first"}
    assert Article.objects.get().state == State.FIRST
    judge(client, story, "approve", "写好的意见")
    assert Article.objects.get().state == State.SECOND


def test_a_slip_in_the_form_does_not_pass_newer_words_off_as_seen(client, first):
    story = waiting("云海")
    seen = {"seen_version": story.version}
    rewrite(story, title="雨海")
    slip = judge(client, story, "reject", **seen)
    assert slip.context["seen"]["seen_version"] == str(story.version - 1)


def test_a_forged_verdict_is_refused(client):
    story = waiting("云海", State.SECOND)
    client.force_login(make_user(role=Role.EDITOR))
    answer = judge(client, story, "approve")
    assert answer.status_code == 409
    assert "您没有这项权限，请找部主任办理。" in answer.content.decode()
    assert Article.objects.get().state == State.SECOND


def test_what_readers_would_miss_is_settled_before_the_last_signature(client, chief):
    story = waiting("云海", State.FINAL, signature="", section=None)
    refused = judge(client, story, "approve")
    assert refused.status_code == 409
    assert "《云海》没有签发，还缺署名、栏目；请打开稿件补上。" in refused.content.decode()
    assert refused.content.decode().count('name="leaving"') == 2
    done = judge(client, story, "approve", leaving=["signature", "section"])
    assert said(done)[0] == "《云海》已签发，可以上版出版。"


def test_before_the_last_stage_what_is_missing_is_told_and_not_asked(client, first):
    story = waiting("云海", signature="")
    assert 'name="leaving"' not in client.get(url(story)).content.decode()
    judge(client, story, "approve")
    assert Article.objects.get().state == State.SECOND


def test_a_change_of_signed_words_is_confirmed_here(client, chief):
    story = make_article("云海", section=make_section())
    rewrite(story, title="雨海")
    page = client.get(url(story))
    assert [step["word"] for step in page.context["steps"]] == ["核准改动", "退回", "待用", "退稿"]
    assert marks(page)["标题"] == [("removed", "云"), ("added", "雨")]
    assert said(judge(client, story, "confirm"))[0] == "《雨海》已签发，可以上版出版。"
    assert Review.objects.in_order().last().verdict == Verdict.CONFIRM


# --- the form and back ----------------------------------------------------------------------------


def send(client, article: Article, button: str, query: str = "", **typed):
    words = ("kicker", "title", "subtitle", "dateline", "body", "signature", "source", "note")
    form = {name: getattr(article, name) for name in words} | {"tags": "", button: "1"}
    form |= {"section": str(article.section_id or ""), "seen_version": str(article.version)}
    for prefix in ("image_uses", "bylines"):
        form |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    return client.post(change_url(article) + query, form | typed)


def test_a_reviewer_goes_to_the_form_and_comes_back_with_his_changes_marked(client, first):
    story = waiting("云海")
    page = client.get(url(story))
    assert f'href="{change_url(story)}?back=review" data-key="edit"' in page.content.decode()
    form = client.get(f"{change_url(story)}?back=review").content.decode()
    assert 'value="保存并回到审稿" class="default" name="_save"' in form
    assert 'name="_review"' not in form
    saved = send(client, story, "_save", "?back=review", title="雨海")
    assert saved.url == url(story)
    story.refresh_from_db()
    assert send(client, story, "_review", title="雪海").url == url(story)
    story.refresh_from_db()
    again = send(client, story, "_continue", "?back=review", title="霜海")
    assert again.url == f"{change_url(story)}?back=review"
    story.refresh_from_db()
    assert send(client, story, "_save").url == reverse("admin:articles_article_changelist")


def test_the_form_leads_reviewers_to_this_screen_and_authors_to_their_own_step(client, staff):
    story = make_article("云海", by=staff, signed=False)
    html = client.get(change_url(story)).content.decode()
    assert ('name="_review"' in html, 'name="_step_submit"' in html) == (False, True)
    send_up(story, State.FIRST)
    assert 'name="_review"' not in client.get(change_url(story)).content.decode()
    client.force_login(make_user(role=Role.EDITOR))
    html = client.get(change_url(story)).content.decode()
    assert ('name="_review"' in html, 'name="_step_approve"' in html) == (True, True)
    assert reverse("admin:article_step", args=[story.pk, "send_back"]) not in html
    came = client.get(f"{change_url(story)}?back=review").content.decode()
    assert ('name="_review"' in came, 'name="_step_approve"' in came) == (False, False)


def test_who_may_not_edit_is_offered_no_form(client):
    story = waiting("云海", State.FINAL)
    client.force_login(make_user(role=Role.HEAD))
    assert client.get(url(story)).context["edit"] == ""


@pytest.mark.parametrize(
    ("state", "warning"),
    [
        (State.FIRST, ""),
        (State.SECOND, "初审签的是第1稿，您的改动在审稿单上可以对照。"),
        (State.FINAL, "复审签的是第1稿，您的改动在审稿单上可以对照。"),
        (State.SIGNED_OFF, "改动文字，签发即作废，须总编辑核准。"),
    ],
)
def test_the_form_says_before_saving_what_a_change_means(client, chief, state, warning):
    story = make_article(signed=False)
    if state == State.SIGNED_OFF:
        sign(story)
    else:
        send_up(story, state)
    assert client.get(change_url(story)).context["warns"] == warning


def test_the_form_says_it_of_a_voided_signature_and_of_the_archive_too(client, chief):
    changed = make_article("云海")
    rewrite(changed, title="雨海")
    admitted = make_article(signed=False, origin=Origin.ARCHIVE)
    workflow.admit(admitted, by=chief)
    assert [client.get(change_url(story)).context["warns"] for story in (changed, admitted)] == [
        "原签发已作废，现在的文字要由总编辑核准。",
        "改动文字，签发即作废，须重新送审。",
    ]


# --- what it costs --------------------------------------------------------------------------------


def test_the_screen_costs_the_same_whatever_was_said_and_waits(client, first):
    def queries(story: Article) -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(url(story))
        return len(found)

    story = waiting("云海")
    client.get(url(story))
    few = queries(story)
    for number in range(3):
        workflow.send_back(story, by=make_user(role=Role.EDITOR), opinion=f"请改{number}")
        send_up(story, State.FIRST)
        waiting(f"稿件{number}")
    assert queries(story) == few
