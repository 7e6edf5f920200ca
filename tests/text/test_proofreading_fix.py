"""Setting what findings suggest: singly, all that is safe, and never more than that."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.proofreading import Context, Finding, check, check_story
from articles.text.typography import HAN
from tests.text.safe_fixes import fix, fix_safe


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("近日,云岭下雪;路不通:请绕行!", "近日，云岭下雪；路不通：请绕行！"),
        ("3月11日~12日", "3月11日～12日"),
        ("理事会(扩大,常务)会议(第1次),闭幕.", "理事会（扩大，常务）会议（第1次），闭幕。"),
        (
            "造价1,000元,10:30开门,比例1:500,约3.14倍。",
            "造价1,000元，10:30开门，比例1:500，约3.14倍。",
        ),
        ("他说Hello, world,就走了。", "他说Hello, world，就走了。"),
        ("见https://kepu.example/~a?b=1,2,或写信到a.b@kepu.example.", None),
        ("做NA(K)检,查f(x)值。", "做NA(K)检，查f(x)值。"),
        ("到场 30 人, 用 5G 直播 。", "到场30人，用5G直播。"),
        ("２０２６年,Ａ座...雪--", "2026年，A座……雪——"),
        ("雪\u200b停,⽂化•科学", "雪停，文化·科学"),
        ('他说"雪停了,"就走。', "他说“雪停了，”就走。"),
        ("柳津市科协 开办自然课", "柳津市科协 开办自然课"),
        ("科协动态 KE XIE DONG TAI", "科协动态 KE XIE DONG TAI"),
        ("何　晓说了了三、四次，2026.3.4。", "何　晓说了了三、四次，2026.3.4。"),
    ],
)
def test_all_safe_fixes_at_once(text, fixed):
    if (
        fixed is None
    ):  # the stop behind an address is the sentence's, and stays where nobody can tell
        fixed = "见https://kepu.example/~a?b=1,2，或写信到a.b@kepu.example."
    assert fix_safe(text) == fixed


def test_the_kind_of_text_decides_what_is_safe():
    text = "何晓 摄。３"
    assert [fix_safe(text, context=Context(kind=kind)) for kind in ("paragraph", "caption")] == [
        "何晓摄。3",
        "何晓 摄。3",
    ]
    assert fix_safe("（何　晓 Ａ•B)", context=Context(kind="signature")) == "（何　晓 Ａ•B）"


def found(text: str, *rules: str) -> list[Finding]:
    return [finding for finding in check(text) if finding.rule in rules]


def test_only_the_findings_that_are_handed_in_are_set():
    text = "近日,云岭(望溪)下雪,路滑。"
    first, bracket, last = found(text, "P01", "P02")
    assert fix(text, [last]) == "近日,云岭(望溪)下雪，路滑。"
    assert fix(text, [first, bracket]) == "近日，云岭（望溪）下雪,路滑。"
    assert fix(text, []) == text


def test_a_finding_without_a_suggestion_changes_nothing():
    text = "他说：“雪停了"
    assert fix(text, check(text)) == text


def test_marks_inside_a_fixed_pair_are_fixed_with_it_in_any_order():
    text = "理事会(扩大,常务)会议"
    findings = check(text)
    assert fix(text, findings) == fix(text, findings[::-1]) == "理事会（扩大，常务）会议"


def test_suggestions_longer_and_shorter_than_print_are_set_in_their_place():
    text = "在2026.3.4，的的，三、四个，雪..."
    assert fix(text, check(text)) == "在2026年3月4日，的，三四个，雪……"


# --- What holds for every text --------------------------------------------------------------------

PIECES = [
    *"雪停了云岭科普，。、；：！？“”‘’（）《》…—·～ \u3000\n,;:!?().~\"'-+=%/１Ａ０",
    "1,000",
    "10:30",
    "1:500",
    "3.14",
    "Hello, world",
    "NA(K)",
    "https://kepu.example/a?b=1,2",
    "he.xiao@kepu.example",
    "...",
    "--",
    "•",
    "\u200b",
    "⽂",
    "本报讯",
    "（记者 何晓）",
]
texts = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


@given(texts)
def test_fixing_twice_is_fixing_once_and_leaves_nothing_safe(text: str):
    fixed = fix_safe(text)
    assert fix_safe(fixed) == fixed
    assert [finding for finding in check(fixed) if finding.safe] == []


def words(text: str) -> str:
    """Without marks, blanks, unseen characters and widths."""
    text = unicodedata.normalize("NFKC", text)
    return "".join(char for char in text if unicodedata.category(char)[0] in "LNM")


@given(texts)
def test_nothing_but_marks_blanks_and_widths_is_changed(text: str):
    assert words(fix_safe(text)) == words(text)


@given(texts)
def test_every_suggestion_is_for_characters_of_the_text(text: str):
    for finding in check(text):
        assert 0 <= finding.start < finding.end <= len(text)
        assert finding.suggestion != text[finding.start : finding.end]
        assert finding.suggestion is not None or not finding.safe


CHINESE = [*"雪停了云岭科普，。；：！？“”（）《》 ,;:!?()~", "10", "3.14", "%"]
BESIDE_HAN = re.compile(rf"[{HAN}][,;:!?()~]|[,;:!?()~][{HAN}]")
#: 10(3)雪: brackets behind a number are a formula's.
FORMULA = re.compile(r"[\d%]\s*\([^()]*\)")


@given(st.lists(st.sampled_from(CHINESE), max_size=24).map("".join))
def test_no_half_width_mark_is_left_beside_a_chinese_character(text: str):
    fixed = FORMULA.sub("", fix_safe(text))
    assert BESIDE_HAN.findall(fixed) == []


NUMBER = re.compile(
    r"\d+(?:[.,:]\d+)+|https?://[!-~]+[a-z0-9]|[a-z.]+@[a-z.]+[a-z]|[A-Z][a-z]+, [a-z]+"
)
WHOLE = [
    "1,000",
    "10:30",
    "1:500",
    "3.14",
    "https://kepu.example/a?b=1,2",
    "he.xiao@kepu.example",
    "Hello, world",
]


@given(st.lists(st.sampled_from([*"雪停了云岭，。,;:!?（(）)“”", *WHOLE]), max_size=16))
def test_numbers_addresses_and_latin_stay_as_they_are(pieces: list[str]):
    text = "雪".join(pieces)
    whole = [piece for piece in pieces if piece in WHOLE]
    assert NUMBER.findall(fix_safe(text)) == whole


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.sampled_from(["p", "h3", "ul", "table"]), texts), max_size=4),
)
def test_no_text_at_all_makes_it_fail(text: str, paragraphs: list[tuple[str, str]]):
    assert check(fix(text, check(text))) is not None
    assert fix_safe(fix_safe(text)) == fix_safe(text)
    for finding in check_story(paragraphs, context=Context(issue_date=dt.date(2026, 3, 4))):
        assert finding.end <= len(paragraphs[finding.paragraph][1])
