"""What is asked before an act: when, why, and which state of the thing was seen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import workflow
from articles.models.review import PROOFS, Stage, Verdict

#: The steps of a review, in the order of their buttons.
VERDICTS = (
    Verdict.APPROVE,
    Verdict.CONFIRM,
    Verdict.SEND_BACK,
    Verdict.HOLD,
    Verdict.REJECT,
)


class PublishForm(forms.Form):
    """When: empty is now."""

    at = forms.DateTimeField(
        label="出版时间",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="留空即刻出版；填将来的时间则定时出版。",
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_at(self) -> Any:
        at = self.cleaned_data["at"]
        if at and at < timezone.now():
            raise ValidationError("这个时间已经过去；要立即出版，请留空。")
        return at


class WithdrawForm(forms.Form):
    reason = forms.CharField(label="撤回原因", max_length=200, help_text="读者会看到这句话。")
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class RenewForm(forms.Form):
    """Releases the version that was looked at, by its number."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class StepForm(forms.Form):
    """A step of the review, of the story as it was seen: its version and its state."""

    opinion = forms.CharField(
        label="意见", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    seen_state = forms.CharField(max_length=12, widget=forms.HiddenInput)

    def __init__(self, *args: Any, needs_opinion: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opinion"].required = needs_opinion
        if not needs_opinion:
            self.fields["opinion"].label = "意见（可不填）"


class VerdictForm(StepForm):
    """One opinion for any of the steps; the button that was pressed says which."""

    verdict = forms.TypedChoiceField(
        choices=[(each.value, each.label) for each in VERDICTS],
        coerce=Verdict,
        error_messages={"required": "请选一个结论。", "invalid_choice": "没有这样的结论。"},
    )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        verdict = self.cleaned_data.get("verdict")
        silent = "opinion" in self.cleaned_data and not self.cleaned_data["opinion"]
        if verdict and workflow.STEPS[verdict].needs_opinion and silent:
            self.add_error("opinion", f"{verdict.label}要写明意见，让作者知道怎样改、为什么不用。")
        return cleaned


class ProofForm(forms.Form):
    """校毕 of a page as it was seen: its version, and the keys of the versions of its stories that were read."""

    stage = forms.TypedChoiceField(
        choices=[(each.value, each.label) for each in PROOFS],
        coerce=Stage,
        widget=forms.HiddenInput,
        error_messages={"required": "请从校样上按校毕。", "invalid_choice": "没有这样的校次。"},
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    seen_texts = forms.RegexField(
        r"^[0-9]{1,18}(,[0-9]{1,18})*$", max_length=4000, widget=forms.HiddenInput
    )
    opinion = forms.CharField(
        label="意见（可不填）",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_seen_texts(self) -> frozenset[int]:
        return frozenset(map(int, self.cleaned_data["seen_texts"].split(",")))


class OverrideForm(forms.Form):
    """Which warnings are let pass, and why."""

    reason = forms.CharField(
        label="放行原因",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 200}),
        error_messages={"required": "请写明放行的原因。"},
    )
    marks = forms.Field(required=False)

    def clean_marks(self) -> list[str]:
        marks = [mark.replace("\x00", "") for mark in self.data.getlist("marks")]
        if not marks:
            raise ValidationError("请先勾选要放行的提示。")
        return list(dict.fromkeys(marks))[:200]
