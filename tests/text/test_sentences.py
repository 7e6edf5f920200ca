"""What begins an item of a list, and what goes on in a sentence though it looks like one."""

from __future__ import annotations

import pytest

from articles.text.sentences import begins_item

ITEMS = [
    "一、看天",
    "一是看天",
    "（一）看天",
    "1. 看天",
    "1、看天",
    "1.2026年看天",
    "12、3月看天",
    "二、三农工作",
]
ITEMS += ["①看天", "● 看天", "第一，看天", "第一步：看天", "第一是看天", "首先，看天", "最后，看天"]
SENTENCES = [
    "1.5万人次",
    "3、4、5号地",
    "3、5号楼",
    "3、4个班",
    "一、二年级",
    "二十、三十里路",
    "（二）班",
]
SENTENCES += ["①号地", "第一次", "第十届", "首先要看天", "最后一站", "——那里有桥", "2026年看天"]


@pytest.mark.parametrize("text", ITEMS)
def test_an_item_begins_with_a_number_or_a_word_that_pauses(text: str):
    assert begins_item(text) is True


@pytest.mark.parametrize("text", SENTENCES)
def test_a_number_or_a_word_that_a_sentence_goes_on_with_begins_none(text: str):
    assert begins_item(text) is False


def test_such_a_word_begins_an_item_below_another_item():
    assert [begins_item("第二看地", above) for above in ("第一看天", "大家看天")] == [True, False]
