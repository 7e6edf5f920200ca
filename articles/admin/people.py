from __future__ import annotations

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from articles.admin.lists import DeskList, column
from articles.models import Contributor


@admin.register(Contributor)
class ContributorAdmin(DeskList):
    list_display = ("name", "kind", "affiliation", "stories_")
    list_filter = ("kind",)
    search_fields = ("name", "affiliation")
    search_help_text = "搜姓名、单位"
    fields = (("name", "kind"), "affiliation", "contact", "note")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Contributor]:
        bylines = Count("bylines__article", distinct=True)
        return super().get_queryset(request).annotate(story_count=bylines)

    @column("稿件", order="story_count")
    def stories_(self, contributor: Contributor) -> int:
        return contributor.story_count
