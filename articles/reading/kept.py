"""An issue as a preview link keeps it: its pages and words as they stood when the link was made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from articles.models import Page, PreviewLink, Version
from articles.reading.cards import Address, Card
from articles.reading.faces import PageFace, around
from articles.reading.story import unlinked, words
from sections.models import Section


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the link's pages are found, its stories by their number in the issue, and its pictures."""

    issue: str
    page: Callable[[int], str]
    story: Callable[[int], str]
    picture: Address


def kept_pages(link: PreviewLink, ways: Ways) -> list[PageFace]:
    """Two queries. A story that was thrown away since, or taken back from readers, is not shown; the others keep
    their numbers."""
    stories = [story for page in link.pages for story in page["stories"]]
    texts = Version.objects.select_related("article").in_bulk({s["version"] for s in stories})
    sections = Section.objects.in_bulk({s["section"] for s in stories if s["section"]})
    numbers = count(1)
    return [
        _face(page, list(_cards(page, texts, sections, numbers, ways)), ways) for page in link.pages
    ]


def _cards(
    page: dict[str, Any],
    texts: dict[int, Version],
    sections: dict[int, Section],
    numbers: Iterator[int],
    ways: Ways,
) -> Iterator[Card]:
    position = 0
    for story in page["stories"]:
        url, text = ways.story(next(numbers)), texts.get(story["version"])
        if text is None or text.article.withdrawn_at is not None:
            continue
        position += 1
        section = sections.get(story["section"])
        text.article.section = section  # as it stood
        yield Card(
            text.article_id, url, text, section, page["number"], position, address=ways.picture
        )


def _face(page: dict[str, Any], cards: list[Card], ways: Ways) -> PageFace:
    row = Page(number=page["number"], name=page["name"], credits=page["credits"])
    return PageFace(
        row.number, row.heading, row.name, row.credits, ways.page(row.number), tuple(cards)
    )


def kept_story(link: PreviewLink, ways: Ways, number: int) -> dict[str, Any] | None:
    """What the story page shows of that number; None where there is none."""
    faces = kept_pages(link, ways)
    cards = [card for face in faces for card in face.cards]
    here = next((card for card in cards if card.url == ways.story(number)), None)
    if here is None:
        return None
    shown = words(here.text, ways.picture)
    return shown | {
        "signature": unlinked(shown["signature"]),
        "article": here.text.article,
        "page": next(face for face in faces if here in face.cards),
        "pages": faces,
        "neighbours": around(cards, here),
    }
