"""What is offered while a reader types: names of published things alone, by characters or by pinyin."""

import pytest

from articles import publishing
from articles.models import Contributor
from tests.factories import (
    make_article,
    make_editor,
    make_issue,
    make_published,
    make_section,
    place,
)

pytestmark = pytest.mark.django_db


def ask(client, q: str):
    return client.get("/search/suggest/", {"q": q})


def names(client, q: str) -> list[tuple[str, str]]:
    _typed, names, kinds, _urls = ask(client, q).json()
    return list(zip(names, kinds, strict=True))


@pytest.fixture
def issue():
    issue = make_issue(stories=0)
    fields = {
        "section": make_section("云岭观察"),
        "tags": ["云海", "5G"],
        "signature": "（本报记者 陈兰）",
    }
    place(issue.pages.get(), [make_article("题", **fields)])
    return publishing.publish(issue, by=make_editor())


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("云", [("云岭观察", "栏目"), ("云海", "标签")]),
        ("岭", [("云岭观察", "栏目")]),
        ("ylgc", [("云岭观察", "栏目")]),
        ("yunh", [("云海", "标签")]),
        ("YH", [("云海", "标签")]),
        ("５ｇ", [("5G", "标签")]),
        ("陈 兰", [("陈兰", "作者")]),
        ("cl", [("陈兰", "作者")]),
        ("chenl", [("陈兰", "作者")]),
        ("hai", []),
        ("量子", []),
        ("", []),
        (" \x00", []),
        ("云" * 4096, []),
        ("%", []),
        ("_", []),
    ],
    ids=range(16),
)
def test_names_are_found_by_characters_and_by_the_beginning_of_their_pinyin(
    client, issue, typed, found
):
    assert names(client, typed) == found


def test_the_answer_is_as_opensearch_has_it(client, issue):
    answer = ask(client, "云海")
    assert answer["Content-Type"] == "application/x-suggestions+json"
    assert answer.json() == [
        "云海",
        ["云海"],
        ["标签"],
        ["http://testserver/tags/%E4%BA%91%E6%B5%B7/"],
    ]


def test_nothing_is_offered_that_readers_cannot_see(client, issue):
    hidden = make_section("金丝雀栏")
    hidden.visible = False
    hidden.save()
    make_article(
        "金丝雀", section=hidden, tags=["金丝雀签"], signature="（本报记者 金雀）", signed=False
    )
    assert Contributor.objects.filter(name="金雀").count() == 1
    assert names(client, "金") == []
    publishing.withdraw(issue, by=make_editor())
    assert names(client, "云海") + names(client, "陈兰") == []


def test_ten_are_enough_and_cost_two_queries(client, django_assert_num_queries):
    make_published()
    for number in range(12):
        make_section(f"云岭{number}")
    assert len(names(client, "云岭")) == 10
    with django_assert_num_queries(1):
        ask(client, "云岭")
    with django_assert_num_queries(2):
        ask(client, "何晓")
