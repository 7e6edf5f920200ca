"""The small language in which a rendition is ordered. Arithmetic alone: neither files nor Pillow.

`width-960`        at most 960 pixels wide, the height follows
`max-1200x1200`    as large as fits into the box
`fill-600x400`     the whole frame filled, what is too much cut away around the focal point

Nothing is ever enlarged: a picture that is too small for a frame fills one of the same shape. An order is WebP unless
it ends in `.jpg`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

FORM = re.compile(r"(?:(width)-(\d+)|(max|fill)-(\d+)x(\d+))(\.jpg)?", re.ASCII)
#: No side is longer: more than any screen shows, and what WebP can hold many times over.
LARGEST = 4096

Size = tuple[int, int]
Box = tuple[int, int, int, int]  # left, top, right, bottom
Focus = tuple[float, float]  # fractions of width and height, from the left and from the top

CENTRE: Focus = (0.5, 0.5)


class BadSpec(ValueError):
    """An order that cannot be read or made. The message names it and says why."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to cut out of a picture, and the size to which that is brought."""

    box: Box
    size: Size


@dataclass(frozen=True, slots=True)
class Spec:
    """An order; `height` is 0 where it follows from the width."""

    kind: str
    width: int
    height: int = 0
    is_jpeg: bool = False

    def __str__(self) -> str:
        frame = f"{self.width}x{self.height}" if self.height else str(self.width)
        return f"{self.kind}-{frame}{'.jpg' if self.is_jpeg else ''}"

    @property
    def suffix(self) -> str:
        return "jpg" if self.is_jpeg else "webp"

    def plan(self, picture: Size, focus: Focus = CENTRE) -> Plan:
        """How it is made of a picture of that size; only `fill` heeds the focus."""
        if self.kind == "fill":
            return self._fill(picture, focus)
        width, height = picture
        scale = min(1.0, self.width / width, self.height / height if self.height else 1.0)
        return Plan((0, 0, width, height), (_side(width * scale), _side(height * scale)))

    def _fill(self, picture: Size, focus: Focus) -> Plan:
        """The largest piece of the frame's shape, as near to the focus as the edges let it be."""
        scale = min(picture[0] / self.width, picture[1] / self.height)
        piece = _side(self.width * scale), _side(self.height * scale)
        left, top = (
            _start(whole, part, at) for whole, part, at in zip(picture, piece, focus, strict=True)
        )
        shrunk = max(1.0, scale)
        size = _side(self.width * scale / shrunk), _side(self.height * scale / shrunk)
        return Plan((left, top, left + piece[0], top + piece[1]), size)


def parse(text: str) -> Spec:
    """`fill-600x400.jpg` -> Spec. Raises BadSpec."""
    found = FORM.fullmatch(text)
    if found is None:
        raise BadSpec(
            f"{text!r} is no order for a rendition: say width-960, max-1200x1200 or fill-600x400,"
            " with .jpg for JPEG."
        )
    kind = found[1] or found[3]
    width, height = int((found[2] or found[4])[:9]), int((found[5] or "0")[:9])
    sides = (width, height) if found[3] else (width,)
    if not all(1 <= side <= LARGEST for side in sides):
        raise BadSpec(f"{text!r}: a side has 1 to {LARGEST} pixels.")
    return Spec(kind, width, height, bool(found[6]))


def _side(length: float) -> int:
    return max(1, round(length))


def _start(whole: int, part: int, at: float) -> int:
    """Where a part begins that has `at` in its middle, pushed back inside."""
    return max(0, min(whole - part, round(at * whole - part / 2)))
