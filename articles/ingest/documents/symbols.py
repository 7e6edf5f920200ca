"""Signs of Microsoft's symbol fonts, whose letters are pictures, as the characters that everybody has."""

from __future__ import annotations

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
