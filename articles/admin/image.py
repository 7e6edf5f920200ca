from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html

from articles import images
from articles.admin.lists import DeskList, column, how_many, titles
from articles.desk import moment
from articles.forms import ImageForm
from articles.models import Article, Image, ImageUse


@admin.register(Image)
class ImageAdmin(DeskList):
    form = ImageForm
    list_display = ("thumbnail", "title", "photographer", "size_", "uses_", "kept_")
    list_display_links = ("thumbnail", "title")
    search_fields = ("title", "photographer")
    search_help_text = "搜图片名、摄影"
    readonly_fields = ("preview",)

    def get_fields(self, request: HttpRequest, obj: Image | None = None) -> tuple[str, ...]:
        """A picture's file is chosen once; afterwards it is looked at."""
        return ("preview", "title", "photographer") if obj else ("file", "title", "photographer")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Image]:
        stories = how_many(ImageUse.objects.all(), "image", distinct="article")
        return super().get_queryset(request).annotate(use_count=stories)

    @column("图片")
    def thumbnail(self, image: Image) -> str:
        return format_html(
            '<img class="thumbnail" src="{}" alt="{}">', image.thumbnail_url, image.title
        )

    @column("预览")
    def preview(self, image: Image) -> str | None:
        if not image.pk:
            return None
        return format_html(
            '<img class="preview" src="{}" alt="{}">', image.thumbnail_url, image.title
        )

    @column("尺寸")
    def size_(self, image: Image) -> str:
        return f"{image.width}×{image.height}"

    @column("用于稿件", order="use_count")
    def uses_(self, image: Image) -> int:
        return image.use_count

    @column("上传时间", order="created_at")
    def kept_(self, image: Image) -> str:
        return moment(image.created_at)

    def in_use(self, rows: Any) -> list[str]:
        """The stories that show or once showed it."""
        shown = Q(image_uses__image__in=rows) | Q(versions__images__in=rows)
        return titles(Article.objects.filter(shown))

    def save_model(self, request: HttpRequest, obj: Image, form: ImageForm, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        upload = form.cleaned_data["file"]
        kept = images.keep(
            form.data_read,
            form.renditions,
            title=obj.title or PurePath(upload.name).stem,
            photographer=obj.photographer,
            by=request.user,
        )
        obj.__dict__.update(kept.__dict__)
