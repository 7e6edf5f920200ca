"""Role words and work words of a signature: what may stand before and after the names.

Source of the vocabulary: forms printed by newspapers, gathered by the editorial office. Roles come
in three strengths, because 图, 文 and 据 are parts of ordinary words while 记者 hardly is:

- a rank (本报首席记者, 通讯员) is found inside a word too: 记者林某某通讯员穗某某;
- a task (作者, 摄影, 策划) must be a word of its own or stand right before a surname;
- a source word (据, 来源, 转自) governs bodies and titles.
"""

import re

from articles.text.names import HAN


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


OWN = "(?:本(?:报|刊|网|台|社|站|端)|我报)"
_QUALIFIERS = (
    "(?:首席|特约|特派|特邀|见习|实习|全媒体|融媒体|融媒|新媒体|摄影|文字|视频|摄像|青年|资深|高级|前方"
    "|校园|学生|小|科技|教育|体育|财经|时政|经济|健康|农业)*"
)
# One place at most (驻绵阳): a repeated pattern of any Han would try every way to cut a line.
_QUALIFIED = f"{_QUALIFIERS}(?:驻[{HAN}]{{1,6}}?)?{_QUALIFIERS}"
_RANK = "(?:记者|通讯员|实习生|评论员|撰稿人|观察员|报道员|特派员)"
# 记者站, 记者节, 记者手记, 评论员文章 are other things.
_NO_RANK = "(?!们|站|协|学会|联谊|团|证|节|会|部|室|手记|之家|队|网|文章|招待)"
_DESK = "(?:编辑|主笔|摄影师|摄影|漫画)(?!部|室|委)"
RANK = re.compile(
    f"(?:{OWN}(?:[{HAN}]{{2,3}}?)??)?{_QUALIFIED}{_RANK}{_NO_RANK}|{OWN}{_QUALIFIED}{_DESK}"
)

# Longer words first wherever these are searched: 摄影报道 before 报道.
TASKS = _words(
    "责任编辑 指导老师 辅导老师 文字 图片 作者 撰文 撰稿 采写 采访 整理 口述 讲述 执笔 编译 翻译 编辑 责编"
    " 主编 策划 总策划 统筹 监制 制图 绘图 绘画 漫画 插图 插画 配图 配文 摄影 摄像 视频 剪辑 设计 版式 美编"
    " 校对 供图 供稿 指导 辅导 推荐 朗诵 朗读 主持 主笔 摄影师 拍摄 制作 综合 文 图"
)
LABELS = TASKS | _words(
    "摄影报道 综合报道 联合报道 图片报道 整理报道 图文报道 航拍 报道 文图 图文 文摄 提供 改写 摄 译 著 绘 撰 电 发 编 画"
)
# Two of these side by side are one work word: 文 图, 文、图.
MEDIA_LETTERS = _words("文 图 摄 文字 图片 摄影 视频")
SOURCES = _words(
    "据 来源 稿源 图片来源 资料来源 转自 转载自 摘自 选自 摘编自 原载 原载于 来源于 图片由 照片由 图由"
)


def _longest_first(words: frozenset[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


SOURCE_PREFIX = re.compile(f"(?:{_longest_first(SOURCES | {'综合'})})")
TASK_PREFIX = re.compile(
    f"(?:{_longest_first(frozenset(task for task in TASKS if len(task) > 1))})"
)
# Works that may be glued to a name (刘畅摄影报道). 文 译 绘 end given names and are not among them.
GLUED_WORK = re.compile(
    "(?:摄影报道|综合报道|联合报道|图片报道|整理报道|图文报道|摄影|图文|整理|编译|供稿|供图|提供|报道|综合|制图|绘图|摄)$"
)
# An agency's own ending: 新华社电, 新华社北京3月11日电, 新华社发.
WIRE = re.compile(f"([{HAN}]{{0,8}}(?:\\d{{1,2}}月)?(?:\\d{{1,2}}日)?电|发|供图|供稿)$")
AGENCY = re.compile(
    "(?:据|综合)?(?:新华社|中新社|中新网|人民日报|中国新闻社|央视新闻|新华网|人民网)"
)
# Where from, behind the names: 北京报道, 成都3月11日摄影报道, 发自望溪.
DISPATCH = re.compile(
    f"(?:(?P<place>[{HAN}]{{2,8}}?)(?:\\d{{1,2}}月\\d{{1,2}}日)?(?:摄影|图片|综合|联合)?报道|发自[{HAN}]{{2,8}})"
)
# Glued to a name with a middle dot, whose end shows: 艾力·卡德尔图. 巴图 and 宝音图 are names themselves.
DOTTED_WORK = re.compile(f"(?<=[{HAN}]{{2}})(?:(?:文图|图文)|(?<![巴音])图)$")
WORK_PAIR = "(?:文字|图片|摄影|视频|文|图|摄)"
