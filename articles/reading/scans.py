"""A page's picture, and the stories that can be opened on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from articles import geometry
from articles.models import Facsimile, Page, Zone
from articles.reading.cards import Card


@dataclass(frozen=True, slots=True)
class Scan:
    """Addresses of its files, the size of the largest in pixels, and the size of the thumbnail."""

    pk: int
    alt: str
    srcset: str
    fallback: str
    largest: str
    width: int
    height: int
    thumbnail: str
    thumbnail_width: int
    thumbnail_height: int


@dataclass(frozen=True, slots=True)
class Area:
    """Where a story stands on the picture: its polygons as SVG has them."""

    card: Card
    polygons: tuple[str, ...]


def scan(page: Page) -> Scan | None:
    """None where readers may not see it. No query where the page was fetched with its `facsimile`."""
    row: Facsimile | None = getattr(page, "facsimile", None)
    if row is None or row.is_withheld:
        return None
    smallest = min(row.widths)
    return Scan(
        pk=row.pk,
        alt=" ".join(filter(None, (f"第{page.number:02}版", page.name, "版面图"))),
        srcset=", ".join(f"{row.url(f'{width}.webp')} {width}w" for width in row.widths),
        fallback=row.url("fallback.jpg"),
        largest=row.url(f"{max(row.widths)}.webp"),
        width=row.width,
        height=row.height,
        thumbnail=row.url(f"{smallest}.webp"),
        thumbnail_width=smallest,
        thumbnail_height=round(smallest * row.height / row.width),
    )


def areas(found: Scan | None, cards: Iterable[Card]) -> list[Area]:
    """In the order of reading, of stories that readers see on the page. One query, none without a picture."""
    if found is None:
        return []
    shown = {card.pk: card for card in cards}
    drawn: dict[int, list[str]] = {}
    rows = Zone.objects.live().filter(facsimile=found.pk).order_by("position")
    for story, polygon in rows.values_list("placement__article", "polygon"):
        if story in shown:
            points = geometry.svg_points(geometry.tidied(polygon))
            drawn.setdefault(story, []).append(points)
    return [Area(shown[story], tuple(polygons)) for story, polygons in drawn.items()]
