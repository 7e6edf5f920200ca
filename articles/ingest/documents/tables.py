"""Rows of a document's tables, and what only looks like a table: a frame around running text."""

from __future__ import annotations

from dataclasses import replace

from articles.ingest.documents.sheet import Entry
from articles.ingest.source import Look

#: A cell with more paragraphs than this frames text; figures and names need no more.
MOST_IN_A_CELL = 5


def boxed(entries: list[Entry]) -> list[Entry]:
    """Lines inside of a frame are `box`, unless a style already says what the line is."""
    return [
        entry
        if entry.look.kind or entry.look.picture or entry.is_empty
        else replace(entry, look=replace(entry.look, kind="box"))
        for entry in entries
    ]


def row(cells: list[list[Entry]], *, framed: bool = True) -> list[Entry]:
    """A row as one line, cells divided by tabs, pictures after it. Running text in cells stays lines, `framed` or not."""
    words = [
        [entry for entry in cell if not (entry.is_blank or entry.look.picture)] for cell in cells
    ]
    if len(cells) == 1 or any(len(cell) > MOST_IN_A_CELL for cell in words):
        entries = [entry for cell in cells for entry in cell]
        return boxed(entries) if framed else entries
    pictures = [entry for cell in cells for entry in cell if entry.look.picture or entry.trouble]
    texts = [" ".join(entry.text.strip().replace("\t", " ") for entry in cell) for cell in words]
    if not any(texts):
        return pictures
    bold = all(entry.look.bold for cell in words for entry in cell)
    return [Entry("\t".join(texts), Look(kind="row", bold=bold)), *pictures]
