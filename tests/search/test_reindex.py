"""`reindex`, and a database that comes from before there was an index."""

import pytest
from django.core.management import call_command

from articles import search
from articles.models import Article, SearchText
from articles.search import Scope, indexing, keep_filled
from tests import stored
from tests.factories import DATE, make_article, make_published

pytestmark = pytest.mark.django_db


def found(query: str) -> int:
    return search.find(query, among=Article.objects.all(), scope=Scope.DESK).count()


def facts() -> list[tuple]:
    return sorted(SearchText.objects.values_list(*indexing.Entry._fields))


def test_reindex_says_how_far_it_is_and_repairs_what_is_missing_wrong_or_left_over(monkeypatch):
    monkeypatch.setattr(indexing, "BATCH", 2)
    make_published(DATE, stories=2)
    stories = [make_article(f"云海{n}") for n in range(3)]
    good = facts()
    search.forget([stories[0].pk])
    SearchText.objects.filter(article=stories[1].pk).update(title="错字")
    orphan = make_article("没有了的稿子", signed=False)
    Article.objects.filter(pk=orphan.pk).delete()
    assert facts() != good
    said = stored.run("reindex")
    assert facts() == good
    assert said.splitlines()[-1] == "检索已经重建。"
    assert (found("云海"), found("错字"), found("没有")) == (3, 0, 0)


def test_reindex_goes_on_where_it_was_broken_off():
    stories = [make_article("云海") for _ in range(5)]
    search.empty()
    walk = search.reindex(batch=2)
    assert next(walk) == (stories[1].pk, 2)
    walk.close()
    said = stored.run("reindex", "--after", str(stories[1].pk))
    assert said == f"已编入 3 / 3 篇（到稿件编号 {stories[4].pk}）\n检索已经重建。\n"
    assert found("云海") == 5


def test_reindex_from_nothing():
    make_article("云海")
    good = facts()
    stored.run("reindex", "--empty")
    assert (facts(), found("云海")) == (good, 1)


def test_running_it_again_changes_nothing():
    make_published(DATE, stories=2)
    before = list(SearchText.objects.values())
    stored.run("reindex")
    assert list(SearchText.objects.values()) == before


def test_migrate_fills_the_index_of_an_older_database(capsys):
    for _ in range(2):
        make_article("云海")
    search.empty()
    assert found("云海") == 0
    call_command("migrate", verbosity=1)
    assert "检索：已编入 2 篇稿件" in capsys.readouterr().out
    assert found("云海") == 2


def test_a_database_in_order_costs_migrate_one_query(django_assert_num_queries):
    make_article("云海")
    with django_assert_num_queries(1):
        keep_filled(verbosity=0)
