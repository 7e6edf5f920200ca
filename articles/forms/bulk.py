"""What is done to many stories at once from their list."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from articles.models import Page
from articles.models.issue import State
from articles.text.tags import is_readable, split_tags
from sections.models import Section


class SectionForm(forms.Form):
    section = forms.ModelChoiceField(
        Section.objects.all(), label="栏目", required=False, empty_label="不设栏目"
    )


class TagsForm(forms.Form):
    tags = forms.CharField(
        label="标签", help_text="加在各篇已有的标签之后；用逗号、顿号或空格隔开。"
    )

    def clean_tags(self) -> list[str]:
        tags = split_tags(self.cleaned_data["tags"])
        if not tags:
            raise ValidationError("请写上标签。")
        if long := [tag for tag in tags if len(tag) > 20]:
            raise ValidationError(f"标签“{long[0][:20]}……”太长，一个标签最多 20 字。")
        if signs := [tag for tag in tags if not is_readable(tag)]:
            raise ValidationError(f"标签“{signs[0]}”里只有符号，没有字，请改写或删去。")
        return tags


class OpenPages(forms.ModelChoiceField):
    def label_from_instance(self, page: Page) -> str:
        return str(page)


class PlacingForm(forms.Form):
    """Any page of the issues that are worked on, the newest first."""

    page = OpenPages(
        Page.objects.filter(issue__state__in=[State.PLANNING, State.ASSEMBLING])
        .select_related("issue")
        .order_by("-issue__date", "-issue__kind_order", "number"),
        label="版面",
        empty_label="选择版面",
        help_text="依所列次序排在本版末尾。",
    )
