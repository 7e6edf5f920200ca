"""How long a story of 5,000 characters takes, and what a word list of 5,000 entries adds."""

from __future__ import annotations

import random

import pytest

from articles.text.proofreading import Word, WordList, check, check_story
from tests.ingest.samples import DEMO, TORN, read

LENGTH = ENTRIES = 5000


def text(length: int = LENGTH) -> str:
    """Torn print and sound print by turns, as one paragraph."""
    source = "".join(TORN.read_text().split()) + "".join(DEMO[0].read_text().split())
    return (source * (length // len(source) + 1))[:length]


def word_list(entries: int = ENTRIES) -> WordList:
    """Words of two to six characters that the text is made of, every tenth with a protected name."""
    chance, characters = random.Random(7), sorted(set(text()))

    def word() -> str:
        return "".join(chance.choices(characters, k=chance.randint(2, 6)))

    return WordList(
        tuple(
            Word(word(), "正", protected=(word(),) if number % 10 == 0 else ())
            for number in range(entries)
        )
    )


def test_a_text_of_five_thousand_characters(benchmark):
    assert len(benchmark(check, text())) > 50


def test_a_whole_story_in_paragraphs(benchmark):
    page = read(DEMO[0]).pages[0]
    paragraphs = [("p", item.passage.text) for story in page.stories for item in story.body]
    benchmark(check_story, paragraphs)


@pytest.mark.parametrize("entries", [50, ENTRIES])
def test_a_word_list_read_anew(benchmark, entries):
    """As for each story: the list is built and the text is searched. The goal is 20 ms for 5,000 entries."""
    words = word_list(entries).entries
    benchmark(lambda: list(WordList(words).find(text())))
    assert benchmark.stats.stats.min < 0.02


HOSTILE = [
    "(",
    "“",
    "中,",
    "中 ",
    ", ",
    "1,",
    ".",
    "…",
    '"中',
    "说了说",
    "約",
    "（记者 何晓）",
    "1~",
    "一、二个",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_line_of_twenty_thousand_characters_made_to_be_slow(benchmark, piece):
    """The longest line that an import takes: linear, whatever it is made of."""
    benchmark.pedantic(check, (piece * (20_000 // len(piece)),), rounds=3)
    assert benchmark.stats.stats.min < 1
