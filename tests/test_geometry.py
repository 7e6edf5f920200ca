"""Zones as fractions of a page: what can be one, what lies in it, where it is read."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import geometry
from articles.geometry import Fault

SQUARE = geometry.rectangle((0.2, 0.2), (0.6, 0.6))
#: As stories stand around a picture.
L_SHAPE = ((0.1, 0.1), (0.3, 0.1), (0.3, 0.7), (0.9, 0.7), (0.9, 0.9), (0.1, 0.9))

fractions = st.floats(0, 1).map(lambda value: round(value, geometry.PLACES))
points = st.tuples(fractions, fractions)


@st.composite
def rectangles(draw):
    """Large enough to be a zone."""
    left, top = draw(st.floats(0, 0.9)), draw(st.floats(0, 0.9))
    width, height = draw(st.floats(0.02, 0.1)), draw(st.floats(0.02, 0.1))
    return geometry.tidied(geometry.rectangle((left, top), (left + width, top + height)))


@st.composite
def stars(draw):
    """Simple polygons of any number of corners: seen from their middle, each corner lies further round."""
    number = draw(st.integers(3, 12))
    reaches = draw(st.lists(st.floats(0.05, 0.45), min_size=number, max_size=number))
    return geometry.tidied(
        (
            0.5 + reach * math.cos(2 * math.pi * at / number),
            0.5 + reach * math.sin(2 * math.pi * at / number),
        )
        for at, reach in enumerate(reaches)
    )


@pytest.mark.parametrize(
    ("polygon", "fault"),
    [
        ((), Fault.TOO_FEW),
        (((0.1, 0.1), (0.5, 0.5)), Fault.TOO_FEW),
        (((0.1, 0.1), (0.5, 0.5), (0.1, 0.1), (0.5, 0.5)), Fault.TOO_FEW),
        (((0.1, 0.1), (0.5, 0.1), (1.2, 0.5)), Fault.OUTSIDE),
        (((0.1, 0.1), (0.5, 0.1), (0.5, -0.01)), Fault.OUTSIDE),
        (((0.1, 0.1), (0.5, 0.5), (0.5, 0.1), (0.1, 0.5)), Fault.CROSSES),
        (((0.1, 0.1), (0.3, 0.3), (0.5, 0.5)), Fault.CROSSES),
        (((0.1, 0.1), (0.5, 0.1), (0.3, 0.1), (0.3, 0.5)), Fault.CROSSES),
        (((0.1, 0.1), (0.5, 0.1), (0.5, 0.5), (0.3, 0.1), (0.1, 0.5)), Fault.CROSSES),
        (geometry.rectangle((0.1, 0.1), (0.105, 0.105)), Fault.NO_AREA),
        (SQUARE, None),
        (L_SHAPE, None),
        (geometry.rectangle((0, 0), (1, 1)), None),
    ],
)
def test_what_is_no_zone_is_said_with_its_reason(polygon, fault):
    assert geometry.fault(polygon) == fault


def test_a_zone_has_sixty_points_at_most():
    ring = [
        (0.5 + 0.4 * math.cos(2 * math.pi * at / 61), 0.5 + 0.4 * math.sin(2 * math.pi * at / 61))
        for at in range(61)
    ]
    found = [geometry.fault(geometry.tidied(each)) for each in (ring, ring[:60])]
    assert found == [Fault.TOO_MANY, None]


@given(points, points)
def test_a_rectangle_is_the_same_from_whichever_corners(one, other):
    mirrored = geometry.rectangle((one[0], other[1]), (other[0], one[1]))
    assert geometry.rectangle(one, other) == geometry.rectangle(other, one) == mirrored


@given(stars())
def test_a_star_is_a_zone_whichever_way_round_and_from_whichever_corner(star):
    turned = (*star[2:], *star[:2])
    found = [geometry.fault(each) for each in (star, turned, star[::-1])]
    assert found == [None] * 3
    assert math.isclose(geometry.area(star), geometry.area(star[::-1]))
    assert math.isclose(geometry.area(star), geometry.area(turned))


@given(st.lists(points, max_size=8))
def test_tidying_again_changes_nothing(corners):
    once = geometry.tidied(corners)
    assert geometry.tidied(once) == once


def test_a_corner_said_twice_counts_once_and_points_are_rounded():
    said = [(0.1, 0.1), (0.1, 0.10000001), (0.5, 0.1), (0.5, 0.123456), (0.1, 0.1)]
    assert geometry.tidied(said) == ((0.1, 0.1), (0.5, 0.1), (0.5, 0.1235))


@given(st.lists(rectangles(), max_size=9))
def test_the_order_of_reading_names_each_once_and_does_not_hang_on_the_order_of_drawing(zones):
    order = geometry.reading_order(zones)
    assert sorted(order) == list(range(len(zones)))
    again = geometry.reading_order(zones[::-1])
    assert [zones[at] for at in order] == [zones[::-1][at] for at in again]


def test_rows_are_read_from_the_top_and_each_from_the_left():
    right, left = (
        geometry.rectangle((0.5, 0.1), (0.9, 0.3)),
        geometry.rectangle((0.1, 0.11), (0.4, 0.5)),
    )
    below, within = (
        geometry.rectangle((0.1, 0.6), (0.9, 0.9)),
        geometry.rectangle((0.2, 0.7), (0.3, 0.8)),
    )
    assert geometry.reading_order([within, below, right, left]) == [3, 2, 1, 0]


@given(rectangles(), st.floats(0.1, 0.4), st.floats(0.1, 0.4))
def test_what_lies_in_another_comes_after_it(zone, across, down):
    left, top, right, bottom = geometry.bounds(zone)
    width, height = right - left, bottom - top
    inner = geometry.tidied(
        geometry.rectangle(
            (left + across * width, top + down * height),
            (right - across * width, bottom - down * height),
        )
    )
    assert geometry.reading_order([inner, zone]) == [1, 0]


def test_a_polygon_is_written_for_a_drawing_in_percent():
    polygon = ((0.024, 0.12), (0.385, 0.12), (1.0, 0.4625), (0.0001, 0.0))
    assert geometry.svg_points(polygon) == "2.4,12 38.5,12 100,46.25 0.01,0"


@given(points)
def test_what_is_written_in_percent_is_read_as_the_same_place(point):
    assert tuple(round(float(geometry.percent(v)) / 100, geometry.PLACES) for v in point) == point
