"""An issue on paper: page after page, every story with its words, pictures and signature."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from articles.reading.cards import Card, Figure, figures
from articles.reading.faces import PageFace
from articles.reading.story import parts
from articles.text.typography import as_signed
from sections.models import Section


@dataclass(frozen=True, slots=True)
class Printed:
    """A story in columns; `heads`: the first of its page."""

    card: Card
    heads: bool
    pictures: tuple[Figure, ...]
    parts: tuple[tuple[SafeString, list[Figure]], ...]
    signature: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with its stories by section, in the issue's order."""

    face: PageFace
    groups: tuple[tuple[Section | None, tuple[Printed, ...]], ...]


def sheets(faces: Iterable[PageFace]) -> list[Sheet]:
    """No query."""
    return [
        Sheet(face, tuple((section, tuple(map(_printed, cards))) for section, cards in face.groups))
        for face in faces
    ]


def _printed(card: Card) -> Printed:
    shown = figures(card.text, card.address)
    leads = tuple(each for each in shown if not (each.after_block and card.text.body))
    blocks = tuple(parts(card.text, shown))
    return Printed(card, card.position == 1, leads, blocks, as_signed(card.text.signature))
