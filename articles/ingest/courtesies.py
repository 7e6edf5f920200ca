"""客套: what a letter says around a story to the editor, and a 公众号 to its followers. No line of it is the story's.

The words alone are not enough for a letter's: bounds.py says whether the line stands where a letter has it.
"""

from __future__ import annotations

import re
from typing import Literal

from articles.ingest.passages import Passage

#: before, behind: of a letter, where a story has not begun or has ended; salute: behind `此致`; account: wherever it stands;
#: more: over a list of other stories.
Courtesy = Literal["before", "behind", "salute", "account", "more"]
REASON = "来信或公众号的客套话，不是稿件"
LONGEST = 80
FORMS: dict[Courtesy, re.Pattern[str]] = {
    "before": re.compile(
        r"(?:尊敬的|敬爱的|亲爱的)?\S{0,8}(?:编辑|编辑部|主编|责编)(?:老师|同志|先生|女士|朋友)?们?(?:您好|你好)?[：:，,！!]"
        r"|(?:您|你|你们|老师|编辑)好[！!。，,：:].*"
        r"|(?:现|兹|今|特)?(?:投上|寄上|呈上|奉上|附上|投稿).{0,30}(?:斧正|审阅|指正|查收|采用|刊用).{0,20}"
    ),
    "behind": re.compile(
        r"此致(?:[，,\s]*敬礼)?[！!。]?"
        r"|(?:顺|敬|谨|即)?[颂祝](?:编安|编祺|撰安|文安|文祺|时祺|春安|夏安|秋安|冬安|大安|好)[！!。]?"
        r"|(?:敬请|请|恳请)(?:编辑|老师|贵报)?(?:斧正|审阅|指正|采用|刊用)[！!。]?"
        r"|(?:发自|发送自|来自)我的\s?\S{1,20}(?:\s\S{1,10})?|[Ss]ent from my .{1,30}"
    ),
    "salute": re.compile("敬礼[！!。]?"),
    "account": re.compile(
        r"[▼▽↓]+|原创|阅读原文|(?:原创\s)?.{0,40}\d{4}[-年]\d{1,2}[-月]\d{1,2}日?\s\d{1,2}:\d{2}(?:\s+发表于\S{2,4})?"
        r"|点击(?:上方|下方|上面|下面)?.{0,6}(?:蓝字|名片|卡片).{0,12}|(?:长按|扫码|扫描).{0,8}二维码.{0,8}关注.{0,6}"
        r"|.{0,10}(?:点个|点亮|点一下|点击)[“\x22「]?(?:在看|赞).{0,6}|(?:(?:分享|收藏|点赞|在看)[、\s]*){2,4}"
    ),
    "more": re.compile(
        r"[●■◆▼▶|｜—\-\s]*往期(?:推荐|回顾|精选|精彩|好文|文章)(?:阅读|内容)?[：:●■◆▼◀|｜—\-\s]*"
    ),
}
LABEL = re.compile(r"正文\s*[：:]\s*")


def courtesy(text: str) -> Courtesy | None:
    if len(text) > LONGEST:
        return None
    return next((name for name, form in FORMS.items() if form.fullmatch(text)), None)


def without_label(passage: Passage) -> Passage:
    """`正文：` over a text or before its first words."""
    label = LABEL.match(passage.text)
    return passage.cut(label.end(), len(passage.text)) if label else passage
