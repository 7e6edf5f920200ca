"""A query whose signs stand in no story is asked once more without them; what holds it as it was typed comes first."""

import datetime as dt

import pytest

from tests.factories import DATE, make_article
from tests.search.test_search_page import ask, html, publish, titles

pytestmark = pytest.mark.django_db

STORY = "科协举办“星空夜话”，水鸟归来"


@pytest.fixture
def stories():
    texts = ["<p>阿依木·吐尔在冬季数过12480只水鸟。</p>", "<p>冬季有夜话。</p>"]
    publish(
        *(make_article(title, body=text) for title, text in zip((STORY, "乙"), texts, strict=True))
    )


@pytest.mark.parametrize(
    ("query", "said", "hits"),
    [
        ('"水鸟"', '没有稿件含有“"水鸟"”；下面是含有“水鸟”的稿件。', [STORY]),
        ('举办"星空夜话"', "下面是同时含有“举办”“星空夜话”的稿件。", [STORY]),
        ("阿依木•吐尔", "下面是同时含有“阿依木”“吐尔”的稿件。", [STORY]),
        ("阿依木・吐尔", "下面是同时含有“阿依木”“吐尔”的稿件。", [STORY]),
        ("阿依木.吐尔", "下面是同时含有“阿依木”“吐尔”的稿件。", [STORY]),
        ("水、鸟", "没有稿件含有“水、鸟”；下面是同时含有“水”“鸟”的稿件。", [STORY]),
        ("12,480", "下面是同时含有“12”“480”的稿件。", [STORY]),
        ("#冬季", "没有稿件含有“#冬季”；下面是含有“冬季”的稿件。", [STORY, "乙"]),
        ("#冬季 夜话", "没有稿件同时含有“#冬季 夜话”；", [STORY, "乙"]),
    ],
)
def test_where_nothing_holds_the_signs_they_part_the_words_and_the_page_says_so(
    client, stories, query, said, hits
):
    page = html(client, q=query).replace("&quot;", '"')
    assert said in page
    assert titles(client, q=query) == hits
    assert "找到" in page
    assert "<mark>" in page


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("“星空夜话”", [STORY]),
        ("夜话”，水鸟", [STORY]),
        ("水鸟", [STORY]),
        ("量子", []),
        ('"量子"', []),
        ("。。。", []),
        ("<>", []),
    ],
)
def test_nothing_is_changed_silently(client, stories, query, hits):
    """Where the words stand as they were typed, or do not stand without their signs either."""
    page = ask(client, q=query)
    assert titles(client, q=query) == hits
    assert page.context["freed"] == []
    assert "下面是" not in page.content.decode()


def test_what_holds_the_signs_is_not_mixed_with_what_holds_the_words(client, stories):
    publish(make_article("丙", body="<p>#冬季#话题。</p>"), date=DATE + dt.timedelta(days=7))
    assert titles(client, q="#冬季") == ["丙"]
    assert titles(client, q="#冬季", to=str(DATE)) == [STORY, "乙"]


def test_the_second_page_and_the_other_order_ask_the_same_again(client):
    publish(*(make_article(f"题{at:02}", body="<p>水鸟。</p>") for at in range(21)))
    asked = {"q": '"水鸟"', "order": "newest"}
    both = titles(client, **asked), titles(client, **asked, page="2")
    assert [len(each) for each in both] == [20, 1]
    assert sorted(both[0] + both[1]) == [f"题{at:02}" for at in range(21)]
    assert ask(client, **asked, page="3").status_code == 404
    assert "下面是含有“水鸟”的稿件" in html(client, **asked, page="2")


def test_one_word_is_not_said_to_be_several(client, stories):
    assert "没有稿件含有“5G”" in html(client, q="5G")
    assert "没有稿件同时含有“5G 量子”" in html(client, q="5G 量子")
