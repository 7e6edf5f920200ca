"""Characters: what may be stored, what is counted, what is Chinese."""

from __future__ import annotations

import re
import unicodedata

HAN = r"〇々\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
#: Compatibility ideographs: NFC would replace them, and some are how a person writes his name.
COMPATIBILITY = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
#: C0 and C1 controls except newline and tab, bidi marks and overrides, lone surrogates, noncharacters, BOM.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200d\u2060-\u2064]")
SPACES = re.compile(r"[^\S\n]+")
COUNTED = re.compile(rf"[{HAN}]|[0-9A-Za-z\u00c0-\u024f]+(?:[.,:'’%-][0-9A-Za-z]+)*|\S")


def storable(text: str) -> str:
    """NFC without touching compatibility ideographs; one kind of line end; no controls, no bidi overrides."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = FORBIDDEN.sub("", text)
    parts = COMPATIBILITY.split(text)
    return "".join(
        part if at % 2 else unicodedata.normalize("NFC", part) for at, part in enumerate(parts)
    )


def tidy_line(text: str) -> str:
    """A title, name or caption: storable, without zero-width characters, spaces single and not at the ends."""
    return SPACES.sub(" ", INVISIBLE.sub("", storable(text)).replace("\n", " ")).strip()


def tidy_lines(text: str) -> str:
    """The same for a field in which the printed line breaks count: a title."""
    return "\n".join(filter(None, map(tidy_line, storable(text).split("\n"))))


def count(text: str) -> int:
    """字数 as a Chinese word processor counts: every Han character and mark one, a Latin word or number one."""
    return len(COUNTED.findall(text))


OUTER = re.compile(r"^[\s□■●◆—]*[（(【\[〔]?|[）)】\]〕]?\s*$")


def as_signed(printed: str) -> str:
    """A signature as readers see it: in full-width brackets, names one full-width space apart.

    `(彭佳 本报记者 杨永忠)` -> `（彭佳　本报记者　杨永忠）`; two printed lines are two brackets.
    """
    lines = [re.sub(r"\s+", "\u3000", OUTER.sub("", line)) for line in printed.split("\n")]
    return "".join(f"（{line}）" for line in lines if line)
