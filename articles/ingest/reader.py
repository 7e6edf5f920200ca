"""Reading a source: opened as lines, cut into pages of stories, every character accounted for."""

from __future__ import annotations

import re

from articles.ingest.documents import opening
from articles.ingest.drafts import Defect, PageDraft, Reading, Rulings, Span, line_at
from articles.ingest.source import Line, Opened, Unreadable
from articles.ingest.stories import Composer
from articles.ingest.tokens import Token, ruled
from articles.ingest.tokens import read as read_line

FENCE = re.compile(r"^---\s*$")
ENTRY = re.compile(r"^\s*(?P<key>[^：:\s]{1,12})\s*[：:]\s*(?P<value>.*?)\s*$")
KEYS = {"日期", "类别", "总期号", "年内期号", "主题"}
NONE: Rulings = {}
MARKS = re.compile(r"^[\s#*_\-=>`（(\[!\])【】：:｜|□■●◆—\ufeff]+$")
LABEL = re.compile(r"^\s*(?:引题|肩题|眉题|副题|标签|来源)[：:]\s*$")


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
    reading = Reading(opened.text)
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
    tokens, blanks = [], 0
    for line in lines:
        if not line.text.strip():
            blanks += 1
            continue
        if ruling := rulings.get(line.number):
            token = ruled(line, ruling)
        else:
            token = read_line(line, sections=sections)
        token.blanks_before, blanks = blanks, 0
        tokens.append(token)
    return tokens


def _pages(tokens: list[Token]) -> list[list[Token]]:
    """Cut at every page head but one that opens the source."""
    pages: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == "page" and pages[-1]:
            pages.append([])
        pages[-1].append(token)
    return pages


def _account(reading: Reading) -> None:
    """Whatever stands nowhere is a mark of the format or is reported with its text."""
    for span in reading.unclaimed():
        text = reading.text[span.start : span.end]
        if MARKS.match(text) or LABEL.match(text):
            reading.marks.append(span)
            continue
        number = line_at(reading.text, span.start)
        message = "这段文字没有归入任何稿件；请核对后补入。"
        _page_at(reading, span).defects.append(Defect("unreadable", number, message, text, (span,)))


def _page_at(reading: Reading, span: Span) -> PageDraft:
    """The page that the characters stand on: the last one that begins before them."""
    begun = [
        page
        for page in reading.pages
        if any(s.start <= span.start for p in page.passages() for s in p.spans)
    ]
    return (begun or reading.pages)[-1]
