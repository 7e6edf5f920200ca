"""Manuscripts as correspondents type them: indents for gaps, letters around the text, names and dates at its foot."""

from __future__ import annotations

import pytest

from tests.ingest.samples import body_of, damage_of, story_of, words

P = "近日，望溪县科协在果园里上了一堂嫁接课，果农们围着技术员问个不停，直到天黑才散。"
OPEN = "果农们围着技术员问个不停，直到天黑"
NEXT = "据介绍，这样的嫁接课每月都有一堂，报名的果农已经排到了明年开春，课堂就设在果园里。"


@pytest.mark.parametrize("indent", ["　　", "    ", "\t", " 　 　"])
def test_an_indented_line_begins_a_paragraph(indent: str):
    story = story_of(f"# 题目\n\n{P}\n{OPEN}\n{indent}{NEXT}\n")
    assert body_of(story) == [("paragraph", 3, P), ("paragraph", 4, OPEN), ("paragraph", 5, NEXT)]
    assert damage_of(story) == [("text-lost", 4)]


@pytest.mark.parametrize("indent", ["", " ", "　", "  "])
def test_a_line_without_an_indent_goes_on_in_the_paragraph_above(indent: str):
    story = story_of(f"# 题目\n\n{P}\n{OPEN}\n{indent}{NEXT}\n")
    assert body_of(story) == [("paragraph", 3, P), ("paragraph", 4, OPEN + NEXT)]
    assert damage_of(story) == [("sentence-cut", 4)]


@pytest.mark.parametrize("stop", [" .", ".", " ．", "。"])
def test_a_paragraph_may_end_in_a_stop_behind_a_blank(stop: str):
    story = story_of(f"# 题目\n\n　　{OPEN}{stop}\n　　{NEXT}\n")
    paragraphs = [("paragraph", 3, OPEN + stop), ("paragraph", 4, NEXT)]
    assert (body_of(story), damage_of(story)) == (paragraphs, [])


@pytest.mark.parametrize("date", ["2026 年 11 月 21 日", "2026年11月21日", "2026.11.21"])
def test_names_over_the_day_of_writing_sign_and_the_day_is_for_the_office(date: str):
    indent = " " * 30
    story = story_of(f"# 题目\n\n    {P}\n\n{indent}望溪县科协  何晓   林舟\n{indent}{date}\n")
    assert words(story.signature) == "望溪县科协  何晓   林舟"
    assert [each.text for each in story.contacts] == [date]
    assert (body_of(story), damage_of(story)) == ([("paragraph", 3, P)], [])
