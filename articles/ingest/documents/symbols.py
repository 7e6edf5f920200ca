"""What only a setting shows, as characters that everybody has: the signs of Microsoft's symbol fonts, raised and lowered text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import Literal

#: Where text stands: on the line, above, below; `nested` is an index of an index, which no character is.
Shift = Literal["", "super", "sub", "nested"]

#: What print puts where a sign is missing.
MISSING = "〓"
SYMBOLS_LOST = f"有 {{n}} 个符号认不出是什么，以“{MISSING}”代替；请对照原稿补上。"
SYMBOLS = {
    "symbol": {
        **dict(zip("abgdeqlmprsjwDSWFQ", "αβγδεθλμπρσφωΔΣΩΦΘ", strict=True)),
        **dict(zip("\xb0\xb1\xb4\xb8\xa3\xb3\xb9\xbb", "°±×÷≤≥≠≈", strict=True)),
        **dict(zip("\xb7\xd7\xa5\xd6\xac\xae\xab\xad\xaf\xc5", "•·∞√←→↔↑↓⊕", strict=True)),
    },
    "wingdings": {
        **dict(zip("lnuvqo§¨¡«¶", "●■◆❖□□▪□○★☆", strict=True)),
        **dict(zip("ØüûþFßàáâè", "➢✓✗☑☞←→↑↓→", strict=True)),
        **dict(zip("()*J", "☎✆✉☺", strict=True)),
        **dict(zip(map(chr, range(0x81, 0x8B)), "①②③④⑤⑥⑦⑧⑨⑩", strict=True)),
        **dict(zip(map(chr, range(0x8C, 0x96)), "❶❷❸❹❺❻❼❽❾❿", strict=True)),
    },
    "wingdings 2": dict(zip("PORS\xa3\xa2\x97\x98\x99", "✓✗☑☒□■●●○", strict=True)),
}
HIGHEST = 0x10FFFF


def symbol(font: str, code: int) -> str:
    """The sign that a symbol font has at `code`, with or without its 0xF000. MISSING where nobody knows it."""
    signs = SYMBOLS.get(font.strip().lower())
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if signs is not None and 0 <= low <= 0xFF:
        return signs.get(chr(low), MISSING)
    is_plain = 0 <= code <= HIGHEST and low == code and chr(code).isprintable()
    return chr(code) if is_plain else MISSING


# --- raised and lowered text -------------------------------------------------------------------------

SHIFTS_LOST = "有 {n} 处上下标按普通字符导入，请对照原稿改正。"
MINUS = "-\u2010\u2011\u2012\u2013\u2212"
WIDE = str.maketrans("０１２３４５６７８９＋－＝", "0123456789+-=")
#: Stops say the same at any height, and are often raised together with the digit before them.
STOPS = {each: each for each in "，。；：、,"}
#: Each is its letter again under NFKC, so that a search for 106 or CO2 finds 10⁶ and CO₂.
FORMS: dict[Shift, dict[str, str]] = {
    "super": {
        **dict(zip("0123456789+=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁼⁽⁾", strict=True)),
        **dict.fromkeys(MINUS, "⁻"),
        **dict(zip("abcdefghijklm", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐ", strict=True)),
        **dict(zip("noprstuvwxyz", "ⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True)),
        **dict(zip("ABDEGHIJKLMNOPRTUVW", "ᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ", strict=True)),
        **dict(zip("βγδθφχ", "ᵝᵞᵟᶿᵠᵡ", strict=True)),
        **{each: each for each in "°℃′″*®™"},  # high by themselves
        **STOPS,
    },
    "sub": {
        **dict(zip("0123456789+=()", "₀₁₂₃₄₅₆₇₈₉₊₌₍₎", strict=True)),
        **dict.fromkeys(MINUS, "₋"),
        **dict(zip("aehijklmnoprstuvx", "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)),
        **dict(zip("βγρφχ", "ᵦᵧᵨᵩᵪ", strict=True)),
        ".": ".",  # low by itself: PM₂.₅
        **STOPS,
    },
}
for _forms in FORMS.values():
    _forms |= {form: form for form in _forms.values()}
#: `[12]`, `〔1〕`, `①`: raised or not, it says where a note or a source is.
NOTE_MARK = re.compile(r"(?:\s|[\[［〔【][注\d\s,，、–—~～-]{1,20}[\]］〕】]|[①-⑳])+")


def shifted(text: str, where: Shift) -> str | None:
    """`text` in raised or lowered characters; blanks, stops and the marks of notes as they are.

    None where a character has no such form, and for everything nested.
    """
    if not where or NOTE_MARK.fullmatch(text):
        return text
    forms, text = FORMS.get(where, {}), text.translate(WIDE)
    if any(each not in forms and not each.isspace() for each in text):
        return None
    return "".join(forms.get(each, each) for each in text)


def joined(pieces: Iterable[tuple[str, Shift]]) -> tuple[str, int]:
    """A line's pieces as one text, and how many stretches of them stay plain though they should not.

    Programs cut one index into several pieces: it is taken as a whole.
    """
    words, lost = [], 0
    for where, stretch in groupby(pieces, key=itemgetter(1)):
        plain = "".join(text for text, _ in stretch)
        made = shifted(plain, where)
        lost += made is None
        words.append(plain if made is None else made)
    return "".join(words), lost
