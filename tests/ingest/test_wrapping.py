"""Text that was broken at the width of a column or a mail is read as it was written; torn text is not mended so."""

from __future__ import annotations

import textwrap

import pytest

from articles.ingest import reader
from articles.ingest.documents.opening import open_source
from articles.ingest.drafts import Ruling
from tests.ingest.samples import body_of, damage_of, story_of, words
from tests.ingest.test_nothing_is_lost import assert_the_spans_partition

PARAGRAPHS = [
    "近日，望溪县科协在果园里上了一堂嫁接课，三十多位果农围着技术员问个不停，直到天黑才散，第二天一早又来了。",
    "老树的枝条要先看朝向，再看粗细，最后才下剪刀。剪口要斜，不能积水，伤口抹上药膏，再用薄膜一圈一圈地缠好。",
    "课后，每户领走了一把嫁接刀、一卷薄膜和一本小册子。小册子里留了十页空白，用来记自家果树一年里的变化。",
]


def broken(width: int, *, indent: str, gap: str) -> str:
    """The paragraphs in lines of so many characters."""
    made = []
    for paragraph in PARAGRAPHS:
        text = indent + paragraph
        lines = [text[at : at + width] for at in range(0, len(text), width)]
        made.append("\n".join(lines))
    return gap.join(made)


@pytest.mark.parametrize("width", [12, 16, 38])
@pytest.mark.parametrize(("indent", "gap"), [("　　", "\n"), ("　　", "\n\n"), ("", "\n\n")])
def test_lines_of_one_width_are_the_paragraphs_they_were(width: int, indent: str, gap: str):
    if width == 38:  # a mail; fewer than eight full lines would prove nothing
        paragraphs = gap.join([broken(width, indent=indent, gap=gap)] * 4)
    else:
        paragraphs = broken(width, indent=indent, gap=gap)
    story = story_of(f"果园里的课\n{paragraphs}\n\n（何晓）\n")
    assert [item[2] for item in body_of(story)] == PARAGRAPHS * (4 if width == 38 else 1)
    assert (story.defects, words(story.signature)) == ([], "（何晓）")


def test_titles_datelines_and_signatures_stand_apart_from_full_lines():
    first, second, third = broken(16, indent="", gap="\n\n").split("\n\n")
    text = f"果园里的课\n本报讯　{first[:12]}\n{first[12:]}\n望溪县科协\n\n"
    text += f"白鹿县的课\n{second}\n{third}\n（何晓）\n"
    (page,) = reader.read(text.encode(), "稿.txt").pages
    assert [(s.title.text, words(s.dateline), words(s.signature)) for s in page.stories] == [
        ("果园里的课", "本报讯", "望溪县科协"),
        ("白鹿县的课", None, "（何晓）"),
    ]
    assert [item.passage.text for item in page.stories[1].body] == PARAGRAPHS[1:]


#: Set in lines of 16 its last line is full: only what comes behind it says that it has ended.
IMPRINT = (
    "近日，望溪县科协在果园里上了一堂嫁接课，果农围着技术员问个不停，"
    "直到天黑才散，第二天一早又带着自家的枝条来了，请他一根一根地看。"
)


def lines_of(text: str) -> str:
    return "\n".join(text[at : at + 16] for at in range(0, len(text), 16))


@pytest.mark.parametrize(("indent", "behind"), [("", "\n\n"), ("　　", "\n")])
def test_a_gap_or_an_indent_ends_a_paragraph_whose_last_line_is_full(indent: str, behind: str):
    paragraph = IMPRINT[len(indent) :]
    text = behind.join([lines_of(indent + paragraph)] * 4)
    story = story_of(f"果园里的课\n{text}\n\n（何晓）\n")
    assert [item[2] for item in body_of(story)] == [paragraph] * 4


def test_a_short_line_behind_a_full_stop_is_no_end_of_the_paragraph():
    text = "\n\n".join([lines_of(IMPRINT)] * 4)
    story = story_of(f"果园里的课\n{text}\n望溪县科协\n")
    assert (len(story.body), words(story.signature)) == (4, "望溪县科协")


def test_some_wider_lines_show_that_nothing_was_broken_at_a_width():
    text = "\n".join([lines_of(IMPRINT)] * 3 + PARAGRAPHS)
    assert damage_of(story_of(f"# 果园里的课\n\n{text}\n")) != []


def test_torn_lines_of_any_width_stay_as_they_are():
    lines = textwrap.wrap("".join(PARAGRAPHS), 23)
    ragged = [line[: 23 - 3 * (at % 5)] for at, line in enumerate(lines)]
    story = story_of("# 果园里的课\n\n" + "\n\n".join(ragged) + "\n")
    assert damage_of(story) != []


def test_couplets_of_one_width_are_no_broken_lines():
    couplet = "雪落寒山静，风来古树鸣。"
    story = story_of("# 题画\n\n" + f"{couplet}\n" * 12)
    assert [item[2] for item in body_of(story)] == [couplet] * 12


def test_a_list_of_names_of_one_length_is_no_broken_text():
    names = [f"望溪县第{number}中学　陶{number}然" for number in "一二三四五六七八九十"]
    story = story_of("# 获奖名单\n\n获奖的是：\n" + "\n".join(names) + "\n")
    assert [item[2] for item in body_of(story)][1:] == names


def test_staff_may_part_what_was_joined():
    text = f"果园里的课\n{broken(16, indent='　　', gap=chr(10))}\n"
    opened = open_source(text.encode(), "稿.txt")
    reading = reader.read_opened(opened, "稿.txt", rulings={4: Ruling("subhead")})
    assert_the_spans_partition(reading)
    (story,) = reading.pages[0].stories
    assert [item.kind for item in story.body][:2] == ["paragraph", "subhead"]
    assert story.body[1].passage.line == 4
    reading = reader.read_opened(opened, "稿.txt", rulings={4: Ruling("apart")})
    (story,) = reading.pages[0].stories
    assert [item.passage.line for item in story.body][:2] == [2, 4]
