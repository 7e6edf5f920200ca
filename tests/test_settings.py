import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from newsroom import env

ROOT = Path(__file__).resolve().parent.parent


def test_production_checks_are_silent(tmp_path):
    environment = {
        "PATH": os.environ["PATH"],
        "NEWSROOM_VAR": str(tmp_path),
        "NEWSROOM_SECRET_KEY": "a-Key0f-production+" * 4,
        "NEWSROOM_HOSTS": "paper.example",
        "NEWSROOM_HTTPS": "1",
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
    }
    (tmp_path / "static").mkdir()
    command = [
        sys.executable,
        "-W",
        "error",
        "-m",
        "django",
        "check",
        "--deploy",
        "--fail-level",
        "DEBUG",
    ]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip()) == (
        0,
        "System check identified no issues (0 silenced).",
    ), done.stderr


def test_a_flag_that_is_neither_true_nor_false_is_refused(monkeypatch):
    monkeypatch.setenv("NEWSROOM_X", "ja")
    with pytest.raises(ImproperlyConfigured, match="NEWSROOM_X must be true or false, not 'ja'"):
        env.flag("NEWSROOM_X")
    for text, value in {"1": True, "True": True, "off": False, "": False}.items():
        monkeypatch.setenv("NEWSROOM_X", text)
        assert env.flag("NEWSROOM_X", default=not value) is value


def test_a_number_that_is_none_is_refused(monkeypatch):
    for text in ("4x", "-1", "４", "1.5"):
        monkeypatch.setenv("NEWSROOM_X", text)
        with pytest.raises(ImproperlyConfigured, match="NEWSROOM_X must be a whole number"):
            env.number("NEWSROOM_X", default=1)
    monkeypatch.setenv("NEWSROOM_X", "8")
    assert env.number("NEWSROOM_X", default=1) == 8
    monkeypatch.delenv("NEWSROOM_X")
    assert env.number("NEWSROOM_X", default=1) == 1


def test_words_are_split_at_commas_and_spaces(monkeypatch):
    monkeypatch.setenv("NEWSROOM_X", "a.example, b.example  c.example")
    assert env.words("NEWSROOM_X") == ["a.example", "b.example", "c.example"]


def test_a_secret_comes_from_its_variable_then_its_file_and_is_else_made_once(
    monkeypatch, tmp_path
):
    kept = tmp_path / "var" / "key"
    made = env.secret("NEWSROOM_X", keep_in=kept)
    assert len(made) > 60
    assert env.secret("NEWSROOM_X", keep_in=kept) == made
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in kept.parent.iterdir()] == ["key"]
    (tmp_path / "file").write_text("from-a-file\n")
    monkeypatch.setenv("NEWSROOM_X_FILE", str(tmp_path / "file"))
    assert env.secret("NEWSROOM_X", keep_in=kept) == "from-a-file"
    monkeypatch.setenv("NEWSROOM_X", "from-the-variable")
    assert env.secret("NEWSROOM_X", keep_in=kept) == "from-the-variable"


def test_a_secret_file_that_is_missing_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("NEWSROOM_X_FILE", str(tmp_path / "nowhere"))
    with pytest.raises(ImproperlyConfigured, match="NEWSROOM_X_FILE cannot be read"):
        env.secret("NEWSROOM_X", keep_in=tmp_path / "key")


def test_a_database_url_is_read_with_socket_password_and_options(monkeypatch, tmp_path):
    monkeypatch.setenv("X_URL", "postgresql://ed:p%40ss@db.example:5433/paper?sslmode=require")
    found = env.database("X_URL", sqlite=tmp_path / "db")
    names = ("NAME", "USER", "PASSWORD", "HOST", "PORT")
    assert [found[name] for name in names] == ["paper", "ed", "p@ss", "db.example", 5433]
    assert found["OPTIONS"]["sslmode"] == "require"
    monkeypatch.setenv("X_URL", "postgresql://ed@/paper?host=/run/pg")
    found = env.database("X_URL", sqlite=tmp_path / "db")
    assert [found[name] for name in names] == ["paper", "ed", "", "/run/pg", ""]


def test_another_database_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("X_URL", "mysql://x/y")
    with pytest.raises(ImproperlyConfigured, match="X_URL must begin with postgresql://"):
        env.database("X_URL", sqlite=tmp_path / "db")


@pytest.mark.django_db
@pytest.mark.only_on("sqlite")
def test_sqlite_writes_are_durable_and_do_not_collide():
    with connection.cursor() as cursor:
        values = {}
        for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys"):
            cursor.execute(f"PRAGMA {name}")
            values[name] = cursor.fetchone()[0]
    assert values == {
        "journal_mode": "wal",
        "synchronous": 2,
        "busy_timeout": 20000,
        "foreign_keys": 1,
    }
    assert connection.transaction_mode == "IMMEDIATE"
