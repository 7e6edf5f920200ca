"""What proofreading says of marks, as defects of a source: half-width ones, and those without their partner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from articles.ingest.drafts import Defect, Passage, line_at
from articles.text import proofreading


def halfwidth(passages: Iterable[Passage], source: str) -> list[Defect]:
    """One defect for each source line, counting its marks; a pair of brackets counts once, at its opening."""
    lines: dict[int, Counter[str]] = {}
    for passage in passages:
        offset = passage.offsets()
        for at, mark in proofreading.halfwidth_marks(passage.text):
            number = line_at(source, offset(at))
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


def unbalanced(paragraphs: list[Passage], source: str) -> list[Defect]:
    """Marks without a partner in a paragraph."""
    defects = []
    for at, passage in enumerate(paragraphs):
        following = paragraphs[at + 1].text if at + 1 < len(paragraphs) else ""
        offset = passage.offsets()
        for position, mark in proofreading.unpaired(passage.text, following):
            number = line_at(source, offset(position))
            defects.append(Defect("unbalanced-quote", number, proofreading.no_partner(mark)))
    return defects
