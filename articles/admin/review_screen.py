"""审稿: one story for whoever reviews it, its text beside all that was said of it, and the verdict; then the next one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from articles import completeness, permissions, workflow
from articles.admin import proof_panel, review_sheets, review_text, revising
from articles.admin.numbers import whole
from articles.admin.review import GRAVE, record, word
from articles.admin.story_list import state_badge
from articles.forms import VERDICTS, VerdictForm
from articles.models import Article, Review, Version
from articles.models.article import State
from articles.models.review import Verdict

#: Of the form's address: it leads back here once it is saved.
BACK = "back=review"
SIGNATURES = (Verdict.APPROVE, Verdict.CONFIRM)


def back_to_review(request: HttpRequest, article: Article, answer: HttpResponse) -> HttpResponse:
    """After the form was saved: to the review, for its button and for whoever came from there; to the page's proof."""
    came = request.GET.get("back")
    if "_review" in request.POST or (came == "review" and "_save" in request.POST):
        return redirect("admin:article_review", article.pk)
    if came == "proof" and "_save" in request.POST and article.place:
        return redirect("admin:page_proof", article.place.page_id)
    if came in ("review", "proof") and "_continue" in request.POST:
        return redirect(f"{request.path}?back={came}")
    return answer


class ReviewScreen:
    """For the story's desk."""

    def get_urls(self) -> list:
        allowed = require_http_methods(["GET", "HEAD", "POST"])
        view = self.admin_site.admin_view(allowed(self.review))
        return [path("<int:pk>/review/", view, name="article_review"), *super().get_urls()]

    def review(self, request: HttpRequest, pk: int) -> HttpResponse:
        """To be read by all who may look; judged by whose turn it is, on the words and the state that were seen."""
        article = self._seen(request, pk)
        form, status = VerdictForm(request.POST or None), 200
        if request.method == "POST":
            status = 422
            if form.is_valid():
                try:
                    return self._judged(request, article, form.cleaned_data)
                except workflow.NotReady as error:
                    form.add_error(None, str(error))
                    article, status = self._seen(request, pk), 409
            form.fields["opinion"].widget.attrs["autofocus"] = True  # the fault is said beside it
        context = self._on_screen(request, article) | {
            "form": form,
            "seen": _seen(form, article, status),
        }
        template = "admin/articles/article/review.html"
        return TemplateResponse(request, template, context, status=status)

    def _judged(
        self, request: HttpRequest, article: Article, given: dict[str, Any]
    ) -> HttpResponse:
        """Taken, told, and on to the next that waits. Raises NotReady."""
        line = _line(request)
        review = workflow.take(
            given["verdict"],
            article,
            by=request.user,
            expected=given["seen_version"],
            state=given["seen_state"],
            opinion=given["opinion"],
            leaving=request.POST.getlist("leaving"),
        )
        messages.success(request, _said(article, review))
        following = next(iter(_after(line, article.pk)), None)
        if following is None:
            messages.info(request, "没有别的稿件等您审了。")
            return redirect("admin:index")
        return redirect("admin:article_review", following)

    def _on_screen(self, request: HttpRequest, article: Article) -> dict[str, Any]:
        reviews, url = record(article), review_sheets.link(request.user, article)
        base, now = _base(request, article, reviews), article.latest_version
        face = review_text.face(request.GET.get("view", ""), base, now)
        return {
            **self.admin_site.each_context(request),
            "title": f"审稿：{article.headline}",
            "opts": self.opts,
            "article": article,
            "standing": state_badge(article),
            "reviews": reviews if url else [],
            "record_url": url,
            "stages": _stages(article, reviews),
            "base": base if base != now else None,
            "is_as_judged": base == now,
            "face": face,
            "faces": review_text.FACES,
            "set_otherwise": face == "changes" and review_text.is_only_set_otherwise(base, now),
            "proofs": proof_panel.panel_of(proof_panel.stored(article)),
            "edit": f"?{BACK}" if self.has_change_permission(request, article) else "",
            **review_text.shown(face, base, now),
            **_turn(request, article),
            **_neighbours(_line(request), article.pk),
        }


def _turn(request: HttpRequest, article: Article) -> dict[str, Any]:
    """Whose it is to sign: the steps that are open to this person, or why there are none and who takes them."""
    awaited = workflow.signature(article)
    steps = workflow.open_to(article, request.user)
    mine = [each for each in VERDICTS if each in steps]
    waits = article.state in workflow.REVIEWED
    act = workflow.STEPS[awaited].act
    return {
        "steps": [
            {
                "verdict": each.value,
                "word": word(each, article),
                "is_grave": each in GRAVE,
                "signs": each in SIGNATURES,
            }
            for each in mine
        ],
        "others": [(each.value, word(each, article)) for each in steps if each not in mine],
        "is_mine": awaited in mine,
        "refusal": "" if awaited in mine else _refusal(awaited, article, request),
        "helpers": permissions.roles_for(act, article.state) if waits else [],
        "gaps": completeness.gaps(article),
        "must_settle": awaited in mine and workflow.signs(awaited, article),
    }


def _seen(form: VerdictForm, article: Article, status: int) -> dict[str, Any]:
    """What the next press speaks of: the story as shown; after a slip in the form, still what was seen before it."""
    if status == 422:
        return {name: form[name].value() for name in ("seen_version", "seen_state")}
    return {"seen_version": article.version, "seen_state": article.state}


def _refusal(awaited: Verdict, article: Article, request: HttpRequest) -> str:
    if article.state in workflow.REVIEWED:
        return workflow.refusal(awaited, article, request.user)
    return f"不用审：{workflow.last_step(article)}。"


def _base(request: HttpRequest, article: Article, reviews: list[Review]) -> Version | None:
    """What the marks are against: the version asked for, else the one last signed."""
    if (number := whole(request.GET.get("since"), 9)) is not None:
        return Version.objects.filter(article=article, number=number).first()
    return review_text.last_judged(article, reviews)


def _stages(article: Article, reviews: list[Review]) -> list[dict[str, Any]]:
    """Each stage with its signature of this round, where it has one, and whether it is the one waited for."""
    signed = {
        review.stage: review
        for review in reviews
        if review.round == article.round and review.verdict in SIGNATURES
    }
    return [
        {
            "name": stage.label,
            "review": signed.get(stage),
            "waits": article.state == stage,  # a stage waited for is spelt like its state
        }
        for stage in workflow.stages()
    ]


# --- one after another ----------------------------------------------------------------------------


def _line(request: HttpRequest) -> list[int]:
    """What waits for this person's verdict, those that have waited longest first."""
    return list(workflow.to_review(request.user).values_list("pk", flat=True))


def _after(line: list[int], pk: int) -> list[int]:
    """Those behind it in the line, then those before it; the whole line for a story that is not in it."""
    if pk not in line:
        return line
    at = line.index(pk)
    return line[at + 1 :] + line[:at]


def _neighbours(line: list[int], pk: int) -> dict[str, Any]:
    at = line.index(pk) if pk in line else -1
    return {
        "waiting": len(line),
        "number": at + 1,
        "previous": line[at - 1] if at > 0 else None,
        "following": next(iter(_after(line, pk)), None),
    }


def _said(article: Article, review: Review) -> str:
    """Named with a way back to it: the screen goes on to another."""
    if article.state == State.SIGNED_OFF:
        done = revising.after_sign_off(article)
    else:
        done = f"已{review.said}，现在是“{State(article.state).label}”。"
    url = reverse("admin:article_review", args=[article.pk])
    return format_html('<a href="{}">《{}》</a>{}', url, article.headline, done)
