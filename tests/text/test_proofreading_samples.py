"""Whole pages: the marks that were counted by hand, and sound ones of which next to nothing is said."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest

from articles.ingest.drafts import Draft
from articles.text.proofreading import Context, Finding, check, check_story
from articles.text.typography import HAN
from tests.ingest.samples import DEMO, REAL, SOUND, TORN, name_of, read
from tests.ingest.test_real_page import TRUTH
from tests.text.safe_fixes import fix_safe

PAGES = [TORN, *(path for path in REAL if path.stem in TRUTH)]
pages = pytest.mark.parametrize("path", PAGES, ids=name_of)


def lines(path: Path) -> list[str]:
    return path.read_text().split("\n")


def by_rule(path: Path, *rules: str) -> list[tuple[int, str]]:
    """(line, what is printed) of what the rules say, the file read line by line."""
    return [
        (number, line[finding.start : finding.end])
        for number, line in enumerate(lines(path), 1)
        for finding in check(line)
        if finding.rule in rules
    ]


@pages
def test_half_width_marks_are_those_counted_by_hand(path: Path):
    found = by_rule(path, "P01", "P02", "P05")
    marks = Counter("( )" if printed[0] == "(" else printed for _, printed in found)
    assert dict(marks) == TRUTH[path.stem].marks


#: One quotation of the torn page has lost its end.
UNPAIRED = {"torn-page": [(55, "“")], "kexie-2021-03": []}


@pages
def test_balanced_pairs_needed_commas_and_neighbouring_words_are_no_errors(path: Path):
    assert by_rule(path, "P03") == UNPAIRED[path.stem]
    quiet = ("P04", "P06", "P07", "P08", "P09", "P10", "P19", "P20", "P21", "P23", "P26", "P27")
    assert by_rule(path, *quiet) == []


@pages
def test_all_safe_fixes_leave_no_half_width_mark_beside_chinese_and_no_word_changed(path: Path):
    for line in lines(path):
        fixed = fix_safe(line)
        assert re.findall(rf"[{HAN}”》][,;:!?()~]|[,;:!?()~][{HAN}“《]", fixed) == []
        assert re.findall(r"\w+", fixed) == re.findall(r"\w+", line)
        assert fix_safe(fixed) == fixed


@pages
def test_a_range_of_dates_gets_its_mark(path: Path):
    printed = re.findall(r"\d+月\d+日.\d+日", path.read_text())
    assert [fix_safe(each) for each in printed] == [each.replace("~", "～") for each in printed]
    assert len(printed) == 1


def proofread(story: Draft, issue: dt.date) -> list[Finding]:
    fields = [
        *((each, "title") for each in (story.kicker, story.title, story.subtitle)),
        (story.dateline, "dateline"),
        (story.signature, "signature"),
        *((item.passage, "caption") for item in story.body if item.kind == "caption"),
    ]
    found = [
        finding
        for passage, kind in fields
        if passage
        for finding in check(passage.text, context=Context(kind=kind))
    ]
    tags = {"paragraph": "p", "subhead": "h3"}
    body = [(tags[item.kind], item.passage.text) for item in story.body if item.kind in tags]
    signature = story.signature.text if story.signature else ""
    return found + check_story(body, context=Context(issue_date=issue, signature=signature))


@pytest.mark.parametrize("path", [SOUND, *DEMO], ids=name_of)
def test_of_a_sound_page_nothing_is_said(path: Path):
    issue = dt.date.fromisoformat(path.stem) if path in DEMO else dt.date(2026, 4, 15)
    stories = [story for page in read(path).pages for story in page.stories]
    assert [(story.title.text, proofread(story, issue)) for story in stories] == [
        (story.title.text, []) for story in stories
    ]
    assert len(stories) == (14 if path in DEMO else 4)


#: Paragraphs that end without a stop, as the import finds them too.
CUT = {"torn-page": [(0, 2), (1, 1), (3, 1)], "kexie-2021-03": [(0, 3), (1, 1), (2, 1), (5, 1)]}


@pages
def test_holes_in_a_torn_page_are_found_where_the_import_found_them(path: Path):
    (page,) = read(path).pages
    found = [
        (number, finding.paragraph)
        for number, story in enumerate(page.stories)
        for finding in proofread(story, dt.date(2026, 4, 15))
        if finding.rule in ("P11", "P12", "P13", "P14", "P15", "P16")
    ]
    assert found == CUT[path.stem]
