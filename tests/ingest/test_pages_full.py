"""A front page with everything a page may have: kicker, subtitle, box, table, jump, correction, advertisement."""

from __future__ import annotations

from tests.ingest.samples import DATA, read, told

TOLD = {
    "head": "第01版：要闻\n2026年11月25日 星期三\n总第1287期 今日4版",
    "number": 1,
    "name": "要闻",
    "date": "2026-11-25",
    "total_number": 1287,
    "credits": "本版编辑/方以宁\u3000组版/周澄\u3000校对/许嘉",
    "stories": [
        {
            "title": "一百座小镇\n点亮一百间科学教室",
            "line": 7,
            "kicker": "全省科普月活动圆满收官",
            "subtitle": "——来自最后一间教室的报道",
            "dateline": "本报望云11月22日讯",
            "signature": "（本报记者 何晓 通讯员 罗川）",
            "credits": [("本报记者", "何晓"), ("通讯员", "罗川")],
            "jumps": [("to", 2, "", "（下转第2版）")],
            "body": [
                (
                    "abstract",
                    10,
                    "核心提示：从今年9月到11月，岚江省有100个乡镇各建起一间科学教室。最后一间，建在海拔最高的望云乡。",
                ),
                ("paragraph", 12, "上午10时，望云乡科学教室的门打开了。门上没有锁，只有一根红绳。"),
                (
                    "paragraph",
                    14,
                    "教室不大，30平方米，放着四张长桌、一台显微镜和一面墙的矿石。矿石都是孩子们自己从河滩上捡来的，每一块下面压着一张纸条，写着捡到它的日子。",
                ),
                ("subhead", 16, "教室里有什么"),
                (
                    "table",
                    18,
                    "| 物件 | 数量 | 从哪里来 |\n| 显微镜 | 1台 | 省科协 |\n| 矿石 | 212块 | 学生 |\n| 雨量器 | 2个 | 县气象局 |",
                    True,
                ),
                (
                    "paragraph",
                    24,
                    "最贵的是显微镜，最多人看的却是雨量器。望云乡一年下雨160天，孩子们每天放学都要去读一次数，再把数字写在黑板上",
                ),
            ],
        },
        {
            "title": "雨是怎样被数出来的",
            "line": 30,
            "kicker": "小镇科学课之一",
            "subtitle": "一只罐头盒的妙用",
            "origin": "望云乡中心小学",
            "signature": "（望云乡中心小学 卓玛）",
            "credits": [("", "望云乡中心小学"), ("", "卓玛")],
            "jumps": [("from", 4, "", "（上接第4版）")],
            "body": [
                (
                    "abstract",
                    28,
                    "【编者按】从今天起，本报开设“小镇科学课”专栏，请一百间教室的老师各写一堂课。来稿请寄本报编辑部。",
                ),
                (
                    "paragraph",
                    37,
                    "把一只罐头盒放在空地上，下一场雨，量一量盒里的水有多深，这就是雨量。",
                ),
                ("paragraph", 39, "难的是每天都量。我们班的42个孩子轮流值日，已经量了三年。"),
            ],
        },
        {
            "title": "岚江省科普作品评选揭晓",
            "line": 43,
            "subtitle": "38件作品获奖",
            "dateline": "本报讯",
            "signature": "（记者 林舟）",
            "credits": [("记者", "林舟")],
            "body": [
                ("paragraph", 45, "11月23日，岚江省科普作品评选揭晓，38件作品从612件来稿中胜出。"),
                (
                    "paragraph",
                    47,
                    "获奖作品将在全省巡展，首站设在柳津市图书馆，时间为12月1日至12月15日，每天9:00—17:00开放。",
                ),
            ],
        },
        {
            "title": "更正与致歉",
            "line": 49,
            "kind": "correction",
            "body": [
                (
                    "paragraph",
                    51,
                    "本报11月18日第2版《望溪大桥借来白天的光》一文中，“总功率40千瓦”应为“总功率48千瓦”。特此更正，并向读者致歉。",
                )
            ],
        },
        {
            "title": "遗失声明",
            "line": 55,
            "kind": "advertisement",
            "kicker": "广告",
            "body": [
                ("paragraph", 57, "柳津市青石渡果业合作社遗失公章一枚，编号5100000012345，声明作废")
            ],
        },
        {
            "title": "招租公告",
            "line": 59,
            "kind": "advertisement",
            "body": [
                ("paragraph", 61, "柳津市滨江路8号门面一间出租，面积60平方米，有意者请到现场洽谈")
            ],
        },
        {
            "title": "望溪县图书馆开出“夜班车”",
            "line": 63,
            "dateline": "本报讯",
            "signature": "（望溪县图书馆）",
            "credits": [("", "望溪县图书馆")],
            "body": [
                (
                    "paragraph",
                    64,
                    "从11月起，望溪县图书馆每周五晚开到22时，末班公交车专门绕到馆门口等读者。",
                )
            ],
            "damage": [("signature-in-paragraph", 64)],
        },
    ],
}


def test_a_front_page_is_read_with_all_that_it_has():
    (page,) = read(DATA / "pages" / "full-page.md").pages
    assert told(page) == TOLD
