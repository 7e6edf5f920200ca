"""P03, P04: quotes, book titles and brackets that open and close."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from articles.text.proofreading.rules import Hit, Text, rule

PARTNER = {
    "“": "”",
    "‘": "’",
    "《": "》",
    "〈": "〉",
    "（": "）",
    "【": "】",
    "「": "」",
    "『": "』",
}
OPENER = {closer: opener for opener, closer in PARTNER.items()}
#: A half-width bracket pairs with a full-width one; alone it is P02's matter.
WIDE = {"(": "（", ")": "）"}
#: Quotes inside quotes and titles inside titles take the other form by turns (GB/T 15834 4.8, 4.15).
INNER = {"“": "‘", "‘": "“", "《": "〈", "〈": "《"}
FAMILY = {"“": "“‘", "‘": "“‘", "《": "《〈", "〈": "《〈"}
#: How many enclosing marks say what form the next one takes; brackets may stand in between.
DEEP = 8
#: 1）, a）, 二） number a line.
LINE_NUMBER = re.compile(r"(?:^|\n)[ \u3000]*[0-9A-Za-z一二三四五六七八九十]{1,3}$")


@dataclass(slots=True)
class Pairing:
    """(opening, closing, enclosing openers from the outside) of every pair, and (where, mark) of what has no partner."""

    pairs: list[tuple[int, int, str]] = field(default_factory=list)
    lone: list[tuple[int, str]] = field(default_factory=list)


def unpaired(raw: str, following: str = "") -> list[tuple[int, str]]:
    """(where, mark) of every mark without its partner, in order; of crossed pairs, the one that is torn.

    A quotation over several paragraphs opens in each and closes once: `following` is the next paragraph.
    """
    lone = pair(raw).lone
    if lone and lone[-1][1] in "“‘" and following.startswith(lone[-1][1]):
        lone.pop()
    return lone


def pair(raw: str) -> Pairing:
    done = Pairing()
    waiting: list[tuple[int, str]] = []
    open_marks: Counter[str] = Counter()
    for at, char in enumerate(raw):
        mark = WIDE.get(char, char)
        if mark in PARTNER:
            waiting.append((at, mark))
            open_marks[mark] += 1
        elif mark in OPENER and open_marks[OPENER[mark]]:
            _close(done, waiting, open_marks, at, OPENER[mark])
        elif mark in OPENER and not _is_no_closer(raw, at, mark):
            done.lone.append((at, mark))
    done.lone = sorted(each for each in done.lone + waiting if raw[each[0]] not in WIDE)
    return done


def _close(
    done: Pairing,
    waiting: list[tuple[int, str]],
    open_marks: Counter[str],
    at: int,
    opener: str,
) -> None:
    """The nearest opener of its kind is its partner; what was opened in between is left without one."""
    opening, mark = waiting.pop()
    open_marks[mark] -= 1
    while mark != opener:
        done.lone.append((opening, mark))
        opening, mark = waiting.pop()
        open_marks[mark] -= 1
    done.pairs.append((opening, at, "".join(mark for _, mark in waiting[-DEEP:])))


def _is_no_closer(raw: str, at: int, closer: str) -> bool:
    """An apostrophe (it’s), or the bracket behind a line's number."""
    if closer == "’":
        return raw[at - 1 : at].isascii() and raw[at - 1 : at].isalnum()
    return closer == "）" and LINE_NUMBER.search(raw[max(0, at - 12) : at]) is not None


@rule(
    "P03",
    "引号、书名号、括号不成对",
    severity="error",
    what="“”‘’《》〈〉（）【】在一段之内要成对、不交叉；引文跨段时每段开头都有上引号，末段才有下引号。",
)
def unpaired_marks(text: Text) -> Iterator[Hit]:
    for at, mark in unpaired(text.raw, text.context.following):
        yield Hit(at, at + 1, no_partner(mark))


def no_partner(mark: str) -> str:
    """The sentence for staff."""
    return f"“{mark}”没有与之配对的另一半；请对照原版补上或删去。"


@rule(
    "P04",
    "引号、书名号套用",
    severity="doubt",
    what="引号里再用引号，里层用‘ ’；书名号里再用书名号，里层用〈 〉；再往里一层又换回来。",
)
def nested_marks(text: Text) -> Iterator[Hit]:
    done = pair(text.raw)
    torn = {mark for _, mark in done.lone}
    for opening, closing, around in sorted(done.pairs):
        mark = WIDE.get(text.raw[opening], text.raw[opening])
        enclosing = [each for each in around if each in FAMILY.get(mark, "")]
        if enclosing and enclosing[-1] == mark and mark not in torn and PARTNER[mark] not in torn:
            inner = INNER[mark]
            suggestion = inner + text.raw[opening + 1 : closing] + PARTNER[inner]
            message = f"“{mark}{PARTNER[mark]}”里面再用应为“{inner}{PARTNER[inner]}”。"
            yield Hit(opening, closing + 1, message, suggestion)
