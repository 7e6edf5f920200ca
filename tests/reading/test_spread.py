"""How sections spread over columns: arithmetic alone."""

from hypothesis import given
from hypothesis import strategies as st

from articles.reading.spread import GAP, Piece, Stack, columns_of, fill, spread

LINES = st.floats(1, 12).map(lambda number: round(number, 1))
PIECES = st.builds(Piece, LINES, LINES)
STACKS = st.builds(
    Stack,
    st.sampled_from([0.0, 1.6]),
    st.lists(PIECES, min_size=1, max_size=5).map(tuple),
    st.none() | st.tuples(LINES, LINES),
)


def piece(lines: float) -> Piece:
    return Piece(0, lines)


def stack(*lines: float, bar: float = 0.0) -> Stack:
    return Stack(bar, tuple(map(piece, lines)))


def total(rows) -> float:
    return sum(row.height + GAP for row in rows)


@given(st.lists(STACKS, max_size=7), st.integers(2, 4))
def test_every_section_stands_once_in_order_and_every_row_fills_the_page(stacks, columns):
    rows = spread(stacks, columns)
    cells = [cell for row in rows for cell in row.cells]
    assert [at for cell in cells for at in range(cell.first, cell.stop)] == list(range(len(stacks)))
    assert [sum(cell.span for cell in row.cells) for row in rows] == [columns] * len(rows)


@given(st.lists(STACKS, min_size=1, max_size=5), st.integers(2, 4))
def test_it_is_never_higher_than_one_section_under_another(stacks, columns):
    plain = sum(each.height(columns) + GAP for each in stacks)
    assert total(spread(stacks, columns)) <= plain + 1e-9


@given(st.lists(PIECES, min_size=1, max_size=8).map(tuple), st.integers(1, 4))
def test_stories_fill_columns_in_order_and_no_column_is_empty(pieces, columns):
    found = columns_of(pieces, columns)
    borders = [(cell.first, cell.stop) for cell in found]
    assert [at for first, stop in borders for at in range(first, stop)] == list(range(len(pieces)))
    assert len(found) == min(columns, len(pieces))
    assert min(stop - first for first, stop in borders) >= 1


def test_the_highest_column_is_as_low_as_can_be():
    pieces = tuple(map(piece, (5, 1, 1, 4, 2)))
    assert [(cell.first, cell.stop) for cell in columns_of(pieces, 3)] == [(0, 1), (1, 3), (3, 5)]
    assert fill(pieces, 3) == 6


def test_two_short_sections_stand_one_under_another_beside_a_long_one():
    rows = spread([stack(9, 9), stack(4), stack(4)], 3)
    assert [[(cell.span, cell.first, cell.stop) for cell in row.cells] for row in rows] == [
        [(2, 0, 1), (1, 1, 3)]
    ]


def test_a_story_wider_than_a_column_has_its_price():
    """Else every short story would be drawn out over the whole page."""
    assert stack(4).height(2) > 4 / 2


def test_a_lead_stands_above_two_columns_and_beside_a_third():
    lead = Stack(1.0, (piece(3), piece(5)), lead=(9.0, 6.0))
    assert [lead.height(span) for span in (1, 2, 3, 4)] == [18.0, 12.0, 9.0, 7.0]


def test_a_page_without_stories_has_no_rows():
    assert spread([], 4) == []
