"""A pass over a page's tokens: where it stands in a story, and whether one may begin or has ended there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from articles.ingest import beginnings, endings, heads, jumps, notices
from articles.ingest.drafts import Passage
from articles.ingest.tokens import BOLD_LEVEL, Token
from articles.text import byline

TITLES = ("title", "correction", "advertisement")
BEHIND_A_STORY = (
    "contact",
    "page-line",
    "signature",
    "rule",
    "jump",
    "abstract",
    "picture",
    "caption",
    "note",
    "page",
    "courtesy",
)
LOOK_AHEAD = 12


class Scan:
    """What has come so far. `out` are the tokens as they were judged."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.out: list[Token] = []
        self.held: list[Token] = []  # boxes, jumps and labelled kickers above a title to come
        self.is_marked = any(t.kind == "heading" and t.level < BOLD_LEVEL for t in tokens)
        self.story_levels = heads.story_levels(tokens)
        self.level = 0  # of the story's title; 0 before the first
        self.is_fresh = True  # the page or a section has just begun
        self.is_closed = False  # the story's signature has come
        self.in_head = False  # its title has come and no text
        self.in_box = False  # `核心提示` alone on its line has come
        self.in_ads = False
        self.in_more = False  # `往期推荐` has come
        self.last: Passage | None = None  # the story's latest paragraph
        self.unsure: Token | None = (
            None  # a line above the title to come that may be a section's head
        )

    def emit(self, *tokens: Token) -> None:
        self.release()
        self.out += tokens

    def release(self) -> None:
        """What was held for a title that did not come is what it looks like."""
        held, self.held = self.held, []
        for token in held:
            if token.kind == "field" and not token.role:
                self.take_as_text(token)
            else:
                self.out.append(token)

    def take_as_text(self, token: Token) -> None:
        """A line whose form promises more than it is: `来源：是人民的实践。`"""
        self.emit(replace(token, kind="text", passage=token.whole or token.passage))
        self.has_text(self.out[-1].passage)

    def has_text(self, passage: Passage | None) -> None:
        """The story goes on; a table or a sub-head has no passage that could end it."""
        self.last = passage
        self.is_fresh = self.is_closed = self.in_head = False

    def open(self, token: Token, level: int) -> None:
        """Put a title out, with what was held for it."""
        kickers = [each for each in self.held if each.kind == "field"]
        boxes = [each for each in self.held if each.kind != "field"]
        if kickers and token.kicker is None:
            token.kicker = kickers.pop(0).passage
        self.held = []
        if self.unsure:
            token.unsure, self.unsure = self.unsure.passage, None
        for each in kickers:
            self.take_as_text(each)
        self.out += [token, *boxes]
        self.level, self.last, self.in_more = level, None, False
        self.is_fresh = self.is_closed = False
        self.in_head = True

    def is_open(self) -> bool:
        """A story may begin here: the one before it has ended."""
        if self.is_fresh or self.is_closed:
            return True
        if self.last is None or self.in_head:
            return False
        return byline.find_tail(self.last.text) is not None or any(
            jump.direction == "to" for jump in jumps.take(self.last)[1]
        )

    def begins(self, heading: Token, after: Token | None) -> bool:
        """Levels are no roles: a heading begins a story after a story's end or section head, or before a dateline."""
        if self.level == 0 or heads.is_dated(after) or self.is_open():
            return True
        is_correction = notices.CORRECTION.fullmatch(heading.passage.text) is not None
        return is_correction or (heading.level < BOLD_LEVEL and heading.level <= self.level)

    def ends(self, at: int) -> bool:
        """Nothing of the story's text stands from here on: the page ends, or a head or a section comes."""
        above: Token | None = None
        for place, token in enumerate(self.tokens[at : at + LOOK_AHEAD], at):
            if token.role:
                return token.role in (*TITLES, "section")
            if token.kind == "text" and not heads.is_below(above, token):
                if (judged := self._ends_before(token, place)) is not None:
                    return judged
            elif token.kind == "heading":
                return self._is_story_head(token, place)
            elif token.kind == "field":
                if token.name in ("引题", "主题"):
                    return True
            elif token.kind == "row" or token.name == "before":
                return False
            elif token.kind not in BEHIND_A_STORY:
                return True
            above = token
        return True

    def _is_story_head(self, heading: Token, at: int) -> bool:
        after = heads.following(self.tokens, at + 1)
        is_deeper = self.level < heading.level < BOLD_LEVEL
        return heads.is_dated(after) or not is_deeper

    def _ends_before(self, token: Token, at: int) -> bool | None:
        """Whether the text is a bare title, or the story's; None for one more line that may sign it."""
        run = beginnings.gather(self.tokens, at)
        marked = next((place for place, each in enumerate(run) if each.kind == "heading"), None)
        if marked:
            return self._is_story_head(run[marked], at + marked)
        after = heads.following(self.tokens, at + len(run))
        if run and (heads.is_dated(after) or (not self.is_marked and heads.is_body(after))):
            return True
        is_more = endings.is_note(token.passage.text) or endings.ending(token.passage)
        return None if is_more else False
