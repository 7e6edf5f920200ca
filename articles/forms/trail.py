from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.forms.widgets import DateInput
from django.utils import timezone

from articles.models.trail import Kind
from articles.trail.reading import Question


class TrailForm(forms.Form):
    """Which lines of the trail are asked for. What it cannot read is said and asks for nothing."""

    who = forms.CharField(
        label="姓名",
        max_length=301,
        required=False,
        widget=forms.TextInput({"list": "names", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label="类别", required=False)
    since = forms.DateField(label="从", required=False, widget=DateInput({"type": "date"}))
    until = forms.DateField(label="到", required=False, widget=DateInput({"type": "date"}))
    q = forms.CharField(label="文字", max_length=60, required=False)

    def __init__(self, kinds: list[Kind], *args: Any) -> None:
        super().__init__(*args, label_suffix="")
        self.kinds = kinds
        choices = [(kind.value, kind.label) for kind in kinds]
        self.fields["kind"].choices = [("", "全部"), *choices]

    def question(self) -> Question:
        """Of a valid form; days are the paper's, from midnight to midnight."""
        given = self.cleaned_data
        until = given["until"]
        return Question(
            kinds=(Kind(given["kind"]),) if given["kind"] else tuple(self.kinds),
            who=given["who"],
            since=_midnight(given["since"]),
            before=_midnight(until + dt.timedelta(days=1)) if until else None,
            text=given["q"],
        )

    def said(self) -> str:
        """`姓名：林晓；类别：角色`, for the line about what was taken away."""
        given = {name: self[name].value() for name in self.fields if self[name].value()}
        if "kind" in given:
            given["kind"] = Kind(given["kind"]).label
        return "；".join(f"{self[name].label}：{value}" for name, value in given.items()) or "全部"

    def clean_since(self) -> dt.date | None:
        return _in_reach(self.cleaned_data["since"])

    def clean_until(self) -> dt.date | None:
        return _in_reach(self.cleaned_data["until"])


def _in_reach(day: dt.date | None) -> dt.date | None:
    """At the ends of the calendar there is no midnight in another time zone."""
    if day and not 1900 < day.year < 9000:
        raise forms.ValidationError("年份不对，请再看一下。")
    return day


def _midnight(day: dt.date | None) -> dt.datetime | None:
    return timezone.make_aware(dt.datetime.combine(day, dt.time())) if day else None
