"""Asking all rules, and carrying out what they suggest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from articles.text.proofreading import rules
from articles.text.proofreading.rules import KIND_OF_TAG, Context, Finding, Story, Text
from articles.text.proofreading.words import WordList

NO_WORDS = WordList()
NO_CONTEXT = Context()


def check(text: str, *, words: WordList = NO_WORDS, context: Context = NO_CONTEXT) -> list[Finding]:
    """What is wrong in one paragraph or field, by position. Never raises."""
    return sorted(rules.findings(Text(text, context, words)), key=_position)


def check_story(
    paragraphs: Iterable[tuple[str, str]],
    *,
    words: WordList = NO_WORDS,
    context: Context = NO_CONTEXT,
) -> list[Finding]:
    """What is wrong in a story's body: in each paragraph, and in what only several together show.

    `paragraphs` are (element of the body, plain text), as text.body has them: ("p", "…"), ("h3", "…"). Findings come
    by paragraph and position.
    """
    elements = list(paragraphs)
    following = [text for _, text in elements[1:]] + [""]
    texts = tuple(
        Text(text, replace(context, kind=KIND_OF_TAG[tag], following=after), words)
        for (tag, text), after in zip(elements, following, strict=False)
    )
    found = [
        replace(finding, paragraph=at)
        for at, text in enumerate(texts)
        for finding in rules.findings(text)
    ]
    return sorted([*found, *rules.story_findings(Story(texts, context))], key=_position)


def _position(finding: Finding) -> tuple[int, int, int, str]:
    return finding.paragraph, finding.start, finding.end, finding.rule


class Edit(NamedTuple):
    start: int
    end: int
    text: str


def fix(text: str, findings: Iterable[Finding]) -> str:
    """The text with the findings' suggestions set, from the end to the start; those without one change nothing.

    Findings are of exactly this text. Only what differs is set, so that a pair of brackets leaves what stands inside it
    to others; where two want the same characters, the one that begins first, then the shorter one, is set.
    """
    edits: list[Edit] = []
    for finding in sorted(findings, key=_position):
        edits += _edits(text, finding)
    for edit in reversed(_apart(edits)):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _edits(text: str, finding: Finding) -> list[Edit]:
    """Only what differs: character by character where the length stays, else the middle."""
    before, after = text[finding.start : finding.end], finding.suggestion
    if after is None or after == before:
        return []
    if len(before) == len(after):
        places = range(len(before))
        return [
            Edit(finding.start + at, finding.start + at + 1, after[at])
            for at in places
            if before[at] != after[at]
        ]
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    return [Edit(finding.start + head, finding.end - tail, after[head : len(after) - tail])]


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _apart(edits: list[Edit]) -> list[Edit]:
    """In order, without those that overlap one set before them."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def fix_safe(text: str, *, context: Context = NO_CONTEXT) -> str:
    """Every safe fix, and those that these make possible; once more changes nothing.

    It comes to an end because a safe fix always leaves fewer half-width marks, blanks and odd characters than before.
    """
    while safe := [finding for finding in check(text, context=context) if finding.safe]:
        text = fix(text, safe)
    return text
