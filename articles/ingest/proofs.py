"""Proofreading of a draft: what is wrong in each of its parts, and whether anything about it is open to doubt."""

from __future__ import annotations

from articles.ingest.drafts import Draft, line_at
from articles.ingest.parts import Part, parts
from articles.ingest.worksheet import Worksheet
from articles.text import byline
from articles.text.proofreading import Context, Finding, Kind, WordList, check

NO_WORDS = WordList()
#: What a part is to a proofreader; other parts are not proofread.
PROOF_KINDS: dict[str, Kind] = {
    "kicker": "title",
    "title": "title",
    "subtitle": "title",
    "dateline": "dateline",
    "paragraph": "paragraph",
    "abstract": "paragraph",
    "subhead": "subhead",
    "table": "table",
    "caption": "caption",
    "signature": "signature",
}


def findings(part: Part, *, words: WordList = NO_WORDS) -> list[Finding]:
    """By position."""
    kind = PROOF_KINDS.get(part.kind)
    if kind is None:
        return []
    return check(
        part.passage.text, words=words, context=Context(kind=kind, following=part.following)
    )


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
    return bool(draft.defects) or is_unread or any(findings(part) for part in parts(draft, source))
