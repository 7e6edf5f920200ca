"""A page without a single mark, in full-width digits: whatever it is encoded in and however its lines end."""

from __future__ import annotations

import codecs

import pytest

from articles.ingest import reader
from tests.ingest.samples import DATA, SECTIONS, told

TEXT = (DATA / "pages" / "plain-page.txt").read_text()
TOLD = {
    "head": "岚江科技报\n２０２６年１１月２５日\u3000星期三\u3000农历丙午年十月十七\n第０３版\u3000科普\u3000总第１２８７期",
    "number": 3,
    "name": "科普",
    "date": "2026-11-25",
    "total_number": 1287,
    "credits": "责任编辑\u3000方以宁\u3000\u3000版式\u3000周澄\u3000\u3000校对\u3000许嘉",
    "sections": [("健康生活", None, 6), ("校园科技", None, 24)],
    "stories": [
        {
            "title": "立冬以后，先暖脚再暖手",
            "line": 8,
            "section": "健康生活",
            "subtitle": "——医生说说冬天的血管",
            "signature": "岚江省健康科普学会\u3000沈墨",
            "credits": [("", "岚江省健康科普学会"), ("", "沈墨")],
            "body": [
                (
                    "paragraph",
                    10,
                    "天一冷，手脚先凉。这不是身体偷懒，而是它在省着用热量：气温降到１０℃以下，皮肤里的小血管会收紧，把温暖的血留给心和肺。",
                ),
                (
                    "paragraph",
                    11,
                    "先暖脚，再暖手，道理就在这里。睡前用４０℃左右的水泡脚１０分钟，水没过脚踝就够了。",
                ),
                ("paragraph", 12, "泡的时候做到三点："),
                ("paragraph", 13, "１、水温不超过４５℃，糖尿病人请家人试水；"),
                ("paragraph", 14, "２、时间不超过２０分钟，额头微微出汗就停；"),
                ("paragraph", 15, "３、泡完马上擦干，穿上袜子。"),
            ],
        },
        {
            "title": "围炉煮茶\n留一扇窗",
            "line": 18,
            "section": "健康生活",
            "dateline": "本报讯",
            "signature": "（记者\u3000何晓\u3000通讯员\u3000罗川）",
            "credits": [("记者", "何晓"), ("通讯员", "罗川")],
            "body": [
                ("paragraph", 19, "１１月２０日，柳津市疾控中心发布冬季安全提示，围炉煮茶要开窗。"),
                (
                    "paragraph",
                    20,
                    "提示说，木炭在小屋里烧上１小时，一氧化碳就可能超过安全线。它没有颜色，也没有气味，等到头晕的时候，人往往已经站不稳了。",
                ),
                ("subhead", 21, "一扇窗就够"),
                (
                    "paragraph",
                    22,
                    "“不用大开，留一条１０厘米的缝就够了。”市疾控中心工程师程雨桐说，她们在三间屋子里各测了一个晚上，开了缝的那一间始终在安全线以下。",
                ),
            ],
        },
        {
            "title": "孩子们的风筝会“打电话”",
            "line": 26,
            "section": "校园科技",
            "dateline": "本报青石１１月２１日讯",
            "signature": "（文／陶然\u3000图／林舟）",
            "credits": [("文", "陶然"), ("图", "林舟")],
            "body": [
                ("paragraph", 27, "青石镇小学的操场上，三只风筝把一部旧手机送上了１００米的高空。"),
                (
                    "paragraph",
                    28,
                    "手机每隔１秒拍一张照片，还记下了风速。下来以后，孩子们用这些照片拼出了全村的地图。",
                ),
            ],
        },
        {
            "title": "云的名字",
            "line": 31,
            "section": "校园科技",
            "signature": "作者：云泽区第三小学\u3000田小满\u3000\u3000指导老师：唐守田",
            "credits": [("作者", "云泽区第三小学"), ("作者", "田小满"), ("指导老师", "唐守田")],
            "body": [
                ("paragraph", 32, "卷云像羽毛，积云像棉花，层云像一床洗旧了的被子。"),
                ("paragraph", 33, "看云的人有一句老话："),
                ("paragraph", 34, "天上鱼鳞斑"),
                ("paragraph", 35, "明日晒谷不用翻"),
                ("paragraph", 36, "天上钩钩云"),
                ("paragraph", 37, "地上雨淋淋"),
            ],
        },
    ],
}

COPIES = {
    "UTF-8": TEXT.encode(),
    "UTF-8 with mark": codecs.BOM_UTF8 + TEXT.encode(),
    "UTF-8 with its mark twice": codecs.BOM_UTF8 * 2 + TEXT.encode(),
    "GB18030": TEXT.encode("gb18030"),
    "GB18030, CRLF": TEXT.replace("\n", "\r\n").encode("gb18030"),
    "UTF-16 LE with mark, CRLF": codecs.BOM_UTF16_LE
    + TEXT.replace("\n", "\r\n").encode("utf-16-le"),
    "UTF-16 BE": TEXT.encode("utf-16-be"),
    "lone CR": TEXT.replace("\n", "\r").encode(),
    "no end of the last line": TEXT.rstrip("\n").encode(),
}


@pytest.mark.parametrize("data", COPIES.values(), ids=COPIES)
def test_a_page_without_marks_is_read_the_same_from_every_copy(data: bytes):
    (page,) = reader.read(data, "03版.txt", sections=SECTIONS).pages
    assert told(page) == TOLD


def test_characters_that_print_nothing_change_nothing():
    """A zero-width space before every line and inside every story's first words."""
    hidden = "\n".join(f"\u200b{line[:2]}\u2060{line[2:]}\ufeff" for line in TEXT.split("\n"))
    (page,) = reader.read(hidden.encode(), "03版.txt", sections=SECTIONS).pages
    assert told(page) == TOLD


def test_a_section_that_the_paper_does_not_know_is_no_section():
    (page,) = reader.read(TEXT.encode(), "03版.txt").pages
    assert page.sections == []
