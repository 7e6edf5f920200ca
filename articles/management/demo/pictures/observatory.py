"""The observatory under the Milky Way, the one upright picture."""

# Outlines are tables of points; one point per line would hide their shape.
# fmt: off

import math

from PIL import Image, ImageChops, ImageFilter

from .brushes import BICUBIC, Canvas, Pen, fade, levels, mix, noise, ramp, rgb
from .growth import blades, pine, pines
from .outlines import Point, curve, ridge, taper


def milky_way(canvas: Canvas) -> Image.Image:
    """Returns the band's brightness, so that stars crowd where it glows."""
    width, height = canvas.size
    long = 2000
    band = ramp((long, 620), (0, 0, 0.1, 0.4, 0.85, 1, 0.85, 0.4, 0.1, 0, 0))
    lanes = ramp((long, 620), (0, 0, 0, 0, 0.25, 0.9, 0.5, 0.12, 0, 0, 0))
    dust = levels(noise((long, 620), (14, 6), "dust", 6, 2), 88, 168)
    dark = levels(noise((long, 620), (16, 5), "lanes", 6, 2), 108, 156)
    bright = ImageChops.multiply(band, dust.point([90 + v * 5 // 8 for v in range(256)]))
    bright = ImageChops.subtract(bright, ImageChops.multiply(lanes, dark))
    left, top = (long - width) // 2 - 40, 240
    bright = bright.rotate(61, BICUBIC, expand=True)
    core = ImageChops.multiply(band, dust.point([84 + v * 2 // 3 for v in range(256)]))
    core = core.rotate(61, BICUBIC, expand=True)
    area = (left, top, left + width, top + height)
    bright, core = bright.crop(area), core.crop(area).filter(ImageFilter.GaussianBlur(22))
    fall = ramp((width, height), (1, 1, 0.95, 0.75, 0.4, 0, 0, 0))
    bright, core = ImageChops.multiply(bright, fall), ImageChops.multiply(core, fall)
    canvas.image.paste(rgb("#8fb0dc"), None, levels(bright, 0, 255, 0.58))
    canvas.image.paste(rgb("#ffdcc0"), None, levels(core, 70, 255, 0.42))
    return bright


def stars(canvas: Canvas, bright: Image.Image, horizon: float) -> None:
    random, density = canvas.random, bright.load()
    with canvas.pen(0, 0, canvas.size[0], horizon) as pen:
        for _ in range(9000):
            x, y = random.randrange(canvas.size[0]), random.uniform(0, horizon)
            if random.random() > 0.24 + density[x, int(y)] / 150:
                continue
            size = 0.45 + 0.9 * random.random() ** 9
            tint = random.choice(("#ffffff", "#dfe9ff", "#cfdcff", "#fff0d8", "#ffe3c2"))
            dim = random.uniform(0.25, 0.95) * (1 - (y / horizon) ** 3 * 0.8)
            pen.oval(x, y, size, size, fade(tint, dim))
    for _ in range(26):
        x, y = random.uniform(20, 1050), random.uniform(20, horizon * 0.8)
        canvas.glow(x, y, random.uniform(9, 19), "#dbe7ff", 0.9)
        with canvas.pen(x - 4, y - 4, x + 4, y + 4) as pen:
            pen.oval(x, y, 1.7, 1.7, "#ffffff")


def observatory_night() -> Image.Image:
    canvas = Canvas((1067, 1600), [(0, "#0a1330"), (0.3, "#142650"), (0.52, "#2a4a78"),
                                   (0.66, "#64819c"), (0.75, "#d0a98b"), (0.8, "#e7b487"),
                                   (1, "#e7b487")], "observatory-night")
    stars(canvas, milky_way(canvas), 1130)
    canvas.glow(700, 1260, 760, "#ffcf9a", 0.45, 0.4)
    far = ridge([(-20, 1190), (180, 1140), (360, 1185), (560, 1150), (800, 1130), (950, 1175),
                 (1090, 1140)], "far", 0.1)
    canvas.land(far, 1500, [(0, "#5a7390"), (0.5, "#8d8e97"), (1, "#8d8e97")], (26, 18), 0.35)
    canvas.mist(1180, 1330, "#e6b995", 0.5, (3, 2))
    near = ridge([(-20, 1235), (150, 1262), (420, 1300), (700, 1270), (1090, 1215)], "near", 0.09)
    canvas.land(near, 1560, [(0, "#304a6a"), (0.5, "#41546e"), (1, "#41546e")], (20, 14), 0.4)
    with canvas.pen(0, 1150, 1067, 1340) as pen:
        pines(pen, near, 0.75, (16, 40), "#2c4664", canvas.random)
    canvas.mist(1270, 1420, "#93909c", 0.5, (3, 2))
    observatory_hill(canvas)
    return canvas.finish(0.038, 0.22)


def observatory_hill(canvas: Canvas) -> None:
    random = canvas.random
    hill = curve([(-20, 1420), (160, 1402), (330, 1340), (480, 1286), (640, 1276), (800, 1296),
                  (930, 1360), (1090, 1400)], steps=16)
    dome(canvas, 585, 1290)
    canvas.land(hill, 1620, [(0, "#22395a"), (0.25, "#162743"), (1, "#070e1e")], (22, 9), 0.5)
    path = curve([(598, 1284), (622, 1340), (590, 1410), (560, 1500), (500, 1630)], steps=10)
    canvas.wash(taper(path, 14, 120), [(0, "#a08d80"), (0.35, "#4a5468"), (1, "#1b2740")])
    with canvas.pen(0, 1030, 1067, 1600) as pen:
        for _ in range(520):
            x, drop = random.uniform(0, 1067), random.random()
            y = 1330 + 270 * drop + abs(x - 620) * 0.12
            if abs(x - 580) > 22 + 70 * drop:
                blades(pen, x, y, 9 + 24 * drop, mix("#24395a", "#050b18", drop), random, 4, 2)
        for x, y, tall in ((60, 1450, 250), (135, 1440, 190), (205, 1418, 130), (-5, 1480, 330),
                           (892, 1372, 120), (945, 1400, 180), (1010, 1420, 250), (1070, 1450, 330),
                           (262, 1392, 84)):
            pine(pen, x, y, tall, "#0a1428", random)
        person(pen, 752, 1292)
    for x, y in ((534, 1440), (662, 1372), (668, 1510)):
        canvas.glow(x, y - 22, 70, "#ffc27a", 0.75)
        with canvas.pen(x - 6, y - 30, x + 6, y + 4) as pen:
            pen.box(x - 1.5, y - 20, x + 1.5, y, "#0d172b")
            pen.oval(x, y - 22, 4, 4, "#fff0cf")


def person(pen: Pen, x: float, y: float) -> None:
    """Someone at a tripod telescope: gives the dome its scale."""
    dark = "#0d1830"
    pen.polygon(taper([(x, y + 2), (x + 2, y - 22), (x + 6, y - 40)], 9, 14), dark)
    pen.oval(x + 9, y - 47, 6, 7, dark)
    pen.polygon(taper([(x + 8, y - 36), (x + 24, y - 40)], 5, 3), dark)
    pen.polygon(taper([(x + 18, y - 40), (x + 62, y - 74)], 6, 10), dark)
    for foot in (-14, 2, 16):
        pen.line([(x + 40, y - 56), (x + 40 + foot, y + 4)], dark, 2)


def dome(canvas: Canvas, x: float, y: float) -> None:
    radius = 158
    arc: list[Point] = [(x + radius * math.cos(math.pi * (1 + k / 40)),
                         y - 112 + radius * 1.04 * math.sin(math.pi * (1 + k / 40)))
                        for k in range(41)]
    canvas.wash(arc, [(0, "#45597a"), (0.35, "#a9b4c0"), (0.62, "#d9d2c6"), (0.86, "#a28f88"),
                      (1, "#6d6a7a")], sideways=True)
    with canvas.pen(x - 190, y - 300, x + 190, y + 20) as pen:
        for rib in (-0.86, -0.62, -0.34, 0.42, 0.68, 0.88):
            line = [(x + rib * radius * math.cos(t), y - 112 - radius * 1.03 * math.sin(t))
                    for t in (k * math.pi / 40 for k in range(21))]
            pen.line(line, fade("#33435f", 0.4), 1.6)
    slit = [(x + radius * u, y - 112 - radius * v) for u, v in (
        (-0.14, 0.0), (-0.13, 0.5), (-0.06, 0.85), (0.06, 1.06), (0.2, 1.03), (0.22, 0.85),
        (0.2, 0.5), (0.2, 0.0))]
    canvas.wash(curve(slit), [(0, "#25324e"), (0.4, "#8a5b3f"), (1, "#ffcb83")])
    canvas.glow(x + 6, y - 165, 170, "#ffb765", 0.5)
    with canvas.pen(x - 200, y - 320, x + 200, y + 20) as pen:
        pen.polygon(taper([(x + 8, y - 130), (x + 16, y - 236)], 30, 26), "#2a3850")
        pen.line([(x + 21, y - 132), (x + 27, y - 234)], "#e6b27b", 2)
        pen.oval(x + 16, y - 236, 13, 4, "#8fa6c4")
        pen.box(x - 170, y - 120, x + 170, y - 104, "#8d8a90")
        pen.box(x - 170, y - 108, x + 170, y - 104, "#4c5468")
    wall = [(x - 150, y - 104), (x + 150, y - 104), (x + 150, y + 30), (x - 150, y + 30)]
    canvas.wash(wall, [(0, "#2f4160"), (0.4, "#8c93a0"), (0.65, "#b9aea5"), (1, "#5c5b6e")], True)
    with canvas.pen(x - 260, y - 120, x + 260, y + 20) as pen:
        for dx in (-104, -56, 64, 108):
            pen.box(x + dx - 10, y - 76, x + dx + 10, y - 38, "#ffd08a", 9)
        pen.box(x - 14, y - 74, x + 26, y + 8, "#ffdca0", 6)
        pen.box(x + 5, y - 74, x + 7, y + 8, "#8a6a4d")
    canvas.glow(x + 6, y - 30, 150, "#ffbd70", 0.6)
