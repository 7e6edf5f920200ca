from __future__ import annotations

from functools import partial
from pathlib import PurePath
from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join

from articles import images
from articles.admin import uploading, uses
from articles.admin.lists import DeskList, column, how_many, titles
from articles.desk import moment
from articles.forms import ImageForm
from articles.models import Article, Image, ImageUse, Rendition

#: The picture to point at, and beside it how a card will show it.
PREVIEW = """<div class="focus" data-focus>
<div class="focus__whole"><img class="preview" src="{0}" alt="{1}" width="{2}" height="{3}"></div>
<figure class="focus__card" aria-hidden="true"><img src="{0}" alt=""><figcaption>卡片上的样子</figcaption></figure>
</div>"""


@admin.register(Image)
class ImageAdmin(DeskList):
    form = ImageForm
    list_display = ("thumbnail", "title", "photographer", "size_", "uses_", "kept_")
    list_display_links = ("thumbnail", "title")
    search_fields = ("title", "photographer")
    search_help_text = "搜图片名、摄影"
    readonly_fields = ("preview", "where_used")

    class Media:
        js = ("js/admin/pictures-focus.js",)
        css = {"all": ("css/desk-pictures.css",)}

    def get_fields(self, request: HttpRequest, obj: Image | None = None) -> tuple:
        """A picture's file is chosen once; afterwards it is looked at."""
        if obj is None:
            return ("file", "title", "photographer")
        place = ("focus_left", "focus_top")
        return ("seen_version", "preview", place, "title", "photographer", "where_used")

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(partial(uploading.receive, self))
        return [path("upload/", view, name="articles_image_upload"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Image]:
        stories = how_many(ImageUse.objects.all(), "image", distinct="article")
        rows = super().get_queryset(request).prefetch_related("renditions")
        return rows.annotate(use_count=stories)

    @column("图片")
    def thumbnail(self, image: Image) -> str:
        return format_html(
            '<img class="thumbnail" src="{}" alt="{}">', image.thumbnail_url, image.title
        )

    @column("预览")
    def preview(self, image: Image) -> str | None:
        if not image.pk:
            return None
        whole = image.url(f"{max(image.widths)}.webp")
        return format_html(PREVIEW, whole, image.title, image.width, image.height)

    @column("用于")
    def where_used(self, image: Image) -> str:
        lines = [
            (reverse("admin:articles_article_change", args=[pk]), title, "、".join(words))
            for pk, title, words in uses.of(image)
        ]
        rows = format_html_join("", '<li><a href="{}">{}</a> <span>{}</span></li>', lines)
        return format_html('<ul class="where-used">{}</ul>', rows) if lines else "还没有稿件用过"

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
            self._save_words(obj, form)
            self._focus(request, obj, form)
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

    def _save_words(self, image: Image, form: ImageForm) -> None:
        """Only these columns: the focal point is set with its crops, or not at all."""
        if not {"title", "photographer"}.isdisjoint(form.changed_data):
            image.version += 1
            image.save(update_fields=["title", "photographer", "version"])

    def _focus(self, request: HttpRequest, image: Image, form: ImageForm) -> None:
        """Crops follow a focal point that was moved, for readers too."""
        if {"focus_left", "focus_top"}.isdisjoint(form.changed_data):
            return
        try:
            images.focus(image, form.focus())
        except images.BadImage as error:
            messages.error(request, f"焦点没有改：{error}")
        except OSError:
            text = "焦点没有改：裁切的图片存不下，请管理员检查存放图片的磁盘。"
            messages.error(request, text)

    # --- deletion ---------------------------------------------------------------------------------

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple:
        """Its renditions go with it and need no mention."""
        _found, counts, lacking, protected = super().get_deleted_objects(objs, request)
        counts.pop(Rendition._meta.verbose_name_plural, None)
        return [str(image) for image in objs], counts, lacking, protected

    def delete_model(self, request: HttpRequest, obj: Image) -> None:
        sha256 = obj.sha256
        super().delete_model(request, obj)
        transaction.on_commit(partial(images.discard, sha256))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> None:
        gone = list(queryset.values_list("sha256", flat=True))
        super().delete_queryset(request, queryset)
        for sha256 in gone:
            transaction.on_commit(partial(images.discard, sha256))
