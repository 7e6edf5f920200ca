"""Fields that compare what was typed as it is stored, so that the records name only what somebody changed."""

from __future__ import annotations

from typing import Any

from django import forms

from articles.text.body import clean


class LinesField(forms.CharField):
    """Browsers end a line with two characters, the database with one."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class BodyField(forms.CharField):
    def to_python(self, value: Any) -> str:
        return clean(str(super().to_python(value)))


class SeenField(forms.IntegerField):
    """What the writer had before him: nothing of the row, hence never a change of it."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False
