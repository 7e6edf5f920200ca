"""One story as its page shows it."""

from __future__ import annotations

import re
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles.models import Article, Issue, Version
from articles.reading.cards import Address, Figure, figures, public_address
from articles.reading.corrections import notices
from articles.reading.faces import Neighbours, around, pages
from articles.reading.onward import onward
from articles.text import body
from articles.text.typography import as_signed

#: A printed name or role with the address of its contributor, or "".
Run = tuple[str, str]


def story(article: Article, issue: Issue | None) -> dict[str, Any]:
    """Everything the story page shows. Five queries beside the article's own."""
    corrected, printing = notices(article)
    shown = story_in(article, article.shown, issue)
    face = shown["page"]
    known = {article.pk, *(card.pk for card in face.cards)} if face else {article.pk}
    tags, related = onward(article, article.shown, issue, known)
    return shown | {
        "tags": tags,
        "related": related,
        "corrections": corrected,
        "printing": printing,
    }


def story_in(article: Article, text: Version, issue: Issue | None) -> dict[str, Any]:
    """The story page as it is, or would be, with this text; without tags. `issue` None: it stands alone."""
    faces = pages(issue) if issue else []
    face = next((f for f in faces if any(card.pk == article.pk for card in f.cards)), None)
    cards = [card for f in faces for card in f.cards]
    card = next((card for card in cards if card.pk == article.pk), None)
    return words(text) | {
        "article": article,
        "issue": issue,
        "page": face,
        "pages": faces,
        "goes_on": card.goes_on if card else None,
        "neighbours": around(cards, card) if card else Neighbours(),
    }


def words(text: Version, address: Address = public_address) -> dict[str, Any]:
    """What a text by itself gives to its page. One query. `address`: where its pictures are found."""
    return plain_words(text, address) | {"signature": signature(text)}


def unlinked(pieces: list[list[Run]]) -> list[list[Run]]:
    """A signature whose names lead nowhere: their pages are there for published stories alone."""
    return [[(run, "") for run, _url in piece] for piece in pieces]


def plain_words(text: Version, address: Address = public_address) -> dict[str, Any]:
    """The same without its signature's links. No query."""
    shown = figures(text, address)
    return {
        "text": text,
        "description": body.opening(text.body, 110),
        "parts": parts(text, shown),
        "picture": next(iter(shown), None),
        # A photo story has no paragraph after which a picture could stand.
        "lead_figures": [f for f in shown if not (f.after_block and text.body)],
        "tags": [],
    }


def parts(text: Version, shown: list[Figure]) -> list[tuple[SafeString, list[Figure]]]:
    """The body's blocks, the dateline in the first paragraph, each with the pictures that follow it."""
    blocks = [block.html for block in body.blocks(text.body)]
    first = next((at for at, html in enumerate(blocks) if html.startswith("<p>")), None)
    if text.dateline and first is not None:
        mark = format_html('<p class="opening"><b class="dateline">{}</b>\u3000', text.dateline)
        blocks[first] = mark + blocks[first].removeprefix("<p>")
    last = len(blocks)
    return [
        (
            # Safe: a block of what body.clean left of the words when they were stored (writing.tidy), the dateline
            # escaped above, the frame of a table a constant.
            mark_safe(_scrolling(html)),
            [f for f in shown if f.after_block == at or (at == last < f.after_block)],
        )
        for at, html in enumerate(blocks, 1)
    ]


def _scrolling(html: str) -> str:
    """A table in a frame that a reader can move sideways, with the keyboard too; a number is never broken."""
    if not html.startswith("<table"):
        return html
    return (
        f'<div class="table" role="region" aria-label="表格，可左右移动" tabindex="0">{html}</div>'
    )


def signature(text: Version) -> list[list[Run]]:
    """The signature in pieces between which a line may end; names lead to their contributor's page. One query, none
    for a text that is not stored."""
    credited = text.contributors.all() if text.pk else ()
    known = {c.name: c.get_absolute_url() for c in credited}
    pieces: list[list[Run]] = [[]]
    for at, run in enumerate(_runs(text)):
        if at % 2:
            pieces[-1].append((run, known.get(run.replace("\u3000", ""), "")))
            continue
        head, *others = run.split("\u3000")
        pieces[-1].append((head, ""))
        pieces += [[(other, "")] for other in others]
    found = [[run for run in piece if run[0]] for piece in pieces]
    return [piece for piece in found if piece]


def _runs(text: Version) -> list[str]:
    """The printed line cut before and after each name: every second one is a name.

    A name of two characters may be printed with a space in it.
    """
    printed = as_signed(text.signature)
    names = sorted({credit["name"] for credit in text.credits}, key=len, reverse=True)
    if not names:
        return [printed]
    forms = ["\u3000?".join(map(re.escape, name)) for name in names]
    return re.split(f"({'|'.join(forms)})", printed)
