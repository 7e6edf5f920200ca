"""A page set into columns: nothing is moved, bars end where their sections end, room is filled with text."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Version
from articles.reading import first_page, inner_page, page_alone
from articles.reading.cards import SHORT, Card, opening
from articles.reading.faces import PageFace
from sections.models import Section

NUMBERS = count(1)
NAMES = {name: Section(pk=at, name=name, slug=f"s{at}") for at, name in enumerate("动他科", 1)}
SENTENCE = "观测员每天八时到山脊上的标尺前读数，风雪无阻，一天不少。"
PICTURE = {
    "sha256": "a" * 64,
    "widths": [480, 960],
    "width": 1600,
    "height": 1067,
    "caption": "图说",
    "credit": "",
    "alt": "",
    "after_block": 0,
}
UPRIGHT = PICTURE | {"width": 1067, "height": 1600}


def make_card(
    position: int, section: str = "", *, sentences: int = 30, picture: dict | None = None
) -> Card:
    body = f"<p>{SENTENCE * 2}</p>" + f"<p>{SENTENCE * 3}</p>" * (sentences // 3)
    text = Version(
        title=f"第{position}条新闻",
        body=body,
        dateline="本报讯",
        figures=[picture] if picture else [],
    )
    return Card(next(NUMBERS), "/articles/1/", text, NAMES.get(section), 2, position)


def make_face(*sections: str, picture: dict | None = None) -> PageFace:
    cards = tuple(
        make_card(at, section, picture=picture if at == 1 else None)
        for at, section in enumerate(sections, 1)
    )
    return PageFace(2, "第02版：要闻", "要闻", "", "/2026/03/04/02/", cards)


def blocks(strips):
    return [block for strip in strips for cell in strip.cells for block in cell.blocks]


def stories(block) -> list[Card]:
    return [*([block.lead] if block.lead else []), *(c for column in block.columns for c in column)]


def order(strips) -> list[int]:
    return [card.position for block in blocks(strips) for card in stories(block)]


SECTIONS = st.lists(st.sampled_from(["", "动", "他", "科"]), max_size=9)


@given(SECTIONS, st.sampled_from([None, PICTURE, UPRIGHT]))
def test_the_issues_order_is_kept_and_a_section_is_never_torn(sections, picture):
    face = make_face(*sections, picture=picture)
    for setting in (first_page, inner_page, page_alone):
        strips = setting(face)
        assert order(strips) == [card.position for card in face.cards]
        assert [(block.section, len(stories(block))) for block in blocks(strips)] == [
            (section, len(cards)) for section, cards in face.groups
        ]
        assert {sum(cell.span for cell in strip.cells) - strip.columns for strip in strips} <= {0}


def test_a_story_of_no_section_after_one_is_marked_off():
    strips = inner_page(make_face("", "动", "动", "", "他"))
    assert [(str(block.section or ""), block.closes) for block in blocks(strips)] == [
        ("", False),
        ("动", False),
        ("", True),
        ("他", False),
    ]


@pytest.mark.parametrize(
    ("stories", "picture", "columns"),
    [(1, None, 2), (2, None, 2), (3, None, 3), (9, None, 4), (1, PICTURE, 2), (3, UPRIGHT, 4)],
)
def test_a_page_has_no_more_columns_than_it_has_stories_for(stories, picture, columns):
    strips = inner_page(make_face(*["动"] * stories, picture=picture))
    assert {strip.columns for strip in strips} == {columns}


def test_text_fills_the_height_of_an_upright_picture():
    """Columns of 17 characters beside a picture of 16 lines."""
    lead = blocks(inner_page(make_face("动", "动", "他", "他", picture=UPRIGHT)))[0].lead
    assert 150 <= lead.opening.length <= 260
    alone = blocks(page_alone(make_face("动", "动", "动", picture=UPRIGHT)))[0].lead
    assert 270 <= alone.opening.length <= 440


def test_a_low_column_opens_its_stories_longer_than_a_high_one():
    strips = inner_page(make_face("动", "动", "动", "他", "科"))
    found = [
        [[card.opening.length > SHORT for card in column] for column in block.columns]
        for block in blocks(strips)
    ]
    assert found == [[[True], [False, False]], [[True]], [[True]]]


def test_page_one_has_its_lead_across_both_columns_with_or_without_a_picture():
    for picture in (None, PICTURE):
        first = blocks(first_page(make_face("", "动", picture=picture)))[0]
        assert (first.lead.position, first.lead_kind, first.columns) == (1, "first", ())


def test_the_fewer_stories_page_one_has_the_longer_its_lead_opens():
    rooms = [
        blocks(first_page(make_face(*[""] * stories, picture=picture)))[0].lead.room
        for stories, picture in ((1, None), (3, None), (8, None), (1, PICTURE))
    ]
    assert rooms == [600, 326, 241, 190]


def test_single_cells_stand_in_pairs_where_there_are_only_two_columns():
    strips = first_page(make_face("", "动", "他"))
    assert [[cell.half for cell in strip.cells] for strip in strips] == [
        ["whole"],
        ["left", "right"],
    ]


# --- openings ---


def test_an_opening_shows_so_much_everywhere_and_more_where_there_is_room():
    html = f"<p>{SENTENCE * 4}</p><p>{SENTENCE}</p><p>{SENTENCE}</p>"
    short, longer = opening(html, SHORT), opening(html, 160)
    assert (short.text, short.rest, short.further) == (SENTENCE * 3, "", ())
    assert (longer.text, longer.rest, longer.further) == (SENTENCE * 3, SENTENCE, (SENTENCE,))


def test_an_opening_cut_inside_a_sentence_says_so_and_goes_on_with_the_sentence():
    long = "雪" * 60 + "，" + "冰" * 60 + "。"
    short, longer = opening(f"<p>{long}</p>", SHORT), opening(f"<p>{long}</p>", 200)
    assert (short.text, short.tail, short.rest) == ("雪" * 60, "……", "")
    assert (longer.text + longer.rest, longer.tail) == (long, "……")


def test_a_quotation_that_is_cut_is_closed_until_it_goes_on():
    long = "他说：“" + "雪" * 60 + "，" + "冰" * 60 + "。”"
    short, longer = opening(f"<p>{long}</p>", SHORT), opening(f"<p>{long}</p>", 200)
    assert short.text + short.tail == "他说：“" + "雪" * 60 + "……”"
    assert longer.text + longer.rest == long


def test_a_story_of_pictures_alone_has_no_opening():
    assert opening("", SHORT) is None
