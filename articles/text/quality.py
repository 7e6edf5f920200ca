"""编校质量: error points by the official scale (报纸编校差错率计算), as far as the text alone can tell.

A newspaper passes with at most 3 points in 10,000 characters. What a person must judge (facts, logic, grammar) is not in
here, and neither is what is only doubtful: the points are those of errors that stand, the least there can be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

#: Allowed points in so many characters.
LIMIT, OF = 3, 10_000
#: The same error is counted so many times at most.
REPEATED = 3
#: In tenths of a point: a mark, and the form of a number; all forms of numbers of an issue together one point at most.
MARK, FORM, MOST_FORMS = 1, 1, 10
#: A wrong number, and what is torn, missing or superfluous, by its characters: (up to so many, tenths).
WHOLE = 10
BY_LENGTH = ((1, 10), (5, 20))
LONGER = 40

MARKS = frozenset({"P01", "P02", "P03", "P05", "P06", "P07", "P11", "P26"})
FORMS = frozenset({"P19", "P20"})
BY_WORDS = frozenset({"P25", "P27"})


@dataclass(frozen=True, slots=True)
class Error:
    """A finding that is an error: its rule, its words, and whether it stands in a headline, where it counts twice."""

    rule: str
    words: str
    in_headline: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """In tenths of a point, so that sums are exact."""

    tenths: int
    characters: int

    @property
    def points(self) -> float:
        return self.tenths / 10

    @property
    def allowed(self) -> float:
        """Points that so many characters may have."""
        return self.characters * LIMIT / OF

    @property
    def passes(self) -> bool:
        return self.tenths * OF <= self.characters * LIMIT * 10

    @property
    def rate(self) -> float:
        """Points in 10,000 characters; of no text, 0."""
        return self.points * OF / self.characters if self.characters else 0.0


def score(errors: Iterable[Error], characters: int) -> Score:
    """Of a story, a page or an issue, whose every error is given at once: repetitions count over all of it."""
    times: Counter[tuple[str, str]] = Counter()
    forms = tenths = 0
    for error in errors:
        times[error.rule, error.words] += 1
        if times[error.rule, error.words] > REPEATED:
            continue
        cost = _cost(error) * (2 if error.in_headline else 1)
        if error.rule in FORMS:
            cost = min(cost, MOST_FORMS - forms)
            forms += cost
        tenths += cost
    return Score(tenths, characters)


def _cost(error: Error) -> int:
    if error.rule in MARKS:
        return MARK
    if error.rule in FORMS:
        return FORM
    if error.rule in BY_WORDS:
        return next((cost for most, cost in BY_LENGTH if len(error.words) <= most), LONGER)
    return WHOLE
