"""What stands on the readers' pages: sections and their ends, titles in lines, ways about, what search engines are told."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import Issue, Page
from articles.reading.story import signature
from tests.factories import (
    DATE,
    make_article,
    make_editor,
    make_issue,
    make_masthead,
    make_published,
    make_section,
    place,
    stories_of,
)

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)


def publish(*stories, **fields) -> Issue:
    """An issue of one page that holds these."""
    issue = make_issue(stories=0, **fields)
    place(Page.objects.get(issue=issue), list(stories))
    return publishing.publish(issue, by=make_editor())


def read(client, path: str) -> str:
    return client.get(path).content.decode()


def description(html: str) -> str:
    return re.search(r'<meta name="description" content="([^"]*)">', html)[1]


# --- sections ---


def test_a_story_of_no_section_is_marked_off_from_the_section_before_it(client):
    issue = publish(
        make_article("头条"),
        make_article("动态一则", section=make_section("科协动态")),
        make_article("散篇一则"),
    )
    for path in (issue.get_absolute_url(), "/2026/03/04/01/"):
        html = read(client, path)
        marks = re.findall(r'class="block( block--closes)?"', html)
        assert marks == ["", "", " block--closes"]
        closing = html.split("block--closes", 1)[1]
        assert ("散篇一则" in closing, "bar__name" in closing) == (True, False)


def test_each_bar_stands_in_one_block_with_its_own_stories(client):
    news, abroad = make_section("科协动态"), make_section("他山之石")
    issue = publish(
        make_article("动态一则", section=news),
        make_article("动态二则", section=news),
        make_article("远方一则", section=abroad),
    )
    for path in (issue.get_absolute_url(), "/2026/03/04/01/"):
        found = []
        for part in read(client, path).split('<div class="block')[1:]:
            words = part.split('class="side__head"')[0]
            found.append(
                [
                    word
                    for word in ("科协动态", "动态一则", "动态二则", "他山之石", "远方一则")
                    if f">{word}<" in words
                ]
            )
        assert found == [["科协动态", "动态一则", "动态二则"], ["他山之石", "远方一则"]]


# --- titles ---


def test_a_title_keeps_its_printed_lines_wherever_it_stands(client):
    issue = publish(
        make_article("成都市科协\n举办“漫话科学”论坛", section=make_section()),
        make_article("第二篇", tags=["论坛"]),
    )
    lines = (
        '<span class="line">成都市科协</span> '
        '<span class="line">举办<span class="kept">“漫话科学”</span>论坛</span>'
    )
    first, second = stories_of(issue)
    seen = {
        path: read(client, path).count(lines)
        for path in (
            issue.get_absolute_url(),  # the story, the contents
            "/2026/03/04/01/",  # the story, the list of titles
            first.get_absolute_url(),  # its own title
            second.get_absolute_url(),  # the story before, the others of the page
            "/sections/ke-xie-dong-tai/",
        )
    }
    assert list(seen.values()) == [2, 2, 1, 2, 1]


def test_a_title_cannot_bring_markup(client):
    issue = publish(make_article("<b>一</b>，“<i>二</i>”"), make_article("第二篇"))
    html = read(client, issue.get_absolute_url())
    assert ("<b>一" in html, "<i>二" in html, "&lt;b&gt;一" in html) == (False, False, True)


# --- the story ---


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        ("(彭佳 本报记者 杨永忠)", ["（彭佳", "本报记者", "杨永忠）"]),
        ("本报记者 买买提·吐尔逊", ["（本报记者", "买买提·吐尔逊）"]),
        ("（本报记者 何　晓）", ["（本报记者", "何　晓）"]),
        ("（成都市科协）", ["（成都市科协）"]),
        ("", []),
    ],
)
def test_a_signature_is_cut_between_its_names_only(typed, pieces):
    text = make_article(signature=typed).latest_version
    assert ["".join(run for run, _url in piece) for piece in signature(text)] == pieces


def test_a_table_stands_in_a_frame_that_the_keyboard_can_move(client):
    issue = publish(make_article(body="<p>一。</p><table><tr><td>1728.09</td></tr></table>"))
    html = read(client, stories_of(issue)[0].get_absolute_url())
    frame = re.search(r'<div class="table" ([^>]*)><table>.*?</table></div>', html, re.DOTALL)
    assert frame[1] == 'role="region" aria-label="表格，可左右移动" tabindex="0"'


def test_a_full_width_space_follows_the_dateline_in_story_and_list(client):
    issue = publish(make_article(), make_article())
    story = stories_of(issue)[0]
    for path in (story.get_absolute_url(), issue.get_absolute_url(), "/2026/03/04/01/"):
        assert "本报讯</b>\u3000近日" in read(client, path)


def test_search_engines_are_told_how_a_story_begins(client):
    story = make_article(
        "云海之上", subtitle="——立冬一日", body="<p>近日，雪落<strong>云岭</strong>。</p>"
    )
    bare = make_article("只有表格", body="<table><tbody><tr><td>一</td></tr></tbody></table>")
    issue = publish(story, bare)
    found = [description(read(client, each.get_absolute_url())) for each in stories_of(issue)]
    assert found == ["近日，雪落云岭。", "只有表格"]


def test_what_stands_beside_a_title_is_read_in_its_printed_lines(client):
    story = make_article("云海之上", kicker="春到白鹿\n雪落青石", subtitle="——立冬一日\n——小雪一日")
    issue = publish(story)
    two = '<span class="line">{}</span> <span class="line">{}</span></p>'
    lines = [two.format("春到白鹿", "雪落青石"), two.format("——立冬一日", "——小雪一日")]
    for path in (story.get_absolute_url(), issue.get_absolute_url(), "/2026/03/04/01/"):
        page = read(client, path)
        assert [page.count(each) for each in lines] == [1, 1], path


# --- ways about ---


def test_one_page_alone_has_no_strip_of_pages(client):
    issue = make_published(stories=2)
    story = stories_of(issue)[0]
    paths = ["/", issue.get_absolute_url(), "/2026/03/04/01/", story.get_absolute_url()]
    assert [path for path in paths if "版面导航" in read(client, path)] == []
    more = make_published(DATE + dt.timedelta(days=7), pages=2)
    story = stories_of(more)[0]
    paths = ["/", more.get_absolute_url(), "/2026/03/11/01/", story.get_absolute_url()]
    assert [path for path in paths if "版面导航" in read(client, path)] == paths


def test_pages_are_counted_only_where_they_are_numbered_from_one_on(client):
    make_masthead()
    whole = make_published(pages=2)
    torn = make_issue(DATE + dt.timedelta(days=7))
    Page.objects.filter(issue=torn).update(number=2)
    publishing.publish(torn, by=make_editor())
    assert "今日2版" in read(client, whole.get_absolute_url())
    assert "今日" not in read(client, torn.get_absolute_url())


def test_a_page_of_the_paper_lists_its_stories_before_its_ways_about(client):
    make_published(pages=2, stories=2)
    html = read(client, "/2026/03/04/01/")
    marks = ["本版稿件", 'class="card', "本版标题", "版面导航", "下一版"]
    assert [html.index(mark) for mark in marks] == sorted(html.index(mark) for mark in marks)


def test_what_is_not_there_offers_the_newest_issue_and_the_archive(client):
    make_masthead()
    make_published()
    html = read(client, "/nowhere/")
    ways = re.findall(r'<a class="button" href="([^"]+)">([^<]+)</a>', html)
    assert ways == [("/2026/03/04/", "最新一期：2026年3月4日"), ("/issues/", "往期")]


# --- 总期号 ---


@pytest.mark.parametrize(
    "typed", ["1286", " 1286 ", "１２８６", "总第1286期", "第1286期", "1286期"]
)
def test_a_total_number_leads_to_its_issue(client, typed):
    make_published(total_number=1286)
    response = client.get("/issues/", {"number": typed})
    assert (response.status_code, response["Location"]) == (302, "/2026/03/04/")


def test_every_number_of_a_combined_issue_leads_to_it(client):
    issue = make_published(kind="combined", total_number=1286, last_total_number=1288)
    found = [client.get("/issues/", {"number": number}).status_code for number in range(1285, 1290)]
    assert found == [404, 302, 302, 302, 404]
    assert client.get("/issues/?number=1287")["Location"] == issue.get_absolute_url()


@pytest.mark.parametrize("typed", ["999", "abc", "1286x", "-1", "1e3", "9" * 40, "<b>"])
def test_a_number_of_no_issue_is_answered_in_words_with_the_archive(client, typed):
    make_published(total_number=1286)
    response = client.get("/issues/", {"number": typed})
    html = response.content.decode()
    assert response.status_code == 404
    assert re.search(r'role="status">没有“[^<]+”这一期', html)
    assert 'href="/2026/03/04/"' in html
    assert "<b>”" not in html


def test_a_number_tells_nothing_of_an_issue_that_has_not_appeared(client):
    make_masthead()
    make_issue(total_number=1286)
    later = make_issue(DATE + dt.timedelta(days=7), total_number=1287)
    publishing.publish(later, by=make_editor(), at=timezone.now() + HOUR)
    assert [client.get(f"/issues/?number={n}").status_code for n in (1286, 1287)] == [404, 404]


def test_the_number_of_a_withdrawn_issue_leads_to_the_reason(client):
    issue = make_published(total_number=1286)
    publishing.withdraw(issue, by=make_editor(), reason="第一版图片有误")
    response = client.get("/issues/?number=1286", follow=True)
    assert (response.status_code, "第一版图片有误" in response.content.decode()) == (410, True)


def test_the_box_says_what_was_sought_and_has_a_label(client):
    make_published(total_number=1286)
    html = read(client, "/issues/?number=999")
    assert '<label for="number">总期号</label>' in html
    assert 'id="number" name="number" value="999"' in html
