"""What proofreading says of a part and a person has to judge: each with its sentence, below the part."""

from __future__ import annotations

from dataclasses import dataclass

from articles.ingest import proofs
from articles.ingest.parts import Part
from articles.text.proofreading import Finding


@dataclass(slots=True)
class Remark:
    """A finding with the words it is about, and how often the part has it; the buttons are for the first of them."""

    finding: Finding
    words: str
    count: int = 1

    @property
    def fix(self) -> str:
        """`start-end:text`, as the accept button sends it; empty where only a person can say."""
        found = self.finding
        if found.suggestion is None:
            return ""
        return f"{found.start}-{found.end}:{found.suggestion}"

    @property
    def ignore(self) -> str:
        """`start-end:rule`, as the button to let it stand sends it."""
        return f"{self.finding.start}-{self.finding.end}:{self.finding.rule}"

    @property
    def is_quoted(self) -> bool:
        """Its sentence names the words already, or one of them."""
        message = self.finding.message
        return not self.words or self.words in message or message.startswith("“")


def remarks(part: Part, found: list[Finding]) -> list[Remark]:
    """By position, the same said once. Safe fixes are none: the text shows them, and one button takes them all."""
    made: dict[tuple[str, str], Remark] = {}
    for each in found:
        if each.safe:
            continue
        key = proofs.named(part, each), each.message
        if key in made:
            made[key].count += 1
        else:
            made[key] = Remark(each, part.passage.text[each.start : each.end])
    return list(made.values())
