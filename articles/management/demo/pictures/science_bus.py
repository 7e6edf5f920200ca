"""The travelling science exhibit in a village square."""

# Outlines are tables of points; one point per line would hide their shape.
# fmt: off

import math
from itertools import pairwise

from PIL import Image

from .brushes import Canvas, Pen, fade, mix
from .growth import blades, crown
from .outlines import curve, ridge, taper


def science_bus() -> Image.Image:
    canvas = Canvas((1600, 1067), [(0, "#86aebd"), (0.2, "#b7cdca"), (0.42, "#f2dcb8"),
                                   (1, "#f2dcb8")], "science-bus")
    canvas.mist(20, 260, "#fff2de", 0.7, (2, 6), 46)
    canvas.glow(1250, 380, 820, "#ffdfa5", 0.75, 0.7)
    for y, top, low, name in ((330, "#a6b9bb", "#e3d7bf", "a"), (420, "#7f9f9c", "#cfd0b7", "b"),
                              (500, "#668b7c", "#a9b791", "c")):
        line = ridge([(-20, y - 50), (230, y - 120), (470, y - 20), (760, y - 80), (1060, y - 6),
                      (1330, y - 130), (1620, y - 30)], name, 0.09)
        canvas.land(line, 720, [(0, top), (0.6, low), (1, low)], (22, 16), 0.3)
        canvas.mist(y, y + 130, "#f7e7cb", 0.5, (3, 2))
    village(canvas)
    square(canvas)
    with canvas.soft("#4a4540", 16, 0.5, 200, 760, 1300, 900) as shadow:
        shadow.polygon([(420, 815), (1190, 815), (1100, 862), (300, 862)], 255)
    bus(canvas)
    stall(canvas)
    big_tree(canvas)
    bunting(canvas)
    canvas.glow(1300, 420, 900, "#ffe2ad", 0.28, 0.8)
    return canvas.finish(vignette=0.18)


def house(pen: Pen, x: float, y: float, wide: float, tall: float, far: float) -> None:
    """A whitewashed house with a grey tiled roof; ``far`` sinks it into the haze."""
    def tone(colour: str) -> str:
        return mix(colour, "#dcd6bd", far)

    pen.box(x, y - tall, x + wide, y, tone("#efe6d2"))
    pen.box(x, y - tall, x + wide * 0.3, y, tone("#d9d3c4"))
    rise = wide * 0.2
    roof = curve([(x - wide * 0.09, y - tall + 5), (x + wide * 0.1, y - tall - rise * 0.7),
                  (x + wide * 0.2, y - tall - rise)], steps=5)
    roof += curve([(x + wide * 0.8, y - tall - rise), (x + wide * 0.9, y - tall - rise * 0.7),
                   (x + wide * 1.09, y - tall + 5)], steps=5)
    pen.polygon(roof, tone("#566064"))
    for seam in range(1, 14):
        u = seam / 14
        pen.line([(x + wide * (0.2 + 0.6 * u), y - tall - rise + 3), (x + wide * (-0.05 + 1.1 * u),
                  y - tall + 3)], tone("#4a5459"), 1)
    pen.box(x + wide * 0.17, y - tall - rise - 4, x + wide * 0.83, y - tall - rise + 3,
            tone("#434c51"))
    pen.box(x - wide * 0.02, y - tall + 5, x + wide * 1.02, y - tall + 10, tone("#b9b3a3"))
    for u in (0.16, 0.42, 0.72):
        left, top = x + wide * u, y - tall * 0.72
        pen.box(left, top, left + wide * 0.12, top + tall * 0.24, tone("#6d6455"))
        pen.box(left + wide * 0.055, top, left + wide * 0.065, top + tall * 0.24, tone("#a58f6b"))
    pen.box(x + wide * 0.52, y - tall * 0.36, x + wide * 0.64, y, tone("#7a5b45"))
    pen.box(x, y - 8, x + wide, y, tone("#a9a290"))


def village(canvas: Canvas) -> None:
    random = canvas.random
    greens = ("#5d7d63", "#7b9668", "#a3ad72")
    with canvas.pen(0, 330, 1600, 740) as pen:
        for x, y, wide, tall, far in ((330, 600, 150, 90, 0.5), (1040, 590, 170, 96, 0.5),
                                      (1400, 585, 150, 92, 0.5), (600, 585, 130, 80, 0.55)):
            house(pen, x, y, wide, tall, far)
        for x in range(-20, 1640, 62):
            crown(pen, x, 628 + random.uniform(-14, 14), 56, 36,
                  [mix(tone, "#d5d3b4", 0.4) for tone in greens], random, 7, 90)
        for x, y, wide, tall, far in ((-60, 712, 300, 190, 0.16), (250, 706, 210, 140, 0.26),
                                      (1150, 706, 230, 160, 0.22), (1390, 714, 290, 200, 0.1)):
            house(pen, x, y, wide, tall, far)
        for x in (236, 1140, 1384, 470, 520, 1100):
            crown(pen, x, 680, 40, 44, greens, random, 7, 120)
            pen.box(x - 3, 690, x + 3, 716, "#5c5646")


def square(canvas: Canvas) -> None:
    """Stone paving: joints meet at the vanishing point, courses thicken towards the viewer."""
    ground = [(-10, 706), (1610, 706), (1610, 1080), (-10, 1080)]
    canvas.wash(ground, [(0, "#dccbaa"), (0.3, "#cdb793"), (1, "#9d876c")])
    random = canvas.random
    with canvas.pen(0, 700, 1600, 1067) as pen:
        rows = [706 + 361 * (row / 15) ** 1.8 for row in range(16)]
        for row, (top, low) in enumerate(pairwise(rows)):
            pen.line([(0, low), (1600, low)], fade("#7d6a55", 0.32), 0.6 + row * 0.08)
            step = 46 + row * 15
            for x in range(-int(step), 1640, int(step)):
                left = x + (row % 2) * step / 2 + random.uniform(-4, 4)
                slant = (left - 800) * (low - top) / 900
                pen.line([(left, top), (left + slant, low)], fade("#7d6a55", 0.26),
                         0.6 + row * 0.08)
                if random.random() < 0.3:
                    pen.polygon([(left, top), (left + step, top), (left + step + slant, low),
                                 (left + slant, low)], fade(random.choice(("#f3e2bd", "#7f7562")),
                                                            0.14))


def bus(canvas: Canvas) -> None:
    body = curve([(398, 792), (392, 640), (404, 520), (440, 492), (800, 486), (1110, 490),
                  (1160, 510),
                  (1196, 610), (1208, 700), (1206, 792)], steps=12)
    canvas.wash(body, [(0, "#f8f1df"), (0.5, "#f3e6cb"), (1, "#d9c5a2")])
    belt = [(393, 668), *curve([(393, 690), (640, 700), (860, 668), (1010, 600), (1191, 590)]),
            (1208, 700), (1207, 776), (396, 776)]
    canvas.wash(belt, [(0, "#3f8a8c"), (0.5, "#34757c"), (1, "#275a66")])
    with canvas.pen(370, 400, 1240, 850) as pen:
        pen.polygon(curve([(394, 676), (640, 688), (860, 656), (1010, 588), (1190, 578),
                           (1192, 590),
                           (1010, 600), (860, 668), (640, 700), (393, 690)]), "#e5a354")
        bus_windows(pen)
        mural(pen)
        pen.box(398, 776, 1206, 794, "#2b3b43", 4)
        for x in (540, 1050):
            pen.oval(x, 786, 62, 60, "#22323a")
            pen.oval(x, 792, 48, 48, "#2a2d30")
            pen.oval(x, 792, 30, 30, "#8d9798")
            pen.oval(x, 792, 26, 26, "#d5d3c6")
            pen.oval(x, 792, 9, 9, "#6a7577")
            for spoke in range(8):
                turn = spoke * math.tau / 8
                pen.oval(x + 18 * math.cos(turn), 792 + 18 * math.sin(turn), 3.4, 3.4, "#77827f")
        pen.box(1186, 700, 1208, 728, "#ffeec2", 8)
        pen.box(393, 700, 402, 734, "#c2593d", 3)
        pen.line([(1176, 530), (1214, 520), (1216, 545)], "#34444b", 4)
        pen.box(1208, 540, 1222, 582, "#34444b", 5)
        pen.box(620, 468, 900, 486, "#8f9a98", 4)
        for panel in range(4):
            pen.polygon([(630 + panel * 66, 470), (690 + panel * 66, 470), (682 + panel * 66, 454),
                         (622 + panel * 66, 454)], "#3b5c78")
        pen.line([(1000, 488), (1000, 446)], "#5c696b", 4)
        pen.polygon(curve([(966, 420), (978, 450), (1010, 462), (1034, 452)]), "#e9e3d2")
        pen.line([(1000, 440), (1018, 414)], "#5c696b", 2)


def bus_windows(pen: Pen) -> None:
    def pane(left: float, right: float, low: float) -> None:
        pen.box(left, 522, right, low, "#41616c", 9)
        pen.polygon([(left + 12, low - 4), (left + 46, 526), (left + 68, 526),
                     (left + 34, low - 4)],
                    fade("#cfe0dc", 0.35))

    for left in (424, 520):
        pane(left, left + 86, 606)
    pane(926, 1006, 588)
    pen.polygon([(1086, 524), (1142, 524), (1172, 592), (1180, 640), (1086, 640)], "#47686f")
    pen.polygon([(1098, 636), (1124, 526), (1142, 526), (1128, 636)], fade("#d9e6df", 0.35))
    pen.box(1022, 518, 1076, 776, "#2f6a72", 6)
    pen.box(1030, 526, 1068, 664, "#47686f", 5)
    pen.polygon([(1034, 660), (1052, 530), (1064, 530), (1048, 660)], fade("#d9e6df", 0.3))


def mural(pen: Pen) -> None:
    """Planets on the flank say "science" without a word of lettering."""
    pen.box(632, 514, 902, 664, "#2a4358", 14)
    pen.oval(700, 600, 34, 34, "#e5a354")
    pen.oval(694, 594, 24, 24, "#efba70")
    for rx, ry in ((62, 20), (110, 34), (160, 48)):
        line = [(700 + rx * math.cos(t) * 1.05, 600 + ry * math.sin(t) - rx * 0.22 * math.cos(t))
                for t in (k * math.tau / 48 for k in range(49))]
        line = [(x, y) for x, y in line if 636 < x < 898 and 518 < y < 660]
        for start, end in pairwise(line):
            if math.dist(start, end) < 30:
                pen.line([start, end], fade("#d9d7c2", 0.55), 1.4)
    for x, y, size, tone in ((760, 574, 9, "#9fc3bd"), (802, 588, 14, "#6fa6a8"),
                             (856, 552, 17, "#dcb486"), (664, 622, 6, "#cfd8cf")):
        pen.oval(x, y, size, size, tone)
        pen.oval(x - size * 0.25, y - size * 0.25, size * 0.55, size * 0.55, mix(tone, "#ffffff",
                                                                                 0.25))
    pen.polygon(taper([(832, 560), (856, 552), (881, 543)], 2, 2), "#f3e4c5")
    for index in range(26):
        pen.oval(640 + (index * 97) % 254, 520 + (index * 53) % 138, 1.1, 1.1, "#f3ead2")


def child(pen: Pen, x: float, y: float, tall: float, coat: str, way: int, arm: float) -> None:
    """A small figure seen from behind or the side, lit from the right."""
    dark, skin = "#3b4046", "#e0b48d"
    for leg in (-0.075, 0.065):
        pen.polygon(taper([(x + leg * tall * 0.8, y - tall * 0.42), (x + leg * tall, y)],
                          tall * 0.115, tall * 0.085), dark)
        pen.oval(x + leg * tall + way * tall * 0.02, y, tall * 0.07, tall * 0.026, "#2b2e33")
    torso = curve([(x - tall * 0.13, y - tall * 0.4), (x - tall * 0.13, y - tall * 0.62),
                   (x - tall * 0.05, y - tall * 0.73), (x + tall * 0.06, y - tall * 0.73),
                   (x + tall * 0.13, y - tall * 0.62), (x + tall * 0.13, y - tall * 0.4)])
    pen.polygon(torso, coat)
    pen.polygon([(px, py) for px, py in torso if px > x + tall * 0.06], mix(coat, "#fff0cf", 0.35))
    hand = (x + way * tall * 0.26, y - tall * (0.52 + arm * 0.3))
    pen.polygon(taper(curve([(x + way * tall * 0.09, y - tall * 0.66), (x + way * tall * 0.17,
                y - tall * (0.56 + arm * 0.1)), hand]), tall * 0.085, tall * 0.06),
                mix(coat, "#2c3238", 0.16))
    pen.oval(*hand, tall * 0.034, tall * 0.034, skin)
    # Grown-ups have the smaller head for their height.
    head = tall * (0.78 if tall > 180 else 1.0)
    neck = y - tall * 0.72
    pen.polygon(taper([(x, neck + 4), (x, neck - head * 0.06)], head * 0.07, head * 0.07),
                mix(skin, "#7a5a44", 0.3))
    pen.oval(x + way * head * 0.03, neck - head * 0.12, head * 0.088, head * 0.1, skin)
    hair = [(-0.085, -0.07), (-0.105, -0.15), (-0.06, -0.235), (0.04, -0.24), (0.1, -0.17),
            (0.07, -0.13), (0.03, -0.11), (0.01, -0.055)]
    pen.polygon(curve([(x + way * u * head, neck + v * head) for u, v in hair], closed=True),
                "#33302f")


def stall(canvas: Canvas) -> None:
    """The awning, a table with instruments, and the people round it."""
    with canvas.soft("#4a4238", 8, 0.5, 380, 800, 1420, 960) as shadow:
        for x, y, wide in ((500, 893, 110), (660, 905, 120), (860, 892, 110), (770, 880, 330),
                           (985, 905, 90), (1260, 884, 90), (1335, 868, 80)):
            shadow.oval(x - 34, y, wide, 11, 255)
    with canvas.pen(360, 480, 1460, 960) as pen:
        for x in (628, 914):
            pen.line([(x, 520), (x - 22, 640)], "#6c7473", 3)
        for strip in range(8):
            u, v = strip / 8, (strip + 1) / 8
            pen.polygon([(618 + 300 * u, 500), (618 + 300 * v, 500), (572 + 370 * v, 560),
                         (572 + 370 * u, 560)], "#f5e8cb" if strip % 2 else "#d98f4e")
            pen.oval(572 + 370 * (u + v) / 2, 560, 23, 7, "#f5e8cb" if strip % 2 else "#d98f4e")
        pen.box(596, 782, 930, 796, "#b98453", 3)
        pen.box(604, 796, 922, 872, "#e9dcc0")
        for fold in range(9):
            pen.box(616 + fold * 35, 796, 624 + fold * 35, 872, "#dccbaa")
        globe_and_scope(pen)
        for x, y, tall, coat, way, arm in (
                (490, 890, 150, "#c96f4a", 1, 0.5), (565, 902, 132, "#5e8f8a", 1, 0.2),
                (668, 912, 140, "#e0b25c", 1, 0.6), (735, 906, 126, "#7d8fa8", -1, 0.1),
                (872, 900, 146, "#b7655a", -1, 0.5), (985, 910, 226, "#f1eada", -1, 0.45),
                (1255, 890, 212, "#65797f", -1, -0.4), (1322, 892, 132, "#d9a24e", -1, 0.1)):
            child(pen, x, y, tall, coat, way, arm)


def globe_and_scope(pen: Pen) -> None:
    pen.line([(650, 782), (650, 770)], "#6b5138", 5)
    pen.oval(650, 744, 27, 27, "#5f9aa5")
    pen.polygon(curve([(636, 726), (652, 722), (664, 736), (652, 748), (640, 742)], closed=True),
                "#a9b878")
    pen.polygon(curve([(648, 756), (662, 752), (660, 766), (650, 768)], closed=True), "#a9b878")
    pen.ring(650, 744, 33, 33, "#b98453", 3)
    for foot in (-24, 2, 26):
        pen.line([(812, 738), (812 + foot, 784)], "#e0d6bd", 3)
    pen.polygon(taper([(776, 760), (812, 736), (862, 702)], 15, 24), "#ece6d8")
    pen.polygon(taper([(776, 760), (790, 751)], 12, 13), "#3b4347")
    pen.polygon(taper([(846, 713), (866, 699)], 25, 28), "#34757c")
    pen.box(716, 756, 752, 782, "#7d6a55", 3)
    pen.polygon(taper([(734, 756), (734, 736)], 4, 4), "#c9b98f")
    pen.oval(734, 730, 13, 13, "#e5a354")


def big_tree(canvas: Canvas) -> None:
    random = canvas.random
    trunk = curve([(96, 905), (110, 760), (96, 560), (130, 330)])
    with canvas.soft("#4a4238", 12, 0.45, 0, 860, 420, 960) as shadow:
        shadow.oval(110, 908, 220, 22, 255)
    canvas.wash(taper(trunk, 104, 52), [(0, "#4b3d33"), (0.6, "#6a5645"), (1, "#a58863")], True)
    tones = ("#3f5b45", "#587550", "#7d9457", "#a8ad62", "#cfc277")
    with canvas.pen(0, 0, 640, 940) as pen:
        for x, y in ((250, 330), (20, 300), (190, 240)):
            pen.polygon(taper(curve([(110, 540), ((x + 110) / 2, y + 110), (x, y)]), 34, 8),
                        "#4f4036")
        for x, y, rx, ry in ((60, 180, 230, 150), (290, 130, 210, 120), (150, 60, 260, 110),
                             (340, 260, 150, 80), (30, 340, 150, 80), (430, 60, 130, 70)):
            crown(pen, x, y, rx, ry, tones, random, 9, 900)
        pen.oval(106, 912, 190, 24, "#a8977b")
        pen.oval(106, 905, 180, 20, "#c9b793")
        pen.oval(106, 903, 150, 14, "#6c7350")
        for _ in range(26):
            blades(pen, 106 + random.uniform(-130, 130), 908, 26, "#6f7f4c", random, 5, 2.5)


def bunting(canvas: Canvas) -> None:
    tones = ("#d98f4e", "#f1e3c4", "#3f8a8c", "#c96f4a", "#e6c579")
    with canvas.pen(200, 250, 1600, 520) as pen:
        for start, end, sag in (((260, 330), (640, 468), 60), ((900, 468), (1640, 400), 60),
                                ((260, 300), (1600, 330), 70)):
            line = [(start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t
                     + sag * 4 * t * (1 - t)) for t in (k / 60 for k in range(61))]
            pen.line(line, fade("#6d6452", 0.8), 1)
            for index, (x, y) in enumerate(line[1:-1:2]):
                pen.polygon([(x - 7, y), (x + 7, y), (x + 1, y + 17)], tones[index % len(tones)])
