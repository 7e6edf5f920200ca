"""How long a search among 20,000 contributors takes, and the list of probable duplicates.

Not collected by default: name the folder.
"""

from __future__ import annotations

import pytest

from articles import contributors
from articles.models import Contributor

pytestmark = pytest.mark.django_db

SURNAMES, GIVEN = "陈何彭林沈罗单曾仇解", "兰晓佳明云海山川石林江溪松柏梅竹"
LIMIT = 0.05


@pytest.fixture
def many() -> None:
    rows = [
        Contributor(name=f"{surname}{first}{second}", affiliation=f"第{number}站")
        for surname in SURNAMES
        for first in GIVEN
        for second in GIVEN
        for number in range(8)
    ]
    for row in rows:
        contributors.index(row, [])
    Contributor.objects.bulk_create(rows, batch_size=1000)
    assert len(rows) > 20_000


@pytest.mark.parametrize("term", ["cl", "chenlan", "chen lan", "陈兰", "站", "查无此人", "zzz"])
def test_a_search_among_twenty_thousand(benchmark, many, term: str):
    benchmark(lambda: list(contributors.search(Contributor.objects.all(), term)[:20]))
    assert benchmark.stats["median"] < LIMIT


def test_the_first_page_of_probable_duplicates(benchmark, many):
    benchmark(lambda: list(contributors.duplicates(Contributor.objects.all())[:30]))
    assert benchmark.stats["median"] < LIMIT


def test_the_number_of_probable_duplicates(benchmark, many):
    counted = benchmark(contributors.duplicates(Contributor.objects.all()).count)
    assert counted > 20_000
