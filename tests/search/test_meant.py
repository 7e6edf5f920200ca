"""Beside what a search found stands what its words may be the name of: a section, a tag, an author, an issue."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from articles import publishing
from articles.search import ranking
from tests.factories import DATE, make_article, make_editor, make_issue, make_section, place
from tests.search.test_search_page import ask, html, publish, titles

pytestmark = pytest.mark.django_db


def meant(client, query: str, **asked: str) -> list[tuple[str, str]]:
    """Kind and name of what the page offers."""
    return [(each.kind, each.name) for each in ask(client, q=query, **asked).context["meant"]]


@pytest.fixture
def issue():
    fields = {
        "section": make_section("健康生活"),
        "tags": ["冬季"],
        "signature": "（本报记者 苏文）",
    }
    return publish(make_article("水鸟归来", body="<p>晴。</p>", **fields), total_number=3001)


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("健康生活", [("栏目", "健康生活")]),
        ("健康", [("栏目", "健康生活")]),
        ("#冬季", [("标签", "冬季")]),
        ("苏文", [("作者", "苏文")]),
        ("水鸟", []),
        ("2026年3月4日", [("报纸", "2026年3月4日（总第3001期）")]),
        ("２０２６－０３－０４", [("报纸", "2026年3月4日（总第3001期）")]),
        ("3001", [("报纸", "2026年3月4日（总第3001期）")]),
        ("第3001期", [("报纸", "2026年3月4日（总第3001期）")]),
        ("总第3001期", [("报纸", "2026年3月4日（总第3001期）")]),
        ("第3002期", []),
        ("2026年3月5日", []),
        ("9999999", []),
        ("2026年2月30日", []),
    ],
)
def test_what_the_words_may_name_is_offered_with_hits_and_without(client, issue, query, offered):
    assert meant(client, query) == offered
    assert ("也许您要找" in html(client, q=query)) == bool(offered)


def test_every_offer_leads_to_what_it_names(client, issue):
    for query, address in (
        ("健康生活", "/sections/jian-kang-sheng-huo/"),
        ("冬季", "/tags/%E5%86%AC%E5%AD%A3/"),
        ("总第3001期", "/2026/03/04/"),
    ):
        line = re.search(r'<div class="meant">.*?</div>', html(client, q=query), re.DOTALL)[0]
        assert re.findall('href="(.*?)"', line) == [address]
        assert client.get(address).status_code == 200


def test_of_a_combined_issue_either_number_leads_to_it(client):
    publish(make_article("题"), total_number=3001, last_total_number=3002)
    assert meant(client, "3002") == [("报纸", "2026年3月4日（总第3001—3002期）")]


def test_five_are_offered_and_on_the_first_page_alone(client):
    publish(*(make_article(f"冬{at}", tags=[f"冬{at}"]) for at in range(21)))
    assert len(meant(client, "冬")) == 5
    assert len(titles(client, q="冬", page="2")) == 1
    assert meant(client, "冬", page="2") == []
    assert "meant" not in ask(client).context


def test_nothing_unpublished_is_offered(client, issue):
    make_article("题", section=make_section("金丝雀栏"), tags=["金丝雀签"], signature="（何雀）")
    make_issue(DATE + dt.timedelta(days=7), total_number=3002)
    later = make_issue(DATE + dt.timedelta(days=14), total_number=3003, stories=0)
    place(later.pages.get(), [make_article("雾凇")])
    publishing.publish(later, by=make_editor(), at=timezone.now() + dt.timedelta(hours=1))
    for query in ("金丝雀签", "何雀", "3002", "第3003期", "2026年3月11日", "2026-03-18"):
        assert meant(client, query) == []
    publishing.withdraw(issue, by=make_editor())
    for query in ("冬季", "苏文", "3001", "2026年3月4日"):
        assert meant(client, query) == []


def test_for_a_word_that_is_everywhere_nothing_is_offered(client, issue, monkeypatch):
    more = [make_article(f"苏文{at}", tags=["苏文化"]) for at in range(4)]
    publish(*more, date=DATE + dt.timedelta(days=7))
    assert meant(client, "苏文") == [("标签", "苏文化"), ("作者", "苏文")]
    for name in ("FEW", "LIMIT"):
        monkeypatch.setattr(ranking, name, 3)
    assert meant(client, "苏文") == []


@pytest.mark.parametrize(
    "query", ["冬季", "#冬季", "水鸟", "3001", "2026年3月4日", "量子", '"量子"', "“水”鸟"]
)
def test_the_page_keeps_to_its_queries(client, issue, django_assert_max_num_queries, query):
    ask(client, q="晴")
    with django_assert_max_num_queries(8):
        ask(client, q=query)


def test_the_page_of_a_word_that_is_everywhere_keeps_to_them_too(
    client, issue, monkeypatch, django_assert_max_num_queries
):
    publish(*(make_article(f"题{at}") for at in range(25)), date=DATE + dt.timedelta(days=7))
    for name in ("FEW", "LIMIT"):
        monkeypatch.setattr(ranking, name, 3)
    with django_assert_max_num_queries(8):
        assert ask(client, q="题").context["found"].is_capped
