"""What comes in at the import desk, and where it goes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from articles.models import Intake
from articles.models.intake import Goal


class ChineseLabels:
    """Labels end with the colon of the language they are in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "："} | kwargs)


class AimForm(ChineseLabels, forms.ModelForm):
    """Where an import's stories go."""

    class Meta:
        model = Intake
        fields = ("goal", "date", "kind", "total_number", "page_number", "page_name")
        widgets = {
            "goal": forms.RadioSelect,
            "date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get("goal") == Goal.PAGE and not self.cleaned_data.get("date"):
            self.add_error("date", "要排进某期某版，请先写明出版日期。")
        return cleaned


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Every file that was chosen; what is wrong with one is said of it by name when it is opened."""
        return [super(ManyFilesField, self).clean(each, initial) for each in data or []]


class SourcesForm(ChineseLabels, forms.Form):
    """What came in: pasted, or as files of mixed kinds. `html` is what the clipboard held beside the plain text."""

    text = forms.CharField(
        label="粘贴来稿",
        required=False,
        strip=False,
        max_length=2_000_000,
        widget=forms.Textarea(attrs={"rows": 12, "data-keep": "intake-paste"}),
        help_text="从 Word、微信公众号、邮件或网页复制的都可以，版式由系统清理。",
    )
    html = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    files = ManyFilesField(
        label="选择文件",
        required=False,
        allow_empty_file=True,
        widget=ManyFilesInput(attrs={"multiple": True}),
        help_text="可一次选几份：.docx、.txt、.md、网页；40 MB 以内。",
    )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        given = self.cleaned_data
        if not (given.get("text", "").strip() or given.get("html") or given.get("files")):
            raise ValidationError("请粘贴来稿，或选择文件。")
        return cleaned

    def opened(self) -> list[tuple[str, bytes]]:
        """(name, bytes) of each source."""
        given = self.cleaned_data
        found = [(upload.name, upload.read()) for upload in given["files"]]
        if given["html"]:
            return [("粘贴的来稿.html", given["html"].encode()), *found]
        text = given["text"]
        return [("粘贴的来稿.txt", text.encode()), *found] if text.strip() else found

    def sentences(self) -> list[str]:
        """What is wrong, a sentence each."""
        return [str(error) for errors in self.errors.values() for error in errors]
