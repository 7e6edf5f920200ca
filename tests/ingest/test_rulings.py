"""What staff decide about a line outranks what the reader sees in it, and loses nothing either."""

from __future__ import annotations

from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.ingest import reader
from articles.ingest.documents.opening import open_source
from articles.ingest.drafts import PageDraft, Reading, Role, Ruling, Rulings
from tests.ingest.samples import SAMPLES, body_of, credits_of, damage, words
from tests.ingest.test_nothing_is_lost import assert_the_spans_partition

ROLES = get_args(Role)
PAGE = """\
## 望溪县科协 把课堂搬到果园
本报讯 11月3日，望溪县科协在果园里上了一堂课。
果农围着技术员，
学会了给老树换枝。
摘果的人
柳青渡供稿
## 白鹿县科协 请来老匠人
老匠人教孩子们做孔明锁。
"""


def ruled(rulings: Rulings, text: str = PAGE) -> Reading:
    opened = open_source(text.encode(), "稿.md")
    return reader.read_opened(opened, "稿.md", rulings=rulings)


def page_of(**roles: str) -> PageDraft:
    """`l4="caption"` rules line 4."""
    rulings = {int(line[1:]): Ruling(role) for line, role in roles.items()}
    (page,) = ruled(rulings).pages
    return page


def titles(page: PageDraft) -> list[str]:
    return [story.title.text for story in page.stories]


def test_a_line_ruled_a_title_begins_a_story():
    page = page_of(l5="title")
    assert titles(page) == ["望溪县科协\n把课堂搬到果园", "摘果的人", "白鹿县科协\n请来老匠人"]
    assert [item[1] for item in body_of(page.stories[1])] == [6]


ACCOUNT = """\
科普进校园 点亮科学梦

望溪科普 发表于望溪

点开上方蓝字 一起看科普

本周，望溪县科协把科普大篷车开进了第二小学，孩子们围着展品问个不停，放学铃响了也不肯散去。

展品还要留到月底，校门每个周六都开着。
"""


def test_lines_discarded_from_a_title_leave_the_others_of_it():
    (page,) = ruled({}, ACCOUNT).pages
    assert [story.title.text.count("\n") for story in page.stories] == [2]
    for numbers, title in {
        (3, 5): "科普进校园\n点亮科学梦",
        (1, 5): "望溪科普\n发表于望溪",
        (3,): "科普进校园 点亮科学梦\n点开上方蓝字 一起看科普",
        (1,): "望溪科普 发表于望溪\n点开上方蓝字 一起看科普",
    }.items():
        (page,) = ruled({number: Ruling("discard") for number in numbers}, ACCOUNT).pages
        assert (titles(page), page.defects) == ([title], [])
        assert [aside.passage.line for aside in page.set_aside] == list(numbers)
        assert [item[1] for item in body_of(page.stories[0])] == [7, 9]


def test_a_line_of_a_title_ruled_something_else_leaves_the_others_of_it():
    for role, line in (("subtitle", 3), ("signature", 3), ("contact", 3), ("caption", 3)):
        (page,) = ruled({line: Ruling(role), 5: Ruling("discard")}, ACCOUNT).pages
        assert titles(page) == ["科普进校园\n点亮科学梦"]
        assert page.defects == []


def test_a_title_ruled_a_sub_head_joins_its_story_to_the_one_before():
    page = page_of(l7="subhead")
    assert titles(page) == ["望溪县科协\n把课堂搬到果园"]
    assert body_of(page.stories[0])[-2:] == [
        ("subhead", 7, "白鹿县科协 请来老匠人"),
        ("paragraph", 8, "老匠人教孩子们做孔明锁。"),
    ]


def test_a_title_ruled_a_paragraph_loses_its_mark():
    page = page_of(l6="signature", l5="subhead", l7="paragraph", l8="apart")
    assert titles(page) == ["望溪县科协\n把课堂搬到果园"]
    assert body_of(page.stories[0])[-2:] == [
        ("paragraph", 7, "白鹿县科协 请来老匠人"),
        ("paragraph", 8, "老匠人教孩子们做孔明锁。"),
    ]


def test_a_line_ruled_to_follow_is_joined_and_no_defect_is_left():
    page = page_of(l4="follows", l5="caption", l6="signature")
    story = page.stories[0]
    assert body_of(story) == [
        ("paragraph", 2, "11月3日，望溪县科协在果园里上了一堂课。"),
        ("paragraph", 3, "果农围着技术员，学会了给老树换枝。"),
        ("caption", 5, "摘果的人"),
    ]
    assert [(defect.kind, defect.line) for defect in story.defects] == [("orphan-caption", 5)]


def test_a_line_ruled_apart_is_not_joined_and_the_hole_is_settled():
    text = "# 雪后的路\n雪停了以后\n路上有人扫雪。\n"
    assert damage(ruled({}, text)) == [("sentence-cut", 2)]
    reading = ruled({3: Ruling("apart")}, text)
    assert damage(reading) == []
    assert [item[2] for item in body_of(reading.pages[0].stories[0])] == [
        "雪停了以后",
        "路上有人扫雪。",
    ]


def test_a_line_ruled_a_signature_signs_wherever_it_stands():
    story = page_of(l6="signature").stories[0]
    assert words(story.signature) == "柳青渡供稿"
    assert credits_of(story) == [("", "柳青渡")]


def test_a_kicker_above_a_title_and_a_subtitle_below_it_go_to_their_fields():
    page = page_of(l5="kicker", l6="title", l7="subtitle")
    story = page.stories[1]
    assert (words(story.kicker), story.title.text, words(story.subtitle)) == (
        "摘果的人",
        "柳青渡供稿",
        "白鹿县科协 请来老匠人",
    )


def test_a_discarded_line_is_kept_with_its_reason_and_in_no_story():
    (page,) = ruled({5: Ruling("discard", "版面说明")}).pages
    assert [(each.passage.text, each.reason) for each in page.set_aside] == [
        ("摘果的人", "版面说明")
    ]
    story = page.stories[0]
    assert ([item[1] for item in body_of(story)], words(story.signature)) == (
        [2, 3, 4],
        "柳青渡供稿",
    )


def test_a_line_ruled_a_section_begins_one_with_or_without_pinyin():
    page = page_of(l6="section")
    assert [(head.name.text, words(head.pinyin)) for head in page.sections] == [
        ("柳青渡供稿", None)
    ]
    assert page.stories[1].section == "柳青渡供稿"


def test_a_line_ruled_a_paragraph_is_neither_signature_nor_jump_nor_contact():
    lines = ["（何晓）", "（下转第2版）", "账号：6222"]
    for line in lines:
        reading = ruled({5: Ruling("paragraph")}, f"# 雪后\n\n路上有人扫雪。\n\n{line}\n")
        (story,) = reading.pages[0].stories
        assert [item[2] for item in body_of(story)] == ["路上有人扫雪。", line]
        assert (story.signature, story.jumps, story.contacts) == (None, [], [])


def test_lines_are_ruled_dateline_box_table_and_contact():
    text = "# 雪后\n本社快讯\n三句话\n路上有人扫雪。\n红梨  3\n青梨  4\n小何在山上\n"
    roles = {2: "dateline", 3: "abstract", 5: "table", 6: "table", 7: "contact"}
    reading = ruled({line: Ruling(role) for line, role in roles.items()}, text)
    (story,) = reading.pages[0].stories
    assert (words(story.dateline), [each.text for each in story.contacts]) == (
        "本社快讯",
        ["小何在山上"],
    )
    assert body_of(story) == [
        ("abstract", 3, "三句话"),
        ("paragraph", 4, "路上有人扫雪。"),
        ("table", 5, "红梨  3\n青梨  4"),
    ]


def test_a_title_is_ruled_an_advertisement_or_a_correction():
    page = page_of(l1="correction", l7="advertisement")
    assert [story.kind for story in page.stories] == ["correction", "advertisement"]


def test_a_title_broken_by_staff_is_broken_there_and_nowhere_else():
    text = "# 走进 AI 时代\u2028看 见 未来\n正文。\n"
    assert ruled({}, text).pages[0].stories[0].title.text == "走进 AI 时代\n看 见 未来"
    text = "# 走进\u00a0AI\u00a0时代\n正文。\n"  # fixed spaces: one line
    assert ruled({}, text).pages[0].stories[0].title.text == "走进\u00a0AI\u00a0时代"


@settings(max_examples=150)
@given(path=st.sampled_from(SAMPLES), data=st.data())
def test_nothing_is_lost_whatever_staff_decide(path, data):
    opened = open_source(path.read_bytes(), path.name)
    lines = st.integers(1, len(opened.lines))
    rulings = data.draw(st.dictionaries(lines, st.sampled_from(ROLES).map(Ruling), max_size=25))
    assert_the_spans_partition(reader.read_opened(opened, path.name, rulings=rulings))
