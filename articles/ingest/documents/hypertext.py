"""HTML as tokens, in one walk from its beginning to its end.

The standard library's html.parser takes time with the square of the length on unfinished tags (20,000 times `<a ` are
20 s), and this reads what strangers paste. The rules are those of the HTML standard's tokenizer, as far as words need.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

#: Elements whose content is no markup, and is not shown either.
RAW = {"script", "style", "title", "iframe", "noscript", "noembed", "noframes"}
MARKUP = re.compile(r"<(?=[A-Za-z/!?])")
#: Possessive, so that what does not end is walked through once: it reaches to the end of the text.
COMMENT = re.compile(r"<!--(?:-?>|(?P<words>.*?)(?:--!?>|\Z))", re.DOTALL)
DECLARATION = re.compile(r"<(?:[!?]|/(?![A-Za-z]))[^>]*+(?:>|\Z)")
TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][^\s/>]*+)"
    r"(?P<attributes>(?:[^>=]++|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))?+)*+)(?P<close>>|\Z)"
)
ATTRIBUTE = re.compile(
    r"(?P<name>[^\s/=>]++)(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"?|'(?P<single>[^']*+)'?|(?P<bare>[^\s>]++)))?+"
)
#: Python refuses to read numbers of thousands of digits.
HUGE_NUMBER = re.compile(r"&#0*+[1-9][0-9]{7,}+;?")


class Token(NamedTuple):
    """`words` is raw text for a text, the attributes for a start tag. `at` counts the characters before it."""

    kind: Literal["text", "start", "end", "comment"]
    at: int
    name: str
    words: str


def tokens(source: str) -> Iterator[Token]:
    """Texts, tags and comments; not what the RAW elements hold. A tag that the text ends in is dropped, as in browsers."""
    at = 0
    while match := MARKUP.search(source, at):
        if at < match.start():
            yield Token("text", at, "", source[at : match.start()])
        at = match.start()
        if comment := COMMENT.match(source, at):
            yield Token("comment", at, "", (comment["words"] or "").strip())
            at = comment.end()
        elif tag := TAG.match(source, at):
            name = tag["name"].lower()
            if tag["close"]:
                yield Token("end" if tag["end"] else "start", at, name, tag["attributes"])
            at = tag.end()
            if name in RAW and not tag["end"]:
                at = _end_of_raw(source, name, at)
        else:
            declaration = DECLARATION.match(source, at)
            at = declaration.end() if declaration else len(source)
    if at < len(source):
        yield Token("text", at, "", source[at:])


def _end_of_raw(source: str, name: str, at: int) -> int:
    match = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(source, at)
    return match.start() if match else len(source)


def attributes(words: str) -> dict[str, str]:
    """By name in small letters; the first of two counts."""
    found: dict[str, str] = {}
    for match in ATTRIBUTE.finditer(words):
        value = match["double"] or match["single"] or match["bare"] or ""
        found.setdefault(match["name"].lower(), unescape(value))
    return found


def unescape(words: str) -> str:
    """References -> characters; html.unescape without its error for endless numbers."""
    if "&" not in words:
        return words
    return html.unescape(HUGE_NUMBER.sub("\ufffd", words))
