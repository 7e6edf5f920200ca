"""审稿: the steps of the review on the story's form and list, the page that asks before each, and the story's record."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.html import format_html

from articles import completeness, workflow
from articles.admin import differences, review_sheets, revising
from articles.forms import StepForm
from articles.models import Article, Review
from articles.models.article import State
from articles.models.review import Stage, Verdict
from articles.permissions import Act, may

#: A button that saves first is named so, with the verdict behind it.
BUTTON = "_step_"
#: Steps that speak of the words in the form: what was typed is saved before.
OF_THE_WORDS = (Verdict.SUBMIT, Verdict.APPROVE, Verdict.CONFIRM)
GRAVE = (Verdict.SEND_BACK, Verdict.REJECT)

WHAT_FOLLOWS = {
    Verdict.SUBMIT: "送审以后，作者不能再改，直到退回。",
    Verdict.CONFIRM: "下面是签发以后改动的文字；核准就是照现在的稿子再签发一次。",
    Verdict.SEND_BACK: "稿件回到作者手里，改好后从初审重新开始。",
    Verdict.HOLD: "稿件原样留下，以后可以取用。",
    Verdict.REJECT: "稿件不再刊用，意见留在审稿单上。",
    Verdict.TAKE_UP: "待用的稿件回到原来的审级；退稿取回后由作者重新送审。",
}


class Reviewing:
    """For the story's desk."""

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(self.step)
        own = [path("<int:pk>/review/<str:verdict>/", view, name="article_step")]
        return own + super().get_urls()

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        may_at_all = super().has_change_permission(request, obj)
        return may_at_all and may(request.user, Act.EDIT, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """What once was public, what stands on a page and what was reviewed stays."""
        if obj and (obj.published_version_id or obj.place or obj.round):
            return False
        return super().has_delete_permission(request, obj) and may(request.user, Act.DELETE, obj)

    # --- one story --------------------------------------------------------------------------------

    def step(self, request: HttpRequest, pk: int, verdict: str) -> HttpResponse:
        """Asks for the opinion, with what it is about in sight; taken when the button there is pressed."""
        if verdict not in workflow.STEPS:
            raise Http404
        article = get_object_or_404(self.get_queryset(request), pk=pk % 2**63)
        chosen, back = Verdict(verdict), redirect("admin:articles_article_change", pk)
        seen = {"seen_version": article.version, "seen_state": article.state}
        needed = workflow.STEPS[chosen].needs_opinion
        form = StepForm(request.POST or None, initial=seen, needs_opinion=needed)
        try:
            if request.method == "POST" and form.is_valid():
                messages.success(request, _take(request, article, chosen, form.cleaned_data))
                return back
            workflow.require_open(chosen, article, request.user)
        except workflow.NotReady as error:
            messages.error(request, str(error))
            return back
        return TemplateResponse(
            request, "admin/articles/article/step.html", self._asked(request, article, chosen, form)
        )

    def _asked(
        self, request: HttpRequest, article: Article, verdict: Verdict, form: StepForm
    ) -> dict[str, Any]:
        signed, now = article.signed_version, article.latest_version
        changed = signed is not None and signed != now
        gaps = completeness.gaps(article) if workflow.signs(verdict, article) else []
        return {
            **self.admin_site.each_context(request),
            "title": word(verdict, article),
            "opts": self.opts,
            "article": article,
            "form": form,
            "follows": WHAT_FOLLOWS.get(verdict, ""),
            "is_grave": verdict in GRAVE,
            "signed": signed if changed else None,
            "differences": [
                *differences.between(signed, now),
                *differences.between_figures(signed, now),
            ]
            if changed
            else [],
            **_record(request, article),
            "gaps": gaps,
            "may_leave": all(gap.left for gap in gaps),
        }

    def step_pressed(self, request: HttpRequest, article: Article) -> HttpResponse | None:
        """On the form, after it was saved: to the page of the button's step."""
        pressed = next((name for name in request.POST if name.startswith(BUTTON)), "")
        verdict = pressed.removeprefix(BUTTON)
        if verdict not in workflow.STEPS:
            return None
        return redirect("admin:article_step", article.pk, verdict)

    def review_context(self, request: HttpRequest, article: Article) -> dict[str, Any]:
        can_change = self.has_change_permission(request, article)
        return {
            "steps": [
                {
                    "name": BUTTON + verdict,
                    "verdict": verdict.value,
                    "word": word(verdict, article),
                    "saves": can_change and verdict in OF_THE_WORDS,
                }
                for verdict in workflow.open_to(article, request.user)
            ],
            **_record(request, article),
            "warns": can_change and article.state == State.SIGNED_OFF,
        }

    def action_checkbox(self, article: Article) -> str:
        """With the state that was seen, for the steps taken from the list."""
        seen = '{}<input type="hidden" name="state_{}" value="{}">'
        return format_html(seen, super().action_checkbox(article), article.pk, article.state)


def _record(request: HttpRequest, article: Article) -> dict[str, Any]:
    """审稿单, from the first line on, with the way to the sheet; nothing for whom it is not open."""
    url = review_sheets.link(request.user, article)
    reviews = list(Review.objects.filter(article=article).in_order()) if url else []
    return {"reviews": reviews, "record_url": url}


def word(verdict: Verdict, article: Article) -> str:
    """What the step is called on its button: 送审, 初审通过, 签发, 退回."""
    if verdict != Verdict.APPROVE:
        return verdict.label
    stage = workflow.stage_of(verdict, article)
    return "签发" if stage == Stage.FINAL else f"{Stage(stage).label}通过"


def _take(request: HttpRequest, article: Article, verdict: Verdict, data: dict[str, Any]) -> str:
    """The sentence that says what was done."""
    workflow.take(
        verdict,
        article,
        by=request.user,
        expected=data["seen_version"],
        state=data["seen_state"],
        opinion=data["opinion"],
        leaving=request.POST.get("leaving", "").split(),
    )
    if article.state == State.SIGNED_OFF:
        return revising.after_sign_off(article)
    return f"已{verdict.label}，稿件现在是“{State(article.state).label}”。"
