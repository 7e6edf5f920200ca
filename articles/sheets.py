"""Tables to take away: CSV that spreadsheets open in Chinese and do not reckon with. For the desk and for exports."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.http import content_disposition_header

#: With one of these in front a spreadsheet reckons instead of showing.
FORMULA = {"=", "+", "-", "@"}
#: What a spreadsheet drops, or takes for the end of a cell, before it looks.
BREAKS = ("\t", "\r", "\n")

Cell = str | int | None


@dataclass(frozen=True, slots=True)
class Table:
    """Chinese heads, and under them the rows as they are: `attachment` makes them harmless."""

    heads: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def attachment(name: str, *tables: Table) -> HttpResponse:
    """The file `name` (without its ending); several tables have an empty line between them."""
    header = content_disposition_header(as_attachment=True, filename=f"{name}.csv")
    answer = HttpResponse(
        "\ufeff", "text/csv; charset=utf-8", headers={"Content-Disposition": header}
    )
    lines = csv.writer(answer)
    for at, table in enumerate(tables):
        if at:
            lines.writerow([])
        lines.writerow(table.heads)
        lines.writerows([harmless(cell) for cell in row] for row in table.rows)
    return answer


def harmless(cell: Cell) -> Cell:
    """Words that would be a formula get an apostrophe before them; a number is a number."""
    if not isinstance(cell, str):
        return cell
    return f"'{cell}" if cell.startswith(BREAKS) or _first(cell) in FORMULA else cell


def _first(cell: str) -> str:
    """The first sign that shows, behind blanks and what has no width; wide and small forms (`＝`, `﹢`) as the plain one."""
    shown = (sign for sign in cell if unicodedata.category(sign)[0] not in "ZC")
    return unicodedata.normalize("NFKC", next(shown, ""))
