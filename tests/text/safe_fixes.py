"""What findings suggest, set as the import desk sets it."""

from __future__ import annotations

from collections.abc import Iterable

from articles.ingest.parts import Part, splices
from articles.ingest.passages import Passage, Span
from articles.ingest.worksheet import Worksheet
from articles.text.proofreading import Context, Finding, check

PARAGRAPH = Context()


def fix(text: str, findings: Iterable[Finding]) -> str:
    """One press of a button: those with a suggestion, all at once."""
    part = Part("paragraph", "正文", Passage(text, (Span(0, len(text)),), 1))
    fixes = [(f.start, f.end, f.suggestion) for f in findings if f.suggestion is not None]
    return Worksheet(tuple(text.split("\n"))).correct(splices(part, fixes)).text


def fix_safe(text: str, *, context: Context = PARAGRAPH) -> str:
    """Until no safe one is left."""
    while safe := [finding for finding in check(text, context=context) if finding.safe]:
        text = fix(text, safe)
    return text
