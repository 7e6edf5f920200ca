"""Which issue a source goes to: what the command says, what the front matter adds, what is stored already."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q

from articles.ingest.drafts import Reading
from articles.models import Issue
from articles.models.issue import Kind
from articles.text.dates import long_date
from articles.text.typography import tidy_line

KINDS = {"常规": "regular", "合刊": "combined", "增期": "extra", "号外": "extra"}
#: How long a number may be: no paper has a million issues, none a thousand a year.
DIGITS = {"总期号": 6, "年内期号": 3}
#: The front matter's key -> the field of Target and of Issue.
FACTS = {"总期号": "total_number", "年内期号": "year_number", "主题": "theme"}

#: What a page head may print of its issue.
HEADS = {"date": "日期", "total_number": "总期号", "year_number": "年内期号"}


class Refused(Exception):
    """The source contradicts itself, the command or what is stored. The message names file and line; nothing was written."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a source goes, as far as the command or the desk says; the source's front matter fills the rest."""

    date: dt.date | None = None
    kind: str | None = None
    total_number: int | None = None
    year_number: int | None = None
    theme: str | None = None
    page: int | None = None
    page_name: str | None = None
    at_desk: bool = False  # said at the import desk, where nobody knows a command's options


def number(key: str, text: str) -> int:
    """The number of an issue, `key` being a key of DIGITS. Raises ValueError with a sentence."""
    if not re.fullmatch(rf"[0-9]{{1,{DIGITS[key]}}}", text) or not int(text):
        raise ValueError(f"{key}“{text}”不对，请写 1 到 {10 ** DIGITS[key] - 1} 的数字。")
    return int(text)


def completed(target: Target, reading: Reading, name: str) -> tuple[Target, dt.date]:
    """What the command left open, filled from the front matter; and the date, without which nothing goes on."""
    date = target.date or _date(reading, name) or _printed(reading, "date")
    if date is None:
        raise Refused(f"{name}：不知道出版日期；请用 --date 指明，或在文件头写“日期：2026-11-18”。")
    filled = replace(
        target,
        date=date,
        kind=target.kind or _kind(reading, name),
        total_number=target.total_number
        or _number(reading, "总期号", name)
        or _printed(reading, "total_number"),
        year_number=target.year_number
        or _number(reading, "年内期号", name)
        or _printed(reading, "year_number"),
        theme=target.theme or tidy_line(reading.front.get("主题", "")),
    )
    agree_with_heads(filled, reading, name)
    return filled, date


def _printed(reading: Reading, fact: str) -> Any:
    """What the first page head that prints it says of the issue."""
    return next((found for page in reading.pages if (found := getattr(page, fact))), None)


def agree_with_heads(target: Target, reading: Reading, name: str) -> None:
    """What the pages print of date and numbers must be what is said of the issue. Raises Refused with the line."""
    for fact, words in HEADS.items():
        for page in reading.pages:
            printed, said = getattr(page, fact), getattr(target, fact)
            if printed and said and printed != said:
                raise Refused(
                    f"{name} 第 {page.lines[fact]} 行：版面上印的{words}是 {printed}，指明的是 {said}；请核对。"
                )


def where(reading: Reading, key: str, name: str) -> str:
    """The place of a key of the front matter; the file where it has none, for then the command said it."""
    line = reading.front_lines.get(key)
    return f"{name} 第 {line} 行" if line else name


def _date(reading: Reading, name: str) -> dt.date | None:
    if not (text := reading.front.get("日期")):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        place = where(reading, "日期", name)
        raise Refused(f"{place}：文件头的日期“{text}”不对，请写作 2026-11-18。") from None


def _kind(reading: Reading, name: str) -> str | None:
    if not (kind := reading.front.get("类别")):
        return None
    if kind not in KINDS:
        place = where(reading, "类别", name)
        raise Refused(f"{place}：文件头的类别“{kind}”不认识，可写：{'、'.join(KINDS)}。")
    return KINDS[kind]


def _number(reading: Reading, key: str, name: str) -> int | None:
    if not (text := reading.front.get(key)):
        return None
    try:
        return number(key, text)
    except ValueError as error:
        raise Refused(f"{where(reading, key, name)}：文件头的{error}") from None


def stored_issue(target: Target, reading: Reading, name: str) -> Issue | None:
    """The issue of that date, where there is one; nothing that is said of it may contradict what is stored."""
    same_day = Issue.objects.filter(date=target.date)
    main = same_day.exclude(kind=Kind.EXTRA).first()
    issue = same_day.filter(kind=target.kind).first() if target.kind else main
    if issue is None and main and target.kind != Kind.EXTRA:
        place = where(reading, "类别", name)
        raise Refused(f"{place}：{long_date(main.date)}已有一期（{main}），请核对日期和类别。")
    if issue:
        _agree(issue, target, reading, name)
    _is_free(target.total_number, issue, where(reading, "总期号", name))
    return issue


def _agree(issue: Issue, target: Target, reading: Reading, name: str) -> None:
    """What the issue has not got yet is filled in when it is written."""
    for key, field in FACTS.items():
        said, stored = getattr(target, field), getattr(issue, field)
        if said and stored and said != stored:
            raise Refused(
                f"{where(reading, key, name)}：{long_date(issue.date)}的报纸已经存在，{key}是“{stored}”，"
                f"与这里的“{said}”不符；请核对。"
            )


def _is_free(number: int | None, issue: Issue | None, place: str) -> None:
    """No other issue may have the number; a combined one has all from its first to its last."""
    if number is None:
        return
    has = Q(total_number=number) | Q(total_number__lt=number, last_total_number__gte=number)
    other = Issue.objects.filter(has).exclude(pk=issue.pk if issue else None).first()
    if other:
        raise Refused(
            f"{place}：总第{number}期已是{long_date(other.date)}的报纸，请核对日期和期号。"
        )
