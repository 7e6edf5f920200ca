"""标题: the lines over a story, and which of them is 引题, 主题 and 副题."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from articles.ingest import endings
from articles.ingest.captions import fits_below, looks_like_caption
from articles.ingest.datelines import DATELINE
from articles.ingest.passages import Passage, in_lines
from articles.ingest.tokens import BOLD_LEVEL, Token
from articles.text.sentences import LIST_ITEM, is_complete, is_formula
from articles.text.typography import HAN

LONGEST_TITLE, LONGEST_PLACED_TITLE, MOST_LINES, MOST_SIGNERS, AHEAD = 40, 60, 4, 3, 12
LONGEST_SHORT_PARAGRAPH = 40
NO_TITLE = re.compile(
    r"[。；;]|[，,、]$|^[，、。；：！？”’）》】,;:!?)]|^\d{1,2}$|^(?:\d{2,4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?$"
    r"|(?:同志|老师|先生|女士|编辑部?|朋友|读者|同学)们?[：:]$"  # a letter begins
)
#: So begins a sentence or an item more often than a title.
STARTS_TEXT = re.compile(r"\d+\s*[年月日]")
TOO_MANY_PAUSES = re.compile("(?:[，,].*){3}")
#: Where staff broke a title, the break is a character of its own (LINE SEPARATOR); spaces then mean nothing.
SET_BREAK = re.compile("[ \u3000]*\u2028[ \u3000]*")
BREAK = re.compile(rf"(?<=[{HAN}”’》）!！?？。：:%0-9A-Za-z])[ \u3000]+(?=[{HAN}“‘《（0-9A-Za-z])")


def is_dated(token: Token | None) -> bool:
    """A paragraph that begins with a dateline, which nothing but a story's first does."""
    return token is not None and token.kind == "text" and bool(DATELINE.match(token.passage.text))


def is_body_text(passage: Passage) -> bool:
    return len(passage.text) > LONGEST_SHORT_PARAGRAPH or is_complete(passage.text)


def ends_with_stop(token: Token) -> bool:
    """No line that signs does."""
    return token.passage.text.endswith(("。", "！", "？", "；", "，", "："))


def is_body(token: Token | None) -> bool:
    """A paragraph, told by its length or its stop; a picture or table stands for one."""
    if token is None or token.kind != "text":
        return token is not None and token.kind in ("picture", "row")
    return is_body_text(token.passage) or is_dated(token)


def may_be_title(token: Token) -> bool:
    """A bare line that could stand over a story: short, without a stop, and nothing else that is short."""
    is_bare = token.kind == "text" and not token.role and not token.is_item
    return is_bare and _reads_as_title(token.passage.text)


@lru_cache(maxsize=64)  # the lines around a title are looked at from each of them
def _reads_as_title(text: str) -> bool:
    if len(text) > LONGEST_TITLE or STARTS_TEXT.match(text) or TOO_MANY_PAUSES.search(text):
        return False
    is_item = LIST_ITEM.match(text) and not text.startswith(DASHES)
    return not is_item and could_be_title(text)


def could_be_title(text: str) -> bool:
    """Where its place says that it is one, whatever it begins with."""
    if not 2 <= len(text) <= LONGEST_PLACED_TITLE or NO_TITLE.search(text):
        return False
    is_other = looks_like_caption(text) or endings.is_note(text) or is_formula(text)
    return not (is_other or DATELINE.match(text))


DASHES = ("——", "--", "－－")


def is_dash(token: Token) -> bool:
    """`——三种颜色的小旗插满河滩`: a 副题."""
    return token.passage.text.startswith(DASHES)


#: Under which no story's text stands that began above them; the last two are staff's.
HEADS = ("section", "page-credits", "heading", "advertisement", "title", "subhead")


def following(tokens: Sequence[Token], at: int) -> Token | None:
    """What the head that ends before `at` stands over: fields, boxes, signatures and pictures with captions skipped."""
    picture: Token | None = None
    above: Token | None = None
    for token in tokens[at : at + AHEAD]:
        if token.kind in HEADS or (token.role and token.kind == "text"):
            return picture
        if token.kind == "picture":
            picture = picture or token
        elif token.kind == "row" or (token.kind == "text" and not is_below(above, token)):
            return token
        above = token
    return picture


def is_below(above: Token | None, token: Token) -> bool:
    """The line is the caption of the picture above it."""
    if above is None or above.kind != "picture" or token.kind != "text":
        return False
    return fits_below(token.passage.text) if not token.blanks_before else not is_body(token)


def story_levels(tokens: Sequence[Token]) -> frozenset[int]:
    """The sizes of the page's headings that stand alone over a dateline: those are titles."""
    lone = (
        token.level
        for at, token in enumerate(tokens)
        if token.kind == "heading"
        and not (at and tokens[at - 1].kind == "heading")
        and is_dated(following(tokens, at + 1))
    )
    return frozenset(lone)


def last_block(run: Sequence[Token], below: int) -> list[Token]:
    """The lines below the last gap in the run that is wider than the one below it."""
    gaps = [at for at in range(1, len(run)) if run[at].blanks_before > below]
    return list(run[gaps[-1] :]) if gaps else list(run)


def stands_alone(tokens: Sequence[Token], heading: Token, at: int) -> bool:
    """No other heading of this level comes before the next of a higher one: then it is no sub-head."""
    for place in range(at, len(tokens)):
        token = tokens[place]
        if token.kind in ("section", "advertisement"):
            return True
        if token.kind == "heading" and token.level <= heading.level:
            return token.level < heading.level
    return True


# --- Lines made one --------------------------------------------------------------------------------


def title_of(tokens: Sequence[Token]) -> Passage:
    """Several printed lines as one passage with its line breaks."""
    return in_lines(*(token.passage for token in tokens)) if tokens[1:] else tokens[0].passage


def lines_of(tokens: Sequence[Token]) -> Passage | None:
    """The same for a field that the source may not have."""
    return title_of(tokens) if tokens else None


def broken_title(passage: Passage) -> Passage:
    """A title that was set in two lines and flattened with a space gets its line break back.

    Names padded with spaces (`科 普 大 篷 车`) keep them.
    """
    text, parts, at = passage.text, [], 0
    given = SET_BREAK if "\u2028" in text else BREAK
    for gap in given.finditer(text):
        parts.append((at, gap.start()))
        at = gap.end()
    parts.append((at, len(text)))
    if len(parts) == 1 or (given is BREAK and min(end - start for start, end in parts) < 2):
        return passage
    return in_lines(*(passage.cut(start, end) for start, end in parts))


def by_look(lines: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token], Sequence[Token]]:
    """(引题, 主题, 副题) of bare lines: a dash begins the 副题; else only the document's own setting tells them apart."""
    dash = next((at for at, line in enumerate(lines) if at and is_dash(line)), len(lines))
    upper, lower = lines[:dash], lines[dash:]
    weights = [_weight(line) for line in upper]
    heaviest = max(weights)
    if len(set(weights)) == 1:
        return (), upper, lower
    first = weights.index(heaviest)
    behind = next((at for at in range(first, len(upper)) if weights[at] < heaviest), len(upper))
    return upper[:first], upper[first:behind], [*upper[behind:], *lower]


def _weight(token: Token) -> int:
    """How much a line stands out."""
    if token.kind == "heading":
        return 10 + BOLD_LEVEL - token.level
    return 2 * token.look.bold + (token.look.align == "center")
