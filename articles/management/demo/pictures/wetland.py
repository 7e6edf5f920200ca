"""The wetland at dawn: still water, reeds, wading birds."""

# Outlines are tables of points; one point per line would hide their shape.
# fmt: off

import math

from PIL import Image, ImageChops, ImageFilter

from .brushes import Canvas, fade, mix
from .growth import blades, reed
from .outlines import Point, curve, ridge, taper


def mirror(canvas: Canvas, shore: int, tint: str, share: float, wave: float) -> None:
    """Fold the picture over the shore line, breaking it into rows that sway more up close."""
    width, height = canvas.size
    depth = height - shore
    tall = min(shore, round(depth * 1.15))
    image = canvas.image.crop((0, shore - tall, width, shore))
    image = image.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize((width, depth))
    image = image.filter(ImageFilter.GaussianBlur(1.6))
    image = Image.blend(image, Image.new("RGB", image.size, tint), share)
    rows = Image.new("RGB", image.size)
    for y in range(depth):
        near = y / depth
        sway = wave * (0.15 + near) * (math.sin(y / (2.2 + 7 * near)) + 0.6 * math.sin(y * 0.83))
        rows.paste(ImageChops.offset(image.crop((0, y, width, y + 1)), round(sway), 0), (0, y))
    canvas.image.paste(rows, (0, shore))


def ripples(canvas: Canvas, shore: float, colour: str, count: int, opacity: float) -> None:
    """Short bright strokes, longer and further apart towards the viewer."""
    random = canvas.random
    with canvas.pen(0, shore, *canvas.size) as pen:
        for _ in range(count):
            near = random.random() ** 1.7
            y = shore + 3 + near * (canvas.size[1] - shore)
            x, long = random.uniform(-40, canvas.size[0]), (14 + 130 * near) * random.random()
            thick = 0.5 + 1.5 * near
            pen.polygon([(x, y), (x + long / 2, y - thick), (x + long, y), (x + long / 2,
                                                                            y + thick)],
                        fade(colour, opacity * random.uniform(0.3, 1)))


def wetland_birds() -> Image.Image:
    canvas = Canvas((1600, 1067), [(0, "#6f8fa6"), (0.18, "#a9b4b5"), (0.34, "#e6c3a9"),
                                   (0.46, "#f6cf9f"), (1, "#f8ddb4")], "wetland-birds")
    canvas.mist(30, 260, "#f8d9c0", 0.6, (2, 8), 50)
    canvas.glow(1010, 470, 820, "#ffd08a", 0.7, 0.6)
    with canvas.pen(930, 300, 1090, 480) as pen:
        pen.oval(1010, 396, 46, 46, "#fff6dc")
    canvas.glow(1010, 396, 260, "#ffe9b8", 0.8)
    for y, top, low, name in ((470, "#b6a9a4", "#e9cba8", "far"), (500, "#8f9190", "#dcbf9f",
                                                                   "mid")):
        line = ridge([(-20, y), (240, y - 46), (520, y - 8), (800, y - 34), (1130, y - 4),
                      (1380, y - 52), (1620, y - 12)], name, 0.06)
        canvas.land(line, 560, [(0, top), (1, low)])
    canvas.mist(440, 560, "#fbdcae", 0.7, (3, 2))
    tree_line(canvas, 548)
    canvas.mist(490, 566, "#f9dcb3", 0.75, (4, 2))
    flock(canvas)
    mirror(canvas, 552, "#c9a993", 0.16, 3.2)
    canvas.mist(520, 640, "#fbe3bd", 0.75, (3, 2))
    ripples(canvas, 556, "#fff0d2", 420, 0.55)
    ripples(canvas, 600, "#6c7075", 200, 0.28)
    banks(canvas)
    for x, y, tall, way, kind in ((610, 800, 300, 1, 0), (785, 760, 215, -1, 1), (455, 715, 140, 1,
                                                                                  1),
                                  (1120, 690, 120, -1, 0), (1190, 698, 112, 1, 1)):
        wading_bird(canvas, x, y, tall, way, kind)
    reed_beds(canvas)
    return canvas.finish(vignette=0.2)


def tree_line(canvas: Canvas, y: float) -> None:
    random = canvas.random
    with canvas.pen(0, y - 90, 1600, y + 8) as pen:
        for step in range(900):
            x = step * 1640 / 900 - 20
            clump = 0.5 + 0.3 * math.sin(x / 150 + 1) + 0.2 * math.sin(x / 37)
            tall = 6 + 50 * clump**2 * random.uniform(0.3, 1.1)
            size = random.uniform(3, 8)
            pen.oval(x, y - tall, size, size * 0.8, "#74797a")
            pen.box(x - size * 0.7, y - tall, x + size * 0.7, y, "#74797a")
        pen.box(0, y - 7, 1600, y + 8, "#74797a")


def flock(canvas: Canvas) -> None:
    random = canvas.random
    with canvas.pen(150, 90, 900, 380) as pen:
        for index in range(15):
            arm, rank = (1 if index % 2 else -1), (index + 1) // 2
            x = 640 - rank * 46 + random.uniform(-9, 9)
            y = 190 + arm * rank * 13 - rank * 5 + random.uniform(-5, 5)
            flap, size = random.uniform(-0.6, 1), random.uniform(10, 14)
            for side in (-1, 1):
                wing = curve([(x, y), (x + side * size * 0.6 - 3, y - size * 0.55 * flap),
                              (x + side * size * 1.3 - 7, y - size * 0.4 * flap + 2)], steps=5)
                pen.polygon(taper(wing, 4, 0.6), "#54606a")
            pen.polygon(taper([(x - size * 0.6, y + 1), (x, y), (x + size, y)], 2, 1.4), "#54606a")


def bird_parts(x: float, y: float, tall: float, way: int, kind: int) -> list[list[Point]]:
    """An egret standing on (x, y): kind 0 looks up and ahead, kind 1 stoops to fish."""
    def place(points: list[Point]) -> list[Point]:
        return [(x + way * px * tall, y + py * tall) for px, py in points]

    body = curve([(0.14, -0.62), (0.16, -0.54), (0.06, -0.455), (-0.1, -0.44), (-0.26, -0.395),
                  (-0.33, -0.365), (-0.22, -0.47), (-0.1, -0.57), (0.04, -0.63)], closed=True)
    if kind:
        neck = curve([(0.08, -0.56), (0.2, -0.63), (0.25, -0.72), (0.32, -0.74), (0.38, -0.66)])
        beak = [(0.36, -0.69), (0.4, -0.655), (0.52, -0.5)]
        head = curve([(0.33, -0.735), (0.38, -0.73), (0.415, -0.67), (0.385, -0.64), (0.35, -0.68)],
                     closed=True)
    else:
        neck = curve([(0.08, -0.55), (0.18, -0.66), (0.13, -0.76), (0.12, -0.86), (0.18, -0.93)])
        beak = [(0.19, -0.95), (0.23, -0.915), (0.4, -0.905)]
        head = curve([(0.13, -0.93), (0.17, -0.965), (0.23, -0.945), (0.25, -0.915), (0.18, -0.9)],
                     closed=True)
    legs = [taper(place([(-0.01, -0.47), (0.0, -0.24), (-0.015, 0)]), tall * 0.026, tall * 0.012),
            taper(place([(-0.07, -0.47), (-0.11, -0.25), (-0.06, 0)]), tall * 0.026, tall * 0.012)]
    crest = curve([(0.15, -0.94), (0.08, -0.93), (0.01, -0.9)]) if not kind else neck[:3]
    return [place(body), taper(place(neck), tall * 0.085, tall * 0.038), place(beak), place(head),
            taper(place(crest), tall * 0.012, 1), *legs]


def wading_bird(canvas: Canvas, x: float, y: float, tall: float, way: int, kind: int) -> None:
    near = min(1, max(0, (y - 560) / 240))
    tone = mix("#6a6a6c", "#2c333a", near)
    parts = bird_parts(x, y, tall, way, kind)
    random = canvas.random
    reach = tall * 0.6
    with canvas.pen(x - reach, y - 4, x + reach, y + tall) as pen:
        for part in parts:
            sunk = [(px + math.sin((2 * y - py) / 5) * tall * 0.008, 2 * y - py) for px, py in part]
            pen.polygon(sunk, mix(tone, "#cdb4a2", 0.52))
        for _ in range(26):
            ry = y + random.random() * tall * 0.95
            rx = x + random.uniform(-0.5, 0.3) * tall
            pen.line([(rx, ry), (rx + tall * 0.3, ry)], fade("#efcfa8", 0.4), 1.2)
    with canvas.pen(x - reach, y - tall * 1.05, x + reach, y + 24) as pen:
        for part in parts:
            pen.polygon(part, tone)
        back = [(x + way * u * tall, y + v * tall) for u, v in
                curve([(-0.3, -0.39), (-0.1, -0.555), (0.05, -0.617)])]
        pen.polygon(taper(back, 1, tall * 0.014), fade("#ffd9a0", 0.75))
        for size in (0.1, 0.19):
            pen.ring(x - tall * 0.03, y, tall * size, tall * size * 0.15, fade("#fff0d2", 0.5), 1)


def banks(canvas: Canvas) -> None:
    """Low mud spits give the water its depth."""
    with canvas.pen(0, 560, 1600, 800) as pen:
        for x, y, long, tone in ((1250, 618, 330, "#8d8079"), (180, 640, 300, "#857a76"),
                                 (1420, 702, 260, "#655f60")):
            spit = curve([(x - long, y), (x - long * 0.3, y - long * 0.02), (x + long * 0.3,
                          y - long * 0.028), (x + long, y), (x, y + long * 0.014)], closed=True)
            pen.polygon(spit, tone)
            for _ in range(46):
                bx = x + canvas.random.uniform(-0.8, 0.8) * long
                blades(pen, bx, y, long * 0.07, mix(tone, "#4d5257", 0.5), canvas.random, 4, 2)


def reed_beds(canvas: Canvas) -> None:
    random = canvas.random
    with canvas.pen() as pen:
        for depth, tone in enumerate(("#75706c", "#4a4c4f", "#262d33")):
            for index in range((34, 40, 46)[depth]):
                left = index % 2 == 0
                spread = (340, 300, 270)[depth] * random.random() ** 1.4
                x = spread - 20 if left else 1620 - spread * 1.25
                tall = random.uniform(170, 330) * (0.7 + 0.28 * depth) * (1 - spread / 760)
                y = 800 + depth * 110 + random.uniform(-30, 40)
                reed(pen, x, y, tall, random.uniform(0.02, 0.24) * tall * (1 if left else -0.9),
                     mix(tone, "#8a7460", random.uniform(0, 0.25)), random)
            for _ in range(150):
                x = random.choice((random.uniform(-20, 330), random.uniform(1230, 1620)))
                blades(pen, x, 800 + depth * 120 + random.gauss(0, 26), 60 + 45 * depth,
                       mix(tone, "#8a7460", random.uniform(0, 0.2)), random, 3, 3)
        for _ in range(170):
            blades(pen, random.uniform(-20, 1620), 1085, random.uniform(40, 110), "#20272d",
                   random, 5, 4)
