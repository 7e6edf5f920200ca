"""Pictures of a page's cards, cut to one shape around what counts in them."""

from __future__ import annotations

from dataclasses import replace

from articles.models import Rendition
from articles.models.image import CARD, CARD_JPEG
from articles.reading.cards import Card, Figure
from articles.reading.faces import PageFace


def cropped(face: PageFace) -> PageFace:
    """The page with the crops that its pictures have today. One query, none for a page without pictures.

    A version says which picture, not how it is cut: another focal point shows at once, without a new version.
    """
    shown = {card.figure.sha256 for card in face.cards if card.figure}
    if not shown:
        return face
    found: dict[str, dict[str, Rendition]] = {}
    wanted = Rendition.objects.filter(image__sha256__in=shown, spec__in=(*CARD, CARD_JPEG))
    for each in wanted.select_related("image"):
        found.setdefault(each.image.sha256, {})[each.spec] = each
    return replace(face, cards=tuple(_card(card, found) for card in face.cards))


def _card(card: Card, found: dict[str, dict[str, Rendition]]) -> Card:
    made = found.get(card.figure.sha256, {}) if card.figure else {}
    return replace(card, crop=_crop(card, card.figure, made)) if len(made) == 3 else card


def _crop(card: Card, figure: Figure, made: dict[str, Rendition]) -> Figure:
    """Each width once: of a small picture both crops are the same file."""
    by_width = {made[spec].width: card.address(figure.sha256, made[spec].file) for spec in CARD}
    return replace(
        figure,
        src=by_width[max(by_width)],
        srcset=", ".join(f"{url} {width}w" for width, url in by_width.items()),
        fallback=card.address(figure.sha256, made[CARD_JPEG].file),
        width=made[CARD_JPEG].width,
        height=made[CARD_JPEG].height,
    )
