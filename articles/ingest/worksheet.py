"""A source while staff work on it: its lines as amended, and what was decided about each.

A worksheet is a value: every operation gives a new one. Decisions hang on line numbers and move with their lines when
an amendment makes lines out of one. The source itself is kept elsewhere, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from articles.ingest import reader
from articles.ingest.drafts import (
    Defect,
    DefectKind,
    Draft,
    Passage,
    Reading,
    Role,
    Ruling,
    Span,
    line_at,
)
from articles.ingest.source import MAX_LINE, MAX_LINES, PLAIN, Line, Look, Opened

#: What becomes of a story: nothing said, not used, taken over the stored one, or the stored one kept as it is.
Fate = Literal["", "discarded", "taken", "kept"]

LINE_END = re.compile(r"\r\n?|\n")


class CannotAmend(Exception):
    """The worksheet stays as it was. The message says why."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What staff decided about one line. `section`, `fate` and their reason count on a story's first line.

    `section` is a name, "" for none on purpose, None for undecided; `settled` are kinds of defects that need no more,
    `ignored` what proofreading finds on the line and staff let stand, as `rule:words`.
    """

    role: Role | None = None
    reason: str = ""
    section: str | None = None
    fate: Fate = ""
    settled: tuple[DefectKind, ...] = ()
    ignored: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self == Decision()


@dataclass(frozen=True, slots=True)
class Worksheet:
    """`lines` have no ends; `looks` and `decisions` are by line number, from 1, and hold what is not plain."""

    lines: tuple[str, ...]
    looks: Mapping[int, Look] = field(default_factory=dict)
    decisions: Mapping[int, Decision] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    # --- reading ----------------------------------------------------------------------------------

    def read(self, name: str, *, sections: frozenset[str] = frozenset()) -> Reading:
        """The stories of the lines as they are now, with everything decided applied. Raises Unreadable."""
        rulings = {
            number: Ruling(decision.role, decision.reason)
            for number, decision in self.decisions.items()
            if decision.role
        }
        reading = reader.read_opened(self.opened(), name, sections=sections, rulings=rulings)
        for page in reading.pages:
            page.defects = self._open(page.defects)
            for story in page.stories:
                self._decide(story)
        return reading

    def opened(self) -> Opened:
        lines, start = [], 0
        for number, text in enumerate(self.lines, 1):
            lines.append(Line(number, start, text, self.looks.get(number, PLAIN)))
            start += len(text) + 1
        return Opened(self.text, lines)

    def _decide(self, story: Draft) -> None:
        story.defects = self._open(story.defects)
        decision = self.decisions.get(story.title.line)
        if decision and decision.section is not None:
            story.section = decision.section or None
            story.defects = [each for each in story.defects if each.kind != "section-uncertain"]

    def _open(self, defects: Iterable[Defect]) -> list[Defect]:
        """Those that nobody settled."""
        nothing = Decision()
        return [
            each
            for each in defects
            if each.kind not in self.decisions.get(each.line, nothing).settled
        ]

    def fate(self, story: Draft) -> Fate:
        decision = self.decisions.get(story.title.line)
        return decision.fate if decision else ""

    # --- deciding ---------------------------------------------------------------------------------

    def decide(self, line: int, **changes: Any) -> Worksheet:
        """The line's decision with some of its fields changed; an empty one is forgotten. Raises CannotAmend."""
        if not 1 <= line <= len(self.lines):
            raise CannotAmend(f"没有第 {line} 行，原文可能刚被同事改过；请刷新后再试。")
        decisions = dict(self.decisions)
        decision = replace(decisions.pop(line, Decision()), **changes)
        if not decision.is_empty:
            decisions[line] = decision
        return replace(self, decisions=dict(sorted(decisions.items())))

    def settle(self, line: int, kind: DefectKind) -> Worksheet:
        """This defect needs no more."""
        settled = self.decisions[line].settled if line in self.decisions else ()
        return self.decide(line, settled=tuple(dict.fromkeys((*settled, kind))))

    def ignore(self, line: int, what: str) -> Worksheet:
        """`rule:words` stands as it is, each time it is on this line."""
        ignored = self.decisions[line].ignored if line in self.decisions else ()
        return self.decide(line, ignored=tuple(dict.fromkeys((*ignored, what))))

    # --- amending ---------------------------------------------------------------------------------

    def amend(self, passage: Passage, text: str) -> Worksheet:
        """The passage's characters become `text`: in its first piece, the others are emptied. Raises CannotAmend."""
        if not passage.spans:
            raise CannotAmend("这一处在原文里没有文字，不能就地修改；请在原文里补上一行。")
        first, *others = passage.spans
        sheet = self
        for span in sorted(others, reverse=True):
            sheet = sheet.splice(span, "")
        return sheet.splice(first, text)

    def correct(self, changes: Iterable[tuple[Span, str]]) -> Worksheet:
        """Many small changes at once, none of them with a line end: marks made full-width, blanks taken out."""
        text = self.text
        pieces, at = [], 0
        for span, new in sorted(changes, key=lambda change: change[0]):
            if span.start < at:
                continue  # two rules may fix the same mark
            pieces += [text[at : span.start], LINE_END.sub("", new)]
            at = span.end
        return replace(self, lines=tuple("".join([*pieces, text[at:]]).split("\n")))

    def splice(self, span: Span, text: str) -> Worksheet:
        """Characters start..end, all on one line, become `text`; line ends in it make new lines."""
        number = line_at(self.text, span.start)
        start = span.start - sum(len(line) + 1 for line in self.lines[: number - 1])
        old = self.lines[number - 1]
        new = old[:start] + text + old[start + span.end - span.start :]
        return self.rewrite(number, new)

    def rewrite(self, number: int, text: str) -> Worksheet:
        """Line `number` becomes `text`, which may be several lines; what was decided stays with the first."""
        if not 1 <= number <= len(self.lines):
            raise CannotAmend(f"没有第 {number} 行，原文可能刚被同事改过；请刷新后再试。")
        made = LINE_END.split(text)
        if max(map(len, made)) > MAX_LINE or len(self.lines) + len(made) > MAX_LINES:
            raise CannotAmend(f"太长了：一行最多 {MAX_LINE} 字，一份来稿最多 {MAX_LINES} 行。")
        lines = (*self.lines[: number - 1], *made, *self.lines[number:])
        return Worksheet(
            lines,
            _shifted(self.looks, number, len(made) - 1),
            _shifted(self.decisions, number, len(made) - 1),
        )


def _shifted(values: Mapping[int, Any], after: int, by: int) -> dict[int, Any]:
    return {line + by if line > after else line: value for line, value in values.items()}


# --- to and from what is stored ---------------------------------------------------------------------


def of(opened: Opened) -> Worksheet:
    """A source just opened; nothing is decided."""
    looks = {line.number: line.look for line in opened.lines if line.look != PLAIN}
    return Worksheet(tuple(line.text for line in opened.lines), looks)


def pack(sheet: Worksheet) -> dict[str, Any]:
    """As JSON keeps it."""
    return {
        "lines": list(sheet.lines),
        "looks": {str(number): _spoken(look, PLAIN) for number, look in sheet.looks.items()},
        "decisions": {
            str(number): _spoken(decision, Decision())
            for number, decision in sheet.decisions.items()
        },
    }


def _spoken(value: Look | Decision, silent: Look | Decision) -> dict[str, Any]:
    """The fields that say something."""
    default = asdict(silent)
    return {name: each for name, each in asdict(value).items() if each != default[name]}


def unpack(stored: Mapping[str, Any]) -> Worksheet:
    decisions = {
        int(number): Decision(
            **{**kept, **{name: tuple(kept.get(name, ())) for name in ("settled", "ignored")}}
        )
        for number, kept in stored["decisions"].items()
    }
    looks = {int(number): Look(**look) for number, look in stored["looks"].items()}
    return Worksheet(tuple(stored["lines"]), looks, decisions)
