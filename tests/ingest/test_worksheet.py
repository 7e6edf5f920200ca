"""A source while staff work on it: amendments keep lines and decisions together, and lose nothing."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.ingest import worksheet
from articles.ingest.documents.opening import open_source
from articles.ingest.drafts import Draft, Span
from articles.ingest.parts import find, parts, splices
from articles.ingest.source import MAX_LINE, Look
from articles.ingest.worksheet import CannotAmend, Decision, Worksheet
from tests.ingest.samples import TORN, body_of, damage, words
from tests.ingest.test_nothing_is_lost import assert_the_spans_partition

PAGE = """\
## 望溪县科协 把课堂搬到果园
**本报讯** 11月3日,望溪县科协在果园里上
了一堂课。
摘果的人们

（何晓）
## 白鹿县科协 请来老匠人
老匠人教孩子们做孔明锁。
"""


def sheet_of(text: str = PAGE) -> Worksheet:
    return worksheet.of(open_source(text.encode(), "稿.md"))


def stories(sheet: Worksheet) -> list[Draft]:
    return [story for page in sheet.read("稿.md").pages for story in page.stories]


def part_of(sheet: Worksheet, kind: str, number: int = 0):
    found = [
        part for story in stories(sheet) for part in parts(story, sheet.text) if part.kind == kind
    ]
    return found[number]


def test_what_is_stored_comes_back_the_same():
    sheet = sheet_of().decide(4, role="caption").settle(4, "orphan-caption").decide(7, section="")
    sheet = Worksheet(sheet.lines, {1: Look(level=2, bold=True)}, sheet.decisions)
    assert worksheet.unpack(json.loads(json.dumps(worksheet.pack(sheet)))) == sheet


def test_a_decision_is_forgotten_when_nothing_of_it_is_left():
    sheet = sheet_of().decide(4, role="caption")
    assert sheet.decisions == {4: Decision(role="caption")}
    assert sheet.decide(4, role=None).decisions == {}


@pytest.mark.parametrize("line", [0, 9])
def test_a_line_that_is_not_there_is_refused(line: int):
    with pytest.raises(CannotAmend, match=f"没有第 {line} 行"):
        sheet_of().decide(line, role="caption")


def test_a_settled_defect_is_shown_no_more():
    sheet = sheet_of()
    assert ("sentence-cut", 2) in damage(sheet.read("稿.md"))
    settled = sheet.settle(2, "sentence-cut")
    assert damage(settled.read("稿.md")) == [
        each for each in damage(sheet.read("稿.md")) if each != ("sentence-cut", 2)
    ]


def test_a_chosen_section_counts_and_none_on_purpose_too():
    sheet = sheet_of("科普之窗 KE PU ZHI CHUANG\n" + PAGE)
    assert [story.section for story in stories(sheet)] == ["科普之窗", "科普之窗"]
    chosen = sheet.decide(2, section="科协动态").decide(8, section="")
    assert [story.section for story in stories(chosen)] == ["科协动态", None]


def test_a_part_torn_over_two_lines_is_amended_as_one():
    sheet = sheet_of()
    part = part_of(sheet, "paragraph")
    amended = sheet.amend(part.passage, "11月3日，果园里上了一堂课。")
    assert amended.lines[1:3] == ("**本报讯** 11月3日，果园里上了一堂课。", "")
    assert body_of(stories(amended)[0])[0] == ("paragraph", 2, "11月3日，果园里上了一堂课。")
    assert len(amended.lines) == len(sheet.lines)


def test_a_line_made_of_two_pushes_what_was_decided_below_it_down():
    sheet = sheet_of().decide(2, reason="先").decide(4, role="caption").decide(7, section="甲")
    amended = sheet.rewrite(2, "一。\n二。\r\n三。")
    assert amended.lines[1:4] == ("一。", "二。", "三。")
    assert sorted(amended.decisions) == [2, 6, 9]


def test_looks_move_with_their_lines():
    sheet = Worksheet(("甲", "乙"), {1: Look(bold=True), 2: Look(level=1)}, {})
    assert sheet.rewrite(1, "甲\n又").looks == {1: Look(bold=True), 3: Look(level=1)}


def test_a_line_beyond_the_limit_is_refused():
    with pytest.raises(CannotAmend, match=f"一行最多 {MAX_LINE} 字"):
        sheet_of().rewrite(2, "长" * (MAX_LINE + 1))


def test_a_fix_touches_its_marks_and_nothing_else():
    sheet = sheet_of()
    part = part_of(sheet, "paragraph")
    comma = part.passage.text.index(",")
    fixed = sheet.correct(splices(part, [(comma, comma + 1, "，")]))
    assert fixed.lines[1] == "**本报讯** 11月3日，望溪县科协在果园里上"
    assert fixed.lines[2:] == sheet.lines[2:]


def test_a_fix_may_make_a_text_longer_or_shorter():
    sheet = sheet_of("# 题\n他说..好 的。\n")
    part = part_of(sheet, "paragraph")
    fixed = sheet.correct(splices(part, [(2, 4, "……呢"), (5, 6, "")]))
    assert fixed.lines[1] == "他说……呢好的。"


def test_of_two_fixes_of_one_mark_the_first_counts():
    sheet = sheet_of("# 题\n甲,乙\n")
    assert sheet.correct([(Span(5, 6), "，"), (Span(5, 6), "、")]).lines[1] == "甲，乙"


def test_a_part_that_is_no_longer_there_is_refused():
    with pytest.raises(CannotAmend, match="刚刚被同事改过"):
        find(stories(sheet_of()), "1.0-2", PAGE)


def test_a_title_is_found_by_its_key():
    sheet = sheet_of()
    assert (
        find(stories(sheet), part_of(sheet, "title", 1).key, sheet.text).passage.text
        == "白鹿县科协\n请来老匠人"
    )
    assert words(stories(sheet)[0].signature) == "（何晓）"


TEXT = st.text("春山，。（\n“ #", max_size=12)


@settings(max_examples=150)
@given(data=st.data())
def test_nothing_is_lost_whatever_is_amended(data):
    sheet = worksheet.of(open_source(TORN.read_bytes(), TORN.name))
    for _ in range(data.draw(st.integers(1, 6))):
        drafts = stories(sheet)
        editable = [
            part for draft in drafts for part in parts(draft, sheet.text) if part.passage.spans
        ]
        if editable and data.draw(st.booleans()):
            part = data.draw(st.sampled_from(editable))
            sheet = sheet.amend(part.passage, data.draw(TEXT))
        else:
            sheet = sheet.rewrite(data.draw(st.integers(1, len(sheet.lines))), data.draw(TEXT))
        assert_the_spans_partition(sheet.read(TORN.name))
