"""Stories that begin without a mark and without a word that says so: by the place of a line, whatever it begins with."""

from __future__ import annotations

import pytest

from articles.ingest import reader
from articles.ingest.documents.opening import open_source
from articles.ingest.drafts import Ruling
from tests.ingest.samples import body_of, damage, damage_of, read_text, words

P = "近日，望溪县科协在果园里上了一堂嫁接课，果农们围着技术员问个不停，直到天黑才散。"
D = f"本报讯 {P}"
ABOVE = f"甲县建学校\n{D}\n"
LONG = "望溪县科协联合县农业农村局、县教育局等十二家单位启动“春风行动”百日科技下乡服务"


def titles(text: str) -> list[str]:
    return [story.title.text for page in read_text(text).pages for story in page.stories]


TITLES = [
    "3月12日我县举行植树科普活动",
    "11月28日，望溪桥通车",
    "2026年科技下乡启动",
    "第一批科普大篷车开进深山",
    "最后一公里装上智慧路灯",
    "首先装上路灯的村子",
    "1.5万名学生走进科技馆",
    "三、四年级学生走进实验室",
    "①号实验田丰收",
    "下课以后，放学以前，孩子们去哪里，听听他们怎么说",
    LONG,
]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("end", ["", "（何晓）\n", "望溪县科协 柳青渡\n", "（完）\n"])
def test_a_line_between_a_storys_end_and_a_dateline_is_a_title(title: str, end: str):
    text = f"{ABOVE}{end}{title}\n{D}\n"
    assert (titles(text), damage(read_text(text))) == (["甲县建学校", title], [])


@pytest.mark.parametrize("title", TITLES[:8])
def test_and_so_is_one_between_a_signature_and_a_paragraph(title: str):
    assert titles(f"{ABOVE}（何晓）\n{title}\n{P}\n") == ["甲县建学校", title]


def test_the_first_line_of_two_may_begin_so_as_well():
    assert titles(f"{ABOVE}第一批大篷车\n3月开进深山\n{D}\n") == [
        "甲县建学校",
        "第一批大篷车\n3月开进深山",
    ]


@pytest.mark.parametrize("line", ["3月12日", "3月修好的水渠，", "12", "图为3月修好的水渠"])
def test_a_date_a_torn_line_a_number_and_a_caption_are_no_title_there(line: str):
    assert titles(f"{ABOVE}{line}\n{D}\n") == ["甲县建学校"]


def test_what_a_torn_sentence_goes_on_with_is_no_title():
    assert titles(f"甲县建学校\n{D}\n大家去看了\n3月修好的水渠\n{D}\n")[:1] == ["甲县建学校"]
    assert titles(f"甲县建学校\n{D}\n大家去看了新的水渠，\n3月才修好\n{D}\n") == ["甲县建学校"]


UNDER_TITLES = {
    "□ 本报记者 何晓": (None, "□ 本报记者 何晓"),
    "本报记者 何晓": (None, "本报记者 何晓"),
    "文/何晓": (None, "文/何晓"),
    "作者：何晓": (None, "作者：何晓"),
    "柳青渡": (None, "柳青渡"),
    "望溪县科协 柳青渡": (None, "望溪县科协 柳青渡"),
    "——记望溪中学教师柳青渡": ("——记望溪中学教师柳青渡", None),
    "——记教师柳青渡\n□ 何晓": ("——记教师柳青渡", "□ 何晓"),
    "——记教师柳青渡\n何晓": ("——记教师柳青渡", "何晓"),
}


@pytest.mark.parametrize("title", ["他把星星装进教室", "第一次看见银河", "他把星星\n装进教室"])
@pytest.mark.parametrize("lines", UNDER_TITLES)
@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["close", "spaced"])
def test_a_title_with_a_line_under_it_begins_a_feature_behind_an_unsigned_story(
    title: str, lines: str, gap: str
):
    reading = read_text(f"{ABOVE}{title}\n{lines}\n{P}\n{P}\n".replace("\n", gap))
    first, second = reading.pages[0].stories
    subtitle, signature = UNDER_TITLES[lines]
    assert (first.title.text, len(first.body)) == ("甲县建学校", 1)
    assert (second.title.text, len(second.body)) == (title, 2)
    assert (words(second.subtitle), words(second.signature)) == (subtitle, signature)
    assert damage(reading) == []


def test_a_writers_line_in_brackets_begins_one_where_a_gap_sets_its_title_off():
    below = f"他把星星装进教室\n（本报记者 何晓）\n{P}\n"
    assert titles(f"{ABOVE}\n{below}") == ["甲县建学校", "他把星星装进教室"]
    assert titles(ABOVE + below) == ["甲县建学校"]


@pytest.mark.parametrize(
    "lines",
    [
        "学生插小旗\n何晓 摄",
        "会后大家看了\n望溪县科协",
        "水渠有多长\n——很长",
        "大家去看了水渠，\n□ 何晓",
    ],
)
def test_a_photographer_an_organisation_a_short_answer_and_a_torn_line_begin_none(lines: str):
    assert titles(f"{ABOVE}{lines}\n{P}\n") == ["甲县建学校"]


def test_a_poem_with_its_poet_begins_between_two_gaps():
    text = f"{ABOVE}\n早春\n柳青渡\n\n雪还没有化完\n柳树已经绿了\n河在冰下说话\n"
    first, second = read_text(text).pages[0].stories
    assert (words(first.signature), second.title.text, words(second.signature)) == (
        None,
        "早春",
        "柳青渡",
    )
    assert (len(second.body), damage_of(second)) == (3, [])


def test_a_feature_begins_below_a_gap_and_a_list_without_stops():
    text = f"科普日历\n世界水日\n植树节\n世界气象日\n\n天空为什么是蓝的\n柳青渡\n{P}\n"
    assert (titles(text), damage(read_text(text))) == (["科普日历", "天空为什么是蓝的"], [])


def test_the_line_that_says_who_wrote_ends_the_title():
    text = f"对话守井人\n文/何晓\n问：井水为什么冬暖夏凉？\n答：{P}\n"
    (story,) = read_text(text).pages[0].stories
    assert (story.title.text, words(story.signature)) == ("对话守井人", "文/何晓")


# --- Lines that may be a section's head -------------------------------------------------------------

NAMED = f"{ABOVE}（何晓）\n\n科学人物\n他把星星装进教室\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{NAMED}{D}\n",
        f"{NAMED}□ 何晓\n{P}\n",
        f"{ABOVE}科学人物\n他把星星装进教室\n{D}\n",
        f"{ABOVE}\n科学人物\n\n他把星星装进教室\n{P}\n",
        f"{ABOVE}\n光影\n\n他把星星装进教室\n{D}\n",
        f"{ABOVE}（何晓）\n\n山里山外\n\n他把星星装进教室\n{D}\n",
        f"# 甲县建学校\n\n{D}\n\n（何晓）\n\n科学人物\n\n# 他把星星装进教室\n\n{D}\n",
        f"# 甲县建学校\n\n{D}\n\n（何晓）\n\n# 科学人物\n\n# 他把星星装进教室\n\n{D}\n",
    ],
)
def test_a_line_that_may_head_a_section_is_reported_and_in_no_field(text: str):
    line = next(n for n, each in enumerate(text.split("\n"), 1) if each.strip("# ") in NAMES)
    first, second = read_text(text).pages[0].stories
    assert (first.title.text, damage_of(first)) == ("甲县建学校", [])
    assert (second.title.text, words(second.kicker), second.section) == (
        "他把星星装进教室",
        None,
        None,
    )
    assert [(d.kind, d.line, d.text in NAMES) for d in second.defects] == [
        ("section-uncertain", line, True)
    ]


NAMES = ("科学人物", "光影", "山里山外")


def test_named_a_section_it_heads_one_and_nothing_is_left_in_doubt():
    opened = open_source(f"{NAMED}{D}\n".encode(), "稿.txt")
    reading = reader.read_opened(opened, "稿.txt", rulings={5: Ruling("section")})
    _, second = reading.pages[0].stories
    assert (second.title.text, second.section, second.defects) == (
        "他把星星装进教室",
        "科学人物",
        [],
    )


def test_a_title_that_is_named_like_a_section_is_reported():
    _, second = read_text(f"{ABOVE}（何晓）\n\n科学人物\n\n{P}\n").pages[0].stories
    assert (second.title.text, damage_of(second)) == ("科学人物", [("section-uncertain", 5)])


def test_a_title_over_its_sub_heads_and_a_title_of_two_lines_are_none():
    text = f"# 冬季养生\n\n## 先暖脚\n\n{P}\n\n## 再暖手\n\n{P}\n"
    (story,) = read_text(text).pages[0].stories
    assert (story.title.text, damage_of(story)) == ("冬季养生", [])
    assert titles(f"{ABOVE}（何晓）\n\n望溪县科协\n课堂搬到果园\n{P}\n")[1:] == [
        "望溪县科协\n课堂搬到果园"
    ]


# --- What stands behind a story ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "note",
    [
        "（完）",
        "（未完待续）",
        "（作者为甲县科协主席）",
        "（作者系甲县中学教师，高级工程师）",
        "（有删节）",
    ],
)
@pytest.mark.parametrize("order", ["{note}\n（何晓）", "（何晓）\n{note}", "何晓\n{note}"])
def test_a_note_behind_a_story_stays_text_and_ends_it(note: str, order: str):
    text = f"甲县建学校\n{P}\n{order.format(note=note)}\n乙县修大桥\n{P}\n"
    first, second = read_text(text).pages[0].stories
    assert [item[2] for item in body_of(first)] == [P, note]
    assert (words(first.signature).strip("（）"), second.title.text) == ("何晓", "乙县修大桥")
    assert damage(read_text(text)) == []
