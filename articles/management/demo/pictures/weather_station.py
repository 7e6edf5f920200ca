"""The weather station on its ridge above a sea of cloud."""

# Outlines are tables of points; one point per line would hide their shape.
# fmt: off

import math
from random import Random

from PIL import Image

from .brushes import Canvas, Pen, fade, mix
from .growth import blades, stone
from .outlines import curve, ridge, taper

INK = "#233437"


def cloud_bank(canvas: Canvas, y: float, lit: str, shade: str, size: float, name: str) -> None:
    """A sea of cloud: heaped rounds, lit tops over shaded bellies."""
    random = Random(name)
    puffs = []
    for x in range(-60, canvas.size[0] + 60, int(size * 0.55)):
        swell = 0.5 + 0.5 * math.sin(x / 170 + y) * math.sin(x / 67 + 2 * y)
        for _ in range(3):
            radius = size * random.uniform(0.35, 0.75) * (0.55 + 0.7 * swell)
            puffs.append((x + random.uniform(-1, 1) * size * 0.5,
                          y - swell * size * 0.7 + random.uniform(0, size * 0.9), radius))
    area = (0, y - size * 2.4, canvas.size[0], y + size * 3)
    with canvas.soft(lit, 7, 0.9, *area) as pen:
        for x, top, radius in puffs:
            pen.oval(x, top, radius * 1.25, radius * 0.8, 255)
        pen.box(0, y + size * 0.7, canvas.size[0], y + size * 4, 255)
    with canvas.soft(shade, 16, 0.62, *area) as pen:
        for x, top, radius in puffs:
            pen.oval(x - radius * 0.2, top + radius * 0.75, radius * 0.95, radius * 0.42, 235)


def weather_station() -> Image.Image:
    canvas = Canvas((1600, 1067), [(0, "#557f9f"), (0.22, "#88adbd"), (0.4, "#cfd6c9"),
                                   (0.52, "#f6dcb4"), (1, "#f4e3c8")], "weather-station")
    canvas.glow(1240, 520, 900, "#ffdf9f", 0.8, 0.62)
    canvas.mist(60, 330, "#fff4e2", 0.55, (2, 9), 46)
    with canvas.pen(1180, 360, 1300, 470) as pen:
        pen.oval(1240, 418, 34, 34, "#fffbe9")
    canvas.glow(1240, 418, 210, "#fff2c4", 0.9)
    far = ridge([(-20, 520), (170, 455), (330, 500), (520, 430), (700, 505), (930, 470),
                 (1100, 520), (1370, 460), (1620, 515)], "far", 0.1)
    canvas.land(far, 720, [(0, "#9fb2bb"), (0.45, "#e9dcc6"), (1, "#f3e4cc")], (40, 16), 0.3)
    middle = ridge([(-20, 545), (150, 560), (420, 520), (610, 590), (860, 545), (1010, 498),
                    (1180, 585), (1400, 530), (1620, 600)], "middle", 0.13)
    canvas.land(middle, 800, [(0, "#7592a1"), (0.45, "#c5cbc6"), (1, "#e8ddca")], (34, 18), 0.55)
    cloud_bank(canvas, 640, "#fbeedb", "#c3cbcf", 62, "high")
    island = ridge([(820, 760), (960, 690), (1085, 618), (1180, 662), (1330, 610), (1480, 690),
                    (1640, 740)], "island", 0.14)
    canvas.land(island, 880, [(0, "#56757f"), (0.6, "#a9b8b9"), (1, "#dcd9cd")], (18, 12), 0.8)
    cloud_bank(canvas, 775, "#fdf3e2", "#b5c2c9", 96, "low")
    canvas.glow(1240, 560, 620, "#ffdca0", 0.35, 0.5)
    station_ground(canvas)
    shelter(canvas, 610, 668)
    mast(canvas, 835, 690, 470)
    hut(canvas, 330, 652)
    return canvas.finish()


def station_ground(canvas: Canvas) -> None:
    crest = ridge([(-20, 640), (210, 642), (440, 652), (700, 668), (880, 694), (1010, 752),
                   (1130, 842), (1260, 890), (1420, 985), (1620, 1040)], "crest", 0.045)
    canvas.land(crest, 1090, [(0, "#8a9470"), (0.25, "#5d7660"), (0.6, "#3c594f"), (1, "#20393a")],
                (30, 16), 0.5)
    random = canvas.random
    with canvas.pen(0, 560, 1600, 1067) as pen:
        for x, y in crest:
            if random.random() < 0.8:
                blades(pen, x, y + 5, random.uniform(9, 24), mix("#4c6653", "#b9a66d",
                       random.random() ** 2), random, 4, 2)
        pen.line([(x, y + 2) for x, y in crest], fade("#f3dfae", 0.35), 2)
        for _ in range(620):
            x, drop = random.uniform(0, 1500), random.random() ** 0.8
            top = crest[min(len(crest) - 1, int((x + 20) / 1640 * len(crest)))][1]
            y = top + 40 + drop * (1067 - top)
            tone = mix("#97a273", "#33504a", drop + random.uniform(-0.3, 0.3))
            blades(pen, x, y, 10 + 30 * drop, tone, random, 5, 2.2)
            if random.random() < 0.22:
                bloom = 1.6 + 2.4 * drop
                pen.oval(x + 4, y - 12 - 22 * drop, bloom, bloom * 0.8,
                         random.choice(("#f3e9cf", "#e8c98a", "#f3e9cf", "#c9a9b4")))
        for x, y, rx in ((1040, 790, 34), (1092, 842, 48), (150, 800, 60), (480, 930, 84),
                         (760, 860, 46), (1180, 930, 60), (60, 980, 90), (930, 1010, 70)):
            stone(pen, x, y, rx, rx * 0.62, "#30474a", "#7d8c7c", random)
            blades(pen, x - rx * 0.7, y + 4, rx * 0.6, "#2a4140", random, 7)
            blades(pen, x + rx * 0.7, y + 4, rx * 0.5, "#41584c", random, 7)


def shelter(canvas: Canvas, x: float, y: float) -> None:
    """The louvred white screen every weather station has."""
    canvas_box = (x - 110, y - 230, x + 130, y + 40)
    with canvas.soft("#14292c", 10, 0.5, *canvas_box) as shadow:
        shadow.oval(x - 20, y + 10, 80, 10, 255)
    with canvas.pen(*canvas_box) as pen:
        for leg in (-46, -30, 38, 52):
            tone = "#e9e2d2" if leg > 0 else "#a9b3b1"
            pen.polygon(taper([(x + leg * 0.92, y - 92), (x + leg, y + 12)], 6, 6), tone)
        pen.line([(x - 42, y - 12), (x + 46, y - 78)], "#b9c0ba", 3)
        pen.box(x - 54, y - 178, x + 26, y - 88, "#d5dad4")
        pen.box(x + 26, y - 178, x + 56, y - 88, "#fdf6e6")
        for row in range(9):
            top = y - 172 + row * 9.2
            pen.line([(x - 48, top + 4), (x + 21, top + 4)], "#98a7a8", 2.4)
            pen.line([(x + 30, top + 4), (x + 53, top + 2)], "#d9cdb4", 2)
        pen.box(x - 15, y - 178, x - 12, y - 88, "#c3cac5")
        pen.polygon([(x - 66, y - 177), (x - 50, y - 192), (x + 58, y - 194), (x + 68, y - 179)],
                    "#f4efe2")
        pen.polygon([(x - 66, y - 177), (x + 68, y - 179), (x + 68, y - 174), (x - 66, y - 172)],
                    "#8d9c9d")


def mast(canvas: Canvas, x: float, y: float, tall: float) -> None:
    """A lattice mast with cups, vane, radiation screen and guy wires."""
    top = y - tall
    with canvas.pen(x - 330, top - 50, x + 300, y + 190) as pen:
        for foot, high in ((-300, 0.2), (-170, 0.52), (215, 0.2), (125, 0.52)):
            ground = y + (-22 if foot < 0 else foot * 0.66)
            pen.line([(x, top + tall * high), (x + foot, ground)], fade("#31474b", 0.55), 1)
        for side, tone in ((-1, INK), (1, "#3b4b4a")):
            pen.polygon(taper([(x + side * 11, y + 6), (x + side * 4, top + 34)], 4, 2.6), tone)
        bays = 26
        for bay in range(bays):
            low, high = y - (tall - 40) * bay / bays, y - (tall - 40) * (bay + 1) / bays
            half = 11 - 7 * bay / bays
            side = 1 if bay % 2 else -1
            pen.line([(x - side * half, low), (x + side * half, high)], INK, 1.4)
        pen.line([(x + 11, y), (x + 4.5, top + 40)], fade("#ffe2a6", 0.75), 1)
        pen.polygon(taper([(x, top + 40), (x, top - 34)], 4, 3), INK)
        mast_heads(pen, x, top)
        arm = top + tall * 0.34
        pen.line([(x, arm), (x - 58, arm)], INK, 3)
        for plate in range(6):
            pen.oval(x - 58, arm - 22 + plate * 7, 11, 3.4, "#f1eee2")
            pen.oval(x - 60, arm - 20.6 + plate * 7, 9, 2.2, "#a9b5b4")
        pen.box(x - 15, y - 150, x + 19, y - 96, "#e8e6da", 3)
        pen.box(x - 15, y - 150, x - 3, y - 96, "#b3bdba", 3)
        panel = top + tall * 0.56
        pen.polygon([(x + 8, panel), (x + 62, panel - 26), (x + 74, panel + 12), (x + 20,
                     panel + 40)], "#274257")
        pen.line([(x + 8, panel), (x + 62, panel - 26)], "#f2dcae", 2)


def mast_heads(pen: Pen, x: float, top: float) -> None:
    pen.line([(x - 82, top + 18), (x + 82, top + 18)], INK, 3.4)
    pen.line([(x - 76, top + 18), (x - 76, top - 14)], INK, 3)
    for dx, dy in ((-25, -3), (22, -7), (6, 8)):
        pen.line([(x - 76, top - 16), (x - 76 + dx, top - 16 + dy)], INK, 2)
        cup = [(x - 76 + dx - 9, top - 16 + dy), (x - 76 + dx, top - 26 + dy),
               (x - 76 + dx + 9, top - 16 + dy), (x - 76 + dx, top - 9 + dy)]
        pen.polygon(curve(cup, closed=True), INK)
    pen.oval(x - 76, top - 17, 4, 5, INK)
    pen.line([(x + 76, top + 18), (x + 76, top - 16)], INK, 3)
    pen.line([(x + 36, top - 14), (x + 112, top - 19)], INK, 3)
    pen.polygon([(x + 36, top - 32), (x + 62, top - 25), (x + 62, top - 6), (x + 34, top + 4),
                 (x + 42, top - 14)], INK)
    pen.oval(x + 112, top - 19, 5, 4, INK)
    pen.line([(x, top - 34), (x, top - 50)], INK, 1.4)


def hut(canvas: Canvas, x: float, y: float) -> None:
    with canvas.soft("#14292c", 12, 0.55, x - 170, y - 30, x + 170, y + 50) as shadow:
        shadow.oval(x - 14, y + 10, 140, 14, 255)
    with canvas.pen(x - 160, y - 190, x + 170, y + 30) as pen:
        pen.box(x - 112, y - 92, x + 66, y + 10, "#b9bfb7")
        pen.polygon([(x + 66, y + 10), (x + 66, y - 92), (x + 92, y - 128), (x + 122, y - 92),
                     (x + 122, y + 8)], "#f7ead0")
        pen.polygon([(x - 126, y - 86), (x - 92, y - 136), (x + 94, y - 136), (x + 70, y - 86)],
                    "#4d6067")
        pen.polygon([(x + 94, y - 136), (x + 132, y - 84), (x + 125, y - 82), (x + 90, y - 127)],
                    "#8e8a78")
        for seam in range(7):
            pen.line([(x - 92 + seam * 28, y - 135), (x - 122 + seam * 30, y - 88)], "#41535a", 1.4)
        pen.line([(x - 92, y - 136), (x + 94, y - 136)], "#e8d3a4", 2.4)
        pen.box(x - 88, y - 64, x - 50, y - 26, "#f3cd85")
        pen.box(x - 70, y - 64, x - 68, y - 26, "#8b938e")
        pen.box(x - 88, y - 46, x - 50, y - 44, "#8b938e")
        pen.box(x - 10, y - 66, x + 28, y + 10, "#5d7177")
        pen.box(x - 5, y - 60, x + 23, y - 34, "#8ea3a5")
        pen.box(x + 82, y - 70, x + 106, y - 42, "#7f9498")
        pen.box(x - 70, y - 160, x - 56, y - 122, "#7c8b8c")
        pen.box(x - 73, y - 164, x - 53, y - 158, "#59696c")
