"""Asking all rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

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
