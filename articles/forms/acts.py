"""What is asked before an act: when, why, and which state of the thing was seen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import workflow
from articles.forms.fields import LinesField
from articles.models import Correction, Issue
from articles.models.issue import Kind
from articles.models.review import PROOFS, Stage, Verdict
from articles.permissions.table import OPEN

TOO_LONG = {"max_length": "最多 %(limit_value)d 字，现在有 %(show_value)d 字；请写短些。"}

#: The steps of a review, in the order of their buttons.
VERDICTS = (
    Verdict.APPROVE,
    Verdict.CONFIRM,
    Verdict.SEND_BACK,
    Verdict.HOLD,
    Verdict.REJECT,
)


class PublishForm(forms.Form):
    """When: `later` asks for a time; without a time it is now."""

    at = forms.DateTimeField(
        label="出版时间",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="到这个时间，全期自动与读者见面。",
    )
    later = forms.BooleanField(required=False, widget=forms.HiddenInput)
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_at(self) -> Any:
        at = self.cleaned_data["at"]
        if at and at < timezone.now():
            raise ValidationError("这个时间已经过去；要立即出版，请按“立即出版”。")
        return at

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        given = self.cleaned_data
        if given.get("later") and "at" in given and given["at"] is None:
            self.add_error("at", "请填出版时间；要立即出版，请按“立即出版”。")
        return cleaned


class WithdrawForm(forms.Form):
    reason = forms.CharField(label="撤回原因", max_length=200, help_text="读者会看到这句话。")
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class OverrideForm(forms.Form):
    """放行: one reason for the warnings that were ticked."""

    reason = forms.CharField(
        label="放行的原因",
        max_length=200,
        help_text="对勾选的各项都算数，和您的姓名一起记入本期。",
        error_messages=TOO_LONG | {"required": "请写明放行的原因。"},
    )


class TakeBackForm(forms.Form):
    """撤稿, of the story as it was seen."""

    reason = forms.CharField(
        label="撤稿原因",
        max_length=200,
        help_text="读者打开原网址时会看到这句话。",
        error_messages=TOO_LONG | {"required": "请写明撤稿原因，读者打开原网址时会看到。"},
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class SeenForm(forms.Form):
    """An act that asks nothing but which state of the thing was looked at."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class RenewForm(forms.Form):
    """Releases the version that was looked at, by its number, with what readers are told of it.

    `is_known`: readers have the text that it replaces, so that saying nothing needs a reason.
    """

    correction = LinesField(
        label="更正",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写清哪里有误、应为什么。读者在稿件下面看到这段话和日期。",
        error_messages=TOO_LONG,
    )
    due_in_print = forms.BooleanField(label="下期见报更正", required=False)
    silence = forms.CharField(
        label="不登更正的原因",
        max_length=200,
        required=False,
        help_text="只改了版式、错别字等不用告诉读者的，写在这里，只记入出版记录。",
        error_messages=TOO_LONG,
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_known: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_known = is_known
        if not is_known:
            for name in ("correction", "due_in_print", "silence"):
                del self.fields[name]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        given = self.cleaned_data
        said, silence = given.get("correction"), given.get("silence")
        if not self.is_known or self.errors:
            return cleaned
        if not said and not silence:
            self.add_error("correction", "请写更正；不登更正的，请在下面写明原因。")
        elif said and silence:
            self.add_error("silence", "已经写了更正，不登的原因请留空；不登的，请删去更正。")
        elif silence and given.get("due_in_print"):
            self.add_error("correction", "要在下一期登更正，请先写更正的文字。")
        return cleaned


class PrintingForm(forms.Form):
    """In which issue a correction is printed: an open one that comes after the story's."""

    issue = forms.ModelChoiceField(
        label="排入哪一期",
        queryset=Issue.objects.none(),
        empty_label=None,
        error_messages={
            "required": "请选一期。",
            "invalid_choice": "这一期现在不能排稿了，请选别的期。",
        },
    )

    def __init__(self, *args: Any, correction: Correction, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Issue.objects.filter(state__in=OPEN, kind__in=(Kind.REGULAR, Kind.COMBINED))
        if place := correction.article.place:
            known = known.filter(date__gt=place.page.issue.date)
        self.fields["issue"].queryset = known.order_by("date", "kind_order")

    @property
    def has_choice(self) -> bool:
        return self.fields["issue"].queryset.exists()


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
