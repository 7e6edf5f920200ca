"""An act that is killed at one of its SQL statements, without warning and without clearing up."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db import connection

from tests.faults.processes import Broken, Killed, apart

Act = Callable[[], object]
#: Every fifth statement in the usual run; with --long every one.
STRIDE = 5


class Hand:
    """Counts statements, COMMIT among them, and kills its own process before the one with that number."""

    def __init__(self, at: int) -> None:
        self.at, self.seen = at, 0

    def __call__(self, execute: Callable, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.count()
        return execute(sql, params, many, context)

    def count(self) -> None:
        self.seen += 1
        if self.seen == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


def statements(act: Act) -> int:
    """How many the act takes up to its COMMIT, which is counted. Nothing of it stays: the child dies in place of it."""
    said = multiprocessing.get_context("fork").RawValue("i", 0)

    def counted() -> None:
        hand = Hand(0)

        def last() -> None:
            said.value = hand.seen + 1
            os.kill(os.getpid(), signal.SIGKILL)

        connection.commit = last
        with connection.execute_wrapper(hand):
            act()

    if apart(counted) is not Killed:
        raise Broken("The act committed nothing.")
    return said.value


def killed_before(act: Act, number: int) -> None:
    """Runs the act in a child that dies before its statement with that number."""

    def doomed() -> None:
        hand = Hand(number)
        commit = connection.commit

        def last() -> None:
            hand.count()
            commit()

        connection.commit = last
        with connection.execute_wrapper(hand):
            act()

    if apart(doomed) is not Killed:
        raise Broken(f"The act ended before its statement {number}.")


def killed_after_commit(act: Act) -> None:
    """Runs the act in a child that dies as soon as the database has said that it is done."""

    def doomed() -> None:
        commit = connection.commit

        def last() -> None:
            commit()
            os.kill(os.getpid(), signal.SIGKILL)

        connection.commit = last
        act()

    if apart(doomed) is not Killed:
        raise Broken("The act committed nothing.")


def points(last: int, *, seed: int, every: bool) -> list[int]:
    """Before which statements to kill: each, or every fifth from one that the seed gives; always the first and COMMIT."""
    chosen = range(1, last + 1) if every else range(1 + seed % STRIDE, last + 1, STRIDE)
    return sorted({1, *chosen, last})


def everything() -> dict[str, list[tuple]]:
    """All rows of all tables, by table: no act may leave a half of itself in any."""
    return dict(_tables())


def _tables() -> Iterator[tuple[str, list[tuple]]]:
    for model in apps.get_models(include_auto_created=True):
        yield model._meta.label, list(model._base_manager.order_by("pk").values_list())
