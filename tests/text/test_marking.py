"""What was looked for is shown in the text as it is printed: nothing is lost, and only the word itself is marked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text import marking, tokens
from articles.text.marking import GAP, LENGTH, PLACES, Piece

ALPHABET = (
    "云岭陈兰5gGＤＮＡ検éßﬁ㎏ｶﾞ가각“”…，。（） \u3000\n\r\u200b\u0301\ufe00\u202e\x00<&>😀𠀀々〇ΑΩς"
)
TEXTS = st.one_of(st.text(alphabet=ALPHABET, max_size=60), st.text(max_size=40))


def joined(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def shown(pieces: list[Piece]) -> str:
    """With its marks as 【】."""
    return "".join(f"【{text}】" if hit else text for text, hit in pieces)


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("记者陈　兰在云岭", "陈兰", "记者【陈　兰】在云岭"),
        ("ＤＮＡ检测室", "dna检测", "【ＤＮＡ检测】室"),
        ("5G技术和５ｇ基站", "5g", "【5G】技术和【５ｇ】基站"),
        ("云岭云岭", "云岭", "【云岭云岭】"),
        ("云海翻涌", "云海 海翻", "【云海翻】涌"),
        ("cafe\u0301开张", "café", "【cafe\u0301】开张"),
        ("重3㎏", "k", "重3【㎏】"),
        ("云\u200b岭", "云岭", "【云\u200b岭】"),
        ("晴", "云", "晴"),
        ("晴", " ", "晴"),
        ("", "云", ""),
    ],
)
def test_a_word_is_marked_as_it_is_printed(text, query, expected):
    assert shown(marking.marked(text, tokens.words(query))) == expected


@settings(max_examples=400)
@given(TEXTS)
def test_the_folded_text_is_what_search_compares(text):
    folded = marking.folded(text)
    assert folded.text == tokens.normalise(text)
    assert len(folded.spans) == len(folded.text)


@settings(max_examples=300)
@given(TEXTS, st.data())
def test_pieces_are_the_text_and_a_marked_run_is_the_word(text, data):
    folded = tokens.normalise(text)
    start = data.draw(st.integers(0, max(0, len(folded) - 1)))
    words = tokens.words(folded[start : start + data.draw(st.integers(1, 4))])
    assert joined(marking.marked(text, words)) == text
    for word in words:
        found = marking.hits(marking.folded(text), [word])
        assert bool(found) == (word in folded)
        assert all(word in tokens.normalise(text[a:b]) for a, b in found)
        parts = [text[a:b] for a, b in found]
        if tokens.is_plain(word) and all(len(tokens.fold(c)) == 1 for part in parts for c in part):
            assert {tokens.normalise(part) for part in parts} <= {word}


@settings(max_examples=300)
@given(TEXTS, st.lists(st.text(alphabet=ALPHABET, min_size=1, max_size=3), max_size=3))
def test_an_excerpt_shows_parts_of_the_text_with_a_hit_in_each(text, typed):
    words = tokens.words(" ".join(typed))
    pieces = marking.excerpt(text, words)
    assert bool(pieces) == any(word in tokens.normalise(text) for word in words)
    assert not pieces or any(piece.hit for piece in pieces)
    for part in joined(pieces).split(GAP):
        assert part in text


LONG = "".join(f"第{number}段，云岭的雨水比往年早了十来天。" for number in range(400))


def test_an_excerpt_is_short_and_begins_after_a_stop():
    text = f"{LONG}科协的量子计算机{LONG}"
    [gap, before, hit, after, end] = marking.excerpt(text, ["量子"])
    assert (gap.text, before.text, hit, end.text) == ("……", "科协的", Piece("量子", hit=True), "……")
    assert len(before.text + hit.text + after.text) <= LENGTH + marking.BEFORE


def test_words_far_apart_are_both_shown():
    text = f"量子{LONG}少年{LONG}墨子{LONG}云海"
    pieces = marking.excerpt(text, ["量子", "少年", "墨子", "云海"])
    assert [piece.text for piece in pieces if piece.hit] == ["量子", "少年", "墨子"]
    assert len(joined(pieces)) <= LENGTH + PLACES * (marking.BEFORE + len(GAP)) + len(GAP)


def test_a_text_of_one_character_is_marked_in_bounded_time():
    assert len(marking.hits(marking.folded("云，" * 200_000), ["云"])) == marking.MOST
