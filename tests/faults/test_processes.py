"""What the proofs of this package stand on: every process of theirs speaks to the database by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.faults.processes import apart

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_child_speaks_on_a_connection_of_its_own():
    assert not apart(holds(opened()))


def test_a_child_of_a_thread_with_a_loop_does_too(monkeypatch):
    """As beside a browser: with a loop the parent sees another connection than the one its child will find."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with ThreadPoolExecutor(1) as threads:  # the browser's loop may run in this one
        assert not threads.submit(forked_within_a_loop).result()


def forked_within_a_loop() -> bool:
    """Whether the child spoke on its parent's connection, which still works."""
    given = opened()

    async def fork() -> bool:
        return apart(holds(given))

    try:
        found = asyncio.run(fork())
        assert connection.connection is given
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return found
    finally:
        connection.close()


def opened() -> object:
    connection.ensure_connection()
    return connection.connection


def holds(given: object) -> Callable[[], bool]:
    def act() -> bool:
        connection.ensure_connection()
        return connection.connection is given

    return act
