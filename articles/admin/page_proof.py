"""校样: a page as its stories stand, with what proofreading finds and what changed since the last proof; and 校毕."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from articles import reading, workflow
from articles.admin import differences, proof_panel
from articles.admin.story_list import state_badge
from articles.forms import ProofForm
from articles.models import Article, Page, Placement, Review
from articles.models.article import State
from articles.models.review import Stage, Verdict
from articles.permissions import Act, may
from articles.preflight import proofs
from articles.proofreading import Remark
from articles.text.quality import Score

#: Of the story form's address: it leads back here once it is saved.
BACK = "back=proof"


@dataclass(slots=True)
class Galley:
    """A story of the page: its words, what is open in it, its score, its last proof and what was changed since."""

    article: Article
    standing: str
    words: dict[str, Any]
    remarks: list[Remark]
    score: Score
    proofs: list[Review] = field(default_factory=list)
    changed: list[differences.Difference] = field(default_factory=list)

    @property
    def proof(self) -> Review | None:
        """The last one."""
        return self.proofs[-1] if self.proofs else None

    @property
    def is_changed(self) -> bool:
        return self.proof is not None and self.proof.version_id != self.article.latest_version_id

    @property
    def counts(self) -> str:
        return proof_panel.counts(self.remarks)

    @property
    def waits_for_confirmation(self) -> bool:
        """Not what waits for its first 终审 of a new round."""
        return self.article.state == State.FINAL and workflow.was_signed(self.article)

    @property
    def groups(self) -> list[tuple[str, list[proof_panel.Face]]]:
        """The findings by field, in the order of print."""
        faces = proof_panel.faces_of(self.article, self.remarks)
        return [(name, list(found)) for name, found in groupby(faces, key=lambda face: face.label)]


class PageProof:
    """For the page's desk."""

    def get_urls(self) -> list:
        allowed = require_http_methods(["GET", "HEAD", "POST"])
        view = self.admin_site.admin_view(allowed(self.proof))
        return [path("<int:pk>/proof/", view, name="page_proof"), *super().get_urls()]

    def proof(self, request: HttpRequest, pk: int) -> HttpResponse:
        """To be read by all who may look; signed by proofreaders, for the page as it was seen."""
        if not may(request.user, Act.SEE_UNPUBLISHED):
            raise PermissionDenied
        page = get_object_or_404(Page.objects.select_related("issue"), pk=min(pk, 2**63 - 1))
        form, status = ProofForm(request.POST or None), 200
        if request.method == "POST":
            status = 422
            if form.is_valid():
                try:
                    return self._done(request, page, form.cleaned_data)
                except workflow.NotReady as error:
                    form.add_error(None, str(error))
                    page.refresh_from_db()
                    status = 409
        context = self._on_proof(request, page) | {"form": form}
        return TemplateResponse(request, "admin/articles/page/proof.html", context, status=status)

    def _done(self, request: HttpRequest, page: Page, given: dict[str, Any]) -> HttpResponse:
        """Recorded, told, and on to the issue's next page that waits for this proof. Raises NotReady."""
        stage = given["stage"]
        done = workflow.proof_done(
            page,
            stage,
            by=request.user,
            expected=given["seen_version"],
            texts=given["seen_texts"],
            opinion=given["opinion"],
        )
        following = next((each for each in _waiting(page, stage) if each.pk != page.pk), page)
        goes_on = f"接着{stage.label}{following.heading}。" if following != page else ""
        messages.success(request, f"{page.heading}{stage.label}校毕，共 {len(done)} 篇。{goes_on}")
        return redirect("admin:page_proof", following.pk)

    def _on_proof(self, request: HttpRequest, page: Page) -> dict[str, Any]:
        places = _places(page)
        stories = [place.article for place in places]
        reviews = _reviews(stories)
        found = proofs.open_remarks(page.issue, list(page.issue.pages.all()), places)
        return {
            **self.admin_site.each_context(request),
            "title": f"校样：{page.heading}",
            "opts": self.opts,
            "page": page,
            "issue": page.issue,
            "galleys": _galleys(found, reviews),
            "seen_texts": ",".join(str(story.latest_version_id) for story in stories),
            "score": proofs.score_of(found),
            "counts": proof_panel.counts([remark for _place, left in found for remark in left]),
            "rounds": _rounds(reviews),
            "edit": f"?{BACK}" if may(request.user, Act.EDIT) else "",
            "pages": _stages(page),
            **_turn(page, stories, reviews, request.user),
        }


def _turn(page: Page, stories: list[Article], reviews: list[Review], user: Any) -> dict[str, Any]:
    """Which proof it waits for, whether this person may sign it, and what is left to be done before."""
    stage = workflow.next_proof(page)
    signs = stage is not None and bool(stories) and may(user, Act.PROOFREAD)
    against = workflow.against(page, stage, user) if signs else []
    return {
        "stage": stage,
        "is_proofreader": may(user, Act.PROOFREAD),
        "against": against,
        "may_sign": signs and not against,
        "did_the_last": bool(reviews) and reviews[-1].reviewer_id == user.pk,
        "holds": workflow.proof_of(page),
    }


def _reviews(stories: list[Article]) -> list[Review]:
    """The proofs that the stories have had in their rounds, with the versions that were read. One query."""
    rows = Review.objects.filter(
        article__in=stories, verdict=Verdict.PROOFREAD, round=F("article__round")
    )
    return list(rows.in_order())


def _places(page: Page) -> list[Placement]:
    """In the order of print, with all that a galley shows. Three queries."""
    rows = Placement.objects.filter(page=page).order_by("position")
    rows = rows.select_related("page__issue", "article__section", "article__latest_version")
    return list(rows.prefetch_related("article__image_uses", "article__reviews"))


def _galleys(found: list[tuple[Placement, list[Remark]]], reviews: list[Review]) -> list[Galley]:
    made: dict[int, list[Review]] = defaultdict(list)
    for review in reviews:
        made[review.article_id].append(review)
    galleys = [
        Galley(
            place.article,
            state_badge(place.article),
            reading.plain_words(place.article.latest_version),
            remarks,
            proofs.score_of([(place, remarks)]),
            made[place.article_id],
        )
        for place, remarks in found
    ]
    _compare([galley for galley in galleys if galley.is_changed])
    return galleys


def _compare(changed: list[Galley]) -> None:
    """What each says now with what it said at its last proof. One query, whatever the number."""
    pairs = [(galley.proof.version, galley.article.latest_version) for galley in changed]
    names = differences.picture_names([text for pair in pairs for text in pair])
    for galley, (old, now) in zip(changed, pairs, strict=True):
        galley.changed = [
            *differences.between(old, now),
            *differences.between_figures(old, now, names),
        ]


def _rounds(reviews: list[Review]) -> list[dict[str, Any]]:
    """Each proof that was made: who, when, of how many stories, with which opinion; the earliest first."""
    made: dict[tuple[str, str, str], dict[str, Any]] = {}
    for review in reviews:
        key = (review.stage, review.printed_name, f"{review.created_at:%Y%m%d%H%M}")
        line = made.setdefault(
            key,
            {
                "stage": Stage(review.stage).label,
                "name": review.printed_name,
                "at": review.created_at,
                "count": 0,
                "opinion": "",
            },
        )
        line["count"] += 1
        line["opinion"] = line["opinion"] or review.opinion
    return list(made.values())


def _waiting(page: Page, stage: Stage) -> list[Page]:
    """The issue's pages that wait for this proof, those behind this one first."""
    pages = list(page.issue.pages.order_by("number"))
    filled = set(Placement.objects.filter(page__in=pages).values_list("page", flat=True))
    waits = workflow.next_proofs(pages)
    found = [each for each in pages if waits[each.pk] == stage and each.pk in filled]
    return sorted(found, key=lambda each: (each.number <= page.number, each.number))


def _stages(page: Page) -> list[dict[str, Any]]:
    """All pages of the issue with how far they are. Three queries."""
    pages = list(page.issue.pages.order_by("number"))
    done = workflow.proofs_of(pages)
    return [{"page": each, "done": proof_word(done[each.pk])} for each in pages]


def proof_word(stage: Stage | None) -> str:
    """How far a page is: 未校, 一校毕, 二校毕, 三校毕."""
    return f"{stage.label}毕" if stage else "未校"


def with_proofs(pages: Iterable[Page]) -> list[Page]:
    """Each with its last `proof`, for `proof_link`. Two queries beside their own."""
    found = list(pages)
    done = workflow.proofs_of(found)
    for page in found:
        page.proof = done[page.pk]
    return found


def proof_link(page: Page, stage: Stage | None) -> SafeString | None:
    """How far the page is, leading to its galley. None where an issue went out without: it came from the archive."""
    if stage is None and not page.issue.is_open:
        return None
    url = reverse("admin:page_proof", args=[page.pk])
    return format_html('<a href="{}">{}</a>', url, proof_word(stage))
