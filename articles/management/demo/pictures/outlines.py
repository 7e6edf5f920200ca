"""Lines before they are painted: splines, tapered strokes, skylines."""

import math
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from random import Random

Point = tuple[float, float]


@cache
def _weights(steps: int) -> list[tuple[float, float, float, float]]:
    """What each of four neighbouring points adds to a Catmull-Rom spline, step by step."""
    shares = []
    for step in range(steps):
        t = step / steps
        t2, t3 = t * t, t**3
        shares.append(
            (
                (2 * t2 - t - t3) / 2,
                (2 - 5 * t2 + 3 * t3) / 2,
                (t + 4 * t2 - 3 * t3) / 2,
                (t3 - t2) / 2,
            )
        )
    return shares


def curve(points: Sequence[Point], closed: bool = False, steps: int = 10) -> list[Point]:
    """A spline through the points: organic outlines from few numbers."""
    count = len(points)
    line = []
    for index in range(count if closed else count - 1):
        if closed:
            picked = [points[(index + k) % count] for k in (-1, 0, 1, 2)]
        else:
            picked = [points[min(count - 1, max(0, index + k))] for k in (-1, 0, 1, 2)]
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = picked
        line += [
            (ax * a + bx * b + cx * c + dx * d, ay * a + by * b + cy * c + dy * d)
            for a, b, c, d in _weights(steps)
        ]
    return line if closed else [*line, tuple(points[-1])]


def taper(points: Sequence[Point], start: float, end: float) -> list[Point]:
    """The outline of a stroke whose width runs from ``start`` to ``end``."""
    left, right = [], []
    last = len(points) - 1
    for index, (x, y) in enumerate(points):
        (ax, ay), (bx, by) = points[max(0, index - 1)], points[min(last, index + 1)]
        length = math.hypot(bx - ax, by - ay) or 1
        half = (start + (end - start) * index / last) / 2
        dx, dy = -(by - ay) / length * half, (bx - ax) / length * half
        left.append((x + dx, y + dy))
        right.append((x - dx, y - dy))
    return left + right[::-1]


def ridge(anchors: Sequence[Point], seed: str, rough: float = 0.16, depth: int = 6) -> list[Point]:
    """A skyline through the anchors, broken up by midpoint displacement."""
    random = Random(seed)
    line = list(anchors)
    for _ in range(depth):
        finer = [line[0]]
        for (ax, ay), (bx, by) in pairwise(line):
            push = random.uniform(-1, 1) * rough * math.hypot(bx - ax, by - ay)
            finer += [((ax + bx) / 2, (ay + by) / 2 + push), (bx, by)]
        line = finer
    return line
