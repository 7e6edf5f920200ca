"""What search found, as its page shows it: every text in pieces, those marked that hold a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from articles.models import Article
from articles.text import body, marking, opening, tokens
from articles.text.marking import Piece
from articles.text.typography import as_signed

#: Of the working text nothing is shown, so nothing is read.
WORKING = ("kicker", "title", "subtitle", "dateline", "body", "signature", "source", "note")
#: What an excerpt has for the border of two paragraphs.
BORDER = "\u3000"


@dataclass(frozen=True, slots=True)
class Hit:
    """A story; `excerpt` is where its body holds the words, else how it begins."""

    article: Article
    kicker: list[Piece]
    title: list[list[Piece]]
    subtitle: list[Piece]
    signature: list[Piece]
    excerpt: list[Piece]


def hits(keys: Sequence[int], query: str) -> list[Hit]:
    """In the order of the keys. One query; of stories that went meanwhile nothing is shown."""
    shown = ("published_version", "section", "placement__page__issue")
    rows = Article.objects.public().filter(pk__in=keys).select_related(*shown)
    stories = rows.defer(*WORKING).in_bulk()
    words = tokens.words(query)
    return [_hit(stories[key], words) for key in keys if key in stories]


def _hit(story: Article, words: Sequence[str]) -> Hit:
    text = story.published_version
    plain = body.plain(text.body)
    return Hit(
        story,
        marking.marked(text.kicker, words),
        [marking.marked(line, words) for line in text.title_lines],
        marking.marked(text.subtitle, words),
        marking.marked(as_signed(text.signature), words),
        _in_a_row(marking.excerpt(plain, words) or [Piece(opening.cut(plain, marking.LENGTH))]),
    )


def _in_a_row(pieces: Sequence[Piece]) -> list[Piece]:
    """Paragraphs and sub-heads on one line, a blank of a character's width between them; no hit goes across a border."""
    return [piece._replace(text=piece.text.replace("\n", BORDER)) for piece in pieces]
