"""用词: the office keeps the list; reporters look things up in it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from articles.models import HouseWord
from articles.permissions import Role
from tests.factories import make_editor, make_masthead, make_user

pytestmark = pytest.mark.django_db

LIST, ADD = reverse("admin:articles_houseword_changelist"), reverse("admin:articles_houseword_add")
WORD = {"wrong": "云岭科普车", "right": "云岭科普大篷车", "kind": "title", "active": "on"}


@pytest.fixture
def editor(client):
    HouseWord.objects.all().delete()
    client.force_login(make_editor("沈墨"))


def change_url(word: HouseWord) -> str:
    return reverse("admin:articles_houseword_change", args=[word.pk])


def test_an_editor_adds_changes_and_removes_a_word(client, editor):
    client.post(ADD, WORD | {"protected": "云岭科普车站", "note": "车身上的字"})
    word = HouseWord.objects.get()
    assert (word.wrong, word.kind, word.protected) == ("云岭科普车", "title", "云岭科普车站")
    client.post(change_url(word), WORD | {"active": ""})
    assert not HouseWord.objects.get().active
    client.post(reverse("admin:articles_houseword_delete", args=[word.pk]), {"post": "yes"})
    assert not HouseWord.objects.exists()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"right": ""}, "错别字和固定称谓要写明“正”。"),
        ({"right": "云岭科普车"}, "“误”与“正”不能相同。"),
        ({"wrong": "在册词"}, "词表里已经有这个词。"),
    ],
)
def test_a_word_that_says_nothing_or_stands_already_is_refused_in_words(
    client, editor, change, complaint
):
    HouseWord.objects.create(wrong="在册词", right="在册的词")
    response = client.post(ADD, WORD | change)
    assert [str(error) for each in response.context["errors"] for error in each] == [complaint]
    assert HouseWord.objects.count() == 1


def test_a_reporter_reads_the_list_and_changes_nothing(client):
    client.force_login(make_user("何小录", role=Role.REPORTER))
    word = HouseWord.objects.create(**WORD | {"active": True})
    assert "云岭科普大篷车" in client.get(LIST, {"q": "科普车"}).content.decode()
    assert client.get(change_url(word)).status_code == 200
    delete = reverse("admin:articles_houseword_delete", args=[word.pk])
    answers = [client.post(url, WORD).status_code for url in (ADD, change_url(word), delete)]
    assert answers == [403, 403, 403]


def test_the_list_is_searched_and_filtered_by_kind_and_use(client, editor):
    for number, kind in enumerate(("error", "careful", "title"), 1):
        HouseWord.objects.create(
            wrong=f"误{number}", right=f"正{number}", kind=kind, active=number != 2
        )

    def found(**query: str) -> list[str]:
        return [word.wrong for word in client.get(LIST, query).context["cl"].result_list]

    assert found() == ["误2", "误1", "误3"]
    assert found(kind__exact="title") == ["误3"]
    assert found(active__exact="0") == ["误2"]
    assert found(q="正1") == ["误1"]


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_for_one_row_and_for_thirty(
    client, editor, django_assert_num_queries, rows
):
    make_masthead()
    HouseWord.objects.bulk_create(
        HouseWord(wrong=f"误{number}", right="正") for number in range(rows)
    )
    client.get(LIST)
    with django_assert_num_queries(11):
        assert client.get(LIST).status_code == 200
