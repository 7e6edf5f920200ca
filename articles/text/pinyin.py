"""How a name is typed without choosing characters: its pinyin in full and by initials, its letters alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import islice, product
from typing import Any

#: Surnames that are read otherwise than the character usually is. The usual readings find them too.
SURNAMES = {
    "单": "shan", "仇": "qiu", "解": "xie", "曾": "zeng", "区": "ou", "查": "zha", "盖": "ge", "朴": "piao",
    "乐": "yue", "繁": "po", "种": "chong", "翟": "zhai", "缪": "miao", "覃": "qin", "员": "yun", "召": "shao",
    "秘": "bi", "折": "she", "黑": "he", "宓": "mi", "尉迟": "yu chi", "万俟": "mo qi", "长孙": "zhang sun",
    "澹台": "tan tai", "单于": "chan yu",
}  # fmt: skip
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]")
PIECE = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]|[^\W_\u3400-\u9fff]+")
#: Up to so many characters a name is a person's, and each character is asked for all its readings.
PERSON = 4
#: A character of a given name is asked for so many readings, a whole name for so many ways to be typed.
GIVEN, WAYS = 3, 24


def fold(name: str) -> str:
    """Letters, digits and characters alone: `陈 兰` -> `陈兰`, `Ａnna·Lee` -> `annalee`. Twice is once."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "".join(filter(str.isalnum, plain)).replace("ü", "v")


def is_han(text: str) -> bool:
    return HAN.search(text) is not None


def keys(name: str) -> list[str]:
    """`陈兰` -> ["chenlan", "cl"], `单小曼` -> ["shanxiaoman", "sxm", "danxiaoman", "dxm", …]; the likeliest first.

    The first is the name in full; one without a Han character gives its letters and its words' initials.
    """
    pieces = PIECE.findall(fold_words(name))
    if not pieces:
        return []
    backwards = product(
        *reversed(_readings(name, pieces))
    )  # so that the surname's readings come first
    ways = [way[::-1] for way in islice(backwards, WAYS)]
    found = [key for way in ways for key in ("".join(way), "".join(part[0] for part in way))]
    return list(dict.fromkeys(found))


def sought(names: Iterable[str], affiliation: str) -> str:
    """What a search looks through: a line for each folded name and each way to type it; last, marked, the affiliation.

    A line that equals what is sought is found exactly, one that begins with it by its beginning.
    """
    lines = [line for name in names for line in (fold(name), *keys(name))]
    return "\n".join(["", *dict.fromkeys(filter(None, lines)), "@" + fold(affiliation), ""])


def fold_words(name: str) -> str:
    """As `fold`, with what parted the words still between them."""
    return " ".join(filter(None, map(fold, re.split(r"[\s·•・‧.\-_]+", name))))


def _readings(name: str, pieces: list[str]) -> list[list[str]]:
    """For each piece its readings, the likeliest first."""
    from pypinyin import lazy_pinyin  # slow import: its dictionaries take 0.1 s

    apart: Any = (
        PIECE.findall
    )  # a list of what has no pinyin, which the library takes and does not declare
    likely = lazy_pinyin(fold_words(name), errors=apart)
    han = sum(map(is_han, pieces))
    if han > PERSON or not is_han(pieces[0]):
        return [[part] for part in likely]
    known = _surname("".join(pieces))
    likely[: len(known)] = known
    found = [
        list(dict.fromkeys([first, *_of_character(piece)])) if is_han(piece) else [first]
        for first, piece in zip(likely, pieces, strict=True)
    ]
    return [found[0], *(each[:GIVEN] for each in found[1:])]


def _surname(name: str) -> list[str]:
    """How the surname is read, a syllable for each of its characters; [] where it is read as always."""
    said = SURNAMES.get(name[:2]) if len(name) > 2 else None
    return (said or SURNAMES.get(name[:1], "")).split()


def _of_character(character: str) -> list[str]:
    """All readings; 吕 is typed `lv`, `lyu` and `lu`."""
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, heteronym=True)[0]
    other = [part.replace("v", other) for part in found if "v" in part for other in ("yu", "u")]
    return found + other
