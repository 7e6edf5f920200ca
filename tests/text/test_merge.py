"""Two people's changes of one text: what goes together by itself, what is asked, and that nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.merge import Undecided, merge, resolved

BASE = ["一", "二", "三", "四"]

texts = st.lists(st.sampled_from("甲乙丙丁"), max_size=8)


def joined(pieces, side: str) -> list[str]:
    return [text for piece in pieces for text in getattr(piece, side)]


def kinds(mine, theirs, base=BASE) -> list[str]:
    return [piece.kind for piece in merge(base, mine, theirs)]


def merged(mine, theirs, base=BASE) -> list[str]:
    """Without a choice: there must be no conflict."""
    return resolved(merge(base, mine, theirs), {})


def test_changes_of_different_paragraphs_go_in_by_themselves():
    assert merged(["一改", "二", "三", "四"], ["一", "二", "三", "四改"]) == [
        "一改",
        "二",
        "三",
        "四改",
    ]


def test_changes_of_neighbouring_paragraphs_do_too():
    assert merged(["一", "二改", "三", "四"], ["一", "二", "三改", "四"]) == [
        "一",
        "二改",
        "三改",
        "四",
    ]


def test_a_new_paragraph_and_one_taken_out_elsewhere_go_together():
    assert merged(["零", "一", "二", "三", "四"], ["一", "二", "四"]) == ["零", "一", "二", "四"]


def test_a_new_paragraph_beside_a_changed_one_keeps_its_side():
    assert merged(["一", "新", "二", "三", "四"], ["一改", "二改", "三", "四"]) == [
        "一改",
        "新",
        "二改",
        "三",
        "四",
    ]


def test_the_same_change_made_by_both_goes_in_once():
    assert kinds(["一改", *BASE[1:]], ["一改", *BASE[1:]]) == ["agreed", "same"]
    assert merged(["一改", *BASE[1:]], ["一改", *BASE[1:]]) == ["一改", "二", "三", "四"]


def test_two_changes_of_one_paragraph_are_asked():
    pieces = merge(BASE, ["一", "二甲", "三", "四"], ["一", "二乙", "三", "四"])
    [conflict] = [piece for piece in pieces if piece.kind == "conflict"]
    assert (conflict.base, conflict.mine, conflict.theirs) == (("二",), ("二甲",), ("二乙",))
    with pytest.raises(Undecided):
        resolved(pieces, {})
    answers = {
        choice: resolved(pieces, {conflict.key: choice}) for choice in ("mine", "theirs", "both")
    }
    assert answers == {
        "mine": ["一", "二甲", "三", "四"],
        "theirs": ["一", "二乙", "三", "四"],
        "both": ["一", "二乙", "二甲", "三", "四"],
    }


def test_two_new_paragraphs_at_one_place_are_asked():
    assert kinds(["一", "甲", *BASE[1:]], ["一", "乙", *BASE[1:]]) == ["same", "conflict", "same"]


def test_a_paragraph_that_one_took_out_and_the_other_changed_is_asked():
    assert kinds(["一", "三", "四"], ["一", "二改", "三", "四"]) == ["same", "conflict", "same"]


def test_a_conflict_is_known_by_its_texts_and_not_by_its_place():
    def key(base):
        pieces = merge(base, ["甲", *base[1:]], ["乙", *base[1:]])
        return next(piece.key for piece in pieces if piece.kind == "conflict")

    assert key(["一", "二"]) == key(["一", "三"])
    assert key(["一", "二"]) != key(["零", "二"])


@given(texts, texts, texts)
def test_the_pieces_hold_all_three_texts(base, mine, theirs):
    pieces = merge(base, mine, theirs)
    assert joined(pieces, "base") == base
    assert joined(pieces, "mine") == mine
    assert joined(pieces, "theirs") == theirs


@given(texts, texts)
def test_who_changed_nothing_gets_the_other_s_text(base, text):
    assert resolved(merge(base, text, base), {}) == text
    assert resolved(merge(base, base, text), {}) == text
    assert resolved(merge(base, text, text), {}) == text


@given(texts, texts, texts)
def test_whoever_merges_first_the_same_is_asked(base, mine, theirs):
    turned = {"mine": "theirs", "theirs": "mine"}
    one = [(p.kind, p.mine, p.theirs) for p in merge(base, mine, theirs)]
    other = [(turned.get(p.kind, p.kind), p.theirs, p.mine) for p in merge(base, theirs, mine)]
    assert one == other


@given(texts, texts, texts)
def test_conflicts_decided_all_one_way_keep_every_paragraph_of_that_side(base, mine, theirs):
    pieces = merge(base, mine, theirs)
    for side in ("mine", "theirs"):
        made = resolved(pieces, {piece.key: side for piece in pieces})
        wanted = [p for p in pieces if p.kind in (side, "agreed", "conflict")]
        assert [text for text in joined(wanted, side) if text not in made] == []


@st.composite
def apart(draw):
    """A text of different paragraphs, and two people who each rewrite, take out or add before paragraphs of their own."""
    base = [f"段{at}" for at in range(draw(st.integers(1, 10)))]
    owners = draw(
        st.lists(st.sampled_from(["", "mine", "theirs"]), min_size=len(base), max_size=len(base))
    )
    acts = draw(
        st.lists(st.sampled_from(["change", "drop", "add"]), min_size=len(base), max_size=len(base))
    )

    def made(who: str) -> list[str]:
        """What `who` made of it, "" being both together."""
        text: list[str] = []
        for paragraph, owner, act in zip(base, owners, acts, strict=True):
            if not owner or who not in ("", owner):
                text.append(paragraph)
            elif act == "change":
                text.append(f"{paragraph}{owner}")
            elif act == "add":
                text += [f"新{paragraph}{owner}", paragraph]
        return text

    both = [made("mine"), made("theirs")]
    return base, *both, made("")


def test_thousands_of_the_same_few_paragraphs_are_merged():
    base = ["是", "否"] * 2000
    mine, theirs = ["否", "无", "是"] * 2000, ["无", *base]
    pieces = merge(base, mine, theirs)
    assert joined(pieces, "theirs") == theirs


@given(apart())
def test_changes_that_do_not_touch_each_other_are_all_in_the_merged_text(case):
    base, mine, theirs, both = case
    assert merged(mine, theirs, base) == both
