"""Children forked from this warm process: each has its own connection, and ends without clearing up, as servers do."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import traceback
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection

#: Whoever waits so long for the others was left alone.
PATIENCE = 60


class Broken(Exception):
    """A child failed in a way its test did not foresee. The message is its traceback."""


def barrier(parties: int) -> Any:
    """At which children of this process wait for each other; `wait()` raises where one of them does not come."""
    return multiprocessing.get_context("fork").Barrier(parties, timeout=PATIENCE)


def together(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each act, in a process of its own, returned; all of them run at the same time. Raises Broken."""
    let_go()
    ends = [_collected(child) for child in [fork(act) for act in acts]]
    failed = [end.error for end in ends if isinstance(end, Failure)]
    if failed:
        raise Broken("\n".join(failed))
    return ends


class Killed:
    """The child was killed, as it asked for."""


class Failure:
    def __init__(self, error: str) -> None:
        self.error = error


def apart(act: Callable[[], Any]) -> Any:
    """What one act returned in a process of its own; `Killed` where it ended itself. Raises Broken."""
    let_go()
    end = _collected(fork(act))
    if isinstance(end, Failure):
        raise Broken(end.error)
    return end


def let_go() -> None:
    """A connection that two processes hold is broken for both: this one opens another when it needs it."""
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()


#: Connections of the parent that a child came with: kept, because letting go of one would close it for the parent.
_inherited: list[Any] = []


def _open_our_own() -> None:
    """Which connection is this thread's hangs on whether an event loop runs, and none runs in a child: where the
    browser's loop did in its parent, `let_go` closed another than the one that a child finds."""
    _inherited.append(connection.connection)
    connection.connect()


def fork(act: Callable[[], Any]) -> tuple[int, int]:
    """Process id, and the end of a pipe on which its answer comes."""
    ours, its = os.pipe()
    pid = os.fork()
    if pid:
        os.close(its)
        return pid, ours
    try:
        os.close(ours)
        answer = _answer(act)
        with os.fdopen(its, "wb") as pipe:
            pipe.write(answer)
    finally:  # whatever it was, this process must not go on with its parent's tests
        os._exit(0)


def _answer(act: Callable[[], Any]) -> bytes:
    try:
        _open_our_own()
        return pickle.dumps(act())
    except BaseException:
        return pickle.dumps(Failure(traceback.format_exc()))


def _collected(child: tuple[int, int]) -> Any:
    pid, ours = child
    with os.fdopen(ours, "rb") as pipe:
        answer = pipe.read()
    _pid, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return Killed
    return pickle.loads(answer)  # noqa: S301 -- written by this process's own child
