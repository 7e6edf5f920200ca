"""报头, 栏目 and tags."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from taggit.models import Tag, TaggedItem

from articles.admin.lists import DeskList, column, how_many
from articles.admin.recording import Recorded
from articles.models import Masthead
from sections.admin import SectionAdmin
from sections.models import Section


@admin.register(Masthead)
class MastheadAdmin(DeskList):
    """One row: the paper has one name."""

    list_display = ("name", "cn_number", "sponsor", "publisher")
    fieldsets = (
        ("报名", {"fields": ("name", "name_pinyin", "slogan")}),
        ("主办与出版", {"fields": ("supervisor", "sponsor", "publisher", "editor_in_chief")}),
        ("刊号与发行", {"fields": (("cn_number", "postal_code"), "printer", "price")}),
        ("联系", {"fields": (("address", "post_code"), ("phone", "email"))}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Masthead.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Masthead | None = None) -> bool:
        return False


admin.site.unregister(Tag)


admin.site.unregister(Section)


@admin.register(Section)
class RecordedSectionAdmin(Recorded, SectionAdmin):
    """As 栏目 have it themselves, with a line in the trail, which they know nothing of."""


@admin.register(Tag)
class TagAdmin(DeskList):
    """A tag's name; which stories carry it is said on the stories."""

    list_display = ("name", "stories_")
    search_fields = ("name",)
    search_help_text = "搜标签"
    ordering = ("name",)
    fields = ("name",)
    goes_along = "用着它的稿件不再有这个标签，稿件本身不变。"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        stories = how_many(TaggedItem.objects.all(), "tag", distinct="object_id")
        return super().get_queryset(request).annotate(story_count=stories)

    @column("稿件", order="story_count")
    def stories_(self, tag: Tag) -> int:
        return tag.story_count
