"""Which story of a changed source is which of those it made before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.text.typography import HAN

#: Below this share of common pairs of characters two texts are two stories.
ALIKE = 0.5
SILENT = re.compile(rf"[^{HAN}0-9A-Za-z]+")

Text = tuple[str, str]


def match(new: Sequence[Text], stored: Sequence[Text]) -> list[int | None]:
    """For each new (title, body) the index of the stored one that it continues, or None. No stored one is given twice.

    Equal titles first, then the most similar bodies; widths, marks and blanks do not count.
    """
    found: list[int | None] = [None] * len(new)
    free = dict(enumerate(stored))
    titles = {bare(title): at for at, (title, _body) in free.items()}
    for at, (title, _body) in enumerate(new):
        same = titles.get(bare(title))
        if same in free:
            found[at] = same
            del free[same]
    for _share, at, other in _similar(new, found, free):
        if found[at] is None and other in free:
            found[at] = other
            del free[other]
    return found


def _similar(
    new: Sequence[Text], found: Sequence[int | None], free: dict[int, Text]
) -> list[tuple[float, int, int]]:
    """(share, new, stored), the most alike first."""
    stored = {at: _pairs(body) for at, (_title, body) in free.items()}
    shares = [
        (_share(_pairs(body), pairs), at, other)
        for at, (_title, body) in enumerate(new)
        if found[at] is None
        for other, pairs in stored.items()
    ]
    return sorted((each for each in shares if each[0] >= ALIKE), key=lambda each: -each[0])


def _share(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _pairs(text: str) -> set[str]:
    letters = bare(text)
    return {letters[at : at + 2] for at in range(len(letters) - 1)}


def bare(text: str) -> str:
    """Its readable characters alone."""
    return SILENT.sub("", text)
