"""What stands against publication: its weight, its sentence, and where to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse


class Weight(StrEnum):
    BLOCKING = "blocking"
    WARNING = "warning"


class Check(StrEnum):
    """In the order in which they are shown; the value names the kind in marks, the label stands on the screen."""

    EMPTY = "empty"
    MASTHEAD = "masthead"
    UNSIGNED = "unsigned"
    CHANGED = "changed"
    UNPROOFED = "unproofed"
    POINTS = "points"
    SIGNATURE = "signature"
    CAPTION = "caption"
    ALT = "alt"
    TITLE = "title"
    LIKE = "like"
    DATES = "dates"
    PAGE = "page"
    JUMP = "jump"
    NUMBER = "number"
    CORRECTION = "correction"
    PICTURE = "picture"
    LEFT_OUT = "left_out"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Check.EMPTY: "本期没有稿件",
    Check.MASTHEAD: "报头、版权项不全",
    Check.UNSIGNED: "稿件没有签发",
    Check.CHANGED: "签发后又改动",
    Check.UNPROOFED: "三校没有做完",
    Check.POINTS: "编校差错超出标准",
    Check.SIGNATURE: "没有署名",
    Check.CAPTION: "图片没有图说",
    Check.ALT: "图片没有替代文字",
    Check.TITLE: "标题重复",
    Check.LIKE: "与别的稿件相似",
    Check.DATES: "文中日期与出版日期不合",
    Check.PAGE: "空版",
    Check.JUMP: "转版不成对",
    Check.NUMBER: "期号、日期与前后期不接",
    Check.CORRECTION: "有更正应在本期见报",
    Check.PICTURE: "版面图是撤回以前的",
    Check.LEFT_OUT: "原来刊出的稿件不在本期",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """`mark` names it with the words it is about: a reason given for one text says nothing of another."""

    check: Check
    weight: Weight
    said: str
    mark: str
    #: name of the screen where it is mended, and what it is opened with
    screen: str
    args: tuple[int, ...] = ()

    @property
    def url(self) -> str:
        return reverse(f"admin:{self.screen}", args=self.args)

    @property
    def is_blocking(self) -> bool:
        return self.weight is Weight.BLOCKING


def blocking(check: Check, said: str, screen: str, *args: int) -> Finding:
    return Finding(check, Weight.BLOCKING, said, _mark(check, args), screen, args)


def warning(check: Check, said: str, screen: str, *args: int, of: object = "") -> Finding:
    """`of`: the version, number or words that it speaks of."""
    return Finding(check, Weight.WARNING, said, _mark(check, (*args, of)), screen, args)


def _mark(check: Check, facts: tuple[object, ...]) -> str:
    return ":".join(str(fact) for fact in (check.value, *facts) if fact != "")[:200]
