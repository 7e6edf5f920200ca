"""Dates as a masthead prints them; dates and numbers of issues as readers type them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import lru_cache

WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日")

#: `2021-03-17`, `2021年3月17日`, `2021/3/17`, `2021.3.17`, `20210317`.
TYPED = re.compile(
    r"(\d{4})\s*(?:[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?|(\d{2})(\d{2}))", re.ASCII
)
#: `3087`, `第3087期`, `总第3087期`; eight digits are a day.
TYPED_NUMBER = re.compile(r"(?:总?第)?\s*(\d{1,7})\s*期?", re.ASCII)


def typed(text: str) -> dt.date | None:
    """The day that somebody typed, in digits of any width; None where it is no day."""
    found = TYPED.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return None
    try:
        return dt.date(*(int(part) for part in found.groups() if part))
    except ValueError:
        return None


def typed_number(text: str) -> int | None:
    """The 总期号 that somebody typed, in digits of any width; None where it is none."""
    found = TYPED_NUMBER.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return int(found[1]) if found else None


def weekday(date: dt.date) -> str:
    """`星期三`"""
    return f"星期{WEEKDAYS[date.weekday()]}"


def long_date(date: dt.date) -> str:
    """`2021年3月17日`; without zeros, as GB/T 15835 has dates in running text."""
    return f"{date.year}年{date.month}月{date.day}日"


@lru_cache(maxsize=1024)
def lunar(date: dt.date) -> str:
    """`农历辛丑年二月初五`, or "" outside the years 1901-2099 that the almanac covers."""
    import cnlunar  # slow import: 0.13 s

    if not 1901 <= date.year <= 2099:
        return ""
    day = cnlunar.Lunar(dt.datetime(date.year, date.month, date.day, 10), godType="8char")
    # Before the first day of the lunar year the sexagenary year is still the old one; lunarYear follows that day.
    return f"农历{sexagenary(day.lunarYear)}年{day.lunarMonthCn.rstrip('大小')}{day.lunarDayCn}"


def sexagenary(year: int) -> str:
    """The name of a lunar year in the cycle of sixty: 2021 -> `辛丑`."""
    return "甲乙丙丁戊己庚辛壬癸"[(year - 4) % 10] + "子丑寅卯辰巳午未申酉戌亥"[(year - 4) % 12]
