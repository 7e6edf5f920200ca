"""What the board of an issue sends: an act, the version that was seen, and whatever the act is about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from articles.models import Page
from sections.models import Section

NONE = "none"
#: The most stories of one act.
MOST = 200
#: The greatest key and version that the databases keep.
LARGEST, LARGEST_VERSION = 2**63 - 1, 2**31 - 1

ACTS = (
    *("move", "take_off", "lead", "up", "down", "section", "continue_on"),
    *("add_page", "describe", "page_left", "page_right", "remove_page", "print_correction"),
)


class StoriesField(forms.Field):
    """`12:3` each: the story's key and the version that was seen -> {key: version}, in the order that was sent."""

    widget = forms.MultipleHiddenInput
    NOT_READ = "没有看懂选的是哪几篇稿件，请刷新后再选。"

    def to_python(self, value: Any) -> dict[int, int]:
        if len(value or ()) > MOST:
            raise ValidationError(f"一次最多办 {MOST} 篇，请分几次选。")
        try:
            stories = dict([int(part) for part in text.split(":")] for text in value or ())
        except ValueError as error:
            raise ValidationError(self.NOT_READ) from error
        if not all(0 <= k <= LARGEST and 0 <= v <= LARGEST_VERSION for k, v in stories.items()):
            raise ValidationError(self.NOT_READ)
        return stories


class OrNone(forms.ModelChoiceField):
    """One of them, NONE for none of them; None where nothing was chosen."""

    def __init__(self, queryset: Any) -> None:
        super().__init__(queryset, required=False)

    def clean(self, value: Any) -> Any:
        return NONE if value == NONE else super().clean(value)


def _key(**more: Any) -> forms.IntegerField:
    return forms.IntegerField(required=False, min_value=0, max_value=LARGEST, **more)


class BoardForm(forms.Form):
    act = forms.ChoiceField(
        choices=[(name, name) for name in ACTS],
        error_messages={"required": "没有说要办什么。", "invalid_choice": "没有这样的改动。"},
    )
    seen_version = forms.IntegerField(
        min_value=0,
        max_value=LARGEST_VERSION,
        error_messages={"required": "没有说明看到的是哪一版面，请刷新后再动。"},
    )
    story = StoriesField(required=False)
    page = _key()
    before = _key()
    goes_on = OrNone(Page.objects.all())
    section = OrNone(Section.objects.all())
    correction = _key()
    name = forms.CharField(
        max_length=Page._meta.get_field("name").max_length, required=False, label="版名"
    )
    credits = forms.CharField(
        max_length=Page._meta.get_field("credits").max_length, required=False, label="本版署名"
    )
    budget = forms.IntegerField(min_value=0, max_value=99_999, required=False, label="预计字数")

    def sentence(self) -> str:
        """Why it was not understood: the first of its errors, with the field's name where an editor knows it."""
        name, errors = next(iter(self.errors.items()))
        label = self.fields[name].label if name in self.fields else None
        return f"没有改动：{f'{label}——' if label else ''}{errors[0]}"
