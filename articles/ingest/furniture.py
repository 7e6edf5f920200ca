"""版面: what a page prints beside its stories: its head line, its credits, its section heads.

Forms from print (报眉): `2021年3月17日 星期三 第02版 科协新闻 总第3087期`, `02版:要闻`, `２版　科协新闻`, `第二版`,
`版次：2　版名：要闻`, `■责任编辑 何晓 ■版式 林舟 ■校对 许嘉`.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from articles.ingest.drafts import Passage
from articles.text.typography import HAN

NUMERAL = "[〇○零一二三四五六七八九十]"
VALUES = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
}
#: A page's number as print gives it: 02, ２, 二, 十二, ② and A02.
NUMBER = rf"[A-Da-d]?[0０]*(?:\d{{1,2}}|{NUMERAL}{{1,3}}|[①-⑳])"


@dataclass(frozen=True, slots=True)
class Head:
    """What one line of a page's head says. `passage` is the line without the page credits that may end it."""

    passage: Passage
    number: int | None = None
    name: str = ""
    date: dt.date | None = None
    total_number: int | None = None
    year_number: int | None = None
    credits: Passage | None = None


def number_of(printed: str) -> int | None:
    """`02`, `２`, `十二`, `②`, `A3` -> the number; None where it is none."""
    printed = re.sub(r"^[A-Da-d]?[0０]*", "", printed.strip())
    if re.fullmatch("[①-⑳]", printed):
        return ord(printed) - ord("①") + 1
    if re.fullmatch(r"\d{1,2}", printed):
        return int(printed)
    tens, ten, ones = printed.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return None
    value = 10 * VALUES.get(tens, 1) if ten else 0
    return value + VALUES.get(ones, 0) or None


# --- The head line ------------------------------------------------------------------------------

SIGNS = r"\s：:|｜·•/／■□●◆★▲（）()【】<>《》—\-"
#: Searched in this order, each in what the ones before it left: a date holds no page's number, `今日8版` is none.
ITEMS = {
    "date": re.compile(
        rf"(?P<year>\d{{4}}|{NUMERAL}{{4}})\s*年\s*(?P<month>\d{{1,2}}|{NUMERAL}{{1,3}})\s*月\s*(?P<day>\d{{1,2}}|{NUMERAL}{{1,3}})\s*日"
        r"|(?P<iso>\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2}|\d{4}\.\d{1,2}\.\d{1,2})(?!\d)"
    ),
    "weekday": re.compile("(?:星期|礼拜|周)[一二三四五六日天]"),
    "total": re.compile(r"总\s*(?:第|期号[：:]?)?\s*(?P<number>\d{1,6})\s*期?"),
    "issue": re.compile(r"(?P<year>\d{4}\s*年|今年|年内)?\s*第\s*(?P<number>\d{1,6})\s*期"),
    "count": re.compile(r"(?:今日|本期|本报今日|共|今天)\s*[\d一二三四五六七八九十]+\s*版"),
    "registry": re.compile(
        r"(?:国内统一(?:连续出版物号|刊号)\s*[：:]?\s*)?CN\s*\d{2}[-—]\d{4}(?:/\w+)?|邮发代号\s*[：:]?\s*\d+[-—]\d+"
    ),
    "lunar": re.compile(
        r"(?:农历|夏历)?\s*(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]\w?年?)?\s*"
        r"闰?[正一二三四五六七八九十冬腊]{1,2}月(?:初|十|廿|三|二)[一二三四五六七八九十]"
    ),
    "page": re.compile(
        rf"(?:^|(?<=[{SIGNS}]))(?:版次[：:]\s*第?\s*(?P<given>{NUMBER})(?:\s*版(?!名))?"
        rf"|第\s*(?P<ordinal>{NUMBER})\s*版(?![面本权次式税])|(?P<number>{NUMBER})\s*版(?=$|[{SIGNS}]))"
    ),
    "name": re.compile(r"版名[：:]\s*(?P<name>[^\s，。；：:|｜]{1,20})"),
    "label": re.compile("(?:出版|发行)?日期[：:]|(?:报名|期号)[：:]"),
}
HEAD_SIGN = re.compile(r"[版期]|\d\s*[日./-]|[一二三四五六七八九十]日")
BETWEEN = re.compile(r"[\s：:|｜/／■□●◆★▲（）()【】<>《》]+")
NO_NAME = re.compile("[。；，、！？!?;,“”]|^[是的有为在将共登刊]")
PAPER = re.compile("(?:报|刊|时讯|周末|杂志|电子版)$|^[A-Z]+$")
NAMED = re.compile(r"[版名]\s*[：:|｜]")
LONGEST_HEAD, LONGEST_NAME, LONGEST_BARE_NAME = 120, 12, 8


def page_head(passage: Passage) -> Head | None:
    """A line of nothing but a page's furniture, in any order; a date or an issue's number alone is one too."""
    if len(passage.text) > LONGEST_HEAD or not HEAD_SIGN.search(passage.text):
        return None
    credits = _credits_at_end(passage)
    if credits is not None:
        passage = passage.cut(0, len(passage.text) - len(credits.text)).stripped()
    found, words = _scan(passage.text)
    if any(len(word) > LONGEST_NAME or NO_NAME.search(word) for word in words) or len(words) > 3:
        return None
    page = found.get("page")
    number = number_of(page["given"] or page["ordinal"] or page["number"]) if page else None
    if number is None and not (found and all(map(PAPER.search, words)) and page is None):
        return None
    name = _page_name(found, words, passage.text) if number else ""
    if len(name) > LONGEST_BARE_NAME and not (NAMED.search(passage.text) or "date" in found):
        return None  # `第2版 望溪大桥借来白天的光` points to a story
    total, year = _issue_numbers(found)
    return Head(passage, number, name, _date(found.get("date")), total, year, credits)


def _scan(text: str) -> tuple[dict[str, re.Match[str]], list[str]]:
    """The items of the line, and the words between them."""
    found = {}
    for name, pattern in ITEMS.items():
        if match := pattern.search(text):
            found[name] = match
            text = f"{text[: match.start()]}\n{text[match.end() :]}"
    words = (word.strip("·•—-") for word in BETWEEN.split(text))
    return found, [word for word in words if word]


def _page_name(found: dict[str, re.Match[str]], words: list[str], text: str) -> str:
    """The word behind the page's number, else the last before it; a paper's own name is not a page's."""
    if "name" in found:
        return found["name"]["name"]
    printed = found["page"][0].strip()
    behind = [word for word in words if text.find(word) > text.find(printed)]
    names = [word for word in behind if not PAPER.search(word)] or behind
    before = [word for word in words if not PAPER.search(word)]
    return (names or [*before[::-1], ""])[0]


#: `第11期` may be the year's; a daily has no 400th issue in one.
MOST_ISSUES = 400


def _issue_numbers(found: dict[str, re.Match[str]]) -> tuple[int | None, int | None]:
    """(total, of the year): `2021年第11期` and `第11期 总第3087期` say which; of `第11期` alone only a high one does."""
    total = int(found["total"]["number"]) if "total" in found else None
    if "issue" not in found:
        return total, None
    number = int(found["issue"]["number"])
    if total or found["issue"]["year"]:
        return total, number
    return (number, None) if number >= MOST_ISSUES else (None, None)


def _date(match: re.Match[str] | None) -> dt.date | None:
    if match is None:
        return None
    if match["iso"]:
        parts = [int(part) for part in re.split("[-./]", match["iso"])]
    else:
        year = "".join(str(VALUES.get(each, each)) for each in match["year"])
        parts = [int(year) if year.isdecimal() else 0]
        parts += [number_of(match[name]) or 0 for name in ("month", "day")]
    try:
        return dt.date(*parts)
    except ValueError:  # 2月30日 is no date
        return None


def is_paper_name(text: str) -> bool:
    """`望溪科技报` alone on a line, above the page's head."""
    return len(text) <= LONGEST_NAME and not NO_NAME.search(text) and bool(PAPER.search(text))


def is_page_name(text: str) -> bool:
    """`科协新闻` alone on a line: short, of Chinese characters."""
    return re.fullmatch(rf"[{HAN}·]{{2,8}}", text) is not None


# --- Page credits -------------------------------------------------------------------------------

#: These are of the page wherever they stand; 编辑 or 制图 alone may be of a story.
STRONG = (
    "责任编辑|本版责编|本版编辑|本版主编|执行主编|执行编辑|值班编辑|值班主任|值班总编|版面编辑|版面设计|版式设计|责任校对"
    "|本版校对|图片编辑|美术编辑|美编|责编|版式|校对|组版|排版|审校|检校"
)
WEAK = "编辑|主编|总编辑|制图|设计|视觉|审读|一审|二审|三审|一读|二读|终审"
REACHED = "编辑部电话|编辑热线|新闻热线|热线电话|联系电话|电话|热线|投稿邮箱|投稿信箱|电子邮箱|邮箱|E-?mail"
ROLE = f"{STRONG}|{WEAK}|{REACHED}"
CREDIT = re.compile(rf"(?P<role>{ROLE})(?P<sign>\s*[：:/／]\s*|\s+)", re.IGNORECASE)
#: 方以宁, 许 嘉, 何晓、林舟, a telephone or an address.
NAMES = re.compile(
    rf"(?:[{HAN}]{{1,4}}(?:·[{HAN}]{{1,6}})*(?:[、\s]+|$)){{1,8}}|[0-9A-Za-z_.@+\-\s()（）、]{{5,60}}"
)
BETWEEN_CREDITS = re.compile(rf"[■□●◆▲|｜；;]|[，,](?=\s*(?:{ROLE}))")
LONGEST_CREDITS = 180


def is_page_credits(text: str) -> bool:
    """Roles and names and nothing else."""
    text = BETWEEN_CREDITS.sub("\u3000", text).strip(" \t\u3000（）()【】[]")
    roles = list(CREDIT.finditer(text)) if len(text) <= LONGEST_CREDITS else []
    if not roles or roles[0].start():
        return False
    ends = [*(role.start() for role in roles[1:]), len(text)]
    names = [text[role.end() : end].strip() for role, end in zip(roles, ends, strict=True)]
    if not all(map(NAMES.fullmatch, names)):
        return False
    strong = re.fullmatch(STRONG, roles[0]["role"]) is not None
    several = len(roles) > 1 and re.fullmatch(f"{STRONG}|{WEAK}", roles[1]["role"]) is not None
    alone = roles[0]["role"] in ("编辑", "主编") and roles[0]["sign"].strip() != ""
    return strong or several or alone


def _credits_at_end(passage: Passage) -> Passage | None:
    """`第02版 要闻　责任编辑：何晓　校对：林舟`: the credits that follow the head on its line."""
    for match in re.finditer(rf"(?<=[\s■□●◆▲|｜])(?:{STRONG}|{WEAK})", passage.text):
        start = match.start() - (passage.text[match.start() - 1] in "■□●◆▲")
        if start and is_page_credits(passage.text[start:]):
            return passage.cut(start, len(passage.text))
    return None


# --- Section heads ------------------------------------------------------------------------------

LATIN = "[A-Za-z\u00c0-\u00ff\u0100-\u01dc]+"
SECTION = re.compile(rf"^(?P<name>[\u4e00-\u9fff]{{2,12}})\s+(?P<pinyin>{LATIN}(?:[ '’]{LATIN})*)$")
PINYIN = re.compile(rf"^{LATIN}(?:[ '’]{LATIN})*$")
SYLLABLE = (
    "(?:[ZCS]H?|[BPMFDTNLGKHJQXRYW])?(?:A(?:I|O|NG?)?|O(?:U|NG)?|E(?:I|R|NG?)?"
    "|I(?:A(?:O|NG?)?|E|U|NG?|ONG)?|[UÜV](?:A(?:I|NG?)?|O|I|N|E)?)"
)
BRACKETED = re.compile(r"^【(?P<name>[\u4e00-\u9fff]{2,12})】$")
ORNAMENT = re.compile(
    r"^[\s■□●◆◇★☆▲▼·•—\-|｜【\[〖「『《<（(]*(?P<name>.*?)[\s■□●◆◇★☆▲▼·•—\-|｜】\]〗」』》>）)]*$"
)


def section_head(passage: Passage, known: frozenset[str]) -> tuple[Passage, Passage | None] | None:
    """Name and pinyin: a name with pinyin or in 【】; of the names the paper knows, one alone on its line, decorated or not."""
    text = passage.text
    if len(text) > 80:
        return None
    if (match := SECTION.match(text)) and is_pinyin(match["name"], match["pinyin"]):
        return passage.cut(*match.span("name")), passage.cut(*match.span("pinyin"))
    match = BRACKETED.match(text)
    if match is None and known and (match := ORNAMENT.match(text)) and match["name"] not in known:
        match = None
    return (passage.cut(*match.span("name")), None) if match else None


def is_name_with_pinyin(name: str, pinyin: str) -> bool:
    """The two lines of a section head."""
    return re.fullmatch("[\u4e00-\u9fff]{2,12}", name) is not None and is_pinyin(name, pinyin)


def is_pinyin(name: str, pinyin: str) -> bool:
    """One syllable a character; in capitals run together it must come apart into as many.

    `认识 DNA` is a title, and so is `走进 Beijing`: small letters are not run together.
    """
    if not PINYIN.match(pinyin):
        return False
    plain = "".join(char for char in unicodedata.normalize("NFD", pinyin) if char.isascii())
    words = re.split("[ '’]", plain)
    if len(words) == len(name):
        return plain.isupper() or all(re.fullmatch(SYLLABLE, word.upper()) for word in words)
    syllables = re.compile(f"(?:{SYLLABLE}){{{len(name)}}}")
    return bool(syllables.fullmatch("".join(words)))
