"""A contributor's record; what is chosen when several become one; whose a printed name is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from articles import contributors
from articles.forms.versioned import VersionedForm
from articles.models import Byline, Contributor
from articles.text.typography import tidy_line

BETWEEN = re.compile(r"[、，,；;\r\n]+")
LONGEST = Contributor._meta.get_field("name").max_length


class ContributorForm(VersionedForm):
    aliases = forms.CharField(
        label="别名",
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="笔名、曾用名等，用顿号隔开；署别名的稿件也归此人。",
    )

    class Meta:
        model = Contributor
        fields = ("name", "kind", "affiliation", "contact", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            names = self.instance.aliases.all()
            self.fields["aliases"].initial = "、".join(alias.name for alias in names)

    def clean_aliases(self) -> list[str]:
        names = [tidy_line(name) for name in BETWEEN.split(self.cleaned_data["aliases"])]
        if too_long := [name for name in names if len(name) > LONGEST]:
            raise ValidationError(f"别名“{too_long[0]}”超过{LONGEST}字；几个别名之间请用顿号隔开。")
        return list(filter(None, names))


class MergeForm(forms.Form):
    """Of `rows`, the fullest first: which stays, and which of their values it has then.

    Where all say the same there is nothing to ask. `seen` carries the versions that were looked at.
    """

    stays = forms.TypedChoiceField(label="保留哪一份档案", coerce=int, widget=forms.RadioSelect)
    name = forms.ChoiceField(label="姓名或单位名", widget=forms.RadioSelect)
    kind = forms.ChoiceField(label="类别", widget=forms.RadioSelect)
    affiliation = forms.ChoiceField(label="所属单位", required=False, widget=forms.RadioSelect)
    contact = forms.ChoiceField(label="联系方式", required=False, widget=forms.RadioSelect)
    seen = forms.RegexField(r"^\d{1,18}:\d{1,9}(,\d{1,18}:\d{1,9})*$", widget=forms.HiddenInput)

    def __init__(self, rows: list[Contributor], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields["stays"].choices = [(row.pk, f"{row}，编号{row.pk}") for row in rows]
        kinds = dict(Contributor._meta.get_field("kind").choices)
        names = [row.name for row in rows] + [a.name for row in rows for a in row.aliases.all()]
        self._offer("name", names)
        self._offer("kind", [row.kind for row in rows], kinds)
        for field in ("affiliation", "contact"):
            values = [getattr(row, field) for row in rows]
            self._offer(field, sorted(values, key=lambda value: not value))  # what is known, first
        self.initial |= {
            "stays": rows[0].pk,
            "seen": ",".join(f"{row.pk}:{row.version}" for row in rows),
        }

    def _offer(
        self, name: str, values: Iterable[str], words: Mapping[str, str] | None = None
    ) -> None:
        found = list(dict.fromkeys(values))
        field = self.fields[name]
        field.choices = [(value, (words or {}).get(value, value) or "留空") for value in found]
        self.initial[name] = found[0]
        if len(found) == 1:
            field.widget = forms.HiddenInput()

    def clean_seen(self) -> dict[int, int]:
        pairs = (pair.split(":") for pair in self.cleaned_data["seen"].split(","))
        return {int(pk): int(version) for pk, version in pairs}

    def choice(self) -> contributors.Choice:
        values = {
            name: self.cleaned_data[name] for name in ("name", "kind", "affiliation", "contact")
        }
        return contributors.Choice(**values)


class SettleForm(forms.Form):
    """A choice for each printed name of `lines`, and one for all that were left open."""

    def __init__(
        self,
        lines: Iterable[Byline],
        who: Iterable[Contributor],
        data: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data)
        people = [(str(row.pk), f"{row}，编号{row.pk}") for row in who]
        offered = [("", "暂不认定"), *people, (str(contributors.NEW), "都不是，另立新档案")]
        self.fields["rest"] = forms.ChoiceField(
            label="没有逐篇选定的，都认定为", choices=offered, required=False
        )
        for line in lines:
            self.fields[f"line_{line.pk}"] = forms.ChoiceField(
                label=f"{line.article.headline}的署名", choices=offered, required=False
            )

    def choices(self) -> dict[int, int]:
        """Byline -> contributor, without those that stay open."""
        rest = self.cleaned_data.pop("rest")
        chosen = {name: value or rest for name, value in self.cleaned_data.items()}
        return {int(name[5:]): int(value) for name, value in chosen.items() if value}
