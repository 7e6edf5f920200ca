"""A story's text as its reviewer reads it: as it stands, with what changed marked in it, or before and after side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from articles import reading
from articles.admin import differences, side_by_side
from articles.history import WORDS
from articles.models import Article, Image, Review, Version
from articles.models.review import Verdict
from articles.text import body
from articles.text.diff import Row, rows

#: The three faces, by the word in the address.
FACES = {"text": "现稿", "changes": "改动", "both": "前后对照"}
#: Whoever gave one of these spoke of the words.
JUDGED = (
    Verdict.APPROVE,
    Verdict.CONFIRM,
    Verdict.SEND_BACK,
    Verdict.HOLD,
    Verdict.REJECT,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A field of the text with what became of each of its lines; `kind` is how it is set."""

    kind: str
    label: str
    rows: tuple[Row, ...]


def last_judged(article: Article, reviews: list[Review]) -> Version | None:
    """The version that somebody last signed or sent back; for the archive's, which nobody did, the one admitted."""
    judged = [review.version for review in reviews if review.verdict in JUDGED]
    return judged[-1] if judged else article.signed_version


def face(asked: str, base: Version | None, now: Version) -> str:
    """Which one is shown: what was asked for; else the changes where there are any."""
    if base is None or base == now:
        return "text"
    return asked if asked in FACES else "changes"


def shown(name: str, base: Version | None, now: Version) -> dict[str, Any]:
    """What the face's template needs."""
    if name == "changes":
        return {"passages": list(marked(base, now))}
    if name == "both":
        fields = [*side_by_side.fields(base, now), *side_by_side.figures(base, now)]
        return {"fields": fields, "unchanged": side_by_side.unchanged(base, now)}
    return reading.words(now)


def marked(old: Version, new: Version) -> Iterator[Passage]:
    """Every field that says something before or after, the unchanged ones too: the text is read through."""
    for name in WORDS:
        texts = [differences.plain(name, getattr(each, name)) for each in (old, new)]
        if any(texts):
            yield Passage(name, side_by_side.label(name), _rows(*texts))
        if name == "body":
            yield from _figures(old, new)


def is_only_set_otherwise(old: Version, new: Version) -> bool:
    """The bodies differ in bold, sub-heads and the like, which the marks do not show."""
    return old.body != new.body and body.plain(old.body) == body.plain(new.body)


def _figures(old: Version, new: Version) -> Iterator[Passage]:
    marks = {figure["sha256"] for text in (old, new) for figure in text.figures}
    if not marks:
        return
    names = dict(Image.objects.filter(sha256__in=marks).values_list("sha256", "title"))
    texts = (differences.figure_lines(text, names) for text in (old, new))
    yield Passage("figures", "图片", _rows(*texts))


def _rows(old: str, new: str) -> tuple[Row, ...]:
    return tuple(rows(*(text and text.rstrip("\n") + "\n" for text in (old, new))))
