"""What a page prints beside its stories: head lines, credits and section heads in the orders and widths of print."""

from __future__ import annotations

import pytest

from articles.ingest import reader
from articles.ingest.drafts import Passage, Span
from articles.ingest.furniture import is_page_credits, number_of, page_head, section_head
from tests.ingest.samples import told, words


def line(text: str) -> Passage:
    return Passage(text, (Span(0, len(text)),), 1)


#: line -> number, name, date, total number, number of the year, credits
HEADS = {
    "2021年3月17日 星期三 第02版 科协新闻 总第3087期": (
        2,
        "科协新闻",
        "2021-03-17",
        3087,
        None,
        None,
    ),
    "第02版：科协新闻": (2, "科协新闻", None, None, None, None),
    "02版:要闻": (2, "要闻", None, None, None, None),
    "２版　科协新闻": (2, "科协新闻", None, None, None, None),
    "第二版 要闻": (2, "要闻", None, None, None, None),
    "第十二版｜副刊·星空": (12, "副刊·星空", None, None, None, None),
    "A02版 要闻": (2, "要闻", None, None, None, None),
    "第②版 科普": (2, "科普", None, None, None, None),
    "第03版科普": (3, "科普", None, None, None, None),
    "版次：02　版名：科协新闻　日期：2021-03-17": (2, "科协新闻", "2021-03-17", None, None, None),
    "科协新闻 2021.3.17 02版": (2, "科协新闻", "2021-03-17", None, None, None),
    "岚江科技报 2021/3/17 第02版 科协新闻": (2, "科协新闻", "2021-03-17", None, None, None),
    "要闻 岚江科技报 第01版 二〇二一年十月二十日": (1, "要闻", "2021-10-20", None, None, None),
    "２０２１年３月１７日　星期三": (None, "", "2021-03-17", None, None, None),
    "2021年3月17日 周三 农历辛丑年二月初五": (None, "", "2021-03-17", None, None, None),
    "2021年2月30日 第3版 要闻": (3, "要闻", None, None, None, None),
    "今日8版 第11期（总第3087期） CN 51-0030": (None, "", None, 3087, 11, None),
    "2021年第11期": (None, "", None, None, 11, None),
    "第3087期": (None, "", None, 3087, None, None),
    "第11期": (None, "", None, None, None, None),
    "邮发代号：61-26": (None, "", None, None, None, None),
    "第02版 要闻　责任编辑：何晓　校对：林舟": (
        2,
        "要闻",
        None,
        None,
        None,
        "责任编辑：何晓　校对：林舟",
    ),
    "第02版 要闻 ■责编 何晓 ■美编 林舟": (2, "要闻", None, None, None, "■责编 何晓 ■美编 林舟"),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.items(), ids=HEADS)
def test_a_head_line_says_its_page_date_and_numbers(text: str, expected: tuple):
    head = page_head(line(text))
    assert head is not None
    date = head.date and head.date.isoformat()
    found = (head.number, head.name, date, head.total_number, head.year_number, words(head.credits))
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "本报第2版有报道",
        "详见第2版",
        "第3版是科普版",
        "第2版面向全省的读者",
        "第2版 望溪大桥借来白天的光",
        "2021年3月17日，望溪县科协",
        "2021年3月17日 望溪县科协开会",
        "11月3日，望溪县科协在果园里上了一堂课。",
        "第0版 要闻",
        "3月17日",
        "三个版",
        "这份报纸已经出到第1287期",
        "期望",
    ],
)
def test_a_line_with_other_words_is_no_head(text: str):
    assert page_head(line(text)) is None


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("02", 2),
        ("１２", 12),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十一", 21),
        ("⑫", 12),
        ("B3", 3),
        ("00", None),
        ("一二", None),
        ("十一十", None),
    ],
)
def test_a_page_is_numbered_in_any_numerals(printed: str, number: int | None):
    assert number_of(printed) == number


@pytest.mark.parametrize(
    "text",
    [
        "责任编辑：方以宁　版式：周澄　校对：许嘉",
        "■责任编辑 方以宁 ■版式 周澄 ■校对 许 嘉",
        "责编/方以宁 美编/周澄",
        "责任编辑：方以宁，版式：周澄；校对：许嘉",
        "本版编辑 方以宁 电话：0816-2222222 邮箱：a@b.example",
        "（责任编辑：方以宁　林舟）",
        "编辑：方以宁",
        "主编 方以宁 版式 周澄",
        "责任编辑：阿依夏木·吐尔逊",
    ],
)
def test_page_credits_are_roles_and_names(text: str):
    assert is_page_credits(text)


@pytest.mark.parametrize(
    "text",
    [
        "编辑：你好，请问来稿寄到哪里？",
        "编辑 方以宁",
        "制图：周澄",
        "校对这份稿件花了三天",
        "校对 他说这件事很难办到",
        "本版编辑部欢迎来稿",
        "来稿请寄 责任编辑：方以宁",
        "责任编辑：" + "方以宁 " * 60,
    ],
)
def test_other_lines_with_the_same_words_are_none(text: str):
    assert not is_page_credits(text)


KNOWN = frozenset(("健康生活",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("科协动态 KE XIE DONG TAI", ("科协动态", "KE XIE DONG TAI")),
        ("科协动态　KEXIE DONGTAI", ("科协动态", "KEXIE DONGTAI")),
        ("科协动态 Ke Xie Dong Tai", ("科协动态", "Ke Xie Dong Tai")),
        ("绿色长廊 LÜ SE CHANG LANG", ("绿色长廊", "LÜ SE CHANG LANG")),
        ("科协动态 kē xié dòng tài", ("科协动态", "kē xié dòng tài")),
        ("【科学茶座】", ("科学茶座", None)),
        ("健康生活", ("健康生活", None)),
        ("■ 健康生活 ■", ("健康生活", None)),
        ("〖健康生活〗", ("健康生活", None)),
        ("科学茶座", None),
        ("■ 科学茶座 ■", None),
        ("认识 DNA", None),
        ("走进 Beijing", None),
        ("健康生活从早睡开始", None),
    ],
)
def test_a_section_is_headed_with_pinyin_in_brackets_or_by_a_known_name(text: str, expected):
    found = section_head(line(text), KNOWN)
    assert (found and (found[0].text, words(found[1]))) == expected


def read(text: str):
    return [told(page) for page in reader.read(text.encode(), "稿.txt", sections=KNOWN).pages]


STORY = "一个看云的人\n他每天看云，看了四十年。\n（何晓）\n"


def test_a_head_in_several_lines_is_one_and_its_name_may_stand_alone():
    text = f"岚江科技报\n2026年11月25日 星期三\n第02版\n科普\n总第1287期\n责编 方以宁\n版式 周澄\n\n{STORY}"
    (page,) = read(text)
    page.pop("stories")
    assert page == {
        "head": "岚江科技报\n2026年11月25日 星期三\n第02版\n科普\n总第1287期",
        "number": 2,
        "name": "科普",
        "date": "2026-11-25",
        "total_number": 1287,
        "credits": "责编 方以宁\n版式 周澄",
    }


def test_a_date_above_a_head_goes_with_it_and_one_below_a_story_does_not():
    text = f"第02版 科普\n{STORY}2026年11月20日\n\n2026年11月25日\n第03版 副刊\n{STORY}"
    first, second = read(text)
    assert (first["head"], second["head"]) == ("第02版 科普", "2026年11月25日\n第03版 副刊")
    assert first["stories"][0]["contacts"] == [(5, "2026年11月20日")]
    assert (first.get("date"), second["date"]) == (None, "2026-11-25")


def test_credits_at_the_foot_are_the_pages():
    (page,) = read(f"第02版 科普\n{STORY}\n责任编辑：方以宁 校对：许嘉\n")
    assert page["credits"] == "责任编辑：方以宁 校对：许嘉"
    assert page["stories"][0]["signature"] == "（何晓）"


def test_a_section_may_have_its_pinyin_on_the_line_below():
    (page,) = read(f"科学人物\nKE XUE REN WU\n{STORY}")
    assert page["sections"] == [("科学人物", "KE XUE REN WU", 1)]
    assert page["stories"][0]["section"] == "科学人物"


def test_the_papers_name_over_the_first_title_is_of_the_head():
    (page,) = read("# 岚江科技报\n\n## 看云\n\n本报讯 他每天看云。\n")
    assert (page["head"], [story["title"] for story in page["stories"]]) == ("岚江科技报", ["看云"])


def test_lines_of_a_guide_to_the_pages_begin_none():
    (page,) = read(f"第01版 要闻\n今日导读\n第2版 望溪大桥借来白天的光\n\n{STORY}")
    assert [story["body"][0] for story in page["stories"]] == [("abstract", 2, "今日导读")]
