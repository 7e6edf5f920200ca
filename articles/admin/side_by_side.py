"""Two texts of a story beside each other, field by field and paragraph by paragraph; long equal stretches folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from articles.admin import differences
from articles.history import WORDS
from articles.models import Article, Image, Version
from articles.text.diff import Change, Row, rows

#: So many equal paragraphs are shown on each side of a change; more than `FOLDED` in a row are folded.
AROUND, FOLDED = 1, 3


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of the comparison: what stands on the left and what on the right, with what differs marked."""

    left: tuple[Change, ...] | None
    right: tuple[Change, ...] | None
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that follow each other; folded ones are all the same on both sides."""

    pairs: tuple[Pair, ...]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One that differs. Without stretches: the words are the same, set otherwise."""

    label: str
    stretches: tuple[Stretch, ...]
    pictures: tuple[list[Image], list[Image]] | None = None


def fields(old: Article | Version, new: Article | Version) -> list[Field]:
    """Those whose words differ, in the form's order."""
    found = []
    for name in WORDS:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            texts = (differences.plain(name, before), differences.plain(name, after))
            found.append(Field(label(name), stretches(*texts)))
    return found


def figures(old: Version, new: Version) -> list[Field]:
    """The pictures, where they differ: a line of each one's name and words, and the pictures themselves. One query."""
    if old.figures == new.figures:
        return []
    marks = {figure["sha256"] for text in (old, new) for figure in text.figures}
    known = {image.sha256: image for image in Image.objects.filter(sha256__in=marks)}
    names = {mark: image.title for mark, image in known.items()}
    texts = [differences.figure_lines(text, names) for text in (old, new)]
    shown = [
        [known[each["sha256"]] for each in text.figures if each["sha256"] in known]
        for text in (old, new)
    ]
    return [Field("图片", stretches(*texts), (shown[0], shown[1]))]


def label(name: str) -> str:
    return str(Article._meta.get_field(name).verbose_name)


def unchanged(old: Article | Version, new: Article | Version) -> list[str]:
    """The fields that say the same, those that are empty on both sides left out."""
    same = [name for name in WORDS if getattr(old, name) == getattr(new, name) != ""]
    return [label(name) for name in same]


def stretches(old: str, new: str) -> tuple[Stretch, ...]:
    """Nothing where the two texts are equal."""
    if old == new:
        return ()
    lines = rows(*(text and text.rstrip("\n") + "\n" for text in (old, new)))
    runs = [(same, list(run)) for same, run in groupby(lines, lambda row: row.is_same)]
    made: list[Stretch] = []
    for at, (same, run) in enumerate(runs):
        if same and len(run) > FOLDED:
            made += _folded(run, at > 0, at < len(runs) - 1)
        else:
            made.append(Stretch(tuple(map(_pair, run))))
    return tuple(made)


def _folded(run: list[Row], is_after: bool, is_before: bool) -> Iterator[Stretch]:
    """An equal stretch, but for what stands beside a change."""
    head = AROUND if is_after else 0
    tail = len(run) - (AROUND if is_before else 0)
    for part, folded in ((run[:head], False), (run[head:tail], True), (run[tail:], False)):
        if part:
            yield Stretch(tuple(map(_pair, part)), folded)


def _pair(row: Row) -> Pair:
    return Pair(
        None if row.before is None else _side(row.changes, "added"),
        None if row.after is None else _side(row.changes, "removed"),
        row.moved,
    )


def _side(changes: Iterable[Change], but: str) -> tuple[Change, ...]:
    kept = (Change(each.kind, each.text.removesuffix("\n")) for each in changes)
    return tuple(each for each in kept if each.kind != but and each.text)
