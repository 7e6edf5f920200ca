from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.admin.lists import DeskList, column, how_many, titles
from articles.models import Article, Byline, Contributor


@admin.register(Contributor)
class ContributorAdmin(DeskList):
    list_display = ("name", "kind", "affiliation", "stories_")
    list_filter = ("kind",)
    search_fields = ("name", "affiliation")
    search_help_text = "搜姓名、单位"
    fields = (("name", "kind"), "affiliation", "contact", "note")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Contributor]:
        stories = how_many(Byline.objects.all(), "contributor", distinct="article")
        return super().get_queryset(request).annotate(story_count=stories)

    def in_use(self, rows: Any) -> list[str]:
        return titles(Article.objects.filter(bylines__contributor__in=rows))

    @column("稿件", order="story_count")
    def stories_(self, contributor: Contributor) -> int:
        return contributor.story_count
