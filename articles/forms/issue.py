"""An issue's date and numbers, and its pages as lines."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localtime

from articles import assembly
from articles.forms.versioned import VersionedForm
from articles.models import Issue, Page


class IssueForm(VersionedForm):
    deadline = forms.DateTimeField(
        label=Issue._meta.get_field("deadline").verbose_name,
        help_text=Issue._meta.get_field("deadline").help_text,
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    copy_pages = forms.BooleanField(
        label="照上期设版面",
        initial=True,
        required=False,
        help_text="版次、版名、署名和预计字数照上一期；自己在下面加了版面的，就不照抄。",
    )

    class Meta:
        model = Issue
        fields = (
            *("date", "kind", "total_number", "last_total_number", "year_number"),
            *("theme", "deadline"),
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["copy_pages"]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        given = self.cleaned_data
        if given.get("last_total_number") and not given.get("total_number"):
            self.add_error("total_number", "填了合刊止期号，也要填起始的总期号。")
        date, deadline = given.get("date"), given.get("deadline")
        if date and deadline and localtime(deadline).date() > date:
            self.add_error("deadline", "截稿时间在出版日期之后，请核对。")
        return cleaned


class PageFormSet(forms.BaseInlineFormSet):
    """The pages of an issue: each number once, and none taken away with its stories. Two may trade numbers."""

    def validate_unique(self) -> None:
        lines = [form for form in self.forms if not self._should_delete_form(form)]
        known = {form.instance.pk for form in self.initial_forms}
        numbers = Counter(page.number for page in self.get_queryset() if page.pk not in known)
        numbers.update(form.cleaned_data.get("number") for form in lines)
        if twice := sorted(number for number, count in numbers.items() if number and count > 1):
            pages = "、".join(f"第{number:02}版" for number in twice)
            raise ValidationError(f"{pages}写了不止一次；一期里每个版次只有一个版，请改正。")

    def clean(self) -> None:
        gone = [form.instance for form in self.initial_forms if self._should_delete_form(form)]
        try:
            assembly.require_empty(gone)
        except assembly.CannotPlace as error:
            raise ValidationError(str(error)) from error
        super().clean()

    def save(self, commit: bool = True) -> list[Page]:
        moved = [form.instance for form in self.initial_forms if "number" in form.changed_data]
        assembly.lift([*moved, *(form.instance for form in self.deleted_forms)])
        return super().save(commit)
