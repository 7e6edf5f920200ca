"""After migrate: no story is missing from the index."""

from __future__ import annotations

import sys
from typing import Any

from django.apps import apps as registry

from articles.search import indexing


def keep_filled(verbosity: int = 1, **state: Any) -> None:
    """Says how far it is, for an archive of decades takes minutes. Broken off, the next migrate goes on."""
    if not _is_migrated(state.get("apps", registry)):
        return
    out: Any = state.get("stdout", sys.stdout)
    for _last, done in indexing.index_missing():
        if verbosity:
            out.write(f"  检索：已编入 {done} 篇稿件\n")


def _is_migrated(apps: Any) -> bool:
    """Migrated back to before there was an index, there is nothing to fill."""
    try:
        return bool(apps.get_model("articles", "SearchText"))
    except LookupError:
        return False
