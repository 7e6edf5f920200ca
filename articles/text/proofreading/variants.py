"""P24: one name in two forms. A hint: brothers have such names too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from articles.text import byline
from articles.text.name_lists import EVERYDAY, GIVEN
from articles.text.names import is_organisation, is_person
from articles.text.proofreading.rules import Hit, Story, story_rule
from articles.text.typography import HAN

#: A name is certain enough where somebody speaks, or behind an office.
SPEAKER = re.compile(
    rf"(?:^|[，。；：、！？”])(?P<name>[{HAN}]{{3}})(?=说|表示|介绍|认为|指出|告诉|回忆|坦言)"
)
OFFICE = re.compile(
    rf"(?:记者|通讯员|主任|书记|主席|会长|教授|研究员|院士|馆长|站长|队长|校长|工程师|讲解员|辅导员|技术员|老师|学生)(?P<name>[{HAN}]{{3}})"
)
QUOTED = re.compile(rf"“(?P<name>[{HAN}0-9A-Za-z]{{4,16}})”")
LONGER_BY = 2  # characters at most: 天府科技云, 天府科技云服务


class Name(NamedTuple):
    paragraph: int
    start: int
    end: int
    name: str


@story_rule(
    "P24",
    "名称前后不一",
    severity="hint",
    what="同一篇里只差一个字的人名（与署名也比），带引号的名称一处长一处短。",
)
def name_variants(story: Story) -> Iterator[Hit]:
    signed = [
        Name(-1, 0, 0, credit.name)
        for credit in byline.parse(story.context.signature).credits
        if credit.kind == "person"
    ]
    people = signed + [name for name in _names(story, SPEAKER, OFFICE) if _is_certain(name.name)]
    yield from _alike(people, _one_off)
    yield from _alike(_names(story, QUOTED), _shortened)


def _names(story: Story, *patterns: re.Pattern[str]) -> list[Name]:
    """In reading order."""
    return sorted(
        Name(at, *match.span("name"), match["name"])
        for at, text in enumerate(story.paragraphs)
        for pattern in patterns
        for match in pattern.finditer(text.raw)
    )


def _is_certain(name: str) -> bool:
    """主席方远主|持: a name's characters are such as people are named with."""
    return is_person(name) and not any(char in EVERYDAY and char not in GIVEN for char in name[1:])


Keys = Iterable[tuple[str, ...]]


def _alike(names: list[Name], keys: Callable[[str], tuple[Keys, Keys]]) -> Iterator[Hit]:
    """The first place of each form that is like an earlier one: `keys` are what a name asks for and what it offers."""
    seen: set[str] = set()
    offered: dict[tuple[str, ...], str] = {}
    for each in names:
        if each.name in seen:
            continue
        asked, offers = keys(each.name)
        if other := next((offered[key] for key in asked if key in offered), None):
            message = f"“{each.name}”与“{other}”是不是同一个？请核对。"
            yield Hit(each.start, each.end, message, paragraph=each.paragraph)
        seen.add(each.name)
        for key in offers:
            offered.setdefault(key, each.name)


def _one_off(name: str) -> tuple[Keys, Keys]:
    """Three characters, one of the given name's two another: 林雪松, 林雪淞."""
    keys = [(name[0], "", name[2]), (name[0], name[1], "")] if len(name) == 3 else []
    return keys, keys


def _shortened(name: str) -> tuple[Keys, Keys]:
    """天府科技云, 天府科技云服务. A body is another thing than what it is called after: 青年英才, 青年英才协会."""
    longer = ("before", name)
    shorter = [] if is_organisation(name) else [name[:-cut] for cut in range(1, LONGER_BY + 1)]
    return [longer, *(("is", each) for each in shorter)], [
        ("is", name),
        *(("before", each) for each in shorter),
    ]
