"""The review on the story's desk: who is offered which step, what is asked, what is said, and the record."""

import pytest
from django.urls import reverse

from articles import workflow, writing
from articles.models import Article, Origin, Review
from articles.models.article import State
from articles.models.review import Verdict
from articles.permissions import Role
from tests.admin.reviewing import agree, chosen
from tests.factories import make_article, make_editor, make_section, make_user, send_up

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_article_changelist")


def change_url(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def step_url(article: Article, verdict: str) -> str:
    return reverse("admin:article_step", args=[article.pk, verdict])


def ask(client, article: Article, verdict: str):
    """The step's page, as by the link on the story."""
    response = client.get(step_url(article, verdict))
    response.redirect_chain = [(step_url(article, verdict), 302)]
    return response


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_each_is_offered_the_steps_of_the_table_and_no_others(client):
    story = send_up(make_article(signed=False), State.FIRST)
    offered = {}
    for role in (Role.REPORTER, Role.EDITOR, Role.HEAD, Role.CHIEF, Role.PROOFREADER, Role.AUDITOR):
        client.force_login(make_user(role=role))
        steps = client.get(change_url(story)).context["steps"]
        offered[role] = [(step["verdict"], step["word"], step["saves"]) for step in steps]
    assert offered == {role: [] for role in offered} | {
        Role.EDITOR: [
            ("approve", "初审通过", True),
            ("send_back", "退回", False),
            ("hold", "待用", False),
            ("reject", "退稿", False),
        ]
    }


def test_a_step_is_asked_about_and_taken_with_its_opinion(client):
    story = send_up(make_article("云海之上", signed=False), State.FIRST)
    client.force_login(make_user("林晓禾", role=Role.EDITOR))
    asked = ask(client, story, "send_back")
    assert "稿件回到作者手里，改好后从初审重新开始。" in asked.content.decode()
    silent = agree(client, asked, opinion=" ")
    assert silent.context["form"].errors == {"opinion": ["这个字段是必填项。"]}
    assert Article.objects.get().state == State.FIRST
    done = agree(client, asked, opinion="第二段的数字请核实")
    assert said(done) == ["已退回，稿件现在是“退回”。"]
    html = done.content.decode()
    assert "第二段的数字请核实" in html
    assert '<span class="state state-returned">退回</span>' in html


def test_a_step_on_what_stands_otherwise_now_is_not_taken_and_names_who_was_first(client):
    story = send_up(make_article("云海之上", signed=False), State.FIRST)
    client.force_login(make_editor())
    asked = ask(client, story, "approve")
    workflow.approve(story, by=make_user("林晓禾", role=Role.EDITOR))
    [told] = said(agree(client, asked))
    assert told.startswith("《云海之上》没有办理：您打开之后，林晓禾已于")
    assert Article.objects.get().state == State.SECOND


def test_a_change_of_signed_words_is_shown_by_characters_and_confirmed(client):
    story = make_article("云海之上", section=make_section())
    story.title = "雨海之上"
    writing.save(story, by=make_user(), expected=story.version)
    client.force_login(make_user("沈墨", role=Role.CHIEF))
    assert [step["verdict"] for step in client.get(change_url(story)).context["steps"]] == [
        "confirm",
        "send_back",
        "hold",
        "reject",
    ]
    asked = ask(client, story, "confirm")
    [title] = asked.context["differences"]
    assert [(c.kind, c.text) for c in title.changes if c.kind != "same"] == [
        ("removed", "云"),
        ("added", "雨"),
    ]
    assert said(agree(client, asked)) == ["已签发，可以上版出版。"]
    assert Review.objects.in_order().last().said == "核准改动"


def test_an_unknown_step_and_an_unknown_story_are_not_found(client, editor):
    story = make_article(signed=False)
    assert client.get(step_url(story, "proofread")).status_code == 404
    assert client.get(reverse("admin:article_step", args=[10**19, "submit"])).status_code == 404


# --- the list -------------------------------------------------------------------------------------


def test_what_stands_at_another_stage_than_the_list_showed_is_not_approved(client):
    story = send_up(make_article("云海之上", signed=False), State.FIRST)
    client.force_login(make_editor())
    assert f'name="state_{story.pk}" value="first"' in client.get(LIST).content.decode()
    workflow.approve(story, by=make_user("林晓禾", role=Role.EDITOR))
    seen = chosen("approve_chosen", story) | {f"state_{story.pk}": "first"}
    [told] = said(client.post(LIST, seen, follow=True))
    assert "林晓禾已于" in told
    assert Article.objects.get().state == State.SECOND


@pytest.mark.parametrize("mark", ["seen", "state"])
def test_what_does_not_say_which_text_was_seen_is_not_approved(client, mark):
    story = send_up(make_article("云海之上", section=make_section(), signed=False), State.FIRST)
    client.force_login(make_editor())
    sent = chosen("approve_chosen", story)
    del sent[f"{mark}_{story.pk}"]
    assert said(client.post(LIST, sent, follow=True)) == [
        "《云海之上》没有办理：没有说明看到的是哪一稿；请刷新列表，看过再选。"
    ]
    assert Article.objects.get().state == State.FIRST


@pytest.mark.parametrize(
    ("role", "actions"),
    [
        (Role.REPORTER, ["submit_chosen", "set_section", "add_tags"]),
        (Role.HEAD, ["submit_chosen", "approve_chosen", "set_section", "add_tags"]),
        (Role.PROOFREADER, ["set_section", "add_tags"]),
    ],
)
def test_the_list_offers_the_acts_of_the_role(client, role, actions):
    make_article()
    client.force_login(make_user(role=role))
    form = client.get(LIST).context["action_form"]
    offered = [name for name, _ in form.fields["action"].choices if name] if form else []
    assert offered == actions


# --- looking, writing, deleting -------------------------------------------------------------------


def test_who_may_not_write_in_a_stage_sees_the_words_and_saves_nothing(client, staff):
    story = make_article(
        "云海之上", by=staff, body="<p>雪落<b>云岭</b>。</p>", tags=["气象"], signed=False
    )
    assert client.get(change_url(story)).context["has_change_permission"] is True
    send_up(story, State.FIRST)
    page = client.get(change_url(story))
    html = page.content.decode()
    assert page.context["has_change_permission"] is False
    for word in ("云海之上", '<div class="text"><p>雪落云岭。</p></div>', "气象"):
        assert word in html
    for form_only in ('name="_save"', "prose-editor-configurable", 'name="reason"'):
        assert form_only not in html
    refused = client.post(change_url(story), {"title": "改过的标题", "seen_version": story.version})
    assert (refused.status_code, Article.objects.get().title) == (403, "云海之上")


def test_the_form_of_a_signed_story_says_beforehand_what_a_change_means(client, editor):
    warning = "改动文字，签发即作废，须总编辑核准。"
    signed, draft = make_article(), make_article(signed=False)
    assert [
        warning in client.get(change_url(each)).content.decode() for each in (signed, draft)
    ] == [
        True,
        False,
    ]


def test_what_was_submitted_once_is_not_deleted(client, editor):
    story = send_up(make_article(signed=False), State.SECOND)
    workflow.send_back(story, by=make_user(role=Role.HEAD), opinion="请核实数字")
    delete = reverse("admin:articles_article_delete", args=[story.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403
    assert Article.objects.count() == 1


# --- the record -----------------------------------------------------------------------------------


def test_the_record_leads_from_each_signature_to_what_was_changed_since(client, editor):
    story = send_up(make_article(signed=False), State.SECOND)
    story.title = "改过的标题"
    writing.save(story, by=make_user(), expected=story.version)
    workflow.approve(story, by=make_user("苏文", role=Role.HEAD))
    page = client.get(change_url(story))
    lines = [(line.printed_name, line.verdict) for line in page.context["reviews"]]
    assert lines == [
        ("当班责任编辑", Verdict.SUBMIT),
        ("当班责任编辑", Verdict.APPROVE),
        ("苏文", Verdict.APPROVE),
    ]
    compare = reverse("admin:article_compare", args=[story.pk, 1, 2])
    assert page.content.decode().count(f'href="{compare}"') == 2


def test_a_story_of_the_archive_says_that_it_was_not_reviewed(client, editor):
    story = make_article(signed=False, origin=Origin.ARCHIVE)
    workflow.admit(story, by=editor)
    assert "存档稿件，来时不经审稿。" in client.get(change_url(story)).content.decode()
