"""How much two texts have in common: the share of five-character runs, marks and blanks left out."""

from __future__ import annotations

import re
import zlib

RUN = 5
NO_LETTER = re.compile(r"[\W_]+")
#: A phrase that is looked for in other texts: long enough to be nobody else's.
PHRASE = 16
SENTENCE = re.compile(r"[^，。；：！？、\s]+")


def runs(text: str) -> frozenset[int]:
    """The checksums of all runs of five letters; of a shorter text, of the whole."""
    letters = NO_LETTER.sub("", text)
    return frozenset(
        zlib.crc32(letters[at : at + RUN].encode())
        for at in range(max(1, len(letters) - RUN + 1) if letters else 0)
    )


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """0 for nothing in common, 1 for the same; the share of the runs of the shorter text that the other has too.

    A story that was lengthened or cut is like its original, then; two short ones are not, just because of 本报讯.
    """
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def phrases(text: str, count: int = 3) -> list[str]:
    """Up to `count` phrases from the beginning, middle and end by which a copy of the text would be found."""
    whole = [piece for piece in SENTENCE.findall(text) if len(piece) >= PHRASE // 2]
    if len(whole) <= count:
        return [piece[:PHRASE] for piece in whole]
    places = [at * (len(whole) - 1) // (count - 1) for at in range(count)]
    return [whole[at][:PHRASE] for at in places]
