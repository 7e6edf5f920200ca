"""What the press would send: a sample page as a picture, with the zones of its stories. Drawn with Pillow alone.

Titles are written where the machine has a Chinese face; bodies are grey lines. Imported late.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from articles import geometry
from articles.geometry import Box, Polygon

SIZE = (1240, 1754)
PAPER, INK, SOFT, RED = "#fbfaf6", "#1d1b18", "#b9b3a8", "#a8181d"
#: In fractions of the page.
MARGIN, HEAD, GAP = 0.045, 0.12, 0.018
#: How much of the page a lead takes, where others stand below it.
LEAD = 0.4
FACES = (
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/arphic/uming.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "C:/Windows/Fonts/simsun.ttc",
)


@dataclass(frozen=True, slots=True)
class Sample:
    """A story as the picture shows it."""

    title: str
    characters: int
    is_pictured: bool


def zones(stories: Sequence[Sample]) -> list[Polygon]:
    """The lead across the page, the others below it in two columns, each as high as its text wants."""
    if not stories:
        return []
    left, right, top, bottom = MARGIN, 1 - MARGIN, HEAD + GAP, 1 - MARGIN
    if len(stories) == 1:
        return [geometry.tidied(geometry.rectangle((left, top), (right, bottom)))]
    below = top + LEAD + GAP
    middle = len(stories) // 2
    boxes = [(left, top, right, top + LEAD)]
    boxes += _column(stories[1 : 1 + middle], (left, below, 0.5 - GAP / 2, bottom))
    boxes += _column(stories[1 + middle :], (0.5 + GAP / 2, below, right, bottom))
    if len(stories) == 2:
        boxes[1] = (left, below, right, bottom)
    return [geometry.tidied(geometry.rectangle(box[:2], box[2:])) for box in boxes]


def _column(stories: Sequence[Sample], box: Box) -> Iterator[Box]:
    left, top, right, bottom = box
    wanted = [story.characters + 300 for story in stories]
    room = bottom - top - GAP * (len(stories) - 1)
    for want in wanted:
        height = room * want / sum(wanted)
        yield left, top, right, top + height
        top += height + GAP


def draw(paper: str, page: str, stories: Sequence[Sample]) -> bytes:
    """The page as PNG; the same on every run of a machine."""
    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    left, right = _at((MARGIN, 0))[0], _at((1 - MARGIN, 0))[0]
    _line(pen, (left, 50, right - 300, 150), paper, RED)
    _line(pen, (right - 280, 100, right, 150), page, INK)
    pen.line((left, _at((0, HEAD))[1] - 30, right, _at((0, HEAD))[1] - 30), INK, 4)
    for at, (story, polygon) in enumerate(zip(stories, zones(stories), strict=True)):
        _story(pen, story, geometry.bounds(polygon), is_lead=not at)
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue()


def _story(pen: ImageDraw.ImageDraw, story: Sample, box: Box, *, is_lead: bool) -> None:
    """Title, picture, text in columns, inside a hairline."""
    (left, top), (right, bottom) = _at(box[:2]), _at(box[2:])
    pen.rectangle((left, top, right, bottom), outline=SOFT)
    size = 76 if is_lead else 40
    _line(pen, (left + 16, top + 26, right - 16, top + 26 + size), story.title, INK)
    top += size + 46
    if story.is_pictured and bottom - top > 160:
        middle = left + (right - left) * 45 // 100
        pen.rectangle((left + 16, top, middle, min(bottom - 16, top + 260)), fill="#d9d4c8")
        left = middle
    columns = 2 if is_lead else 1
    width = (right - left - 16) // columns
    for column in range(columns):
        start = left + 16 + column * width
        for y in range(top, bottom - 20, 18):
            pen.line((start, y, start + width - 24, y), SOFT, 6)


def _line(
    pen: ImageDraw.ImageDraw, box: tuple[int, int, int, int], words: str, colour: str
) -> None:
    """As large as the box lets it be; without a Chinese face a bar as long as the words would be."""
    left, top, right, bottom = box
    size = min(bottom - top, (right - left) // max(1, len(words)))
    face = _face(size)
    if face is None:
        pen.rectangle((left, bottom - size * 3 // 4, left + size * len(words), bottom), colour)
    else:
        pen.text((left, bottom), words, colour, font=face, anchor="ld")


@cache
def _face(size: int) -> ImageFont.FreeTypeFont | None:
    found = next((face for face in FACES if Path(face).exists()), None)
    return ImageFont.truetype(found, size, index=2 if "CJK" in found else 0) if found else None


def _at(point: tuple[float, float]) -> tuple[int, int]:
    return round(point[0] * SIZE[0]), round(point[1] * SIZE[1])
