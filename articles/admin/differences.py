"""What differs between two texts of a story, field by field, short enough to be read before a decision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from articles.history import WORDS
from articles.models import Article, Image, Version
from articles.text import body
from articles.text.diff import Change, changes

#: So many characters of what stayed the same are shown on each side of a change.
AROUND = 24


@dataclass(frozen=True, slots=True)
class Difference:
    """One field's. Without changes: the words are the same, set otherwise (bold, sub-heads, another picture's order)."""

    label: str
    changes: tuple[Change, ...]


def between(old: Article | Version, new: Article | Version) -> list[Difference]:
    """Field by field in the form's order; from `old` to `new`."""
    found = []
    for name in WORDS:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            label = str(Article._meta.get_field(name).verbose_name)
            found.append(_difference(label, plain(name, before), plain(name, after)))
    return found


def between_figures(
    old: Version, new: Version, names: dict[str, str] | None = None
) -> list[Difference]:
    """Of the pictures: each a line of its name, caption and credit. One query, where they differ and no `names` come."""
    if old.figures == new.figures:
        return []
    names = picture_names([old, new]) if names is None else names
    return [_difference("图片", *(figure_lines(text, names) for text in (old, new)))]


def picture_names(texts: Iterable[Version]) -> dict[str, str]:
    """What the pictures of these texts are called, by content. One query."""
    marks = {figure["sha256"] for text in texts for figure in text.figures}
    return dict(Image.objects.filter(sha256__in=marks).values_list("sha256", "title"))


def figure_lines(text: Version, names: dict[str, str]) -> str:
    parts = ("caption", "credit", "alt")
    return "\n".join(
        f"〔{names.get(figure['sha256'], '图片')}〕"
        + " ".join(filter(None, map(figure.get, parts)))
        for figure in text.figures
    )


def plain(name: str, text: str) -> str:
    return body.plain(text) if name == "body" else text


def _difference(label: str, old: str, new: str) -> Difference:
    return Difference(label, tuple(_excerpt(changes(old, new)) if old != new else ()))


def _excerpt(found: list[Change]) -> list[Change]:
    """Long stretches that stayed the same are cut to what stands beside a change."""
    last = len(found) - 1
    return [
        _cut(change, at > 0, at < last) if change.kind == "same" else change
        for at, change in enumerate(found)
    ]


def _cut(change: Change, is_after: bool, is_before: bool) -> Change:
    """`is_after`, `is_before` a change: which of its two ends are worth showing."""
    if len(change.text) <= 2 * AROUND + 2:
        return change
    head = change.text[:AROUND] if is_after else ""
    tail = change.text[-AROUND:] if is_before else ""
    return Change("same", f"{head}……{tail}")
