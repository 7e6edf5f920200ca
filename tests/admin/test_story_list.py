"""The list of stories: found by words, narrowed by filters, many done at once."""

import datetime as dt
import re
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import publishing, search, workflow, writing
from articles.admin.story_list import CappedPaginator
from articles.admin.story_status import STATUSES
from articles.models import Article, Contributor, Issue, Placement
from articles.models.article import State
from articles.permissions import Role
from tests.admin.reviewing import chosen
from tests.factories import (
    DATE,
    EDITOR,
    make_article,
    make_issue,
    make_published,
    make_section,
    make_user,
    place,
    send_up,
    sign,
    stories_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editor")]

LIST = "/admin/articles/article/"
WEEK = dt.timedelta(days=7)


def listed(client, **query) -> list[str]:
    """Titles, in the list's order."""
    response = client.get(LIST, query)
    assert response.status_code == 200
    return [story.title for story in response.context["cl"].result_list]


def page_of(response) -> str:
    return response.content.decode()


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


# --- search ---------------------------------------------------------------------------------------


def test_words_of_title_signature_and_body_are_found_two_characters_or_one(client):
    make_article("云海", body="<p>晨雾</p>", signature="（陈　兰）")
    make_article("气象", body="<p>晨光</p>", signature="（何晓）")
    for query, titles in {
        "云海": ["云海"],
        "晨": ["气象", "云海"],
        "晨雾": ["云海"],
        "雾晨": [],
        "陈兰": ["云海"],
        "陈 兰": ["云海"],
        "晨 何晓": ["气象"],
        "": ["气象", "云海"],
    }.items():
        assert listed(client, q=query) == titles


def test_a_search_and_its_filters_stay_in_the_address(client):
    for n in range(3):
        make_article(f"云海{n}", signed=n == 0)
    make_article("气象", signed=False)
    query = {"q": "云海", "state__exact": "draft", "since": "", "name": "何"}
    assert listed(client, **query) == ["云海2", "云海1"]
    page = page_of(client.get(LIST, query))
    form = re.search(r'<form id="changelist-search".*?</form>', page, re.DOTALL)[0]
    kept = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    assert kept == {"state__exact": "draft", "since": "", "name": "何"}
    typed = re.findall(r'<form method="get" class="typed">(.*?)</form>', page, re.DOTALL)
    kept = [dict(re.findall(r'hidden" name="(\w+)" value="([^"]*)"', form)) for form in typed]
    assert kept == [
        {"q": "云海", "state__exact": "draft", "name": "何"},
        {"q": "云海", "state__exact": "draft", "since": ""},
    ]


@pytest.mark.parametrize("name", ["q", "name", "since", "until", "issue", "whose"])
@pytest.mark.parametrize(
    "text", ["\x00", "'\"", "云" * 4096, "\ud800", "* OR (", "%_\\", "9" * 40, "٣", "9999-12-31"]
)
def test_nothing_typed_into_a_filter_breaks_the_list(client, name, text):
    make_article()
    sent = text.encode("utf-8", "surrogatepass")
    assert client.get(LIST, {name: sent}, follow=True).status_code == 200


def test_the_choice_of_a_story_for_a_page_is_the_same_search(client):
    make_article("云海", body="<p>晨雾</p>")
    make_article("晨光")
    url = reverse("admin:autocomplete")
    field = {"app_label": "articles", "model_name": "placement", "field_name": "article"}
    found = client.get(url, field | {"term": "晨雾"}).json()["results"]
    assert [choice["text"] for choice in found] == ["云海（待上版）"]


# --- counts and pages -----------------------------------------------------------------------------


def test_a_long_list_is_counted_to_a_thousand_and_says_so(client, monkeypatch):
    monkeypatch.setattr("articles.admin.story_list.LIMIT", 40)
    for _ in range(41):
        make_article("云海", signed=False)
    page = page_of(client.get(LIST))
    assert "共 40+ 条，只列前 40 条，请用搜索或筛选缩小范围" in page
    assert len(listed(client, p="2")) == 10
    assert "找到 40+ 条" in page_of(client.get(LIST, {"q": "云海"}))
    Article.objects.last().delete()
    assert '<span class="figures">共 40 条</span>' in page_of(client.get(LIST))


def test_counting_reads_no_further_than_the_list_goes():
    paginator = CappedPaginator(Article.objects.for_desk(), 30)
    with CaptureQueriesContext(connection) as queries:
        assert paginator.count == 0
    [query] = queries
    assert f"LIMIT {search.LIMIT + 1}" in query["sql"]


SEARCHES = (
    {"q": "气象站"},
    {"q": "气象站 何晓", "state__exact": "signed_off"},
    {"whose": "waiting"},
    {"whose": "mine"},
    {"issue": "none"},
    {"name": "何"},
    {"since": "2026-01-01", "until": "2026-12-31"},
    {"o": "1"},
)


def cost(client, search: dict[str, str]) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert listed(client, **search) != [], search
    return len(queries)


def test_every_filter_costs_the_same_for_one_row_and_for_thirty(client, editor):
    """Session, user, rights, roles, paper, issue in hand, what waits; issues and sections to choose from; count and rows; the search's own."""
    make_issue(DATE)
    wanted = {str(search): 13 + ("q" in search) for search in SEARCHES}
    for rows in (1, 29):
        for n in range(rows):
            make_article(section=make_section(f"栏目{n}"), by=editor, signed=n > 0)
        page = make_issue(DATE + rows * WEEK, stories=0).pages.get()
        place(page, [make_article(by=editor) for _ in range(rows)])
        assert {str(search): cost(client, search) for search in SEARCHES} == wanted


# --- filters --------------------------------------------------------------------------------------


def test_mine_are_those_i_entered_and_those_i_signed(client, editor):
    make_article("我录入的", by=editor)
    make_article("我署名的", signature="（本报记者 沈墨）")
    make_article("别人的")
    assert listed(client, whose="mine") == ["我署名的", "我录入的"]


def test_what_waits_for_an_editor_is_at_his_stage_and_for_a_writer_his_own(client):
    writer = make_user("何小录", role=Role.REPORTER)
    make_article("他的草稿", by=writer, signed=False)
    make_article("他签了的", by=writer)
    make_article("别人的草稿", signed=False)
    send_up(make_article("送审的", signed=False), State.SECOND)
    assert listed(client, whose="waiting") == ["送审的"]
    client.force_login(writer)
    assert listed(client, whose="waiting") == ["他的草稿"]


def test_an_issue_that_is_not_offered_any_more_is_named_when_it_is_chosen(client):
    old = make_issue(DATE)
    for week in range(1, 14):
        make_issue(DATE + week * WEEK, stories=0)
    assert listed(client, issue=old.pk) == [story.title for story in stories_of(old)]
    assert f"<summary>期次：<b>{old}</b></summary>" in page_of(client.get(LIST, {"issue": old.pk}))


def test_stories_are_found_by_a_part_of_a_signed_name(client):
    story = make_article("合写的", signature="（彭小佳 望溪县科协 本报记者 杨永年）")
    make_article("别人的")
    for name in ("杨永", "望溪县", "彭 小佳"):
        assert listed(client, name=name) == ["合写的"]
    Contributor.objects.filter(name="杨永年").update(name="杨泳年")
    assert [listed(client, name=name) for name in ("杨泳", "杨永", "无人")] == [
        [story.title],
        [story.title],
        [],
    ]
    assert "<summary>作者：<b>杨永</b></summary>" in page_of(client.get(LIST, {"name": "杨永"}))


@pytest.mark.parametrize(
    ("since", "until", "found", "words"),
    [
        ("2026-03-11", "", ["第二", "第三"], "2026-03-11 起"),
        ("", "2026-03-11", ["第一", "第二"], "至 2026-03-11"),
        ("2026-03-11", "2026-03-11", ["第二"], "2026-03-11"),
        ("2026-03-05", "2026-03-12", ["第二"], "2026-03-05 至 2026-03-12"),
        ("2026-02-30", "不知道", ["未上版", "第一", "第二", "第三"], "全部"),
    ],
)
def test_stories_are_found_by_the_date_of_their_issue(client, since, until, found, words):
    for week, title in enumerate(("第一", "第二", "第三")):
        page = make_issue(DATE + week * WEEK, stories=0).pages.get()
        place(page, [make_article(title)])
    make_article("未上版")
    query = {"since": since, "until": until}
    assert sorted(listed(client, **query)) == sorted(found)
    assert f"<summary>见报日期：<b>{words}</b></summary>" in page_of(client.get(LIST, query))


def test_filters_narrow_each_other(client, editor):
    section = make_section("气象")
    make_article("对的", section=section, signed=False, by=editor)
    make_article("签了的", section=section, by=editor)
    make_article("别栏的", signed=False, by=editor)
    query = {"section__id__exact": section.pk, "state__exact": "draft", "whose": "mine", "q": "的"}
    assert listed(client, **query) == ["对的"]


# --- many at once ---------------------------------------------------------------------------------


def ask(client, act: str, *stories: Article, **query):
    data = {"action": act, "_selected_action": [story.pk for story in stories], "index": "0"}
    return client.post(f"{LIST}?{urlencode(query)}", data)


def answer(client, act: str, asked, **given):
    """What the page's form would send."""
    hidden = re.findall(r'type="hidden" name="(seen_\d+)" value="(\d+)"', page_of(asked))
    keys = [name.removeprefix("seen_") for name, _value in hidden]
    data = {"action": act, "apply": "办", "_selected_action": keys, **dict(hidden), **given}
    return client.post(asked.wsgi_request.get_full_path(), data, follow=True)


def test_a_section_is_set_for_many_and_the_list_stays_as_it_was(client, editor):
    section = make_section("气象")
    one, two = make_article("云海"), make_article("晨雾", signed=False)
    asked = ask(client, "set_section", one, two, whose="", q="何晓")
    assert "<h1>设置栏目：所选 2 篇</h1>" in page_of(asked)
    done = answer(client, "set_section", asked, section=section.pk)
    assert done.redirect_chain == [(f"{LIST}?whose=&q=%E4%BD%95%E6%99%93", 302)]
    assert said(done) == ["设置栏目：已办 2 篇：《晨雾》、《云海》。"]
    assert set(Article.objects.values_list("title", "section__name", "state", "version")) == {
        ("云海", "气象", "signed_off", 2),
        ("晨雾", "气象", "draft", 2),
    }
    history = client.get(reverse("admin:articles_article_history", args=[one.pk]))
    assert "栏目设为气象" in [e.get_change_message() for e in history.context["action_list"]]


def test_a_story_that_a_colleague_saved_meanwhile_is_left_to_him(client, editor):
    section = make_section("气象")
    one, two = make_article("云海"), make_article("晨雾")
    asked = ask(client, "set_section", one, two)
    one.note = "等图"
    writing.save(one, by=make_user(), expected=one.version)
    done = answer(client, "set_section", asked, section=section.pk)
    assert said(done) == [
        "《云海》刚刚被别人改过，没有改动；请看过再办。",
        "设置栏目：已办 1 篇：《晨雾》。",
    ]
    assert list(Article.objects.filter(section=section)) == [two]
    assert Article.objects.get(pk=one.pk).note == "等图"


def test_tags_are_added_to_those_that_stand(client):
    one, two = make_article("云海", tags=["气象"]), make_article("晨雾")
    done = answer(client, "add_tags", ask(client, "add_tags", one, two), tags="冬季、气象")
    assert said(done) == ["添加标签：已办 2 篇：《晨雾》、《云海》。"]
    assert [sorted(story.tags.names()) for story in (one, two)] == [["冬季", "气象"]] * 2


@pytest.mark.parametrize(
    ("tags", "words"),
    [("、", "请写上标签。"), ("长" * 21, "太长，一个标签最多 20 字"), ("——", "里只有符号")],
)
def test_tags_that_are_none_are_asked_again(client, tags, words):
    story = make_article("云海")
    asked = answer(client, "add_tags", ask(client, "add_tags", story), tags=tags)
    assert words in page_of(asked)
    assert list(story.tags.names()) == []


def test_stories_are_placed_at_the_end_of_a_page_each_with_its_answer(client):
    issue, other = make_issue(DATE), make_issue(DATE + WEEK)
    [standing], [elsewhere] = stories_of(issue), stories_of(other)
    loose = make_article("云海")
    page = issue.pages.get()
    done = answer(client, "place", ask(client, "place", loose, elsewhere), page=page.pk)
    assert said(done) == [
        f"《{elsewhere.headline}》已上{other.pages.get()}，请先从那一版撤下。",
        "上版：已办 1 篇：《云海》。",
    ]
    assert stories_of(issue) == [standing, loose]
    assert stories_of(other) == [elsewhere]


def test_a_story_that_stands_on_the_page_already_keeps_its_place(client):
    issue = make_issue(DATE, stories=2)
    lead, second = stories_of(issue)
    done = answer(client, "place", ask(client, "place", lead), page=issue.pages.get().pk)
    assert said(done) == [f"《{lead.headline}》已在{issue.pages.get()}，次序没有改动。"]
    assert stories_of(issue) == [lead, second]


def test_only_pages_of_open_issues_are_offered_and_taken(client, editor):
    signed, planned = make_published(DATE), make_issue(DATE + WEEK, pages=2, stories=0)
    loose = make_article("云海")
    asked = ask(client, "place", loose)
    offered = list(asked.context_data["form"].fields["page"].queryset)
    assert offered == list(planned.pages.order_by("number"))
    refused = answer(client, "place", asked, page=signed.pages.get().pk)
    assert "选择一个有效的选项" in page_of(refused)
    publishing.withdraw(signed, by=editor)
    assert Placement.objects.filter(article=loose).count() == 0


def test_a_signed_issue_refuses_with_its_sentence(client, editor, monkeypatch):
    """Signed between the question and the answer."""
    issue = make_issue(DATE)
    loose, page = make_article("云海"), issue.pages.get()
    asked = ask(client, "place", loose)
    sentence = f"《云海》没有改动：{issue}已出版，版面不能再动；确需改动，请先撤回本期。"
    form = asked.context_data["form"].fields["page"]
    monkeypatch.setattr(type(form), "clean", lambda self, value: page)
    publishing.publish(issue, by=editor)
    assert said(answer(client, "place", asked, page=page.pk)) == [sentence]


def test_what_left_the_list_meanwhile_is_told(client):
    one, two = (
        make_article(title, section=make_section(), signed=False) for title in ("云海", "晨雾")
    )
    send_up(one, State.FIRST)
    done = client.post(
        f"{LIST}?state__exact=draft",
        chosen("submit_chosen", one, two) | {"index": "0"},
        follow=True,
    )
    assert said(done) == ["所选有 1 篇已不在这个列表里，没有改动。", "已送审 1 篇。"]


def test_all_of_a_long_list_are_too_many_at_once(client, monkeypatch):
    monkeypatch.setattr("articles.admin.story_acts.MOST", 2)
    stories = [make_article(signed=False) for _ in range(3)]
    chosen = [story.pk for story in stories]
    data = {"action": "submit_chosen", "_selected_action": chosen, "index": "0"}
    done = client.post(LIST, data, follow=True)
    assert said(done) == ["一次最多办 2 篇，没有改动；请分几次选。"]
    assert Article.objects.exclude(state=State.DRAFT).count() == 0


@pytest.mark.parametrize("act", ["submit_chosen", "set_section", "add_tags"])
def test_who_asks_for_all_that_is_found_gets_no_archive_read(client, monkeypatch, act):
    monkeypatch.setattr("articles.admin.lists.MOST", 2)
    for _ in range(3):
        make_article(signed=False)
    data = {"action": act, "_selected_action": "0", "select_across": "1", "index": "0"}
    done = client.post(LIST, data, follow=True)
    assert said(done) == ["一次最多办 2 条，没有改动；请分几次选。"]


@pytest.mark.parametrize(
    ("role", "acts"),
    [
        (Role.REPORTER, ["submit_chosen", "set_section", "add_tags"]),
        (EDITOR, ["submit_chosen", "approve_chosen", "set_section", "add_tags", "place"]),
    ],
)
def test_a_role_is_offered_and_may_do_what_is_its_business(client, role, acts):
    story = make_article("云海", signed=False)
    client.force_login(make_user("何小录", role=role))
    choices = client.get(LIST).context["action_form"].fields["action"].choices
    assert [name for name, _words in choices if name] == acts
    if "place" not in acts:
        page = make_issue(DATE, stories=0).pages.get()
        data = {"action": "place", "apply": "1", "_selected_action": story.pk, "page": page.pk}
        client.post(LIST, data)
        assert Placement.objects.count() == 0


def test_every_status_that_is_shown_may_be_asked_for_and_finds_what_shows_it(client, editor):
    """Every story whose column says the word, and no other."""
    for n, state in enumerate(State):
        story = make_article(f"第{n}篇", signed=state == State.SIGNED_OFF)
        _bring(story, state)
    make_published(DATE, stories=4)
    make_published(DATE + WEEK, at=timezone.now() + WEEK)
    publishing.withdraw(make_published(DATE + 2 * WEEK), by=editor)
    make_issue(DATE + 3 * WEEK)
    first, second, third, _fourth = stories_of(Issue.objects.public().get())
    publishing.withdraw_story(third, by=editor, reason="待核实")
    for story in (first, second):
        story.title = f"{story.title}（改）"
        writing.save(story, by=editor, expected=story.version)
    sign(second)
    archived = stories_of(Issue.objects.get(state="withdrawn"))[0]
    Article.objects.filter(pk=archived.pk).update(state=State.DRAFT)
    shown = {story: story.status for story in Article.objects.for_desk()}
    offered = {key: word for key, (word, _find) in STATUSES.items()}
    found = {key: set(listed(client, state__exact=key)) for key in offered}
    expected = {
        key: {story.headline for story, status in shown.items() if word in status}
        for key, word in offered.items()
    }
    assert found == expected
    assert [key for key, titles in found.items() if not titles] == []
    assert {status.partition("，")[0] for status in shown.values()} <= set(offered.values())


def _bring(story: Article, state: State) -> None:
    ends = {
        State.RETURNED: workflow.send_back,
        State.HELD: workflow.hold,
        State.REJECTED: workflow.reject,
    }
    if state in ends:
        send_up(story, State.SECOND)
        ends[state](story, by=make_user(role=Role.HEAD), opinion="请核实")
    elif state != State.SIGNED_OFF:
        send_up(story, state)


def test_a_status_that_is_not_offered_is_refused(client):
    assert client.get(LIST, {"state__exact": "lost"}).status_code == 400
