"""Numbers as addresses and forms bring them: whoever sends a request may have written anything there."""

from __future__ import annotations

#: Digits of the greatest key of a database; Python refuses to read some thousands at all.
MOST_DIGITS = 18


def whole(text: str | None, most: int = MOST_DIGITS) -> int | None:
    """None where it is no whole number of at most so many digits, in the digits that keys are written in."""
    is_number = bool(text) and text.isascii() and text.isdigit() and len(text) <= most
    return int(text) if is_number else None
