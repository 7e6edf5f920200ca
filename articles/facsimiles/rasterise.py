"""A program by itself, never imported: draws the first page of a PDF as PNG. `rasterise.py SOURCE TARGET`

Ends with 0, or with a number of pdf.REFUSALS; with anything else where it went beyond its limits.
"""

from __future__ import annotations

import math
import resource
import sys

import pypdfium2
import pypdfium2.raw

LONGEST = 2400
MEMORY = 1536 * 1024 * 1024
SECONDS = 30
WRITTEN = 64 * 1024 * 1024
LOCKED, BROKEN, SHAPELESS = 3, 4, 5
#: The longer side beside the shorter one.
SLIMMEST = 8


def main(source: str, target: str) -> int:
    limit()
    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        return LOCKED if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD else BROKEN
    try:
        page = document[0]
    except (pypdfium2.PdfiumError, IndexError):
        return BROKEN
    sides = page.get_size()
    if not is_a_page(*sides):
        return SHAPELESS
    drawn = page.render(scale=LONGEST / max(sides), may_draw_forms=False)
    drawn.to_pil().convert("RGB").save(target, "PNG", compress_level=1)
    return 0


def limit() -> None:
    """For this process alone; it opens no file beyond the two."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def is_a_page(width: float, height: float) -> bool:
    if not (math.isfinite(width) and math.isfinite(height) and min(width, height) > 0):
        return False
    return max(width, height) / min(width, height) <= SLIMMEST


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
