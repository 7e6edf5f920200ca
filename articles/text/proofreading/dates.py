"""P21: dates that cannot be, and dates that do not agree with the issue's."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterator

from articles.text import dates
from articles.text.proofreading.rules import WRITTEN, Hit, Text, rule

DATE = re.compile(r"(?<![\d.])(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
#: 周一 alone may begin a name (周一鸣); 星期 and 礼拜 do not.
WEEKDAY = re.compile(
    r"[ \u3000]?[（(，,]?(?:(?:星期|礼拜)(?P<long>[一二三四五六日天])|周(?P<short>[一二三四五六日])(?=[）)，。、上下早晚中]|$))"
)
LEAP_YEAR = 2000
#: Behind the date the sentence goes on as about something done.
TOLD = re.compile(r"(?:[上下]午|晚|清晨|凌晨|中午)?，")
SENTENCE = re.compile(r"[^。！？\n]*")
AHEAD = re.compile(
    r"将|拟|计划|预计|预报|定于|届时|截至|截止|明[天日年]|下[周月]|未来|提醒|敬请|欢迎|可"
)
LATELY = re.compile(r"(?:近日|日前|连日来)[，,]?")
LATELY_MEANS = 15  # days


@rule(
    "P21",
    "日期",
    severity="doubt",
    what="日历上没有的日期；星期与日期不符；按出版日期看还没有到却写成已经发生的日期；“近日”之后是15天以前的日期。",
    kinds=WRITTEN,
)
def impossible_dates(text: Text) -> Iterator[Hit]:
    for match in DATE.finditer(text.raw):
        issue = text.context.issue_date
        if not _exists(match):
            message = f"没有“{match[0]}”这一天，请核对。"
            yield Hit(*match.span(), message, severity="error")
        elif date := _date(match, issue):
            yield from _wrong_weekday(text.raw, match, date)
            if issue:
                yield from _against_issue(text.raw, match, date, issue)


def _exists(match: re.Match[str]) -> bool:
    month, day = int(match["month"]), int(match["day"])
    year = int(match["year"]) if match["year"] else LEAP_YEAR
    return 1 <= month <= 12 and year >= 1 and 1 <= day <= monthrange(year, month)[1]


def _date(match: re.Match[str], issue: dt.date | None) -> dt.date | None:
    """With the year that is printed, else the one that brings it nearest to the issue."""
    month, day = int(match["month"]), int(match["day"])
    if match["year"]:
        return dt.date(int(match["year"]), month, day)
    if issue is None:
        return None
    years = range(max(1, issue.year - 1), min(9999, issue.year + 1) + 1)
    candidates = [dt.date(year, month, day) for year in years if day <= monthrange(year, month)[1]]
    return min(candidates, key=lambda date: abs(date - issue), default=None)


def _wrong_weekday(raw: str, match: re.Match[str], date: dt.date) -> Iterator[Hit]:
    day = WEEKDAY.match(raw, match.end())
    if day is None:
        return
    right = dates.weekday(date)
    printed = (day["long"] or day["short"]).replace("天", "日")
    if right[-1] != printed:
        message = f"{dates.long_date(date)}是{right}，与“{day[0].strip('（(，, ')}”不符。"
        yield Hit(match.start(), day.end(), message)


def _against_issue(raw: str, match: re.Match[str], date: dt.date, issue: dt.date) -> Iterator[Hit]:
    before = raw[max(0, match.start() - 40) : match.start()]
    sentence = re.split(r"[。！？\n]", before)[-1]
    if date > issue and not sentence and TOLD.match(raw, match.end()):
        rest = SENTENCE.match(raw, match.end())
        if rest and not AHEAD.search(rest[0]):
            message = f"{dates.long_date(date)}在出版日期之后，这句却写成已经发生；请核对。"
            yield Hit(*match.span(), message)
    lately = LATELY.search(sentence)
    if lately and lately.end() == len(sentence) and (issue - date).days > LATELY_MEANS:
        message = f"“{lately[0].strip('，,')}”之后的日期是{(issue - date).days}天以前；请核对。"
        yield Hit(match.start() - len(lately[0]), match.end(), message)
