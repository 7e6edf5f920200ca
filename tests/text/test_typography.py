"""Characters: what is stored of a text, what a line is, how it is counted, how a signature is shown."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.typography import (
    INVISIBLE,
    as_signed,
    count,
    storable,
    tidy_line,
    tidy_lines,
)

#: Compatibility ideographs, which NFC would replace (written as numbers, for editors do it too), two that only look
#: like some, and characters of the extensions A to H: all of them in names.
RARE = (
    "\ufa19\uf914\ufa5b\U0002f800\U0002fa1d\ufa11\ufa0e凞喆\u36c3"
    "\U00020bb7\U0002a6a5\U0002b5ae\U0002b740\U0002cb4e\U0002d544\U00030edd\U00031350"
)
#: What hypothesis seldom finds by itself.
AWKWARD = (
    "甲 \n\r\t\x0b\u2028\u3000\u00a0\u200b\u200d\u0301\u0338\ud800\u202e\x00e<\u212b\u1100\u1161\U000e0100"
    + RARE
)
anything = st.text(st.sampled_from(AWKWARD), max_size=12) | st.text(max_size=40)


@pytest.mark.parametrize("character", RARE)
def test_a_rare_character_is_stored_as_it_was_written(character):
    assert storable(f"陈{character}兰") == f"陈{character}兰"
    assert tidy_line(f" 陈{character}兰 ") == f"陈{character}兰"


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("Cafe\u0301", "Café"),
        ("\u212b", "Å"),  # the Ångström sign
        ("か\u3099", "が"),
        ("\ufa19Cafe\u0301\uf914e\u0301", "\ufa19Café\uf914é"),
        (
            "㎡①Ⅳ％５Ｇ",
            "㎡①Ⅳ％５Ｇ",
        ),  # no compatibility form is replaced: it is how the paper prints
    ],
)
def test_all_else_is_stored_composed(written, stored):
    assert storable(written) == stored


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_programs_line_end_is_one_newline(end):
    assert storable(f"甲{end}乙") == "甲\n乙"
    assert tidy_line(f"甲{end}乙") == "甲 乙"
    assert tidy_lines(f"甲{end}乙") == "甲\n乙"


@pytest.mark.parametrize(
    "character",
    "\x00\x08\x0e\x1f\x7f\x80\x9f\u061c\u200e\u200f\u202a\u202e\u2066\u2069\ud800\udfff\ufdd0\ufeff\ufffe\uffff",
)
def test_what_steers_or_breaks_a_text_is_not_stored(character):
    assert storable(f"甲{character}乙") == "甲乙"


def test_what_a_story_needs_is_stored():
    kept = "甲\t乙\n丙\u200b\u200d\u3000“”……——·"

    assert storable(kept) == kept


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("  科普进校园  ", "科普进校园"),
        ("科普\u3000\u3000进  校园", "科普 进 校园"),
        ("科普\n进\u00a0\t校园", "科普 进 校园"),
        ("\ufeff科\u200b普\u00ad进\u2060校园", "科普进校园"),
        ("\u200b \u3000\n", ""),
        ("e\u200d\u0301", "é"),
    ],
)
def test_a_line_is_one_line_with_single_blanks(typed, line):
    assert tidy_line(typed) == line


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("  把科普\r\n\r\n　送到 \u200b 家门口 ", "把科普\n送到 家门口"),
        ("\n\n一行\n \n", "一行"),
        ("\u200b\n", ""),
    ],
)
def test_a_title_keeps_its_printed_lines(typed, title):
    assert tidy_lines(typed) == title


def test_lines_beyond_the_last_one_join_it():
    assert tidy_lines("甲\n\n乙\n丙\n丁", 2) == "甲\n乙 丙 丁"
    assert tidy_lines("甲\n乙", 2) == "甲\n乙"


@settings(max_examples=500)
@given(anything)
def test_tidying_twice_changes_nothing(text):
    assert tidy_lines(tidy_lines(text, 2), 2) == tidy_lines(text, 2)
    assert storable(storable(text)) == storable(text)
    assert tidy_line(tidy_line(text)) == tidy_line(text)
    assert tidy_lines(tidy_lines(text)) == tidy_lines(text)


@settings(max_examples=500)
@given(anything)
def test_a_tidied_line_is_one_line_that_shows_its_ends(text):
    line = tidy_line(text)

    assert line == line.strip()
    assert line.split("\n") == [line]
    assert "  " not in line
    assert INVISIBLE.findall(line) == []
    assert line.encode().decode() == line


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn"])))
def test_text_without_compatibility_ideographs_is_nfc(text):
    kept = "".join(
        c for c in text if unicodedata.normalize("NFC", c) == c and c not in "\u2028\u2029"
    )

    assert storable(kept) == unicodedata.normalize("NFC", kept)


# --- Counting --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        (" \n\u3000\t", 0),
        ("近日，江源市科协", 8),
        ("“你好！”", 5),
        ("……——", 4),
        ("5G", 1),
        ("NASA发布2021年报告", 7),
        ("1,234.5公里", 3),
        ("增长3.5%，", 4),
        ("10:30", 1),
        ("PM2.5", 1),
        ("it's It’s", 2),
        ("state-of-the-art", 1),
        ("Jean-Étienne", 1),
        ("Nguyễn", 1),
        ("e\u0301te\u0301", 1),
        ("Москва", 1),
        ("R&D", 3),
        ("㎡①", 2),
        ("\U00020bb7野\ufa19〇々", 5),
        ("葛\U000e0100城", 2),
        ("科\u200b普\u2060", 2),
        ("🙂", 1),
    ],
)
def test_characters_are_counted_as_a_word_processor_does(text, number):
    assert count(text) == number


@given(st.text(st.sampled_from("科普进校园，。“”！？《》〇々\ufa19\U00020bb7\U0002a6a5")))
def test_every_han_character_and_mark_counts_one(text):
    assert count(text) == len(text)


@given(st.lists(st.sampled_from(["5G", "NASA", "3.5%", "科普", "，", "10:30"])))
def test_what_stands_apart_counts_apart(words):
    assert count(" ".join(words)) == sum(map(count, words))


# --- Signatures ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("(彭佳 本报记者 杨永忠)", "（彭佳　本报记者　杨永忠）"),
        ("彭佳", "（彭佳）"),
        ("（彭佳）", "（彭佳）"),
        ("【彭佳】", "（彭佳）"),
        ("[彭佳]", "（彭佳）"),
        ("〔彭佳〕", "（彭佳）"),
        ("□ 本报记者 何晓", "（本报记者　何晓）"),
        ("——何晓", "（何晓）"),
        ("●何晓", "（何晓）"),
        ("（  彭佳\t何晓 ）  ", "（彭佳　何晓）"),
        ("（彭佳", "（彭佳）"),
        ("彭佳）", "（彭佳）"),
        ("（彭佳）\n（何晓 摄）", "（彭佳）（何晓　摄）"),
        ("\n彭佳\n\n", "（彭佳）"),
        ("何晓（图）", "（何晓（图））"),
        ("（何晓（图））", "（何晓（图））"),
        ("（何晓（图）", "（何晓（图））"),
        ("何晓（图））", "（何晓（图））"),
        ("（文）何晓", "（（文）何晓）"),
        ("（彭佳）（何晓）", "（彭佳）（何晓）"),
        ("阿依古丽·买买提", "（阿依古丽·买买提）"),
        ("", ""),
        (" □ ", ""),
        ("（）", ""),
        ("（", ""),
    ],
)
def test_a_signature_is_shown_in_full_width_brackets(printed, shown):
    assert as_signed(printed) == shown
    assert as_signed(shown) == shown
