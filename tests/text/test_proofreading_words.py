"""The house's word list: the longest entry, never inside a protected name, however many entries there are."""

from __future__ import annotations

import pytest

from articles.text.proofreading import Word, WordList, check


def found(text: str, *entries: Word) -> list[tuple[int, str]]:
    return [(at, word.wrong) for at, word in WordList(entries).find(text)]


LEGAL = Word("法制", "法治", protected=("法制日报", "法制史"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("法制观念", [(0, "法制")]),
        ("学法制，讲法制", [(1, "法制"), (5, "法制")]),
        ("《法制日报》讲法制", [(7, "法制")]),
        ("中国法制史", []),
        ("法制法制日报", [(0, "法制")]),
        ("法", []),
        ("", []),
    ],
)
def test_a_word_is_found_outside_protected_names(text, expected):
    assert found(text, LEGAL) == expected


def test_the_longest_entry_at_a_place_is_found_and_nothing_inside_it():
    entries = (Word("法制", "法治"), Word("法制意识", "法治意识"), Word("制意", "治意"))
    assert found("讲法制意识和法制", *entries) == [(1, "法制意识"), (6, "法制")]


def test_a_name_protects_every_entry_and_every_character_of_its_own():
    entries = (Word("日报社", "报社"), LEGAL, Word("讯法", "迅法"))
    assert found("讯法制日报社", *entries) == []
    assert found("去日报社", *entries) == [(1, "日报社")]


def test_a_right_form_that_holds_its_wrong_one_is_no_error():
    entry = Word("云岭科普", "云岭科普大篷车", "title")
    assert found("云岭科普大篷车和云岭科普", entry) == [(8, "云岭科普")]


def test_two_names_that_overlap_both_protect():
    entries = (Word("丙", "兵"), Word("乙", "已", protected=("甲乙丙", "丙丁")))
    assert found("甲乙丙丁丙", *entries) == [(4, "丙")]


def test_empty_entries_find_nothing():
    assert found("雪停了", Word("", "雪"), Word("晴", "睛", protected=("",))) == []


def messages(text: str, *entries: Word) -> list[str]:
    return [finding.message for finding in check(text, words=WordList(entries))]


def test_each_kind_of_word_speaks_its_own_way():
    entries = (
        Word("帐号", "账号", note="钱和户头用“账”。"),
        Word("残废人", "残疾人", "careful"),
        Word("村霸", "", "careful", "见来稿须知"),
        Word("云岭科协会", "云岭市科协", "title"),
    )
    assert messages("帐号、残废人、村霸、云岭科协会", *entries) == [
        "“帐号”应为“账号”（钱和户头用“账”）。",
        "“残废人”慎用，建议用“残疾人”。",
        "“村霸”慎用（见来稿须知）。",
        "固定称谓应为“云岭市科协”。",
    ]


def test_no_word_is_set_by_itself():
    words = WordList((Word("帐号", "账号"),))
    assert [(f.suggestion, f.safe) for f in check("帐号", words=words)] == [("账号", False)]
