"""Characters: what may be stored, what is counted, what is Chinese."""

from __future__ import annotations

import re
import unicodedata

HAN = r"〇々\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
#: Compatibility ideographs: NFC would replace them, and some are how a person writes his name.
COMPATIBILITY = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
#: What other programs end a line with; \x0b is Word's own break inside a paragraph.
LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
#: C0 and C1 controls except newline and tab, bidi marks and overrides, lone surrogates, noncharacters, BOM.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
UNSEEN = r"\u00ad\u180e\u200b-\u200d\u2060-\u2064"
INVISIBLE = re.compile(f"[{UNSEEN}]")
#: Leaves no ink: blanks of every width and what cannot be seen at all.
BLANK = (
    " \t\n\u00a0\u00ad\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u200c\u200d\u202f\u205f\u2060\u2061\u2062\u2063\u2064\u3000"
)
SPACES = re.compile(r"[^\S\n]+")
#: Latin, Greek, Cyrillic and digits, with the accents that stand on them.
LETTER = r"0-9A-Za-z\u00c0-\u024f\u0300-\u052f\u1e00-\u1eff"
#: Belongs to the character before it: accents, and the selectors that say which form of a Han character is meant.
ATTACHED = r"\u0300-\u036f\ufe00-\ufe0f\U000e0100-\U000e01ef"
WORD = rf"[{LETTER}]+(?:[.,:'’%-][{LETTER}]+)*%?"
COUNTED = re.compile(rf"[{HAN}]|{WORD}|[^\s{ATTACHED}{UNSEEN}]")


def without_controls(text: str) -> str:
    """One kind of line end; no controls, no bidi overrides, no lone surrogates."""
    return FORBIDDEN.sub("", LINE_END.sub("\n", text))


def storable(text: str) -> str:
    """NFC without touching compatibility ideographs, and without controls."""
    parts = COMPATIBILITY.split(without_controls(text))
    return "".join(
        part if at % 2 else unicodedata.normalize("NFC", part) for at, part in enumerate(parts)
    )


def tidy_line(text: str) -> str:
    """A title, name or caption: storable, without zero-width characters, spaces single and not at the ends."""
    # Zero-width characters go first: what stood on both sides of one may compose.
    return SPACES.sub(" ", storable(INVISIBLE.sub("", text)).replace("\n", " ")).strip()


def tidy_lines(text: str, most: int | None = None) -> str:
    """The same for a field in which the printed line breaks count: a title. What goes beyond `most` lines joins the last."""
    lines = list(filter(None, map(tidy_line, without_controls(text).split("\n"))))
    if most is not None and len(lines) > most:
        lines[most - 1 :] = [" ".join(lines[most - 1 :])]
    return "\n".join(lines)


def count(text: str) -> int:
    """字数 as a Chinese word processor counts: every Han character and mark one, a Latin word or number one."""
    return len(COUNTED.findall(text))


BULLET = re.compile(r"^[\s□■●◆—]+")
OPEN, CLOSE = tuple("（(【[〔"), tuple("）)】]〕")


def as_signed(printed: str) -> str:
    """A signature as readers see it: in full-width brackets, names one full-width space apart.

    `(彭佳 本报记者 杨永忠)` -> `（彭佳　本报记者　杨永忠）`; two printed lines are two brackets.
    """
    lines = [re.sub(r"\s+", "\u3000", _unframed(line)) for line in printed.split("\n")]
    return "".join(f"（{line}）" for line in lines if line)


def _unframed(line: str) -> str:
    """Without its bullet and the brackets around the whole of it, be it one that print lost the other of."""
    line = BULLET.sub("", line).strip()
    more = sum(map(line.count, OPEN)) - sum(map(line.count, CLOSE))
    opened, closed = line.startswith(OPEN), line.endswith(CLOSE)
    paired = opened and closed and not more
    start = 1 if paired or (opened and more > 0) else 0
    end = 1 if paired or (closed and more < 0) else 0
    return line[start : len(line) - end].strip()
