"""What the paper holds: every row of every table and every file, to be compared before and after."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError


def rows() -> dict[str, list[dict[str, Any]]]:
    """Model -> its rows by primary key, the tables of many-to-many relations included."""
    models = apps.get_models(include_auto_created=True)
    return {m._meta.label: list(m._base_manager.order_by("pk").values()) for m in models}


def files() -> list[str]:
    folder = Path(default_storage.location)
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def everything() -> tuple[dict[str, list[dict[str, Any]]], list[str]]:
    return rows(), files()


def run(*command: str) -> str:
    """The command's words on standard output, run as from a shell."""
    out = StringIO()
    call_command(*command, stdout=out, stderr=out)
    return out.getvalue()


def refusal(*command: str) -> str:
    """The sentence in which the command refuses: it exits with 1 and has written nothing at all."""
    before = everything()
    with pytest.raises(CommandError) as refused:
        run(*command)
    assert refused.value.returncode == 1
    assert everything() == before
    return str(refused.value)
