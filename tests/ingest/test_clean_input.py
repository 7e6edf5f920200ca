"""Input without a flaw raises no defect, and damage is named where print would show it."""

from __future__ import annotations

import pytest

from articles.ingest import reader
from tests.ingest.samples import body_of, damage_of, read_text, story_of, words

P = "近日，望溪县科协在果园里上了一堂嫁接课，果农们围着技术员问个不停，直到天黑才散。"

#: Bodies as they are printed, a paragraph for each line.
CLEAN = {
    "a quotation over several paragraphs": "他说：“第一段。\n“第二段。\n“第三段。”",
    "a list after a colon": "办法有三：\n一是看天；\n二是看地；\n三是看人。",
    "a list with numbers and without stops": "要带的有：\n1. 尺子\n2. 本子\n3. 笔\n带好就出发。",
    "a bare list": "需要的工具有：\n一把尺子\n一个方框\n一本账\n东西不多，人人都能备齐，用完了放回原处，下一组的人还要接着用。",
    "a marked list": "四样东西：\n- 名字\n- 村子\n- 送来的人\n缺一样都不行。",
    "a marked list of sentences and words": "两条：\n- 先看天。\n- 再看地\n然后出发。",
    "a list behind a dash": "办法有三条——\n先看天；\n再看地；\n后看人。",
    "ratios, times and numbers": "比例1:500，10:00—17:00开放，造价1,200元，约3.5米。",
    "an address of the web": "详情见https://kepu.example/a?b=1,2\n投稿请寄kepu@wangxi.example\n谢谢。",
    "bracketed asides": "他笑了。（全场鼓掌）\n本书已出版（2026年版）。\n理事会（扩大）会议召开。",
    "verse": "雪落寒山静，\n风来古树鸣。\n人间多少事，\n都在此声中。",
    "verse in pairs": "雪落寒山静，风来古树鸣。\n人间多少事，都在此声中。",
    "free verse": "雪落在瓦上\n没有一点声音\n雪落在麦田里\n麦苗听见了",
    "free verse with its pauses": "雪落在瓦上，\n没有一点声音，\n雪落在宽宽的麦田里，\n麦苗听见了，\n翻了个身\n继续睡。",
    "a formula": "质能方程写作：\nE＝mc²\n其中c是光速。\n2H₂＋O₂＝2H₂O\n水就是这样来的。",
    "a formula without a colon before it": "他在黑板上用粉笔慢慢地写下\nE＝mc²\n其中c是光速。",
    "the end of a serial": "他走了。\n（未完待续）",
    "a remark in brackets": "他走了。\n（全场鼓掌）\n我们也走了。",
    "a letter to its end": "望溪县科协：\n来信收悉，种子也收到了。\n此致\n敬礼！\n望溪中学全体学生\n3月5日",
    "a saying": "老话说：\n天上鱼鳞斑\n晒谷不用翻\n说的就是这种云。它来得快，去得也快，半天就散，第二天多半是个大晴天。",
    "a notice": "欢迎参加。\n时间：11月28日10:00—12:00\n地点：柳津市图书馆\n主讲：卢敬山\n咨询电话：0816-2222222",
    "one line of a notice": "欢迎参加。\n地点：柳津市图书馆",
    "questions and answers": "问：冬天为什么冷？\n答：因为太阳斜着照。\n问：夏天呢？",
    "a letter": "编辑同志：\n您好！我有一事请教。",
    "a stop of half width": "It rained a lot.\nWe believed him.\n我们信了。",
    "an ellipsis": "风停了……\n雪也停了……",
    "a table after a colon": "结果如下：\n\n| 甲 | 乙 |\n\n一看便知。",
    "a table typed with tabs": "结果如下：\n名称\t数量\n尺子\t3\n一看便知。",
}


@pytest.mark.parametrize("body", CLEAN.values(), ids=CLEAN)
@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["close", "spaced"])
def test_clean_print_is_read_line_by_line_and_raises_nothing(body: str, gap: str):
    lines = body.replace("\n\n", "\n").split("\n")
    story = story_of(f"# 题目\n\n{gap.join(lines)}\n\n（何晓）\n")
    texts = [row.removeprefix("- ") for item in body_of(story) for row in item[2].split("\n")]
    assert texts == [line.removeprefix("- ") for line in lines]
    assert (story.defects, words(story.signature)) == ([], "（何晓）")


@pytest.mark.parametrize(
    ("body", "damage"),
    [
        ("会后大家去看了新修的水\n\n渠，修得很好。", [("sentence-cut", 3)]),
        ("会后大家去看了水渠，\n\n修得很好。", [("text-lost", 3)]),
        ("一是看水\n\n二是看渠。", [("text-lost", 3)]),
        ("一是看天。再看水\n\n二是看渠。", [("text-lost", 3)]),
        ("会后大家去看水渠：", [("truncated", 3)]),
        ("会后大家去看水渠", [("truncated", 3)]),
        ("1. 看天\n\n2. 看地，\n\n3. 看人。", [("text-lost", 3), ("text-lost", 5)]),
        ("会后\n\n大家\n\n去看水渠。", [("sentence-cut", 3), ("sentence-cut", 5)]),
        ("雪落寒山静，\n\n风来一棵古老的树都听见了。", [("text-lost", 3)]),
        ("他念了一首诗\n\n雪落寒山静，\n\n风来古树鸣。", [("text-lost", 3)]),
        (
            "会后大家去看\n\n![渠](a.png)\n\n修好的水渠\n\n很高兴。",
            [("sentence-cut", 3), ("sentence-cut", 7)],
        ),
        ("会后大家去看\n\n了一条新水渠\n\n修得很好。", [("sentence-cut", 3), ("sentence-cut", 5)]),
        ("会后大家去看水渠约有3.\n\n5米。", [("sentence-cut", 3)]),
        ("会后大家去看我县\n\n第一次修成的水渠。", [("sentence-cut", 3)]),
        ("水渠全年接待游人\n\n1.5万人次，比去年多。", [("sentence-cut", 3)]),
        ("近日开放了水渠的\n\n3、4、5号闸口。", [("sentence-cut", 3)]),
        ("会后大家爬上了山顶\n\n——那里有一条水渠。", [("sentence-cut", 3)]),
        ("要修好水渠，我们\n\n首先要去看水。", [("sentence-cut", 3)]),
        ("会后来了三十名\n\n一、二年级的学生。", [("sentence-cut", 3)]),
        ("会后大家去看水渠，\n\n第一次看见水。", [("text-lost", 3)]),
        ("第一看水\n\n第二看渠。", [("text-lost", 3)]),
        ("会后大家去看了水渠再看田\n\n首先，看水。", [("text-lost", 3)]),
    ],
)
def test_what_is_torn_is_named(body: str, damage: list):
    assert damage_of(story_of(f"# 题目\n\n{body}\n\n（何晓）\n")) == damage


def test_a_paragraph_that_goes_on_on_another_page_is_not_truncated():
    for mark in ("（下转第2版）", "▶下转②版", "\n\n（下转第2版《水渠》）"):
        story = story_of(f"# 题目\n\n会后大家去看水渠{mark}\n")
        assert (damage_of(story), body_of(story)) == ([], [("paragraph", 3, "会后大家去看水渠")])


#: Lines that lost their mark, each between whole paragraphs.
SUBHEADS = ["先看枝", "一、先看枝", "（一）先看枝", "■ 先看枝", "**先看枝**", "### 先看枝"]


@pytest.mark.parametrize("subhead", SUBHEADS)
def test_a_sub_head_is_one_with_and_without_its_mark(subhead: str):
    story = story_of(f"# 题目\n\n{P}\n\n{subhead}\n\n{P}\n\n（何晓）\n")
    plain = subhead.strip("#* ")
    assert (body_of(story), damage_of(story)) == (
        [("paragraph", 3, P), ("subhead", 5, plain), ("paragraph", 7, P)],
        [],
    )


def test_a_sub_head_may_pause_where_the_story_has_others():
    text = f"# 题目\n\n{P}\n\n同一个钟点，各数各的水\n\n{P}\n\n一掌深的水，留住客人\n\n水不深。\n\n再往后退\n\n{P}\n"
    kinds = [(item[0], item[1]) for item in body_of(story_of(text)) if item[0] == "subhead"]
    assert kinds == [("subhead", 5), ("subhead", 9), ("subhead", 13)]
    alone = f"# 题目\n\n{P}\n\n同一个钟点，各数各的水\n\n{P}\n"
    assert damage_of(story_of(alone)) == [("sentence-cut", 5)]


#: Lines of a picture -> caption, credit
CAPTIONS = {
    "学生插小旗。　何晓 摄": ("学生插小旗。", "何晓 摄"),
    "学生插小旗（本报记者 何晓 摄）": ("学生插小旗", "（本报记者 何晓 摄）"),
    "学生插小旗。（望溪县科协供图）": ("学生插小旗。", "（望溪县科协供图）"),
    "学生插小旗\n何晓 摄": ("学生插小旗", "何晓 摄"),
    "学生插小旗\n（何晓/摄）": ("学生插小旗", "（何晓/摄）"),
    "图为学生插小旗。摄影：何晓": ("图为学生插小旗。", "摄影：何晓"),
    "学生插小旗。": ("学生插小旗。", None),
    "何晓 摄": ("", "何晓 摄"),
    "\n学生插小旗": ("学生插小旗", None),
    "学生插小旗": ("学生插小旗", None),
}


@pytest.mark.parametrize(("lines", "expected"), CAPTIONS.items(), ids=CAPTIONS)
def test_a_picture_takes_its_caption_and_its_photographer(lines: str, expected: tuple):
    story = story_of(f"# 题目\n\n{P}\n\n![旗](a.png)\n{lines}\n\n{P}\n\n（林舟）\n")
    (item,) = [item for item in story.body if item.picture]
    assert (item.passage.text, words(item.credit)) == expected
    assert (damage_of(story), len(story.body), words(story.signature)) == ([], 3, "（林舟）")


@pytest.mark.parametrize(
    ("line", "file", "alt"),
    [
        ("![旗](a.png)", "a.png", "旗"),
        ("![](<图 1(2).png>)", "图 1(2).png", ""),
        ("![旗](图1(2).png)", "图1(2).png", "旗"),
        ('![旗](a__b__c.png "小旗")', "a__b__c.png", "旗"),
    ],
)
def test_a_picture_is_named_in_any_form_of_markdown(line: str, file: str, alt: str):
    (item,) = story_of(f"# 题目\n\n{line}\n").body
    assert (item.kind, item.picture.file.text, item.picture.alt.text) == ("caption", file, alt)


def test_without_blank_lines_a_paragraph_below_a_picture_is_no_caption():
    text = f"题目在这里\n{P}\n![旗](a.png)\n“原来河会说话！”学生田小满说。\n（何晓）\n"
    story = story_of(text)
    assert [(item[0], item[1]) for item in body_of(story)] == [
        ("paragraph", 2),
        ("caption", 3),
        ("paragraph", 4),
    ]


@pytest.mark.parametrize(
    "line", ["图为学生插小旗", "▲学生插小旗", "上图：学生插小旗。", "学生插小旗 何晓 摄"]
)
def test_a_caption_without_its_picture_is_an_orphan(line: str):
    story = story_of(f"# 题目\n\n{P}\n\n{line}\n\n{P}\n")
    assert damage_of(story) == [("orphan-caption", 5)]


def test_rows_that_a_gap_parts_are_two_tables():
    story = story_of("# 题目\n\n| 甲 |\n|---|\n| 乙 |\n\n| 丙 |\n\n（何晓）\n")
    assert [(item.passage.text, item.header) for item in story.body] == [
        ("| 甲 |\n| 乙 |", True),
        ("| 丙 |", False),
    ]


def test_half_width_marks_of_what_nobody_prints_are_no_defect():
    story = story_of(f"# 题目\n\n{P}\n\n（何晓）\n\n联系电话:138,开户行:农商行\n")
    assert (story.defects, [each.line for each in story.contacts]) == ([], [7])


def test_a_section_is_in_doubt_only_at_its_end():
    feature, news = f"# 甲\n\n{P}\n\n（何晓）\n\n", f"# 乙\n\n本报讯 {P}\n\n（何晓）\n\n"
    (page,) = read_text(f"【随笔】\n\n{feature}{news}【他山】\n\n{feature}{news}").pages
    assert [(story.section, damage_of(story)) for story in page.stories] == [
        ("随笔", []),
        ("随笔", []),
        ("他山", []),
        (None, [("section-uncertain", 23)]),
    ]


def test_a_page_of_sixty_stories_is_read_whole():
    story = f"## 望溪县科协 把课堂搬到果园\n\n**本报讯** {P}\n\n{P}\n\n（望溪县科协）\n\n"
    (page,) = reader.read((story * 60).encode(), "稿.md").pages
    assert [len(each.body) for each in page.stories] == [2] * 60


def test_a_chinese_sentence_that_ends_in_a_half_width_stop_is_whole():
    story = story_of("# 题目\n\n他说下雨了.\n我们信了。\n\n（何晓）\n")
    assert body_of(story) == [("paragraph", 3, "他说下雨了."), ("paragraph", 4, "我们信了。")]
    assert [defect.kind for defect in story.defects] == ["halfwidth-punctuation"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# 题目\n引题：“甲县\n\n正文。\n", 2),
        ("# 题目\n副题：《甲县\n\n正文。\n", 2),
        ("# 题目\n\n正文。\n\n### “小标题\n\n正文。\n", 5),
    ],
    ids=["kicker", "subtitle", "sub-head"],
)
def test_a_mark_without_its_partner_is_found_outside_of_paragraphs_too(text: str, line: int):
    assert [(d.kind, d.line) for d in story_of(text).defects] == [("unbalanced-quote", line)]


def test_page_credits_without_end_are_reported_and_cost_no_more_than_their_length():
    (page,) = read_text("责任编辑：陈兰\n" * 19_990 + "\n# 题目\n\n正文。\n").pages
    assert len(page.credits.spans) == 41
    assert [defect.kind for defect in page.defects] == ["unreadable"]


@pytest.mark.parametrize("own", ["（张伟 13800138000）", "（甲县科协 张伟，电话13800138000）"])
def test_the_writers_own_number_behind_the_last_sentence_is_kept_for_the_office(own: str):
    story = story_of(f"# 题目\n\n本报讯 近日，山里办了活动。\n\n活动结束。{own}\n")
    assert body_of(story)[-1] == ("paragraph", 5, "活动结束。")
    assert [contact.text for contact in story.contacts] == [own]


def test_a_brief_sub_head_is_one_over_a_short_paragraph_too():
    alone = story_of(f"# 题目\n\n{P}\n\n先看枝\n\n技术员先看枝，看了半天。\n")
    several = story_of(f"# 题目\n\n{P}\n\n先看枝\n\n留下三根枝。\n\n再看叶\n\n叶子黄了一半。\n")
    assert [item[0] for item in body_of(alone)] == ["paragraph", "subhead", "paragraph"]
    assert [item[0] for item in body_of(several)] == ["paragraph", *("subhead", "paragraph") * 2]
    assert (damage_of(alone), damage_of(several)) == ([], [])
