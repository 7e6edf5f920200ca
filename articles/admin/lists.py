"""What every list of the desk keeps to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString


class DeskList(admin.ModelAdmin):
    """Only the filters that are offered may be asked for: a hand-written `__regex` costs minutes on a long archive.

    Counting all rows beside the found ones is as slow and tells nobody anything.
    """

    show_full_result_count = False
    list_per_page = 30

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        offered = [
            str(f[0] if isinstance(f, tuple) else f) for f in self.list_filter if not callable(f)
        ]
        endings = ("", "__exact", "__id__exact", "__isnull")
        return lookup in {name + ending for name in offered for ending in endings}


def badge(word: str, state: str) -> SafeString:
    """A state's word in its colour; the same everywhere."""
    return format_html('<span class="state state-{}">{}</span>', state, word)


def column(label: str, *, order: str | None = None) -> Callable[[Any], Any]:
    """A list column's Chinese head and what it sorts by."""
    return admin.display(description=label, ordering=order, empty_value="—")
