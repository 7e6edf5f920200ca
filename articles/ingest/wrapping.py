"""Text that was broken at the width of a column or a mail: copied from a PDF, say. Its lines are no paragraphs.

Such a source shows it: most of its lines are as wide as one another, hardly one is wider, and few of them end a
sentence. A page torn by OCR is torn at any width and stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from articles.ingest.datelines import DATELINE
from articles.ingest.source import PLAIN, Line
from articles.ingest.tokens import Token

NARROWEST, WIDEST = 20, 100  # columns; a Han character has two
FEWEST_LINES = 8
#: 避头尾: a mark that may not begin a line is drawn up, one that may not end it pushed on.
PLAY = 2
#: Prose pauses in every other line; a list of names of one length does not.
PAUSE = re.compile("[，。；：、？！]")
STOPS = ("。", "！", "？", "…", "”", "：")


def unwrap(tokens: list[Token], lines: Sequence[Line]) -> list[Token]:
    """The tokens with the broken lines of each paragraph made one; all of them where the source is not broken so."""
    widths = {line.number: _width(line.text) for line in lines if line.look == PLAIN}
    column = _column([token for token in tokens if token.kind == "text"], widths)
    if not column:
        return tokens
    texts = {line.number: line.text for line in lines}
    joined: list[Token] = []
    pieces: list[Token] = []
    for token in tokens:
        if pieces and _continues(pieces[-1], token, column, widths, texts):
            pieces.append(token)
            continue
        _close(pieces, joined)
        pieces = [token]
    _close(pieces, joined)
    return joined


def _close(pieces: list[Token], joined: list[Token]) -> None:
    if pieces:
        first, *others = pieces
        first.passage = first.passage.joined(*(token.passage for token in others))
        joined.append(first)


def _width(text: str) -> int:
    """Columns up to the text's end; more than the widest where it is longer than that."""
    text = text.rstrip()
    if len(text) > WIDEST:
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def _column(tokens: Sequence[Token], widths: dict[int, int]) -> int:
    """The width that the lines were broken at; 0 where they were not."""
    counts = Counter(widths.get(token.line, 0) for token in tokens)
    near = {width: sum(counts[width - by] for by in range(PLAY + 1)) for width in counts}
    column = max(near, key=lambda width: (near[width], width), default=0)
    wider = sum(count for width, count in counts.items() if width > column + PLAY)
    full = [token for token in tokens if _is_full(widths.get(token.line, 0), column)]
    stopped = sum(token.passage.text.endswith(STOPS) for token in full)
    paused = sum(bool(PAUSE.search(token.passage.text)) for token in full)
    is_broken = (
        NARROWEST <= column <= WIDEST
        and len(full) >= max(FEWEST_LINES, len(tokens) / 3)
        and wider * 20 <= len(tokens)
        and stopped * 3 <= len(full) <= paused * 2
    )
    return column if is_broken else 0


def _is_full(width: int, column: int) -> bool:
    return column - 2 * PLAY <= width <= column + PLAY


def _continues(
    above: Token, token: Token, column: int, widths: dict[int, int], texts: dict[int, str]
) -> bool:
    """The line above is full and this one goes on in it: no gap, no indent, nothing that begins of itself."""
    if above.kind != "text" or token.kind != "text" or above.role or token.role:
        return False
    if token.blanks_before or texts[token.line][:1].isspace() or DATELINE.match(token.passage.text):
        return False
    width = widths.get(token.line, column)
    is_end = above.passage.text.endswith(STOPS) and width < column / 2
    return _is_full(widths.get(above.line, 0), column) and not is_end
