"""The greenhouse: one vanishing point, everything placed in metres and projected."""

# Outlines are tables of points; one point per line would hide their shape.
# fmt: off

import math

from PIL import Image

from .brushes import Canvas, Pen, fade, mix
from .growth import leaf_shape
from .outlines import Point, curve, taper

FAR = "#eef1d8"
CENTRE_X, CENTRE_Y, LENS = 800, 452, 800


def spot(x: float, y: float, z: float) -> Point:
    """Project metres (y grows downwards from the eye) to pixels."""
    return CENTRE_X + LENS * x / z, CENTRE_Y + LENS * y / z


def haze(colour: str, z: float) -> str:
    return mix(colour, FAR, 1 - math.exp(-max(0.0, z - 2) / 13))


def arch(z: float, steps: int = 18) -> list[Point]:
    spring = [(-4.1, 1.75), (-4.1, 0.3)]
    bow = [(4.1 * math.cos(math.pi * (1 - k / steps)), 0.3 - 2.7 * math.sin(math.pi * k / steps))
           for k in range(1, steps)]
    return [spot(x, y, z) for x, y in [*spring, *bow, (4.1, 0.3), (4.1, 1.75)]]


def greenhouse() -> Image.Image:
    canvas = Canvas((1600, 1067), [(0, "#e3eee2"), (0.45, "#f6f4dc"), (1, "#c9d3ae")], "greenhouse")
    depths = [1.3, 1.9, 2.6, 3.4, 4.4, 5.6, 7, 8.6, 10.5, 13, 16, 20, 25, 32]
    with canvas.pen() as pen:
        cover(pen, depths)
        floor(pen)
        canvas_tones = ("#5f7a55", "#6d8a5c")
        for side in (-1, 1):
            bench(pen, side, canvas_tones[side > 0])
    canvas.glow(CENTRE_X, CENTRE_Y - 10, 420, "#fffbe2", 0.8)
    plants(canvas)
    with canvas.soft("#fff7d2", 24, 0.26, 0, 0, 1600, 1067) as pen:
        for x in (1080, 1280, 1500):
            pen.polygon([(x, -40), (x + 90, -40), (x - 420, 1080), (x - 620, 1080)], 255)
    canvas.glow(1420, 40, 900, "#fff3c2", 0.5)
    return canvas.finish(vignette=0.16)


def cover(pen: Pen, depths: list[float]) -> None:
    """Film panes from far to near: hills glow through low panes, sky through high ones."""
    pen.polygon(arch(40), "#fdfbe6")
    for far, near in zip(depths[::-1], depths[-2::-1], strict=False):
        back, front = arch(far), arch(near)
        for index in range(len(back) - 1):
            height = math.sin(math.pi * index / (len(back) - 2))
            light = index / (len(back) - 2)
            pane = mix(mix("#a9c3a0", "#d4e6e2", height**0.7), "#fdf3d0", 0.62 * light**1.6)
            pane = mix(pane, "#ffffff", 0.1 * (index % 2))
            pen.polygon([back[index], back[index + 1], front[index + 1], front[index]],
                        haze(pane, far * 0.7))
    for z in depths[::-1]:
        line, width = arch(z, 36), max(1, 17 / z)
        pen.line(line, haze("#8fa39a", z), width)
        pen.line([(x + width * 0.3, y + width * 0.2) for x, y in line], haze("#f7f7ea", z),
                 width * 0.4)
    for x, y in ((0, -2.4), (-2.9, -1.6), (2.9, -1.6), (-4.1, 0.3), (4.1, 0.3), (-4.1, -0.4),
                 (4.1, -0.4)):
        pen.polygon(taper([spot(x, y, 1.2), spot(x, y, 34)], 9, 1), "#a3b4a8")
    for x in (-1.7, 1.7):
        pen.polygon(taper([spot(x, -1.35, 1.2), spot(x, -1.35, 34)], 12, 1), "#5d6f6c")
        for z in (20, 16, 13, 10.5, 8.6, 7, 5.6, 4.4, 3.4, 2.6):
            px, py = spot(x, -1.35, z)
            pen.line([(px, py - 120 / z), (px, py)], haze("#6f807b", z), 2 / z + 0.6)
            pen.oval(px, py + 30 / z, 34 / z, 16 / z, haze("#46585a", z))
            pen.oval(px, py + 40 / z, 26 / z, 8 / z, haze("#fff3c6", z))


def floor(pen: Pen) -> None:
    for z in range(40, 0, -1):
        near, far = z + 0.0, z + 1.0
        tone = haze("#b3ac93" if z % 2 else "#aca58b", near)
        pen.polygon([spot(-4.1, 1.75, far), spot(4.1, 1.75, far), spot(4.1, 1.75, near),
                     spot(-4.1, 1.75, near)], haze("#6d7257", near))
        pen.polygon([spot(-0.95, 1.75, far), spot(0.95, 1.75, far), spot(0.95, 1.75, near),
                     spot(-0.95, 1.75, near)], tone)
    pen.polygon([spot(0.1, 1.75, 34), spot(0.5, 1.75, 34), spot(0.5, 1.75, 1.2), spot(0.1, 1.75,
                                                                                      1.2)],
                fade("#fff6d6", 0.28))


def bench(pen: Pen, side: int, tone: str) -> None:
    """A long table: legs, a shaded front edge, seed trays on top."""
    def quad(a: float, b: float, y: float, low: float, colour: str) -> None:
        pen.polygon([spot(side * a, y, 36), spot(side * b, y, 36), spot(side * b, low, 1.1),
                     spot(side * a, low, 1.1)], colour)

    for step in range(44, -1, -1):
        z = 1.2 + step * 0.8
        pen.polygon([spot(side, 0.98, z), spot(side, 1.75, z), spot(side, 1.75, z + 0.8),
                     spot(side, 0.98, z + 0.8)], haze("#54614c", z))
        pen.polygon([spot(side, 1.02, z), spot(side, 1.75, z), spot(side, 1.75, z + 0.07),
                     spot(side, 1.02, z + 0.07)], haze("#9aa79a", z))
        pen.polygon([spot(side, 0.86, z + 0.8), spot(side * 4, 0.86, z + 0.8), spot(side * 4, 0.86,
                                                                                    z),
                     spot(side, 0.86, z)], haze(mix("#4b4534", tone, 0.25), z))
        pen.polygon([spot(side, 0.86, z), spot(side, 0.99, z), spot(side, 0.99, z + 0.8),
                     spot(side, 0.86, z + 0.8)], haze("#c9cdb8" if side < 0 else "#9fa995", z))
        for lane in range(4):
            x = side * (1.06 + lane * 0.74)
            pen.polygon([spot(x, 0.85, z + 0.05), spot(x + side * 0.66, 0.85, z + 0.05),
                         spot(x + side * 0.66, 0.85, z + 0.74), spot(x, 0.85, z + 0.74)],
                        haze("#3e3a2c", z))


def plants(canvas: Canvas) -> None:
    """Far to near, so nearer leaves overlap; the gardener stands among them."""
    random = canvas.random
    placed = False
    with canvas.pen() as pen:
        z = 24.0
        while z > 1.35:
            if z < 8.4 and not placed:
                gardener(pen)
                placed = True
            for side in (-1, 1):
                for lane in range(8, -1, -1):
                    x = side * (1.14 + lane * 0.33) + random.uniform(-0.04, 0.04)
                    px, py = spot(x, 0.85, z)
                    if -90 < px < 1690 and py < 1200:
                        seedling(pen, px, py, LENS / z, z, side)
            z -= 0.17 + z * 0.026


def seedling(pen: Pen, x: float, y: float, metre: float, z: float, side: int) -> None:
    random_turn = math.sin(x * 12.9898 + y * 78.233) * 43758.5453
    wobble = random_turn - math.floor(random_turn)
    tall = metre * (0.2 + 0.1 * wobble)
    light = "#a9c765" if side < 0 else "#8fb558"
    if z > 11:
        pen.oval(x, y - tall * 0.6, tall * 0.55, tall * 0.5, haze(mix("#5d8f45", light, wobble), z))
        return
    lean = (wobble - 0.5) * tall * 0.3
    pen.polygon(taper([(x, y), (x + lean, y - tall)], metre * 0.018, metre * 0.01),
                haze("#86ab5b", z))
    for index in range(6):
        level, way = index // 2, (-1 if index % 2 else 1)
        angle = -math.pi / 2 + way * (1.25 - 0.33 * level + (wobble - 0.5) * 0.5)
        long = tall * (0.66 - 0.1 * level)
        at = (x + lean * (0.45 + 0.25 * level), y - tall * (0.45 + 0.25 * level))
        tone = mix(("#3d7040", "#558a45", "#7aa851")[level], light, 0.3 + 0.5 * (way > 0) * wobble)
        shape = leaf_shape(*at, long, long * 0.72, angle)
        pen.polygon(shape, haze(tone, z))
        if z < 5:
            tip = (at[0] + long * 0.9 * math.cos(angle), at[1] + long * 0.9 * math.sin(angle))
            pen.line([at, tip], haze(mix(tone, "#e6efb0", 0.4), z), 1)


def gardener(pen: Pen) -> None:
    """A researcher with a tablet, back-lit in the aisle."""
    x, y = spot(-0.15, 1.75, 8.4)
    tall = 1.72 * LENS / 8.4
    for leg in (-0.06, 0.055):
        pen.polygon(taper([(x + leg * tall, y - tall * 0.5), (x + leg * tall, y)], tall * 0.1,
                          tall * 0.07), "#6e7d74")
    coat = curve([(x - tall * 0.13, y - tall * 0.3), (x - tall * 0.12, y - tall * 0.62),
                  (x - tall * 0.1, y - tall * 0.8), (x, y - tall * 0.84), (x + tall * 0.1,
                                                                           y - tall * 0.8),
                  (x + tall * 0.12, y - tall * 0.62), (x + tall * 0.14, y - tall * 0.3)])
    pen.polygon(coat, "#eef0e2")
    pen.polygon([(px, py) for px, py in coat if px < x], "#d3dccb")
    pen.polygon(taper([(x + tall * 0.1, y - tall * 0.76), (x + tall * 0.16, y - tall * 0.6),
                       (x + tall * 0.05, y - tall * 0.54)], tall * 0.07, tall * 0.05), "#e2e6d6")
    pen.polygon([(x - tall * 0.05, y - tall * 0.62), (x + tall * 0.07, y - tall * 0.6),
                 (x + tall * 0.06, y - tall * 0.52), (x - tall * 0.06, y - tall * 0.54)], "#5c6d70")
    pen.oval(x, y - tall * 0.91, tall * 0.058, tall * 0.07, "#d9b493")
    pen.oval(x - tall * 0.005, y - tall * 0.94, tall * 0.064, tall * 0.055, "#4a463f")
