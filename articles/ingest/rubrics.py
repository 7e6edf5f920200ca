"""栏题 that the paper does not know yet: short bare lines over a title, which staff must decide about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.ingest.furniture import is_paper_name
from articles.ingest.heads import is_dash, may_be_title
from articles.ingest.tokens import Token

NAME = re.compile("[\u4e00-\u9fff]{2,6}")
#: How papers name their sections, in four characters mostly: 科学人物, 健康生活, 校园科技.
WORDS = (
    "人物|生活|科技|动态|视点|视野|视窗|天地|之窗|园地|讲堂|讲坛|健康|知识|百科|问答|副刊|博览|前沿|要闻|新闻|简讯|快讯|广角|论坛|时评"
    "|观察|聚焦|专栏|课堂|科普|史话|探索|影像|文苑|悦读|阅读|书评|书架|信箱|在线|话题|专题|风采|风云|札记|随笔|漫谈|茶座|沙龙|环球|国际|万象"
    "|农技|三农|生态|环保|养生|保健|食品|安全|防灾|天文|地理|博物|自然|军事|航天|能源|材料|数码|创新|创客|成果|政策|党建|服务|园区|企业|基层|校园"
)
BY_WORD = re.compile(rf"(?![^\n]*[的了在是])[\u4e00-\u9fff]{{2}}(?:{WORDS})")
NO_NAME = re.compile("[的了着过吗呢吧是在把被让来去们]|^(?:科普|全县|全市|我[县市省]|本报)$")


def is_named_like_one(text: str) -> bool:
    return BY_WORD.fullmatch(text) is not None


def stands_over_title(tokens: Sequence[Token], at: int) -> bool:
    """A line that is named like a section, or that a gap sets off from the title below it, and no gap that from its text."""
    line = tokens[at]
    below = tokens[at + 1] if at + 1 < len(tokens) else None
    if below is None or line.role or below.role or line.kind not in ("text", "heading"):
        return False
    if below.kind == "heading":
        is_over = line.kind == "text" or line.level >= below.level  # no title over its sub-heads
    else:
        is_over = line.kind == "text" and may_be_title(below) and not is_dash(below)
    if not is_over:
        return False
    if is_named_like_one(line.passage.text):
        return True
    return line.kind == "text" and _is_name(line.passage.text) and _is_set_off(tokens, at)


def _is_name(text: str) -> bool:
    is_other = NO_NAME.search(text) or is_paper_name(text)
    return NAME.fullmatch(text) is not None and not is_other


def _is_set_off(tokens: Sequence[Token], at: int) -> bool:
    """A gap above it, or the page's own lines; one below it, and none below the title."""
    above = tokens[at - 1] if at else None
    is_first = above is None or above.kind in ("page", "page-line", "page-credits")
    below, *under = tokens[at + 1 : at + 3]
    is_above = is_first or tokens[at].blanks_before > 0
    return is_above and below.blanks_before > 0 and all(not each.blanks_before for each in under)
