from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from articles import images
from articles.forms.versioned import VersionedForm
from articles.models import Image, ImageUse

#: How a credit ends that says itself what its name did.
CREDITED = re.compile(r"(摄|供图|图|提供|制)$")


class ImageForm(VersionedForm):
    file = forms.FileField(
        label="图片文件",
        required=False,
        help_text="JPEG、PNG、WebP、AVIF、GIF、TIFF，40 MB 以内；拍摄地点等信息会自动清除。",
    )

    focus_left = forms.IntegerField(
        label="焦点距左边（%）", min_value=0, max_value=100, required=False
    )
    focus_top = forms.IntegerField(
        label="焦点距上边（%）",
        min_value=0,
        max_value=100,
        required=False,
        help_text="裁切时尽量留住的一点：在画面上点一下，或填数字。",
    )

    class Meta:
        model = Image
        fields = ("file", "title", "photographer")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["file"]
            self.initial["focus_left"] = round(self.instance.focal_x * 100)
            self.initial["focus_top"] = round(self.instance.focal_y * 100)
        else:
            del self.fields["focus_left"], self.fields["focus_top"]
            self.fields["file"].required = True
            self.fields["title"].required = False

    def focus(self) -> tuple[float, float]:
        """In fractions; a field left empty means the middle."""
        given = (self.cleaned_data["focus_left"], self.cleaned_data["focus_top"])
        left, top = (0.5 if percent is None else percent / 100 for percent in given)
        return left, top

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        self.data_read = upload.read()
        if known := Image.objects.filter(sha256=images.fingerprint(self.data_read)).first():
            raise ValidationError(f"图库里已有这张图片：“{known.title}”，直接选用即可。")
        try:
            self.renditions = images.prepare(self.data_read)
        except images.BadImage as error:
            raise ValidationError(str(error)) from error
        return upload


class ImageUseForm(forms.ModelForm):
    class Meta:
        model = ImageUse
        fields = ("image", "order", "after_block", "caption", "credit", "alt")

    def clean(self) -> dict[str, Any] | None:
        """A newly chosen picture brings its photographer's credit, where none was typed; emptied later, it stays empty."""
        cleaned = super().clean()
        image = self.cleaned_data.get("image")
        if image and "image" in self.changed_data and not self.cleaned_data.get("credit"):
            self.cleaned_data["credit"] = credit(image.photographer)
        return cleaned


def credit(photographer: str) -> str:
    """`陈兰` -> `陈兰 摄`; `青石市科协供图` stays."""
    name = photographer.strip()
    return f"{name} 摄" if name and not CREDITED.search(name) else name
