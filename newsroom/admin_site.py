"""编辑部: the admin in the newspaper's words, and the content policy that its screens need."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from csp.constants import NONCE, SELF
from csp.decorators import csp_replace
from django.contrib import admin
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles import account_views, accounts, desk, desk_views, desks, trail, working_copies
from articles.models.sign_in import Outcome
from articles.models.trail import Kind
from articles.permissions import Act, may

#: Tiptap, the body's editor, adds one <style> of its own; the hash changes with its version.
EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"

#: Beside the readers' policy: a nonce for the import map, and style attributes, without which the browser strips
#: bold and lists from what is pasted from Word.
POLICY: dict[str, Any] = {
    "script-src": [SELF, NONCE],
    "style-src": [SELF],
    "style-src-elem": [SELF, EDITOR_STYLE],
    "style-src-attr": ["'unsafe-inline'"],
}

#: The order of the start page: what is worked on first.
ORDER = (
    "Intake",
    "Issue",
    "Article",
    "Page",
    "Correction",
    "Image",
    "Contributor",
    "Section",
    "Tag",
    "HouseWord",
    "Source",
    "Masthead",
)


@admin.action(permissions=["delete"], description="删除所选")
def delete_chosen(
    model_admin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet
) -> HttpResponse | None:
    """Django's, under a name that reads well for everything."""
    return delete_selected(model_admin, request, queryset)


class Choices(AutocompleteJsonView):
    """What a searchable choice offers. A list may say more of a thing than its name, and what comes first."""

    def process_request(self, request: HttpRequest) -> tuple:
        """Without NUL, at which PostgreSQL breaks off."""
        term, *asked = super().process_request(request)
        return term.replace("\x00", ""), *asked

    def get_queryset(self) -> QuerySet:
        order = getattr(self.model_admin, "choice_order", ())
        return super().get_queryset().order_by(*order) if order else super().get_queryset()

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        words = getattr(self.model_admin, "choice", str)
        return super().serialize_result(obj, to_field_name) | {"text": words(obj)}


class Desk(admin.AdminSite):
    site_header = "编辑部"
    site_title = "编辑部"
    index_title = "今天的工作"
    enable_nav_sidebar = False
    empty_value_display = desk.NOTHING

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self.add_action(delete_chosen, "delete_selected")

    def admin_view(self, view: Callable[..., HttpResponse], cacheable: bool = False) -> Any:
        guarded = account_views.when_enrolled(view)
        return csp_replace(POLICY)(super().admin_view(guarded, cacheable))

    def get_urls(self) -> list:
        """Beside Django's: the second page of signing in, 我的账号, and screens that belong to no list."""
        own = {
            "audit/": self.audit,
            "audit/table/": desk_views.audit_table,
            "resume/": self.resume,
            "account/": account_views.account,
            "account/second-factor/": account_views.second_factor_on,
            "account/second-factor/off/": account_views.second_factor_off,
            "account/recovery-codes/": account_views.recovery_codes,
        }
        shown = self.admin_view(self.on_site)
        return [
            path("login/code/", account_views.code, name="sign_in_code"),
            path("r/<path:content_type_id>/<path:object_id>/", shown, name="view_on_site"),
            *(path(at, self.admin_view(view), name=view.__name__) for at, view in own.items()),
            *super().get_urls(),
        ]

    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        if request.method == "GET" and self.has_permission(request):
            return redirect("admin:index")
        context = self.each_context(request) | {
            "title": "登录",
            "subtitle": None,
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
        }
        view = account_views.SignInView.as_view(extra_context=context | (extra_context or {}))
        return view(request)

    def logout(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        user = request.user
        if request.method == "POST" and user.is_authenticated:
            accounts.note(user.get_username(), accounts.place_of(request), Outcome.OUT, user)
        return super().logout(request, extra_context)

    def password_change(self, request: HttpRequest, extra_context: dict | None = None) -> Any:
        response = super().password_change(request, extra_context)
        if request.method == "POST" and response.status_code == HTTPStatus.FOUND:
            trail.note(request.user, Kind.ACCOUNT, "改了自己的密码", thing=request.user)
        return response

    def audit(self, request: HttpRequest) -> HttpResponse:
        return desk_views.audit(request, self.each_context(request))

    def resume(self, request: HttpRequest) -> HttpResponse:
        return desk_views.resume(request, self.each_context(request))

    def on_site(self, request: HttpRequest, content_type_id: str, object_id: str) -> HttpResponse:
        """Django's, for those who may look at the thing: the address alone tells the date of an issue."""
        kinds = ContentType.objects.get_for_models(*self._registry)
        shown = (
            model
            for model, model_admin in self._registry.items()
            if model_admin.has_view_permission(request)
        )
        if content_type_id not in {str(kinds[model].pk) for model in shown}:
            raise Http404
        return shortcut(request, content_type_id, object_id)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return Choices.as_view(admin_site=self)(request)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        known = context["has_permission"]
        issue = desk.issue_in_hand() if may(request.user, Act.SEE_UNPUBLISHED) else None
        marks = list(_tally(request).marks()) if known else []
        return context | {"paper": desk.paper_name(), "issue_in_hand": issue, "marks": marks}

    def index(self, request: HttpRequest, extra_context: dict | None = None) -> TemplateResponse:
        shown = desks.overview(request.user, _tally(request))
        unsaved = working_copies.unfinished(request.user)
        known = (extra_context or {}) | shown | {"working_copies": unsaved}
        page = super().index(request, known)
        models = [model for app in page.context_data["app_list"] for model in app["models"]]
        page.context_data["may_add"] = any(model.get("add_url") for model in models)
        return page

    def app_index(
        self, request: HttpRequest, app_label: str, extra_context: dict | None = None
    ) -> HttpResponse:
        """How the code is divided is nothing to the staff: every list stands in the head of every screen."""
        return redirect("admin:index")

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict]:
        """The paper's own lists under one heading, issue first; accounts behind them."""
        apps = super().get_app_list(request, app_label)
        models = [model for app in apps if app["app_label"] != "auth" for model in app["models"]]
        models.sort(key=lambda model: _rank(model["object_name"]))
        accounts = [app for app in apps if app["app_label"] == "auth"]
        paper = {"name": "报纸", "app_label": "articles", "app_url": "", "has_module_perms": True}
        found = [paper | {"models": models}, *accounts] if models else accounts
        if desk_views.kinds_for(request.user):
            screen = {
                "name": "操作记录",
                "object_name": "Trail",
                "admin_url": reverse("admin:audit"),
            }
            found.append({"name": "操作记录", "app_label": "trail", "models": [screen]})
        return found


def _tally(request: HttpRequest) -> desks.Tally:
    """Counted once a request: for the navigation and for the start page."""
    if not hasattr(request, "tally"):
        request.tally = desks.tally(request.user)
    return request.tally


def _rank(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)
