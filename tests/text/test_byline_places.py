"""Where a signature stands inside a longer text, and where brackets hold something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.byline import (
    find_caption,
    find_dateline,
    find_tail,
    find_under_title,
    parse_caption,
    parse_dateline,
    parse_tail,
    parse_under_title,
)
from tests.text.byline_strings import EXPLAINED, SIGNING, bracketed, prose, written

FINDERS = {
    find_tail: parse_tail,
    find_dateline: parse_dateline,
    find_under_title: parse_under_title,
    find_caption: parse_caption,
}


def assert_found(parsed, printed: str, expected: str, rest: str) -> None:
    signature, left = parsed
    assert signature is not None
    assert (signature.printed, written(signature), left) == (printed, expected, rest)


@pytest.mark.parametrize(
    ("before", "printed", "after", "expected"),
    [
        ("提供充沛的动能。", "(上海市科协)", "", "-:{上海市科协}"),
        ("提供充沛的动能", "（上海市科协）", "。", "-:{上海市科协}"),
        ("注册使用“天府科技云”", "(彭佳 本报记者 杨永忠)", "", "-:彭佳, 本报记者:杨永忠"),
        ("真是太好了！", "【程义 马旭梦】", "", "-:程义, -:马旭梦"),
        ("他说：“好。”", "（买买提·吐尔逊）", " ", "-:买买提·吐尔逊"),
        ("开创新局……", "（据新华社电）", "", "据:{新华社} ~电"),
        ("会议召开", "（本报记者 陈兰）", "", "本报记者:陈兰"),
        ("会议召开。", "（本报记者 陈兰", "", "本报记者:陈兰"),
        ("中心组(扩大)学习会召开。", "（本报记者 泽仁旺姆）", "", "本报记者:泽仁旺姆"),
        ("", "（上海市科协）", "", "-:{上海市科协}"),
        ("会议召开。", "（\uf9f4晓东）", "", "-:\uf9f4晓东"),
        ("深入学习 。", "（陈　兰）", "", "-:陈兰"),
    ],
)
def test_a_signature_at_the_tail_of_a_paragraph_is_cut_out(before, printed, after, expected):
    assert_found(parse_tail(before + printed + after), printed, expected, before + after)


@pytest.mark.parametrize("words", [*prose(), *bracketed(EXPLAINED)])
@pytest.mark.parametrize("frame", ["会议顺利召开。{}", "会议顺利召开{}。", "会议顺利召开{}"])
def test_prose_in_brackets_stays_in_the_paragraph(words, frame):
    paragraph = frame.format(words)

    assert parse_tail(paragraph) == (None, paragraph)


@pytest.mark.parametrize("words", bracketed(SIGNING))
def test_a_name_that_is_sure_signs_though_others_beside_it_look_like_words(words):
    signature, left = parse_tail(f"会议顺利召开。{words}")

    assert signature is not None
    assert (signature.printed, left) == (words, "会议顺利召开。")


@pytest.mark.parametrize(
    "paragraph",
    [
        "",
        "会议顺利召开。",
        "活动由老师（李明）主持。",
        "充沛的动能（上海市科协）",
        "授予称号（科普示范基地）。",
        "结束。（陈兰、优秀学生）",
        "结束。（本报记者 陈兰 等）",
        "结束。（乌兰其木格）",
        "结束。（林某某）",
        "引进模型（Machine Learning）。",
        "结束。（陈兰",
        "（陈兰）结束。",
    ],
)
def test_a_tail_that_is_not_all_understood_or_stands_elsewhere_is_left_alone(paragraph):
    assert parse_tail(paragraph) == (None, paragraph)


@pytest.mark.parametrize(
    ("before", "printed", "after", "expected"),
    [
        ("本报讯", "（记者 何晓）", "近日，", "记者:何晓"),
        ("【本报讯】", "（记者 何晓）", "近日，", "记者:何晓"),
        ("◎本报讯 ", "（记者 何晓）", "近日，", "记者:何晓"),
        ("科普中国讯", "（记者 何晓）", "近日，", "记者:何晓"),
        ("川观新闻讯 ", "（记者 何晓）", "近日，", "记者:何晓"),
        ("本报讯 ", "(记者何晓 通讯员林舟)", "3月11日,", "记者:何晓, 通讯员:林舟"),
        ("**本报讯**", "（何晓）", "近日，", "-:何晓"),
        ("本报成都3月11日讯　", "（记者 何晓）", "近日，", "记者:何晓"),
        ("新华社北京3月11日电", "（记者何晓、林舟）", "会议", "记者:何晓, 记者:林舟"),
        ("四川日报讯", "（记者 何晓）", "近日，", "记者:何晓"),
        (
            "",
            "（海南日报全媒体记者何晓 通讯员林舟）",
            "近日，",
            "全媒体记者:何晓@海南日报, 通讯员:林舟",
        ),
        ("　　", "（记者 何晓）", "近日，", "记者:何晓"),
    ],
)
def test_a_signature_after_the_dateline_is_cut_out_exactly(before, printed, after, expected):
    assert_found(parse_dateline(before + printed + after), printed, expected, before + after)


@pytest.mark.parametrize(
    "paragraph",
    [
        "",
        "近日，省科协党组中心组(扩大)学习会在成都召开。",
        "本报讯（扩大）近日，",
        "本报讯 近日（记者 何晓）在成都",
        "他给本报来电（记者 何晓）说",
        "（何晓）近日，",
        "（记者 何晓）",
        "本报讯（记者 何晓",
        "（上接第1版）会议指出，",
    ],
)
def test_a_paragraph_that_opens_otherwise_is_left_alone(paragraph):
    assert parse_dateline(paragraph) == (None, paragraph)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("□ 本报记者 何晓", "本报记者:何晓"),
        ("■ 何晓 林舟", "-:何晓, -:林舟"),
        ("●　乌兰其木格", "-:乌兰其木格"),
        ("◆ 成都市科协", "-:{成都市科协}"),
        ("——何晓", "-:何晓"),
        ("本报记者 何晓", "本报记者:何晓"),
        ("文/何晓 图/林舟", "文:何晓, 图:林舟"),
        ("来源：中国科协网站", "来源:{中国科协网站}"),
    ],
)
def test_a_line_under_the_title_is_a_signature_by_its_bullet_or_role(line, expected):
    assert_found(parse_under_title(line), line, expected, "")
    assert_found(parse_under_title(f"　{line} "), line, expected, "　 ")


@pytest.mark.parametrize(
    "line",
    [
        "",
        "□",
        "何晓 林舟",
        "成都市科协",
        "记者 走基层",
        "记者 调查",
        "记者观察",
        "——记成都市科协",
        "——成都市科协",
        "——访著名专家",
        "● 扩大会议",
        "■ 图书馆",
        "本报记者 何晓 走进四川大学",
        "——乌兰其木格",
        "□ 何晓走进四川大学",
    ],
)
def test_a_subtitle_or_heading_is_no_signature(line):
    assert parse_under_title(line) == (None, line)


@pytest.mark.parametrize(
    ("caption", "printed", "expected", "rest"),
    [
        ("会议现场　陈兰 摄", "陈兰 摄", "-:陈兰 ~摄", "会议现场"),
        ("花海 何 晓 摄", "何 晓 摄", "-:何晓 ~摄", "花海"),
        ("王庄 何　晓　林　舟　摄", "何　晓　林　舟　摄", "-:何晓, -:林舟 ~摄", "王庄"),
        ("周舟 林舟 摄", "周舟 林舟 摄", "-:周舟, -:林舟 ~摄", ""),
        ("何晓 林舟 摄", "何晓 林舟 摄", "-:何晓, -:林舟 ~摄", ""),
        ("艾力\u2027卡德尔摄影报道", "艾力\u2027卡德尔摄影报道", "-:艾力·卡德尔 ~摄影报道", ""),
        ("云海 艾力\u30fb卡德尔图", "艾力\u30fb卡德尔图", "-:艾力·卡德尔 ~图", "云海"),
        (
            "会议现场。（本报记者 王五 摄）",
            "（本报记者 王五 摄）",
            "本报记者:王五 ~摄",
            "会议现场。",
        ),
        ("何晓/摄", "何晓/摄", "-:何晓/摄", ""),
        ("（某某学会供图）", "（某某学会供图）", "-:{某某学会} ~供图", ""),
        ("会议现场 新华社记者 陈兰 摄", "新华社记者 陈兰 摄", "记者:陈兰@新华社 ~摄", "会议现场"),
        ("会议现场。陈兰摄", "陈兰摄", "-:陈兰 ~摄", "会议现场。"),
        ("会议现场　陈　兰　摄", "陈　兰　摄", "-:陈兰 ~摄", "会议现场"),
        ("会议现场 摄影：马原", "摄影：马原", "摄影:马原", "会议现场"),
        ("会场 泽仁旺姆 摄", "泽仁旺姆 摄", "-:泽仁旺姆 ~摄", "会场"),
        (
            "会议现场 四川省气象学会 供图",
            "四川省气象学会 供图",
            "-:{四川省气象学会} ~供图",
            "会议现场",
        ),
        ("群山 泽仁旺姆 摄", "泽仁旺姆 摄", "-:泽仁旺姆 ~摄", "群山"),
        ("成都市科协 陈兰 摄", "陈兰 摄", "-:陈兰 ~摄", "成都市科协"),
        ("会议现场（新华社发）", "（新华社发）", "-:{新华社} ~发", "会议现场"),
        ("会议现场（乌兰其木格 摄）。", "（乌兰其木格 摄）", "-:乌兰其木格 ~摄", "会议现场。"),
        (
            "王五在做实验。 通讯员 林舟 摄影报道",
            "通讯员 林舟 摄影报道",
            "通讯员:林舟 ~摄影报道",
            "王五在做实验。",
        ),
    ],
)
def test_a_caption_gives_up_its_photographer(caption, printed, expected, rest):
    assert_found(parse_caption(caption), printed, expected, rest)


@pytest.mark.parametrize(
    "caption",
    [
        "",
        "会议现场",
        "会议现场（左三）",
        "会议现场（资料图片）",
        "会议现场（陈兰）",
        "航拍",
        "会议现场 陈兰",
        "陈兰 彭佳",
        "省科协党组成员（右二）在会上。",
        "会议现场 本报记者 陈兰",
        "专家现场拍摄",
        "图 会议现场",
        "学员们的摄影",
    ],
)
def test_a_caption_without_a_photographer_is_left_alone(caption):
    assert parse_caption(caption) == (None, caption)


# --- Any text at all -------------------------------------------------------------------------------

PIECES = [
    "本报讯",
    "会议召开",
    "近日，",
    "。",
    "（",
    "）",
    "本报记者",
    "记者",
    "陈兰",
    "马\u3000原",
    "成都市科协",
    "扩大",
    "摄",
    "文/图",
    "/",
    "\u3000",
    "□",
    "——",
    "”",
    "\n",
    "供图",
]
texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=14).map("".join))


@given(texts, st.sampled_from(list(FINDERS)))
def test_what_is_found_and_what_is_left_are_the_text(text, find):
    found, (signature, rest) = find(text), FINDERS[find](text)

    if found is None:
        assert (signature, rest) == (None, text)
        return
    start, end, there = found
    assert there == signature
    assert there.understood
    assert there.printed == text[start:end]
    left = text[:start] + text[end:]
    assert rest == (left.rstrip() if find is find_caption else left)


@given(
    st.sampled_from(list(FINDERS)),
    st.sampled_from(["（", "驻", "，", "刘畅 ", "（记者 ", "。（", "\n", "摄 "]),
)
def test_no_text_takes_long_to_search(find, unit):
    find(unit * 3000)
