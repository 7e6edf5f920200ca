"""The robotics lesson: a small wheeled robot on a school desk by the window."""

# Outlines are tables of points; one point per line would hide their shape.
# fmt: off

import math

from PIL import Image

from .brushes import Canvas, Pen, fade, mix
from .growth import crown, leaf_shape
from .outlines import Point, curve, ridge, taper

ORIGIN_X, ORIGIN_Y = 700, 872
# Axes of a gentle axonometric view: along the front, up, and into depth.
ALONG, DEEP = (0.93, 0.13), (0.6, -0.3)


def at(u: float, v: float, w: float) -> Point:
    return (ORIGIN_X + u * ALONG[0] + w * DEEP[0], ORIGIN_Y - v + u * ALONG[1] + w * DEEP[1])


def crate(pen: Pen, low: tuple[float, float, float], size: tuple[float, float, float],
          tones: tuple[str, str, str]) -> None:
    """A box with its front, side and top in three tones."""
    (u, v, w), (du, dv, dw) = low, size
    pen.polygon([at(u, v, w), at(u + du, v, w), at(u + du, v + dv, w), at(u, v + dv, w)], tones[0])
    pen.polygon([at(u + du, v, w), at(u + du, v, w + dw), at(u + du, v + dv, w + dw),
                 at(u + du, v + dv, w)], tones[1])
    pen.polygon([at(u, v + dv, w), at(u + du, v + dv, w), at(u + du, v + dv, w + dw),
                 at(u, v + dv, w + dw)], tones[2])


def disc(u: float, v: float, w: float, radius: float, side: bool) -> list[Point]:
    """A circle on a side face (wheels) or on a front face (eyes)."""
    turns = [k * math.tau / 40 for k in range(40)]
    if side:
        return [at(u, v + radius * math.sin(t), w + radius * math.cos(t)) for t in turns]
    return [at(u + radius * math.cos(t), v + radius * math.sin(t), w) for t in turns]


def robot_class() -> Image.Image:
    canvas = Canvas((1600, 1067), [(0, "#c9c3a9"), (0.45, "#e6d8b8"), (0.7, "#d8c6a2"),
                                   (1, "#d8c6a2")], "robot-class")
    window(canvas)
    board(canvas)
    with canvas.soft("#fff3cd", 16, 0.3, 800, 60, 1600, 760) as light:
        for left in (900, 1110):
            for top in (180, 400):
                light.polygon([(left, top), (left + 170, top + 40), (left + 150, top + 230),
                               (left - 20, top + 190)], 200)
    desk(canvas)
    things(canvas)
    with canvas.soft("#4a2f1c", 12, 0.62, 560, 720, 1420, 1000) as shadow:
        shadow.polygon([at(-50, 0, -10), at(320, 0, -20), at(560, 0, 160), at(420, 0, 320),
                        at(0, 0, 240)], 255)
    robot(canvas)
    with canvas.soft("#fff1c8", 26, 0.2, 0, 0, 1600, 1067) as beam:
        for left in (240, 470, 700):
            beam.polygon([(left, 60), (left + 120, 60), (left + 840, 1080), (left + 560, 1080)],
                         255)
    canvas.glow(440, 250, 820, "#fff2cc", 0.5)
    return canvas.finish(vignette=0.24)


def window(canvas: Canvas) -> None:
    left, top, right, low = 110, 50, 800, 600
    canvas.wash([(left, top), (right, top), (right, low), (left, low)],
                [(0, "#bcd7dc"), (0.5, "#eef0da"), (1, "#f9eec9")])
    for y, tone, base, name in ((400, "#b9cbb6", "#e2e2bf", "a"), (450, "#93b093", "#c8d2a6", "b")):
        line = ridge([(left, y), (260, y - 70), (430, y - 10), (600, y - 60), (right, y + 10)],
                     name,
                     0.06, 5)
        canvas.land(line, low, [(0, tone), (1, base)])
    with canvas.pen(left, top, right, low) as pen:
        for x, y, size in ((170, 500, 80), (300, 545, 60), (690, 520, 90), (770, 470, 70)):
            crown(pen, x, y, size, size * 0.7, ("#7f9f6f", "#96b47a", "#b5c98c", "#cfd99c"),
                  canvas.random, 10, 170)
    canvas.glow(420, 220, 420, "#fffbe6", 0.9)
    with canvas.pen(60, 20, 860, 690) as pen:
        for x in (left - 26, 327, 560, right):
            pen.box(x, top - 26, x + 26, low + 14, "#efe6cf")
            pen.box(x + 20, top - 26, x + 26, low + 14, "#c9b995")
        for y in (top - 26, 220, low):
            pen.box(left - 26, y, right + 26, y + 20, "#f3ead4")
            pen.box(left - 26, y + 15, right + 26, y + 20, "#c4b490")
        pen.box(66, low + 14, 850, low + 40, "#f6eeda")
        pen.box(66, low + 40, 850, low + 56, "#bda981")
        pot(pen, 190, low + 16)
        for x, wide, tall, tone in ((660, 30, 96, "#8f5b47"), (690, 24, 82, "#d2b06f"),
                                    (714, 34, 104, "#4f7470"), (748, 22, 90, "#e4d8ba")):
            pen.box(x, low + 16 - tall, x + wide, low + 16, tone, 2)
            pen.box(x, low + 26 - tall, x + wide, low + 30 - tall, mix(tone, "#fff4d8", 0.4))


def pot(pen: Pen, x: float, y: float) -> None:
    for turn in range(13):
        angle = -math.pi / 2 + (turn - 6) * 0.26
        long = 110 - 6 * abs(turn - 6)
        tone = ("#4f7a58", "#648f60", "#83a66a")[turn % 3]
        pen.polygon(leaf_shape(x, y - 62, long, 44, angle), tone)
        pen.line([(x, y - 62), (x + long * 0.8 * math.cos(angle), y - 62 + long * 0.8 *
                  math.sin(angle))], fade("#dfe6b4", 0.5), 1)
    pen.polygon([(x - 46, y - 70), (x + 46, y - 70), (x + 34, y), (x - 34, y)], "#c07a52")
    pen.polygon([(x + 10, y - 70), (x + 46, y - 70), (x + 34, y), (x + 8, y)], "#a9653f")
    pen.box(x - 50, y - 78, x + 50, y - 60, "#d18d62", 3)


def board(canvas: Canvas) -> None:
    """Chalk drawings instead of words: a wheel, a gear train, a sine."""
    with canvas.soft("#6b5837", 10, 0.35, 900, 90, 1600, 620) as shadow:
        shadow.box(972, 130, 1620, 560, 255)
    canvas.wash([(960, 110), (1620, 110), (1620, 540), (960, 540)],
                [(0, "#3e5f55"), (1, "#2f4d47")])
    chalk = fade("#eef0dc", 0.75)
    with canvas.pen(940, 90, 1600, 580) as pen:
        for box in ((946, 96, 1620, 112), (946, 538, 1620, 556), (946, 96, 962, 556)):
            pen.box(*box, "#b98d5a")
        pen.box(946, 552, 1620, 566, "#8f6a41")
        for x, y, size in ((1100, 300, 74), (1216, 236, 44)):
            teeth = []
            for k in range(96):
                turn = k * math.tau / 96
                reach = size * (1.0 if k % 8 < 4 else 0.86)
                teeth.append((x + reach * math.cos(turn), y + reach * math.sin(turn)))
            pen.line([*teeth, teeth[0]], chalk, 2)
            pen.ring(x, y, size * 0.3, size * 0.3, chalk, 2)
        wave = [(1320 + k * 2.6, 250 - 56 * math.sin(k / 13)) for k in range(92)]
        pen.line(wave, fade("#f0c98a", 0.85), 3)
        pen.line([(1320, 250), (1570, 250)], chalk, 1.4)
        pen.line([(1320, 160), (1320, 340)], chalk, 1.4)
        path = curve([(1060, 480), (1160, 430), (1270, 490), (1400, 420), (1530, 450)])
        for start, end in zip(path[::2], path[1::2], strict=False):
            pen.line([start, end], chalk, 2)
        pen.box(1130, 546, 1166, 552, "#f4f1e2")
        pen.box(1180, 546, 1204, 552, "#f0c98a")
    with canvas.soft("#dfe5d4", 18, 0.16, 960, 110, 1600, 540) as pen:
        pen.polygon(taper(curve([(1000, 180), (1250, 400), (1560, 330)]), 90, 130), 255)


def desk(canvas: Canvas) -> None:
    top = [(-10, 716), (1610, 716), (1610, 1080), (-10, 1080)]
    with canvas.soft("#5f4a30", 14, 0.4, 0, 660, 1600, 740) as shadow:
        shadow.box(0, 704, 1600, 740, 255)
    canvas.wash(top, [(0, "#d9ab72"), (0.4, "#c99458"), (1, "#96643a")])
    random = canvas.random
    with canvas.pen(0, 712, 1600, 1067) as pen:
        for _ in range(150):
            y = 720 + 350 * random.random() ** 1.3
            x, long = random.uniform(-200, 1500), random.uniform(160, 700)
            grain = curve([(x, y), (x + long * 0.5, y + random.uniform(-4, 4)), (x + long, y)])
            pen.polygon(taper(grain, 0.6, random.uniform(0.8, 2.4)),
                        fade(random.choice(("#7a4d2a", "#f0c98d")), random.uniform(0.1, 0.26)))
        pen.box(0, 712, 1600, 717, "#f0cf98")
    with canvas.soft("#ffe9b4", 14, 0.5, 0, 716, 1600, 1067) as light:
        for left in (40, 420, 1010, 1330):
            light.polygon([(left, 730), (left + 210, 730), (left + 380, 860), (left + 130, 860)],
                          255)
            light.polygon([(left + 150, 880), (left + 410, 880), (left + 640, 1070),
                           (left + 330, 1070)], 255)


def things(canvas: Canvas) -> None:
    """Notebook, pencil, screwdriver, a spare wheel and a mug of pens."""
    with canvas.soft("#4a2f1c", 8, 0.5, 60, 760, 1600, 1067) as shadow:
        shadow.polygon([(150, 935), (420, 850), (600, 920), (330, 1026)], 255)
        shadow.oval(1405, 850, 130, 22, 255)
        shadow.oval(1290, 985, 90, 18, 255)
    with canvas.pen(60, 600, 1600, 1067) as pen:
        pen.polygon([(130, 925), (395, 840), (572, 905), (305, 1006)], "#4f7470")
        pen.polygon([(136, 918), (396, 834), (566, 898), (304, 996)], "#f8f1dd")
        pen.polygon([(136, 918), (266, 876), (438, 946), (304, 996)], "#ebe0c4")
        for k in range(7):
            t = 0.14 + k * 0.11
            ax, ay = 136 + 168 * t, 918 + 78 * t
            pen.line([(ax + 16, ay - 5), (ax + 112, ay - 37)], fade("#8f8a78", 0.7), 1.4)
        pen.line([(rx, ry) for rx, ry in ((430 + 46 * math.cos(k / 5),
                                           895 + 20 * math.sin(k / 5) - 8
                  * math.cos(k / 5)) for k in range(33))], "#c2693f", 2)
        pen.line([(345, 878), (500, 922)], "#5f7f80", 2)
        pen.polygon(taper([(330, 1036), (540, 968)], 12, 12), "#e0a441")
        pen.polygon(taper([(540, 968), (566, 960)], 12, 1), "#f0d6a8")
        pen.polygon(taper([(318, 1040), (334, 1035)], 12, 12), "#c2693f")
        pen.polygon(taper([(1250, 905), (1350, 940)], 7, 7), "#c9cdc9")
        pen.polygon(taper([(1340, 936), (1440, 972)], 24, 28), "#b5553c")
        pen.polygon(taper([(1342, 932), (1438, 966)], 4, 6), "#d98a68")
        pen.oval(1270, 984, 66, 27, "#2b3134")
        pen.oval(1270, 974, 66, 27, "#3d4548")
        pen.oval(1270, 973, 40, 16, "#e5a354")
        pen.oval(1270, 973, 12, 5, "#6f4d2a")
        for x, lean, tone in ((1375, -22, "#5f8f8a"), (1392, -4, "#e0a441"), (1408, 14, "#b5553c"),
                              (1422, 30, "#4f6676")):
            pen.polygon(taper([(x, 780), (x + lean, 650)], 10, 10), tone)
            pen.polygon(taper([(x + lean, 650), (x + lean * 1.17, 630)], 10, 1), "#f0d6a8")
        pen.ring(1450, 800, 34, 32, "#d5cbb2", 9)
    canvas.wash(curve([(1348, 735), (1348, 800), (1354, 852), (1398, 864), (1442, 852), (1448, 800),
                       (1448, 735)]), [(0, "#f6efdc"), (0.5, "#e6dcc2"), (1, "#b3a484")], True)
    with canvas.pen(1330, 700, 1470, 780) as pen:
        pen.oval(1398, 735, 50, 11, "#8d7f63")


def robot(canvas: Canvas) -> None:
    with canvas.pen(520, 360, 1240, 980) as pen:
        wheel(pen, -46, 60, 216, 46)
        wheel(pen, -46, 60, 52, 46)
        crate(pen, (0, 44, 0), (270, 92, 270), ("#f3ead4", "#c9b995", "#fbf5e4"))
        front_panel(pen)
        wheel(pen, 270, 60, 52, 46)
        wheel(pen, 270, 60, 216, 46)
        crate(pen, (20, 136, 24), (230, 12, 222), ("#3f8a78", "#2c6a5e", "#4f9f88"))
        for u, w, du, dw in ((44, 150, 60, 60), (130, 170, 34, 34), (190, 60, 30, 90),
                             (40, 60, 40, 26)):
            crate(pen, (u, 148, w), (du, 12, dw), ("#2a3336", "#1f2729", "#465257"))
        crate(pen, (100, 148, 60), (62, 40, 66), ("#55666c", "#3d4b50", "#6f8288"))
        for start, end, tone in ((( 60, 160, 180), (120, 190, 90), "#c9573c"),
                                 ((80, 160, 170), (140, 190, 90), "#e0a441"),
                                 ((200, 160, 120), (150, 190, 100), "#5f8fa8")):
            (ax, ay), (bx, by) = at(*start), at(*end)
            pen.polygon(taper(curve([(ax, ay), ((ax + bx) / 2, min(ay, by) - 46), (bx, by)]), 4,
                              4), tone)
        head(pen)
    canvas.glow(*at(135, 250, 40), 170, "#bfeee4", 0.22)
    canvas.glow(*at(226, 92, 0), 46, "#ffd089", 0.8)


def wheel(pen: Pen, u: float, v: float, w: float, thick: float) -> None:
    for step in range(13):
        pen.polygon(disc(u + thick * step / 12, v, w, 62, True),
                    "#23292b" if step % 3 else "#343c3f")
    edge = u + thick
    for radius, tone in ((62, "#3a4346"), (54, "#2c3336"), (42, "#e5a354"), (37, "#f0bb70"),
                         (12, "#8a5a2c"), (6, "#f6dca6")):
        pen.polygon(disc(edge, v, w, radius, True), tone)
    for k in range(5):
        turn = k * math.tau / 5 + 0.3
        pen.polygon(disc(edge, v + 25 * math.sin(turn), w + 25 * math.cos(turn), 7.5, True),
                    "#b97a38")


def front_panel(pen: Pen) -> None:
    def plate(u: float, v: float, du: float, dv: float, tone: str) -> None:
        pen.polygon([at(u, v, 0), at(u + du, v, 0), at(u + du, v + dv, 0), at(u, v + dv, 0)], tone)

    plate(0, 44, 270, 20, "#4f7470")
    plate(26, 78, 96, 42, "#dccfae")
    for slot in range(6):
        plate(34 + slot * 14.5, 84, 7, 30, "#8f8468")
    pen.polygon(disc(226, 92, 0, 13, False), "#c98a3c")
    pen.polygon(disc(226, 92, 0, 9, False), "#ffe6ae")
    for u in (160, 188):
        pen.polygon(disc(u, 92, 0, 8, False), "#5f8f8a")
    plate(0, 132, 270, 4, "#fffaf0")


def head(pen: Pen) -> None:
    """Two ultrasonic sensors make a face all by themselves."""
    crate(pen, (112, 188, 64), (46, 26, 40), ("#8d9793", "#6d7875", "#a9b2ad"))
    crate(pen, (34, 208, 30), (202, 104, 120), ("#f6eedb", "#cdbd98", "#fffaf0"))

    def plate(u: float, v: float, du: float, dv: float, tone: str) -> None:
        pen.polygon([at(u, v, 30), at(u + du, v, 30), at(u + du, v + dv, 30), at(u, v + dv, 30)],
                    tone)

    plate(48, 226, 174, 68, "#34616a")
    plate(48, 288, 174, 6, "#4d828a")
    for u in (90, 180):
        for step in range(8):
            pen.polygon(disc(u, 260, 30 - step * 3, 31, False), "#8c9694")
        for radius, tone in ((31, "#d9dbd0"), (25, "#48555a"), (20, "#26343b"), (11, "#5fb7b0")):
            pen.polygon(disc(u, 260, 6, radius, False), tone)
        pen.polygon(disc(u + 7, 268, 6, 5, False), "#f1fbf5")
    crate(pen, (128, 312, 80), (16, 8, 16), ("#8d9793", "#6d7875", "#a9b2ad"))
    tip = at(136, 384, 88)
    pen.polygon(taper([at(136, 318, 88), tip], 5, 3), "#59676a")
    pen.oval(*tip, 11, 11, "#d2693f")
    pen.oval(tip[0] - 3, tip[1] - 3, 4, 4, "#f3b493")
    for w in (70, 100, 130):
        pen.polygon([at(236, 244, w - 10), at(236, 244, w + 8), at(236, 276, w + 8),
                     at(236, 276, w - 10)], "#a69672")
