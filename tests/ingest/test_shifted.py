"""上标、下标: 10⁶ is not 106 and H₂O not H2O, whichever way a document comes in."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ingest.documents.clipboard import open_html
from articles.ingest.documents.opening import open_source
from articles.ingest.documents.symbols import FORMS, MINUS, Shift, shifted
from articles.ingest.documents.word import open_word
from articles.ingest.source import Opened
from tests.ingest.documents import (
    NAMESPACES,
    box,
    docx,
    note,
    paragraph,
    refer,
    run,
    table,
    words,
)

LOST = "有 {} 处上下标按普通字符导入，请对照原稿改正。"
Pieces = list[tuple[str, Shift]]


def up(text: str, how: str = "superscript", more: str = "") -> str:
    """A run of Word's."""
    return f'<w:r><w:rPr>{more}<w:vertAlign w:val="{how}"/></w:rPr>{words(text)}</w:r>'


def down(text: str) -> str:
    return up(text, "subscript")


def as_word(pieces: Pieces) -> Opened:
    made = {"": run, "super": up, "sub": down}
    xml = "".join(made[where](text) for text, where in pieces)
    return open_word(docx(paragraph(xml)), "稿.docx")


def as_html(pieces: Pieces) -> Opened:
    tags = {"": "span", "super": "sup", "sub": "sub"}
    return open_html(
        "".join(f"<{tags[where]}>{text}</{tags[where]}>" for text, where in pieces), "粘贴"
    )


def told(made: Opened) -> tuple[str, list[str]]:
    return made.text.removesuffix("\n"), made.notes


def word(*content: str, **parts) -> tuple[str, list[str]]:
    return told(open_word(docx(*content, **parts), "稿.docx"))


def html(source: str) -> tuple[str, list[str]]:
    return told(open_html(source, "粘贴"))


# --- characters -----------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["super", "sub"])
def test_every_form_is_its_letter_again_under_nfkc(where: Shift):
    back = {letter: unicodedata.normalize("NFKC", form) for letter, form in FORMS[where].items()}
    plain = {letter: unicodedata.normalize("NFKC", letter) for letter in back}
    assert back == plain | dict.fromkeys(MINUS, "\u2212")


@pytest.mark.parametrize(
    ("text", "where", "made"),
    [
        ("-8", "super", "⁻⁸"),
        ("２＋", "super", "²⁺"),
        ("²", "super", "²"),
        ("n+1", "sub", "ₙ₊₁"),
        ("2.5", "sub", "₂.₅"),
        ("6，", "super", "⁶，"),
        (" 2 ", "sub", " ₂ "),
        ("°", "super", "°"),
        ("0.5", "super", None),
        ("2q", "super", None),
        ("水", "sub", None),
        ("2", "nested", None),
        ("水2", "", "水2"),
        ("[1，3-5]", "super", "[1，3-5]"),
        ("［注2］①", "super", "［注2］①"),
        ("[1", "super", None),
    ],
)
def test_all_of_an_index_is_shifted_or_none_of_it(text: str, where: Shift, made: str | None):
    assert shifted(text, where) == made


INDICES: list[tuple[Pieces, str]] = [
    ([("约10", ""), ("6", "super"), ("个", "")], "约10⁶个"),
    ([("每平方米（m", ""), ("2", "super"), ("）", "")], "每平方米（m²）"),
    ([("H", ""), ("2", "sub"), ("O和CO", ""), ("2", "sub")], "H₂O和CO₂"),
    ([("SO", ""), ("4", "sub"), ("2-", "super"), ("与Ca", ""), ("2+", "super")], "SO₄²⁻与Ca²⁺"),
    ([("14", "super"), ("C测年，10", ""), ("\u22128", "super")], "¹⁴C测年，10⁻⁸"),
    ([("10", ""), ("-", "super"), ("8", "super")], "10⁻⁸"),
    ([("PM", ""), ("2.5", "sub")], "PM₂.₅"),
]


@pytest.mark.parametrize(("pieces", "text"), INDICES)
def test_an_index_stays_one_in_word_and_in_html(pieces: Pieces, text: str):
    assert told(as_word(pieces)) == (text, [])
    assert told(as_html(pieces)) == (text, [])


def test_what_has_no_form_stays_as_it_is_and_is_counted_once_for_each_index():
    pieces: Pieces = [("x", ""), ("a", "super"), ("q", "super"), ("，E", ""), ("总", "sub")]
    expected = ("xaq，E总", [LOST.format(2)])
    assert told(as_word(pieces)) == expected
    assert told(as_html(pieces)) == expected


def test_plain_text_stays_as_it_is_typed():
    text = "10^6个，H₂O，m²，x<sup>2</sup>。\n"
    assert told(open_source(text.encode(), "稿.md")) == (text.rstrip("\n"), [])


# --- Word -----------------------------------------------------------------------------------------

STYLED = (
    f"<w:styles {NAMESPACES}>"
    '<w:style w:type="character" w:styleId="up"><w:name w:val="指数"/>'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="heir"><w:name w:val="红指数"/><w:basedOn w:val="up"/></w:style>'
    '<w:style w:type="character" w:styleId="a9"><w:name w:val="footnote reference"/>'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="low"><w:name w:val="下标段"/>'
    '<w:rPr><w:vertAlign w:val="subscript"/></w:rPr></w:style></w:styles>'
)


def styled(*content: str, **parts) -> tuple[str, list[str]]:
    return word(*content, more={"word/styles.xml": STYLED}, **parts)


def test_a_style_raises_too_and_the_runs_own_word_goes_before_it():
    assert styled(paragraph(run("10"), run("6", style="up"))) == ("10⁶", [])
    assert styled(paragraph(run("10"), run("6", style="heir"))) == ("10⁶", [])
    kept = up("6", "baseline", '<w:rStyle w:val="up"/>')
    assert styled(paragraph(run("10"), kept)) == ("106", [])
    assert styled("水", paragraph(run("2"), run("3", style="up"), style="low")) == ("水\n₂³", [])


def test_what_is_no_index_is_not_raised():
    position = '<w:r><w:rPr><w:position w:val="6"/></w:rPr><w:t>6</w:t></w:r>'
    before = (
        '<w:r><w:rPr><w:rPrChange><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:rPrChange>'
        "</w:rPr><w:t>7</w:t></w:r>"
    )
    assert word(paragraph(run("10"), position, before)) == ("1067", [])


def test_the_end_mark_of_a_paragraph_raises_no_word():
    inner = box(paragraph("框2", mark='<w:vertAlign w:val="superscript"/>'))
    around = inner.removesuffix("</w:r>") + "<w:t>3</w:t></w:r>"
    assert word(paragraph(run("10"), around)) == ("103\n框2", [])


NOTED = note("footnote", 1, paragraph(run("m"), up("2")))


def test_an_index_is_read_wherever_text_is():
    assert word(table([paragraph(run("m"), up("2")), "数"])) == ("m²\t数", [])
    assert word(paragraph(run("见"), box(paragraph(run("m"), up("2"))))) == ("见\nm²", [])
    assert (
        word(paragraph(run("见"), refer("footnote", 1)), footnotes=NOTED)[0] == "见〔1〕\n〔1〕m²"
    )
    hyphen = up("3").replace("</w:rPr>", "</w:rPr><w:noBreakHyphen/>")
    assert word(paragraph(run("10"), hyphen, run("次"))) == ("10⁻³次", [])


def test_the_mark_of_a_note_stays_as_it_is_printed():
    style = '<w:rStyle w:val="a9"/>'
    own = (
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        '<w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>2</w:t></w:r>'
    )
    raised = up("", more=style).replace("</w:r>", '<w:footnoteReference w:id="1"/></w:r>')
    notes = note("footnote", 1, paragraph("甲")) + note(
        "footnote", 2, paragraph(run("2", style="a9"), run("乙"))
    )
    text, told = styled(paragraph(run("正文"), raised, own, refer("footnote", 1)), footnotes=notes)
    assert text == "正文〔1〕2〔1〕\n〔1〕甲\n2乙"
    assert told == ["有 2 条脚注或尾注，文中以〔1〕起的编号标出，注文排在最后。"]


# --- HTML -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("10<span style='font-size:8pt;VERTICAL-ALIGN: Super'>6</span>个", "10⁶个"),
        ("H<font style='vertical-align:sub'><font>2</font></font>O", "H₂O"),
        ("m<sup style='position:relative;top:-.5em;vertical-align:baseline'>2</sup>", "m²"),
        ("m<sup><span style='vertical-align:super'>2</span></sup>", "m²"),
        ("m<sup><span style='vertical-align:baseline'>2</span></sup>", "m²"),
        ("a<span style='vertical-align:middle'>2</span>", "a2"),
        ("<table><tr><td style='vertical-align:super'>2</td><td>3</td></tr></table>", "2\t3"),
        ("<p style='vertical-align:sub'>2</p>", "2"),
        ("第10<SUP>\n6\n</SUP>个", "第10 ⁶ 个"),
        ("x<sup>2<p>3</p>", "x²\n³"),
        ("<pre>x<sup>2\n3</sup></pre>", "x²\n³"),
        ("研究<sup><a href='#f1'>[1]</a></sup>表明", "研究[1]表明"),
        ("正文<span class=MsoFootnoteReference style='vertical-align:super'>1)</span>", "正文1)"),
    ],
)
def test_html_raises_by_element_and_by_style(source: str, text: str):
    assert html(source) == (text, [])


def test_an_index_of_an_index_is_not_made_another_number():
    assert html("2<sup>2<sup>3</sup></sup>") == ("2²3", [LOST.format(1)])


def test_an_index_that_nobody_sees_is_no_index():
    hidden = "有 1 处隐藏文字，没有导入。"
    assert html("10<sup style='display:none'>总</sup>个") == ("10个", [hidden])


# --- properties -----------------------------------------------------------------------------------

PIECES = st.lists(
    st.tuples(
        st.text(
            st.sampled_from("0159+-\u2212=()nixq.，云①[]［］°AΩ² 　２"), min_size=1, max_size=6
        ),
        st.sampled_from(("", "super", "sub")),
    ),
    max_size=8,
)


def visible(text: str) -> str:
    """What is there to read, at whatever height."""
    plain = unicodedata.normalize("NFKC", text).replace("\u2212", "-")
    return "".join(plain.split())


@given(PIECES)
def test_every_character_is_read_at_some_height(pieces: Pieces):
    seen = visible("始" + "".join(text for text, _ in pieces))
    assert visible(as_word([("始", ""), *pieces]).text) == seen
    assert visible(as_html([("始", ""), *pieces]).text) == seen


@given(PIECES)
def test_an_index_is_shifted_or_counted(pieces: Pieces):
    made = as_word([("始", ""), *pieces])
    stretches: Pieces = []
    for text, where in pieces:
        is_same = bool(stretches) and stretches[-1][1] == where
        before = stretches.pop()[0] if is_same else ""
        stretches.append((before + text, where))
    lost = [text for text, where in stretches if shifted(text, where) is None]
    assert made.notes == ([LOST.format(len(lost))] if lost else [])
    assert made.text == f"始{''.join(shifted(text, w) or text for text, w in stretches)}\n"
