"""Worked land: rice terraces, and the bridge over the solar valley."""

# Outlines are tables of points; one point per line would hide their shape.
# fmt: off

import math
from random import Random

from PIL import Image, ImageFilter, ImageMath

from .brushes import BICUBIC, Canvas, Pen, fade, gradient, levels, mix
from .growth import blades, crown, pines
from .outlines import Point, curve, ridge, taper


def terraces() -> Image.Image:
    canvas = Canvas((1600, 1067), [(0, "#7f9fb4"), (0.14, "#b7c3c0"), (0.27, "#f0d2ae"),
                                   (0.36, "#f8dfb8"), (1, "#f8dfb8")], "terraces")
    canvas.mist(20, 220, "#fbe6d0", 0.6, (2, 7), 50)
    canvas.glow(1150, 300, 800, "#ffd79a", 0.75, 0.55)
    for y, top, low, name in ((250, "#a3aeb2", "#e8d2b4", "a"), (295, "#7f959d", "#d9cbb2", "b"),
                              (345, "#5d7b80", "#c3c3ae", "c")):
        line = ridge([(-20, y - 20), (250, y - 70), (480, y), (760, y - 40), (1010, y + 14),
                      (1290, y - 60), (1620, y - 10)], name, 0.1)
        canvas.land(line, y + 190, [(0, top), (0.7, low), (1, low)], (26, 8), 0.4)
        canvas.mist(y + 10, y + 120, "#f9e3c4", 0.6, (3, 2))
    paddies(canvas)
    canvas.glow(1100, 560, 520, "#ffdca4", 0.55, 0.85)
    knolls(canvas)
    canvas.mist(380, 520, "#fbe7cb", 0.85, (3, 2), 70)
    canvas.mist(560, 720, "#fdebd2", 0.42, (2, 2), 60)
    canvas.glow(1150, 420, 700, "#ffe0ac", 0.3, 0.6)
    farmer(canvas)
    return canvas.finish(vignette=0.2)


def swell(size: tuple[int, int], cells: tuple[int, int], seed: str) -> Image.Image:
    """Smooth floating-point noise: eight bits would show as stairs along the contours."""
    across, down = cells[0] + 3, cells[1] + 3
    dots = Image.frombytes("L", (across, down), Random(seed).randbytes(across * down))
    return dots.convert("F").resize(size, BICUBIC, box=(1, 1, across - 1, down - 1))


def paddy_water(canvas: Canvas, size: tuple[int, int], field: Image.Image) -> Image.Image:
    """The mirrored sky. Neighbouring paddies differ: some hold seedlings, some only light."""
    sky = canvas.image.crop((0, 0, size[0], 400)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    sky = sky.resize(size, BICUBIC).filter(ImageFilter.GaussianBlur(9))
    shade = gradient(size, [(0, "#f8dfb6"), (0.3, "#f2d3b0"), (0.62, "#b9c3c4"), (1, "#5d8aa6")])
    water = Image.blend(sky, shade, 0.66)
    for factor, tone, strength in ((5, "#7f9d62", 0.42), (3, "#fff0d2", 0.4)):
        step = ImageMath.lambda_eval(
            lambda a, k=factor: a["convert"]((a["int"](a["h"]) * k % 7) * 40, "L"), h=field)
        water.paste(tone, None, levels(step, 60, 240, strength))
    return water


def paddies(canvas: Canvas) -> None:
    """Real contour lines: a floating-point height field, cut into steps.

    Each step is water in its rear part and a grassy wall in front; masks are ramps around the
    cut, as steep as the local slope is gentle, so every edge comes out anti-aliased.
    """
    top = 410
    size = (canvas.size[0], canvas.size[1] - top)
    column = Image.new("F", (1, size[1]))
    steep = Image.new("F", (1, size[1]))
    fall = [15.5 * (y / size[1]) ** 0.66 for y in range(size[1])]
    column.putdata(fall)
    steep.putdata([1.15 * (fall[min(y + 1, size[1] - 1)] - fall[max(0, y - 1)]) / 2 + 0.004
                   for y in range(size[1])])
    broad = swell(size, (3, 1), "broad")
    fine = swell(size, (11, 4), "fine")
    field = ImageMath.lambda_eval(
        lambda a: a["c"] + a["b"] * (5.6 / 255) + a["f"] * (0.9 / 255),
        c=column.resize(size), b=broad, f=fine)
    steep = steep.resize(size)

    def band(centre: float, half: float) -> Image.Image:
        """Mask of the part of every step within ``half`` of ``centre``."""
        return ImageMath.lambda_eval(lambda a: a["convert"](a["min"](a["max"](
            (half - abs((a["h"] + (1.5 - centre)) % 1.0 - 0.5)) / a["s"] + 0.5, 0.0), 1.0) * 255.0,
            "L"), h=field, s=steep)

    patch = paddy_water(canvas, size, field)
    ground = gradient(size, [(0, "#a5a883"), (0.3, "#6f8a5c"), (0.7, "#41663f"), (1, "#23402f")])
    rim = gradient(size, [(0, "#cdc795"), (0.4, "#a9b66c"), (1, "#7d9a4c")])
    deep = gradient(size, [(0, "#8b9479"), (0.4, "#4a6549"), (1, "#142821")])
    patch.paste(deep, None, band(0.04, 0.10).point(lambda v: v * 0.45))
    patch.paste(ground, None, band(0.86, 0.14))
    patch.paste(deep, None, band(0.945, 0.06))
    patch.paste(rim, None, band(0.735, 0.035))
    fade_in = gradient(size, [(0, "#000000"), (0.08, "#ffffff"), (1, "#ffffff")]).convert("L")
    canvas.image.paste(patch, (0, top), fade_in)


def knolls(canvas: Canvas) -> None:
    """Clumps of trees and two farmhouses, half sunk in mist."""
    random = canvas.random
    with canvas.pen(0, 380, 1600, 900) as pen:
        for x, y, size in ((250, 545, 34), (330, 560, 26), (1230, 500, 26), (1290, 512, 34),
                           (1350, 506, 22), (760, 480, 18), (800, 484, 22), (90, 700, 54)):
            near = (y - 450) / 300
            tones = [mix(tone, "#b8b496", 0.55 - near * 0.5)
                     for tone in ("#2d4a3a", "#46673f", "#6f8a4e", "#a5a862")]
            pen.polygon(taper([(x, y + size * 0.9), (x, y)], size * 0.16, size * 0.1), tones[0])
            crown(pen, x, y, size, size * 0.8, tones, random, size * 0.15, 170)
        for x, y, size in ((1180, 520, 1.0), (1420, 530, 0.8), (400, 575, 1.1)):
            pen.box(x - 24 * size, y - 20 * size, x + 24 * size, y, "#d9c7a5")
            pen.box(x + 6 * size, y - 20 * size, x + 24 * size, y, "#ecd9b4")
            pen.polygon([(x - 32 * size, y - 18 * size), (x - 20 * size, y - 34 * size),
                         (x + 20 * size, y - 34 * size), (x + 32 * size, y - 18 * size)], "#5e6660")
            pen.box(x - 16 * size, y - 13 * size, x - 8 * size, y - 5 * size, "#6e6552")


def farmer(canvas: Canvas) -> None:
    """A farmer on a dike, with the reflection that says the field is water."""
    x, y = 560, 853
    with canvas.pen(x - 90, y - 130, x + 120, y + 110) as pen:
        for sign, dark, hat in ((-1, fade("#35464a", 0.35), fade("#c2a56c", 0.35)),
                                (1, "#2c3b40", "#dcbf83")):
            def at(points: list[Point], sign: int = sign) -> list[Point]:
                return [(x + px, y - sign * py + (20 if sign < 0 else 0)) for px, py in points]
            pen.polygon(taper(at([(-6, 0), (-5, 24), (0, 44)]), 7, 13), dark)
            pen.polygon(taper(at([(11, 0), (7, 24), (2, 44)]), 7, 13), dark)
            pen.polygon(curve(at([(-10, 40), (-9, 66), (-2, 80), (9, 78), (13, 60), (11, 40)]),
                              closed=True), dark)
            pen.polygon(taper(at([(-52, 78), (0, 74), (60, 66)]), 3, 3), dark)
            pen.polygon(taper(at([(6, 74), (20, 68)]), 7, 5), dark)
            pen.polygon(at([(-20, 88), (4, 106), (28, 86), (4, 83)]), hat)
            for end, high in ((-52, 78), (60, 66)):
                pen.line(at([(end, high), (end, high - 26)]), dark, 1)
                pen.polygon(curve(at([(end - 14, high - 26), (end + 14, high - 26),
                                      (end + 9, high - 44), (end - 9,
                                                             high - 44)]), closed=True), dark)
                for turn in range(-3, 4):
                    pen.polygon(taper(at([(end + turn * 2, high - 28), (end + turn * 5,
                                                                        high - 10)]),
                                      3, 1), "#6f8f4a" if sign > 0 else dark)


def solar_bridge() -> Image.Image:
    canvas = Canvas((1600, 1067), [(0, "#6e97b3"), (0.2, "#a5bfc6"), (0.38, "#ecd9bb"),
                                   (0.5, "#f7dcb0"), (1, "#efdcbd")], "solar-bridge")
    canvas.mist(40, 300, "#fff1dc", 0.65, (2, 6), 46)
    canvas.glow(420, 420, 900, "#ffd99c", 0.75, 0.6)
    far = ridge([(-20, 430), (210, 350), (420, 440), (640, 380), (880, 450), (1120, 340),
                 (1360, 420), (1620, 330)], "far", 0.11)
    canvas.land(far, 800, [(0, "#9db1b6"), (0.5, "#e4d6bd"), (1, "#e4d6bd")], (32, 20), 0.4)
    canvas.mist(440, 600, "#f8e5c6", 0.6, (3, 2))
    middle = ridge([(-20, 460), (160, 520), (380, 600), (620, 680), (800, 720), (980, 650),
                    (1200, 560), (1420, 470), (1620, 440)], "middle", 0.08)
    canvas.land(middle, 960, [(0, "#7d9a97"), (0.4, "#a9b7a4"), (1, "#d3cfb5")], (26, 24), 0.5)
    river(canvas)
    canvas.mist(620, 800, "#f6e6c9", 0.75, (3, 2))
    bridge(canvas)
    left = ridge([(-20, 540), (90, 590), (200, 700), (330, 800), (500, 900), (640, 1090)], "left",
                 0.06)
    canvas.land(left, 1090, [(0, "#5f8073"), (0.5, "#3d6054"), (1, "#21413d")], (14, 14), 0.5)
    with canvas.pen(0, 470, 700, 1067) as pen:
        pines(pen, left, 0.9, (36, 76), "#355a50", canvas.random)
        for _ in range(110):
            x = canvas.random.uniform(-10, 560)
            y = 690 + x * 0.62 + canvas.random.uniform(0, 380)
            pines(pen, [(x, y)], 1, (50, 92), mix("#33574d", "#17332f", (y - 650) / 420),
                  canvas.random)
    canvas.mist(700, 900, "#f4e6cc", 0.35, (3, 2))
    solar_slope(canvas)
    return canvas.finish(vignette=0.18)


def river(canvas: Canvas) -> None:
    canvas.land(curve([(-20, 800), (400, 780), (800, 742), (1200, 770), (1620, 800)]), 1090,
                [(0, "#a9b89d"), (0.4, "#7a9a82"), (1, "#4a7263")], (30, 16), 0.4)
    middle = curve([(850, 742), (880, 756), (800, 790), (840, 830), (740, 900), (640, 980),
                    (600, 1100)])
    last = len(middle) - 1
    banks = [[(x + side * (5 + 150 * (k / last) ** 1.6), y) for k, (x, y) in enumerate(middle)]
             for side in (-1, 1)]
    canvas.wash(banks[0] + banks[1][::-1], [(0, "#f8e8c8"), (0.5, "#c3d0c8"), (1, "#7fa3ab")])


def bridge(canvas: Canvas) -> None:
    def deck(x: float) -> float:
        return 560 - 0.035 * x - 26 * math.sin(math.pi * x / 1600)

    with canvas.pen(0, 80, 1600, 960) as pen:
        for x, foot in ((500, 830), (1060, 800)):
            top = deck(x) - 370
            for side, tone in ((-1, "#8c979b"), (1, "#aeb2ae")):
                pen.polygon(taper([(x + side * 44, foot), (x + side * 34, deck(x)),
                                   (x + side * 6, top + 90), (x + side * 5, top)], 25, 10), tone)
            pen.box(x - 34, deck(x) + 14, x + 34, deck(x) + 32, "#7c888d")
            pen.box(x - 10, top + 60, x + 10, top + 130, "#c3c3ba")
            for index in range(15):
                reach = 44 + index * 15.6
                grip = top + 118 - index * 7.4
                for side in (-1, 1):
                    end = x + side * reach
                    pen.line([(x, grip), (end, deck(end))],
                             fade("#5f7580" if side < 0 else "#8a9494",
                             0.8), 1)
        line = [(x, deck(x)) for x in range(-20, 1640, 20)]
        pen.polygon(line + [(x, y + 17) for x, y in line[::-1]], "#6f7f87")
        pen.polygon(line + [(x, y + 5) for x, y in line[::-1]], "#f3e6c9")
        pen.line([(x, y - 8) for x, y in line], fade("#8b979b", 0.9), 1)
        for x in (40, 215, 1345, 1530):
            pen.polygon(taper([(x, deck(x) + 12), (x, 900)], 17, 24), "#8d9799")
        for x, long, tone in ((300, 26, "#f0ece0"), (690, 18, "#c98f5d"), (780, 34, "#e9e4d6"),
                              (905, 17, "#7a8d96"), (1240, 20, "#f0ece0")):
            pen.box(x, deck(x) - long * 0.42 - 2, x + long, deck(x + long) - 1, tone, 2)


def solar_slope(canvas: Canvas) -> None:
    crest = ridge([(560, 1100), (760, 960), (980, 830), (1200, 735), (1400, 668), (1630, 600)],
                  "slope", 0.03)
    canvas.land(crest, 1100, [(0, "#9aa06c"), (0.35, "#6d8455"), (1, "#33503a")], (12, 12), 0.45)
    random = canvas.random
    with canvas.pen(540, 560, 1600, 1067) as pen:
        for x, y in crest[::2]:
            blades(pen, x, y + 4, 12, "#a9a56c", random, 4, 2)
        rows = 8
        for row in range(rows):
            panel_row(pen, row / (rows - 1))
        for _ in range(240):
            x = random.uniform(620, 1620)
            y = 1100 - random.random() ** 2 * 90
            blades(pen, x, y, random.uniform(14, 44), mix("#2c4a35", "#8a8f54",
                                                          random.random() ** 2),
                   random, 6, 2.5)


def panel_row(pen: Pen, near: float) -> None:
    """One row along the slope; rows spread and grow towards the viewer."""
    share = near**1.5
    start = (1150 - 420 * share, 792 + 230 * share)
    end = (1640, 640 + 330 * share + 20 * near)
    tall, count = 17 + 48 * share, round(20 - 10 * share)
    for index in range(count):
        u, v = index / count, (index + 0.93) / count
        ax, ay = (start[0] + (end[0] - start[0]) * u, start[1] + (end[1] - start[1]) * u)
        bx, by = (start[0] + (end[0] - start[0]) * v, start[1] + (end[1] - start[1]) * v)
        lean = tall * 0.42
        pen.line([(ax + 4, ay), (ax + 4, ay + tall * 0.45)], "#2d4436", 1 + 2 * share)
        pen.line([(bx - 4, by), (bx - 4, by + tall * 0.45)], "#2d4436", 1 + 2 * share)
        quad = [(ax, ay), (bx, by), (bx + lean, by - tall), (ax + lean, ay - tall)]
        glint = max(0.0, 1 - abs(u - 0.35 - 0.25 * near) * 3.2)
        pen.polygon(quad, mix(mix("#5c86a3", "#2b4f78", near), "#e9d9b8", glint * 0.55))
        for k in (1, 2, 3):
            t = k / 4
            low = (ax + (bx - ax) * t, ay + (by - ay) * t)
            pen.line([low, (low[0] + lean, low[1] - tall)], fade("#c9dbe2", 0.35), 1)
        pen.line([(ax + lean / 2, ay - tall / 2), (bx + lean / 2, by - tall / 2)],
                 fade("#c9dbe2", 0.35), 1)
        pen.line([quad[3], quad[2]], "#f1ead6", 1)
        pen.line([quad[0], quad[1]], "#1d3a52", 1 + share)
