"""Where a row of a title may end: after a mark sooner than inside a clause, never inside a short bracket, a name, a number.

Which characters make a word nothing here knows: a printed line break is still the surest way to a good one.
"""

from __future__ import annotations

import re

from articles.text.typography import HAN

UNITS = (
    "厘米",
    "毫米",
    "千米",
    "公里",
    "千克",
    "公斤",
    "公顷",
    "小时",
    "分钟",
    "万元",
    "亿元",
    "万人",
)
#: What stays together: （扩大） “漫话科学” 阿依夏木·吐尔逊 12个 11月. At most ten characters, so that it fits a telephone.
KEPT = re.compile(
    rf"""
      [（(“‘《〈【\[] [^（(“‘《〈【\[）)”’》〉】\]]{{1,6}} [）)”’》〉】\]]
    | [{HAN}]{{1,4}} [·•‧] [{HAN}]{{1,4}}
    | [0-9][0-9.：:]* (?: ～ [0-9][0-9.]* )? (?: [%％℃] | {"|".join(UNITS)} | [{HAN}] )?
    """,
    re.VERBOSE,
)
#: The end of a clause: a mark, and what closes after it. A mark inside a bracket ends nothing.
CLAUSE = re.compile(
    r"(?:[（“‘《〈【][^（“‘《〈【）”’》〉】]*[）”’》〉】]|[0-9]：(?=[0-9])|[^，、；：？！。])*"
    r"[，、；：？！。]*[）”’》〉】]*"
)


def clauses(line: str) -> list[str]:
    """The line cut after each mark. Joined they are the line."""
    return [clause for clause in CLAUSE.findall(line) if clause]


def runs(clause: str) -> list[tuple[str, bool]]:
    """A clause in pieces: (text, whether it stays on one row). Joined they are the clause."""
    found: list[tuple[str, bool]] = []
    end = 0
    for match in KEPT.finditer(clause):
        found += [(clause[end : match.start()], False), (match[0], True)]
        end = match.end()
    return [(text, kept) for text, kept in [*found, (clause[end:], False)] if text]
