"""Manuscripts as correspondents type them: indents for gaps, letters around the text, names and dates at its foot."""

from __future__ import annotations

import pytest

from tests.ingest.samples import body_of, damage_of, read_text, story_of, told, words

P = "近日，望溪县科协在果园里上了一堂嫁接课，果农们围着技术员问个不停，直到天黑才散。"
OPEN = "果农们围着技术员问个不停，直到天黑"
NEXT = "据介绍，这样的嫁接课每月都有一堂，报名的果农已经排到了明年开春，课堂就设在果园里。"


@pytest.mark.parametrize("indent", ["　　", "    ", "\t", " 　 　"])
def test_an_indented_line_begins_a_paragraph(indent: str):
    story = story_of(f"# 题目\n\n{P}\n{OPEN}\n{indent}{NEXT}\n")
    assert body_of(story) == [("paragraph", 3, P), ("paragraph", 4, OPEN), ("paragraph", 5, NEXT)]
    assert damage_of(story) == [("text-lost", 4)]


@pytest.mark.parametrize("indent", ["", " ", "　", "  "])
def test_a_line_without_an_indent_goes_on_in_the_paragraph_above(indent: str):
    story = story_of(f"# 题目\n\n{P}\n{OPEN}\n{indent}{NEXT}\n")
    assert body_of(story) == [("paragraph", 3, P), ("paragraph", 4, OPEN + NEXT)]
    assert damage_of(story) == [("sentence-cut", 4)]


@pytest.mark.parametrize("stop", [" .", ".", " ．", "。"])
def test_a_paragraph_may_end_in_a_stop_behind_a_blank(stop: str):
    story = story_of(f"# 题目\n\n　　{OPEN}{stop}\n　　{NEXT}\n")
    paragraphs = [("paragraph", 3, OPEN + stop), ("paragraph", 4, NEXT)]
    assert (body_of(story), damage_of(story)) == (paragraphs, [])


@pytest.mark.parametrize("date", ["2026 年 11 月 21 日", "2026年11月21日", "2026.11.21"])
def test_names_over_the_day_of_writing_sign_and_the_day_is_for_the_office(date: str):
    indent = " " * 30
    story = story_of(f"# 题目\n\n    {P}\n\n{indent}望溪县科协  何晓   林舟\n{indent}{date}\n")
    assert words(story.signature) == "望溪县科协  何晓   林舟"
    assert [each.text for each in story.contacts] == [date]
    assert (body_of(story), damage_of(story)) == ([("paragraph", 3, P)], [])


LETTER = f"""\
编辑老师：

您好！现投上散文一篇，请斧正。

果园里的灯

文/何晓

{P}

{NEXT}

　　作者单位：望溪县气象站
　　手机（微信同号）：138-0000-0000

此致
敬礼！

何晓
2026.11.23

发自我的手机
"""
ACCOUNT = f"""\
果园里的灯

原创 望溪县科协 望溪科普 2026-11-22 18:30 发表于望溪

点击上方蓝字 关注我们

{P}

{NEXT}

▼

来源：望溪县科协
审核：林舟
往期推荐
● 一图读懂嫁接
● 大篷车开进高山村
喜欢就点个“在看”吧
"""


def test_a_letter_to_the_editor_around_a_story_is_set_aside():
    (page,) = read_text(LETTER).pages
    assert told(page) == {
        "set_aside": [
            (1, "编辑老师："),
            (3, "您好！现投上散文一篇，请斧正。"),
            (16, "此致"),
            (17, "敬礼！"),
            (22, "发自我的手机"),
        ],
        "stories": [
            {
                "title": "果园里的灯",
                "line": 5,
                "signature": "文/何晓\n何晓",
                "credits": [("文", "何晓"), ("", "何晓")],
                "contacts": [
                    (13, "作者单位：望溪县气象站"),
                    (14, "手机（微信同号）：138-0000-0000"),
                    (20, "2026.11.23"),
                ],
                "body": [("paragraph", 9, P), ("paragraph", 11, NEXT)],
            }
        ],
    }


def test_what_an_account_says_to_its_followers_is_set_aside():
    (page,) = read_text(ACCOUNT).pages
    assert told(page) == {
        "set_aside": [
            (3, "原创 望溪县科协 望溪科普 2026-11-22 18:30 发表于望溪"),
            (5, "点击上方蓝字 关注我们"),
            (11, "▼"),
            (15, "往期推荐"),
            (16, "● 一图读懂嫁接"),
            (17, "● 大篷车开进高山村"),
            (18, "喜欢就点个“在看”吧"),
        ],
        "stories": [
            {
                "title": "果园里的灯",
                "line": 1,
                "origin": "望溪县科协",
                "contacts": [(14, "审核：林舟")],
                "body": [("paragraph", 7, P), ("paragraph", 9, NEXT)],
            }
        ],
    }


def test_a_story_below_a_list_of_other_days_is_one_of_the_source():
    (page,) = read_text(f"{ACCOUNT}\n雪后的青石渡\n\n{NEXT}\n").pages
    assert [story.title.text for story in page.stories] == ["果园里的灯", "雪后的青石渡"]
    assert [item[2] for item in body_of(page.stories[1])] == [NEXT]


@pytest.mark.parametrize("line", ["编辑老师：", "您好！", "此致", "敬礼！"])
def test_in_the_midst_of_a_story_the_words_of_a_letter_are_text(line: str):
    (page,) = read_text(f"# 题目\n\n{P}\n\n{line}\n\n{NEXT}\n\n（何晓）\n").pages
    assert page.set_aside == []
    assert line in "".join(item[2] for item in body_of(page.stories[0]))


def test_a_salute_alone_ends_a_story_as_text():
    (page,) = read_text(f"# 题目\n\n{P}\n\n敬礼！\n").pages
    assert ([item[2] for item in body_of(page.stories[0])], page.set_aside) == ([P, "敬礼！"], [])


@pytest.mark.parametrize("label", ["正文：\n", "正文：", "正文:　", "**正文：**\n"])
def test_the_label_of_the_text_is_no_part_of_it(label: str):
    (page,) = read_text(f"标题：果园里的灯\n作者：何 晓\n{label}{P}\n{NEXT}\n").pages
    (story,) = page.stories
    assert [item[2] for item in body_of(story)] == [P, NEXT]
    assert (words(story.signature), damage_of(story), page.defects) == ("作者：何 晓", [], [])
