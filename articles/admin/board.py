"""编排版面: an issue's pages side by side, the pool beside them; each move is saved at once and answered with the board."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_POST, require_safe

from articles import assembly, history
from articles.admin import board_acts, board_pool
from articles.admin.board_facts import columns_of, corrections_due, mark_of
from articles.admin.gates import polled
from articles.forms import BoardForm
from articles.models import Issue
from articles.permissions import Act, may
from sections.models import Section

FRAGMENT = "admin/articles/issue/_board.html"
#: What the script asks for; whoever has none is led back to the screen.
AS_FRAGMENT = "application/json"


class Board:
    """For the issue's desk."""

    def get_urls(self) -> list:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/board/", view(require_safe(self.board)), name="issue_board"),
            path(
                "<int:pk>/board/move/", view(require_POST(self.board_move)), name="issue_board_move"
            ),
            path(
                "<int:pk>/board/state/",
                view(require_safe(self.board_state)),
                name="issue_board_state",
            ),
            *super().get_urls(),
        ]

    def board(self, request: HttpRequest, pk: int) -> HttpResponse:
        """To be looked at by all who see what is not published; moved by whoever makes up the issue."""
        issue = self._board_seen(request, pk)
        shown = self._board_shown(request, issue)
        context = {
            **self.admin_site.each_context(request),
            **shown,
            "title": f"{'编排版面' if shown['may_move'] else '版面'}：{issue}",
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/articles/issue/board.html", context)

    @polled
    def board_state(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asked by an open board: nothing while it shows what is so (`version` is its mark), else the board and whose
        act was the last."""
        issue = self._board_seen(request, pk)
        shown = self._board_shown(request, issue)
        if request.GET.get("version") == shown["mark"]:
            return HttpResponse(status=204)
        moved = request.GET.get("version", "").partition("-")[0] not in ("", str(issue.version))
        said = history.last_act(issue, *issue.pages.all()) if moved else ""
        return self._board_fragment(request, shown, said)

    def board_move(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One act on the board as it was seen. 409: it was not done, and the answer shows what is so now."""
        issue = self._board_seen(request, pk)
        if not may(request.user, Act.ASSEMBLE):
            raise PermissionDenied
        form, status = BoardForm(request.POST), 200
        if not form.is_valid():
            said, status = form.sentence(), 422
        else:
            try:
                said = board_acts.perform(issue, form.cleaned_data, by=request.user)
            except board_acts.REFUSALS as error:
                said, status = str(error), 409
                if isinstance(error, assembly.StaleBoard):
                    said = f"{said}（{history.last_act(issue, *issue.pages.all())}）"
        if request.headers.get("Accept") != AS_FRAGMENT:
            return self._board_again(request, issue, said, status)
        issue.refresh_from_db()
        return self._board_fragment(request, self._board_shown(request, issue), said, status)

    def _board_seen(self, request: HttpRequest, pk: int) -> Issue:
        if not may(request.user, Act.SEE_UNPUBLISHED):
            raise PermissionDenied
        return get_object_or_404(Issue, pk=min(pk, 2**63 - 1))

    def _board_again(
        self, request: HttpRequest, issue: Issue, said: str, status: int
    ) -> HttpResponse:
        """For a browser without script: the screen again, at the first of the stories that it was about."""
        (messages.success if status == 200 else messages.error)(request, said)
        url = reverse("admin:issue_board", args=[issue.pk])
        first = request.POST.get("story", "").partition(":")[0]
        place = f"#story-{first}" if first.isascii() and first.isdigit() else ""
        return redirect(f"{url}{board_pool.Wanted.of(request.GET).query()}{place}")

    def _board_fragment(
        self, request: HttpRequest, shown: dict[str, Any], said: str, status: int = 200
    ) -> HttpResponse:
        html = render_to_string(FRAGMENT, shown, request)
        return JsonResponse({"html": html, "said": said}, status=status)

    def _board_shown(self, request: HttpRequest, issue: Issue) -> dict[str, Any]:
        """As many queries whatever stands on the pages and in the pool."""
        wanted = board_pool.Wanted.of(request.GET)
        columns, pool = columns_of(issue), board_pool.pool_of(wanted)
        may_move = may(request.user, Act.ASSEMBLE, issue)
        due = corrections_due(columns) if may_move else []
        return {
            "issue": issue,
            "columns": columns,
            "pool": pool,
            "due": due,
            "mark": mark_of(issue, columns, pool.cards, due),
            "may_move": may_move,
            "may_draw": may(request.user, Act.SET_FACSIMILE, issue),
            "why_not": "" if may_move else _why_not(issue),
            "sections": list(Section.objects.all()),
            "states": [(key, word) for key, (word, _states) in board_pool.STATES.items()],
            "stories": sum(len(column.cards) for column in columns),
            "characters": sum(column.characters for column in columns),
        }


def _why_not(issue: Issue) -> str:
    try:
        assembly.require_open(issue)
    except assembly.CannotPlace as error:
        return str(error)
    return "您可以看本期的版面；编排请找版面编辑或总编辑。"
