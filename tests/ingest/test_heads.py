"""Where a story begins, and which of the lines over it are 引题, 主题 and 副题."""

from __future__ import annotations

import pytest

from tests.ingest.samples import read_text, words

P = "近日，望溪县科协在果园里上了一堂嫁接课，果农们围着技术员问个不停，直到天黑才散。"
D = f"本报讯 {P}"


def heads(text: str) -> list[tuple[str, str | None, str | None]]:
    """(主题, 引题, 副题) of each story."""
    return [
        (story.title.text, words(story.kicker), words(story.subtitle))
        for page in read_text(text).pages
        for story in page.stories
    ]


@pytest.mark.parametrize(
    ("text", "title", "kicker", "subtitle"),
    [
        (f"迎接科普月\n## 课堂搬到果园\n\n{D}", "课堂搬到果园", "迎接科普月", None),
        (f"### 迎接科普月\n## 课堂搬到果园\n\n{D}", "课堂搬到果园", "迎接科普月", None),
        (f"## 课堂搬到果园\n——果农学会嫁接\n\n{P}", "课堂搬到果园", None, "——果农学会嫁接"),
        (f"## 课堂搬到果园\n### ——果农学会嫁接\n\n{P}", "课堂搬到果园", None, "——果农学会嫁接"),
        (f"## 课堂搬到果园\n### 果农学会嫁接\n\n{D}", "课堂搬到果园", None, "果农学会嫁接"),
        (f"## 课堂搬到果园\n### 果农学会嫁接\n\n{P}", "课堂搬到果园", None, "果农学会嫁接"),
        (f"## 课堂搬到果园\n果农学会嫁接\n\n{D}", "课堂搬到果园", None, "果农学会嫁接"),
        (
            f"### 科普月\n## 课堂搬到果园\n### 果农学会嫁接\n\n{P}\n\n### 先看枝\n\n{P}",
            "课堂搬到果园",
            "科普月",
            "果农学会嫁接",
        ),
        (f"## 望溪县科协 把课堂搬到果园\n\n{D}", "望溪县科协\n把课堂搬到果园", None, None),
        (f"## 望溪县科协\n## 把课堂搬到果园\n\n{D}", "望溪县科协\n把课堂搬到果园", None, None),
        (f"望溪县科协\n把课堂搬到果园\n{D}", "望溪县科协\n把课堂搬到果园", None, None),
        (f"望溪县科协：\n把课堂搬到果园\n{P}", "望溪县科协：\n把课堂搬到果园", None, None),
        (f"课堂搬到果园\n——果农学会嫁接\n{P}", "课堂搬到果园", None, "——果农学会嫁接"),
        (
            f"引题：科普月\n主题：课堂搬到果园\n副题：学会嫁接\n{P}",
            "课堂搬到果园",
            "科普月",
            "学会嫁接",
        ),
        (
            f"肩题：科普月\n标题：课堂搬到果园\n副标题：学会嫁接\n{P}",
            "课堂搬到果园",
            "科普月",
            "学会嫁接",
        ),
        (f"【引题】科普月\n【主题】课堂搬到果园\n{P}", "课堂搬到果园", "科普月", None),
        (f"引题：科普月\n## 课堂搬到果园\n{P}", "课堂搬到果园", "科普月", None),
        (f"**课堂搬到果园**\n\n{P}", "课堂搬到果园", None, None),
        (f"太阳能板怕不怕热？\n{P}", "太阳能板怕不怕热？", None, None),
        (f"## **课堂**搬到\n## **果园**里\n\n{D}", "课堂搬到\n果园里", None, None),
    ],
)
def test_the_lines_over_a_story_find_their_fields(text, title, kicker, subtitle):
    assert heads(f"{text}\n") == [(title, kicker, subtitle)]


def titles(text: str) -> list[str]:
    return [head[0] for head in heads(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"甲县建学校\n{D}\n乙县修大桥\n{D}\n", ["甲县建学校", "乙县修大桥"]),
        (f"甲县建学校\n{P}\n（何晓）\n乙县修大桥\n{P}\n", ["甲县建学校", "乙县修大桥"]),
        (f"甲县建学校\n{P}（何晓）\n乙县修大桥\n{P}\n", ["甲县建学校", "乙县修大桥"]),
        (f"甲县建学校\n{P}\n本报记者 何晓\n乙县修大桥\n{P}\n", ["甲县建学校", "乙县修大桥"]),
        (f"甲县建学校\n{P}\n\n---\n\n乙县修大桥\n{P}\n", ["甲县建学校", "乙县修大桥"]),
        (f"甲县建学校\n{P}\n（下转第2版）\n乙县修大桥\n{P}\n", ["甲县建学校", "乙县修大桥"]),
        (f"甲县建学校\n{P}\n乙县修大桥\n{P}\n", ["甲县建学校"]),
        (f"甲县建学校\n{P}\n乙县修大桥\n标签：桥\n{P}\n", ["甲县建学校", "乙县修大桥"]),
        (f"# 甲县建学校\n\n{P}\n\n（何晓）\n\n乙县修大桥\n\n{D}\n", ["甲县建学校", "乙县修大桥"]),
        (f"# 甲县建学校\n\n{P}\n\n（何晓）\n\n会场一角\n\n{D}\n", ["甲县建学校"]),
        (f"# 甲县\n\n{P}\n\n### 乙县\n\n{P}\n\n# 丙县\n\n{P}\n", ["甲县", "丙县"]),
        (f"# 甲县\n\n{P}\n\n### 乙县\n\n{D}\n", ["甲县", "乙县"]),
        (f"# 甲县\n## 乙县\n\n{D}\n\n## 丙县\n\n{D}\n", ["甲县", "乙县", "丙县"]),
        ("# 甲\n# 乙\n# 丙\n# 丁\n\n本报讯 文。\n", ["甲", "乙", "丙", "丁"]),
        ("# 甲\n# 乙\n", ["甲", "乙"]),
        ("春雪\n雪落在瓦上\n没有一点声音\n雪落在麦田里\n麦苗听见了\n更静了\n（沈墨）\n", ["春雪"]),
        (f"甲县建学校\n{P}\n水渠修好了\n\n乙县修大桥\n{D}\n", ["甲县建学校", "乙县修大桥"]),
        (
            f"甲县建学校\n{P}\n（何晓）\n望溪县科协\n搬到果园\n{P}\n",
            ["甲县建学校", "望溪县科协\n搬到果园"],
        ),
        (f"甲县建学校\n{P}\n（何晓）\n编辑同志：\n您好！\n", ["甲县建学校"]),
        (f"甲县建学校\n{P}\n更正\n本报3月4日第2版有误。\n", ["甲县建学校", "更正"]),
    ],
)
def test_a_story_begins_where_something_says_so(text: str, expected: list[str]):
    assert titles(text) == expected


def test_the_papers_name_above_a_title_is_no_kicker():
    (page,) = read_text(f"岚江科技报\n\n# 课堂\n\n{P}\n").pages
    assert (page.stories[0].kicker, [(d.kind, d.text) for d in page.defects]) == (
        None,
        [("unreadable", "岚江科技报")],
    )


@pytest.mark.parametrize(
    ("above", "kicker"),
    [("\n\n果农们\n", "果农们"), ("\n果农们\n\n", None), ("\n\n（何晓）\n\n果农们\n\n", "果农们")],
)
def test_a_line_above_a_title_is_its_kicker_where_the_story_before_has_ended(above, kicker):
    """Or where a gap sets it off from the text, and none from the title."""
    assert heads(f"# 甲县\n\n{P}{above}# 乙县\n\n{P}\n")[1] == ("乙县", kicker, None)


AD = "招五个人，会嫁接的优先\n"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (f"广告\n\n# 果园招聘\n\n{AD}", [("advertisement", "果园招聘", "广告")]),
        (f"# 果园招聘\n【广告】\n\n{AD}", [("advertisement", "果园招聘", None)]),
        (f"# 甲\n\n{P}\n\n广告\n\n{AD}", [("story", "甲", None), ("advertisement", "广告", None)]),
        (f"# 甲\n\n{P}\n\n广告\n", [("story", "甲", None), ("advertisement", "广告", None)]),
        (f"广告\n\n# 甲\n\n{D}\n", [("advertisement", "广告", None), ("story", "甲", None)]),
        (
            f"广告\n\n# 果园招聘\n\n{AD}\n# 遗失声明\n\n{AD}\n# 冬天的果园\n\n{P}\n\n# 征文启事\n\n{P}\n",
            [
                ("advertisement", "果园招聘", "广告"),
                ("advertisement", "遗失声明", None),
                ("story", "冬天的果园", None),
                ("story", "征文启事", None),
            ],
        ),
        (
            f"广告\n引题：热门\n主题：果园招聘\n{AD}",
            [("advertisement", "果园招聘", "热门")],
        ),
        (f"# 更正\n\n{P}\n", [("correction", "更正", None)]),
        (
            f"# 甲\n\n{P}\n\n（何晓）\n\n更正：{P}\n",
            [("story", "甲", None), ("correction", "更正", None)],
        ),
        (
            f"# 甲\n\n{P}\n\n（何晓）\n\n【致歉声明】{P}\n",
            [("story", "甲", None), ("correction", "致歉声明", None)],
        ),
        (f"# 甲\n\n{P}\n\n更正：{P}\n", [("story", "甲", None)]),
    ],
)
def test_a_correction_and_an_advertisement_are_told_from_the_news(text: str, kinds: list):
    (page,) = read_text(text).pages
    assert [(s.kind, s.title.text, words(s.kicker)) for s in page.stories] == kinds


def test_an_advertisement_is_of_no_section_and_nobody_mends_it():
    (page,) = read_text(
        f"【随笔】\n\n# 甲\n\n{P}\n\n广告\n\n# 招聘\n\n招五个人，\n\n会嫁接\n"
    ).pages
    assert [(story.section, story.defects) for story in page.stories] == [("随笔", []), (None, [])]
    assert [item.passage.text for item in page.stories[1].body] == ["招五个人，", "会嫁接"]


def test_a_sub_head_right_below_a_title_stays_one_where_the_story_has_others():
    text = f"## 课堂搬到果园\n\n### 先看枝\n\n{P}\n\n### 再下剪\n\n{P}\n"
    (page,) = read_text(text).pages
    (story,) = page.stories
    assert (words(story.subtitle), [item.kind for item in story.body]) == (
        None,
        ["subhead", "paragraph", "subhead", "paragraph"],
    )


def test_a_picture_or_box_above_the_first_title_is_that_storys():
    text = f"![果园](a.png)\n\n核心提示：学嫁接。\n\n# 课堂\n\n{P}\n\n（何晓）\n\n【编者按】再学一次。\n\n# 又一课\n\n{P}\n"
    first, second = read_text(text).pages[0].stories
    assert [item.kind for item in first.body] == ["caption", "abstract", "paragraph"]
    assert [(item.kind, item.passage.line) for item in second.body] == [
        ("abstract", 11),
        ("paragraph", 15),
    ]


def test_the_rest_of_a_story_is_headed_by_what_the_jump_calls_it():
    text = "第02版：综合\n\n（上接第1版《望溪大桥》）桥上的灯亮了。\n\n（何晓）\n"
    (story,) = read_text(text).pages[0].stories
    assert (story.title.text, [(j.direction, j.page, j.title) for j in story.jumps]) == (
        "望溪大桥",
        [("from", 1, "望溪大桥")],
    )
    assert [item.passage.text for item in story.body] == ["桥上的灯亮了。"]
