"""`manage.py test [--db sqlite|postgresql|both] [pytest's arguments]`: the whole suite, on both databases.

Each pass is a pytest of its own, because Django reads its settings once. SQLite runs everything; PostgreSQL
after it leaves out the tests that touch no database, and those that reach it only through a browser, except
where people get in each other's way: their answer is known by then.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests import cluster

ROOT = Path(__file__).resolve().parent.parent
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
ALL_TESTS = "全部测试 (all tests)"
DATABASE_TESTS = "其中用到数据库的测试 (those of them that use the database)"
# One test, a debugger or a listing is served soonest by one process; a measurement wants the machine to itself.
ONE_PROCESS = ("-n", "--numprocesses", "--dist", "--pdb", "--trace", "--co", "--collect-only")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        "manage.py test",
        allow_abbrev=False,
        epilog="其余参数原样交给 pytest，例如：manage.py test -k 署名 tests/text",
    )
    parser.add_argument("--db", choices=[*NAMES, "both"], default="both", help="默认两种都测")
    options, arguments = parser.parse_known_args(arguments)
    databases = list(NAMES) if options.db == "both" else [options.db]
    try:
        programs = cluster.find_programs() if "postgresql" in databases else None
        results: list[int] = []
        for database in databases:
            with cluster.running(programs) if database == "postgresql" else nullcontext("") as url:
                results.append(one_pass(database, url, arguments, again=bool(results)))
            if results[-1] == pytest.ExitCode.INTERRUPTED or results[-1] < 0:  # ended by a signal
                break
    except cluster.NoServer as error:
        print(error, file=sys.stderr)
        return 1
    return verdict(results, chosen=bool(arguments))


def one_pass(database: str, url: str, arguments: list[str], *, again: bool) -> int:
    print(f"\n=== {NAMES[database]}：{DATABASE_TESTS if again else ALL_TESTS} ===", flush=True)
    command = [sys.executable, "-m", "pytest", *arguments]
    if again:
        command.append("--only-database")
    if not any(
        word.startswith(ONE_PROCESS) or "::" in word or "benchmark" in word for word in arguments
    ):
        command += ["-n", "logical", "--maxprocesses", "8"]
    began = time.monotonic()
    result = _run_to_its_end(command, url)
    print(f"=== {NAMES[database]}：{time.monotonic() - began:.0f} 秒 ===", flush=True)
    return result


def _run_to_its_end(command: list[str], url: str) -> int:
    """Ctrl-C reaches pytest by itself, other requests to end are passed on to it: it clears up, then we do."""
    # PG* would lead the driver to another server, NEWSROOM_* describe this machine's own site.
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "NEWSROOM_"))}
    with tempfile.TemporaryDirectory(prefix="newsroom-tests-") as var:
        environment |= {"DATABASE_URL": url, "NEWSROOM_TESTS_VAR": var}
        child = subprocess.Popen(command, cwd=ROOT, env=environment)
        signal.signal(signal.SIGINT, lambda *_: None)
        for request in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(request, lambda *_: child.send_signal(signal.SIGINT))
        return child.wait()


def verdict(results: list[int], *, chosen: bool) -> int:
    """The first failure. A choice of tests may leave one pass empty, but not all of them."""
    empty = [result for result in results if result == pytest.ExitCode.NO_TESTS_COLLECTED]
    failed = [result for result in results if result and result not in empty]
    if failed:
        return failed[0]
    return empty[0] if empty and (not chosen or len(empty) == len(results)) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
