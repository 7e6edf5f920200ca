"""Hostile markup: nothing outside the vocabulary is stored, words stay where they can, no input takes long."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from articles.text.body import PROTOCOLS, VOCABULARY, clean, plain
from articles.text.typography import FORBIDDEN
from tests.text.hostile_strings import HOSTILE
from tests.text.markup_strategies import soup, whole


def test_no_word_of_the_vocabulary_acts_or_loads_or_styles():
    assert set().union(*VOCABULARY.values()) == {"href", "start", "colspan", "rowspan"}
    assert {tag for tag, names in VOCABULARY.items() if "href" in names} == {"a"}
    assert {"script", "style", "iframe", "img", "svg", "math", "form"} & set(VOCABULARY) == set()
    assert sorted(PROTOCOLS) == ["http", "https", "mailto"]


@pytest.mark.parametrize(("html", "body"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_markup_is_stored_harmless(html, body):
    assert clean(html) == body


class _Reader(HTMLParser):
    """Every tag, attribute and address of a body, as a browser would meet them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.schemes: set[str] = set()
        self.other: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {(tag, name) for name, _value in attrs}
        self.schemes |= {
            value.partition(":")[0].lower()
            for name, value in attrs
            if name == "href" and ":" in value
        }

    def handle_endtag(self, tag):
        self.tags.add(tag)

    def handle_comment(self, data):
        self.other.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def assert_only_the_vocabulary(body: str) -> None:
    reader = _Reader()
    reader.feed(body)
    reader.close()
    allowed = {(tag, name) for tag, names in VOCABULARY.items() for name in names}
    assert reader.tags - set(VOCABULARY) == set()
    assert reader.attributes - allowed == set()
    assert reader.schemes - PROTOCOLS == set()
    assert (reader.other, FORBIDDEN.findall(body)) == ([], [])


@pytest.mark.parametrize("html", [row[0] for row in HOSTILE.values()], ids=HOSTILE)
@pytest.mark.parametrize(
    "around", ["{}", "甲\n{}\n乙", "<p>甲{}乙</p>", "<ul><li>{}", "<table><td>{}"]
)
def test_nothing_outside_the_vocabulary_survives_wherever_it_stands(html, around):
    body = clean(around.format(html))

    assert_only_the_vocabulary(body)
    assert clean(body) == body


@settings(max_examples=500)
@given(soup | whole)
def test_nothing_outside_the_vocabulary_survives_any_mixture(html):
    assert_only_the_vocabulary(clean(html))


# --- Time ------------------------------------------------------------------------------------------

SENTENCE = "江源市科协近日在云岭举办科普活动，R&D投入增长3.5%，参加者12,345人。"
MEGABYTE = SENTENCE * (1_000_000 // len(SENTENCE.encode()))

#: Each took seconds, or the memory of the machine, when a pattern or the parser met it with the square of its length.
LONG = {
    "a bold word after another": "<p>" + "<b>甲</b>" * 20_000,
    "a table of many rows": "<table>" + "<tr><td>甲<td>3.5</tr>" * 10_000,
    "a paragraph of one sentence": f"<p>{MEGABYTE}",
    "an indent inside a bold word": f"<p><b>{'　' * 100_000}甲</b></p>",
    "blanks inside a line": f"<p>甲{' ' * 100_000}乙</p>",
    "breaks inside a line": f"<p>甲{'<br>' * 20_000}乙</p>",
    "a tag that never ends": "甲" + "<b " * 50_000,
    "quotes that never end": "甲" + "<b x='\"" * 20_000,
    "comments that never end": "甲" + "<!--" * 50_000,
    "lists inside lists": "<ul><li>" * 30_000 + "甲",
    "quotations inside quotations": "<blockquote>" * 30_000 + "甲",
    "boxes inside boxes": "<div>" * 30_000 + "甲",
    "bold that is opened and never closed": "".join(f"<b id={n}><p>" for n in range(3000)) + "甲",
    "a font that is opened and never closed": "".join(f"<font id={n}><p>" for n in range(3000))
    + "甲",
    "emptied elements": "<p>" + "<b>" * 10_000 + "</b>" * 10_000 + "甲",
}


@pytest.mark.parametrize("html", LONG.values(), ids=LONG)
def test_markup_without_end_keeps_its_words(html):
    assert plain(clean(html))[:1] in ("甲", "江")


@pytest.mark.parametrize("line", ["{}\n", "<p>{}</p>\n"])
def test_five_megabytes_of_text_keep_every_word(line):
    paragraph = SENTENCE * 3
    html = line.format(paragraph) * (5_000_000 // len(paragraph.encode()))
    assert plain(clean(html)) == "\n".join([paragraph] * (5_000_000 // len(paragraph.encode())))
