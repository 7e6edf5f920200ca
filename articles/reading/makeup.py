"""拼版: the stories of a page set into columns, so much of each one's text as its place has room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.reading import spread
from articles.reading.cards import Card
from articles.reading.faces import Group, PageFace
from articles.reading.measure import GAP, Measure, text_of
from articles.reading.spread import Row, Stack
from sections.models import Section

#: The sheet and the issue's first eight columns, in em of body text.
SHEET, EIGHT = 75.3, 47.3
#: Characters that page one's lead has, more without a picture on a short page, and any story at most.
LEAD, MOST = 190, 600


@dataclass(frozen=True, slots=True)
class Block:
    """A section as it stands: its lead across two columns, or none; the others in `columns`.

    `closes`: it belongs to no section and stands after one, so a rule must end that one.
    """

    section: Section | None
    closes: bool
    lead: Card | None
    lead_kind: str
    columns: tuple[tuple[Card, ...], ...]
    #: One story across more than one column.
    is_wide: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """Blocks one under another across `span` columns; `half`: its side where the screen has only two."""

    span: int
    half: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """Cells side by side, together as wide as the page's `columns`."""

    columns: int
    cells: tuple[Cell, ...]


def first_page(face: PageFace) -> list[Strip]:
    """Page one of an issue: beside the contents, its lead across both columns."""
    return _strips(face, Measure(2, (EIGHT - GAP) / 2, first=True))


def inner_page(face: PageFace) -> list[Strip]:
    """Any further page, over the whole sheet: no more columns than it has stories for."""
    wide = bool(face.cards) and face.cards[0].figure is not None
    columns = max(2, min(4, len(face.cards) + wide))
    return _strips(face, Measure(columns, (SHEET - (columns - 1) * GAP) / columns))


def page_alone(face: PageFace) -> list[Strip]:
    """A page by itself, every story with its picture."""
    return _strips(face, Measure(2, (EIGHT - GAP) / 2, pictured=True))


def _strips(face: PageFace, measure: Measure) -> list[Strip]:
    stacks = [
        measure.stack(cards, has_bar=section is not None, opens=not at)
        for at, (section, cards) in enumerate(face.groups)
    ]
    setter = _Setter(measure, face.groups, stacks)
    return [setter.strip(row) for row in spread.spread(stacks, measure.columns)]


@dataclass(frozen=True, slots=True)
class _Setter:
    """Sets the rows of one page."""

    measure: Measure
    groups: tuple[Group, ...]
    stacks: list[Stack]

    def strip(self, row: Row) -> Strip:
        halves = _halves([cell.span for cell in row.cells])
        return Strip(
            self.measure.columns,
            tuple(
                Cell(cell.span, half, tuple(self._blocks(row, cell)))
                for cell, half in zip(row.cells, halves, strict=True)
            ),
        )

    def _blocks(self, row: Row, cell: spread.Cell) -> Iterator[Block]:
        """Where a cell is lower than its row, its stories open the longer."""
        free = (row.height - cell.height) / (cell.stop - cell.first)
        for at in range(cell.first, cell.stop):
            yield self._block(at, cell.span, free)

    def _block(self, at: int, span: int, free: float) -> Block:
        section, cards = self.groups[at]
        stack = self.stacks[at]
        lead = cards[0] if stack.lead else None
        columns = span - 2 if lead and span > 2 else span
        low = 0.0  # how much lower the lead is than what stands beside it
        if lead and span > 2:
            low = spread.fill(stack.pieces, columns) - stack.lead[1]
        return Block(
            section,
            section is None and any(before for before, _cards in self.groups[:at]),
            self._lead(lead, span, free + max(0.0, low)) if lead else None,
            self._kind(lead, span) if lead else "",
            tuple(self._others(at, columns, free + max(0.0, -low))),
            len(stack.pieces) == 1 < columns,
        )

    def _kind(self, lead: Card, span: int) -> str:
        if self.measure.first:
            return "first"
        if span == 1 or not self.measure.stands_beside(lead.figure):
            return "above"
        return "upright" if lead.figure.is_upright else "beside"

    def _lead(self, lead: Card, span: int, free: float) -> Card:
        if self.measure.first:
            stories = sum(len(cards) for _section, cards in self.groups)
            return lead.given(LEAD if lead.figure else LEAD + (MOST - LEAD) // stories)
        if span == 1:
            return _given(lead, free, self.measure.width)
        lines = free + self.measure.white_beside(lead)
        return _given(lead, lines, self.measure.text_width(lead))

    def _others(self, at: int, columns: int, free: float) -> Iterator[tuple[Card, ...]]:
        """Column by column; what is free at the foot of one is shared by the stories in it."""
        pieces = self.stacks[at].pieces
        cards = self.groups[at][1][-len(pieces) :] if pieces else ()
        width = self.measure.width * max(1.0, columns / max(1, len(cards)))
        set_columns = spread.columns_of(pieces, columns)
        highest = max((column.height for column in set_columns), default=0.0)
        for column in set_columns:
            lines = free + highest - column.height
            yield tuple(_filled(cards[column.first : column.stop], lines, width))


def _filled(cards: Sequence[Card], lines: float, width: float) -> list[Card]:
    """Stories one under another with so many lines more: first an equal share, then who can use what others left."""
    share = lines / len(cards)
    found = [_given(card, share, width) for card in cards]
    left = lines - sum(_gain(old, new, width) for old, new in zip(cards, found, strict=True))
    for at, card in enumerate(found):
        found[at] = _given(card, left, width)
        left -= _gain(card, found[at], width)
    return found


def _given(card: Card, lines: float, width: float) -> Card:
    """A story with so many lines more; less than one is none."""
    if card.opening is None or lines < 1:
        return card
    return card.given(min(MOST, card.opening.length + int(lines * width)))


def _gain(old: Card, new: Card, width: float) -> float:
    return text_of(new, width) - text_of(old, width)


def _halves(spans: list[int]) -> list[str]:
    """Where cells stand on two columns: single ones in pairs, all others across both."""
    halves: list[str] = []
    for at, span in enumerate(spans):
        if span == 1 and halves[-1:] == ["left"]:
            halves.append("right")
        elif span == 1 and spans[at + 1 : at + 2] == [1]:
            halves.append("left")
        else:
            halves.append("whole")
    return halves
