from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from articles import history
from articles.forms.fields import SeenField


class VersionedForm(forms.ModelForm):
    """A form that knows which version of the row its writer saw, and refuses to overwrite another.

    A refusal that shows what differs sends `compared_version`: that one was seen as well.
    """

    seen_version = SeenField(widget=forms.HiddenInput, required=False)
    compared_version = SeenField(widget=forms.HiddenInput, required=False)
    is_stale = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen_version"].initial = self.instance.version

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if compared := self.cleaned_data.get("compared_version"):
            self.cleaned_data["seen_version"] = compared
        if self.instance.pk and self._current_version() != self.cleaned_data.get("seen_version"):
            self.is_stale = True
            raise ValidationError(self.stale_message())
        return cleaned

    def _current_version(self) -> int | None:
        """Locks the row until the transaction ends, so that nobody slips in between this check and the save."""
        rows: Any = type(self.instance)._default_manager.select_for_update()
        return rows.filter(pk=self.instance.pk).values_list("version", flat=True).first()

    def stale_message(self) -> str:
        who = history.last_hand(self.instance)
        return f"您打开之后，{who}已经保存过。您的改动还在下面，没有保存；请另开一页对照后再存。"
