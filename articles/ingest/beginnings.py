"""Where a story begins without a mark: the lines that are a title by their place, whatever their words are."""

from __future__ import annotations

from collections.abc import Sequence

from articles.ingest import endings
from articles.ingest.captions import is_credit
from articles.ingest.heads import (
    LONGEST_TITLE,
    MOST_LINES,
    MOST_SIGNERS,
    could_be_title,
    following,
    is_body,
    is_dash,
    is_dated,
    may_be_title,
)
from articles.ingest.sentences import is_short_and_bare
from articles.ingest.tokens import Token
from articles.text.sentences import LONGEST_LINE, begins_item, is_complete

BULLETS, SHORTEST_SUBTITLE, FEWEST_LINES = ("□", "■", "●", "◆"), 5, 3
#: What may stand between a story's last words and the next title.
BESIDE = ("picture", "caption", "contact", "courtesy")


def gather(tokens: Sequence[Token], at: int) -> list[Token]:
    """The headings and title-like lines from `at` on; more than a head can have where it is none."""
    run = list[Token]()
    for place in range(at, min(at + MOST_LINES + MOST_SIGNERS, len(tokens))):
        token = tokens[place]
        is_line = token.kind == "heading" or may_be_title(token)
        if token.role or not (is_line or _is_placed_title(tokens, place, is_first=not run)):
            break
        run.append(token)
    return run


def _is_placed_title(tokens: Sequence[Token], at: int, *, is_first: bool) -> bool:
    """A line right over a story's first, or over its title's last, where what stands above has ended: a title."""
    token = tokens[at]
    if not _is_bare_line(token) or (is_first and not has_ended(tokens, at)):
        return False
    if begins_below(tokens, at + 1) or (is_first and _is_behind_signature(tokens, at)):
        return True
    is_upper = len(token.passage.text) <= LONGEST_TITLE and not begins_item(token.passage.text)
    below = tokens[at + 1 : at + 2]
    return is_upper and any(map(_is_bare_line, below)) and begins_below(tokens, at + 2)


def _is_behind_signature(tokens: Sequence[Token], at: int) -> bool:
    """Between a signature in brackets and a paragraph."""
    above = tokens[at - 1] if at else None
    is_title = len(tokens[at].passage.text) <= LONGEST_TITLE
    is_signed = (
        above is not None and above.kind == "signature" and not is_credit(above.passage.text)
    )
    return is_title and is_signed and is_body(following(tokens, at + 1))


def _is_bare_line(token: Token) -> bool:
    is_bare = token.kind == "text" and not token.role and not token.is_item
    return is_bare and could_be_title(token.passage.text)


def begins_below(tokens: Sequence[Token], at: int) -> bool:
    """There stands what stands under a title alone: a dateline, or a 副题 or writer's line over a text."""
    return is_dated(following(tokens, at)) or is_under_title(tokens, at)


def is_under_title(tokens: Sequence[Token], at: int) -> bool:
    """`——记望溪中学教师柳青渡`, `□ 本报记者 何晓`, `柳青渡`, and then the text."""
    line = tokens[at] if at < len(tokens) else None
    if line is None or line.role:
        return False
    text = line.passage.text
    if line.kind == "signature":
        is_close = at > 0 and tokens[at - 1].blanks_before > line.blanks_before
        is_plain = (text.startswith(BULLETS) or is_close) and not is_credit(text)
        return is_plain and following(tokens, at + 1) is not None
    if line.kind != "text" or not may_be_title(line):
        return False
    if not ((is_dash(line) and len(text) >= SHORTEST_SUBTITLE) or signs_as_person(line)):
        return False
    below = at + 1
    while below < len(tokens) and _is_more(tokens[below]):
        below += 1
    return is_body(following(tokens, below)) or _is_block(tokens, at)


def _is_block(tokens: Sequence[Token], at: int) -> bool:
    """The title and the line under it stand between two gaps, over verse, say, which is no body by its looks."""
    above, line, *below = tokens[max(0, at - 1) : at + 2] if at else (None, tokens[at])
    is_set_off = above is not None and above.blanks_before > line.blanks_before
    is_over_text = bool(below) and not is_dated(following(tokens, at + 2))
    return is_set_off and is_over_text and below[0].blanks_before > line.blanks_before


def _is_more(token: Token) -> bool:
    """A further line under a title: the writer's below a 副题."""
    is_bare = token.kind == "text" and not token.role and may_be_title(token)
    return token.kind == "signature" or (is_bare and signs_as_person(token))


def signs_as_person(token: Token) -> bool:
    if is_dash(token) or is_credit(token.passage.text):
        return False
    found = endings.ending(token.passage)
    return found is not None and found.signature is not None and found.has_person


def has_ended(tokens: Sequence[Token], at: int) -> bool:
    """Nothing above the line waits for more: a whole paragraph or whoever signed it, a head, or the page's beginning."""
    above = next((t for t in reversed(tokens[max(0, at - 6) : at]) if t.kind not in BESIDE), None)
    if above is None or above.kind != "text":
        return True
    text = above.passage.text
    if is_complete(text) or endings.is_note(text) or endings.ending(above.passage) is not None:
        return True
    return _is_below_lines(tokens, at)


def _is_below_lines(tokens: Sequence[Token], at: int) -> bool:
    """A gap stands above, and above that the last of several short lines without a stop: a poem, a calendar."""
    lines = tokens[max(0, at - FEWEST_LINES) : at]
    are_short = all(
        line.kind == "text" and is_short_and_bare(line.passage.text, LONGEST_LINE) for line in lines
    )
    is_close = not any(line.blanks_before for line in lines[1:])
    return len(lines) == FEWEST_LINES and are_short and is_close and tokens[at].blanks_before > 0
