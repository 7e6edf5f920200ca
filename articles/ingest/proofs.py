"""Proofreading of a draft: what is wrong in each of its parts, and whether anything about it is open to doubt."""

from __future__ import annotations

from articles.ingest.drafts import Draft
from articles.ingest.parts import Part, parts
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


def is_doubtful(draft: Draft, source: str) -> bool:
    """Something was wrong with its source, proofreading finds something, or its signature is not understood.

    `source` is the text that the draft was read from.
    """
    signature = byline.parse(draft.signature.text) if draft.signature else None
    is_unread = signature is not None and not signature.understood
    return bool(draft.defects) or is_unread or any(findings(part) for part in parts(draft, source))
