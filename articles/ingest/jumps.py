"""转版: `（下转第2版）`, `(上接第1版《望溪大桥》)`, `（紧接第三版）`, `▶下转②版`: where a story goes on, and where it comes from."""

from __future__ import annotations

import re
from typing import Literal

from articles.ingest.drafts import Jump, Passage
from articles.ingest.furniture import NUMBER, number_of

SIGN = "[▶►▷▲△◀◁▼▽★●■□→⇨←\\s]*"
MARK = (
    rf"(?P<direction>下转|转至|转|上接|紧接|接)\s*(?:本报)?\s*第?\s*(?P<page>{NUMBER})\s*(?:[、,，]\s*第?\s*(?:{NUMBER})\s*)*版"
    r"\s*[：:]?\s*(?:《(?P<title>[^《》]{1,60})》|“(?P<quoted>[^“”]{1,60})”)?(?:一文|栏目)?"
)
BRACKETED = rf"{SIGN}[（(【\[〔]\s*{MARK}\s*[）)】\]〕]{SIGN}"
ALONE = re.compile(rf"{BRACKETED}|{SIGN}{MARK.replace('?P<', '?P<bare_')}{SIGN}")
AT_START = re.compile(BRACKETED)
AT_END = re.compile(rf"(?:{BRACKETED}|[▶►▷▲→⇨]+\s*{MARK.replace('?P<', '?P<bare_')}{SIGN})$")
HINT = re.compile(r"[转接].{1,80}版", re.DOTALL)
REACH = 120


def whole(passage: Passage) -> Jump | None:
    """A line that is nothing but a mark, in brackets or not."""
    if len(passage.text) > REACH or not HINT.search(passage.text):
        return None
    match = ALONE.fullmatch(passage.text)
    return _jump(match, passage) if match else None


def opening(passage: Passage) -> Jump | None:
    """The mark that begins a paragraph: the first characters of its text."""
    match = AT_START.match(passage.text[:REACH])
    return _jump(match, passage.cut(*match.span())) if match else None


def take(passage: Passage) -> tuple[Passage, list[Jump]]:
    """The marks that begin and end a paragraph, and the paragraph without them."""
    jumps: list[Jump] = []
    if first := opening(passage):
        jumps.append(first)
        passage = passage.cut(len(first.passage.text), len(passage.text)).stripped()
    reach = max(0, len(passage.text) - REACH)
    if HINT.search(passage.text, reach) and (match := AT_END.search(passage.text, reach)):
        mark = passage.cut(match.start(), len(passage.text)).stripped()
        if last := _jump(match, mark):
            jumps.append(last)
            passage = passage.cut(0, match.start()).stripped()
    return passage, jumps


def _jump(match: re.Match[str], passage: Passage) -> Jump | None:
    found = {
        name.removeprefix("bare_"): value for name, value in match.groupdict().items() if value
    }
    page = number_of(found["page"])
    if page is None:
        return None
    direction: Literal["to", "from"] = "from" if found["direction"].endswith("接") else "to"
    return Jump(direction, page, passage, found.get("title") or found.get("quoted") or "")
