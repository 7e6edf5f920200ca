"""编校差错 by the official scale."""

import pytest

from articles.text.proofreading import RULES
from articles.text.quality import BY_WORDS, FORMS, MARKS, Error, Score, score


@pytest.mark.parametrize(
    ("errors", "points"),
    [
        ([], 0),
        ([Error("P01", ",")], 0.1),
        ([Error("P01", ",", in_headline=True)], 0.2),
        ([Error("P25", "帐")], 1),
        ([Error("P25", "法制意识")], 2),
        ([Error("P25", "一二三四五六")], 4),
        ([Error("P25", "帐", in_headline=True)], 2),
        ([Error("P21", "2月30日")], 1),
        ([Error("P12", "举办")], 1),
        ([Error("P01", ",")] * 9, 0.3),  # the same one three times at most
        ([Error("P01", ","), Error("P01", ";")], 0.2),
        ([Error("P19", str(number)) for number in range(30)], 1),  # forms of numbers
        ([Error("P19", "１", in_headline=True)] * 3, 0.6),
    ],
)
def test_each_error_costs_what_the_scale_says(errors, points):
    assert score(errors, 10_000).points == points


@pytest.mark.parametrize(
    ("tenths", "characters", "passes"),
    [
        (30, 10_000, True),
        (31, 10_000, False),
        (3, 1_000, True),
        (4, 1_000, False),
        (0, 0, True),
        (1, 0, False),
    ],
)
def test_three_points_in_ten_thousand_characters_are_allowed(tenths, characters, passes):
    assert Score(tenths, characters).passes is passes


def test_the_rate_is_in_ten_thousand_characters():
    found = score([Error("P25", "帐")], 5_000)
    assert (found.rate, found.allowed) == (2.0, 1.5)
    assert score([], 0).rate == 0.0


def test_the_scale_knows_only_rules_that_there_are():
    assert set(RULES) >= MARKS | FORMS | BY_WORDS
