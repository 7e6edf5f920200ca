"""电头: where a story was sent from: `本报讯`, `本报成都3月11日讯`, `新华社北京3月11日电`, `据中新社电`, `【本报讯】`, `◎本报讯`."""

from __future__ import annotations

import re

from articles.ingest.furniture import NUMERAL
from articles.text.typography import HAN

OWN = "本[报刊网台社]"
AGENCY = (
    "(?:据|综合)?(?:新华社|中新社|中新网|中国新闻社|人民网|新华网|科技日报|中国科协网|央视新闻)"
)
#: Any other house: its name says that it is one, and a blank or bracket must follow.
HOUSE = (
    f"(?:据|综合)?(?:科普中国|学习强国|[{HAN}]{{2,8}}(?:[日晚时周早晨商快]报|都市报|科技报|新闻|在线|客户端|通讯社|融媒体?|电视台"
    "|科普|发布|网))"
)
DAY = rf"(?:(?:\d{{1,2}}|{NUMERAL}{{1,3}})\s*月\s*)?(?:\d{{1,2}}|{NUMERAL}{{1,3}})\s*日"
PLACE = f"[{HAN}]{{0,8}}?"
AFTER = r"(?=[\s（(【\[〔：:]|$|近日|日前|连日来|[今昨]日|[今昨]天|\d{1,2}月|本?[报网台]?记者)"
#: May stand before it. ▲ would be a caption's.
BULLET = r"(?:[◎●■□◆◇○★☆]\s*)?"
#: 本报讯息, 本报讯问处 are no datelines; `……来电`, `……致电` are not either.
WORDS = (
    rf"{OWN}讯(?![息问号])"
    rf"|(?:{OWN}|{AGENCY}){PLACE}{DAY}[讯电](?![话视力子台])"
    rf"|(?:{OWN}|{AGENCY}|{HOUSE}){PLACE}(?:{DAY})?(?<![来致回])[讯电]{AFTER}"
)
#: An agency's feature repeats its title behind the dateline: `中新社柳津11月22日电　题：最小的“天气站”`.
TOPIC = r"(?:\s*题[：:]\s*[^。]{2,40}$)?"
DATELINE = re.compile(
    rf"{BULLET}(?:[【\[（(](?:{WORDS.replace(AFTER, '')})[】\]）)]|(?:{WORDS})[：:]?){TOPIC}"
)
