"""预览: a story as readers will see it, on a telephone and on a screen; and the links that show one version outside."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe
from taggit.models import Tag

from articles import previews, reading, working_copies
from articles.admin import preview_text
from articles.admin.preview_links import shown_links
from articles.models import Article, Version
from articles.permissions import Act, may
from articles.responding import respond


def framed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of the readers' site inside a screen of the desk: with the readers' policy, for nobody who is not signed in."""

    @require_safe
    @xframe_options_sameorigin
    @csp_replace({"frame-ancestors": [SELF]})
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may(request.user, Act.SEE_UNPUBLISHED):
            raise Http404
        return view(request, *args, **kwargs)

    return answer


class Preview:
    """For the story's form."""

    def get_urls(self) -> list:
        screen = csp_update({"frame-src": [SELF]})
        view = self.admin_site.admin_view
        typed = view(require_POST(self.preview_typed))
        own = [
            ("preview/typed/", typed, "preview_typed_new"),
            ("<int:pk>/preview/typed/", typed, "preview_typed"),
            ("<int:pk>/preview/", view(screen(require_safe(self.preview))), "preview"),
            ("<int:pk>/preview/page/", framed(self.preview_page), "preview_page"),
            ("<int:pk>/preview/link/", view(require_POST(self.make_link)), "preview_make"),
            ("<int:pk>/preview/revoke/", view(require_POST(self.revoke_links)), "preview_revoke"),
            (
                "copies/<uuid:key>/preview/",
                view(screen(require_safe(self.preview_copy))),
                "preview_copy",
            ),
            (
                "copies/<uuid:key>/preview/page/",
                framed(self.preview_copy_page),
                "preview_copy_page",
            ),
        ]
        routes = [path(route, each, name=f"article_{name}") for route, each, name in own]
        return routes + super().get_urls()

    # --- what is typed ----------------------------------------------------------------------------

    def preview_typed(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """The form as it stands becomes its owner's working copy, and that is shown; the story is not touched."""
        if pk is None and not self.has_add_permission(request):
            raise PermissionDenied
        if pk is not None:
            self.require_writer(request)
            self._seen(request, pk)
        back = reverse("admin:article_preview", args=[pk]) if pk else reverse("admin:index")
        try:
            key = UUID(request.POST.get("copy_key", ""))
            working_copies.keep(request.user, key, dict(request.POST.lists()), pk)
        except (ValueError, working_copies.CannotKeep) as error:
            kept = isinstance(error, working_copies.CannotKeep)
            messages.error(
                request, str(error) if kept else "没有收到要预览的文字，请回到稿件再试。"
            )
            return redirect(back)
        return redirect("admin:article_preview_copy", key)

    def preview_copy(self, request: HttpRequest, key: UUID) -> HttpResponse:
        copy = self.copy_in_sight(request, key)
        context = {
            "copy": copy,
            "article": copy.article,
            "page_url": reverse("admin:article_preview_copy_page", args=[key]),
        }
        return self._frames(request, f"预览：{copy}", context)

    def preview_copy_page(self, request: HttpRequest, key: UUID) -> HttpResponse:
        copy = self.copy_in_sight(request, key)
        article, text, tags = preview_text.of_copy(copy)
        return _page(request, article, text, tags)

    # --- what is saved ----------------------------------------------------------------------------

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = self._seen(request, pk)
        is_theirs = previews.reaches_readers(article.latest_version, article)
        links = shown_links(request, article)
        context = {
            "article": article,
            "page_url": reverse("admin:article_preview_page", args=[pk]),
            "has_unsaved": bool(working_copies.offered(request.user, article)),
            "links": links,
            "has_open": any(not link.ending for link in links),
            "may_show": not is_theirs and may(request.user, Act.SHOW_OUTSIDE, article),
            "is_theirs": is_theirs,
            "may_end": may(request.user, Act.END_LINKS, article),
        }
        return self._frames(request, f"预览：{article}", context)

    def preview_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = self._seen(request, pk)
        tags = list(article.tags.order_by("name"))
        return _page(request, article, article.latest_version, tags)

    def _frames(self, request: HttpRequest, title: str, context: dict[str, Any]) -> HttpResponse:
        known = {**self.admin_site.each_context(request), "title": title, "opts": self.opts}
        return TemplateResponse(request, "admin/articles/article/preview.html", known | context)

    # --- links ------------------------------------------------------------------------------------

    def make_link(self, request: HttpRequest, pk: int) -> HttpResponse:
        link = previews.make(self._allowed(request, pk, Act.SHOW_OUTSIDE), by=request.user)
        messages.success(request, f"已发出第{link.version.number}稿的预览链接，请复制给看稿的人。")
        return redirect("admin:article_preview", pk)

    def revoke_links(self, request: HttpRequest, pk: int) -> HttpResponse:
        ended = previews.revoke_all(self._allowed(request, pk, Act.END_LINKS), by=request.user)
        said = f"已撤销 {ended} 个预览链接。" if ended else "没有还有效的预览链接。"
        messages.success(request, said)
        return redirect("admin:article_preview", pk)

    def _allowed(self, request: HttpRequest, pk: int, act: Act) -> Article:
        """The story, for those who may do this to it."""
        article = self._seen(request, pk)
        if not may(request.user, act, article):
            raise PermissionDenied
        return article


def _page(request: HttpRequest, article: Article, text: Version, tags: list[Tag]) -> HttpResponse:
    """The readers' page of the story, where it stands, with this text."""
    issue = article.place.page.issue if article.place else None
    context = reading.story_in(article, text, issue) | {"tags": tags}
    return respond(request, "articles/preview_frame.html", context, issue=issue, preview=True)
