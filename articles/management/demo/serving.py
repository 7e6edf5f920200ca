"""The demo's server: the one of production, on the loopback address."""

from __future__ import annotations

import hashlib
import os
import socket
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

HOST = "127.0.0.1"


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def next_free(port: int) -> int:
    """The first free port above; the system's choice where none of the next hundred is."""
    for candidate in range(port + 1, min(port + 100, 65536)):
        if is_free(candidate):
            return candidate
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        number: int = probe.getsockname()[1]
        return number


def collect_static() -> None:
    """Only when a file of the paper or a dependency changed: compressing takes seconds, starting should not."""
    root = Path(settings.STATIC_ROOT)
    stamp, mark = root / ".stamp", _static_mark()
    if stamp.exists() and stamp.read_text() == mark:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=root.exists())
    stamp.write_text(mark)


def _static_mark() -> str:
    files = [
        path for folder in settings.STATICFILES_DIRS for path in sorted(Path(folder).rglob("*"))
    ]
    facts = [f"{path}:{path.stat().st_mtime_ns}" for path in files if path.is_file()]
    lock = settings.ROOT / "requirements.txt"
    facts.append(lock.read_text() if lock.exists() else "")
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()


def serve(port: int) -> None:
    """Becomes gunicorn, with a child that brings scheduled issues out and ends with it; does not return."""
    arguments = [
        *("-m", "gunicorn", "newsroom.wsgi"),
        *("--bind", f"{HOST}:{port}"),
        *("--worker-class", "gthread", "--workers", "2", "--threads", "4"),
        "--no-control-socket",  # it would be made in the home folder
        *("--log-level", "warning"),
    ]
    os.chdir(settings.ROOT)
    subprocess.Popen([sys.executable, "manage.py", "publish_due", "--watch", "10"])
    os.execv(sys.executable, [sys.executable, *arguments])
