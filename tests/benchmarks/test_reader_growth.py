"""What the readers' pages cost as the archive grows: with a hundred times the stories they cost no more than a fifth more.

Not collected by default: name the folder. Figures of one machine say little; the ratios within a run count. The archive of
100,000 stories takes some minutes to make: add `-s -o faulthandler_timeout=900`.

How a browser sees the same pages is told by Lighthouse, which is no part of the project: serve the demo with `python3
manage.py demo`, and for `/` and a story, with and without `--preset=desktop`, run `npx lighthouse
http://127.0.0.1:8000/ --only-categories=performance,accessibility,best-practices,seo --chrome-flags="--headless
--no-sandbox"`. `CHROME_PATH` names the browser. Each of the four is to be 95 or more.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client

from articles.models import Issue
from tests.benchmarks import archive
from tests.factories import stories_of

pytestmark = pytest.mark.django_db
ROUNDS = 40
SMALL = 1_000


@pytest.mark.parametrize("size", [10_000, 100_000])
def test_a_page_costs_the_same_in_a_large_archive(size: int):
    few, many = _costs(SMALL), _costs(size)
    for kind, cost in few.items():
        print(f"{kind:14} {SMALL}: {cost:.2f} ms, {size}: {many[kind]:.2f} ms")
    grown = {kind: round(many[kind] / cost, 2) for kind, cost in few.items()}
    assert {kind: ratio for kind, ratio in grown.items() if ratio > 1.2} == {}


def _costs(size: int) -> dict[str, float]:
    """Milliseconds of CPU, on SQLite the database's among them, by page: made and kept. The archive is gone afterwards."""
    with transaction.atomic():
        archive.make(size, indexed=False)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        costs = _measure(_addresses())
        transaction.set_rollback(True)
    caches["pages"].clear()
    return costs


def _addresses() -> dict[str, str]:
    """The newest issue, and an old one in the middle of the first thousand stories, so that every size has it."""
    old = Issue.objects.newest_first()[20]
    return {
        "front": "/",
        "issue": old.get_absolute_url(),
        "page": f"{old.get_absolute_url()}02/",
        "story": stories_of(old)[7].get_absolute_url(),
    }


def _measure(addresses: dict[str, str]) -> dict[str, float]:
    client = Client()
    costs = {}
    for kind, path in addresses.items():
        assert client.get(path).status_code == 200
        costs[f"{kind} made"] = _cost(lambda path=path: (caches["pages"].clear(), client.get(path)))
        costs[f"{kind} kept"] = _cost(lambda path=path: client.get(path))
    return costs


def _cost(act: Callable[[], object]) -> float:
    """Of one call, in milliseconds: the quickest of many, so that what else the machine does counts for little."""
    costs = []
    for _ in range(ROUNDS):
        began = time.process_time()
        act()
        costs.append(time.process_time() - began)
    return statistics.quantiles(costs, n=10)[0] * 1e3
