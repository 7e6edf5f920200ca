"""报头, and the sources of imports."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from articles.admin.lists import DeskList
from articles.models import Masthead, Source


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


@admin.register(Source)
class SourceAdmin(DeskList):
    """What came in, when, from whom; kept as it was."""

    list_display = ("filename", "issue", "created_by", "created_at")
    list_select_related = ("issue", "created_by")
    search_fields = ("filename",)
    fields = ("filename", "issue", "created_by", "created_at", "fingerprint")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Source | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Source | None = None) -> bool:
        return False
