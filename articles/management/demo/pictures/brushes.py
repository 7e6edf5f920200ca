"""Shared brushes: gradients, noise, ridges, mist, light and film grain.

Everything is seeded through ``random.Random(str)``: Pillow's own ``effect_noise`` reads the
C library's generator and would give other pixels on every run.
"""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from random import Random

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

from .outlines import Point

Box = tuple[int, int, int, int]
Stops = Sequence[tuple[float, str]]

BICUBIC = Image.Resampling.BICUBIC
BILINEAR = Image.Resampling.BILINEAR


@cache
def rgb(colour: str) -> tuple[int, int, int]:
    return ImageColor.getrgb(colour)[:3]


def mix(first: str, second: str, share: float) -> str:
    """The colour ``share`` of the way from ``first`` to ``second``."""
    share = min(1.0, max(0.0, share))
    (a, b, c), (x, y, z) = rgb(first), rgb(second)
    red, green, blue = a + (x - a) * share, b + (y - b) * share, c + (z - c) * share
    return f"#{round(red):02x}{round(green):02x}{round(blue):02x}"


def fade(colour: str, opacity: float) -> str:
    return f"{colour[:7]}{round(255 * min(1.0, max(0.0, opacity))):02x}"


def gradient(size: tuple[int, int], stops: Stops, sideways: bool = False) -> Image.Image:
    """Colour stops run down (or across) one line of pixels, then stretched: nearly free."""
    length = size[0] if sideways else size[1]
    line = Image.new("RGB", (length, 1))
    pixels = []
    for step in range(length):
        at, upper = step / max(1, length - 1), 1
        while upper < len(stops) - 1 and stops[upper][0] < at:
            upper += 1
        (low, first), (high, second) = stops[upper - 1], stops[upper]
        share = min(1.0, max(0.0, (at - low) / ((high - low) or 1)))
        share = share * share * (3 - 2 * share) * 0.5 + share * 0.5
        pairs = zip(rgb(first), rgb(second), strict=True)
        pixels.append(tuple(round(a + (b - a) * share) for a, b in pairs))
    line.putdata(pixels)
    return (line if sideways else line.transpose(Image.Transpose.ROTATE_270)).resize(size)


def ramp(size: tuple[int, int], values: Sequence[float]) -> Image.Image:
    """A grey mask whose rows run through ``values`` (0..1), evenly spaced."""
    column = Image.new("L", (1, len(values)))
    column.putdata([round(255 * value) for value in values])
    return column.resize(size, BICUBIC)


def levels(mask: Image.Image, low: int, high: int, top: float = 1.0) -> Image.Image:
    span = max(1, high - low)
    return mask.point([round(255 * top * min(1, max(0, (v - low) / span))) for v in range(256)])


def noise(
    size: tuple[int, int], cells: tuple[int, int], seed: str, octaves: int = 4, shrink: int = 3
) -> Image.Image:
    """Fractal noise, built small and stretched because it is smooth anyway."""
    random = Random(seed)
    small = (max(2, size[0] // shrink), max(2, size[1] // shrink))
    total, weight, weights = None, 1.0, 0.0
    for octave in range(octaves):
        across, down = cells[0] << octave, cells[1] << octave
        dots = Image.frombytes(
            "L", (across + 3, down + 3), random.randbytes((across + 3) * (down + 3))
        )
        sheet = dots.resize(small, BICUBIC, box=(1, 1, across + 2, down + 2))
        weights += weight
        total = sheet if total is None else Image.blend(total, sheet, weight / weights)
        weight *= 0.55
    return total.resize(size, BICUBIC)


def relief(size: tuple[int, int], cells: tuple[int, int], seed: str) -> Image.Image:
    """Noise lit from the upper right: reads as rock and folded ground."""
    ground = noise((max(4, size[0] // 2), max(4, size[1] // 2)), cells, seed, 5, 1)
    lit = ground.filter(ImageFilter.Kernel((3, 3), (-1, -3, -4, 2, 0, -2, 3, 4, 1), 2, 128))
    # The filter leaves the outermost pixels as they were: they would show as a bright seam.
    return lit.resize(size, BICUBIC, box=(1, 1, lit.width - 1, lit.height - 1))


def textured(paint: Image.Image, pattern: Image.Image, amount: float) -> Image.Image:
    pattern = Image.merge("RGB", (pattern,) * 3)
    return Image.blend(paint, ImageChops.soft_light(paint, pattern), amount)


class Pen:
    """ImageDraw in picture coordinates over an enlarged patch (the cheap anti-aliasing)."""

    def __init__(self, patch: Image.Image, origin: Point, scale: float) -> None:
        self._draw = ImageDraw.Draw(patch, "RGBA" if patch.mode == "RGB" else None)
        self._origin, self._scale = origin, scale

    def _map(self, points: Sequence[Point]) -> list[Point]:
        (left, top), scale = self._origin, self._scale
        return [((x - left) * scale, (y - top) * scale) for x, y in points]

    def polygon(self, points: Sequence[Point], fill: str | int) -> None:
        self._draw.polygon(self._map(points), fill=fill)

    def line(self, points: Sequence[Point], fill: str | int, width: float = 1) -> None:
        self._draw.line(self._map(points), fill, max(1, round(width * self._scale)), "curve")

    def oval(self, x: float, y: float, rx: float, ry: float, fill: str | int) -> None:
        box = self._map([(x - rx, y - ry), (x + rx, y + ry)])
        self._draw.ellipse(box, fill=fill)

    def ring(self, x: float, y: float, rx: float, ry: float, fill: str, width: float) -> None:
        box = self._map([(x - rx, y - ry), (x + rx, y + ry)])
        self._draw.ellipse(box, outline=fill, width=max(1, round(width * self._scale)))

    def box(
        self, x: float, y: float, right: float, bottom: float, fill: str | int, radius: float = 0
    ) -> None:
        corners = self._map([(x, y), (right, bottom)])
        if radius:
            self._draw.rounded_rectangle(corners, radius * self._scale, fill=fill)
        else:
            self._draw.rectangle(corners, fill=fill)


class Canvas:
    """One picture in the making."""

    def __init__(self, size: tuple[int, int], stops: Stops, seed: str) -> None:
        self.image = gradient(size, stops)
        self.size, self.seed = size, seed
        self.random = Random(seed)

    def _clip(self, box: Sequence[float]) -> Box:
        width, height = self.size
        left, top = max(0, math.floor(box[0])), max(0, math.floor(box[1]))
        right, bottom = min(width, math.ceil(box[2])), min(height, math.ceil(box[3]))
        return left, top, max(left + 1, right), max(top + 1, bottom)

    @contextmanager
    def pen(self, *box: float) -> Iterator[Pen]:
        """Draw at 2x on a patch: doubling and halving leaves untouched pixels as they were."""
        box = self._clip(box or (0, 0, *self.size))
        patch = self.image.crop(box)
        patch = patch.resize((patch.width * 2, patch.height * 2), Image.Resampling.NEAREST)
        yield Pen(patch, box[:2], 2)
        self.image.paste(patch.reduce(2), box[:2])

    @contextmanager
    def soft(self, colour: str, blur: float, opacity: float, *box: float) -> Iterator[Pen]:
        """Blurred shapes (shadows, light); drawn small, since the blur hides it."""
        box = self._clip(box or (0, 0, *self.size))
        shrink = 4 if blur >= 10 else 2
        size = (box[2] - box[0], box[3] - box[1])
        mask = Image.new("L", (size[0] // shrink + 1, size[1] // shrink + 1))
        yield Pen(mask, box[:2], 1 / shrink)
        mask = mask.filter(ImageFilter.GaussianBlur(blur / shrink))
        mask = mask.resize(size, BICUBIC, box=(0, 0, size[0] / shrink, size[1] / shrink))
        self.image.paste(rgb(colour), box, levels(mask, 0, 255, opacity))

    def wash(
        self,
        points: Sequence[Point],
        stops: Stops,
        sideways: bool = False,
        pattern: tuple[int, int] | None = None,
        amount: float = 0.5,
    ) -> None:
        """A shape filled with a gradient, its surface optionally modelled by ``relief``."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = self._clip((min(xs), min(ys), max(xs), max(ys)))
        size = (box[2] - box[0], box[3] - box[1])
        mask = Image.new("L", (size[0] * 2, size[1] * 2))
        Pen(mask, box[:2], 2).polygon(points, 255)
        paint = gradient(size, stops, sideways)
        if pattern:
            paint = textured(paint, relief(size, pattern, f"{self.seed}{box}"), amount)
        self.image.paste(paint, box[:2], mask.reduce(2))

    def land(
        self,
        skyline: Sequence[Point],
        bottom: float,
        stops: Stops,
        pattern: tuple[int, int] | None = None,
        amount: float = 0.5,
    ) -> None:
        """Everything under a skyline down to ``bottom``."""
        shape = [*skyline, (skyline[-1][0], bottom), (skyline[0][0], bottom)]
        self.wash(shape, stops, pattern=pattern, amount=amount)

    def mist(
        self,
        top: float,
        bottom: float,
        colour: str,
        opacity: float,
        cells: tuple[int, int] = (4, 3),
        soft: int = 90,
    ) -> None:
        """A drifting band: noise shaped by a bump, thickest in its middle."""
        box = self._clip((0, top, self.size[0], bottom))
        size = (box[2] - box[0], box[3] - box[1])
        cloud = levels(noise(size, cells, f"{self.seed}mist{top}", 3, 4), 128 - soft, 128 + soft)
        mask = ImageChops.multiply(cloud, ramp(size, (0, 0.25, 0.8, 1, 0.9, 0.55, 0.2, 0)))
        self.image.paste(rgb(colour), box, levels(mask, 0, 255, opacity))

    def glow(
        self, x: float, y: float, radius: float, colour: str, opacity: float, squash: float = 1.0
    ) -> None:
        """Light added round a point; ``squash`` flattens it along the horizon."""
        tall = radius * squash
        full = (round(x - radius), round(y - tall), round(x + radius), round(y + tall))
        box = self._clip(full)
        # A cubed fall-off has no visible rim, unlike the plain cone Pillow draws.
        dot = Image.radial_gradient("L").point(
            [round(255 * opacity * (1 - min(1, v / 180)) ** 3) for v in range(256)]
        )
        dot = dot.crop((37, 37, 219, 219)).resize((full[2] - full[0], full[3] - full[1]), BICUBIC)
        dot = dot.crop((box[0] - full[0], box[1] - full[1], box[2] - full[0], box[3] - full[1]))
        patch = self.image.crop(box)
        light = ImageChops.screen(patch, Image.new("RGB", patch.size, rgb(colour)))
        self.image.paste(light, box[:2], dot)

    def finish(self, grain: float = 0.034, vignette: float = 0.16) -> Image.Image:
        """Vignette and film grain: they bind flat layers together and hide gradient bands."""
        edge = Image.radial_gradient("L").point(
            [255 - round(255 * vignette * (v / 255) ** 2.4) for v in range(256)]
        )
        edge = edge.resize(self.size, BILINEAR)
        image = ImageChops.multiply(self.image, Image.merge("RGB", (edge,) * 3))
        width, height = self.size
        dots = Image.frombytes("L", self.size, self.random.randbytes(width * height))
        dots = dots.filter(ImageFilter.BoxBlur(0.6))
        dots = dots.point([round(128 + (v - 128) * grain * 2) for v in range(256)])
        return ImageChops.add(image, Image.merge("RGB", (dots,) * 3), 1, -128)
