"""The readers' search page: what it finds, in which order, and what it says to whatever is typed."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import publishing, writing
from articles.models import Issue
from articles.search import ranking
from tests.factories import (
    DATE,
    make_article,
    make_editor,
    make_issue,
    make_published,
    make_section,
    place,
    stories_of,
)

pytestmark = pytest.mark.django_db


def ask(client, **asked: str):
    return client.get("/search/", {name.strip("_"): text for name, text in asked.items()})


def titles(client, **asked: str) -> list[str]:
    """Of the hits, in their order."""
    page = ask(client, **asked)
    hits = page.context.get("hits") or []
    return ["".join(piece.text for line in hit.title for piece in line) for hit in hits]


def html(client, **asked: str) -> str:
    return ask(client, **asked).content.decode()


def publish(*stories, date: dt.date = DATE, **fields) -> Issue:
    issue = make_issue(date, stories=0, **fields)
    place(issue.pages.get(), list(stories))
    return publishing.publish(issue, by=make_editor())


def test_titles_come_before_signatures_before_bodies_and_the_newest_first_in_each(client):
    publish(
        make_article("甲", body="<p>云海翻涌。</p>"),
        make_article("乙", signature="（云海报道组 何晓）"),
        make_article("丙云海", body="<p>晴。</p>"),
    )
    publish(
        make_article("丁", body="<p>又见云海。</p>"),
        make_article("戊云海"),
        date=DATE + dt.timedelta(days=7),
    )
    assert titles(client, q="云海") == ["戊云海", "丙云海", "乙", "丁", "甲"]
    assert titles(client, q="云海", order="newest") == ["丁", "戊云海", "甲", "乙", "丙云海"]
    assert titles(client, q="云海", order="??") == titles(client, q="云海")


def test_where_a_filter_leaves_few_they_are_ranked_however_common_the_word(client, monkeypatch):
    monkeypatch.setattr(ranking, "FEW", 3)
    publish(*(make_article(f"题{at}", body="<p>云海。</p>") for at in range(5)))
    later = [
        make_article("甲", body="<p>云海。</p>"),
        make_article("乙", signature="（云海 何晓）"),
    ]
    publish(*later, date=DATE + dt.timedelta(days=7), total_number=3002)
    assert titles(client, q="云海", issue="3002") == ["乙", "甲"]
    assert titles(client, q="云海")[:2] == ["甲", "乙"]


def test_a_hit_shows_what_was_looked_for(client):
    publish(
        make_article(
            "云海\n奇观",
            kicker="云海之上",
            body="<p>清晨，<b>云</b>海&lt;翻&gt;涌。</p>",
            signature="（本报记者 陈　兰）",
            section=make_section("天象"),
        )
    )
    page = html(client, q="云海 陈兰 ＜翻")
    assert re.findall("<mark>(.*?)</mark>", page) == ["云海", "云海", "云海&lt;翻", "陈\u3000兰"]
    for words in ("2026年3月4日", "版名1", "天象"):
        assert words in page


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "\"'><img src=x>", "&lt;b&gt;"])
def test_hostile_text_stays_text(client, words):
    publish(make_article(f"题{words}"))
    page = html(client, q=words)
    assert words not in page
    assert len(ask(client, q=words).context["hits"]) == 1


@pytest.fixture
def two_issues():
    """Two stories each; those of the second are tagged, in a section, by 苏文."""
    publish(make_article("云海一"), make_article("云海二"), total_number=3001)
    fields = {"section": make_section("天象"), "tags": ["气象"], "signature": "（本报记者 苏文）"}
    return publish(
        make_article("云海三", **fields),
        make_article("云海四", **fields),
        date=DATE + dt.timedelta(days=7),
        total_number=3002,
    )


FIRST, SECOND = ["云海一", "云海二"], ["云海三", "云海四"]


@pytest.mark.parametrize(
    ("asked", "hits"),
    [
        ({"from_": "2026-03-05"}, SECOND),
        ({"from_": "2026年3月11日", "to": "20260311"}, SECOND),
        ({"to": "2026.3.10"}, FIRST),
        ({"section": "tian-xiang"}, SECOND),
        ({"tag": "气象"}, SECOND),
        ({"issue": "3001"}, FIRST),
        ({"issue": "总第３００２期"}, SECOND),
        ({"issue": "2026-03-04"}, FIRST),
        ({"tag": "气象", "issue": "3001"}, []),
    ],
    ids=str,
)
def test_filters_leave_what_they_name_with_words_and_without(client, two_issues, asked, hits):
    assert titles(client, q="云海", **asked) == hits
    assert titles(client, **asked) == hits


def test_a_contributor_is_a_filter_and_each_filter_can_be_taken_off(client, two_issues):
    whose = stories_of(two_issues)[0].bylines.get().contributor_id
    asked = {"q": "云海", "contributor": str(whose), "tag": "气象"}
    page = ask(client, **asked)
    assert titles(client, **asked) == SECOND
    assert page.context["chips"] == [
        ("标签：气象", f"q=%E4%BA%91%E6%B5%B7&contributor={whose}"),
        ("作者：苏文", "q=%E4%BA%91%E6%B5%B7&tag=%E6%B0%94%E8%B1%A1"),
    ]
    for _words, address in page.context["chips"]:
        assert client.get(f"/search/?{address}").status_code == 200


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"from_": "2026-02-30"}, "没有这一天"),
        ({"to": "昨天"}, "没有这一天"),
        ({"from_": "99999-01-01"}, "没有这一天"),
        ({"from_": "0000-00-00"}, "没有这一天"),
        ({"from_": "2026-03-05", "to": "2026-03-04"}, "截止日期早于起始日期"),
        ({"section": "nowhere"}, "没有这个栏目"),
        ({"section": "云\x00岭"}, "没有这个栏目"),
        ({"tag": "\x00没有"}, "没有这个标签"),
        ({"contributor": "9" * 80}, "没有这位作者"),
        ({"contributor": "9" * 18}, "没有这位作者"),
        ({"contributor": "-1"}, "没有这位作者"),
        ({"contributor": "²"}, "没有这位作者"),
        ({"issue": "999999999"}, "没有这一期"),
        ({"issue": "云"}, "没有这一期"),
        ({"issue": "0001-01-01"}, "没有这一期"),
    ],
    ids=str,
)
def test_what_names_nothing_is_said_and_stays_as_it_was_typed(client, two_issues, asked, said):
    page = html(client, q="云海", **asked)
    [typed] = [text for name, text in asked.items() if name != "from_" or len(asked) == 1]
    assert said in page
    assert f'value="{typed.replace(chr(0), "")}"' in page
    assert 'value="云海"' in page
    assert '<li class="hit">' not in page


@pytest.mark.parametrize(
    "query",
    [
        "\x00",
        "云\x00海",
        "云" * 4096,
        "\ud800云",
        "\ufffe",
        "%",
        "_",
        "\\",
        "'\"",
        "*",
        "云海 OR 1=1",
        " ",
    ],
    ids=range(12),
)
@pytest.mark.parametrize("order", ["relevance", "newest"])
def test_whatever_is_typed_is_answered(client, two_issues, query, order):
    query = query.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    assert ask(client, q=query, order=order).status_code == 200


def test_a_query_that_is_too_long_is_cut_and_the_page_says_so(client, two_issues):
    page = ask(client, q="云" * 65)
    assert "只找了前 64 个字" in page.content.decode()
    assert page.context["form"].cleaned_data["q"] == "云" * 64


@pytest.mark.parametrize(
    ("page", "status"),
    [("1", 200), ("", 200), ("云", 200), ("2", 404), ("51", 404), ("9" * 400, 404), ("0", 404)],
)
def test_pages_end_where_the_hits_do(client, two_issues, page, status):
    assert ask(client, q="云海", page=page).status_code == status


def test_many_hits_stand_on_several_pages_whose_links_ask_the_same(client):
    issue = make_published(stories=21, total_number=3001)
    asked = {"q": "气象站", "order": "newest", "issue": "3001"}
    first, second = titles(client, **asked), titles(client, **asked, page="2")
    assert first + second == [story.title for story in stories_of(issue)]
    assert len(second) == 1
    assert "order=newest&amp;page=2" in html(client, **asked)


def test_a_page_beyond_the_last_says_so_and_leads_to_the_first(client, two_issues):
    page = ask(client, q="云海", tag="气象", page="99")
    assert page.status_code == 404
    assert page["X-Robots-Tag"] == "noindex"
    [address] = re.findall('没有这一页。<a href="(.*?)"', page.content.decode())
    assert address == "?q=%E4%BA%91%E6%B5%B7&amp;tag=%E6%B0%94%E8%B1%A1"
    assert "没有这一页" not in html(client, q="云海", tag="气象")
    assert "少写几个词" in html(client, q="量子", page="99")


def test_an_excerpt_parts_a_sub_head_from_what_stands_around_it(client):
    publish(make_article("题", body="<p>留在田里？</p><h3>存到春天</h3><p>冬季蓄水。</p>"))
    for query in ("冬季", "题"):
        [hit] = ask(client, q=query).context["hits"]
        assert "".join(piece.text for piece in hit.excerpt) == "留在田里？　存到春天　冬季蓄水。"


def test_an_empty_search_says_how_and_offers_sections_and_years(client, two_issues):
    page = html(client)
    for words in ("几个词用空格隔开", "天象", "/search/?from=2026-01-01&amp;to=2026-12-31"):
        assert words in page


def test_no_hit_says_what_to_try(client, two_issues):
    assert "少写几个词" in html(client, q="量子")


def test_pages_of_the_search_are_not_kept_and_not_indexed(
    client, two_issues, django_assert_num_queries
):
    page = ask(client, q="云海")
    assert (page["X-Robots-Tag"], page["Cache-Control"]) == ("noindex", "no-cache")
    assert '<meta name="robots" content="noindex">' in page.content.decode()
    assert client.post("/search/").status_code == 405


@pytest.mark.parametrize(
    "asked", [{"q": "气象站"}, {"q": "气象站", "order": "newest"}, {"from": "2026-01-01"}]
)
def test_one_hit_and_thirty_cost_the_same_and_few_queries(
    client, django_assert_max_num_queries, asked
):
    make_published()
    with django_assert_max_num_queries(8) as one:
        client.get("/search/", asked)
    make_published(DATE + dt.timedelta(days=7), stories=30)
    with django_assert_max_num_queries(len(one)):
        client.get("/search/", asked)


def test_nothing_unpublished_is_found_named_or_counted(client):
    issue = publish(make_article("云海", tags=["气象"]))
    [story] = stories_of(issue)
    story.title = "金丝雀改题"
    writing.save(story, by=make_editor(), expected=story.version)
    draft = make_article(
        "金丝雀", section=make_section("金丝雀栏"), tags=["金丝雀签"], signature="（本报记者 何雀）"
    )
    keys = {
        "contributor": str(draft.bylines.get().contributor_id),
        "tag": "金丝雀签",
        "section": "jin-si-que-lan",
    }
    for asked in ({"q": "金丝雀"}, *({name: key} for name, key in keys.items())):
        page = ask(client, **asked)
        assert (page.status_code, page.context.get("hits") or []) == (200, [])
    assert titles(client, q="云海") == ["云海"]
    publishing.withdraw(issue, by=make_editor())
    assert titles(client, q="云海") == []
    later = make_issue(DATE + dt.timedelta(days=7), stories=0)
    place(later.pages.get(), [make_article("雾凇")])
    publishing.publish(later, by=make_editor(), at=timezone.now() + dt.timedelta(hours=1))
    assert ask(client, q="雾凇").context["found"].count() == 0
    assert reverse("search") == "/search/"
