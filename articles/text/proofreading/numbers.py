"""P10, P20: numbers as GB/T 15835-2011 has them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.text.proofreading.rules import WRITTEN, Hit, Text, rule

DIGITS = "一二三四五六七八九"
MEASURES = (
    "个|名|位|人|天|日|周|小时|分钟|次|回|遍|趟|岁|元|里|公里|千米|米|厘米|亩|斤|公斤|克|吨|家|户|只|头|条|棵"
    "|株|件|本|册|张|块|台|辆|层|倍|十|百|千|万"
)
APPROXIMATE = re.compile(rf"(?<![第、{DIGITS}十百千])([{DIGITS}])、([{DIGITS}])(?={MEASURES})")
ABOUT = re.compile(
    r"(?<![附最远临靠亲接将新晚])近|(?<![预条签节合契公邀履违大制赴失隐简])约|大约|大概|将近|接近|超过"
)
AMOUNT = re.compile(
    r"\d[\d,.]*(?:[万亿千百]|十)*(?P<unit>[\u4e00-\u9fff]{0,3}?)(?P<loose>左右|上下|余|多(?![种样边元媒普肉彩功]))"
)
TIMES = ("年", "月", "个月", "日", "天")

DOTTED_DATE = re.compile(
    r"(?<![0-9A-Za-z_./-])((?:19|20)\d\d)[./](0?[1-9]|1[0-2])[./](0?[1-9]|[12]\d|3[01])(?![\d./])"
)
SHORT_YEAR = re.compile(
    r"(?<![\d.])[’']?(\d\d)年(?=(?:0?[1-9]|1[0-2])月(?:\d|份|底|初|中旬|上旬|下旬))"
)
HAN_YEAR = re.compile(r"[一二][一二三四五六七八九零〇○ＯO0]{3}年")
MIXED_DATE = re.compile(
    r"(?:19|20)\d\d年(?:十[一二]?|[一二三四五六七八九])月(?![初廿三])|[一二][一二三四五六七八九零〇]{3}年\d{1,2}月"
)
MIXED_NUMBER = re.compile(
    r"(?<![\d.])\d{1,3}[千百](?:\d{1,3}[百十]?|(?=[余多名人个元家户只株本份]))"
)
SHORT_RANGE = re.compile(
    r"(?<![\d.%年月日～~—-])(\d+(?:\.\d+)?)(～|~|—|至|到)(\d+(?:\.\d+)?)([%万亿])"
)


@rule(
    "P10",
    "约数",
    severity="doubt",
    what="相邻两个数字表示约数不用顿号（三四个，GB/T 15834 4.5.3.3）；“约”“近”不与“余”“多”“左右”并用。",
    kinds=WRITTEN,
)
def approximate_numbers(text: Text) -> Iterator[Hit]:
    for match in APPROXIMATE.finditer(text.raw):
        low, high = (DIGITS.index(each) for each in match.groups())
        if high == low + 1 or (low, high) == (2, 4):  # 三五个
            comma = match.start() + 1
            message = f"如是约数，“{match[0]}”不用顿号，写作“{match[1]}{match[2]}”。"
            yield Hit(comma, comma + 1, message, "")
    for about in ABOUT.finditer(text.raw):
        amount = AMOUNT.match(text.raw, about.end())
        if amount and not _is_recent(about[0], amount["unit"] or text.at(amount.end())):
            message = f"“{about[0]}”与“{amount['loose']}”都表示约数，请留一个。"
            yield Hit(about.start(), amount.end(), message)


def _is_recent(about: str, unit: str) -> bool:
    """近30多年: the last thirty years and more."""
    return about == "近" and unit.startswith(TIMES)


@rule(
    "P20",
    "数字用法",
    severity="doubt",
    what="年份写四位；日期写作2021年3月11日；汉字年份的零写〇；一个数不混用汉字和阿拉伯数字（万、亿除外）；"
    "范围前一个数的%、万、亿不省（GB/T 15835）。",
    kinds=WRITTEN,
)
def number_forms(text: Text) -> Iterator[Hit]:
    for each in (_dates, _years, _mixtures, _ranges):
        for hit in each(text.raw):
            if not text.is_address(hit.start):
                yield hit


def _dates(raw: str) -> Iterator[Hit]:
    for match in DOTTED_DATE.finditer(raw):
        year, month, day = match.groups()
        right = f"{year}年{int(month)}月{int(day)}日"
        yield Hit(*match.span(), f"日期应写作“{right}”。", right)
    for match in MIXED_DATE.finditer(raw):
        yield Hit(*match.span(), "一个日期里汉字数字与阿拉伯数字混用；公历用阿拉伯数字。")


def _years(raw: str) -> Iterator[Hit]:
    for match in SHORT_YEAR.finditer(raw):
        yield Hit(*match.span(), "年份应写四位数字。")
    for match in HAN_YEAR.finditer(raw):
        right = re.sub("[零○ＯO0]", "〇", match[0])
        if right != match[0]:
            yield Hit(*match.span(), f"汉字年份里的零写〇：“{right}”。", right)


def _mixtures(raw: str) -> Iterator[Hit]:
    for match in MIXED_NUMBER.finditer(raw):
        yield Hit(*match.span(), "一个数不混用阿拉伯数字和汉字“百”“千”，请写全数字。")


def _ranges(raw: str) -> Iterator[Hit]:
    for match in SHORT_RANGE.finditer(raw):
        low, dash, high, unit = match.groups()
        right = f"{low}{unit}{dash}{high}{unit}"
        yield Hit(*match.span(), f"前一个数的“{unit}”不省略：“{right}”。", right)
