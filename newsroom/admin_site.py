"""编辑部: the admin in the newspaper's words, and the content policy that its screens need."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from csp.constants import NONCE, SELF
from csp.decorators import csp_replace
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse

from articles import desk

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
    "Image",
    "Contributor",
    "Section",
    "Tag",
    "HouseWord",
    "Source",
    "Masthead",
)


class Desk(AdminSite):
    site_header = "编辑部"
    site_title = "编辑部"
    index_title = "今天的工作"
    enable_nav_sidebar = False
    empty_value_display = "—"

    def admin_view(self, view: Callable[..., HttpResponse], cacheable: bool = False) -> Any:
        return csp_replace(POLICY)(super().admin_view(view, cacheable))

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        return context | {"paper": desk.paper_name()}

    def index(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return super().index(request, (extra_context or {}) | desk.overview())

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict]:
        """The paper's own lists under one heading, issue first; accounts behind them."""
        apps = super().get_app_list(request, app_label)
        models = [model for app in apps if app["app_label"] != "auth" for model in app["models"]]
        models.sort(key=lambda model: _rank(model["object_name"]))
        accounts = [app for app in apps if app["app_label"] == "auth"]
        paper = {"name": "报纸", "app_label": "articles", "app_url": "", "has_module_perms": True}
        return [paper | {"models": models}, *accounts] if models else accounts


def _rank(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)
