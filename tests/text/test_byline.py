"""Signatures: what is read of a line, and the line built again from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.byline import Credit, Signature, parse, same_print
from tests.text.byline_strings import (
    DESCRIBED,
    HALF_UNDERSTOOD,
    INVENTED,
    PRINTED_PAGE,
    prose,
    rows,
    written,
)


@pytest.mark.parametrize(("printed", "expected"), rows(DESCRIBED, PRINTED_PAGE, *INVENTED))
def test_a_signature_is_read_completely_and_exactly(printed, expected):
    signature = parse(printed)

    assert written(signature) == expected
    assert signature.understood


@pytest.mark.parametrize(("printed", "expected"), rows(HALF_UNDERSTOOD))
def test_what_is_not_understood_is_named_beside_what_is(printed, expected):
    signature = parse(printed)

    assert written(signature) == expected
    assert not signature.understood


@pytest.mark.parametrize("printed", prose())
def test_prose_in_brackets_gives_no_credit_and_is_reported_whole(printed):
    signature = parse(printed)

    assert signature.credits == ()
    assert signature.suffix == ""
    assert signature.unread != ()


def test_the_tables_are_as_long_as_they_claim():
    assert len(rows(DESCRIBED)) == 44
    assert len(rows(*INVENTED, HALF_UNDERSTOOD)) >= 60
    assert len(prose()) >= 100


def test_a_role_governs_the_names_after_it_and_never_those_before():
    assert parse("（彭佳 本报记者 杨永忠 马原 通讯员 高飞）").credits == (
        Credit("", "彭佳", "person"),
        Credit("本报记者", "杨永忠", "person"),
        Credit("本报记者", "马原", "person"),
        Credit("通讯员", "高飞", "person"),
    )


def test_an_affiliation_does_not_carry_past_a_new_role():
    assert parse("（成都日报记者 刘畅 通讯员 马原）").credits == (
        Credit("记者", "刘畅", "person", affiliation="成都日报"),
        Credit("通讯员", "马原", "person"),
    )


@pytest.mark.parametrize("marks", ["、", "/", "，\u200b", "；；"])
def test_stray_marks_around_a_name_are_no_loss(marks):
    signature = parse(f"{marks}刘畅{marks}")

    assert signature.credits == (Credit("", "刘畅", "person"),)
    assert same_print(signature.reprint(), signature.printed)


def test_a_given_name_may_end_in_a_word_of_time_and_a_time_is_nobody():
    for name in ("杨永年", "李明月", "张延年"):
        assert parse(f"（{name}）").credits == (Credit("", name, "person"),)
        assert parse(f"（本报记者 {name}）").credits == (Credit("本报记者", name, "person"),)
    for time in ("唐代", "周年", "次年", "于明年", "任期", "明日"):
        assert parse(f"（{time}）").credits == ()


def test_nothing_printed_gives_nothing_read():
    for empty in ("", "  ", "（）", "□", "【", "——"):
        assert parse(empty) == Signature(empty)


def test_a_line_too_long_for_a_signature_is_prose():
    paragraph = "本报记者 " + "刘畅 " * 80

    assert parse(paragraph).credits == ()
    assert parse(paragraph).unread == (paragraph.strip(),)


@pytest.mark.parametrize("printed", ["（陈兰]", "（陈兰", "陈兰）", "(陈兰）"])
def test_brackets_that_do_not_match_are_read_all_the_same(printed):
    assert parse(printed).credits == (Credit("", "陈兰", "person"),)


# --- Printing again --------------------------------------------------------------------------------


@pytest.mark.parametrize("printed", [row[0] for row in rows(DESCRIBED, PRINTED_PAGE, *INVENTED)])
def test_a_signature_reprints_what_was_printed(printed):
    signature = parse(printed)
    again = signature.reprint()

    assert signature.printed == printed
    assert same_print(again, printed)
    assert parse(again).credits == signature.credits
    assert parse(again).suffix == signature.suffix


@pytest.mark.parametrize(
    ("printed", "again"),
    [
        ("(本报记者 马 原 郑 凯)", "（本报记者　马原　郑凯）"),
        ("（本报记者:刘畅;通讯员:孙大为）", "（本报记者：刘畅；通讯员：孙大为）"),
        ("（文／图 本报记者 刘　畅）", "（文/图　本报记者　刘畅）"),
        ("(据新华社电  记者 刘畅)", "（据新华社电　记者　刘畅）"),
        ("（转自《四川科普》）", "（转自《四川科普》）"),
        ("（记者 刘畅 记者 马原）", "（记者　刘畅　记者　马原）"),
        ("（John  Lee 本报记者 刘畅）", "（John Lee　本报记者　刘畅）"),
        ("□ 何晓 林舟", "□　何晓　林舟"),
        ("本报记者刘畅", "本报记者刘畅"),
        ("[陈兰", "[陈兰"),
    ],
)
def test_reprint_has_full_width_brackets_and_the_marks_of_the_print(printed, again):
    assert parse(printed).reprint() == again


def test_reprint_says_what_the_credits_say_and_not_what_was_printed():
    changed = Signature(
        "（记者 刘畅 摄）",
        (
            Credit("记者", "马原", "person", affiliation="成都日报"),
            Credit("记者", "高飞", "person", affiliation="成都日报", work="图"),
        ),
        "整理",
    )

    assert changed.reprint() == "（成都日报记者　马原　高飞　图　整理）"


@pytest.mark.parametrize(
    "other",
    [
        "（本报记者 刘畅、马原）",
        "(本报记者　刘　畅　马　原)",
        "（本报记者：刘畅;马原）",
        "（本报记者刘畅马原）",
    ],
)
def test_width_padding_and_separators_make_no_other_print(other):
    assert same_print("（本报记者 刘畅 马原）", other)


@pytest.mark.parametrize(
    "other",
    [
        "本报记者 刘畅 马原",
        "（本报记者 马原 刘畅）",
        "（记者 刘畅 马原）",
        "（本报记者 刘畅/马原）",
        "【本报记者 刘畅 马原】",
    ],
)
def test_other_words_order_brackets_or_slashes_make_another_print(other):
    assert not same_print("（本报记者 刘畅 马原）", other)


# --- Any line at all -------------------------------------------------------------------------------

WORDS = [
    "刘畅",
    "马原",
    "林某某",
    "成都市科协",
    "本报记者",
    "记者",
    "通讯员",
    "摄",
    "文",
    "图",
    "文/图",
    "据",
    "新华社",
    "电",
    "John",
    "Lee",
    "扩大",
    "见右图",
    "艾力·卡德尔",
]
MARKS = [
    "",
    " ",
    "　",
    "、",
    "；",
    "：",
    "/",
    "／",
    "（",
    "）",
    "《",
    "》",
    "。",
    "\n",
    "\u200b",
    "·",
]
lines = st.lists(st.sampled_from(WORDS + MARKS), max_size=12).map("".join)
names = st.sampled_from(
    [
        "刘畅",
        "马原",
        "孙大为",
        "上官婉",
        "买买提·吐尔逊",
        "泽仁旺姆",
        "冉冉",
        "何学会",
        "成都市科协",
    ]
)
roles = st.sampled_from(
    ["本报记者", "记者", "通讯员", "见习记者", "本报驻绵阳记者", "实习生", "摄影", "策划"]
)


@given(st.one_of(st.text(max_size=60), lines))
def test_any_text_is_read_without_error_and_kept_as_it_is(text):
    signature = parse(text)

    assert signature.printed == text
    assert set("".join(signature.unread)) <= set(text)
    for credit in signature.credits:
        said = credit.role + credit.affiliation + credit.name + credit.work
        assert set(said) <= set(text) | set("·/ ")


@given(lines)
def test_whatever_is_understood_reprints_as_it_was(line):
    signature = parse(line)

    if signature.understood:
        assert same_print(signature.reprint(), line)


@given(
    st.lists(names, max_size=2),
    st.lists(st.tuples(roles, st.lists(names, min_size=1, max_size=3)), max_size=4),
    st.sampled_from([" ", "　", "  ", "、", "；"]),
)
def test_every_name_gets_the_last_role_before_it(contributors, groups, separator):
    groups = [("", contributors), *groups]
    line = separator.join(word for role, people in groups for word in [role, *people] if word)

    read = [(credit.role, credit.name) for credit in parse(f"（{line}）").credits]

    assert read == [(role, name) for role, people in groups for name in people]


@pytest.mark.parametrize(
    "unit", ["驻", "本报", "记者", "（", " ", "文/", "刘·", "A ", "首席", "据", "　摄"]
)
def test_no_line_takes_long_to_read(unit):
    assert parse(unit * 60).printed == unit * 60
