"""稿件各稿: every version of a story, any two beside each other, and the way back to one of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.http import require_safe

from articles import writing
from articles.admin import side_by_side
from articles.admin.numbers import whole
from articles.forms import SeenForm
from articles.models import Article, Version
from articles.models.article import State

SHOWN = 30


class Versions:
    """For the story's desk. Django's own history of the story is part of this screen."""

    def get_urls(self) -> list:
        view = self.admin_site.admin_view
        own = [
            path("<int:pk>/versions/", view(require_safe(self.versions)), name="article_versions"),
            path(
                "<int:pk>/versions/<int:old>/compare/<int:new>/",
                view(require_safe(self.compare)),
                name="article_compare",
            ),
            path(
                "<int:pk>/versions/<int:number>/restore/",
                view(self.restore),
                name="article_restore",
            ),
        ]
        return own + super().get_urls()

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict | None = None
    ) -> HttpResponse:
        pk = whole(object_id)
        if pk is None:
            return super().history_view(request, object_id, extra_context)
        return self.versions(request, pk)

    def versions(self, request: HttpRequest, pk: int) -> HttpResponse:
        """All of them, the last first; two that are chosen lead to their comparison."""
        article = self._seen(request, pk)
        chosen = [whole(request.GET.get(name), 9) for name in ("old", "new")]
        if None not in chosen:
            old, new = sorted(chosen)
            if old != new:
                return redirect("admin:article_compare", pk, old, new)
            messages.info(request, "选的是同一稿；请选两稿来比较。")
        context = {
            "versions": _page(_listed(article), request.GET.get("p")),
            "action_list": _page(_records(article), request.GET.get("r")),
        }
        return self._screen(request, "versions", "稿件各稿", article, context)

    def compare(self, request: HttpRequest, pk: int, old: int, new: int) -> HttpResponse:
        article = self._seen(request, pk)
        one, other = (get_object_or_404(_all(article), number=number) for number in (old, new))
        title = f"第{old}稿与第{new}稿"
        return self._screen(request, "compare", title, article, _compared(one, other))

    def restore(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Shows what will be another text; restored when the button there is pressed."""
        article = self._seen(request, pk)
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        old = get_object_or_404(_all(article), number=number)
        form, status = SeenForm(request.POST or None), 200
        if request.method == "POST" and form.is_valid():
            seen = form.cleaned_data["seen_version"]
            try:
                made = writing.restore(article, old, by=request.user, expected=seen)
                messages.success(request, f"已恢复第{number}稿，存为第{made.number}稿。")
                return redirect("admin:articles_article_change", pk)
            except writing.CannotRestore as notice:
                messages.info(request, str(notice))
                return redirect("admin:article_versions", pk)
            except writing.StaleStory as error:
                messages.error(request, f"{error.who}没有恢复；请看过新稿再决定。")
                article, status = self._seen(request, pk), 409
        context = _compared(article.latest_version, old) | {
            "form": SeenForm(initial={"seen_version": article.version}),
            "is_signed": article.state == State.SIGNED_OFF,
        }
        return self._screen(request, "restore", f"恢复第{number}稿", article, context, status)

    def _seen(self, request: HttpRequest, pk: int) -> Article:
        """The story, for those who may see it."""
        rows = self.get_queryset(request).select_related(
            "placement__page__issue", "section", "latest_version", "published_version"
        )
        article = get_object_or_404(rows, pk=pk)
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        return article

    def _screen(
        self,
        request: HttpRequest,
        name: str,
        title: str,
        article: Article,
        context: dict[str, Any],
        status: int = 200,
    ) -> HttpResponse:
        known = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "article": article,
            "may_change": self.has_change_permission(request, article),
        }
        template = f"admin/articles/article/{name}.html"
        return TemplateResponse(request, template, known | context, status=status)


def _all(article: Article) -> QuerySet[Version]:
    return Version.objects.filter(article=article).select_related("created_by")


def _listed(article: Article) -> QuerySet[Version]:
    """Without their texts, which a list does not show; each with `gained` over the one before it."""
    before = Version.objects.filter(article=article, number=OuterRef("number") - 1)
    gained = F("character_count") - Subquery(before.values("character_count")[:1])
    return _all(article).defer("body", "figures", "credits").annotate(gained=gained)


def _records(article: Article) -> QuerySet[LogEntry]:
    kind = ContentType.objects.get_for_model(Article)
    lines = LogEntry.objects.filter(content_type=kind, object_id=str(article.pk))
    return lines.select_related("user").order_by("-action_time", "-pk")


def _page(rows: QuerySet, number: str | None) -> Any:
    return Paginator(rows, SHOWN).get_page(number)


def _compared(old: Version, new: Version) -> dict[str, Any]:
    return {
        "old": old,
        "new": new,
        "fields": [*side_by_side.fields(old, new), *side_by_side.figures(old, new)],
        "unchanged": side_by_side.unchanged(old, new),
    }
