"""A page without a flaw: everything finds its field and nobody is bothered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest import samples
from tests.ingest.samples import (
    DEMO,
    SOUND,
    body_of,
    credits_of,
    damage,
    halfwidth,
    read,
    story_of,
    words,
)

#: title, line, section, dateline, signature, credits, body
SECOND_PAGE = [
    (
        "岚江省科协理事会（扩大）会议在柳津召开",
        4,
        None,
        "本报讯",
        "（记者 何晓）",
        (("记者", "何晓"),),
        (
            (
                "paragraph",
                6,
                "4月8日～9日，岚江省科协理事会（扩大）会议在柳津召开。会议审议了科学教育与科技创新“双进”行动方案（以下简称“双进”），并听取各地汇报。",
            ),
            (
                "paragraph",
                8,
                "会议提出，今年要做好三件事：一是把大篷车开到渡口；二是把观测课办进山村；三是把问题本送回实验室。",
            ),
            (
                "paragraph",
                10,
                "“去年我们走了8000千米，”与会的大篷车队长唐守田说，“可是还有46个乡镇没有去过。",
            ),
            ("paragraph", 12, "“今年的路线图按1:500的比例尺重新绘制，每个渡口都标了出来。"),
            ("paragraph", 14, "“每天10:00—17:00开放，孩子们什么时候来都可以。”"),
            (
                "paragraph",
                16,
                "巡展日程见https://kepu.lanjiang.example/2026/routes?page=2，全程约1,200千米。",
            ),
        ),
    ),
    (
        "柳津市科协\n开办“河边自然课”",
        20,
        "科协动态",
        "本报讯",
        "（通讯员 罗川 本报记者 林舟）",
        (
            ("通讯员", "罗川"),
            ("本报记者", "林舟"),
        ),
        (
            ("paragraph", 25, "近日，柳津市科协在青石渡开办“河边自然课”，40余名学生参加。"),
            ("subhead", 27, "先听水声"),
            ("caption", 30, "学生用小旗标出水位。"),
            (
                "paragraph",
                32,
                "课上，讲解员请学生闭上眼睛听水声，再说出水流的快慢：声音细碎的地方水浅，声音低沉的地方水深。",
            ),
            ("caption", 34, ""),
            ("paragraph", 36, "“原来河会说话！”学生田小满说。"),
        ),
    ),
    (
        "春分夜话",
        40,
        "科协动态",
        None,
        "（岚江省天文学会）",
        (("", "岚江省天文学会"),),
        (
            (
                "paragraph",
                43,
                "昼夜平分的这一天，太阳直射赤道。古人把一年分作二十四份，每一份都有自己的物候：“玄鸟至”“雷乃发声”“始电”……",
            ),
            ("paragraph", 45, "观星的办法很简单："),
            ("paragraph", 47, "一是等天黑，月亮落下之后，银河才看得清楚；"),
            ("paragraph", 49, "二是离灯远，走出村口500米，就是另一片天空。"),
        ),
    ),
]
THIRD_PAGE = [
    (
        "一把尺子量出的春天",
        55,
        None,
        None,
        "（本报记者 许嘉）",
        (("本报记者", "许嘉"),),
        (
            (
                "paragraph",
                57,
                "一株蒲公英一天能长多高？答案写在《春天笔记》里：最快的一天，2.5厘米。",
            ),
            ("paragraph", 59, "本子的主人叫陶然，今年11岁。她说：“尺子不会撒谎。”"),
        ),
    ),
]


def outline(page):
    return [
        (
            story.title.text,
            story.title.line,
            story.section,
            words(story.dateline),
            words(story.signature),
            tuple(credits_of(story)),
            tuple(body_of(story)),
        )
        for story in page.stories
    ]


def test_every_story_of_every_page_is_read_whole():
    assert [outline(page) for page in read(SOUND).pages] == [SECOND_PAGE, THIRD_PAGE]


def test_no_defect_at_all_is_raised():
    reading = read(SOUND)
    assert (damage(reading), halfwidth(reading)) == ([], {})


def test_page_heads_credits_and_sections_are_read():
    found = [
        (
            (page.number, page.name, words(page.head), words(page.credits)),
            [(head.name.text, words(head.pinyin), head.line) for head in page.sections],
        )
        for page in read(SOUND).pages
    ]
    credits = "责任编辑：方以宁　版式：周澄　校对：许嘉"
    head = ("科协动态", "KE XIE DONG TAI", 18)
    assert found == [
        ((2, "科协新闻", "第02版：科协新闻", credits), [head]),
        ((3, "科普", "第03版：科普", None), []),
    ]


def test_the_lines_under_a_title_fill_their_fields():
    fields = [
        [words(each) for each in (s.kicker, s.subtitle, s.tags, s.origin)]
        for page in read(SOUND).pages
        for s in page.stories
    ]
    assert fields == [
        [None, None, None, None],
        ["青石渡迎来第一批学生", "——三种颜色的小旗插满河滩", "科普 校园 湿地", None],
        [None, None, None, "岚江省天文学会"],
        [None, None, None, None],
    ]


def test_a_picture_has_its_file_alternative_text_and_credit():
    found = [
        (words(item.picture.file), words(item.picture.alt), item.passage.text, words(item.credit))
        for page in read(SOUND).pages
        for story in page.stories
        for item in story.body
        if item.picture
    ]
    assert found == [
        ("pictures/river.png", "学生蹲在河滩上插小旗", "学生用小旗标出水位。", "何晓 摄"),
        ("pictures/flags.png", "河滩上的三色小旗", "", None),
    ]


#: What the demo's issues raise: one signature is set into its story's last paragraph, on purpose.
RAISED = {"2026-11-11": [], "2026-11-18": [("signature-in-paragraph", 56)]}


@pytest.mark.parametrize("path", DEMO, ids=samples.name_of)
def test_the_demo_reads_without_a_flaw(path: Path):
    reading = read(path)
    assert (damage(reading), halfwidth(reading)) == (RAISED[path.stem], {})
    assert sum(len(page.stories) for page in reading.pages) == 14


@pytest.mark.parametrize(
    "paragraph",
    [
        "绘图比例1:500，造价达1,000元，每天从早8:30开到晚9:00。",
        "校训是“学以致用”“知行合一”，由《科学》《自然》两刊评出。",
        "本次调查由科协（学会部）完成。（扩大）",
        "他问：“为什么？”她答：“因为‘一’就是一……”",
        "It rained (a lot), he said: 5 mm. 详见https://a.example/x?y=1,2。",
    ],
)
def test_correct_print_is_left_in_peace(paragraph: str):
    story = story_of(f"# 题目\n\n{paragraph}\n\n（何晓）\n")
    assert (body_of(story), story.defects) == ([("paragraph", 3, paragraph)], [])


def test_a_quotation_over_several_paragraphs_may_begin_inside_the_first():
    text = "# 题目\n\n他说：“第一段话。\n\n“第二段话。\n\n“第三段话。”他笑了。\n\n（何晓）\n"
    assert story_of(text).defects == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("他说：“第一段话。\n\n第二段话。", [3]),
        ("他说：“第一段话。\n\n“第二段话。", [5]),
        ("他说第一段话。”\n\n第二段《话。", [3, 5]),
        ("（一）“两半（都丢了。", [3, 3]),
    ],
)
def test_a_mark_without_its_partner_is_reported_on_its_line(text: str, lines: list[int]):
    story = story_of(f"# 题目\n\n{text}\n\n（何晓）\n")
    assert [(defect.kind, defect.line) for defect in story.defects] == [
        ("unbalanced-quote", line) for line in lines
    ]
