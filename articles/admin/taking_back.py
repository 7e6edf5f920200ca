"""撤稿 and 恢复刊出: one story taken from its readers and shown again, each asked on a page that says what they will see."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path

from articles import publishing
from articles.admin import vouching
from articles.admin.issue_preflight import REFUSED
from articles.forms import SeenForm, TakeBackForm
from articles.models import Article, Facsimile
from articles.permissions import Act, may


class TakingBack:
    """For the story's desk."""

    def get_urls(self) -> list:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/withdraw/", view(self.take_back), name="article_withdraw"),
            path("<int:pk>/reinstate/", view(self.reinstate), name="article_reinstate"),
            *super().get_urls(),
        ]

    def take_back(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = self._placed(request, pk)
        if answer := self._publishers_only(request, article):
            return answer
        form = TakeBackForm(request.POST or None)
        try:
            publishing.require_shown(article)
            if request.method == "POST" and form.is_valid():
                given = form.cleaned_data
                publishing.withdraw_story(
                    article,
                    by=request.user,
                    reason=given["reason"],
                    expected=given["seen_version"],
                )
                messages.success(request, _taken_back(article))
                return _back(article)
        except publishing.CannotWithdraw as error:
            return self._not_taken(request, article, form, error, "take_back")
        return self._ask_taking(request, article, form, "take_back")

    def reinstate(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = self._placed(request, pk)
        if answer := self._publishers_only(request, article):
            return answer
        form = SeenForm(request.POST or None)
        try:
            publishing.require_taken_back(article)
            if request.method == "POST" and form.is_valid():
                publishing.reinstate_story(
                    article, by=request.user, expected=form.cleaned_data["seen_version"]
                )
                messages.success(request, f"《{article.headline}》已恢复刊出。")
                return _back(article)
        except publishing.CannotPublish as error:
            return self._not_taken(request, article, form, error, "reinstate")
        return self._ask_taking(request, article, form, "reinstate")

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> Any:
        article = kwargs.get("obj")
        if article and may(request.user, Act.PUBLISH):
            is_back = article.withdrawn_at is not None
            context |= {
                "may_take_back": not is_back and publishing.is_shown(article),
                "may_reinstate": is_back,
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def _placed(self, request: HttpRequest, pk: int) -> Article:
        article = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        return article

    def _publishers_only(self, request: HttpRequest, article: Article) -> HttpResponse | None:
        if not may(request.user, Act.PUBLISH):
            messages.error(request, "您没有这项权限，请找总编辑或发布员办理。")
            return _back(article)
        return vouching.required(self.admin_site, request)

    def _not_taken(
        self, request: HttpRequest, article: Article, form: Form, error: Exception, act: str
    ) -> HttpResponse:
        """Beside what was typed while there is still something to ask; else on the story's form."""
        article.refresh_from_db()
        is_back = article.withdrawn_at is not None
        if form.is_bound and publishing.is_shown(article) and is_back == (act == "reinstate"):
            form.add_error(None, str(error))
            return self._ask_taking(request, article, form, act)
        messages.info(request, str(error))
        return _back(article)

    def _ask_taking(
        self, request: HttpRequest, article: Article, form: Form, act: str
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": "撤稿" if act == "take_back" else "恢复刊出",
            "opts": self.opts,
            "article": article,
            "issue": article.place.page.issue,
            "is_pictured": _is_pictured(article),
            "form": form,
        }
        status = REFUSED if form.is_bound else 200
        template = f"admin/articles/article/{act}.html"
        return TemplateResponse(request, template, context, status=status)


def _is_pictured(article: Article) -> bool:
    """Whether the page where it stands has its picture."""
    return Facsimile.objects.filter(page__placements__article=article).exists()


def _taken_back(article: Article) -> str:
    said = f"《{article.headline}》已撤稿，读者看不到了。"
    if not _is_pictured(article):
        return said
    page = article.place.page.heading
    return f"{said}{page}的版面图上印着它，也不给读者看了；换上遮去这篇的图，版面图才又给读者看。"


def _back(article: Article) -> HttpResponse:
    return redirect("admin:articles_article_change", article.pk)
