"""The law of the house: every character of a source stands exactly once in what was read, or in a reported defect."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.ingest import reader, report
from articles.ingest.documents.opening import open_source
from articles.ingest.drafts import Passage, Reading, Role, Ruling, Span, gaps
from articles.ingest.plan import File, PagePlan, Plan, Target
from articles.ingest.source import Unreadable
from articles.text.typography import HAN
from tests.ingest.pieces import AWKWARD, PIECES
from tests.ingest.samples import SAMPLES, SECTIONS, name_of, read, read_text
from tests.ingest.test_pages_single import opened

HAN_CHARACTER = re.compile(f"[{HAN}]")
#: What may count as a mark of the format: Markdown's signs, blanks, brackets, colons, a divider, characters that
#: print nothing, a field's label, the front matter.
SIGN = r"[\s#*_\-=<>`()\[\]!|【】:：■\ufeff\u200b\u2060\u00ad\u202a-\u202e]|—{3,}"
LABELS = "引题|肩题|眉题|主题|正题|标题|题目|副题|副标题|标签|来源|供稿单位|供稿人|作者单位|单位"
MARK = re.compile(
    rf"(?:{SIGN})+|\s*[【（(\[]?(?:{LABELS})[】）)\]]?[：:]?\s*|---\s.*---", re.DOTALL
)
#: To be torn; without the front matter, which must be whole or the file is refused.
TEXTS = [re.sub(r"\A---\n.*?\n---\n", "", path.read_text(), flags=re.DOTALL) for path in SAMPLES]
#: Those whose titles bear a mark, which a tear does not take from them.
MARKED = [text for text in TEXTS if len(re.findall("^#+ ", text, re.MULTILINE)) > 5]


def every_passage(reading: Reading) -> list[Passage]:
    return [passage for page in reading.pages for passage in page.passages()]


def assert_the_spans_partition(reading: Reading) -> None:
    """No character twice, none left out, and each passage is its spans' characters."""
    text, passages = reading.text, every_passage(reading)
    claimed = [*reading.marks, *(span for each in passages for span in each.spans)]
    assert [text[s.start : s.end] for s in gaps(text, claimed=claimed)] == []
    assert reading.unclaimed() == []
    for each in passages:
        assert as_printed(each, text) == each.text
    marks = [text[s.start : s.end] for s in reading.marks]
    assert [mark for mark in marks if not MARK.fullmatch(mark)] == []


def as_printed(passage: Passage, text: str) -> str:
    """The characters of its spans, with the seams where it says that they are."""
    seams = passage.seams or range(1, len(passage.spans))
    return "".join(
        (passage.seam if number in seams else "") + text[span.start : span.end]
        for number, span in enumerate(passage.spans)
    )


def plan_of(reading: Reading) -> Plan:
    """As plan.make would have it, without a database to compare with."""
    pages = [PagePlan(page.number or 1, page.name, page) for page in reading.pages]
    date = dt.date(2026, 3, 4)
    return Plan([File("稿.md", b"", reading)], Target(), date, None, pages)


def reported(page: dict) -> Iterator[str | None]:
    """Every place of the JSON where words of the source stand."""
    yield from (page["page"]["name"], page["page"]["credits"])
    for head in page["sections"]:
        yield from (head["name"], head["pinyin"])
    yield from (each["text"] for each in page["set_aside"])
    for story in page["stories"]:
        yield from (each["text"] for each in (*story["contacts"], *story["jumps"]))
        for name in ("kicker", "title", "subtitle", "dateline", "tags", "source", "signature"):
            yield story[name]
        for item in story["body"]:
            yield from (item["text"], item.get("file"), item.get("alt"))
        yield from (defect["text"] for defect in story["defects"])
    yield from (defect["text"] for defect in page["defects"])


def characters(texts: Iterator[str | None]) -> Counter[str]:
    return Counter(HAN_CHARACTER.findall("".join(filter(None, texts))))


def assert_the_report_holds_every_han_character(reading: Reading) -> None:
    made = report.as_json(plan_of(reading))
    pages = made if isinstance(made, list) else [made]
    furniture = (reading.text[s.start : s.end] for s in reading.marks)
    # `第02版：要闻` is reported as the number 2 and the name.
    heads = (page.head.text.replace(page.name, "", 1) for page in reading.pages if page.head)
    found = characters(text for page in pages for text in reported(page))
    assert found + characters(furniture) + characters(heads) == characters(iter([reading.text]))


@pytest.mark.parametrize("path", SAMPLES, ids=name_of)
def test_the_spans_of_a_sample_partition_its_text(path: Path):
    assert_the_spans_partition(read(path))


@pytest.mark.parametrize("path", SAMPLES, ids=name_of)
def test_every_han_character_of_a_sample_is_reported_exactly_once(path: Path):
    assert_the_report_holds_every_han_character(read(path))


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD)
def test_nothing_is_lost_of_an_awkward_source(text: str):
    reading = read_text(text)
    assert_the_spans_partition(reading)
    assert_the_report_holds_every_han_character(reading)


def test_a_character_claimed_twice_is_an_error_of_the_program():
    with pytest.raises(ValueError, match=r"characters 1\.\.2 are claimed twice"):
        list(gaps("甲乙丙", claimed=[Span(0, 2), Span(1, 3)]))


def test_a_gap_is_reported_without_the_blanks_around_it():
    assert list(gaps(" 甲 乙 \n丙丁", claimed=[Span(6, 7)])) == [Span(1, 4), Span(7, 8)]


def tear(text: str, seed: int) -> str:
    """What a scanner, a paste and a hurry do: cuts, doubled and moved lines, lost blanks, foreign marks."""
    chance = random.Random(seed)
    lines: list[str] = []
    for line in text.split("\n"):
        if not line.strip() and chance.random() < 0.3:
            continue
        short = 0 < len(line) < 30
        lines += [line] * (2 if short and chance.random() < 0.2 else 1)
        if line and chance.random() < 0.15:
            cut = chance.randrange(len(line))
            lines[-1:] = [line[:cut], *[""] * chance.randrange(4), line[cut:]]
    short = [at for at, line in enumerate(lines) if 0 < len(line) < 30]
    for _ in range(min(6, len(short))):
        one, other = chance.sample(short, 2) if len(short) > 1 else (short[0], short[0])
        lines[one], lines[other] = lines[other], lines[one]
    if chance.random() < 0.3:
        start = chance.randrange(len(lines))
        lines = lines[start:] + lines[:start]
    lines = list(map(chance.choice([str, bare, str]), lines))
    if chance.random() < 0.2:  # copied from a column
        width = chance.randrange(12, 40)
        lines = [line[at : at + width] for line in lines for at in range(0, len(line) or 1, width)]
    for _ in range(chance.choice([0, 0, 5])):  # what a copy from the web brings along
        at = chance.randrange(len(lines))
        cut = chance.randint(0, len(lines[at]))
        hidden = chance.choice(["\u200b", "\ufeff", "\u202e", "\u00ad", "\u00a0", "\u200d"])
        lines[at] = lines[at][:cut] + hidden + lines[at][cut:]
    return chance.choice(["\n", "\n", "\r\n", "\r"]).join(lines)


def bare(line: str) -> str:
    """Without the marks of Markdown."""
    return re.sub(r"^(?:#+|>|-)\s+|\*\*", "", line)


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "gb18030"]


@settings(max_examples=150)
@given(
    text=st.sampled_from(TEXTS),
    seed=st.integers(0, 10**9),
    encoding=st.sampled_from(ENCODINGS),
)
def test_nothing_is_lost_however_a_page_is_torn(text: str, seed: int, encoding: str):
    torn = tear(text, seed)
    try:
        reading = reader.read(torn.encode(encoding), "稿.md", sections=SECTIONS)
    except Unreadable:
        return
    assert reading.text in (torn, torn.removeprefix("\ufeff"))
    assert_the_spans_partition(reading)
    assert_the_report_holds_every_han_character(reading)


@settings(max_examples=100)
@given(text=st.sampled_from(TEXTS), seed=st.integers(0, 10**9), data=st.data())
def test_nothing_is_lost_of_a_torn_page_whatever_staff_decide(text: str, seed: int, data):
    opened = open_source(tear(text, seed).encode(), "稿.md")
    lines = st.integers(1, len(opened.lines))
    roles = st.sampled_from(get_args(Role)).map(Ruling)
    rulings = data.draw(st.dictionaries(lines, roles, max_size=25))
    try:
        reading = reader.read_opened(opened, "稿.md", sections=SECTIONS, rulings=rulings)
    except Unreadable:
        return
    assert_the_spans_partition(reading)
    assert_the_report_holds_every_han_character(reading)


def test_nothing_is_lost_of_a_document_and_a_picture_in_it_is_none_of_its_text():
    reading = reader.read_opened(opened(), "果园课堂.docx")
    assert_the_spans_partition(reading)
    assert_the_report_holds_every_han_character(reading)


@settings(max_examples=400)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=30))
def test_nothing_is_lost_of_any_mixture_of_what_pages_are_made_of(pieces: list[str]):
    try:
        reading = read_text("# 题\n" + "".join(pieces))
    except Unreadable:
        return
    assert_the_spans_partition(reading)
    assert_the_report_holds_every_han_character(reading)


def test_a_torn_page_is_still_read():
    """The property above would hold emptily if torn pages were refused."""
    stories = [
        sum(len(page.stories) for page in read_text(tear(text, seed)).pages)
        for seed in range(10)
        for text in MARKED
    ]
    assert [number for number in stories if number < 3] == []
