"""The list of stories and the search over an archive: every filter and every search within its time.

20,000 stories unless BENCHMARK_STORIES says another number (100000 takes minutes to make). Run with -s to see the figures;
a time is the median of five requests through the test client, templates included.
"""

from __future__ import annotations

import os
import statistics
import time

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import search
from articles.models import Article
from articles.search import Scope
from tests.benchmarks import archive
from tests.factories import make_editor

STORIES = int(os.environ.get("BENCHMARK_STORIES", "20000"))
LIST = "/admin/articles/article/"
LIMIT = 0.150

QUERIES = {
    "plain": {},
    "page 30": {"p": "30"},
    "mine": {"whose": "mine"},
    "waiting": {"whose": "waiting"},
    "unplaced": {"issue": "none"},
    "draft": {"state__exact": "draft"},
    "signed": {"state__exact": "signed_off"},
    "name": {"name": "何晓"},
    "surname": {"name": "何"},
    "nobody": {"name": "欧阳无人"},
    "dates": {"since": "2025-01-01", "until": "2025-03-31"},
    "all dates": {"since": "1900-01-01"},
    "old dates": {"until": "1980-01-01"},
    "by title": {"o": "1"},
    "by section": {"o": "2"},
    "by place": {"o": "3"},
    "by count": {"o": "-5"},
    "word": {"q": "气象站"},
    "common": {"q": "技术员"},
    "everywhere": {"q": "本报记者"},
    "one": {"q": "县"},
    "rare": {"q": "何晓舟"},
    "nothing": {"q": "量子"},
    "two words": {"q": "云岭县 气象站"},
    "mixed": {"q": "5G基"},
    "common drafts": {"q": "技术员", "state__exact": "draft"},
    "common by title": {"q": "技术员", "o": "1"},
}


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        start = time.perf_counter()
        archive.make(STORIES, indexed=False)
        made = time.perf_counter()
        for _ in search.reindex():
            pass
        print(
            f"\n{STORIES} made in {made - start:.0f} s, indexed in {time.perf_counter() - made:.0f} s"
        )
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def editor(filled, db, client):
    user = make_editor("沈墨")
    client.force_login(user)
    return user


def seconds(act, rounds: int = 5) -> float:
    """The median by the wall clock, for PostgreSQL works in processes of its own."""
    act()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_a_filter_or_a_search_of_the_list(client, editor, query):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(LIST, query)
    counted, count = response.context["cl"].counted, len(queries)
    slow = [f"{q['time']} {q['sql'][-90:]}" for q in queries if float(q["time"]) > 0.03]
    taken = seconds(lambda: client.get(LIST, query))
    print(f" {taken * 1000:.0f} ms, {count} queries, {counted} rows", *slow, sep="\n   ")
    assert taken < LIMIT


@pytest.mark.parametrize("scope", Scope)
@pytest.mark.parametrize("query", ["何晓舟", "气象站", "技术员", "县", "量子", "云岭县 气象站"])
def test_the_newest_twenty(filled, db, query, scope):
    def first() -> None:
        list(search.find(query, among=Article.objects.all(), scope=scope).order_by("-pk")[:20])

    taken = seconds(first)
    print(f" {taken * 1000:.1f} ms")
    assert taken < LIMIT
