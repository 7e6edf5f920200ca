"""How long a sign-in holds: with its roles, its password, twelve hours without a hand; publishing asks again sooner."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, Issue, TrailEntry
from articles.models.issue import State
from articles.permissions import Role
from newsroom import env
from tests.factories import (
    make_article,
    make_editor,
    make_issue,
    make_published,
    make_user,
    stories_of,
)

pytestmark = pytest.mark.django_db

INDEX = "/admin/"
START = dt.datetime(2026, 3, 3, 1, tzinfo=dt.UTC)


@pytest.fixture
def clock(time_machine):
    """`clock(minutes=…)` lets time pass."""
    now = START
    time_machine.move_to(now, tick=False)

    def later(**amount) -> None:
        nonlocal now
        now += dt.timedelta(**amount)
        time_machine.move_to(now, tick=False)

    return later


@pytest.fixture
def editor(client, clock):
    user = make_editor("沈墨")
    client.force_login(user)
    return user


def is_in(client) -> bool:
    return client.get(INDEX).status_code == 200


def told(client) -> list[str]:
    """On the page to sign in, which is where one is led."""
    return [str(message) for message in client.get(INDEX, follow=True).context["messages"]]


def poll(client, article: Article) -> int:
    return client.post(reverse("admin:article_present", args=[article.pk])).status_code


# --- roles, accounts, passwords -------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        lambda user: user.groups.add(Group.objects.get(name=Role.AUDITOR)),
        lambda user: user.groups.remove(Group.objects.get(name=Role.CHIEF)),
        lambda user: get_user_model().objects.filter(pk=user.pk).update(is_superuser=True),
    ],
    ids=["given", "taken", "administrator"],
)
def test_a_change_of_role_ends_every_session_of_the_account_at_once(client, editor, change):
    elsewhere = Client()
    elsewhere.force_login(editor)
    bystander = Client()
    bystander.force_login(make_editor("陈兰"))
    assert [is_in(each) for each in (client, elsewhere, bystander)] == [True] * 3
    change(editor)
    assert told(client) == ["您的角色刚刚有变动，请重新登录。"]
    assert [is_in(each) for each in (client, elsewhere, bystander)] == [False, False, True]


@pytest.mark.parametrize("field", ["is_active", "is_staff"])
def test_an_account_that_is_closed_is_out_at_once_and_stays_out_when_it_is_opened_again(
    client, editor, field
):
    account = get_user_model().objects.filter(pk=editor.pk)
    account.update(**{field: False})
    assert not is_in(client)
    account.update(**{field: True})
    assert not is_in(client)
    client.force_login(editor)
    assert is_in(client)


def test_a_password_that_is_set_by_somebody_else_ends_every_session(client, editor):
    editor.set_password("ling-yi-ge-9")
    editor.save()
    assert not is_in(client)


def test_who_changes_his_own_password_stays_in_here_and_is_out_everywhere_else(client, editor):
    elsewhere = Client()
    elsewhere.force_login(editor)
    new = "qing-shi-jie-42"
    sent = {"old_password": "mi-ma", "new_password1": new, "new_password2": new}
    assert client.post(reverse("admin:password_change"), sent).status_code == 302
    assert [is_in(client), is_in(elsewhere)] == [True, False]
    line = TrailEntry.objects.get(kind="account")
    assert (line.words, line.user) == ("改了自己的密码", editor)


# --- idle -----------------------------------------------------------------------------------------


def test_twelve_hours_without_a_hand_end_the_session_and_less_does_not(client, editor, clock):
    clock(hours=11, minutes=59)
    assert is_in(client)
    clock(hours=11, minutes=59)
    assert is_in(client)
    clock(hours=12)
    assert told(client) == ["12 小时没有操作，已自动退出；请重新登录。"]
    assert not is_in(client)


def test_a_screen_that_asks_by_itself_is_no_hand(client, editor, clock):
    article = make_article(signed=False, by=editor)
    answers = []
    for _ in range(13):
        answers.append(poll(client, article))
        clock(hours=1)
    assert answers == [200] * 12 + [302]


def test_how_long_is_a_setting(client, editor, clock, settings):
    settings.IDLE_HOURS = 2
    clock(hours=2)
    assert told(client) == ["2 小时没有操作，已自动退出；请重新登录。"]


def test_no_time_at_all_is_refused_as_a_setting(monkeypatch):
    monkeypatch.setenv("NEWSROOM_IDLE_HOURS", "0")
    with pytest.raises(ImproperlyConfigured, match="NEWSROOM_IDLE_HOURS must be 1 or more, not 0"):
        env.number("NEWSROOM_IDLE_HOURS", default=12, least=1)


def test_activity_is_written_down_once_a_minute_at_most(client, editor, clock):
    def writes() -> int:
        with CaptureQueriesContext(connection) as caught:
            client.get(INDEX)
        return sum("UPDATE" in query["sql"] for query in caught)

    counted = []
    for seconds in (59, 1, 30, 30):
        clock(seconds=seconds)
        counted.append(writes())
    assert counted == [0, 1, 0, 1]


def test_readers_are_not_asked_who_they_are(client, editor, django_assert_num_queries):
    make_published()
    with CaptureQueriesContext(connection) as caught:
        response = client.get("/")
    assert [query for query in caught if "session" in query["sql"]] == []
    assert "Cookie" not in response.headers.get("Vary", "")


# --- acts of publication --------------------------------------------------------------------------


def asks(response) -> bool:
    return "admin/vouch.html" in [template.name for template in response.templates]


def hidden(response) -> dict[str, str]:
    """What the page that asks carries along."""
    fields = dict(response.context["kept"])
    return fields | ({response.context["asked"]: "1"} if response.context["asked"] else {})


def test_a_withdrawal_after_half_an_hour_asks_for_the_password_and_loses_nothing(
    client, editor, clock
):
    issue = make_published()
    url = reverse("admin:issue_withdraw", args=[issue.pk])
    clock(minutes=30)
    sent = {"reason": "第一版图片有误", "seen_version": str(issue.version)}
    page = client.post(url, sent)
    assert (asks(page), hidden(page)) == (True, sent)
    wrong = client.post(url, hidden(page) | {"vouched_password": "bu-dui"})
    assert wrong.context["form"].errors == {
        "vouched_password": ["密码不对，请再输一次；大小写要分清。"]
    }
    assert hidden(wrong) == sent
    assert Issue.objects.get().state == State.SIGNED
    client.post(url, hidden(wrong) | {"vouched_password": "mi-ma"})
    stored = Issue.objects.get()
    assert (stored.state, stored.withdrawal_reason) == (State.WITHDRAWN, "第一版图片有误")


def test_who_comes_to_the_act_s_page_goes_on_to_it(client, editor, clock):
    issue = make_issue()
    url = reverse("admin:issue_publish", args=[issue.pk])
    assert not asks(client.get(url))
    clock(minutes=31)
    page = client.get(url)
    assert asks(page)
    wrong = client.post(url, hidden(page) | {"vouched_password": "bu-dui"})
    answer = client.post(url, hidden(wrong) | {"vouched_password": "mi-ma"})
    assert (answer.status_code, answer.url) == (302, url)
    assert not asks(client.get(url))


def test_whatever_is_done_in_between_does_not_stand_for_the_password(client, editor, clock):
    """Nor does what the screen asks by itself: it was left alone all the same."""
    issue, article = make_issue(), make_article(signed=False, by=editor)
    url = reverse("admin:issue_publish", args=[issue.pk])
    for _ in range(4):
        clock(minutes=10)
        poll(client, article)
    client.get(INDEX)
    clock(minutes=1)
    client.get(INDEX)
    assert asks(client.get(url))


def test_who_works_on_is_not_asked(client, editor, clock):
    url = reverse("admin:issue_publish", args=[make_issue().pk])
    for _ in range(4):
        clock(minutes=29)
        client.get(INDEX)
    assert not asks(client.get(url))


@pytest.mark.parametrize("act", ["article_renew", "article_withdraw", "article_reinstate"])
def test_acts_of_publication_with_a_story_are_done_after_the_password_too(
    client, editor, clock, act
):
    article = make_article()
    clock(minutes=30)
    assert asks(client.get(reverse(f"admin:{act}", args=[article.pk])))


def test_a_story_is_taken_back_after_the_password_with_the_reason_that_was_typed(
    client, editor, clock
):
    article = stories_of(make_published())[0]
    clock(minutes=30)
    sent = {"reason": "数据待核实", "seen_version": str(article.version)}
    url = reverse("admin:article_withdraw", args=[article.pk])
    page = client.post(url, sent)
    assert (asks(page), hidden(page)) == (True, sent)
    client.post(url, hidden(page) | {"vouched_password": "mi-ma"})
    assert Article.objects.get().withdrawal_reason == "数据待核实"


def test_who_may_not_publish_is_not_asked(client, clock):
    client.force_login(make_user("何小录", role=Role.REPORTER))
    issue = make_issue()
    clock(minutes=30)
    answer = client.get(reverse("admin:issue_publish", args=[issue.pk]))
    assert answer.url == reverse("admin:articles_issue_change", args=[issue.pk])


def test_who_guesses_five_times_is_out(client, editor, clock):
    url = reverse("admin:issue_publish", args=[make_issue().pk])
    clock(minutes=30)
    answers = [client.post(url, {"vouched_password": "bu-dui"}).status_code for _ in range(5)]
    assert answers == [200] * 4 + [302]
    assert told(client) == ["密码错的次数太多，已退出；请重新登录。"]
    assert not is_in(client)
    assert [line.words for line in TrailEntry.objects.filter(kind="sign_in")] == [
        "再次输入密码连错 5 次，已退出",
        *["再次输入密码：不对"] * 5,
    ]


# --- what was typed -------------------------------------------------------------------------------

TAG = {"name": "冰川观测", "slug": "glaciers", "_save": "on"}


def sign_in(client, url: str, name: str = "沈墨"):
    return client.post(url, {"username": name, "password": "mi-ma"})


def test_a_form_sent_after_the_session_ended_is_sent_again_after_signing_in(client, editor, clock):
    add = reverse("admin:taggit_tag_add")
    clock(hours=12)
    door = client.post(add, TAG | {"csrfmiddlewaretoken": "x", "password1": "mi-mi"})
    assert door.url == "/admin/login/?next=%2Fadmin%2Fresume%2F"
    answer = sign_in(client, door.url)
    page = client.get(answer.url)
    assert page.context["left"] == {
        "owner": editor.pk,
        "path": add,
        "fields": [[name, value] for name, value in TAG.items()],
    }
    assert '<input type="hidden" name="name" value="冰川观测">' in page.content.decode()
    client.post(add, TAG)
    assert client.get(reverse("admin:resume")).url == reverse("admin:index")


def test_what_was_kept_can_be_thrown_away(client, editor, clock):
    clock(hours=12)
    door = client.post(reverse("admin:taggit_tag_add"), TAG)
    sign_in(client, door.url)
    page = client.get(reverse("admin:resume"))
    assert page.context["shown"] == ["冰川观测"]
    assert client.post(reverse("admin:resume")).url == reverse("admin:index")
    assert "left_form" not in client.session


def test_somebody_else_who_signs_in_there_does_not_get_it(client, editor, clock):
    make_editor("陈兰")
    clock(hours=12)
    door = client.post(reverse("admin:taggit_tag_add"), TAG)
    answer = sign_in(client, door.url, "陈兰")
    assert client.get(answer.url).url == reverse("admin:index")
    assert "left_form" not in client.session


def test_more_than_a_million_characters_are_not_kept_and_that_is_said(client, editor, clock):
    clock(hours=12)
    long = {"name": "云" * 1_000_001}
    door = client.post(reverse("admin:taggit_tag_add"), long, follow=True)
    said = [str(message) for message in door.context["messages"]]
    assert said[1] == "刚才送出的文字太长，没有留住；请按浏览器的“后退”，复制下来再登录。"
    sign_in(client, "/admin/login/?next=/admin/resume/")
    assert client.get(reverse("admin:resume")).url == reverse("admin:index")


def test_what_a_script_sends_is_left_to_the_script(client, editor, clock):
    clock(hours=12)
    headers = {"Sec-Fetch-Mode": "cors"}
    answer = client.post(reverse("admin:article_copy_keep"), {"title": "题"}, headers=headers)
    assert answer.url == "/admin/login/?next=/admin/articles/article/copies/keep/"
    assert "left_form" not in client.session


def test_signing_in_and_out_are_no_forms_to_be_kept(client, editor, clock):
    clock(hours=12)
    assert sign_in(client, "/admin/login/").status_code == 302
    assert is_in(client)
    assert "left_form" not in client.session
