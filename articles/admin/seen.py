"""Acts of the story list and of the deletion page: each carries the version of every story that was seen there."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html

from articles import writing
from articles.admin.numbers import whole
from articles.models import Article


class SeenVersions:
    """For the story's desk."""

    def action_checkbox(self, article: Article) -> str:
        """With what was seen of the story, for the act that the ticked ones are chosen for."""
        box = super().action_checkbox(article)
        seen = '{}<input type="hidden" name="seen_{}" value="{}">'
        return format_html(seen, box, article.pk, article.version)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict | None = None
    ) -> Any:
        """What somebody has gone on writing meanwhile is not deleted unseen."""
        with transaction.atomic():
            held = Article.objects.select_for_update().filter(pk=whole(object_id)).first()
            seen = posted_version(request)
            if held and request.method == "POST" and seen not in (None, held.version):
                return self._not_deleted(request, held)
            context = {"seen_version": held.version if held else None} | (extra_context or {})
            return super().delete_view(request, object_id, context)

    def _not_deleted(self, request: HttpRequest, article: Article) -> HttpResponse:
        messages.error(request, f"{writing.stale(article).who}没有删除；请看过新稿再决定。")
        return redirect("admin:articles_article_change", article.pk)


def posted_version(request: HttpRequest, name: str = "seen_version") -> int | None:
    return whole(request.POST.get(name), 9)
