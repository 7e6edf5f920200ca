"""Zones of a page as polygons: corners in fractions of its width and height, from the left and from the top.

Pure arithmetic; neither Django nor pixels. A polygon goes round its corners in order and closes by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import pairwise

Point = tuple[float, float]
Polygon = tuple[Point, ...]
Box = tuple[float, float, float, float]  # left, top, right, bottom

#: Decimals that are kept: a tenth of a pixel on the largest screen.
PLACES = 4
MOST_POINTS = 60
#: Of the page; less cannot be met by a finger or a mouse.
LEAST_AREA = 0.0001
#: Zones whose upper edges differ by less stand in one row.
ROW = 0.03
#: What rounding makes of a point on an edge.
NEAR = 1e-9


class Fault(StrEnum):
    """Why a polygon is no zone, as an editor is told."""

    TOO_FEW = "热区至少要有三个不同的点；矩形也可以只给对角的两点。"
    TOO_MANY = f"热区最多 {MOST_POINTS} 个点，请画得简单些。"
    OUTSIDE = "有的点在版面以外；横、纵都在 0 到 100 之间。"
    CROSSES = "热区的边互相交叉，请按顺序绕一圈。"
    NO_AREA = "热区太小，点不到；请画大些。"


def rectangle(one: Point, other: Point) -> Polygon:
    """By two opposite corners, whichever; clockwise from the left upper one."""
    (left, right), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def tidied(points: Iterable[Sequence[float]]) -> Polygon:
    """Rounded to what is kept, without a corner said twice in a row. Points far outside stay where they are."""
    found: list[Point] = []
    for x, y in points:
        point = (_rounded(x), _rounded(y))
        if not found or found[-1] != point:
            found.append(point)
    while len(found) > 1 and found[0] == found[-1]:
        found.pop()
    return tuple(found)


def fault(polygon: Polygon) -> Fault | None:
    """Why it cannot be a zone; None where it can."""
    if len(set(polygon)) < 3:
        return Fault.TOO_FEW
    if len(polygon) > MOST_POINTS:
        return Fault.TOO_MANY
    if not all(0 <= value <= 1 for point in polygon for value in point):
        return Fault.OUTSIDE
    if _crosses(polygon):
        return Fault.CROSSES
    return Fault.NO_AREA if area(polygon) < LEAST_AREA else None


def area(polygon: Polygon) -> float:
    """As a fraction of the page, whichever way round the corners go."""
    return abs(sum(_cross(a, b) for a, b in edges(polygon))) / 2


def bounds(polygon: Polygon) -> Box:
    """The smallest box around it."""
    across, down = [x for x, _y in polygon], [y for _x, y in polygon]
    return min(across), min(down), max(across), max(down)


def reading_order(polygons: Sequence[Polygon]) -> list[int]:
    """Their numbers as a reader goes: rows from the top, each from the left; what lies in another comes after it."""
    boxes = [bounds(polygon) for polygon in polygons]
    left = sorted(range(len(boxes)), key=lambda at: (boxes[at][1], boxes[at][0], -boxes[at][3]))
    order: list[int] = []
    while left:
        top = boxes[left[0]][1]
        row = [at for at in left if boxes[at][1] - top < ROW]
        order += sorted(row, key=lambda at: (boxes[at][0], boxes[at][1], -area(polygons[at])))
        left = left[len(row) :]
    return order


def svg_points(polygon: Polygon) -> str:
    """`2.4,12 38.5,12 38.5,46.25`: in percent, for a viewBox of 100 by 100."""
    return " ".join(f"{percent(x)},{percent(y)}" for x, y in polygon)


def percent(value: float) -> str:
    """`0.385` -> `38.5`; as short as it is exact."""
    return f"{value * 100:.{PLACES - 2}f}".rstrip("0").rstrip(".")


def edges(polygon: Polygon) -> Iterator[tuple[Point, Point]]:
    """Each corner with the next, the last with the first."""
    return pairwise((*polygon, *polygon[:1]))


def _rounded(value: float) -> float:
    return round(value, PLACES) + 0.0  # never -0.0


def _cross(a: Point, b: Point) -> float:
    return a[0] * b[1] - a[1] * b[0]


def _side(a: Point, b: Point, point: Point) -> float:
    """Above 0 on one side of the line, below on the other, 0 on it."""
    return (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])


def _is_on(point: Point, a: Point, b: Point) -> bool:
    return (
        abs(_side(a, b, point)) <= NEAR
        and min(a[0], b[0]) - NEAR <= point[0] <= max(a[0], b[0]) + NEAR
        and min(a[1], b[1]) - NEAR <= point[1] <= max(a[1], b[1]) + NEAR
    )


def _crosses(polygon: Polygon) -> bool:
    """Whether two edges meet anywhere but at the corner they share."""
    sides = list(edges(polygon))
    for at, (a, b) in enumerate(sides):
        following = sides[(at + 1) % len(sides)][1]
        if _is_on(following, a, b) or _is_on(a, b, following):  # it turns back on itself
            return True
        for other in range(at + 2, len(sides) - (at == 0)):
            if _meet((a, b), sides[other]):
                return True
    return False


def _meet(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    (a, b), (c, d) = one, other
    ends = ((a, c, d), (b, c, d), (c, a, b), (d, a, b))
    if any(_is_on(*end) for end in ends):
        return True
    return (_side(a, b, c) > 0) != (_side(a, b, d) > 0) and (_side(c, d, a) > 0) != (
        _side(c, d, b) > 0
    )
