"""A story's body items -> the body's HTML, and where its pictures stand in it. Pure: text in, text out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from articles.ingest.drafts import BodyItem

TAGS = {"paragraph": "p", "subhead": "h3"}
BAR = re.compile(r"(?<!\\)\|")
WIDE_GAP = re.compile(r"\t| {2,}|\u3000+")


def compose(items: Sequence[BodyItem]) -> tuple[str, list[int]]:
    """The body, and for each caption among the items the number of blocks that stand before it."""
    blocks: list[str] = []
    places: list[int] = []
    for kind, group in groupby(items, key=lambda item: item.kind):
        if kind == "caption":
            places += [len(blocks) for _ in group]
        elif kind == "abstract":  # the lines of one box
            blocks.append(f"<blockquote>{''.join(_line('p', item) for item in group)}</blockquote>")
        elif kind == "table":
            blocks += [_table(item) for item in group]
        else:
            blocks += [_line(TAGS[kind], item) for item in group]
    return "\n".join(blocks), places


def _line(tag: str, item: BodyItem) -> str:
    return f"<{tag}>{escape(item.passage.text, quote=False)}</{tag}>"


def _table(item: BodyItem) -> str:
    rows = [cells(row) for row in item.passage.text.split("\n")]
    head, body = (rows[:1], rows[1:]) if item.header else ([], rows)
    parts = [("thead", "th", head), ("tbody", "td", body)]
    sets = (f"<{part}>{_rows(cell, lines)}</{part}>" for part, cell, lines in parts if lines)
    return f"<table>{''.join(sets)}</table>"


def _rows(tag: str, rows: Iterable[list[str]]) -> str:
    return "".join(
        f"<tr>{''.join(f'<{tag}>{escape(cell, quote=False)}</{tag}>' for cell in row)}</tr>"
        for row in rows
    )


def cells(row: str) -> list[str]:
    """A row as printed -> its cells: between bars, tabs or wide gaps."""
    if BAR.search(row):
        parts = BAR.split(row.strip())
        start, end = int(not parts[0]), len(parts) - int(not parts[-1])
        return [part.replace("\\|", "|").strip() for part in parts[start:end]]
    return [
        part.strip() for part in (row.split("\t") if "\t" in row else WIDE_GAP.split(row.strip()))
    ]
