"""Torn pages, their truth counted by hand: this repository's own always, a real page of the paper where it lies near."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.ingest.samples import REAL, TORN, damage, halfwidth, read, words


@dataclass(frozen=True)
class Truth:
    """`marks` are totals of half-width punctuation; `seams` the first and last words of paragraphs that were joined."""

    titles: tuple[tuple[int, str | None], ...]
    sections: tuple[tuple[str, str, int], ...]
    defects: dict[str, tuple[int, ...]]
    marks: dict[str, int]
    bodies: tuple[str, ...]
    signatures: tuple[str, ...]


#: bodies: a letter for each item: p paragraph, s sub-head, c caption.
TRUTH = {
    "torn-page": Truth(
        titles=(
            (3, None),
            (25, "科协动态"),
            (33, "科协动态"),
            (47, "科协动态"),
            (61, "他山之石"),
            (81, None),
        ),
        sections=(("科协动态", "KE XIE DONG TAI", 23), ("他山之石", "TA SHAN ZHI SHI", 59)),
        defects={
            "sentence-cut": (7, 37, 49, 51, 63),
            "caption-in-sentence": (11,),
            "text-lost": (15,),
            "truncated": (29, 55),
            "duplicate-signature": (39,),
            "unbalanced-quote": (55,),
            "signature-in-paragraph": (79,),
            "section-uncertain": (81,),
            "orphan-caption": (85,),
        },
        marks={",": 32, ";": 4, ":": 1, "( )": 9, "~": 1},
        bodies=("ppcpp", "pp", "ppp", "pp", "pspppspp", "pcp"),
        signatures=(
            "(本报记者 何晓)",
            "(柳津市科协)",
            "(罗川)",
            "(林舟 本报记者 许嘉)",
            "(临汐市科协)",
            "(通讯员 周澄 本报记者 许嘉)",
        ),
    ),
    "kexie-2021-03": Truth(
        titles=(
            (3, None),
            (29, "科协动态"),
            (37, "科协动态"),
            (45, "科协动态"),
            (53, "科协动态"),
            (67, "科协动态"),
            (81, "他山之石"),
            (129, None),
        ),
        sections=(("科协动态", "KE XIE DONG TAI", 27), ("他山之石", "TA SHAN ZHI SHI", 79)),
        defects={
            "sentence-cut": (9, 57, 69, 71, 83, 105, 135),
            "caption-in-sentence": (13,),
            "text-lost": (17,),
            "truncated": (33, 41, 75),
            "duplicate-signature": (59,),
            "signature-in-paragraph": (127,),
            "section-uncertain": (129,),
        },
        marks={",": 126, ";": 11, ":": 2, "( )": 11, "~": 1},
        bodies=("pppcppp", "pp", "pp", "pp", "ppp", "pp", "ppsppppppsppppppspppp", "pppppp"),
        signatures=(
            "(本报记者 陈兰)",
            "(成都市科协)",
            "(程义 马旭梦)",
            "(新津区科协)",
            "(杨熙坤)",
            "(彭佳 本报记者 杨永忠)",
            "(上海市科协)",
            "(四川省西部放射治疗协会)",
        ),
    ),
}
PAGES = [TORN, *(path for path in REAL if path.stem in TRUTH)]
pages = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)


@pages
def test_a_page_of_the_paper_has_the_stories_and_sections_that_are_printed(path: Path):
    truth, (page,) = TRUTH[path.stem], read(path).pages
    assert tuple((s.title.line, s.section) for s in page.stories) == truth.titles
    heads = tuple((head.name.text, words(head.pinyin), head.line) for head in page.sections)
    assert heads == truth.sections


@pages
def test_a_page_of_the_paper_is_mended_to_the_paragraphs_that_were_written(path: Path):
    truth, (page,) = TRUTH[path.stem], read(path).pages
    bodies = tuple("".join(item.kind[0] for item in story.body) for story in page.stories)
    assert tuple(body.replace("u", "s") for body in bodies) == truth.bodies
    assert tuple(words(story.signature) for story in page.stories) == truth.signatures


@pages
def test_every_defect_of_a_page_of_the_paper_is_found_on_its_line_and_no_other(path: Path):
    found: dict[str, tuple[int, ...]] = {}
    for kind, line in sorted(damage(read(path)), key=lambda each: each[1]):
        found[kind] = (*found.get(kind, ()), line)
    assert found == TRUTH[path.stem].defects


@pages
def test_half_width_marks_of_a_page_of_the_paper_add_up(path: Path):
    total: Counter[str] = Counter()
    for marks in halfwidth(read(path)).values():
        for mark, number in re.findall(r"(\( \)|[,;:~]) (\d+) 处", marks):
            total[mark] += int(number)
    assert dict(total) == TRUTH[path.stem].marks
