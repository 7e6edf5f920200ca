"""校对提示: what proofreading finds in a story, beside the text while it is written."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse, QueryDict
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from articles import history, proofreading, writing
from articles.admin.numbers import whole
from articles.admin.proof_places import Letters, Place, letters
from articles.admin.sent_lines import read_lines
from articles.admin.side_by_side import label
from articles.models import Article, ProofIgnore
from articles.proofreading import Fields, Mark, Remark
from articles.text import body
from articles.text.proofreading import Severity, edits
from articles.text.typography import tidy_line

#: Characters of a story that are checked while it is typed; a page of the paper has some ten thousand.
LARGEST = 200_000
CAPTION = "captions"
#: Characters shown on either side of the words of a finding.
BESIDE = 6
COUNTED: dict[Severity, str] = {"error": "差错", "doubt": "存疑", "hint": "提示"}
#: Why something is let stand; the last one is to be put into words.
REASONS = ("原文如此", "专有名词", "引文", "其他")
CHANGED = "这一处刚刚改过，请看过新的提示再忽略。"


@dataclass(slots=True)
class Typed:
    """A story as it stands in its form: the words that are checked, and in which line of the form each caption is."""

    article: Article
    fields: Fields
    rows: list[int]

    def name(self, remark: Remark) -> str:
        """What the field of a remark is called in the form."""
        if remark.field != CAPTION:
            return remark.field
        return f"image_uses-{self.rows[remark.block or 0]}-caption"


@dataclass(slots=True)
class Face:
    """A finding as the panel and its script have it; `at` counts them."""

    at: int
    name: str
    remark: Remark
    start: Place
    end: Place
    edits: list[tuple[Place, Place, str]]

    @property
    def label(self) -> str:
        return "图说" if self.remark.field == CAPTION else label(self.remark.field)

    @property
    def lead(self) -> str:
        """What stands before the words, to know them by."""
        at = self.remark.finding.start
        return f"{'…' * (at > BESIDE)}{self.remark.text[max(0, at - BESIDE) : at]}"

    @property
    def tail(self) -> str:
        rest = self.remark.text[self.remark.finding.end :]
        return f"{rest[:BESIDE]}{'…' * (len(rest) > BESIDE)}"

    @property
    def act(self) -> str:
        """What the button that sets it right says."""
        found = self.remark.finding
        if not found.suggestion:
            return "删去"
        return f"{'补' if found.start == found.end else '改为'}“{found.suggestion}”"

    def values(self) -> dict[str, Any]:
        found = self.remark.finding
        return {
            "name": self.name,
            "field": self.remark.field,
            "block": self.remark.block,
            "span": found.span,
            "rule": found.rule,
            "severity": found.severity,
            "words": self.remark.words,
            "letters": letters(self.remark.words),
            "message": found.message,
            "suggestion": found.suggestion,
            "safe": found.safe,
            "start": self.start,
            "end": self.end,
            "edits": self.edits,
            "mark": self.remark.mark,
        }


class ProofPanel:
    """For the story's form."""

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(require_POST(self.proofs))
        return [
            path("proofs/", view, name="article_proofs_new"),
            path("<int:pk>/proofs/", view, name="article_proofs"),
            *super().get_urls(),
        ]

    def proofs(self, request: HttpRequest, pk: int | None = None) -> JsonResponse:
        """Asked by the form when typing stops, with its fields; `ignore` and `take_back` are done first."""
        if pk is None and not self.has_add_permission(request):
            raise PermissionDenied
        article = self._seen(request, pk) if pk else Article()
        if sum(map(len, request.POST.values())) > LARGEST:
            return JsonResponse({"said": "文字太长，边写边校对停了；请先保存。"}, status=413)
        found = typed(request.POST, article)
        said = self._settle(request, found) if pk else ""
        panel = panel_of(found)
        html = render_to_string("admin/articles/article/_proof_list.html", panel, request)
        return JsonResponse(
            {
                "said": said,
                "counts": panel["counts"],
                "html": html,
                "findings": [face.values() for face in panel["faces"]],
                "safe": panel["safe"],
            }
        )

    def _settle(self, request: HttpRequest, found: Typed) -> str:
        """-> what stood against it."""
        given = request.POST
        if not given.get("ignore") and not given.get("take_back"):
            return ""
        if not self.has_change_permission(request, found.article):
            raise PermissionDenied
        if given.get("take_back"):
            if (number := whole(given["take_back"])) is not None:
                proofreading.take_back(found.article, number, by=request.user)
            return ""
        marks = {remark.mark for remark in remarks_of(found)}
        mark = _mark(given["ignore"])
        if mark not in marks:
            return CHANGED
        try:
            reason = given.get("reason", "")
            proofreading.ignore(found.article, mark, reason=reason, by=request.user)
        except proofreading.CannotIgnore as error:
            return str(error)
        return ""

    def proofs_context(self, request: HttpRequest, article: Article | None) -> dict[str, Any]:
        """For the form: what stands in it as it is built, so that the panel is there without scripts too."""
        if article is None:
            url = reverse("admin:article_proofs_new")
            return {"proofs": {"counts": "", "url": url}}
        is_sent = request.method == "POST" and "title" in request.POST
        found = typed(request.POST, article) if is_sent else stored(article)
        url = reverse("admin:article_proofs", args=[article.pk])
        return {"proofs": panel_of(found) | {"url": url}}


def typed(post: QueryDict, article: Article) -> Typed:
    """What a form says, as it would be stored. Of the story itself only its place and what was let stand are used."""
    words = Article(**{name: post.get(name, "") for name in history.WORDS})
    writing.tidy(words)
    lines = [
        (whole(line.get("order"), 5) or 0, row, tidy_line(line["caption"]))
        for row, line in enumerate(read_lines(post, "image_uses"))
        if "caption" in line and not line.get("DELETE")
    ]
    lines.sort(key=lambda line: line[0])
    return _typed(article, words, [(row, caption) for _order, row, caption in lines])


def stored(article: Article) -> Typed:
    captions = article.image_uses.values_list("caption", flat=True)
    return _typed(article, article, list(enumerate(captions)))


def _typed(article: Article, words: Article, captions: list[tuple[int, str]]) -> Typed:
    fields = Fields(
        kicker=words.kicker,
        title=words.title,
        subtitle=words.subtitle,
        dateline=words.dateline,
        body=words.body,
        captions=[caption for _row, caption in captions],
        signature=words.signature,
    )
    return Typed(article, fields, [row for row, _caption in captions])


def _mark(text: str) -> Mark | None:
    """As the panel had sent it out; None for anything else."""
    try:
        values = json.loads(text)
        return Mark(*map(str, values))
    except (ValueError, TypeError):
        return None


def remarks_of(found: Typed) -> list[Remark]:
    return proofreading.check(found.fields, context=proofreading.context_of(found.article))


def panel_of(found: Typed) -> dict[str, Any]:
    """The panel as values: findings grouped by field in the order of print, counts, safe fixes, what was let stand."""
    ignores = proofreading.let_stand(found.article)
    remaining, settled = proofreading.told_apart(remarks_of(found), ignores)
    faces = _faces(found, remaining)
    return {
        "faces": faces,
        "groups": [
            (name, list(group)) for name, group in groupby(faces, key=lambda face: face.label)
        ],
        "counts": counts(remaining),
        "safe": _safe(faces),
        "ignored": _once(settled),
        "is_stored": found.article.pk is not None,
        "reasons": REASONS,
    }


def counts(remarks: list[Remark]) -> str:
    """`3 处差错，2 处提示`."""
    numbers = Counter(remark.finding.severity for remark in remarks)
    said = [f"{numbers[kind]} 处{word}" for kind, word in COUNTED.items() if numbers[kind]]
    return "，".join(said) or "没有发现问题"


def _once(settled: list[tuple[Remark, ProofIgnore]]) -> list[ProofIgnore]:
    return list({record.pk: record for _remark, record in settled}.values())


def faces_of(article: Article, remarks: list[Remark]) -> list[Face]:
    """Of a stored story, for a screen that only shows them. No query where `image_uses` were fetched before."""
    captions = [use.caption for use in article.image_uses.all()]
    return _faces(_typed(article, article, list(enumerate(captions))), remarks)


def _faces(found: Typed, remarks: list[Remark]) -> list[Face]:
    before, places = 0, {}
    for at, block in enumerate(body.blocks(str(found.fields["body"]))):
        places["body", at] = Letters(block.text, before)
        before += len(places["body", at])
    faces = []
    for at, remark in enumerate(remarks):
        key = (remark.field, remark.block)
        text = places.setdefault(key, Letters(remark.text))
        found_edits = [
            (text.place(edit.start), text.place(edit.end), edit.text)
            for edit in edits(remark.text, [remark.finding])
        ]
        span = text.place(remark.finding.start), text.place(remark.finding.end)
        faces.append(Face(at, found.name(remark), remark, *span, found_edits))
    return faces


def _safe(faces: list[Face]) -> list[dict[str, Any]]:
    """Every safe fix at one press: by field of the form, in order and apart."""
    chosen = [face for face in faces if face.remark.finding.safe]
    made: dict[str, list[tuple[Place, Place, str]]] = {}
    for (name, _block), group in groupby(chosen, key=lambda face: (face.name, face.remark.block)):
        ends: Place = (0, 0, True)
        for edit in sorted(edit for face in group for edit in face.edits):
            if edit[0][:2] >= ends[:2]:
                made.setdefault(name, []).append(edit)
                ends = edit[1]
    return [{"name": name, "edits": found} for name, found in made.items()]
