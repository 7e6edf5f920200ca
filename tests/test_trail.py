"""操作记录: every act leaves its line, which nobody changes and which outlives the account and the thing."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import IntegrityError
from django.urls import reverse

from articles import history, previews, publishing, trail
from articles.models import Article, HouseWord, Masthead, SignIn, TrailEntry
from articles.models.trail import Kind
from articles.permissions import Role
from articles.trail import reading
from articles.trail.reading import Question
from sections.models import Section
from tests.factories import (
    DATE,
    make_article,
    make_editor,
    make_issue,
    make_masthead,
    make_section,
    make_user,
    send_up,
)

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 3, 3, 4, tzinfo=dt.UTC)


def lines(kind: Kind) -> list[tuple[str, str, str]]:
    """(who, what, of what), the first first."""
    rows = TrailEntry.objects.filter(kind=kind).order_by("pk")
    return list(rows.values_list("printed_name", "words", "thing_label"))


def names(question: Question) -> list[str]:
    return [line.words for line in reading.page(question, 0, 30)]


# --- append-only ----------------------------------------------------------------------------------


def test_a_line_is_never_changed_nor_deleted():
    line = trail.note(make_editor("沈墨"), Kind.EDIT, "改了报头")
    for attempt in (
        line.save,
        line.delete,
        TrailEntry.objects.all().delete,
        lambda: TrailEntry.objects.update(words=""),
        lambda: TrailEntry.objects.bulk_update([line], ["words"]),
    ):
        with pytest.raises(TypeError, match="A line of the trail is never"):
            attempt()
    assert TrailEntry.objects.get().words == "改了报头"


def test_a_line_outlives_the_account_and_the_thing():
    user, section = make_editor("沈墨"), make_section("冰川")
    trail.note(user, Kind.EDIT, "新建栏目", thing=section)
    history.log(user, section, "改名")
    get_user_model().objects.get(pk=user.pk).delete()
    Section.objects.all().delete()
    found = TrailEntry.objects.values_list("printed_name", "user", "thing_label", "words")
    assert list(found) == [("沈墨", None, "冰川", "改名"), ("沈墨", None, "冰川", "新建栏目")]


def test_a_line_without_a_name_is_refused_by_the_database():
    with pytest.raises(IntegrityError, match="a_line_of_the_trail_names_somebody"):
        TrailEntry.objects.create(kind=Kind.EDIT, printed_name="", words="x")


def test_what_is_no_address_is_from_nowhere_known():
    with trail.asked_from("10.0.0.7"):
        first = trail.note(None, Kind.EDIT, "有地址")
        with trail.asked_from("unix:"):
            second = trail.note(None, Kind.EDIT, "没有地址")
    third = trail.note(None, Kind.EDIT, "命令")
    assert [line.address for line in (first, second, third)] == ["10.0.0.7", None, None]


# --- what leaves a line ---------------------------------------------------------------------------


def test_reviews_and_publication_leave_lines_in_their_kinds():
    story = make_article("云海之上", signed=False)
    send_up(story, "second")
    assert lines(Kind.REVIEW) == [
        ("当班责任编辑", "送审第1稿", "云海之上"),
        ("当班责任编辑", "初审通过第1稿", "云海之上"),
    ]
    editor, issue = make_editor("沈墨"), make_issue(DATE)
    publishing.publish(issue, by=editor, at=NOON)
    publishing.withdraw(issue, by=editor, reason="图片有误")
    assert [(who, words) for who, words, _thing in lines(Kind.PUBLICATION)] == [
        ("沈墨", "签发，2026年03月03日12:00出版"),
        ("沈墨", "撤回：图片有误"),
    ]


def test_what_leaves_the_house_leaves_a_line(client):
    editor, story = make_editor("沈墨"), make_article("云海之上")
    previews.make(story, by=editor)
    assert [words.split("，")[0] for _who, words, _thing in lines(Kind.EXPORT)] == [
        "发出第1稿的预览链接"
    ]


def test_what_the_admin_s_own_forms_change_leaves_a_line(client):
    make_masthead()
    client.force_login(make_editor("沈墨"))
    sent = {"wrong": "象样", "right": "像样", "kind": "error", "active": "on"}
    client.post(reverse("admin:articles_houseword_add"), sent)
    word = HouseWord.objects.get(wrong="象样")
    client.post(reverse("admin:articles_houseword_delete", args=[word.pk]), {"post": "yes"})
    masthead = Masthead.objects.get()
    fields = {name: getattr(masthead, name) for name in ("name", "cn_number")}
    url = reverse("admin:articles_masthead_change", args=[masthead.pk])
    client.post(url, fields | {"slogan": "江河万里"})
    add = {"name": "冰川", "pinyin": "bing chuan", "slug": "", "order": "3"}
    client.post(reverse("admin:sections_section_add"), add)
    assert [words for _who, words, _thing in lines(Kind.EDIT)] == [
        "新建用词",
        "删除用词",
        "已修改报头语，主管，主办，出版，印刷，定价，地址 和 电话。",
        "新建栏目",
    ]
    assert set(TrailEntry.objects.values_list("address", flat=True)) == {"127.0.0.1"}


def test_who_gave_which_role_is_kept_from_what_to_what(client):
    client.force_login(make_user("冯管", role=Role.ACCOUNTS))
    user = make_user("林晓", role=Role.REPORTER)
    known = {"username": user.username, "first_name": "林晓", "is_active": "on", "is_staff": "on"}
    chosen = [Group.objects.get(name=Role.EDITOR).pk]
    url = reverse("admin:auth_user_change", args=[user.pk])
    client.post(url, known | {"groups": chosen})
    client.post(url, known | {"groups": chosen})
    line = TrailEntry.objects.get(kind=Kind.ROLES)
    assert str(line) == (
        "冯管：林晓的角色和状态由“记者、在用、可进编辑部”改为“责任编辑、在用、可进编辑部”（林晓）"
    )
    assert line.change == {
        "from": ["记者", "在用", "可进编辑部"],
        "to": ["责任编辑", "在用", "可进编辑部"],
    }


def test_a_new_account_and_a_new_password_leave_lines_and_no_password(client):
    client.force_login(make_user("冯管", role=Role.ACCOUNTS))
    password = {"password1": "xin-de-mi-ma-9", "password2": "xin-de-mi-ma-9"}
    client.post(
        reverse("admin:auth_user_add"), {"username": "lin", "first_name": "林晓"} | password
    )
    user = get_user_model().objects.get(username="lin")
    url = reverse("admin:auth_user_password_change", args=[user.pk])
    client.post(url, password)
    found = lines(Kind.ACCOUNT)
    assert [(who, words) for who, words, _thing in found] == [
        ("冯管", "新建用户"),
        ("冯管", "已修改密码。"),
    ]


# --- reading --------------------------------------------------------------------------------------


def test_sign_ins_stand_among_the_acts_by_their_time(time_machine):
    editor = make_editor("沈墨")
    for minute, act in enumerate(("wrong", "ok", "改稿", "out")):
        time_machine.move_to(NOON + dt.timedelta(minutes=minute), tick=False)
        if act == "改稿":
            trail.note(editor, Kind.EDIT, act)
        else:
            known = {"user": editor, "printed_name": "沈墨"} if act != "wrong" else {}
            SignIn.objects.create(name="shenmo", outcome=act, **known)
    everything = Question(tuple(Kind))
    assert names(everything) == ["退出", "改稿", "登录", "登录没有成功：用户名或密码不对"]
    assert [line.printed_name for line in reading.page(everything, 2, 2)] == ["沈墨", "“shenmo”"]
    assert [line.words for line in reading.every(everything, 3)] == ["退出", "改稿", "登录"]
    assert names(Question((Kind.EDIT,))) == ["改稿"]
    assert names(Question(tuple(Kind), who="沈墨")) == ["退出", "改稿", "登录"]
    assert names(Question(tuple(Kind), text="没有成功")) == ["登录没有成功：用户名或密码不对"]
    minute = dt.timedelta(minutes=1)
    between = Question(tuple(Kind), since=NOON + minute, before=NOON + 3 * minute)
    assert names(between) == ["改稿", "登录"]


def test_text_is_looked_for_in_the_newest_lines_only(monkeypatch):
    editor, story = make_editor("沈墨"), Article(title="云海")
    for words in ("改了云图", "改了雨图", "看了"):
        trail.note(editor, Kind.EDIT, words, thing=story if words == "看了" else None)
    asked = Question((Kind.EDIT,), text="云")
    assert names(asked) == ["看了", "改了云图"]
    monkeypatch.setattr(reading, "LOOKED_THROUGH", 2)
    assert names(asked) == ["看了"]
