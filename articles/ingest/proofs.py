"""Proofreading of a draft: what is wrong in each of its parts, and whether anything about it is open to doubt."""

from __future__ import annotations

from dataclasses import replace

from articles import proofreading
from articles.ingest.drafts import Draft, line_at
from articles.ingest.parts import Part, parts
from articles.ingest.worksheet import Worksheet
from articles.proofreading import LINES, Fields
from articles.text import byline
from articles.text.proofreading import Finding, WordList

NO_WORDS = WordList()
#: What a part of the body is there; parts that are in no field either are not proofread.
TAGS = {"paragraph": "p", "subhead": "h3", "table": "table", "abstract": "blockquote"}


def of_parts(
    draft: Draft, source: str, *, words: WordList = NO_WORDS
) -> list[tuple[Part, list[Finding]]]:
    """Every part of the draft with what is wrong in it, by position: the same as is found in the story that it becomes."""
    found = list(parts(draft, source))
    fields, homes = _fields(found)
    made: dict[int, list[Finding]] = {at: [] for at in range(len(found))}
    for remark in proofreading.check(fields, words=words):
        # Of the lines of one box, the last that begins before it.
        lines = homes[remark.field, remark.block]
        start, at = max(line for line in lines if line[0] <= remark.finding.start)
        each = remark.finding
        made[at].append(replace(each, start=each.start - start, end=each.end - start, paragraph=0))
    return [(part, made[at]) for at, part in enumerate(found)]


#: (field, block) of a story -> the parts that it is made of: (offset in it, number of the part).
Homes = dict[tuple[str, int | None], list[tuple[int, int]]]


def _fields(found: list[Part]) -> tuple[Fields, Homes]:
    """The parts as the fields of a story; the lines of an abstract are one block, as in `setting.compose`."""
    lines_of: dict[str, str] = {}
    elements: list[tuple[str, str]] = []
    captions: list[str] = []
    homes: Homes = {}
    before = ""
    for at, part in enumerate(found):
        text = part.passage.text
        if part.kind in LINES or part.kind == "signature":
            lines_of[part.kind] = text
            homes[part.kind, None] = [(0, at)]
        elif part.kind == "caption":
            homes["captions", len(captions)] = [(0, at)]
            captions.append(text)
        elif part.kind == before == "abstract":
            tag, lines = elements.pop()
            homes["body", len(elements)].append((len(lines) + 1, at))
            elements.append((tag, f"{lines}\n{text}"))
        elif part.kind in TAGS:
            homes["body", len(elements)] = [(0, at)]
            elements.append((TAGS[part.kind], text))
        before = part.kind
    fields = Fields(
        kicker=lines_of.get("kicker", ""),
        title=lines_of.get("title", ""),
        subtitle=lines_of.get("subtitle", ""),
        dateline=lines_of.get("dateline", ""),
        body=elements,
        captions=captions,
        signature=lines_of.get("signature", ""),
    )
    return fields, homes


def named(part: Part, finding: Finding) -> str:
    """As a worksheet keeps what was let stand."""
    return f"{finding.rule}:{part.passage.text[finding.start : finding.end]}"


def line_of(part: Part, finding: Finding, source: str) -> int:
    """Where it begins; what is missing at the very end is missing behind the last character."""
    last = len(part.passage.text) - 1
    return line_at(source, part.passage.offsets()(min(finding.start, last)))


def still_open(part: Part, found: list[Finding], sheet: Worksheet) -> list[Finding]:
    """Without what staff ignored."""
    if not any(decision.ignored for decision in sheet.decisions.values()):
        return found
    lines = {number: decision.ignored for number, decision in sheet.decisions.items()}
    return [
        each
        for each in found
        if named(part, each) not in lines.get(line_of(part, each, sheet.text), ())
    ]


def is_doubtful(draft: Draft, source: str) -> bool:
    """Something was wrong with its source, proofreading finds something, or its signature is not understood.

    `source` is the text that the draft was read from.
    """
    signature = byline.parse(draft.signature.text) if draft.signature else None
    is_unread = signature is not None and not signature.understood
    return bool(draft.defects) or is_unread or any(found for _, found in of_parts(draft, source))
