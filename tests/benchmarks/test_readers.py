"""How much cheaper a page is that is kept than one that is made: the quicker the keeping, the more readers a machine serves.

Not collected by default: name the folder. Figures of one machine say little; the ratio within a run counts.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import pytest
from django.core.cache import caches
from django.test import Client

from tests.factories import DATE, make_published, stories_of

pytestmark = pytest.mark.django_db
ROUNDS = 60


@pytest.mark.parametrize("kind", ["front", "page", "story"])
def test_a_kept_page_is_ten_times_as_cheap_as_one_that_is_made(benchmark, kind: str):
    issue = make_published(DATE, pages=8, stories=8)
    path = {
        "front": "/",
        "page": "/2026/03/04/02/",
        "story": stories_of(issue)[0].get_absolute_url(),
    }[kind]
    client = Client()
    client.get(path)
    made = _cost(lambda: (caches["pages"].clear(), client.get(path)))
    benchmark(client.get, path)
    kept = _cost(lambda: client.get(path))
    benchmark.extra_info |= {"made, ms": round(made * 1e3, 1), "kept, ms": round(kept * 1e3, 2)}
    assert made / kept >= 10


def _cost(act: Callable[[], object]) -> float:
    """Seconds of CPU of one call, the middle one of many."""
    costs = []
    for _ in range(ROUNDS):
        began = time.process_time()
        act()
        costs.append(time.process_time() - began)
    return statistics.median(costs)
