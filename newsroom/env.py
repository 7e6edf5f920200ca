"""Readers of the environment. Each fails loudly, naming the variable, on a value it does not understand."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def flag(name: str, *, default: bool = False) -> bool:
    value = os.environ.get(name, str(default)).strip().lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")
    return value in TRUE


def number(name: str, *, default: int, least: int = 0) -> int:
    value = os.environ.get(name, "").strip()
    if (value and not value.isascii()) or not (value or "0").isdigit():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    if value and int(value) < least:
        raise ImproperlyConfigured(f"{name} must be {least} or more, not {value}.")
    return int(value) if value else default


def one_of(name: str, numbers: tuple[int, ...], *, default: int) -> int:
    value = number(name, default=default)
    if value not in numbers:
        raise ImproperlyConfigured(f"{name} must be one of {numbers}, not {value}.")
    return value


def text(name: str, *, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def words(name: str, *, default: tuple[str, ...] = ()) -> list[str]:
    """A list separated by commas or spaces."""
    value = os.environ.get(name)
    return list(default) if value is None else value.replace(",", " ").split()


def release(root: Path) -> str:
    """A name for the code and templates as they stand: what was made with others is not shown any more."""
    folders = ("articles", "newsroom", "sections", "static", "templates")
    files = sorted(
        path
        for folder in folders
        for path in (root / folder).rglob("*")
        if path.suffix in {".py", ".html", ".css", ".js", ".svg"}
    )
    contents = hashlib.sha256()
    for path in files:
        contents.update(path.read_bytes())
    return contents.hexdigest()[:12]


def secret(name: str, *, keep_in: Path) -> str:
    """NAME, or the content of the file that NAME_FILE names, or a key made once and kept in `keep_in`.

    The kept key lets a checkout start without any setting; several hosts that serve one paper must share NAME.
    """
    if value := os.environ.get(name):
        return value
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text().strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE cannot be read: {error}") from error
    if not keep_in.exists():
        keep_in.parent.mkdir(parents=True, exist_ok=True)
        _create_private(keep_in, secrets.token_urlsafe(64))
    return keep_in.read_text().strip()


def _create_private(path: Path, content: str) -> None:
    """Written aside and linked into place: of two processes that start together one key wins, whole."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(content)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def database(name: str = "DATABASE_URL", *, sqlite: Path) -> dict:
    """Django's database settings from `postgresql://user:password@host:port/name?sslmode=…`, else SQLite.

    A `host` in the query names a socket directory, as libpq has it.
    """
    url = os.environ.get(name, "")
    if not url:
        return _sqlite(sqlite)
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name} must begin with postgresql://, not {parts.scheme}://.")
    try:
        port = parts.port or ""
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} names a port that is not a number.") from error
    options: dict = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    host = options.pop("host", "") or parts.hostname or ""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        "CONN_HEALTH_CHECKS": True,
        # One connection a thread: workers x threads must stay below the server's max_connections.
        "OPTIONS": options
        | {"pool": {"min_size": 1, "max_size": number("NEWSROOM_THREADS", default=4)}},
    }


def _sqlite(path: Path) -> dict:
    """Measured: with Django's defaults 26 of 240 concurrent writes fail as locked, with these none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
                "PRAGMA cache_size=-32000;PRAGMA mmap_size=134217728;"
            ),
        },
    }
