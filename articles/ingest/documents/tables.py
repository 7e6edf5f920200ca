"""Rows of a document's tables, and what only looks like a table: a frame around running text."""

from __future__ import annotations

from dataclasses import replace

from articles.ingest.documents.sheet import Entry
from articles.ingest.source import Look

#: A cell with more paragraphs than this frames text; figures and names need no more.
MOST_IN_A_CELL = 5
#: What stands below a picture in one frame with it: what it shows, and who took it.
MOST_IN_A_CAPTION, LONGEST_CAPTION = 2, 100


def boxed(entries: list[Entry]) -> list[Entry]:
    """Lines inside of a frame are `box`, a picture's caption, or what a style says."""
    entries = captioned(entries)
    return [
        entry
        if entry.look.kind or not _is_text(entry)
        else replace(entry, look=replace(entry.look, kind="box"))
        for entry in entries
    ]


def captioned(entries: list[Entry]) -> list[Entry]:
    """A frame around a picture and a few words: those below it are its caption, unless a style says otherwise."""
    at = next((at for at, entry in enumerate(entries) if _is_picture(entry)), len(entries))
    words = [entry for entry in entries[at:] if _is_text(entry)]
    if len(words) > MOST_IN_A_CAPTION or any(len(each.text) > LONGEST_CAPTION for each in words):
        return entries
    return [*entries[:at], *map(_as_caption, entries[at:])]


def _as_caption(entry: Entry) -> Entry:
    if entry.look.kind or not _is_text(entry):
        return entry
    return replace(entry, look=replace(entry.look, kind="caption"))


def _is_picture(entry: Entry) -> bool:
    return bool(entry.look.picture or entry.trouble)


def _is_text(entry: Entry) -> bool:
    return not (entry.is_blank or _is_picture(entry))


def _shows(cell: list[Entry]) -> bool:
    """Pictures with their captions below them, or nothing at all."""
    entries = [entry for entry in captioned(cell) if not entry.is_empty]
    words = [entry for entry in entries if _is_text(entry)]
    return not entries or (
        _is_picture(entries[0]) and all(entry.look.kind == "caption" for entry in words)
    )


def row(cells: list[list[Entry]], *, framed: bool = True) -> list[Entry]:
    """A row as one line, cells divided by tabs, pictures after it. Running text in cells stays lines, `framed` or not."""
    words = [list(filter(_is_text, cell)) for cell in cells]
    if len(cells) == 1 or any(len(cell) > MOST_IN_A_CELL for cell in words):
        entries = [entry for cell in cells for entry in cell]
        return boxed(entries) if framed else entries
    if all(map(_shows, cells)):
        return [entry for cell in cells for entry in captioned(cell) if not entry.is_empty]
    pictures = [entry for cell in cells for entry in cell if _is_picture(entry)]
    texts = [" ".join(entry.text.strip().replace("\t", " ") for entry in cell) for cell in words]
    bold = all(entry.look.bold for cell in words for entry in cell)
    return [Entry("\t".join(texts), Look(kind="row", bold=bold)), *pictures]
