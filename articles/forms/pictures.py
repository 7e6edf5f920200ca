from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from articles import images
from articles.models import Image


class ImageForm(forms.ModelForm):
    file = forms.FileField(
        label="图片文件",
        required=False,
        help_text="JPEG、PNG、WebP、AVIF、GIF、TIFF，40 MB 以内；拍摄地点等信息会自动清除。",
    )

    class Meta:
        model = Image
        fields = ("file", "title", "photographer")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["file"]
        else:
            self.fields["file"].required = True
            self.fields["title"].required = False

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
