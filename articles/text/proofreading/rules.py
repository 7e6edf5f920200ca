"""How a rule is written: what it is given, what it answers, and where it is entered.

    @rule("P05", "数字之间的波浪号", severity="error", what="…")
    def tildes(text: Text) -> Iterator[Hit]:
        yield Hit(start, end, "…", suggestion="～", safe=True)

A rule is given one text (Text) or a whole story (Story) and yields hits; it never sees the others' hits and changes
nothing. Ids stay for good: staff quote them and a house may silence one.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from articles.text.proofreading.words import WordList
from articles.text.typography import HAN

Severity = Literal["error", "doubt", "hint"]
SEVERITIES: dict[Severity, str] = {"error": "错误", "doubt": "存疑", "hint": "提示"}

Kind = Literal["paragraph", "subhead", "list", "table", "title", "caption", "dateline", "signature"]
#: Where sentences run on: spaces mean nothing there. In the other kinds a blank may be set on purpose.
RUNNING: frozenset[Kind] = frozenset({"paragraph", "subhead", "list"})
#: What the paper's own staff wrote; a signature is printed as its people write their names.
WRITTEN: frozenset[Kind] = RUNNING | {"table", "title", "caption", "dateline"}
EVERYWHERE: frozenset[Kind] = WRITTEN | {"signature"}
#: The body's elements -> what they are to a proofreader.
KIND_OF_TAG: dict[str, Kind] = {
    "p": "paragraph",
    "blockquote": "paragraph",
    "h3": "subhead",
    "ul": "list",
    "ol": "list",
    "table": "table",
}


@dataclass(frozen=True, slots=True)
class Context:
    """What a text is and what stands around it; whatever is not known stays empty and its rules stay silent.

    `following` is the next paragraph, `page` the page the story stands on, `pages` those of its issue.
    """

    kind: Kind = "paragraph"
    following: str = ""
    issue_date: dt.date | None = None
    signature: str = ""
    page: int | None = None
    pages: frozenset[int] = frozenset()


class Hit(NamedTuple):
    """What a rule yields: characters start..end of the text, and what to set there (None: only a person can say).

    `safe` means that nothing but marks, blanks and widths changes and that there is one right answer.
    """

    start: int
    end: int
    message: str
    suggestion: str | None = None
    safe: bool = False
    severity: Severity | None = None
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """A hit with the rule it comes from. `paragraph` counts from 0 in a story, and is 0 for a single text."""

    rule: str
    start: int
    end: int
    message: str
    suggestion: str | None
    safe: bool
    severity: Severity
    paragraph: int = 0

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of the help page: what is looked for and why."""

    id: str
    title: str
    severity: Severity
    what: str


# --- What a rule is given -------------------------------------------------------------------------

BLANKS = " \t\u00a0\u3000"
HAN_CHARACTER = re.compile(f"[{HAN}]")
#: Marks that stand in Chinese print alone. “”‘’ … — · are of both worlds and not among them.
CHINESE_MARKS = "，。；：？！、（）《》〈〉【】「」『』〔〕～"
SENTENCE_STOP = re.compile(r"[。！？]")
#: Addresses are kept as they are. One may hold Chinese before a mark of its own: /词条/鸟类?page=2.
ADDRESS = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.-]{1,9}://|www\.)[!-~]+"
    rf"(?:(?:[{HAN}]+[/?&=#])+[0-9A-Za-z%][!-~]*)*"
    r"|[0-9A-Za-z._%+-]{1,64}@[0-9A-Za-z-]{1,63}(?:\.[0-9A-Za-z-]{1,63})+"
)
ADDRESS_END = ".,;:!?)\"'~"


@dataclass(frozen=True)
class Text:
    """One paragraph or field, with what most rules ask about it."""

    raw: str
    context: Context = field(default_factory=Context)
    words: WordList = field(default_factory=WordList)

    @cached_property
    def addresses(self) -> list[tuple[int, int]]:
        """URLs and e-mail addresses, without the stop of the sentence behind them."""
        if "://" not in self.raw and "@" not in self.raw and "www." not in self.raw:
            return []
        found = ADDRESS.finditer(self.raw)
        return [(match.start(), match.start() + _address_length(match[0])) for match in found]

    def is_address(self, at: int) -> bool:
        return is_within(self.addresses, at)

    @cached_property
    def is_prose(self) -> bool:
        """It has a whole sentence: not a heading, a table's cell or a line of names."""
        return SENTENCE_STOP.search(self.raw) is not None

    def at(self, place: int) -> str:
        """The character, or "" outside the text."""
        return self.raw[place] if 0 <= place < len(self.raw) else ""

    def left(self, place: int) -> int:
        """Where the first character before `place` stands that is no blank; -1 at the start."""
        place -= 1
        while place >= 0 and self.raw[place] in BLANKS:
            place -= 1
        return place

    def right(self, place: int) -> int:
        """Where the first character from `place` on stands that is no blank; the length at the end."""
        while place < len(self.raw) and self.raw[place] in BLANKS:
            place += 1
        return place

    def is_chinese(self, place: int) -> bool:
        """A Han character or a mark of Chinese print."""
        char = self.at(place)
        return bool(char) and (char in CHINESE_MARKS or is_han(char))


def _address_length(printed: str) -> int:
    """Without the marks at its end, but for a bracket that was opened in it."""
    bare = printed.rstrip(ADDRESS_END)
    is_bracketed = printed.startswith(")", len(bare)) and bare.count("(") > bare.count(")")
    return len(bare) + is_bracketed


def is_han(char: str) -> bool:
    return HAN_CHARACTER.match(char) is not None


def is_latin(char: str) -> bool:
    """A letter or digit of either width."""
    return char.isalnum() and (char.isascii() or "０" <= char <= "ｚ")


def is_within(spans: list[tuple[int, int]], at: int) -> bool:
    """Whether one of the spans, which are in order and apart, holds the place."""
    number = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return number >= 0 and at < spans[number][1]


@dataclass(frozen=True)
class Story:
    """The body of a story in order, and its context."""

    paragraphs: tuple[Text, ...]
    context: Context

    def of_kind(self, kind: Kind) -> Iterator[tuple[int, Text]]:
        return ((at, text) for at, text in enumerate(self.paragraphs) if text.context.kind == kind)


# --- Where a rule is entered ----------------------------------------------------------------------

TextRule = Callable[[Text], Iterable[Hit]]
StoryRule = Callable[[Story], Iterable[Hit]]

#: Every rule by its id, for the help page.
RULES: dict[str, Rule] = {}
_text_rules: list[tuple[Rule, frozenset[Kind], TextRule]] = []
_story_rules: list[tuple[Rule, StoryRule]] = []


def rule(
    id: str,
    title: str,
    *,
    severity: Severity,
    what: str,
    kinds: frozenset[Kind] = EVERYWHERE,
) -> Callable[[TextRule], TextRule]:
    """Enter a rule over one text, asked for texts of these kinds."""

    def enter(function: TextRule) -> TextRule:
        _text_rules.append((_enter(Rule(id, title, severity, what)), kinds, function))
        return function

    return enter


def story_rule(
    id: str, title: str, *, severity: Severity, what: str
) -> Callable[[StoryRule], StoryRule]:
    """Enter a rule over the paragraphs of a story."""

    def enter(function: StoryRule) -> StoryRule:
        _story_rules.append((_enter(Rule(id, title, severity, what)), function))
        return function

    return enter


def _enter(entry: Rule) -> Rule:
    if entry.id in RULES:
        raise ValueError(f"two rules are called {entry.id}")
    RULES[entry.id] = entry
    return entry


def findings(text: Text) -> Iterator[Finding]:
    """What the rules over one text say, rule by rule."""
    for entry, kinds, function in _text_rules:
        if text.context.kind in kinds:
            for hit in function(text):
                yield _finding(entry, hit)


def story_findings(story: Story) -> Iterator[Finding]:
    """What the rules over several paragraphs say, rule by rule."""
    for entry, function in _story_rules:
        for hit in function(story):
            yield _finding(entry, hit)


def _finding(entry: Rule, hit: Hit) -> Finding:
    return Finding(
        rule=entry.id,
        start=hit.start,
        end=hit.end,
        message=hit.message,
        suggestion=hit.suggestion,
        safe=hit.safe,
        severity=hit.severity or entry.severity,
        paragraph=hit.paragraph,
    )
