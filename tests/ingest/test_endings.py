"""Who signs a story without brackets, and what a letter says of reaching and paying the writer."""

from __future__ import annotations

import pytest

from articles.ingest.datelines import DATELINE
from tests.ingest.samples import body_of, credits_of, damage_of, story_of, words

P = "近日，望溪县科协在果园里上了一堂嫁接课，果农们围着技术员问个不停，直到天黑才散。"

#: last line -> signature, credits, contacts
ENDINGS = {
    "望溪县科协 柳青渡": ("望溪县科协 柳青渡", [("", "望溪县科协"), ("", "柳青渡")], []),
    "柳青渡供稿": ("柳青渡供稿", [("", "柳青渡")], []),
    "通讯员：何晓": ("通讯员：何晓", [("通讯员", "何晓")], []),
    "供稿：望溪县科协": ("供稿：望溪县科协", [("供稿", "望溪县科协")], []),
    "供稿单位：望溪县科协": ("望溪县科协", [("", "望溪县科协")], []),
    "（作者单位：望溪县科协）": ("（望溪县科协）", [("", "望溪县科协")], []),
    "（何晓 文/图）": ("（何晓 文/图）", [("", "何晓")], []),
    "何　晓　文／图": ("何　晓　文／图", [("", "何晓")], []),
    "　　　　　　　　　　　　本报记者 何晓": ("本报记者 何晓", [("本报记者", "何晓")], []),
    "望溪县科协办公室": ("望溪县科协办公室", [("", "望溪县科协办公室")], []),
    "柳青渡 13800000000": ("柳青渡", [("", "柳青渡")], ["13800000000"]),
    "（柳青渡 138 0000 0000）": ("（柳青渡）", [("", "柳青渡")], ["138 0000 0000"]),
    "通讯员：柳青渡　手机：13800000000　邮箱：a@b.example": (
        "通讯员：柳青渡",
        [("通讯员", "柳青渡")],
        ["手机：13800000000　邮箱：a@b.example"],
    ),
    "撰稿：何晓　审核：林舟": ("撰稿：何晓", [("撰稿", "何晓")], ["审核：林舟"]),
    "（何晓）\n2026年11月20日": ("（何晓）", [("", "何晓")], ["2026年11月20日"]),
    "（何晓）\n联系人：何晓\n13800000000，0816-2222222": (
        "（何晓）",
        [("", "何晓")],
        ["联系人：何晓", "13800000000，0816-2222222"],
    ),
    "（何晓）\n开户行：望溪农商行　账号：6222　户名：何晓": (
        "（何晓）",
        [("", "何晓")],
        ["开户行：望溪农商行　账号：6222　户名：何晓"],
    ),
    "何晓\n稿费信息：\n身份证号：510000\n附：照片2张": (
        "何晓",
        [("", "何晓")],
        ["稿费信息：", "身份证号：510000", "附：照片2张"],
    ),
    "　　作者单位：望溪县气象站\n　　手机（微信同号）：138-0000-0000\n　　建行卡号 6217000000000000000（何晓）": (
        None,
        [],
        [
            "作者单位：望溪县气象站",
            "手机（微信同号）：138-0000-0000",
            "建行卡号 6217000000000000000（何晓）",
        ],
    ),
    "（何晓）\n何晓 农商行望溪支行 6222 0000 0000 0000 000": (
        "（何晓）",
        [("", "何晓")],
        ["何晓 农商行望溪支行 6222 0000 0000 0000 000"],
    ),
    "望溪县青石镇的小何 13800000000": (None, [], ["望溪县青石镇的小何 13800000000"]),
    "通讯员 柳青渡（13800000000）": ("通讯员 柳青渡", [("通讯员", "柳青渡")], ["（13800000000）"]),
    "通讯员柳青渡13800000000": ("通讯员柳青渡", [("通讯员", "柳青渡")], ["13800000000"]),
    "作者：柳青渡，望溪县科协，手机13800000000": (
        "作者：柳青渡，望溪县科协",
        [("作者", "柳青渡"), ("作者", "望溪县科协")],
        ["，手机13800000000"],
    ),
    "作者：柳青渡，单位：望溪县科协，电话：13800000000": (
        "作者：柳青渡，望溪县科协",
        [("作者", "柳青渡"), ("作者", "望溪县科协")],
        ["，电话：13800000000"],
    ),
    "柳青渡（望溪县科协，13800000000）": (
        "柳青渡（望溪县科协）",
        [("", "柳青渡"), ("", "望溪县科协")],
        ["，13800000000"],
    ),
    "撰稿人：柳青渡（微信同号13800000000）": (
        "撰稿人：柳青渡",
        [("撰稿人", "柳青渡")],
        ["（微信同号13800000000）"],
    ),
    "通讯员 柳青渡 农商行望溪支行 6222000000000000000": (
        "通讯员 柳青渡",
        [("通讯员", "柳青渡")],
        ["农商行望溪支行 6222000000000000000"],
    ),
    "柳青渡（户名：柳青渡 账号：6222）": (
        "柳青渡",
        [("", "柳青渡")],
        ["（户名：柳青渡 账号：6222）"],
    ),
    "柳青渡6222000000000000000": (None, [], ["柳青渡6222000000000000000"]),
    "联系人：柳青渡　电话：13800000000": (None, [], ["联系人：柳青渡　电话：13800000000"]),
    "地址：滨江路8号\n\n柳青渡": ("柳青渡", [("", "柳青渡")], ["地址：滨江路8号"]),
}


@pytest.mark.parametrize(("ending", "expected"), ENDINGS.items(), ids=ENDINGS)
def test_the_lines_below_a_story_sign_it_or_are_for_the_office(ending: str, expected: tuple):
    story = story_of(f"# 题目\n\n{P}\n\n{ending}\n")
    contacts = [each.text for each in story.contacts]
    assert (words(story.signature), credits_of(story), contacts) == expected
    assert (body_of(story), damage_of(story)) == ([("paragraph", 3, P)], [])


@pytest.mark.parametrize(
    "line",
    [
        "作者：何晓",
        "□ 本报记者 何晓",
        "望溪县科协 柳青渡",
        "柳青渡",
        "（通讯员 何晓）",
        "文/何晓 图/林舟",
    ],
)
def test_a_signature_may_stand_under_the_title(line: str):
    for title in ("# 题目\n", "**题目在这里**\n", "题目在这里\n", "题目在这里\n——副题\n"):
        story = story_of(f"{title}{line}\n{P}\n")
        assert (words(story.signature), [item[2] for item in body_of(story)]) == (line, [P])


def test_a_signature_above_and_another_below_are_both_the_storys():
    story = story_of(f"# 题目\n□ 何晓\n\n{P}\n\n（林舟 摄）\n")
    assert words(story.signature) == "□ 何晓\n（林舟 摄）"
    assert credits_of(story) == [("", "何晓"), ("", "林舟")]


def test_the_same_signature_above_and_below_is_kept_once():
    story = story_of(f"# 题目\n□ 何晓\n\n{P}\n\n（何晓）\n\n（何　晓）\n")
    assert words(story.signature) == "（何晓）"
    assert damage_of(story) == [("duplicate-signature", 2), ("duplicate-signature", 8)]


@pytest.mark.parametrize("behind", ["（记者 何晓）", "（记者 何晓）\n\n（记者 何晓）"])
def test_a_signature_in_the_dateline_and_again_at_the_end_is_kept_once(behind: str):
    story = story_of(f"# 题目\n\n本报讯（记者 何晓）{P}\n\n{behind}\n")
    assert (words(story.signature), words(story.dateline)) == ("（记者 何晓）", "本报讯")
    assert body_of(story) == [("paragraph", 3, P)]
    assert {kind for kind, _ in damage_of(story)} == {"duplicate-signature"}


def test_a_surplus_copy_at_the_tail_of_the_last_paragraph_is_taken_out():
    story = story_of(f"# 题目\n\n{P}（望溪县科协）\n\n（望溪县科协）\n")
    assert (words(story.signature), body_of(story)) == ("（望溪县科协）", [("paragraph", 3, P)])
    assert damage_of(story) == [("duplicate-signature", 3)]


def test_a_number_that_touches_other_words_is_for_readers():
    story = story_of(f"# 题目\n\n{P}\n\n咨询电话13800000000\n")
    assert (story.signature, story.contacts) == (None, [])
    assert body_of(story)[-1] == ("paragraph", 5, "咨询电话13800000000")


@pytest.mark.parametrize("line", ["何晓", "望溪县科协 柳青渡", "联系电话：0816-2222222"])
def test_in_the_midst_of_a_story_such_a_line_is_text(line: str):
    story = story_of(f"# 题目\n\n{P}\n\n{line}\n\n{P}\n\n（林舟）\n")
    assert (words(story.signature), story.contacts) == ("（林舟）", [])
    assert line in "".join(item[2] for item in body_of(story))


@pytest.mark.parametrize(
    ("lead", "number"),
    [("获奖的是：", 2), ("获奖的是：", 9), ("名单公布如下。", 4), ("名单公布如下。", 9)],
)
def test_a_list_of_names_at_the_end_signs_nothing(lead: str, number: int):
    names = [f"望溪县第{each}中学 陶然" for each in "一二三四五六七八九"[:number]]
    story = story_of(f"# 题目\n\n{lead}\n\n" + "\n".join(names) + "\n")
    texts = [item[2] for item in body_of(story)]
    assert (story.signature, texts[0], "".join(texts[1:])) == (None, lead, "".join(names))


def test_two_lines_may_sign():
    story = story_of(f"# 题目\n\n{P}\n\n望溪县科协\n柳青渡 林舟\n")
    assert words(story.signature) == "望溪县科协\n柳青渡 林舟"


@pytest.mark.parametrize(
    "line",
    [
        "账号：6222",
        "建设银行卡号：6222",
        "农行卡号 6222",
        "何晓 6222 0000 0000 0000",
        "何晓 51000020000101000X",
    ],
)
def test_a_bank_account_is_published_nowhere(line: str):
    story = story_of(f"# 题目\n\n{P}\n\n{line}\n\n{P}\n\n（林舟）\n")
    assert [each.text for each in story.contacts] == [line]
    assert [item[2] for item in body_of(story)] == [P, P]


@pytest.mark.parametrize("line", ["各年数量 2018 2019 2020 2021", "圆周率 3.1415926535897932"])
def test_figures_that_are_no_card_are_text(line: str):
    story = story_of(f"# 题目\n\n{P}\n\n{line}\n\n{P}\n\n（林舟）\n")
    assert (story.contacts, line in "".join(item[2] for item in body_of(story))) == ([], True)


def test_the_source_may_stand_below_the_text():
    story = story_of(f"# 题目\n\n{P}\n\n来源：科普岚江\n")
    assert (words(story.origin), body_of(story)) == ("科普岚江", [("paragraph", 3, P)])


DATELINES = {
    "本报讯 ": "本报讯",
    "**本报讯** ": "本报讯",
    "**本报讯**": "本报讯",
    "本报讯　": "本报讯",
    "本报讯": "本报讯",
    "【本报讯】": "【本报讯】",
    "本报11月3日讯 ": "本报11月3日讯",
    "本报１１月３日讯　": "本报１１月３日讯",
    "本报三月十一日讯 ": "本报三月十一日讯",
    "本报成都3月11日讯 ": "本报成都3月11日讯",
    "本报望溪县河口乡11月3日电 ": "本报望溪县河口乡11月3日电",
    "新华社北京3月11日电　": "新华社北京3月11日电",
    "据新华社北京3月11日电 ": "据新华社北京3月11日电",
    "据新华社电 ": "据新华社电",
    "中新社白鹿11月22日电 ": "中新社白鹿11月22日电",
    "望溪日报讯 ": "望溪日报讯",
    "本网讯 ": "本网讯",
    "本网讯": "本网讯",
    "本刊讯　": "本刊讯",
    "◎本报讯": "◎本报讯",
    "● 本报讯 ": "● 本报讯",
    "■本报讯　": "■本报讯",
    "◎【本报讯】": "◎【本报讯】",
    "川观新闻讯 ": "川观新闻讯",
    "川观新闻讯": "川观新闻讯",
    "科普中国讯 ": "科普中国讯",
    "科普中国讯": "科普中国讯",
    "望溪日报讯": "望溪日报讯",
    "望溪融媒讯 ": "望溪融媒讯",
    "◆望溪晚报讯 ": "◆望溪晚报讯",
    "人民网北京3月11日电 ": "人民网北京3月11日电",
}


@pytest.mark.parametrize(("printed", "dateline"), DATELINES.items(), ids=DATELINES)
def test_a_dateline_is_taken_off_the_first_paragraph(printed: str, dateline: str):
    for signature in ("", "（记者 何晓）", "（记者 何晓 通讯员 罗川）"):
        story = story_of(f"# 题目\n\n{printed}{signature}{P}\n")
        found = (words(story.dateline), words(story.signature) or "", body_of(story))
        assert found == (dateline, signature, [("paragraph", 3, P)])


@pytest.mark.parametrize(
    "text",
    [
        "本报讯息灵通。",
        "新华社电视台来了。",
        "记者从报社接到来电 说雪停了。",
        "据新华社报道，雪停了。",
        "本报记者何晓报道。",
        "封面新闻讯息多。",
        "他是本报讯员。",
        "■本报讯息灵通。",
        "科普中国讯息多。",
        "● 本报记者何晓报道。",
    ],
)
def test_words_that_only_begin_like_a_dateline_are_none(text: str):
    assert DATELINE.match(text) is None


def test_a_dateline_alone_on_its_line_and_an_agencys_topic_are_no_paragraphs():
    story = story_of(f"# 题目\n\n**本报讯**\n\n{P}\n")
    assert (words(story.dateline), body_of(story)) == ("本报讯", [("paragraph", 5, P)])
    story = story_of(f"# 题目\n\n中新社柳津11月2日电　题：小小气象站\n\n中新社记者 秦可\n\n{P}\n")
    assert (words(story.dateline), words(story.signature), body_of(story)) == (
        "中新社柳津11月2日电　题：小小气象站",
        "中新社记者 秦可",
        [("paragraph", 7, P)],
    )
