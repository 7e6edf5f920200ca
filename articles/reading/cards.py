"""A story in a list: its words, how it opens, its pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from articles.models import Placement, Version
from articles.text import body
from articles.text.opening import cut, sentences
from sections.models import Section

#: Characters of a story that every list shows, whatever the room.
SHORT = 88
#: As wide as a picture's JPEG is at most (images.WHOLE).
FALLBACK = 960
#: What the last line of a paragraph wastes, and the indent of the next.
PARAGRAPH = 12


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as one version uses it; sizes in pixels."""

    sha256: str
    src: str
    srcset: str
    fallback: str
    width: int
    height: int
    caption: str
    credit: str
    alt: str
    after_block: int

    @property
    def is_upright(self) -> bool:
        return self.height > self.width

    @property
    def fallback_size(self) -> tuple[int, int]:
        """Of the one JPEG of the whole picture."""
        width = min(self.width, FALLBACK)
        return width, max(1, round(self.height * width / self.width))

    @property
    def ratio(self) -> float:
        return self.height / self.width


@dataclass(frozen=True, slots=True)
class Jump:
    """转版: where a story goes on, or comes from."""

    number: int
    url: str


#: A picture's hash and the name of one of its files -> where a page finds it.
Address = Callable[[str, str], str]


def public_address(sha256: str, name: str) -> str:
    return reverse("picture", args=[sha256, name])


def figures(text: Version, address: Address = public_address) -> list[Figure]:
    return [_figure(entry, address) for entry in text.figures]


def _figure(entry: dict[str, Any], address: Address) -> Figure:
    sha256, widths = entry["sha256"], entry["widths"]
    urls = {width: address(sha256, f"{width}.webp") for width in widths}
    middle = next((width for width in widths if width >= 960), widths[-1])
    return Figure(
        sha256=sha256,
        src=urls[middle],
        srcset=", ".join(f"{url} {width}w" for width, url in urls.items()),
        fallback=address(sha256, "fallback.jpg"),
        width=entry["width"],
        height=entry["height"],
        caption=entry["caption"],
        credit=entry["credit"],
        alt=entry["alt"],
        after_block=entry["after_block"],
    )


@dataclass(frozen=True, slots=True)
class Opening:
    """How a story begins: `text` everywhere; where columns leave room, `rest` of the paragraph and `further` ones.

    `tail`: the marks that say where `text` breaks off inside a sentence, unless the rest follows.
    """

    text: str
    tail: str = ""
    rest: str = ""
    further: tuple[str, ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return (self.text + self.rest, *self.further)

    @property
    def length(self) -> int:
        """The room it fills."""
        return sum(map(len, self.paragraphs)) + PARAGRAPH * len(self.further)


def opening(html: str, room: int) -> Opening | None:
    """The beginning of a body in `room` characters, SHORT of them for narrow screens; None where there is no text."""
    paragraphs = body.opening_paragraphs(html, room)
    if not paragraphs:
        return None
    first, *others = paragraphs
    short = cut(first, SHORT)
    text = short if first.startswith(short) else short[: short.rindex("……")]
    rest = sentences(first, room)[len(text) :]
    whole = text + rest == first
    further = tuple(_further(others, room - len(first))) if whole else ()
    return Opening(text, short[len(text) :], rest, further)


def _further(paragraphs: list[str], room: int) -> Iterator[str]:
    for paragraph in paragraphs:
        room -= PARAGRAPH
        piece = sentences(paragraph, room)
        if piece:
            yield piece
        if piece != paragraph:
            return
        room -= len(piece)


@dataclass(frozen=True, slots=True)
class Card:
    """A story in a list. `room`: characters of its opening."""

    pk: int
    url: str
    text: Version
    section: Section | None
    page: int
    position: int
    room: int = SHORT
    #: Its picture cut to the shape of cards, where that was fetched.
    crop: Figure | None = None
    #: Where its pictures are found.
    address: Address = public_address
    #: 下转: the page on which it goes on.
    goes_on: Jump | None = None

    @property
    def opening(self) -> Opening | None:
        return opening(self.text.body, self.room)

    @property
    def figure(self) -> Figure | None:
        return next(iter(figures(self.text, self.address)), None)

    @property
    def picture(self) -> Figure | None:
        """What a card in a column shows."""
        return self.crop or self.figure

    def given(self, room: int) -> Card:
        """The same story with room for so many characters of its text."""
        return replace(self, room=max(room, SHORT))


def card(place: Placement, *, signed: bool) -> Card | None:
    """The published text once the issue is signed, the latest before. A story that was taken back is in no list."""
    article = place.article
    if article.withdrawn_at is not None:
        return None
    text = article.published_version if signed else article.latest_version
    if text is None:
        return None
    url = article.get_absolute_url()
    return Card(article.pk, url, text, article.section, place.page.number, place.position)
