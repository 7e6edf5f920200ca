"""Text that knows where it came from, whatever was cut from it and joined to it."""

from __future__ import annotations

from articles.ingest.passages import Passage, Span, in_lines

SOURCE = "甲**乙**丙\n丁戊\n己"
FIRST = Passage("甲乙丙", (Span(0, 1), Span(3, 4), Span(6, 7)), 1)
SECOND = Passage("丁戊", (Span(8, 10),), 2)
THIRD = Passage("己", (Span(11, 12),), 3)


def places(passage: Passage) -> list[str]:
    """The source's character for each of the passage's that is no seam."""
    offset = passage.offsets()
    return [SOURCE[offset(at)] for at, char in enumerate(passage.text) if char != "\n"]


def test_lines_keep_their_breaks_and_every_character_its_place():
    made = in_lines(FIRST, SECOND, THIRD)
    assert (made.text, made.line, made.seams) == ("甲乙丙\n丁戊\n己", 1, (3, 4))
    assert places(made) == list("甲乙丙丁戊己")


def test_lines_of_lines_keep_all_their_breaks():
    made = in_lines(FIRST, in_lines(SECOND, THIRD))
    assert (made.text, made.where_seams()) == ("甲乙丙\n丁戊\n己", (3, 4))
    assert places(made) == list("甲乙丙丁戊己")
    assert in_lines(SECOND) is SECOND


def test_a_paragraph_is_continued_without_a_seam():
    made = FIRST.joined(SECOND, THIRD)
    assert (made.text, made.where_seams(), made.line) == ("甲乙丙丁戊己", (), 1)
    assert places(made) == list("甲乙丙丁戊己")


def test_a_stretch_cut_out_leaves_the_rest_in_its_place():
    assert FIRST.cut(1, 3) == Passage("乙丙", (Span(3, 4), Span(6, 7)), 1)
    assert FIRST.without(1, 2) == Passage("甲丙", (Span(0, 1), Span(6, 7)), 1)
    assert Passage(" 丁 ", (Span(7, 10),), 2).stripped() == Passage("丁", (Span(8, 9),), 2)
