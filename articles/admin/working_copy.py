"""What is being typed and not yet saved: kept for whoever types it, offered back to nobody else."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from articles import presence, working_copies, writing
from articles.admin import conflicts, side_by_side
from articles.admin.gates import polled
from articles.admin.numbers import whole
from articles.models import Article, StoryVisit, WorkingCopy
from articles.permissions import printed_name

#: What a form sends to get a copy back; the form that comes with it has not been saved.
TAKE_BACK = "_take_back"


class WorkingCopies:
    """For the story's form."""

    def get_urls(self) -> list:
        view = self.admin_site.admin_view
        own = [
            path("copies/keep/", view(require_POST(self.keep_copy)), name="article_copy_keep"),
            path("copies/<uuid:key>/", view(self.show_copy), name="article_copy"),
            path(
                "copies/<uuid:key>/drop/",
                view(require_POST(self.drop_copy)),
                name="article_copy_drop",
            ),
            path("<int:pk>/present/", view(require_POST(self.present)), name="article_present"),
        ]
        return own + super().get_urls()

    # --- keeping ----------------------------------------------------------------------------------

    def keep_copy(self, request: HttpRequest) -> JsonResponse:
        """Asked by the form every few seconds while something is typed."""
        self.require_writer(request)
        key = posted_key(request)
        if key is None:
            return JsonResponse({"said": "暂存失败，请先保存。"}, status=400)
        number = whole(request.POST.get("story"))
        try:
            working_copies.keep(request.user, key, dict(request.POST.lists()), number)
        except working_copies.CannotKeep as error:
            return JsonResponse({"said": str(error)}, status=413)
        return JsonResponse({"said": f"已暂存 {localtime(timezone.now()):%H:%M}"})

    def require_writer(self, request: HttpRequest) -> None:
        """Who writes no stories types none."""
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied

    def drop_copy(self, request: HttpRequest, key: UUID) -> HttpResponse:
        copy = own_copy(request, key)
        working_copies.drop(request.user, key)
        messages.success(request, "已丢弃那份未存的文字。")
        return redirect(form_url(copy))

    # --- giving back ------------------------------------------------------------------------------

    def copy_in_sight(self, request: HttpRequest, key: UUID) -> WorkingCopy:
        """One's own, with the story that it is of: for whoever may still see that one."""
        copy = own_copy(request, key)
        if copy.article and not self.has_view_permission(request, copy.article):
            raise PermissionDenied
        return copy

    def show_copy(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """What it has that the stored story has not, and the other way round."""
        copy = self.copy_in_sight(request, key)
        typed = Article(**working_copies.words(copy))
        context = {
            **self.admin_site.each_context(request),
            "title": "未存的文字",
            "opts": self.opts,
            "copy": copy,
            "form_url": form_url(copy),
            "is_locked": self._is_locked(request, copy.article),
            "fields": side_by_side.fields(copy.article or Article(), typed),
        }
        return TemplateResponse(request, "admin/articles/article/copy.html", context)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict | None = None,
    ) -> HttpResponse:
        if request.method == "POST" and TAKE_BACK in request.POST:
            take_back(request)
        elif request.method == "POST" and (undecided := conflicts.settle(request, object_id)):
            messages.error(request, undecided)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def copies_context(self, request: HttpRequest, article: Article | None) -> dict[str, Any]:
        """For the form: its own key, and what it may give back."""
        key = posted_key(request) or uuid4()
        left = working_copies.offered(request.user, article, but=key)
        for copy in left:
            copy.gained = working_copies.gained(copy, article)
            copy.is_behind = article is not None and not working_copies.is_of(copy, article)
        return {
            "copy_key": key,
            "copies": left,
            "is_taken_back": TAKE_BACK in request.POST,
            "is_locked": self._is_locked(request, article),
        }

    def _is_locked(self, request: HttpRequest, article: Article | None) -> bool:
        """In hands other than the owner's: what was kept may be read and copied, not taken back into the form."""
        return article is not None and not self.has_change_permission(request, article)

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """A form that was taken back and has no other fault has none."""
        form = context["adminform"].form
        if (
            form.is_taken_back
            and form.non_field_errors().as_data() == form.errors.as_data().get("__all__")
            and len(context["errors"]) == 1
        ):
            context["errors"] = None
        return super().render_change_form(request, context, *args, **kwargs)

    # --- who is there -----------------------------------------------------------------------------

    @polled
    def present(self, request: HttpRequest, pk: int) -> JsonResponse:
        """Asked every 10 s by an open form: who else has it open, and whether it was saved meanwhile."""
        article = Article.objects.filter(pk=pk).first()
        if article is None or not self.has_view_permission(request, article):
            raise Http404
        try:
            others = presence.visit(StoryVisit, request.user, article=article)
        except presence.Gone:
            raise Http404 from None
        said = [f"{printed_name(each.user)}{ago(each.opened_at)}打开了这篇稿件" for each in others]
        seen = request.POST.get("seen_version", "")
        newer = writing.stale(article).who if seen and seen != str(article.version) else ""
        return JsonResponse({"others": "；".join(said), "newer": newer})


def take_back(request: HttpRequest) -> None:
    """The request becomes that of the form as it was typed; `ArticleForm` knows by the mark that it is not to be saved."""
    key = posted_key(request, TAKE_BACK)
    copy = own_copy(request, key) if key else None
    if copy is None:
        raise Http404
    typed = QueryDict(mutable=True)
    for name, values in copy.fields.items():
        typed.setlist(name, values)
    typed["csrfmiddlewaretoken"] = get_token(request)
    typed["copy_key"] = typed[TAKE_BACK] = str(copy.key)
    request.POST = typed


def own_copy(request: HttpRequest, key: UUID) -> WorkingCopy:
    """404 for everybody else's, whoever asks."""
    copy = working_copies.own(request.user).filter(key=key).first()
    if copy is None:
        raise Http404
    return copy


def posted_key(request: HttpRequest, name: str = "copy_key") -> UUID | None:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        return None


def form_url(copy: WorkingCopy) -> str:
    """Where it is offered, and taken back."""
    from_new = copy.article_id is None
    name = "add" if from_new else "change"
    return reverse(f"admin:articles_article_{name}", args=[] if from_new else [copy.article_id])


def ago(at: Any) -> str:
    """`刚刚`, `3分钟前`, `2小时前`."""
    minutes = int((timezone.now() - at).total_seconds() // 60)
    if minutes < 1:
        return "刚刚"
    return f"{minutes}分钟前" if minutes < 60 else f"{minutes // 60}小时前"
