"""Dates as a masthead prints them; the lunar ones against the calendar as it was published."""

import datetime as dt
import re
from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.dates import long_date, lunar, sexagenary, typed_number, weekday

MONTHS = ["正月", *(f"{n}月" for n in "二三四五六七八九十"), "冬月", "腊月"]
DAYS = [
    *(f"初{n}" for n in "一二三四五六七八九十"),
    *(f"十{n}" for n in "一二三四五六七八九"),
    "二十",
    *(f"廿{n}" for n in "一二三四五六七八九"),
    "三十",
]
LUNAR = re.compile(r"农历(..)年(闰?)([^闰月]+月)(..)")


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2021-03-17", "农历辛丑年二月初五"),
        # New year's eve and day, and a date between the two new years: the lunar year is still the old one.
        ("2021-01-01", "农历庚子年冬月十八"),
        ("2021-02-11", "农历庚子年腊月三十"),
        ("2021-02-12", "农历辛丑年正月初一"),
        ("2025-01-28", "农历甲辰年腊月廿九"),
        ("2025-01-29", "农历乙巳年正月初一"),
        ("2026-02-16", "农历乙巳年腊月廿九"),
        ("2026-02-17", "农历丙午年正月初一"),
        ("2023-12-31", "农历癸卯年冬月十九"),
        # Leap months begin and end.
        ("2020-05-22", "农历庚子年四月三十"),
        ("2020-05-23", "农历庚子年闰四月初一"),
        ("2020-06-20", "农历庚子年闰四月廿九"),
        ("2020-06-21", "农历庚子年五月初一"),
        ("2023-03-21", "农历癸卯年二月三十"),
        ("2023-03-22", "农历癸卯年闰二月初一"),
        ("2023-04-19", "农历癸卯年闰二月廿九"),
        ("2023-04-20", "农历癸卯年三月初一"),
        ("2025-07-24", "农历乙巳年六月三十"),
        ("2025-07-25", "农历乙巳年闰六月初一"),
        ("2025-08-22", "农历乙巳年闰六月廿九"),
        ("2025-08-23", "农历乙巳年七月初一"),
        ("2033-12-22", "农历癸丑年闰冬月初一"),
        # Festivals.
        ("2024-06-10", "农历甲辰年五月初五"),
        ("2024-09-17", "农历甲辰年八月十五"),
        ("2024-10-11", "农历甲辰年九月初九"),
        # The ends of the almanac.
        ("1901-01-01", "农历庚子年冬月十一"),
        ("2099-12-31", "农历己未年冬月二十"),
        ("1900-12-31", ""),
        ("2100-01-01", ""),
        ("0001-01-01", ""),
        ("9999-12-31", ""),
    ],
)
def test_a_lunar_date(date, expected):
    assert lunar(dt.date.fromisoformat(date)) == expected


def days_of(year: int) -> list[tuple[str, str, str, str]]:
    """(sexagenary year, 闰 or nothing, month, day) of each day of a year of the common calendar."""
    first = dt.date(year, 1, 1)
    length = (dt.date(year + 1, 1, 1) - first).days
    return [LUNAR.fullmatch(lunar(first + dt.timedelta(n))).groups() for n in range(length)]


@pytest.mark.parametrize(
    ("year", "leap"), [(2020, "四月"), (2023, "二月"), (2024, ""), (2025, "六月")]
)
def test_every_day_of_a_year_follows_the_day_before(year, leap):
    days = days_of(year)
    months = [(key, [day[3] for day in run]) for key, run in groupby(days, key=lambda d: d[:3])]

    assert {tuple(run) for _key, run in months[1:-1]} <= {tuple(DAYS[:29]), tuple(DAYS)}
    assert [run[0] for _key, run in months[1:]] == ["初一"] * (len(months) - 1)
    assert [month for (_year, mark, month), _run in months if mark] == [leap] * bool(leap)
    plain = [month for (_year, mark, month), _run in months if not mark]
    start = MONTHS.index(plain[0])
    assert plain == [MONTHS[(start + n) % 12] for n in range(len(plain))]


@pytest.mark.parametrize("year", [2020, 2023, 2025])
def test_the_year_changes_on_the_first_of_the_first_month_and_only_there(year):
    days = days_of(year)
    changes = [now for before, now in pairwise(days) if before[0] != now[0]]

    assert changes == [(sexagenary(year), "", "正月", "初一")]


@pytest.mark.parametrize(
    ("year", "name"),
    [(4, "甲子"), (1901, "辛丑"), (1984, "甲子"), (2020, "庚子"), (2021, "辛丑"), (2043, "癸亥")],
)
def test_the_name_of_a_year(year, name):
    assert sexagenary(year) == name


def test_the_names_return_after_sixty_years():
    cycle = [sexagenary(year) for year in range(1984, 2044)]

    assert len(set(cycle)) == 60
    assert [sexagenary(year) for year in range(2044, 2104)] == cycle


@pytest.mark.parametrize(
    ("date", "day", "printed"),
    [
        (dt.date(2021, 3, 17), "星期三", "2021年3月17日"),
        (dt.date(2021, 3, 1), "星期一", "2021年3月1日"),
        (dt.date(2021, 2, 28), "星期日", "2021年2月28日"),
        (dt.date(2024, 2, 29), "星期四", "2024年2月29日"),
        (dt.date(2026, 10, 10), "星期六", "2026年10月10日"),
        (dt.date(2026, 12, 4), "星期五", "2026年12月4日"),
        (dt.date(2026, 12, 1), "星期二", "2026年12月1日"),
    ],
)
def test_the_day_of_the_week_and_the_date(date, day, printed):
    assert (weekday(date), long_date(date)) == (day, printed)


@given(st.dates())
def test_a_printed_date_gives_the_date_back(date):
    numbers = re.fullmatch(r"([1-9]\d*)年([1-9]\d?)月([1-9]\d?)日", long_date(date)).groups()

    assert dt.date(*map(int, numbers)) == date


@pytest.mark.parametrize("typed", ["3087", "第3087期", "总第3087期", " 总第３０８７ 期 "])
def test_a_number_of_an_issue_is_understood_however_it_is_typed(typed):
    assert typed_number(typed) == 3087


@pytest.mark.parametrize("typed", ["", "期", "第期", "-1", "30.5", "20210317", "三千"])
def test_what_is_no_number_of_an_issue_is_none(typed):
    assert typed_number(typed) is None
