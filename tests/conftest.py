"""What holds for every test: which of them run on which database, and how hypothesis behaves."""

from __future__ import annotations

from collections.abc import Iterator

import hypothesis
import pytest
from django.core.cache import caches
from django.db import connection
from django.test import TransactionTestCase
from PIL import Image

from articles.management.demo import pictures
from tests.factories import sign_in

DATABASE_FIXTURES = {
    "db",
    "transactional_db",
    "live_server",
    "admin_user",
    "admin_client",
    "django_db_reset_sequences",
    "django_db_serialized_rollback",
}

# The same examples in every run, so that a failure is about the change at hand; and no deadline, because the
# processes beside this one decide how long an example takes.
hypothesis.settings.register_profile("newsroom", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("newsroom")


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """A test's rows are rolled back, and the next test's have the same ids: what was cached must go too."""
    yield
    for cache in caches.all():
        cache.clear()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--only-database",
        action="store_true",
        help="the second database's pass: without tests that touch no database, or only through a browser",
    )
    parser.addoption(
        "--long",
        action="store_true",
        help="the proofs of tests/faults in full: every SQL statement, 200 rounds, 500 schedules",
    )


#: Of so many blocks of twenty rounds, fifty schedules, thirty moves … the usual run takes the first.
BLOCKS = 10


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes a `seed_block` runs once with each: what is long is told block by block, over the processes."""
    if "seed_block" in metafunc.fixturenames:
        metafunc.parametrize(
            "seed_block", range(BLOCKS if metafunc.config.getoption("--long") else 1)
        )


@pytest.fixture
def in_full(request: pytest.FixtureRequest) -> bool:
    """Whether `--long` was asked for."""
    return request.config.getoption("--long")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselects, never skips: what is left out on one database runs on the other."""
    only_database = config.getoption("--only-database")
    chosen, left_out = [], []
    for item in items:
        (chosen if _belongs(item, only_database) else left_out).append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = chosen


def _belongs(item: pytest.Item, only_database: bool) -> bool:
    if mark := item.get_closest_marker("only_on"):
        return mark.args == (connection.vendor,)
    if only_database and "e2e" in item.path.parts:
        return bool(item.get_closest_marker("both_databases"))
    return uses_database(item) or not only_database


def uses_database(item: pytest.Item) -> bool:
    """By its marks, its fixtures (theirs included) or the Django class that it is a method of."""
    case = getattr(item, "cls", None)
    return bool(
        item.get_closest_marker("django_db")
        or item.get_closest_marker("database")
        or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
        or (isinstance(case, type) and issubclass(case, TransactionTestCase))
    )


@pytest.fixture
def editor(client):
    """Signed in at the desk."""
    return sign_in(client)


@pytest.fixture
def drawn_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo's pictures as plain areas: drawing them takes seconds and is tested by itself."""
    shades = {name: (at * 20, 90, 120) for at, name in enumerate(pictures.NAMES)}
    monkeypatch.setattr(pictures, "draw", lambda name: Image.new("RGB", (60, 40), shades[name]))
