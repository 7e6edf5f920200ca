"""What changed between two texts, character by character."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from articles.text.diff import LONGEST, Change, changes


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


@given(st.text("山水\n。", max_size=60), st.text("山水\n。", max_size=60))
def test_both_texts_can_be_read_off_the_changes(old: str, new: str):
    found = changes(old, new)
    assert "".join(each.text for each in found if each.kind != "added") == old
    assert "".join(each.text for each in found if each.kind != "removed") == new
    kinds = [each.kind for each in found]
    assert all(one != other for one, other in pairwise(kinds))
