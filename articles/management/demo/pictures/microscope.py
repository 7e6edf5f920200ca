"""The microscope with a leaf, in the circle of a desk lamp."""

# Outlines are tables of points; one point per line would hide their shape.
# fmt: off

import math

from PIL import Image

from .brushes import Canvas, fade, gradient
from .growth import leaf_shape
from .outlines import Point, curve, taper

ENAMEL = ((0, "#a89a80"), (0.25, "#e9dfc8"), (0.5, "#fff8e6"), (0.75, "#e2d5b9"), (1, "#8f8167"))
STEEL = ((0, "#3e4a4d"), (0.3, "#8f9a98"), (0.5, "#e6e4d6"), (0.65, "#9aa29d"), (1, "#39464a"))
GRAPHITE = ((0, "#141d20"), (0.35, "#3a474b"), (0.55, "#66757a"), (0.75, "#2e3a3e"), (1, "#11191b"))
BRASS = ((0, "#7a5526"), (0.35, "#d9a657"), (0.5, "#f8dfa2"), (0.7, "#c48f43"), (1, "#6b4820"))


def microscope() -> Image.Image:
    canvas = Canvas((1600, 1067), [(0, "#22363a"), (0.5, "#3a4b47"), (0.75, "#4d4f42"),
                                   (1, "#4d4f42")], "microscope")
    backdrop(canvas)
    desk(canvas)
    notebook(canvas)
    dish(canvas)
    instrument(canvas)
    big_leaf(canvas)
    lamp(canvas)
    canvas.glow(1240, 460, 1000, "#ffb65e", 0.46)
    return canvas.finish(vignette=0.34)


def backdrop(canvas: Canvas) -> None:
    """A shelf of books and jars, far out of focus."""
    random = canvas.random
    with canvas.soft("#1a2a2d", 10, 0.7, 0, 0, 1600, 560) as pen:
        pen.box(0, 196, 900, 214, 255)
        pen.box(0, 452, 900, 470, 255)
    for base in (194, 450):
        x = 30.0
        while x < 860:
            wide, tall = random.uniform(22, 58), random.uniform(90, 170)
            tone = random.choice(("#6b4a3a", "#3f5f5c", "#8a6a42", "#54493f", "#2f4f52", "#7d6b4f"))
            with canvas.soft(tone, 9, 0.62, x - 30, base - tall - 30, x + wide + 30,
                             base + 20) as pen:
                pen.box(x, base - tall, x + wide, base, 255)
            x += wide + random.choice((3, 5, 8, 90))
    for _ in range(16):
        x, y, size = random.uniform(40, 1560), random.uniform(30, 560), random.uniform(12, 34)
        with canvas.soft("#ffd9a0", 4, random.uniform(0.05, 0.16), x - 60, y - 60, x + 60,
                         y + 60) as pen:
            pen.oval(x, y, size, size, 255)


def desk(canvas: Canvas) -> None:
    canvas.wash([(-10, 770), (1610, 770), (1610, 1080), (-10, 1080)],
                [(0, "#6f4a2c"), (0.3, "#8a5c35"), (1, "#4b2f1e")])
    random = canvas.random
    with canvas.pen(0, 766, 1600, 1067) as pen:
        for _ in range(150):
            y = 774 + 300 * random.random() ** 1.2
            x, long = random.uniform(-200, 1500), random.uniform(200, 700)
            line = curve([(x, y), (x + long / 2, y + random.uniform(-4, 4)), (x + long, y)])
            pen.polygon(taper(line, 0.6, random.uniform(0.8, 2.2)),
                        fade(random.choice(("#2f1c10", "#c48d55")), random.uniform(0.1, 0.28)))
        pen.box(0, 767, 1600, 771, "#b98a55")
    canvas.glow(1130, 880, 760, "#ffc77a", 0.75, 0.36)


def notebook(canvas: Canvas) -> None:
    """An open notebook with a pencil study of a leaf and of its cells."""
    with canvas.soft("#1d120b", 10, 0.6, 30, 800, 620, 1067) as shadow:
        shadow.polygon([(60, 985), (260, 868), (560, 905), (420, 1060)], 255)
    with canvas.pen(30, 820, 640, 1067) as pen:
        pen.polygon([(50, 972), (238, 858), (545, 893), (400, 1048)], "#3f5f5c")
        pen.polygon([(58, 966), (240, 852), (390, 869), (230, 1000)], "#e9d9b6")
        pen.polygon([(390, 869), (540, 887), (398, 1036), (230, 1000)], "#f8ebcb")
        ink = fade("#5b4a35", 0.75)
        leaf = leaf_shape(130, 960, 165, 92, -0.55)
        pen.line([*leaf, leaf[0]], ink, 1.6)
        pen.line([(118, 966), (262, 878)], ink, 1.4)
        for t in (0.25, 0.42, 0.58, 0.74):
            x, y = 130 + 140 * t, 960 - 86 * t
            pen.line([(x, y), (x + 34 * (1 - t * 0.5), y + 4)], ink, 1)
            pen.line([(x, y), (x + 4, y - 28 * (1 - t * 0.5))], ink, 1)
        for row in range(3):
            for column in range(3):
                x, y = 352 + column * 44 - row * 40, 918 + column * 7 + row * 33
                pen.ring(x, y, 21, 13, ink, 1.4)
                pen.oval(x + 4, y + 2, 5, 3, fade("#7f8f4f", 0.8))
        pen.polygon(taper([(436, 1046), (588, 936)], 12, 12), "#d9a141")
        pen.polygon(taper([(588, 936), (608, 921)], 12, 1), "#efd2a0")
        pen.polygon(taper([(428, 1052), (440, 1043)], 12, 12), "#b5553c")


def dish(canvas: Canvas) -> None:
    """A petri dish with sprouts, and a stoppered bottle with a sprig."""
    with canvas.soft("#1d120b", 8, 0.55, 120, 740, 560, 860) as shadow:
        shadow.oval(330, 834, 120, 18, 255)
    with canvas.pen(140, 380, 560, 870) as pen:
        stem = curve([(330, 800), (326, 700), (340, 600), (322, 520)])
        pen.polygon(taper(stem, 7, 3), "#6f8a4a")
        for index, (x, y) in enumerate(stem[8:-1:3]):
            way = -0.5 if index % 2 else math.pi + 0.5
            long = 104 - index * 9
            pen.polygon(leaf_shape(x, y, long, 62, way), ("#557a45", "#6f9350")[index % 2])
            pen.line([(x, y), (x + long * 0.9 * math.cos(way), y + long * 0.9 * math.sin(way))],
                     fade("#d3dc98", 0.6), 1.4)
        pen.polygon(leaf_shape(322, 524, 84, 48, -1.5), "#86a85a")
        glass = curve([(304, 640), (304, 690), (262, 740), (258, 810), (290, 832), (370, 832),
                       (402, 810), (398, 740), (356, 690), (356, 640)])
        pen.polygon(glass, fade("#cfe3d8", 0.2))
        water = curve([(264, 746), (258, 810), (290, 830), (370, 830), (402, 810), (396, 746)])
        pen.polygon(water, fade("#8fc0b4", 0.3))
        pen.oval(330, 746, 66, 9, fade("#d6efe4", 0.4))
        pen.line(glass, fade("#f3f6e6", 0.55), 2)
        pen.oval(330, 640, 27, 6, fade("#eef4e4", 0.6))
        pen.polygon(taper(curve([(380, 722), (391, 760), (390, 806)]), 3, 7), fade("#ffffff", 0.65))


def tube(canvas: Canvas, start: Point, end: Point, wide: float, narrow: float,
         metal: tuple) -> None:
    """A shaded cylinder along any axis, striped lengthwise in thin gradient slices."""
    slices = 22
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy)
    nx, ny = dy / length, -dx / length
    if nx < 0:
        nx, ny = -nx, -ny
    ramp = gradient((slices, 1), metal, sideways=True).load()
    pad = max(wide, narrow)
    box = (min(start[0], end[0]) - pad, min(start[1], end[1]) - pad,
           max(start[0], end[0]) + pad, max(start[1], end[1]) + pad)
    with canvas.pen(*box) as pen:
        for index in range(slices):
            a, b = index / slices - 0.5, (index + 1.25) / slices - 0.5
            b = min(b, 0.5)
            tone = "#{:02x}{:02x}{:02x}".format(*ramp[index, 0])
            pen.polygon([(start[0] + nx * wide * a, start[1] + ny * wide * a),
                         (start[0] + nx * wide * b, start[1] + ny * wide * b),
                         (end[0] + nx * narrow * b, end[1] + ny * narrow * b),
                         (end[0] + nx * narrow * a, end[1] + ny * narrow * a)], tone)


def instrument(canvas: Canvas) -> None:
    with canvas.soft("#150d08", 14, 0.75, 420, 820, 1100, 1010) as shadow:
        shadow.oval(730, 950, 260, 28, 255)
        shadow.oval(640, 950, 230, 22, 255)
    arm = curve([(668, 884), (612, 790), (588, 660), (606, 530), (668, 436), (760, 400)], steps=10)
    canvas.wash(taper(arm, 96, 74), list(ENAMEL), True)
    inner = taper([(x + 20, y + 4) for x, y in arm[6:-8]], 8, 4)
    with canvas.pen(560, 380, 800, 900) as pen:
        pen.polygon(inner, fade("#8f8167", 0.35))
    base = curve([(572, 946), (566, 905), (610, 878), (700, 868), (880, 872), (960, 890),
                  (984, 920),
                  (980, 946)], steps=8)
    canvas.wash(base, [(0, "#fbf2dc"), (0.45, "#d9ccb0"), (1, "#7d6f58")])
    with canvas.pen(560, 860, 1000, 965) as pen:
        pen.box(572, 938, 980, 954, "#232d30", 7)
        pen.oval(840, 880, 62, 10, "#3a474b")
    tube(canvas, (840, 872), (840, 806), 104, 88, GRAPHITE)
    canvas.glow(840, 770, 120, "#ffe3a4", 0.9)
    tube(canvas, (840, 770), (840, 694), 60, 84, STEEL)
    stage(canvas)
    optics(canvas)
    knobs(canvas)


def stage(canvas: Canvas) -> None:
    """The lit slide is the heart of the picture: the leaf glows from below."""
    with canvas.pen(560, 600, 1040, 720) as pen:
        pen.polygon([(640, 690), (700, 664), (1010, 664), (1002, 690)], "#5b6a6e")
        pen.box(640, 688, 1002, 708, "#1f2a2e", 4)
        pen.line([(700, 664), (1010, 664)], "#a9b3ad", 2)
        pen.polygon([(742, 684), (770, 669), (960, 669), (944, 684)], fade("#d8ece4", 0.75))
    canvas.glow(846, 676, 110, "#eaffb0", 0.85, 0.5)
    with canvas.pen(700, 600, 1020, 720) as pen:
        pen.polygon(leaf_shape(776, 679, 142, 26, -0.03), "#7fae4f")
        pen.polygon(leaf_shape(786, 677, 118, 14, -0.03), "#b9da7a")
        pen.line([(772, 679), (920, 674)], "#eef6bd", 1.6)
        for x in (716, 966):
            pen.polygon(taper(curve([(x, 664), (x + 14, 656), (x + 34, 672)]), 6, 3), "#c9cdc2")


def optics(canvas: Canvas) -> None:
    for start, end, wide, narrow, metal in (
            ((800, 520), (742, 578), 46, 36, STEEL), ((742, 578), (722, 598), 32, 20, BRASS),
            ((884, 516), (934, 562), 44, 34, STEEL), ((934, 562), (950, 577), 30, 18, BRASS),
            ((842, 520), (842, 604), 56, 50, STEEL), ((842, 566), (842, 578), 53, 53, BRASS),
            ((842, 604), (842, 648), 46, 22, BRASS)):
        tube(canvas, start, end, wide, narrow, metal)
    nose = curve([(772, 500), (790, 532), (842, 544), (894, 530), (912, 498)], steps=8)
    canvas.wash(nose, list(GRAPHITE), True)
    body = curve([(704, 470), (716, 404), (770, 366), (880, 366), (930, 404), (934, 470),
                  (914, 506),
                  (772, 508)], closed=True, steps=8)
    canvas.wash(body, list(ENAMEL), True)
    tube(canvas, (782, 396), (672, 246), 96, 88, ENAMEL)
    tube(canvas, (716, 306), (704, 290), 98, 98, BRASS)
    tube(canvas, (672, 246), (634, 194), 70, 66, GRAPHITE)
    tube(canvas, (634, 194), (618, 172), 86, 82, GRAPHITE)
    with canvas.pen(560, 140, 680, 240) as pen:
        top = [(618 + 41 * math.cos(t) * 0.806 - 9 * math.sin(t) * 0.59,
                172 - 41 * math.cos(t) * 0.59
                - 9 * math.sin(t) * 0.806) for t in (k * math.tau / 30 for k in range(30))]
        pen.polygon(top, "#4c5b60")
        pen.polygon([(618 + (x - 618) * 0.66, 172 + (y - 172) * 0.66) for x, y in top], "#9fb9b6")
    with canvas.pen(690, 360, 950, 520) as pen:
        pen.box(790, 430, 858, 436, "#c48f43", 3)
        pen.oval(824, 470, 9, 9, "#c48f43")


def knobs(canvas: Canvas) -> None:
    with canvas.pen(540, 700, 720, 880) as pen:
        for radius, tone in ((56, "#141d20"), (53, "#3a474b"), (44, "#56666b"), (40, "#2e3a3e"),
                             (27, "#8a6230"), (25, "#d9a657"), (20, "#f0cb85"), (17, "#c48f43")):
            pen.oval(634, 790, radius, radius, tone)
        for k in range(40):
            turn = k * math.tau / 40
            pen.line([(634 + 45 * math.cos(turn), 790 + 45 * math.sin(turn)),
                      (634 + 53 * math.cos(turn), 790 + 53 * math.sin(turn))], fade("#0f1719",
                                                                                    0.7), 1.4)
        pen.polygon(taper(curve([(658, 753), (676, 772), (679, 796)]), 2, 5), fade("#fff0cc", 0.6))


def big_leaf(canvas: Canvas) -> None:
    """The rest of the specimen, lying in the lamp light."""
    with canvas.soft("#1d120b", 8, 0.6, 980, 860, 1560, 1050) as shadow:
        shadow.polygon([(x - 12, y + 16) for x, y in leaf_shape(1060, 990, 430, 190, -0.2)], 255)
    leaf = leaf_shape(1060, 985, 430, 190, -0.2)
    canvas.wash(leaf, [(0, "#a9c25f"), (0.5, "#7a9f48"), (1, "#456c35")])
    cos, sin = math.cos(-0.2), math.sin(-0.2)

    def place(u: float, v: float) -> Point:
        return 1060 + u * 430 * cos - v * 190 * sin, 985 + u * 430 * sin + v * 190 * cos

    with canvas.pen(980, 820, 1560, 1060) as pen:
        half = [place(0, 0), *(p for p in leaf if (p[1] - 985) * cos - (p[0] - 1060) * sin > 0),
                place(1, 0)]
        pen.polygon(half, fade("#345a2f", 0.3))
        pen.polygon(taper(curve([place(-0.16, 0.05), place(0, 0), place(0.5, -0.01), place(1, 0)]),
                          8, 2),
                    "#dbe29a")
        for t in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
            reach = 0.29 * math.sin(math.pi * (0.12 + t * 0.8))
            for way in (-1, 1):
                vein = curve([place(t, 0), place(t + 0.06, way * reach * 0.6), place(t + 0.14,
                                                                                     way * reach)])
                pen.polygon(taper(vein, 3, 0.8), fade("#dbe29a", 0.75))


def lamp(canvas: Canvas) -> None:
    shade = [(1210, 250), (1290, 128), (1420, 190), (1404, 336)]
    with canvas.soft("#ffc877", 30, 0.34, 500, 200, 1600, 1067) as cone:
        cone.polygon([(1214, 262), (1398, 340), (1420, 1000), (620, 960)], 255)
    with canvas.pen(1150, 90, 1600, 860) as pen:
        pen.polygon(taper([(1400, 170), (1520, 330), (1500, 560)], 13, 13), "#55666a")
        pen.polygon(taper([(1500, 556), (1480, 830)], 14, 16), "#55666a")
        pen.oval(1520, 330, 13, 13, "#c48f43")
        pen.oval(1476, 838, 96, 17, "#1f2b2e")
        pen.oval(1476, 830, 92, 15, "#36474a")
    canvas.glow(1300, 310, 260, "#ffe7b0", 0.9)
    canvas.wash(curve(shade, closed=True, steps=8), [(0, "#2c5a58"), (0.5, "#3f7a72"),
                                                     (1, "#23474a")],
                True)
    with canvas.pen(1180, 90, 1450, 380) as pen:
        pen.polygon(curve([(1206, 252), (1300, 280), (1404, 338), (1300, 330)], closed=True),
                    "#fff0c6")
        pen.polygon(taper(curve([(1244, 222), (1290, 156), (1350, 158)]), 3, 8), fade("#a5d0c2",
                                                                                      0.5))
        pen.oval(1360, 150, 20, 18, "#c48f43")
