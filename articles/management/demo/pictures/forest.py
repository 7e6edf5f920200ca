"""The autumn wood with its stream."""

# Outlines are tables of points; one point per line would hide their shape.
# fmt: off

import math

from PIL import Image, ImageFilter

from .brushes import Canvas, Pen, fade, gradient, mix, ramp
from .growth import blades, crown, leaf_shape, stone
from .outlines import Point, curve, taper


def forest_stream() -> Image.Image:
    canvas = Canvas((1600, 1067), [(0, "#e3b878"), (0.3, "#f6dda8"), (0.5, "#fbe9c2"),
                                   (0.62, "#e8b878"), (1, "#8a4f2c")], "forest-stream")
    canvas.glow(840, 400, 760, "#fff3cf", 0.85)
    random = canvas.random
    for depth, (trunk, tones, y) in enumerate((
            ("#dcb586", ("#e8c186", "#efcb8d", "#f6d897"), 560),
            ("#b98a60", ("#c98f4e", "#dca457", "#eebd69"), 600),
            ("#7d573f", ("#a9622f", "#c97a35", "#e29a45"), 660))):
        wood(canvas, depth, trunk, tones, y)
        canvas.mist(300, 700, "#fde9c0", 0.5 - 0.13 * depth, (3, 2))
    floor = curve([(-20, 640), (260, 655), (520, 622), (800, 600), (1100, 618), (1350, 662),
                   (1620, 640)])
    canvas.land(floor, 1080, [(0, "#d99a55"), (0.35, "#a9602f"), (1, "#4b2a1f")], (60, 40), 0.35)
    litter(canvas)
    stream(canvas)
    beams(canvas)
    near_trees(canvas)
    with canvas.pen(0, 0, 1600, 1067) as pen:
        for _ in range(46):
            x, y = random.uniform(300, 1350), random.uniform(80, 620)
            pen.polygon(leaf_shape(x, y, random.uniform(7, 13), 9, random.uniform(0, 6)),
                        random.choice(("#e9a544", "#d2752e", "#f4c768")))
    return canvas.finish(vignette=0.26)


def wood(canvas: Canvas, depth: int, trunk: str, tones: tuple[str, ...], y: float) -> None:
    random = canvas.random
    count = (26, 17, 9)[depth]
    with canvas.pen(0, 0, 1600, 720) as pen:
        for index in range(count):
            x = (index + random.uniform(0.1, 0.9)) * 1600 / count
            if abs(x - 830) < (50, 130, 330)[depth]:
                continue
            width = (11, 20, 34)[depth] * random.uniform(0.6, 1.3)
            sway = random.uniform(-30, 30)
            pen.polygon(taper(curve([(x, y + 20), (x + sway * 0.2, y * 0.5), (x + sway, -30)]),
                              width * 1.25, width * 0.7), trunk)
            crowns = random.randint(2, 4)
            for _ in range(crowns):
                size = (90, 125, 165)[depth] * random.uniform(0.7, 1.2)
                crown(pen, x + random.uniform(-90, 90), random.uniform(-30, 300 - 60 * depth), size,
                      size * 0.6, tones, random, 6.5 + 1.5 * depth, 170)
        for _ in range(70):
            x = random.uniform(0, 1600)
            if abs(x - 820) > 60 + 110 * depth:
                crown(pen, x, y + 12, 30 + 16 * depth, 16 + 8 * depth, tones, random,
                      5 + 2 * depth, 26)


def litter(canvas: Canvas) -> None:
    """Fallen leaves, larger towards the viewer."""
    random = canvas.random
    with canvas.pen(0, 600, 1600, 1067) as pen:
        for index in range(2600):
            near = index / 2600
            y = 632 + near * 450 + random.uniform(-8, 8)
            size = 2.5 + 12 * near * random.uniform(0.5, 1)
            tone = random.choice(("#e0a04c", "#c8702f", "#9c4c25", "#f0bf68", "#7a3b20", "#b85c2a"))
            pen.oval(random.uniform(0, 1600), y, size, size * 0.42, mix(tone, "#53301f",
                                                                        near * 0.5))


STREAM = ((850, 612), (900, 640), (800, 690), (690, 760), (850, 850), (960, 950), (820, 1100))


def stream(canvas: Canvas) -> None:
    middle = curve(STREAM, steps=12)
    last = len(middle) - 1
    flank: list[list[Point]] = [[], []]
    for index, (x, y) in enumerate(middle):
        half = 12 + 300 * (index / last) ** 1.5 + 14 * math.sin(index * 0.9)
        flank[0].append((x - half, y))
        flank[1].append((x + half, y + 4 * math.sin(index * 1.7)))
    outline = flank[0] + flank[1][::-1]
    canvas.wash([(x + (12 if x > 800 else -12), y - 7) for x, y in outline],
                [(0, "#a86a38"), (0.4, "#5d3524"), (1, "#2d1a16")])
    mask = Image.new("L", canvas.size)
    Pen(mask, (0, 0), 1).polygon(outline, 255)
    above = canvas.image.crop((0, 160, 1600, 612)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    water = above.resize((1600, 455)).filter(ImageFilter.BoxBlur((3, 16)))
    cool = gradient(water.size, [(0, "#f3dfb6"), (0.35, "#a8a48c"), (1, "#2f4a52")])
    water = Image.composite(cool, water, ramp(water.size, (0.1, 0.45, 0.62, 0.75)))
    canvas.image.paste(water, (0, 612), mask.crop((0, 612, 1600, 1067)).filter(
        ImageFilter.GaussianBlur(0.8)))
    stream_life(canvas, middle, flank)


def stream_life(canvas: Canvas, middle: list[Point], flank: list[list[Point]]) -> None:
    random = canvas.random
    with canvas.pen(0, 600, 1600, 1067) as pen:
        for _ in range(260):
            index = random.randrange(8, len(middle) - 1)
            x, y = middle[index]
            half = flank[1][index][0] - x
            cx, long = x + random.uniform(-0.8, 0.8) * half, half * random.uniform(0.06, 0.3)
            y += random.uniform(-6, 10)
            pen.polygon([(cx - long, y), (cx, y - 1.3), (cx + long, y), (cx, y + 1.3)],
                        fade(random.choice(("#fff1cf", "#f3d9a6", "#e7c995")), 0.55))
        for _ in range(60):
            index = random.randrange(30, len(middle) - 1)
            half = flank[1][index][0] - middle[index][0]
            pen.oval(middle[index][0] + random.uniform(-0.85, 0.85) * half, middle[index][1],
                     3 + half
                     * 0.018, 1.4 + half * 0.007, random.choice(("#e39a3f", "#c9602a", "#f1c060")))
        for index in range(14, len(middle), 5):
            for side in (0, 1):
                if random.random() < 0.72:
                    x, y = flank[side][index]
                    size = 8 + 62 * (index / len(middle)) ** 1.6 * random.uniform(0.6, 1.15)
                    pen.oval(x, y + 1, size * 1.15, size * 0.14, fade("#1d1a18", 0.4))
                    stone(pen, x, y, size, size * 0.62, "#4a4039", "#97866d", random)


def beams(canvas: Canvas) -> None:
    with canvas.soft("#fff0c4", 22, 0.2, 0, 0, 1600, 800) as pen:
        for x, wide, slant in ((560, 60, -330), (700, 90, -260), (930, 70, 250), (1060, 90, 380)):
            pen.polygon([(x, -40), (x + wide * 0.5, -40), (x + slant + wide * 2, 780),
                         (x + slant, 780)], 255)


def near_trees(canvas: Canvas) -> None:
    """Two dark trunks and hanging boughs frame the light."""
    random = canvas.random
    for x, wide, lean in ((150, 96, 30), (1450, 120, -50)):
        trunk = curve([(x - lean * 0.4, 960), (x, 800), (x + lean * 0.3, 420), (x + lean, -60)])
        shape = taper(trunk, wide * 1.5, wide * 0.72)
        lit = [(0, "#3a241c"), (0.55, "#4d3024"), (0.9, "#a4693c"), (1, "#6b4028")]
        canvas.wash(shape, lit if x < 800 else [(1 - at, tone) for at, tone in lit[::-1]], True,
                    (12, 9), 0.8)
    tones = ("#5d2f1d", "#8a4422", "#b5612a", "#d98a38", "#efb554")
    with canvas.pen(0, 0, 1600, 1067) as pen:
        for x, y, rx, ry in ((60, 60, 250, 120), (300, 20, 200, 80), (1560, 50, 240, 130),
                             (1330, 10, 230, 80), (20, 260, 110, 80), (1590, 300, 90, 90)):
            crown(pen, x, y, rx, ry, tones, random, 10, 560)
        for x in (60, 150, 240, 1360, 1450, 1560):
            crown(pen, x, 975, 90, 36, ("#4a281b", "#7a3d21", "#b5652f"), random, 7, 200)
            blades(pen, x, 985, 90, "#5a321f", random, 12, 4)
