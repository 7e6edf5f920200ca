"""How much of a story is there to open a list with, and how much of it in whole sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.body import opening_paragraphs
from articles.text.opening import cut, sentences

LONG = "第一句说雪。第二句说冰，第三处停顿，说风说雨说霜说露说雾说虹。"


@pytest.mark.parametrize(
    ("body", "length", "paragraphs"),
    [
        ("<p>一。</p><p>二<strong>强</strong>&amp;。</p><h3>题</h3><p>三。</p>", 99, ["一。", "二强&。"]),
        ("<p>一。</p><table><tr><td>1</td></tr></table><p>二。</p>", 99, ["一。"]),
        ("<h3>题</h3><p>一。</p>", 99, ["一。"]),
        # A line that is no sentence is passed over before the first that is, and nowhere else.
        ("<p>本报讯</p><p>一。</p><p>二</p>", 99, ["一。", "二"]),
        ("<p>本报讯</p><p>云岭</p>", 99, ["本报讯"]),
        # No more than there is room for.
        ("<p>一二，三</p><p>四五六</p><p>七</p>", 5, ["一二，三", "四五六"]),
        ("", 99, []),
        ("<h3>题</h3>", 99, []),
    ],
)  # fmt: skip
def test_a_story_opens_with_its_paragraphs_up_to_the_first_subhead_or_table(
    body, length, paragraphs
):
    assert opening_paragraphs(body, length) == paragraphs


@pytest.mark.parametrize(
    ("length", "whole"), [(5, ""), (6, "第一句说雪。"), (20, "第一句说雪。"), (99, LONG)]
)
def test_sentences_are_whole_or_none(length, whole):
    assert sentences(LONG, length) == whole


def test_a_sentence_inside_a_quotation_ends_nothing():
    assert sentences("他说：“下雪了。结冰了。”都笑了。", 10) == ""


@given(st.text(alphabet="雪冰。！，“”（）1.", max_size=40), st.integers(2, 30))
def test_sentences_are_a_beginning_that_fits(text, length):
    found = sentences(text, length)
    assert text.startswith(found)
    assert len(found) <= length
    assert cut(text, length).startswith(found) or len(found) <= length // 2
