"""Issues on the desk: the start page, the list and its filter, and what is still to be asked about one."""

import datetime as dt

import pytest
from django.urls import reverse

from articles import publishing
from articles.models import Issue, Masthead
from articles.models.issue import State
from tests.factories import DATE, make_issue, make_published, make_sound, sign_in, stories_of

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 3, 2, tzinfo=dt.UTC)
MORNING = dt.datetime(2026, 3, 4, 6, tzinfo=dt.timezone(dt.timedelta(hours=8)))
WEEK = dt.timedelta(days=7)
INDEX = "/admin/"


@pytest.fixture(autouse=True)
def editor(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    return sign_in(client)


def change_url(issue: Issue) -> str:
    return reverse("admin:articles_issue_change", args=[issue.pk])


def html_of(client, url: str) -> str:
    return client.get(url).content.decode()


def withdrawn(date: dt.date, editor, reason: str = "") -> Issue:
    return publishing.withdraw(make_published(date), by=editor, reason=reason)


def in_hand(client) -> list[Issue]:
    return client.get(INDEX).context["issues_in_hand"]


def test_a_withdrawn_issue_stays_in_hand_behind_those_that_are_to_appear(client, editor):
    old, older = (
        withdrawn(DATE - WEEK, editor, "第一版图片有误"),
        withdrawn(DATE - 2 * WEEK, editor),
    )
    later, following = make_issue(DATE + WEEK), make_issue(DATE)
    assert in_hand(client) == [following, later, old, older]
    page = html_of(client, INDEX)
    assert '<span class="state state-withdrawn">已撤回</span>' in page
    assert "撤回原因：第一版图片有误" in page
    assert client.get(INDEX).context["issue_in_hand"] == following
    publishing.publish(old, by=editor)
    assert in_hand(client) == [following, later, older]


@pytest.mark.parametrize("issues", [1, 5])
def test_the_start_page_costs_the_same_whatever_is_in_hand(
    client, editor, django_assert_num_queries, issues
):
    for week in range(issues):
        make_issue(DATE + week * WEEK, pages=issues)
        withdrawn(DATE - (week + 1) * WEEK, editor)
    client.get(INDEX)
    with django_assert_num_queries(23):
        client.get(INDEX)


def test_a_scheduled_issue_says_when_it_appears_wherever_it_is_shown(client, editor):
    issue = make_published(DATE, at=MORNING)
    assert "定于3月4日 06:00出版" in html_of(client, INDEX)
    assert f"由{issue.signed_by.first_name}签发，定于3月4日 06:00出版" in html_of(
        client, change_url(issue)
    )


def test_a_published_and_a_withdrawn_issue_say_what_became_of_them(client, editor):
    issue = make_published(DATE)
    assert f"由{issue.signed_by.first_name}签发，今天 10:00出版" in html_of(
        client, change_url(issue)
    )
    publishing.withdraw(issue, by=editor, reason="图片有误")
    said = f"由{issue.signed_by.first_name}签发，后撤回，撤回原因：图片有误"
    assert said in html_of(client, change_url(issue))


def test_the_list_is_filtered_by_the_words_it_shows(client, editor):
    found = {
        "scheduled": make_published(DATE + WEEK, at=MORNING),
        "public": make_published(DATE),
        "withdrawn": withdrawn(DATE - WEEK, editor),
        "assembling": make_issue(DATE + 2 * WEEK),
    }
    url = reverse("admin:articles_issue_changelist")
    for value, issue in found.items():
        assert list(client.get(f"{url}?status={value}").context["cl"].result_list) == [issue]
    assert list(client.get(f"{url}?status=planning").context["cl"].result_list) == []
    choices = client.get(url).context["cl"].filter_specs[0].choices(client.get(url).context["cl"])
    assert [choice["display"] for choice in choices] == [
        *("全部", "筹备", "组版", "定时出版", "已出版", "已撤回")
    ]


def test_there_is_nothing_to_ask_about_an_issue_that_is_out_or_taken_back_already(client, editor):
    issue = make_published(DATE)
    url = reverse("admin:issue_publish", args=[issue.pk])
    notice = f"{issue}已由{issue.signed_by.first_name}签发，2026年03月03日10:00出版，不必再次出版。"
    assert told(client.get(url, follow=True), issue) == notice
    publishing.withdraw(issue, by=editor)
    url = reverse("admin:issue_withdraw", args=[issue.pk])
    assert told(client.get(url, follow=True), issue) == f"{issue}已经撤回，不用再撤回一次。"
    open_issue = make_issue(DATE + WEEK)
    url = reverse("admin:issue_withdraw", args=[open_issue.pk])
    refusal = f"{open_issue}还没有签发（组版），不用撤回。"
    assert (
        told(client.post(url, {"reason": "x", "seen_version": "1"}, follow=True), open_issue)
        == refusal
    )
    assert Issue.objects.get(pk=open_issue.pk).state == State.ASSEMBLING


def told(response, issue: Issue) -> str:
    """The one message on the issue's own page, where everybody is led back to."""
    assert response.redirect_chain == [(change_url(issue), 302)]
    [message] = response.context["messages"]
    return str(message)


def test_a_scheduled_issue_is_asked_about_its_time_again(client, editor):
    issue = publishing.publish(make_sound(DATE), by=editor, at=MORNING)
    url = reverse("admin:issue_publish", args=[issue.pk])
    assert "整期出版" in html_of(client, url)
    seen = {"seen_version": str(Issue.objects.get().version), "at": "2026-03-04T07:00"}
    client.post(url, seen)
    assert Issue.objects.get().publish_at == MORNING + dt.timedelta(hours=1)


def test_whoever_publishes_again_is_told_which_stories_readers_do_not_get(client, editor):
    issue = publishing.publish(make_sound(DATE, stories=2), by=editor)
    publishing.withdraw_story(stories_of(issue)[0], by=editor, reason="待核实")
    publishing.withdraw(issue, by=editor)
    html = html_of(client, reverse("admin:issue_publish", args=[issue.pk]))
    assert "2 篇稿件同时与读者见面（其中 1 篇已撤稿，仍不给读者看），" in html


def test_a_paper_without_a_name_is_told_so_where_it_wants_to_publish(client):
    issue = make_issue(DATE)
    Masthead.objects.all().delete()
    url = reverse("admin:issue_publish", args=[issue.pk])
    response = client.post(url, {"seen_version": str(issue.version), "at": ""})
    refusal = "报名还没有填写，不能出版；请先在后台“报头”里填好报名。"
    assert response.context["form"].non_field_errors() == [refusal]
    assert Issue.objects.get().state == State.ASSEMBLING
