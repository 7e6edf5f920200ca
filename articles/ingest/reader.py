"""Reading a source: opened as lines, cut into pages of stories, every character accounted for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from articles.ingest import furniture
from articles.ingest.documents import opening
from articles.ingest.drafts import Defect, PageDraft, Reading, Rulings, Span, line_at
from articles.ingest.endings import LABELS as SIGNATURE_LABELS
from articles.ingest.furniture import Head
from articles.ingest.source import Line, Opened, Unreadable
from articles.ingest.stories import Composer
from articles.ingest.tokens import LABELS, UNSEEN, Token, ruled
from articles.ingest.tokens import read as read_line
from articles.ingest.wrapping import unwrap

FENCE = re.compile(r"^---\s*$")
ENTRY = re.compile(r"^\s*(?P<key>[^：:\s]{1,12})\s*[：:]\s*(?P<value>.*?)\s*$")
KEYS = {"日期", "类别", "总期号", "年内期号", "主题"}
NONE: Rulings = {}
MARKS = re.compile(rf"^[\s#*_\-=<>`（(\[!\])：:｜|【】〖〗『』「」〔〕□■●◆◇★☆▲▼·•—{UNSEEN}]+$")
LABEL = re.compile(
    rf"^\s*(?:[【（(\[]?(?:{'|'.join(LABELS)})[】）)\]]?|{SIGNATURE_LABELS}|[*_]*正文[：:]?[*_]*)?\s*[：:]?\s*$"
)


def read(data: bytes, name: str, *, sections: frozenset[str] = frozenset()) -> Reading:
    """The whole source as values. `name` is the file's, for messages. Raises Unreadable; never guesses, never drops."""
    opened = opening.open_source(data, name)
    return require_stories(read_opened(opened, name, sections=sections), name)


def require_stories(reading: Reading, name: str) -> Reading:
    """Raises Unreadable where no story was found."""
    if not any(page.stories for page in reading.pages):
        raise Unreadable(f"{name}：没有找到标题，认不出稿件；请在每篇标题前加“# ”再导入。")
    return reading


def read_opened(
    opened: Opened, name: str, *, sections: frozenset[str] = frozenset(), rulings: Rulings = NONE
) -> Reading:
    """The same for a source that is open already; `rulings` are what staff decided about its lines."""
    reading = Reading(opened.text, notes=list(opened.notes))
    lines = _front_matter(reading, opened.lines, name)
    tokens = _tokens(lines, sections, rulings)
    reading.pages = [Composer(opened.text).take(page) for page in _pages(tokens)]
    _account(reading)
    return reading


def _front_matter(reading: Reading, lines: list[Line], name: str) -> list[Line]:
    """`--- 日期：2026-11-18 … ---` at the head of the file; returns the lines after it."""
    first = next((at for at, line in enumerate(lines) if line.text.strip()), 0)
    if not FENCE.match(lines[first].text):
        return lines
    for at, line in enumerate(lines[first + 1 :], first + 1):
        if FENCE.match(line.text):
            reading.marks.append(Span(lines[first].start, line.start + len(line.text)))
            return lines[at + 1 :]
        if not line.text.strip():
            continue
        entry = ENTRY.match(line.text)
        if entry is None or entry["key"] not in KEYS:
            known = "、".join(sorted(KEYS))
            raise Unreadable(f"{name} 第 {line.number} 行：看不懂这一项，文件头里可写：{known}。")
        if entry["key"] in reading.front:
            raise Unreadable(
                f"{name} 第 {line.number} 行：文件头里“{entry['key']}”写了两次；请删去一处。"
            )
        reading.front[entry["key"]] = entry["value"]
        reading.front_lines[entry["key"]] = line.number
    raise Unreadable(
        f"{name} 第 {lines[first].number} 行：文件头没有结束，请在它后面另起一行写“---”。"
    )


def _tokens(lines: list[Line], sections: frozenset[str], rulings: Rulings) -> list[Token]:
    tokens, blanks = list[Token](), 0
    for line in lines:
        ruling = rulings.get(line.number)
        token = ruled(line, ruling) if ruling else read_line(line, sections=sections)
        if token is None:
            blanks += 1
            continue
        token.blanks_before, blanks = blanks, 0
        if not (tokens and _is_pinyin_of(tokens[-1], token)):
            tokens.append(token)
    return unwrap(tokens, lines)


def _is_pinyin_of(above: Token, token: Token) -> bool:
    """`科学人物` and `KE XUE REN WU` on the line below are one section head."""
    is_name = above.kind in ("text", "heading", "section") and not (above.role or above.pinyin)
    if not is_name or token.kind not in ("text", "heading") or token.role:
        return False
    if not furniture.is_name_with_pinyin(above.passage.text, token.passage.text):
        return False
    above.kind, above.pinyin = "section", token.passage
    return True


def _pages(tokens: list[Token]) -> list[list[Token]]:
    """Cut at every page head but one that opens the source; lines of a head that stand above it go with it."""
    pages: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == "page":
            above = _head_above(pages[-1], token, is_first=len(pages) == 1)
            if pages[-1]:
                pages.append([])
            pages[-1] += above
        pages[-1].append(token)
    for page in pages:
        _find_name(page)
    _find_paper_name(pages[0])
    return pages


def _head_above(page: list[Token], head: Token, *, is_first: bool) -> list[Token]:
    """Taken off the page before: a date line right above the head, and at the top of the source the paper's name."""
    at, below = len(page), head
    while at and _is_head_line(page[at - 1], below, is_top=is_first and at <= 3):
        at -= 1
        below = page[at]
    lines = page[at:]
    del page[at:]
    return [_as_head_line(token) for token in lines]


def _is_head_line(token: Token, below: Token, *, is_top: bool) -> bool:
    """A date below a story, with a gap behind it, is the day of writing."""
    is_text = token.kind in ("text", "heading")
    is_name = is_top and is_text and furniture.is_paper_name(token.passage.text)
    is_date = token.kind == "page-line" and (is_top or not below.blanks_before)
    return not token.role and (is_date or is_name)


def _as_head_line(token: Token, name: str = "") -> Token:
    return replace(token, kind="page-line", head=token.head or Head(token.passage, name=name))


def _find_paper_name(page: list[Token]) -> None:
    """`# 望溪科技报` over the first title of the source."""
    if len(page) < 2 or page[1].kind not in ("heading", "section"):
        return
    first = page[0]
    if first.kind == "heading" and not first.role and furniture.is_paper_name(first.passage.text):
        page[0] = _as_head_line(first)


def _find_name(page: list[Token]) -> None:
    """A page's name on a line of its own, right below its number."""
    for at in range(1, min(len(page), 6)):
        token, head = page[at], page[at - 1].head
        is_below = head is not None and head.number and not head.name and not token.blanks_before
        text = token.passage.text
        if is_below and token.kind == "text" and not token.role and furniture.is_page_name(text):
            page[at] = _as_head_line(token, text)


def _account(reading: Reading) -> None:
    """Whatever stands nowhere is a mark of the format or is reported with its text."""
    begins = _beginnings(reading.pages)
    for span in reading.unclaimed():
        text = reading.text[span.start : span.end]
        if MARKS.match(text) or LABEL.match(text):
            reading.marks.append(span)
            continue
        number = line_at(reading.text, span.start)
        message = "这段文字没有归入任何稿件；请核对后补入。"
        page = reading.pages[max(0, bisect_right(begins, span.start) - 1)]
        page.defects.append(Defect("unreadable", number, message, text, (span,)))


def _beginnings(pages: Sequence[PageDraft]) -> list[int]:
    """Where each page begins in the text; one without a character begins where the one before it does."""
    begins = list[int]()
    for page in pages:
        starts = (span.start for passage in page.passages() for span in passage.spans)
        begins.append(max(min(starts, default=0), *begins[-1:], 0))
    return begins
