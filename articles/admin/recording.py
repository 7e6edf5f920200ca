"""What is done by the admin's own forms and lists stands in the trail too, beside the thing's own history."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.admin.models import LogEntry
from django.db.models import Model
from django.http import HttpRequest

from articles import trail
from articles.models.trail import Kind


class Recorded:
    """For every list of the desk."""

    #: Under what the trail has it.
    trail_kind = Kind.EDIT

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> LogEntry:
        self._note(request, "新建", obj)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> LogEntry | None:
        """Saving without a change is no event."""
        if not message:
            return None
        entry = super().log_change(request, obj, message)
        self._note(request, "", obj, entry.get_change_message())
        return entry

    def log_deletions(self, request: HttpRequest, queryset: Iterable[Model]) -> Any:
        for obj in queryset:
            self._note(request, "删除", obj)
        return super().log_deletions(request, queryset)

    def _note(self, request: HttpRequest, verb: str, obj: Model, words: str = "") -> None:
        said = words or f"{verb}{obj._meta.verbose_name}"
        trail.note(request.user, self.trail_kind, said, thing=obj)
