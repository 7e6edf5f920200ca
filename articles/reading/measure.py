"""How much room stories take in columns of a given width: arithmetic in lines and em of body text.

The sizes are those of static/css/paper.css at its widest. On other screens columns are narrower and their order the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, inf

from articles.reading.cards import Card, Figure
from articles.reading.spread import Piece, Stack

#: The gap between columns in em; the height of a line in em.
GAP, LINE = 2.1, 1.65
#: Lines that a section's bar, a picture's caption and the space around a story take.
BAR, CAPTION, AROUND = 1.6, 1.5, 1.2
#: Sizes against body text: a title, a page's lead, the issue's lead; kicker and subtitle.
TITLE, BIG, BIGGEST, SMALL = 1.2, 1.56, 2.8, 0.9
#: The widest that an upright picture stands in a column, in em.
UPRIGHT = 15.0
#: Height of a title's row against its size.
LEADING = 1.35


def ems(text: str) -> float:
    """The width of a text: Latin letters and digits take about half a Han character."""
    return sum(0.55 if letter < "\u0100" else 1 for letter in text)


def rows(lines: Iterable[str], width: float) -> int:
    """Rows that printed lines take: one where all fit on it."""
    widths = [ems(line) for line in lines]
    if sum(widths) + len(widths) / 2 <= width:
        return 1
    return sum(max(1, ceil(line / width)) for line in widths)


@dataclass(frozen=True, slots=True)
class Measure:
    """What a page offers: columns, their width in em; whether every story brings its picture, whether it is page one."""

    columns: int
    width: float
    pictured: bool = False
    first: bool = False

    @property
    def double(self) -> float:
        """The width of two columns."""
        return 2 * self.width + GAP

    def leads(self, card: Card) -> bool:
        """Of a page's first story: whether it stands across two columns."""
        return self.first or card.figure is not None

    def stands_beside(self, figure: Figure) -> bool:
        """Whether a lead's text stands beside its picture, or below it."""
        return not self.first and (self.columns < 4 or figure.is_upright)

    def beside(self, figure: Figure) -> tuple[float, float]:
        """The widths of a lead's text and of the picture beside it."""
        is_narrow = figure.is_upright and self.columns < 4
        picture = min(UPRIGHT, self.double / 3) if is_narrow else self.width
        return self.double - picture - GAP, picture

    def stack(self, cards: tuple[Card, ...], *, has_bar: bool, opens: bool) -> Stack:
        """A section's stories; `opens`: the page begins with it."""
        lead = cards[0] if opens and self.leads(cards[0]) else None
        pieces = tuple(
            self.piece(card, size=BIG if opens and not at else TITLE)
            for at, card in enumerate(cards)
        )
        bar = BAR if has_bar else 0.0
        return Stack(bar, pieces[1:] if lead else pieces, self.lead(lead) if lead else None)

    def piece(self, card: Card, *, size: float = TITLE) -> Piece:
        """A story in one column."""
        heads = heads_of(card, self.width, size)
        if self.pictured and card.picture:
            width = min(self.width, UPRIGHT) if card.picture.is_upright else self.width
            heads += picture_of(card.picture, width)
        return Piece(heads, text_of(card, self.width))

    def lead(self, card: Card) -> tuple[float, float]:
        """The height of a page's lead in one column and across two; page one's is never in one."""
        if self.first:
            picture = picture_of(card.figure, self.double) if card.figure else 0.0
            return inf, heads_of(card, self.double, BIGGEST) + picture + text_of(card, self.double)
        one = heads_of(card, self.width, BIG) + picture_of(card.figure, self.width)
        return one + text_of(card, self.width), self._across(card, card.figure)

    def _across(self, card: Card, figure: Figure) -> float:
        if self.stands_beside(figure):
            text, picture = self.beside(figure)
            return max(heads_of(card, text, BIG) + text_of(card, text), picture_of(figure, picture))
        heads = heads_of(card, self.double, BIG) + picture_of(figure, self.double)
        return heads + text_of(card, self.double)

    def text_width(self, card: Card) -> float:
        """Of a lead across two columns."""
        figure = card.figure
        return self.beside(figure)[0] if figure and self.stands_beside(figure) else self.double

    def white_beside(self, card: Card) -> float:
        """Lines left empty beside a lead's picture."""
        figure = card.figure
        if figure is None or not self.stands_beside(figure):
            return 0.0
        text, picture = self.beside(figure)
        taken = heads_of(card, text, BIG) + text_of(card, text)
        return max(0.0, picture_of(figure, picture) - taken)


def heads_of(card: Card, width: float, size: float) -> float:
    """Lines of kicker, title and subtitle, and of the space around the story."""
    words = card.text
    title = rows(words.title_lines, width / size) * size * LEADING / LINE
    small = filter(None, (words.kicker, words.subtitle))
    return AROUND + title + sum(rows(text.split("\n"), width / SMALL) * SMALL for text in small)


def text_of(card: Card, width: float) -> float:
    """Lines of the opening, with its indents and dateline."""
    opening = card.opening
    if opening is None:
        return 0.0
    first, *further = (2 + ems(paragraph) for paragraph in opening.paragraphs)
    dateline = ems(card.text.dateline) + 1 if card.text.dateline else 0.0
    return float(sum(ceil(length / width) for length in (first + dateline, *further)))


def picture_of(figure: Figure, width: float) -> float:
    """Lines of a picture so wide, and of its caption."""
    return width * figure.ratio / LINE + CAPTION
