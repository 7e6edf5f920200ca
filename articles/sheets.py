"""Tables to take away: CSV that spreadsheets open in Chinese and do not reckon with. For the desk and for exports."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.http import content_disposition_header

#: With one of these in front a spreadsheet reckons instead of showing; Chinese and Japanese ones read the wide signs too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

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
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
