"""What hangs on a story's form: its pictures with their captions, and the names of its signature."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.html import format_html

from articles.admin.lists import Lines, PlainLinks, column
from articles.forms import ImageUseForm
from articles.models import Article, Byline, ImageUse


class ImageUseInline(PlainLinks, admin.StackedInline):
    model = ImageUse
    form = ImageUseForm
    extra = 0
    template = "admin/articles/article/pictures.html"
    autocomplete_fields = ("image",)
    fields = ("shown", "image", ("after_block", "order"), "caption", "credit", "alt")
    readonly_fields = ("shown",)
    verbose_name = "图片"
    verbose_name_plural = "图片和图说"

    class Media:
        js = tuple(
            f"js/admin/pictures-{name}.js" for name in ("rows", "places", "sending", "upload")
        )
        css = {"all": ("css/desk-pictures.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImageUse]:
        uses = super().get_queryset(request).select_related("image")
        return uses.prefetch_related("image__renditions").order_by("order", "pk")

    @column("画面")
    def shown(self, use: ImageUse) -> str:
        if use.image is None:
            return "图片已失" if use.pk else "选好图片，保存后显示"
        return format_html(
            '<img class="thumbnail" src="{}" alt="{}">', use.image.thumbnail_url, use.alt
        )


class BylineFormSet(BaseInlineFormSet):
    """Who a printed name is may be chosen here; the names themselves come from the signature."""

    def save(self, commit: bool = True) -> list[Byline]:
        self.new_objects, self.deleted_objects, self.changed_objects = [], [], []
        for form in self.initial_forms:
            if "contributor" in form.changed_data:
                line = Byline.objects.filter(pk=form.instance.pk)
                line.update(contributor=form.cleaned_data["contributor"])
                self.changed_objects.append((form.instance, form.changed_data))
        return []


class BylineInline(Lines, admin.TabularInline):
    model = Byline
    formset = BylineFormSet
    fields = ("role", "name", "kind", "affiliation", "work", "contributor")
    readonly_fields = ("role", "name", "kind", "affiliation", "work")
    autocomplete_fields = ("contributor",)
    extra = 0
    can_delete = False
    verbose_name_plural = "署名解析（由署名一行自动得出；作者档案可改）"

    def has_add_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("contributor")
