"""Things that grow: conifers, broad crowns, grass, reeds, leaves."""

# Outlines are tables of points; one point per line would hide their shape.
# fmt: off

import math
from collections.abc import Sequence
from random import Random

from .brushes import Pen, mix
from .outlines import Point, curve, taper


def pine(pen: Pen, x: float, y: float, tall: float, colour: str, random: Random) -> None:
    """A conifer as one ragged outline: both flanks step out and in, tier by tier."""
    tiers = max(5, int(tall / 13))
    left, right = [], []
    for tier in range(tiers):
        share = (tier + 0.6) / tiers
        down = y - tall * (1 - share)
        reach = tall * 0.2 * share**0.85
        for flank, sign in ((left, -1), (right, 1)):
            out = reach * random.uniform(0.75, 1.15)
            flank += [
                (x + sign * out, down + random.uniform(0, 4)),
                (x + sign * out * 0.5, down - tall * 0.012),
            ]
    pen.polygon([(x, y - tall), *right, (x, y), *left[::-1]], colour)
    pen.polygon(taper([(x, y - tall * 0.1), (x, y + tall * 0.04)], tall * 0.03, tall * 0.04),
                colour)


def pines(pen: Pen, skyline: Sequence[Point], chance: float, tall: tuple[float, float],
          colour: str, random: Random) -> None:
    """A wood along a skyline."""
    for x, y in skyline:
        if random.random() < chance:
            pine(pen, x, y + 4, random.uniform(*tall), colour, random)


def crown(pen: Pen, x: float, y: float, rx: float, ry: float, tones: Sequence[str],
          random: Random, leaf: float = 9, count: int = 260) -> None:
    """A leafy mass: dark leaves first, lit ones last and nearer the upper right."""
    for index in range(count):
        share = index / count
        tone = tones[min(len(tones) - 1, int(share**1.25 * len(tones)))]
        turn, out = random.uniform(0, math.tau), math.sqrt(random.random())
        reach = out * (1 - 0.34 * share)
        px = x + math.cos(turn) * rx * reach + rx * 0.2 * share
        py = y + math.sin(turn) * ry * reach - ry * 0.26 * share
        size = leaf * random.uniform(0.55, 1.25) * (1.15 - 0.4 * share)
        pen.oval(px, py, size * random.uniform(0.8, 1.4), size * 0.8, tone)


def blades(pen: Pen, x: float, y: float, tall: float, colour: str, random: Random,
           count: int = 6, width: float = 3) -> None:
    """A tuft of grass."""
    for _ in range(count):
        lean, high = random.uniform(-0.5, 0.6), tall * random.uniform(0.5, 1)
        root = x + random.uniform(-0.2, 0.2) * tall
        tip = (root + lean * high, y - high)
        bend = (root + lean * high * 0.3, y - high * 0.6)
        pen.polygon(taper(curve([(root, y), bend, tip], steps=4), width, 0.5), colour)


def reed(pen: Pen, x: float, y: float, tall: float, lean: float, colour: str,
         random: Random) -> None:
    """A reed with its plume and a couple of hanging leaves."""
    stem = curve([(x, y), (x + lean * 0.35, y - tall * 0.55), (x + lean, y - tall)], steps=6)
    width = max(1.6, tall * 0.011)
    pen.polygon(taper(stem, width, width * 0.5), colour)
    tip_x, tip_y = stem[-1]
    side = 1 if lean > 0 else -1
    droop = curve([(tip_x, tip_y + tall * 0.05), (tip_x + side * tall * 0.03, tip_y - tall * 0.05),
                   (tip_x + side * tall * 0.12, tip_y - tall * 0.04)], steps=5)
    pen.polygon(taper(droop, tall * 0.035, tall * 0.006), colour)
    for _ in range(3):
        root_x, root_y = stem[random.randint(1, len(stem) - 4)]
        way = random.choice((-1, 1)) * tall * random.uniform(0.1, 0.24)
        leaf = curve([(root_x, root_y), (root_x + way * 0.5, root_y - tall * 0.13),
                      (root_x + way, root_y - tall * random.uniform(0.0, 0.12))], steps=6)
        pen.polygon(taper(leaf, width * 1.7, 0.4), colour)


LEAF = curve(
    [(0, 0), (0.22, 0.3), (0.5, 0.42), (0.8, 0.24), (0.95, 0.06), (1.03, 0),
     (0.95, -0.06), (0.8, -0.24), (0.5, -0.42), (0.22, -0.3)],
    closed=True, steps=3)


def leaf_shape(x: float, y: float, long: float, wide: float, turn: float) -> list[Point]:
    """A pointed oval leaf whose stalk end sits at (x, y)."""
    cos, sin = math.cos(turn), math.sin(turn)
    return [(x + u * long * cos - v * wide * sin, y + u * long * sin + v * wide * cos)
            for u, v in LEAF]


def stone(pen: Pen, x: float, y: float, rx: float, ry: float, colour: str, light: str,
          random: Random) -> None:
    """A rock standing on ``y``: a shaded body, one lit facet towards the upper right."""
    rim = []
    for step in range(9):
        turn = math.pi + math.pi * step / 8
        reach = random.uniform(0.88, 1.1)
        rim.append((x + math.cos(turn) * rx * reach, y + math.sin(turn) * ry * reach))
    foot = [(x + rx * 0.6, y + ry * 0.16), (x - rx * 0.6, y + ry * 0.16)]
    pen.polygon(curve([*rim, *foot], closed=True, steps=4), colour)
    inner = [(x + rx * 0.5, y - ry * 0.22), (x + rx * 0.1, y - ry * 0.5)]
    pen.polygon([*curve(rim[3:8], steps=4), *inner], mix(colour, light, 0.75))
    pen.polygon([*curve(rim[4:7], steps=4), (x + rx * 0.3, y - ry * 0.62)], light)
