"""Where the rows of a title may end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import titles


def kept(line: str) -> list[str]:
    return [text for text, together in titles.runs(line) if together]


@pytest.mark.parametrize(
    ("line", "together"),
    [
        ("省科协党组中心组(扩大)学习会在蓉召开", ["(扩大)"]),
        ("省农学会（扩大）理事会审议“十五五”科普规划", ["（扩大）", "“十五五”"]),
        ("举办“漫话科学”圆桌论坛", ["“漫话科学”"]),
        ("倾力打造“国际科技会客厅”", []),  # eight characters may turn: a telephone is narrow
        ("阿依夏木·吐尔逊：给雪“称体重”的人", ["阿依夏木·吐尔逊", "“称体重”"]),
        ("云泽区12个科普驿站添新书", ["12个"]),
        ("最深47.6厘米，最浅不足9厘米", ["47.6厘米", "9厘米"]),
        ("11月14日10:30开讲", ["11月", "14日", "10:30开"]),
        ("湿度升到95%", ["95%"]),
        ("水深10～25厘米", ["10～25厘米"]),
        ("望溪大桥借来白天的光", []),
        ("（没有闭合", []),
    ],
)
def test_short_brackets_names_and_numbers_stay_on_one_row(line, together):
    assert kept(line) == together


@pytest.mark.parametrize(
    ("line", "clauses"),
    [
        ("每天8时读数，风雪无阻，一本不少", ["每天8时读数，", "风雪无阻，", "一本不少"]),
        ("阿依夏木·吐尔逊：给雪称重", ["阿依夏木·吐尔逊：", "给雪称重"]),
        ("“谁来修，谁来管？”", ["“谁来修，谁来管？”"]),
        ("他说：“往后退一步。”", ["他说：", "“往后退一步。”"]),
        ("10：30开讲", ["10：30开讲"]),
        ("望溪大桥借来白天的光", ["望溪大桥借来白天的光"]),
        ("", []),
    ],
)
def test_a_row_turns_after_a_mark(line, clauses):
    assert titles.clauses(line) == clauses


@given(st.text(alphabet="省科协（）()“”《》，：？！。、·1203.%:：～厘米个 A", max_size=40))
def test_nothing_of_a_title_is_lost(line):
    assert "".join(titles.clauses(line)) == line
    assert "".join(text for text, _together in titles.runs(line)) == line
    assert max(map(len, kept(line)), default=0) <= 40
