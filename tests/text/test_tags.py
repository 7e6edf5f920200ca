"""Tags as a typed line, both ways."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.tags import join_tags, split_tags


@dataclass
class Tag:
    name: str


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("党史，科普、气象 5G", ["党史", "科普", "气象", "5G"]),
        (
            "党史,科普;气象；农技\n乡村\t碳中和\u3000两弹一星",
            ["党史", "科普", "气象", "农技", "乡村", "碳中和", "两弹一星"],
        ),
        ("，、党史，， 、科普；", ["党史", "科普"]),
        ("科普，党史，科普", ["科普", "党史"]),
        ("AI ai Ai", ["AI"]),
        ("ai，AI", ["ai"]),
        ("C++、C", ["C++", "C"]),
        ("阿尔·伊德里西", ["阿尔·伊德里西"]),
        ("科\u200b普，科普", ["科普"]),
        ("科普\u202e\x00，党\ud800史", ["科普", "党史"]),
        ("cafe\u0301，café", ["café"]),
        ("\ufa19", ["\ufa19"]),
        ("科普\u2028党史", ["科普", "党史"]),
        ("", []),
        (" ，、；\n", []),
        (None, []),
    ],
)
def test_a_typed_line_is_its_distinct_tags(typed, tags):
    assert split_tags(typed) == tags


def test_tags_are_joined_as_staff_type_them():
    assert join_tags([Tag("党史"), Tag("科普"), Tag("5G")]) == "党史，科普，5G"
    assert join_tags([]) == ""


@given(st.text(st.characters() | st.sampled_from("科普党史 ，、；;,\n\u3000\u200b")))
def test_what_was_split_and_joined_splits_into_the_same(typed):
    tags = split_tags(typed)

    assert split_tags(join_tags(map(Tag, tags))) == tags
    assert split_tags("、".join(tags)) == tags
    assert len({tag.casefold() for tag in tags}) == len(tags)
