"""Folding, and terms that find every substring."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import tokens

CHARACTERS = "四川省气象站陈兰〇々５5gGＧ-。，·“é ß\u3000\n😀𠀀\ufe0f"
TEXTS = st.one_of(st.text(), st.text(alphabet=CHARACTERS, max_size=40))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("５Ｇ技术", "5g技术"),
        ("（陈　兰）", "(陈兰)"),
        ("陈  兰 本报记者", "陈兰本报记者"),
        ("第一段\n第二段", "第一段\n第二段"),
        ("用 5G 上网", "用 5g 上网"),
        ("ﾊﾟ", "パ"),
        ("10⁶ H₂O", "106 h2o"),
        ("云\u200b海\ufe00", "云海"),
        ("\ufa19", "神"),
        ("STRASSE Straße", "strasse strasse"),
        ("甲\x00乙\ud800丙", "甲乙丙"),
    ],
)
def test_what_looks_the_same_to_a_reader_is_the_same_to_search(text, folded):
    assert tokens.normalise(text) == folded


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", []),
        (" \u3000\n\x00", []),
        ("陈 兰", ["陈", "兰"]),
        ("四川　科普 四川", ["四川", "科普"]),
        ("ＤＮＡ检测", ["dna检测"]),
        ('"云海" OR NEAR(', ['"云海"', "or", "near("]),
        ("\ud800云", ["云"]),
    ],
)
def test_a_query_is_its_words(query, found):
    assert tokens.words(query) == found


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("水鸟", "水鸟"),
        ('"水鸟"', "水鸟"),
        ("水、鸟，水", "水 鸟"),
        ("阿依木•吐尔", "阿依木 吐尔"),
        ("阿依木・吐尔·买", "阿依木 吐尔 买"),
        ("#冬季　5G+", "冬季 5G"),
        ("12,480", "12 480"),
        ("〇々é²", "〇々é²"),
        ("……“”<>￥", ""),
        ("-".join("云海翻涌星空夜话水鸟冬季望溪"), "云 海 翻 涌 星 空 夜 话 水 鸟 冬 季"),
    ],
)
def test_a_query_is_freed_of_its_punctuation_and_signs(query, left):
    assert tokens.freed(query) == left


def test_a_query_is_cut_to_what_a_newspaper_needs():
    assert tokens.words("云" * 4096) == ["云" * 200]
    assert len(tokens.words(" ".join(map(str, range(100))))) == 12


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("四川省", ["四川", "川省", "省"]),
        ("5g技术", ["5g", "g技", "技术", "术"]),
        ("用 5g\n省", ["用", "5g", "g", "省"]),
    ],
)
def test_terms_are_overlapping_pairs_and_the_last_character_of_each_run(text, terms):
    assert list(tokens.terms(text)) == terms


def test_marks_are_indexed_as_private_characters_that_every_database_takes_for_letters():
    for term in tokens.terms(tokens.normalise("“云海”（图）é😀𠀀")):
        for character in term:
            assert unicodedata.category(character) in {"Lo", "Co"}


@given(TEXTS, st.data())
def test_every_substring_is_a_row_of_terms(text, data):
    """So that the index offers every story that a scan would find."""
    normalised = tokens.normalise(text)
    runs = [run for run in normalised.split() if run]
    if not runs:
        return
    run = data.draw(st.sampled_from(runs))
    start = data.draw(st.integers(0, len(run) - 1))
    word = run[start : data.draw(st.integers(start + 1, len(run)))]
    terms, wanted = list(tokens.terms(normalised)), tokens.pairs(word)
    if wanted:
        rows = [terms[at : at + len(wanted)] for at in range(len(terms))]
        assert wanted in rows
    else:
        assert any(term.startswith(tokens.single(word)) for term in terms)


@given(TEXTS)
def test_words_hold_no_blank_and_a_text_holds_each_of_its_own(text):
    found = tokens.words(text)
    assert all(word and not any(c.isspace() for c in word) for word in found)
    assert found == [word for word in found if len(word) <= 200]
