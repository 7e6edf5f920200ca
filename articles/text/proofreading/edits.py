"""Carrying out what findings suggest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from articles.text.proofreading.rules import Finding


class Edit(NamedTuple):
    """Characters start..end of a text become `text`."""

    start: int
    end: int
    text: str


def edits(text: str, findings: Iterable[Finding]) -> list[Edit]:
    """What the findings' suggestions change in the text they are of, in order and apart; those without one change nothing.

    Only what differs is set, so that a pair of brackets leaves what stands inside it, and how it is set, to itself. Where
    two want the same characters, the one that begins first, then the shorter one, is set.
    """
    found = sorted(edit for finding in findings for edit in _edits(text, finding))
    kept: list[Edit] = []
    for edit in found:
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def _edits(text: str, finding: Finding) -> list[Edit]:
    """Character by character where the length stays, else the middle."""
    before, after = text[finding.start : finding.end], finding.suggestion
    if after is None or after == before:
        return []
    if len(before) == len(after):
        return [
            Edit(at, at + 1, new)
            for at, (old, new) in enumerate(zip(before, after, strict=True), finding.start)
            if old != new
        ]
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    return [Edit(finding.start + head, finding.end - tail, after[head : len(after) - tail])]


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
