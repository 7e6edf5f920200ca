"""审稿单 at the desk: who may read it, where it is found, what it shows, and what is taken away of it."""

import csv
import io

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import history, publishing, workflow, writing
from articles.admin import review_sheets
from articles.models import Article, Override
from articles.models.article import State
from articles.permissions import Role
from tests.factories import (
    DATE,
    make_article,
    make_editor,
    make_issue,
    make_published,
    make_section,
    make_user,
    send_up,
    stories_of,
)

pytestmark = pytest.mark.django_db


def sheet(thing, query: str = "") -> str:
    name = "article_record" if isinstance(thing, Article) else "issue_record"
    return reverse(f"admin:{name}", args=[thing.pk]) + query


def lines(response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


# --- who ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["", "?format=csv"])
def test_the_record_of_a_story_is_open_to_its_reporter_and_to_all_editorial_roles(client, query):
    reporter = make_user("何小录", role=Role.REPORTER)
    own, others = make_article(by=reporter), make_article()
    answers = {}
    for user in [reporter, *(make_user(role=role) for role in Role if role != Role.REPORTER)]:
        client.force_login(user)
        held = user.groups.get().name
        answers[held] = [client.get(sheet(each, query)).status_code for each in (own, others)]
    assert answers == {role.value: [200, 200] for role in Role} | {
        Role.REPORTER: [200, 403],
        Role.ACCOUNTS: [403, 403],
    }


@pytest.mark.parametrize("query", ["", "?full=1", "?format=csv"])
def test_the_record_of_an_issue_is_open_to_all_editorial_roles_but_reporters(client, query):
    issue, answers = make_issue(), {}
    for role in Role:
        client.force_login(make_user(role=role))
        answers[role] = client.get(sheet(issue, query)).status_code
    closed = {Role.REPORTER: 403, Role.ACCOUNTS: 403}
    assert answers == dict.fromkeys(Role, 200) | closed


@pytest.mark.parametrize("name", ["article_record", "issue_record"])
def test_a_record_of_nothing_is_not_found_and_is_only_read(client, editor, name):
    thing = make_article() if name == "article_record" else make_issue()
    there = reverse(f"admin:{name}", args=[thing.pk])
    assert client.post(there).status_code == 405
    for pk in (10**6, 10**19):
        assert client.get(reverse(f"admin:{name}", args=[pk])).status_code == 404
    client.logout()
    assert client.get(there).status_code == 302


def test_the_ways_to_the_record_are_shown_to_whom_it_is_open(client):
    issue = make_published()
    [story] = stories_of(issue)
    places = [
        (reverse("admin:articles_article_change", args=[story.pk]), sheet(story)),
        (reverse("admin:article_versions", args=[story.pk]), sheet(story)),
        (reverse("admin:articles_issue_change", args=[issue.pk]), sheet(issue)),
        (reverse("admin:articles_issue_changelist"), sheet(issue)),
    ]
    for role, is_shown in ((Role.CHIEF, True), (Role.AUDITOR, True), (Role.REPORTER, False)):
        client.force_login(make_user(role=role))
        for place, url in places:
            html = client.get(place).content.decode()
            assert (f'href="{url}"' in html) is is_shown, (role, place)


@pytest.mark.parametrize("name", ["articles_article_change", "article_versions"])
def test_opinions_on_a_colleague_s_story_are_not_shown_to_a_reporter(client, staff, name):
    own, others = make_article(by=staff, signed=False), make_article(signed=False)
    for story in (own, others):
        send_up(story, State.FIRST)
        workflow.send_back(story, by=make_user(role=Role.EDITOR), opinion="请核实数字")
    shown = [
        "请核实数字" in client.get(reverse(f"admin:{name}", args=[each.pk])).content.decode()
        for each in (own, others)
    ]
    assert shown == [True, False]


# --- what -----------------------------------------------------------------------------------------


def test_the_sheet_of_a_story_shows_it_as_printed_and_its_lines(client, editor):
    reporter = make_user("何晓", role=Role.REPORTER)
    story = make_article(
        "云海之上\n青石渡的春天",
        by=reporter,
        kicker="科普行",
        subtitle="三代观测员",
        source="云岭晚报",
        signature="（本报记者 何晓）",
        section=make_section("人物"),
        signed=False,
    )
    send_up(story, State.FIRST)
    workflow.send_back(story, by=make_user("苏文", role=Role.EDITOR), opinion="请核实\n<b>年份</b>")
    page = client.get(sheet(story))
    html = page.content.decode()
    for words in (
        "云海之上<br>青石渡的春天",
        *("科普行", "三代观测员", "云岭晚报", "（本报记者 何晓）", "人物", "苏文"),
        "审校制度：三审，校对不兼审稿",
        "请核实<br>&lt;b&gt;年份&lt;/b&gt;",
        f"第1稿 <code>{story.latest_version.fingerprint[:8]}</code>",
        "总编辑签字",
        "盖章",
    ):
        assert words in html
    assert html.count("第1次送审") == 1


def test_a_story_from_the_archive_and_one_that_waits_say_why_they_have_no_lines(client, editor):
    draft = make_article(signed=False)
    archived = make_article(signed=False, origin="archive")
    workflow.admit(archived, by=editor)
    said = [client.get(sheet(each)).content.decode() for each in (draft, archived)]
    assert "还没有送审。" in said[0]
    assert "存档稿件，来时不经审稿" in said[1]


def test_the_sheet_of_an_issue_shows_who_published_and_what_was_let_pass(client, editor):
    issue = make_issue(pages=2, stories=1)
    issue.pages.filter(number=1).update(credits="责任编辑：林晓禾")
    Override.objects.create(
        issue=issue, mark="price", said="报头没有定价", reason="赠阅", printed_name="沈墨"
    )
    issue = publishing.publish(issue, by=make_editor("程方"))
    publishing.withdraw(issue, by=make_editor("陆一鸣"), reason="图片有误")
    html = client.get(sheet(issue)).content.decode()
    for words in (
        *("江源科学报", issue.number_line, "2026年3月4日", "责任编辑：林晓禾", "第02版：版名2"),
        *("程方", "陆一鸣", "图片有误", issue.get_absolute_url()),
        *("报头没有定价", "赠阅", "当班责任编辑", "当班部主任", "当班总编辑"),
    ):
        assert words in html
    assert "稿件审稿单" not in html
    full = client.get(sheet(issue, "?full=1")).content.decode()
    assert full.count("稿件审稿单") == 2


def test_a_thick_issue_shows_its_table_alone_and_the_way_to_each_sheet(client, editor, monkeypatch):
    issue = make_issue(stories=3)
    shown = {}
    for most in (3, 2):
        monkeypatch.setattr(review_sheets, "MOST_SHEETS", most)
        short, full = (
            client.get(sheet(issue, query)).content.decode() for query in ("", "?full=1")
        )
        asked = lines(client.get(sheet(issue, "?format=csv&full=1")))
        shown[most] = [
            'href="?full=1"' in short,
            "请从下表的标题逐篇打开" in full,
            full.count("稿件审稿单"),
            any(row[:1] == ["稿件编号"] for row in asked),
        ]
    assert shown == {3: [True, False, 3, True], 2: [False, True, 0, False]}


def test_an_empty_issue_has_a_record_too(client, editor):
    issue = make_issue(pages=0)
    for query in ("", "?full=1", "?format=csv&full=1"):
        assert client.get(sheet(issue, query)).status_code == 200


def test_thirty_stories_are_asked_for_with_the_queries_of_one(client, editor):
    one = make_published(DATE, stories=1)
    many = make_published(DATE.replace(day=11), pages=3, stories=10)
    for query in ("", "?full=1"):
        counts = []
        for issue in (one, many):
            client.get(sheet(issue, query))  # what is asked once and kept
            with CaptureQueriesContext(connection) as asked:
                client.get(sheet(issue, query))
            counts.append(len(asked))
        assert counts[0] == counts[1], query


# --- taken away -----------------------------------------------------------------------------------


def test_a_story_s_table_has_its_lines_and_its_publication(client, editor):
    issue = make_published()
    [story] = stories_of(issue)
    writing.save(Article.objects.get(pk=story.pk), by=editor, expected=story.version)
    answer = client.get(sheet(story, "?format=csv"))
    heads, *rows = lines(answer)
    assert heads[3:8] == ["环节", "审稿人", "审校制度", "时间", "结论"]
    assert [(row[2], row[3], row[4], row[7]) for row in rows] == [
        ("1", "送审", "当班责任编辑", "送审"),
        ("1", "初审", "当班责任编辑", "通过"),
        ("1", "复审", "当班部主任", "通过"),
        ("1", "终审", "当班总编辑", "签发"),
        ("", "出版", rows[-1][4], "签发"),
    ]
    assert rows[-1][-2:] == [str(issue), story.get_absolute_url()]
    assert {len(row) for row in rows} == {len(heads)}


def test_an_issue_s_tables_are_its_stories_its_publications_and_what_was_let_pass(client, editor):
    issue = make_published(stories=2)
    first, second = stories_of(issue)
    found = lines(client.get(sheet(issue, "?format=csv")))
    ends = [at for at, row in enumerate(found) if row == []]
    stories, deeds, passed = (
        found[a:b] for a, b in zip((0, *(at + 1 for at in ends)), (*ends, len(found)), strict=True)
    )
    assert [row[4] for row in stories] == ["标题", first.headline, second.headline]
    assert stories[1][8].startswith("当班责任编辑 20")
    assert [row[1] for row in deeds] == ["事项", "签发"]
    assert passed == [["时间", "放行人", "提示", "放行原因"]]
    assert {len(row) for row in stories} == {len(stories[0])}
    full = lines(client.get(sheet(issue, "?format=csv&full=1")))
    assert full[: len(found)] == found
    assert len(full) == len(found) + 2 + 2 * 5


@pytest.mark.parametrize("first", ["=", "+", "＝", "@"])
def test_a_title_and_an_opinion_are_no_formulas(client, editor, first):
    story = make_article(f"{first}1+1", signed=False)
    send_up(story, State.FIRST)
    workflow.send_back(story, by=make_user(role=Role.EDITOR), opinion=f"{first}2+2")
    _heads, *rows = lines(client.get(sheet(story, "?format=csv")))
    assert (rows[-1][1], rows[-1][8]) == (f"'{first}1+1", f"'{first}2+2")


def test_what_is_taken_away_is_noted_and_is_no_change(client, editor):
    issue = make_issue()
    [story], other = stories_of(issue), make_user("苏文")
    for thing in (story, issue):
        history.log(other, thing, "改动")
        client.get(sheet(thing))
        client.get(sheet(thing, "?format=csv"))
        kind = ContentType.objects.get_for_model(thing)
        noted = LogEntry.objects.filter(content_type=kind, object_id=str(thing.pk), user=editor)
        assert [line.change_message for line in noted] == ["导出审稿单"]
        assert history.last_hand(thing).startswith("苏文（")
