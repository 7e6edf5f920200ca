"""审稿: the steps of the review on the story's form and list, the page that asks before each, and the story's record."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.html import format_html

from articles import completeness, workflow
from articles.admin import differences, review_sheets, revising
from articles.forms import VERDICTS, StepForm
from articles.models import Article, Review
from articles.models.article import State
from articles.models.review import Stage, Verdict
from articles.permissions import Act, may

#: A button that saves first is named so, with the verdict behind it.
BUTTON = "_step_"
#: Steps that speak of the words in the form: what was typed is saved before.
OF_THE_WORDS = (Verdict.SUBMIT, Verdict.APPROVE, Verdict.CONFIRM)
#: Steps that say nothing of words just typed: the review screen alone has their buttons.
NEEDING_NO_SAVE = (Verdict.SEND_BACK, Verdict.HOLD, Verdict.REJECT)
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
        article = self._seen(request, pk)
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
        steps = workflow.open_to(article, request.user)
        came = request.GET.get("back") == "review"
        return {
            "may_review": any(each in VERDICTS for each in steps),
            "on_review_screen": VERDICTS if came else NEEDING_NO_SAVE,
            "save_word": "保存并回到审稿" if came else "",
            "steps": [
                {
                    "name": BUTTON + verdict,
                    "verdict": verdict.value,
                    "word": word(verdict, article),
                    "saves": can_change and verdict in OF_THE_WORDS,
                }
                for verdict in steps
            ],
            **_record(request, article),
            "warns": warning(article) if can_change else "",
        }

    def action_checkbox(self, article: Article) -> str:
        """With the state that was seen, for the steps taken from the list."""
        seen = '{}<input type="hidden" name="state_{}" value="{}">'
        return format_html(seen, super().action_checkbox(article), article.pk, article.state)


def warning(article: Article) -> str:
    """What a change of words would mean, said before it is saved; empty where nothing was signed."""
    if article.state == State.SIGNED_OFF:
        then = "总编辑核准" if article.round else "重新送审"
        return f"改动文字，签发即作废，须{then}。"
    signed = Review.objects.standing(article).signatures().in_order().last()
    if article.state not in workflow.REVIEWED or signed is None:
        return ""
    if workflow.was_signed(article):
        return "原签发已作废，现在的文字要由总编辑核准。"
    return f"{Stage(signed.stage).label}签的是第{signed.version.number}稿，您的改动在审稿单上可以对照。"


def record(article: Article) -> list[Review]:
    """审稿单, from the first line on."""
    return list(Review.objects.filter(article=article).in_order())


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
