"""Two wrote at once: what the second is shown, and how the two texts become one.

What only one of them changed goes in by itself: field by field, in the body paragraph by paragraph. What both changed is
chosen. Base is the version that stood in the form when it was opened; it travels with the form, like its number.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict

from articles import writing
from articles.admin import differences, side_by_side
from articles.admin.numbers import whole
from articles.admin.sent_lines import line_of, read_lines, stand_in, write_lines
from articles.forms import ArticleForm
from articles.history import WORDS
from articles.models import Article, Byline, ImageUse, Version
from articles.text import body
from articles.text.diff import Change, changes
from articles.text.merge import Piece, Undecided, merge, resolved
from articles.text.tags import join_tags, split_tags
from sections.models import Section

#: The button that puts two texts together; its value is the story's version that was compared.
MERGE = "_merge"
PICTURES, BYLINES = "image_uses", "bylines"
#: What a form has beside the words; of these no version keeps what they were.
BESIDE = ("section", "tags", "note")


@dataclass(frozen=True, slots=True)
class Question:
    """Something that both changed. `name` is that of its answer in the form."""

    name: str
    label: str
    changes: tuple[Change, ...]
    mine: str
    theirs: str
    answer: str
    takes_both: bool = False


@dataclass(slots=True)
class Conflict:
    """The three texts, and what has been chosen so far."""

    stored: Article
    base: dict[str, Any]
    mine: dict[str, str]
    theirs: dict[str, str]
    pieces: list[Piece]
    answers: Mapping[str, str]

    def owner(self, name: str) -> str:
        """Whose text a field takes: mine, theirs, or "" where both changed it."""
        mine, theirs, base = self.mine[name], self.theirs[name], self.base.get(name)
        if mine == theirs or theirs == base:
            return "mine"
        return "theirs" if mine == base else ""

    @property
    def version(self) -> int:
        return self.stored.version

    @property
    def differences(self) -> list[differences.Difference]:
        typed = Article(**{name: self.mine[name] for name in WORDS})
        return differences.between(self.stored, typed)

    @property
    def taken(self) -> list[str]:
        """What the other changed and goes in by itself."""
        names = [name for name in self.mine if self.owner(name) == "theirs"]
        if any(piece.kind == "theirs" for piece in self.pieces) and "body" not in names:
            names.append("body")
        return [LABELS.get(name) or side_by_side.label(name) for name in names]

    def questions(self) -> list[Question]:
        asked = [self._ask(name) for name in self.mine if not self.owner(name)]
        found = [each for each in asked if each.name != "choose-body" or not self.pieces]
        return found + [self._ask_piece(piece) for piece in self.pieces if piece.kind == "conflict"]

    def _ask(self, name: str) -> Question:
        mine, theirs = (self._shown(name, text[name]) for text in (self.mine, self.theirs))
        label = LABELS.get(name) or side_by_side.label(name)
        answer = self.answers.get(f"choose-{name}", "")
        return Question(f"choose-{name}", label, tuple(changes(theirs, mine)), mine, theirs, answer)

    def _ask_piece(self, piece: Piece) -> Question:
        mine, theirs = (body.plain("\n".join(text)) for text in (piece.mine, piece.theirs))
        name = f"choose-{piece.key}"
        both = bool(piece.mine and piece.theirs)
        return Question(
            name,
            "正文",
            tuple(changes(theirs, mine)),
            mine,
            theirs,
            self.answers.get(name, ""),
            both,
        )

    def _shown(self, name: str, text: str) -> str:
        if name == "section":
            found = Section.objects.filter(pk=whole(text)).first()
            return found.name if found else "无栏目"
        if name == PICTURES:
            return "\n".join(" ".join(line[1:]) for line in json.loads(text))
        return differences.plain(name, text)

    def chosen(self, name: str) -> str:
        """mine or theirs. Raises Undecided."""
        choice = self.owner(name) or self.answers.get(f"choose-{name}", "")
        if choice not in ("mine", "theirs"):
            raise Undecided(name)
        return choice


LABELS = {"tags": "标签", PICTURES: "图片和图说"}


def found(request: HttpRequest, pk: int) -> Conflict | None:
    """What stands in the form that was sent, against what is stored; None where the story is gone."""
    stored = Article.objects.select_related("latest_version").filter(pk=pk).first()
    if stored is None:
        return None
    post = request.POST
    base_version = _base(stored, post.get("seen_text", ""))
    base = _based(base_version, post)
    typed = _typed(post)
    theirs = _stored(stored)
    pieces: list[Piece] = []
    if base_version and typed["body"] != theirs["body"]:
        texts = (base_version.body, typed["body"], theirs["body"])
        pieces = merge(*([block.html for block in body.blocks(text)] for text in texts))
    return Conflict(stored, base, typed, theirs, pieces, post)


def _base(stored: Article, number: str) -> Version | None:
    return Version.objects.filter(article=stored, number=whole(number, 9)).first()


def _based(version: Version | None, post: QueryDict) -> dict[str, Any]:
    try:
        beside = json.loads(post.get("seen_beside", ""))
    except (ValueError, RecursionError):
        beside = {}
    is_known = isinstance(beside, dict) and beside
    base = {name: beside.get(name) for name in (*BESIDE, PICTURES)} if is_known else {}
    return base | ({name: getattr(version, name) for name in WORDS} if version else {})


def _typed(post: QueryDict) -> dict[str, str]:
    """As it would be stored."""
    words = {name: "\n".join(post.get(name, "").splitlines()).strip() for name in WORDS}
    typed = Article(**words, note=post.get("note", ""))
    writing.tidy(typed)
    tags = ",".join(split_tags(post.get("tags", "")))
    return {
        **{name: getattr(typed, name) for name in WORDS},
        "section": post.get("section", ""),
        "tags": tags,
        "note": "\n".join(typed.note.splitlines()),
        PICTURES: _typed_pictures(post),
    }


def _stored(article: Article) -> dict[str, str]:
    return {**{name: getattr(article, name) for name in WORDS}, **beside(article)}


def beside(article: Article) -> dict[str, str]:
    """What a form has beside the words, as `seen_beside` carries it from the form's opening on."""
    uses = article.image_uses.order_by("pk")
    return {
        "section": str(article.section_id or ""),
        "tags": ",".join(tag.name for tag in article.tags.all()),
        "note": "\n".join(article.note.splitlines()),
        PICTURES: json.dumps(
            [[str(use.image_id or ""), use.caption, use.credit] for use in uses],
            ensure_ascii=False,
        ),
    }


def _typed_pictures(post: QueryDict) -> str:
    sent = [
        [line.get("image", ""), line.get("caption", ""), line.get("credit", "")]
        for line in read_lines(post, PICTURES)
        if not line.get("DELETE")
    ]
    return json.dumps([each for each in sent if any(each)], ensure_ascii=False)


def begun(request: HttpRequest, article: Article) -> dict[str, Any]:
    """What the form was begun with, which it carries until it is saved. A form that came back keeps what it brought."""
    if request.method == "POST":
        return {name: request.POST.get(name, "") for name in ("seen_text", "seen_beside")}
    latest = article.latest_version
    return {
        "seen_text": latest.number if latest else "",
        "seen_beside": json.dumps(beside(article), ensure_ascii=False),
    }


def shown(request: HttpRequest, form: ArticleForm) -> dict[str, Any] | None:
    """For the page of the second of two writers; None for a form that comes first."""
    conflict = found(request, form.instance.pk) if form.is_stale else None
    return conflict and {
        "version": conflict.version,
        "differences": conflict.differences,
        "taken": conflict.taken,
        "questions": conflict.questions(),
    }


# --- settling -------------------------------------------------------------------------------------


def settle(request: HttpRequest, object_id: str | None) -> str:
    """Before the form is read: the request says what was chosen. Returns what is still undecided, in a sentence.

    Does nothing unless one of the two buttons of the conflict was pressed.
    """
    pressed = MERGE in request.POST or "compared_version" in request.POST
    pk = whole(object_id)
    if not pressed or pk is None:
        return ""
    conflict = found(request, pk)
    compared = request.POST.get(MERGE) or request.POST.get("compared_version")
    if conflict is None or compared != str(conflict.version):
        return ""  # the form itself will say who was first
    post = request.POST.copy()
    if MERGE in post:
        try:
            _take(post, conflict)
        except Undecided:
            left = [each for each in conflict.questions() if not each.answer]
            return f"还有 {len(left)} 处没有选用谁的，没有保存。"
    stand_in(post, PICTURES, ImageUse.objects.filter(article=pk), keeps_new=True)
    stand_in(post, BYLINES, Byline.objects.filter(article=pk), keeps_new=False)
    post["seen_version"] = post["compared_version"] = str(conflict.version)
    post["seen_text"] = str(conflict.stored.latest_version.number)
    post["seen_beside"] = json.dumps(beside(conflict.stored), ensure_ascii=False)
    request.POST = post
    return ""


def _take(post: QueryDict, conflict: Conflict) -> None:
    """The chosen words into the fields. Raises Undecided."""
    choices = {
        piece.key: conflict.answers[f"choose-{piece.key}"]
        for piece in conflict.pieces
        if conflict.answers.get(f"choose-{piece.key}") in ("mine", "theirs", "both")
    }
    made = {}
    for name in (*WORDS, *BESIDE):
        if name == "body" and conflict.pieces:
            made[name] = "\n".join(resolved(conflict.pieces, choices))
        elif conflict.chosen(name) == "theirs":
            made[name] = conflict.theirs[name]
    if conflict.chosen(PICTURES) == "theirs":
        write_lines(
            post, PICTURES, [line_of(use) for use in conflict.stored.image_uses.order_by("pk")]
        )
    if "tags" in made:
        made["tags"] = join_tags(conflict.stored.tags.all())
    for name, text in made.items():
        post[name] = text
