"""用词: the list that proofreading reads."""

from __future__ import annotations

from django.contrib import admin

from articles.admin.lists import DeskList, badge, column
from articles.models import HouseWord


@admin.register(HouseWord)
class HouseWordAdmin(DeskList):
    list_display = ("wrong", "right", "kind", "note", "protected", "active_")
    list_filter = ("kind", "active")
    search_fields = ("wrong", "right", "note", "protected")
    search_help_text = "搜误、正、说明、受保护的名称"
    fields = (("wrong", "right"), "kind", "note", "protected", "active")

    @column("状态", order="active")
    def active_(self, word: HouseWord) -> str:
        return badge("启用", "signed") if word.active else badge("停用", "draft")
