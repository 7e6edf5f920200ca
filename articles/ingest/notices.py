"""更正, 广告, 启事: what a page prints that is none of its news, told by its words."""

from __future__ import annotations

import re

WORDS = "(?:更正|更 正|更\u3000正|致歉)(?:与致歉|并致歉|及致歉|说明|启事|声明|信)?"
#: A title of a correction, bracketed or not.
CORRECTION = re.compile(rf"[■□●◆▲\s]*[【（(\[]?\s*{WORDS}\s*[】）)\]]?")
#: `更正：本报11月18日第2版……`: the title runs into its text.
CORRECTION_LEAD = re.compile(
    rf"[■□●◆▲\s]*(?:【\s*(?P<bracketed>{WORDS})\s*】\s*[：:]?|(?P<title>{WORDS})\s*[：:])\s*(?=\S)"
)
ADVERTISEMENT = re.compile(r"[【（(\[·•\s—\-*■●◆]*(?:公益|商业|分类)?广\s*告[】）)\]·•\s—\-*■●◆]*")
#: What the second and further titles below 广告 look like.
NOTICE = re.compile(".{0,16}(?:启事|声明|公告|通告|招租|招聘|招标|拍卖|转让|减资|注销|遗失|挂失)")
