"""Stories as correspondents set them in Word: where they put pictures, captions, tables and their names."""

from __future__ import annotations

import pytest

from articles.ingest import reader
from articles.ingest.documents.word import open_word
from articles.ingest.drafts import Draft
from tests.ingest.documents import WMF, box, docx, paragraph, picture, png, run, table
from tests.ingest.samples import body_of, damage_of, story_of, told_item, words

TITLE = paragraph("萤火虫回到青石渡湿地", style="a3")
NEWS = "本报讯　近日，青石渡湿地的萤火虫多了起来，管护站连着数了三个晚上。"
THANKS = "湿地管护站说，这要感谢少开一盏灯的人，也要感谢这个夏天的雨。"
SIGNED = paragraph("（记者　何晓）", align="right")
SHOWN = paragraph(picture("p1", alt="湿地夜景"))
CAPTION = "图1　湿地里亮起的灯。林舟　摄"
MEDIA = {"p1": png("1"), "p2": png("2"), "p3": WMF}


def read(*content: str) -> Draft:
    reading = reader.read(docx(*content, media=MEDIA), "稿.docx")
    (page,) = reading.pages
    assert page.defects == []
    (story,) = page.stories
    return story


def items(*content: str) -> list[tuple]:
    """Of the body, without the two paragraphs of text."""
    story = read(*content)
    assert damage_of(story) == []
    return [told_item(item) for item in story.body if item.passage.text not in (NEWS[4:], THANKS)]


def looks(*content: str) -> list[tuple[str, str]]:
    """Each line with its kind, `picture` for a picture's."""
    lines = open_word(docx(*content, media=MEDIA), "稿.docx").lines
    return [(line.text, "picture" if line.look.picture else line.look.kind) for line in lines]


# --- the end of a story -----------------------------------------------------------------------------


def test_pictures_enclosed_behind_the_signature_leave_it_the_signature():
    story = read(TITLE, NEWS, THANKS, SIGNED, SHOWN, paragraph(CAPTION, style="a5"))
    assert words(story.signature) == "（记者　何晓）"
    assert [told_item(item) for item in story.body][2:] == [
        ("caption", 6, "图1　湿地里亮起的灯。", "图1.png", "湿地夜景", "林舟　摄")
    ]
    assert damage_of(story) == []


def test_a_signature_in_the_last_paragraph_is_found_before_enclosed_pictures():
    story = story_of(
        f"# 题目\n\n{NEWS}\n\n{THANKS}（望溪县科协）\n\n![夜景](a.png)\n图为湿地夜景\n"
    )
    assert words(story.signature) == "（望溪县科协）"
    assert body_of(story)[1:] == [("paragraph", 5, THANKS), ("caption", 8, "图为湿地夜景")]
    assert damage_of(story) == [("signature-in-paragraph", 5)]


# --- tables -------------------------------------------------------------------------------------------

DATA = (["地点", "数量"], ["东岸", "12"], ["西岸", "30"])
BOLD_HEAD = [paragraph(run("地点", bold=True)), paragraph(run("数量", bold=True))]


def test_a_bold_first_row_names_the_columns():
    made = items(TITLE, NEWS, table(BOLD_HEAD, *DATA[1:]), THANKS, SIGNED)
    assert made == [("table", 3, "地点\t数量\n东岸\t12\n西岸\t30", True)]


@pytest.mark.parametrize("rows", [DATA, [BOLD_HEAD] * 2, [DATA[1], BOLD_HEAD]])
def test_a_table_set_alike_or_with_a_bold_row_elsewhere_names_none(rows: list):
    assert [made[3] for made in items(TITLE, NEWS, table(*rows), THANKS, SIGNED)] == [False]


@pytest.mark.parametrize("style", ["a5", "a"])
@pytest.mark.parametrize("title", ["表1　各点数量", "表 2-1 各点数量", "附表一：各点数量", "表3"])
def test_the_title_of_a_table_is_no_caption_of_a_picture(title: str, style: str):
    made = items(TITLE, NEWS, paragraph(title, style=style), table(*DATA), THANKS, SIGNED)
    assert made[0] == ("paragraph", 3, title)
    assert [kind for kind, *_ in made] == ["paragraph", "table"]


def test_a_table_that_is_a_picture_has_its_title_for_a_caption():
    made = items(TITLE, NEWS, SHOWN, paragraph("表1　各点数量", style="a5"), THANKS, SIGNED)
    assert made == [("caption", 4, "表1　各点数量", "图1.png", "湿地夜景", None)]


def test_a_row_that_begins_like_a_title_is_a_row():
    made = items(TITLE, NEWS, table(["表1", "12"]), THANKS, SIGNED)
    assert made == [("table", 3, "表1\t12", False)]


# --- pictures -----------------------------------------------------------------------------------------


def test_a_picture_with_its_caption_over_the_title_is_the_storys():
    made = items(SHOWN, paragraph(CAPTION, style="a5"), TITLE, NEWS, THANKS, SIGNED)
    assert made == [("caption", 2, CAPTION[:11], "图1.png", "湿地夜景", "林舟　摄")]


def test_a_caption_in_the_line_below_its_picture_stands_below_it():
    assert looks(paragraph(picture("p1") + run(f"\n{CAPTION}"))) == [
        ("", "picture"),
        (CAPTION, ""),
    ]
    assert looks(paragraph(run("见") + picture("p1") + run("图"))) == [
        ("见图", ""),
        ("", "picture"),
    ]
    made = items(TITLE, NEWS, paragraph(picture("p1") + run(f"\n{CAPTION}")), THANKS, SIGNED)
    assert made == [("caption", 4, CAPTION[:11], "图1.png", None, "林舟　摄")]


def test_a_picture_that_floats_follows_the_words_that_it_is_anchored_in():
    floating = picture("p1").replace("wp:inline", "wp:anchor")
    assert looks(paragraph(floating + run(THANKS))) == [(THANKS, ""), ("", "picture")]
    around = [("", "picture"), (THANKS, ""), ("", "picture")]
    assert looks(paragraph(floating + picture("p2") + run(THANKS))) == around
    assert looks(paragraph(picture("p2") + floating + run(THANKS))) == around


def test_a_picture_before_a_deleted_paragraph_mark_stays_over_the_words():
    cut = paragraph(picture("p1"), mark='<w:del w:id="1"/>')
    assert looks(cut, THANKS) == [("", "picture"), (THANKS, "")]


@pytest.mark.parametrize("shown", ["p1", "p3"])
def test_a_frame_around_a_picture_and_a_few_words_is_the_picture_with_its_caption(shown: str):
    picture_line = ("", "picture" if shown == "p1" else "")
    inner = [paragraph(picture(shown)), paragraph("萤火虫停在芦苇上"), paragraph("林舟 摄")]
    lines = [picture_line, ("萤火虫停在芦苇上", "caption"), ("林舟 摄", "caption")]
    assert looks("始", paragraph(box(*inner))) == [("始", ""), *lines]
    assert looks("始", table(["".join(inner)])) == [("始", ""), *lines]
    two = table(["".join(inner), paragraph(picture("p2")) + paragraph("湿地")])
    assert looks("始", two) == [("始", ""), *lines, ("", "picture"), ("湿地", "caption")]


def test_a_box_with_more_than_a_caption_in_it_stays_a_box():
    shown, line, long = paragraph(picture("p1")), paragraph("短"), paragraph("长" * 101)
    for inner in ([line] * 3, [long]):
        made = looks("始", paragraph(box(shown, *inner)))
        assert [kind for _, kind in made] == ["", "picture", *["box"] * len(inner)]
    assert looks(paragraph(box(line, shown))) == [("短", "box"), ("", "picture")]
    styled = box(shown, paragraph("引", style="a6"))
    assert looks("始", paragraph(styled))[2] == ("引", "quote")


def test_a_table_with_pictures_beside_its_words_stays_a_table():
    shown = paragraph(picture("p1"))
    assert looks(table([shown, "萤火虫"], ["", "水蜡烛"])) == [
        ("\t萤火虫", "row"),
        ("", "picture"),
        ("\t水蜡烛", "row"),
    ]
