"""Marks that print does differently: half-width punctuation beside Chinese, brackets and quotes without their partner."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from articles.ingest.drafts import Defect, Passage, line_at
from articles.text.typography import HAN

BESIDE = rf"[{HAN}”’》〉）】]"
#: A comma or stop behind Chinese (never `1,000`, `10:30` or a URL), a pair of brackets around Chinese, a tilde in dates.
STOP = re.compile(
    rf"(?:(?<={BESIDE})|(?<=[{HAN}]\)))[,;:!?](?!//)|(?<=[{HAN}]\d)[,;:!?](?!\d)|[,;:!?](?=[{HAN}“‘《（])"
)
BRACKETS = re.compile(rf"\([^()]*[{HAN}][^()]*\)")
TILDE = re.compile(rf"(?<=[{HAN}0-9%])~(?=[{HAN}0-9])")
PAIRS = {"”": "“", "’": "‘", "》": "《", "）": "（", "】": "【"}


def halfwidth(passages: Iterable[Passage], source: str) -> list[Defect]:
    """One defect for each source line, counting its marks."""
    lines: dict[int, Counter[str]] = {}
    for passage in passages:
        for offset, mark in _offsets(passage):
            number = line_at(source, offset)
            lines.setdefault(number, Counter())[mark] += 1
    return [
        Defect(
            "halfwidth-punctuation",
            number,
            f"这一行有半角标点 {sum(marks.values())} 处"
            f"（{'，'.join(f'{mark} {n} 处' for mark, n in marks.items())}），请改为全角。",
        )
        for number, marks in sorted(lines.items())
    ]


def _offsets(passage: Passage) -> list[tuple[int, str]]:
    """(offset in the source, mark) of each half-width mark; a pair of brackets counts once, at its opening."""
    text = passage.text
    found = [(m.start(), m[0]) for m in STOP.finditer(text)]
    found += [(m.start(), "( )") for m in BRACKETS.finditer(text)]
    found += [(m.start(), "~") for m in TILDE.finditer(text)]
    offset = passage.offsets()
    return [(offset(at), mark) for at, mark in found]


def unbalanced(paragraphs: list[Passage], source: str) -> list[Defect]:
    """Marks without a partner in a paragraph. A quotation over several paragraphs opens in each and closes once."""
    defects = []
    for at, passage in enumerate(paragraphs):
        following = paragraphs[at + 1].text if at + 1 < len(paragraphs) else ""
        unpaired = _unpaired(passage.text)
        if unpaired and unpaired[-1][1] in "“‘" and following.startswith(unpaired[-1][1]):
            unpaired.pop()
        offset = passage.offsets()
        for position, mark in unpaired:
            number = line_at(source, offset(position))
            message = f"“{mark}”没有与之配对的另一半；请对照原版补上或删去。"
            defects.append(Defect("unbalanced-quote", number, message))
    return defects


def _unpaired(text: str) -> list[tuple[int, str]]:
    open_marks: list[tuple[int, str]] = []
    lone = []
    for at, mark in enumerate(text):
        if mark in PAIRS.values():
            open_marks.append((at, mark))
        elif mark in PAIRS:
            if open_marks and open_marks[-1][1] == PAIRS[mark]:
                open_marks.pop()
            elif mark != "’":  # also an apostrophe
                lone.append((at, mark))
    return sorted(lone + open_marks)
