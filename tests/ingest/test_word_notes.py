"""Footnotes and endnotes of a story written in Word: behind its text, and in nobody's way."""

from __future__ import annotations

import pytest

from articles.ingest import reader
from articles.ingest.drafts import Draft
from tests.ingest.documents import docx, note, paragraph, refer, run
from tests.ingest.samples import body_of, credits_of, damage_of, words

TITLE = paragraph("萤火虫回到青石渡湿地", style="a3")
NEWS = "近日，青石渡湿地的萤火虫多了起来，管护站连着数了三个晚上。"
THANKS = "湿地管护站说，这要感谢少开一盏灯的人，也要感谢这个夏天的雨。"


def read(*content: str, **notes: str) -> Draft:
    (page,) = reader.read(docx(TITLE, *content, **notes), "稿.docx").pages
    assert page.defects == []
    (story,) = page.stories
    return story


def texts(story: Draft) -> list[str]:
    return [item[2] for item in body_of(story)]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
@pytest.mark.parametrize(
    ("signed", "credit"),
    [
        ("（记者　何晓）", ("记者", "何晓")),
        ("望溪县科协", ("", "望溪县科协")),
        ("通讯员 何晓（13800000000）", ("通讯员", "何晓")),
    ],
)
def test_notes_stand_behind_the_text_and_hide_no_signature(
    kind: str, signed: str, credit: tuple[str, str]
):
    news = paragraph(run(NEWS) + refer(kind, 1))
    notes = {f"{kind}s": note(kind, 1, paragraph("见《青石渡志》"), paragraph("续注"))}
    story = read(news, paragraph(THANKS), paragraph(signed), **notes)
    assert (credits_of(story), damage_of(story)) == ([credit], [])
    assert texts(story) == [f"{NEWS}〔1〕", THANKS, "〔1〕见《青石渡志》", "续注"]


def test_a_signature_in_the_last_paragraph_is_found_before_the_notes():
    last = paragraph(run(THANKS) + refer("footnote", 1) + run("（望溪县科协）"))
    story = read(paragraph(NEWS), last, footnotes=note("footnote", 1, paragraph("注文")))
    assert words(story.signature) == "（望溪县科协）"
    assert damage_of(story) == [("signature-in-paragraph", 3)]
    assert texts(story) == [NEWS, f"{THANKS}〔1〕", "〔1〕注文"]


def test_a_short_note_is_no_caption_and_joins_no_paragraph():
    torn = paragraph(run(THANKS.rstrip("。")) + refer("footnote", 1))
    story = read(paragraph(NEWS), torn, footnotes=note("footnote", 1, paragraph("湿地全景")))
    assert [item[0] for item in body_of(story)] == ["paragraph"] * 3
    assert texts(story)[2] == "〔1〕湿地全景"
