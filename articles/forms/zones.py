"""A page's picture, and the zones on it: their stories, and their corners in percent."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from articles import facsimiles, geometry
from articles.facsimiles import pdf
from articles.forms.fields import SeenField
from articles.images import BadImage

Typed = list[tuple[str, str]]


class PointsInput(forms.Widget):
    """Two numbers a corner, by names that repeat: `…_x`, `…_y`. The template writes them."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Typed:
        across, down = (data.getlist(f"{name}_{axis}") for axis in "xy")
        return list(zip_longest(across, down, fillvalue=""))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}_x" not in data


class PointsField(forms.Field):
    """Percent as typed -> a polygon in fractions; two corners are those of a rectangle, an empty line is none."""

    widget = PointsInput

    def to_python(self, value: Typed | None) -> geometry.Polygon:
        typed = [(x.strip(), y.strip()) for x, y in value or () if x.strip() or y.strip()]
        points = [(_fraction(x), _fraction(y)) for x, y in typed]
        return geometry.tidied(geometry.rectangle(*points) if len(points) == 2 else points)

    def validate(self, value: geometry.Polygon) -> None:
        if found := geometry.fault(value):
            raise ValidationError(str(found))

    def has_changed(self, initial: Any, data: Typed | None) -> bool:
        return any(part.strip() for point in data or () for part in point)


def _fraction(typed: str) -> float:
    """Raises ValidationError."""
    try:
        value = float(typed) / 100
    except ValueError:
        value = math.nan
    if not 0 <= value <= 1:
        said = f"“{typed[:20]}”" if typed else "有一处没填，"
        raise ValidationError(f"{said}不是 0 到 100 之间的数；横、纵都按百分比填。")
    return value


class ZoneForm(forms.Form):
    """One zone. `stories`: (key of the place, title) of those that stand on the page."""

    placement = forms.TypedChoiceField(
        label="稿件",
        coerce=int,
        error_messages={
            "required": "请选这个热区通到哪篇稿件。",
            "invalid_choice": "这篇稿件刚刚移出本版，请改选一篇或删去热区。",
        },
    )
    points = PointsField(label="各点")

    def __init__(self, *args: Any, stories: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["placement"].choices = [("", "请选稿件"), *stories]

    @property
    def typed(self) -> Typed:
        """What stands in its lines: as it was sent, else as it is kept."""
        if self.is_bound:
            return [point for point in self["points"].value() or [] if any(point)]
        kept: Iterable[geometry.Point] = self.initial.get("points") or ()
        return [(geometry.percent(x), geometry.percent(y)) for x, y in kept]


class BaseZoneFormSet(forms.BaseFormSet):
    def drawn(self) -> list[tuple[int, facsimiles.Drawn]]:
        """The zones that are to be, each with the number of its form."""
        return [
            (at, facsimiles.Drawn(given["placement"], given["points"]))
            for at, form in enumerate(self.forms)
            if (given := form.cleaned_data) and not given.get("DELETE")
        ]


ZoneFormSet = forms.formset_factory(
    ZoneForm, BaseZoneFormSet, extra=1, can_delete=True, max_num=200, absolute_max=250
)


class SeenPictureForm(forms.Form):
    """Of which version of the page's picture somebody speaks; 0 where there was none."""

    seen_version = SeenField(min_value=0, max_value=2**31 - 2, widget=forms.HiddenInput)


class ScanForm(SeenPictureForm):
    """A file for the page, decoded and re-encoded: `data_read` and `made` are set once it is valid."""

    file = forms.FileField(
        label="版面图",
        help_text="JPEG、PNG、WebP、TIFF 等图片，或 PDF（取第一页），40 MB 以内。",
        error_messages={
            "required": "没有收到文件，请先选好再传。",
            "empty": "这个文件是空的，请重新导出。",
        },
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
    )

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > pdf.MAX_BYTES:
            raise ValidationError(f"文件超过 {pdf.MAX_BYTES // 1024 // 1024} MB，请压缩后再传。")
        self.data_read = upload.read()
        try:
            self.made = facsimiles.prepare(self.data_read)
        except BadImage as error:
            raise ValidationError(str(error)) from error
        return upload
