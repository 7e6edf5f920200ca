"""What changed between two texts, character by character."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.diff import LONGEST, Change, changes, rows


def marked(old: str, new: str) -> str:
    """`[-刻]{+候}`"""
    shown = {"same": "{}", "removed": "[-{}]", "added": "{{+{}}}"}
    return "".join(shown[each.kind].format(each.text) for each in changes(old, new))


def test_one_character_for_another_marks_two_characters_and_no_clause():
    assert (
        marked("那个时刻，山里起了雾。", "那个时候，山里起了雾。")
        == "那个时[-刻]{+候}，山里起了雾。"
    )


def test_equal_texts_are_one_stretch():
    assert changes("雪停了。\n", "雪停了。\n") == [Change("same", "雪停了。\n")]
    assert changes("", "") == []


def test_a_new_paragraph_leaves_its_neighbours_alone():
    assert marked("一\n三\n", "一\n二\n三\n") == "一\n{+二\n}三\n"


def test_paragraphs_that_changed_together_are_compared_each_with_its_own():
    assert (
        marked("春天来。\n花开了。\n", "春天到。\n花谢了。\n")
        == "春天[-来]{+到}。\n花[-开]{+谢}了。\n"
    )


def test_a_very_long_stretch_is_taken_out_and_put_in_whole():
    old, new = "山" * (LONGEST + 1), "水"
    assert changes(old, new) == [Change("removed", old), Change("added", new)]


def test_two_rewritten_stretches_with_one_character_in_common_stay_whole():
    assert (
        marked("清晨的风吹过山谷，村民早早起床。", "傍晚时分的雨打湿石阶，村民早早起床。")
        == "[-清晨的风吹过山谷]{+傍晚时分的雨打湿石阶}，村民早早起床。"
    )


def test_two_words_exchanged_for_two_others_are_marked_each_for_itself():
    assert marked("三月的山村", "四月的渔村") == "[-三]{+四}月的[-山]{+渔}村"


def test_a_sentence_put_in_is_marked_as_a_sentence():
    assert (
        marked("山里起了雾。山里下了雪。", "山里起了雾。山里刮了风。山里下了雪。")
        == "山里起了雾。{+山里刮了风。}山里下了雪。"
    )


MOVED = ("甲段讲的是气象站。\n", "乙段讲的是渡口，雾很大。\n", "丙段讲的是学校。\n")


def test_a_paragraph_that_moved_is_taken_out_and_put_in_whole():
    one, two, three = MOVED
    assert marked(one + two + three, two + three + one) == f"[-{one}]{two}{three}{{+{one}}}"


def test_side_by_side_a_moved_paragraph_is_known_as_one():
    one, two, three = MOVED
    found = rows(one + two + three, two + three + one)
    assert [(row.before, row.after, row.moved) for row in found] == [
        (one, None, True),
        (two, two, False),
        (three, three, False),
        (None, one, True),
    ]


def test_a_changed_paragraph_stands_beside_the_one_that_it_became():
    old = "春天来得早。\n河里的冰化了一半。\n渡船开始摆渡。\n"
    new = "村里新修了一条路。\n春天来得很早。\n渡船重新开始摆渡。\n"
    assert [(row.before, row.after) for row in rows(old, new)] == [
        (None, "村里新修了一条路。\n"),
        ("春天来得早。\n", "春天来得很早。\n"),
        ("河里的冰化了一半。\n", None),
        ("渡船开始摆渡。\n", "渡船重新开始摆渡。\n"),
    ]


def a_long_body(chance: random.Random, *, line: int) -> str:
    """20,000 characters, a paragraph of so many clauses."""
    words, body, at = (
        "的一是了我不人在他有这个上来到时大地为子中说生国年着就那和要她出也得里后自以",
        "",
        0,
    )
    while len(body) < 20_000:
        body += "".join(chance.choices(words, k=chance.randint(4, 18))) + chance.choice("，，。")
        at += 1
        body += "\n" * (at % line == 0)
    return body


def two_long_bodies(line: int, edits: int) -> tuple[str, str]:
    """20,000 characters with a new line after every `line` sentences, and the same with so many changed."""
    chance = random.Random(line)
    old = a_long_body(chance, line=line)
    new = list(old)
    for _ in range(edits):
        new[chance.randrange(len(new))] = chance.choice("山水云雾的了")
    return old, "".join(new)


@pytest.mark.parametrize("line", [1, 8, 10_000])
@pytest.mark.parametrize("edits", [10, 1000, 20_000])
def test_two_long_bodies_can_be_read_off_their_changes(line, edits):
    old, new = two_long_bodies(line, edits)
    found = changes(old, new)
    assert len(found) > 1
    assert "".join(each.text for each in found if each.kind != "added") == old
    assert "".join(each.text for each in found if each.kind != "removed") == new


@pytest.mark.parametrize("end", ["\n", "，"])
def test_thousands_of_the_same_few_lines_or_clauses_are_compared(end):
    old, new = f"是{end}否{end}" * 2000, f"否{end}无{end}是{end}" * 2000
    found = changes(old, new)
    assert "".join(each.text for each in found if each.kind != "added") == old
    assert "".join(each.text for each in found if each.kind != "removed") == new


@given(st.text("山水\n。", max_size=60), st.text("山水\n。", max_size=60))
def test_both_texts_can_be_read_off_the_changes(old: str, new: str):
    found = changes(old, new)
    assert "".join(each.text for each in found if each.kind != "added") == old
    assert "".join(each.text for each in found if each.kind != "removed") == new
    kinds = [each.kind for each in found]
    assert all(one != other for one, other in pairwise(kinds))


@given(st.text("山水\n。", max_size=60), st.text("山水\n。", max_size=60))
def test_the_rows_hold_both_texts_paragraph_by_paragraph(old: str, new: str):
    found = rows(old, new)
    assert [row.before for row in found if row.before is not None] == old.splitlines(True)
    assert [row.after for row in found if row.after is not None] == new.splitlines(True)
    for row in found:
        assert "".join(c.text for c in row.changes if c.kind != "added") == (row.before or "")
        assert "".join(c.text for c in row.changes if c.kind != "removed") == (row.after or "")
