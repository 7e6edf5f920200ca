"""A page as a scanner and an OCR program leave it: columns torn apart, a heading's mark lost, every kind of defect."""

from __future__ import annotations

from typing import get_args

from articles.ingest.drafts import DefectKind
from tests.ingest.samples import DATA, read, told

PAGE = DATA / "pages" / "ocr-columns.md"
TOLD = {
    "head": "2026年11月25日 星期三 第02版 科协新闻 总第1287期",
    "number": 2,
    "name": "科协新闻",
    "date": "2026-11-25",
    "total_number": 1287,
    "credits": "责任编辑:方以宁 版式:周澄 校对:许嘉",
    "sections": [("科协动态", "KE XIE DONG TAI", 28), ("他山之石", "TA SHAN ZHI SHI", 62)],
    "stories": [
        {
            "title": "岚江省青少年科技活动中心(筹)揭牌",
            "line": 5,
            "dateline": "本报讯",
            "signature": "(本报记者 何晓)",
            "credits": [("本报记者", "何晓")],
            "body": [
                (
                    "paragraph",
                    7,
                    "11月18日,岚江省青少年科技活动中心(筹)在柳津揭牌,来自全省的60名科技辅导员参加。省科协副主席方远舟出席揭牌仪式,并为首批12所共建学校授牌。",
                ),
                ("caption", 11, "揭牌仪式现场"),
                ("caption", 17, "中心门前的日晷", "images/p02_03.jpg", None, None),
                (
                    "paragraph",
                    19,
                    "中心将开设木工、观星、标本、编程四间工作室,每周三、周六下午开放,学生凭学生证免费入场,",
                ),
                (
                    "paragraph",
                    22,
                    "看完一块化石再走;每间工作室都有一本“问题簿,孩子们写下的问题由省内的科学家轮流回答。",
                ),
            ],
            "damage": [
                ("sentence-cut", 7),
                ("caption-in-sentence", 11),
                ("text-lost", 19),
                ("unbalanced-quote", 22),
            ],
            "halfwidth": [5, 7, 19, 22, 24],
        },
        {
            "title": "云泽区科协\n给社区送来“月球课”",
            "line": 30,
            "section": "科协动态",
            "dateline": "本报讯",
            "signature": "(云泽区科协)",
            "credits": [("", "云泽区科协")],
            "body": [
                (
                    "paragraph",
                    32,
                    "近日,云泽区科协在梧桐社区举办“月球课”,80余名居民用家里的台灯和乒乓球演示月相。",
                ),
                ("paragraph", 34, "居民陶大爷说,活了70年,头一回弄明白上弦月为什么总是在"),
            ],
            "damage": [("truncated", 34)],
            "halfwidth": [32, 34, 36],
        },
        {
            "title": "松坪县科协\n教茶农看懂“天气图”",
            "line": 38,
            "section": "科协动态",
            "dateline": "本报讯",
            "signature": "(林舟 通讯员 罗川)",
            "credits": [("", "林舟"), ("通讯员", "罗川")],
            "body": [
                (
                    "paragraph",
                    40,
                    "11月12日,松坪县科协邀请气象工程师走进河口乡茶园,为茶农讲解霜冻预警。工程师把一年的最低气温画成一条曲线,哪几天该盖草、哪几天该点烟,一看就明白。",
                ),
                ("paragraph", 46, "课后,县科协为每户发放了一支最高最低温度计。"),
            ],
            "damage": [("sentence-cut", 40), ("duplicate-signature", 42)],
            "halfwidth": [40, 42, 44, 46, 48],
        },
        {
            "title": "白鹿县科协\n把实验室搬上大篷车",
            "line": 50,
            "section": "科协动态",
            "dateline": "本报讯",
            "signature": "(白鹿县科协)",
            "credits": [("", "白鹿县科协")],
            "body": [
                ("paragraph", 52, "11月15日至11月17日,白鹿县科协的大篷车走了三个乡镇。"),
                (
                    "paragraph",
                    56,
                    "车上的显微镜最受欢迎,孩子们排着队看洋葱的细胞,有人看了三遍还不肯走。车上的书架也空了一半。",
                ),
            ],
            "damage": [
                ("sentence-cut", 52),
                ("sentence-cut", 56),
                ("sentence-cut", 58),
                ("signature-in-paragraph", 60),
            ],
            "halfwidth": [54, 58, 60],
        },
        {
            "title": "临汐市科协\n修了一条“会说话”的步道",
            "line": 64,
            "section": "他山之石",
            "signature": "(临汐市科协)",
            "credits": [("", "临汐市科协")],
            "body": [
                (
                    "paragraph",
                    66,
                    "沿着海堤走,每隔200米就有一块小牌子,牌子上写着脚下这段泥滩的年纪。",
                ),
                ("caption", 68, "图为学生在步道上辨认潮痕"),
                ("paragraph", 70, "走完全程大约50分钟,正好是一堂课的时间。"),
                ("subhead", 72, "牌子上写什么"),
                ("paragraph", 74, "牌子上的话由中学生来写,改过三遍:"),
                ("paragraph", 76, "一是不用术语,让奶奶也能看懂;"),
                ("paragraph", 78, "二是只写看得见的东西,看不见的不写;"),
                ("paragraph", 80, "(许嘉)"),
                ("paragraph", 82, "三是留一个没有答案的问题。"),
            ],
            "damage": [("orphan-caption", 68), ("unreadable", 80)],
            "halfwidth": [66, 70, 74, 76, 78, 80, 84],
        },
        {
            "title": "省地震学会\n在山村小学埋下“听诊器”",
            "line": 86,
            "dateline": "本报讯",
            "signature": "岚江省地震学会",
            "credits": [("", "岚江省地震学会")],
            "body": [
                ("paragraph", 88, "11月20日,岚江省地震学会在松坪县中心小学安装了一台教学地震仪。"),
                ("caption", 90, "图为学生围着地震仪跺脚"),
                ("paragraph", 92, "安装当天,全校学生一起跺脚,在记录纸上留下了一条漂亮的波形。"),
            ],
            "damage": [("section-uncertain", 86), ("orphan-caption", 90)],
            "halfwidth": [88, 92],
        },
    ],
}


def test_a_scanned_page_is_read_with_its_head_its_stories_and_all_its_damage():
    (page,) = read(PAGE).pages
    assert told(page) == TOLD


def test_it_shows_every_kind_of_defect_that_there_is():
    (page,) = read(PAGE).pages
    kinds = {defect.kind for story in page.stories for defect in story.defects}
    assert kinds == set(get_args(DefectKind))


def test_a_duplicate_is_kept_in_its_defect_and_a_stray_signature_in_the_text():
    (page,) = read(PAGE).pages
    kept = [(d.kind, d.text) for story in page.stories for d in story.defects if d.text]
    assert kept == [("duplicate-signature", "(林舟 通讯员 罗川)")]
