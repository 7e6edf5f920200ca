"""What search compares and what its index holds: folded text, cut into overlapping pairs of characters.

Pairs need no lexicon: every substring of two characters or more is a row of pairs, a single one is how a pair begins.
Latin letters, digits and marks are paired like Han characters, also across the border: `5G技术` is `5g g技 技术`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from articles.text.typography import ATTACHED, HAN, UNSEEN, without_controls

#: What a query is cut to, in characters and in words; no search of a newspaper needs more.
LONGEST, MOST = 200, 12

_NO_INK = re.compile(rf"[{UNSEEN}\ufe00-\ufe0f\U000e0100-\U000e01ef]")
#: Names of two characters are printed apart (刘　畅), titles turned between any two.
PADDING = re.compile(rf"(?<=[{HAN}])[^\S\n]+(?=[{HAN}{ATTACHED}])")
#: What every tokenizer of a database takes for a letter, in whatever Unicode it knows.
_LETTERS = re.compile(r"[0-9a-z〇々\u3400-\u4db5\u4e00-\u9fa5]*")
_PRIVATE, _PRIVATE_LENGTH = 0xE000, 6400


def fold(text: str) -> str:
    """Half and full width, capital and small letters, forms of one character become equal (NFKC, case folding)."""
    seen = _NO_INK.sub("", without_controls(text))
    folded = unicodedata.normalize("NFKC", seen).casefold()
    return unicodedata.normalize("NFKC", folded)


def normalise(text: str) -> str:
    """The text that is searched: folded, without the blanks that print sets between Han characters of a line."""
    return PADDING.sub("", fold(text))


def words(query: str) -> list[str]:
    """What is looked for, each once, folded; a blank of any width parts two words. None of them holds a blank."""
    found = fold(query[: 2 * LONGEST])[:LONGEST].split()
    return list(dict.fromkeys(found))[:MOST]


def freed(query: str) -> str:
    """The query with its punctuation and signs as blanks: `“水鸟”、12,480` -> `水鸟 12 480`; maybe nothing is left of it."""
    bare = "".join(" " if unicodedata.category(each)[0] in "PS" else each for each in query)
    return " ".join(list(dict.fromkeys(bare.split()))[:MOST])


def holds(text: str, query: str) -> bool:
    """Whether a scan of the text finds every word: what the index has to answer."""
    searched = normalise(text)
    return all(word in searched for word in words(query))


def terms(normalised: str) -> Iterator[str]:
    """The index's terms in the text's order: of each run without blanks the pairs, then its last character alone."""
    for run in normalised.split():
        yield from pairs(run)
        yield run[-1].translate(_AS_LETTERS)


def pairs(word: str) -> list[str]:
    """`四川省` -> `四川 川省`; of a single character, nothing."""
    letters = word.translate(_AS_LETTERS)
    return [letters[at : at + 2] for at in range(len(letters) - 1)]


def single(character: str) -> str:
    """A character as it stands in terms."""
    return character.translate(_AS_LETTERS)


def is_plain(word: str) -> bool:
    """Its terms are its own: no other characters have them."""
    return _LETTERS.fullmatch(word) is not None


class _AsLetters(dict[int, str]):
    """Whatever is no letter to every database is one of 6,400 private ones: those that share one are told apart in the text."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if not is_plain(character):
            character = chr(_PRIVATE + code % _PRIVATE_LENGTH)
        self[code] = character
        return character


_AS_LETTERS = _AsLetters()
