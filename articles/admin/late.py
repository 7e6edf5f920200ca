"""Who saves a story that went on to other hands while he was writing: he is told where it stands, and keeps his words."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from articles import history, permissions, workflow, working_copies
from articles.admin import differences, side_by_side
from articles.admin.numbers import whole
from articles.admin.working_copy import TAKE_BACK, own_copy, posted_key
from articles.models import Article, WorkingCopy
from articles.permissions import Act


class LateWriters:
    """For the story's form, before whatever else looks at what was sent."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict | None = None,
    ) -> HttpResponse:
        """The story is held from the question whether he may write in it until it is written: no step comes between."""
        shown = (request, object_id, form_url, extra_context)
        if request.method != "POST" or object_id is None:
            return super().changeform_view(*shown)
        with transaction.atomic():
            held = Article.objects.select_for_update().filter(pk=whole(object_id)).first()
            if held and self._is_late(request, held):
                return self._kept(request, held)
            return super().changeform_view(*shown)

    def _is_late(self, request: HttpRequest, article: Article) -> bool:
        """Not for somebody who may write in no story at all: he had no form to send."""
        return (
            self.has_change_permission(request)
            and self.has_view_permission(request, article)
            and not self.has_change_permission(request, article)
        )

    def _kept(self, request: HttpRequest, article: Article) -> HttpResponse:
        copy, refusal = _copy(request, article)
        typed = working_copies.words(copy)
        context = {
            **self.admin_site.each_context(request),
            "title": "没有保存",
            "opts": self.opts,
            "article": article,
            "copy": copy,
            "refusal": refusal,
            "stands": workflow.last_step(article),
            "helpers": permissions.roles_for(Act.EDIT, article.state),
            "fields": side_by_side.fields(article, Article(**typed)),
            "words": [
                (side_by_side.label(name), differences.plain(name, typed[name]))
                for name in history.WORDS
                if typed[name]
            ],
        }
        return TemplateResponse(
            request, "admin/articles/article/late.html", context, status=403
        ).render()


def _copy(request: HttpRequest, article: Article) -> tuple[WorkingCopy, str]:
    """What was typed, kept for its owner as if the form had kept it; with the reason where that is not possible."""
    if TAKE_BACK in request.POST:
        key = posted_key(request, TAKE_BACK)
        return own_copy(request, key or UUID(int=0)), ""
    if "title" not in request.POST:
        raise PermissionDenied
    key, sent = posted_key(request) or uuid4(), dict(request.POST.lists())
    try:
        return working_copies.keep(request.user, key, sent, article.pk), ""
    except working_copies.CannotKeep as error:
        return WorkingCopy(owner=request.user, key=key, article=article, fields=sent), str(error)
