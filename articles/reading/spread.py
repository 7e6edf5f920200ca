"""How the sections of a page spread over its columns: in the issue's order, with as little white as can be.

Pure arithmetic. Heights are in lines of text; a row's cells stand side by side, a cell's stacks one under another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

#: What stands between two rows or two stacks, and what a story wider than it needs costs.
GAP = 2.0
WIDE = 3.0
#: More sections than this never stand in one row: there would be a hundred thousand ways to.
LONGEST = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """A story in one column: its titles and picture, then its text."""

    heads: float
    text: float

    @property
    def height(self) -> float:
        return self.heads + self.text


@dataclass(frozen=True, slots=True)
class Stack:
    """The stories of one section: its bar, a lead (its height in one column, in two), the others."""

    bar: float
    pieces: tuple[Piece, ...]
    lead: tuple[float, float] | None = None

    def height(self, span: int) -> float:
        """Across so many columns."""
        if self.lead is None:
            return self.bar + fill(self.pieces, span)
        if span == 1:
            return self.bar + self.lead[0] + fill(self.pieces, 1)
        if span == 2:
            return self.bar + self.lead[1] + fill(self.pieces, 2)
        return self.bar + max(self.lead[1], fill(self.pieces, span - 2))


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands one under another: numbers `first` to before `stop`."""

    span: int
    first: int
    stop: int
    height: float


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]

    @property
    def height(self) -> float:
        return max(cell.height for cell in self.cells)


def fill(pieces: tuple[Piece, ...], columns: int) -> float:
    """The height of these in so many columns. Fewer stories than columns are each the wider."""
    highest = max((column.height for column in columns_of(pieces, columns)), default=0.0)
    return highest + WIDE * max(0, columns - len(pieces))


def columns_of(pieces: tuple[Piece, ...], columns: int) -> list[Cell]:
    """The columns that are used, from the first down to the last, the highest as low as can be; no story is torn."""
    if not pieces:
        return []
    wide = max(1.0, columns / len(pieces))
    heights = tuple(piece.heads + piece.text / wide for piece in pieces)
    borders = _share(heights, min(columns, len(pieces)))
    return [Cell(1, first, stop, sum(heights[first:stop])) for first, stop in pairwise(borders)]


@lru_cache(maxsize=4096)
def _share(heights: tuple[float, ...], columns: int) -> tuple[int, ...]:
    """The borders of the columns: 0, where the second begins, …, the number of heights."""
    return min(
        _parts(0, len(heights), columns),
        key=lambda borders: max(sum(heights[a:b]) for a, b in pairwise(borders)),
    )


def spread(stacks: Sequence[Stack], columns: int) -> list[Row]:
    """The rows of least total height. Every row fills all columns; order is never changed."""
    best: dict[int, tuple[float, list[Row]]] = {len(stacks): (0.0, [])}
    for first in reversed(range(len(stacks))):
        best[first] = min(
            (
                (row.height + GAP + best[stop][0], [row, *best[stop][1]])
                for stop in range(first + 1, min(len(stacks), first + LONGEST) + 1)
                for row in _rows(stacks, first, stop, columns)
            ),
            key=lambda found: found[0],
        )
    return best[0][1]


def _rows(stacks: Sequence[Stack], first: int, stop: int, columns: int) -> Iterator[Row]:
    """Every way to set these stacks in one row."""
    for cells in range(1, min(columns, stop - first) + 1):
        for cuts in _parts(first, stop, cells):
            for spans in _parts(0, columns, cells):
                yield Row(
                    tuple(
                        _cell(stacks, to - at, begin, end)
                        for (at, to), (begin, end) in zip(
                            pairwise(spans), pairwise(cuts), strict=True
                        )
                    )
                )


def _parts(first: int, last: int, number: int) -> Iterator[tuple[int, ...]]:
    """The borders of every way to cut first..last into so many parts that are not empty."""
    for inner in combinations(range(first + 1, last), number - 1):
        yield (first, *inner, last)


def _cell(stacks: Sequence[Stack], span: int, first: int, stop: int) -> Cell:
    height = sum(stack.height(span) for stack in stacks[first:stop]) + GAP * (stop - first - 1)
    return Cell(span, first, stop, height)
