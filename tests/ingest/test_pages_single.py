"""One story as a correspondent sends it: in plain text, and through what a document says of its setting."""

from __future__ import annotations

from articles.ingest import reader
from articles.ingest.source import Line, Look, Opened
from tests.ingest.samples import DATA, read, told

MAILED = {
    "stories": [
        {
            "title": "望溪县科协：\n三百张课桌围着一棵银杏",
            "line": 1,
            "subtitle": "——望溪县第二小学的户外科学课",
            "signature": "望溪县科学技术协会\n通讯员：柳青渡\n望溪县科协 柳青渡",
            "credits": [
                ("", "望溪县科学技术协会"),
                ("通讯员", "柳青渡"),
                ("", "望溪县科协"),
                ("", "柳青渡"),
            ],
            "contacts": [
                (6, "联系电话：13800000000"),
                (17, "2026年11月20日"),
                (19, "联系地址：望溪县滨江路18号科协办公室"),
                (20, "邮编：600000"),
                (21, "电子邮箱：liuqingdu@wangxi.example"),
                (22, "微信：同手机号"),
                (23, "开户行：望溪县农村商业银行滨江支行"),
                (24, "账号：6222 0000 0000 0000 000"),
                (25, "户名：柳青渡"),
            ],
            "body": [
                (
                    "paragraph",
                    8,
                    "11月19日上午，望溪县第二小学把三百张课桌搬到操场上，围着校门口那棵八百岁的银杏上了一堂科学课。",
                ),
                (
                    "paragraph",
                    10,
                    "“老师，它有多高？”“它每年长多少？”问题一个接一个。县科协请来的林业工程师卢敬山没有直接回答，而是给每个小组发了一根1米长的竹竿和一卷皮尺。",
                ),
                (
                    "paragraph",
                    12,
                    "半个小时以后，答案出来了：用影子量，树高27.6米；用三角形量，树高28.1米；无人机飞上去一看，27.9米。“三个数都不一样，哪个对？”卢敬山说，“测量总有误差，把误差说清楚，就是科学。”",
                ),
                (
                    "paragraph",
                    14,
                    "课后，学生把落叶拾起来称了重，一共41千克。他们打算明年这个时候再称一次。",
                ),
            ],
        }
    ]
}

TITLE = Look(bold=True, align="center")
CENTER, RIGHT, BOLD, PLAIN = Look(align="center"), Look(align="right"), Look(bold=True), Look()
ROW = Look(kind="row")
#: Text and look of each paragraph, as a document has them.
DOCUMENT = [
    ("果园课堂进行时", CENTER),
    ("秋收之后，果园里又响起了上课铃", TITLE),
    ("——望溪县科协“果园课堂”侧记", CENTER),
    ("望溪县科协　柳青渡", CENTER),
    ("开课一个月，12个果园来了400名学生。", Look(kind="box")),
    (
        "11月3日，望溪县科协在果园里上了一堂嫁接课，果农们围着技术员问个不停，直到天黑才散。",
        PLAIN,
    ),
    ("", PLAIN),
    ("先看枝", BOLD),
    ("老树的枝条要先看朝向，再看粗细，最后才下剪刀。剪刀要带三样：", PLAIN),
    ("修枝剪", Look(kind="item")),
    ("手锯", Look(kind="item")),
    ("果农在学嫁接", Look(picture="image1.png")),
    ("图为课堂现场。柳青渡　摄", CENTER),
    ("品种\t株数\t成活", ROW),
    ("红心梨\t120\t", ROW),
    ("\t80\t76", ROW),
    ("课后，每户领走了一把嫁接刀。", PLAIN),
    ("通讯员　柳青渡　13800000000", RIGHT),
    ("2026年11月4日", RIGHT),
]


def opened() -> Opened:
    text, lines = "", []
    for number, (words, look) in enumerate(DOCUMENT, 1):
        lines.append(Line(number, len(text), words, look))
        text += f"{words}\n"
    return Opened(text, lines, {"image1.png": b""}, ["批注没有读入。"])


SET = {
    "stories": [
        {
            "title": "秋收之后，果园里又响起了上课铃",
            "line": 2,
            "kicker": "果园课堂进行时",
            "subtitle": "——望溪县科协“果园课堂”侧记",
            "signature": "望溪县科协\u3000柳青渡\n通讯员\u3000柳青渡",
            "credits": [("", "望溪县科协"), ("", "柳青渡"), ("通讯员", "柳青渡")],
            "contacts": [(18, "13800000000"), (19, "2026年11月4日")],
            "body": [
                ("abstract", 5, "开课一个月，12个果园来了400名学生。"),
                (
                    "paragraph",
                    6,
                    "11月3日，望溪县科协在果园里上了一堂嫁接课，果农们围着技术员问个不停，直到天黑才散。",
                ),
                ("subhead", 8, "先看枝"),
                ("paragraph", 9, "老树的枝条要先看朝向，再看粗细，最后才下剪刀。剪刀要带三样："),
                ("paragraph", 10, "修枝剪"),
                ("paragraph", 11, "手锯"),
                ("caption", 13, "图为课堂现场。", "image1.png", "果农在学嫁接", "柳青渡\u3000摄"),
                ("table", 14, "品种\t株数\t成活\n红心梨\t120\t\n\t80\t76", False),
                ("paragraph", 17, "课后，每户领走了一把嫁接刀。"),
            ],
        }
    ]
}


def test_a_mailed_story_is_read_with_its_writer_and_what_only_the_office_may_know():
    (page,) = read(DATA / "pages" / "correspondent.txt").pages
    assert told(page) == MAILED


def test_a_document_is_read_by_how_it_is_set():
    reading = reader.read_opened(opened(), "果园课堂.docx")
    (page,) = reading.pages
    assert told(page) == SET
    assert reading.notes == ["批注没有读入。"]


def test_heading_styles_alone_make_titles_and_sub_heads():
    first, second = Look(level=1), Look(level=2)
    source = [
        ("科学课搬到果园", first),
        ("三百名果农学会嫁接", Look(kind="subtitle")),
        ("果园里上了一堂课。", PLAIN),
        ("先看枝", second),
        ("枝要看朝向。", PLAIN),
        ("果农在学嫁接", Look(kind="caption")),
        ("白鹿县请来老匠人", first),
        ("老匠人教孩子们做孔明锁。", PLAIN),
    ]
    text, lines = "", []
    for number, (words, look) in enumerate(source, 1):
        lines.append(Line(number, len(text), words, look))
        text += f"{words}\n"
    (page,) = reader.read_opened(Opened(text, lines), "两篇.docx").pages
    assert told(page)["stories"] == [
        {
            "title": "科学课搬到果园",
            "line": 1,
            "subtitle": "三百名果农学会嫁接",
            "body": [
                ("paragraph", 3, "果园里上了一堂课。"),
                ("subhead", 4, "先看枝"),
                ("paragraph", 5, "枝要看朝向。"),
                ("caption", 6, "果农在学嫁接"),
            ],
            "damage": [("orphan-caption", 6)],
        },
        {
            "title": "白鹿县请来老匠人",
            "line": 7,
            "body": [("paragraph", 8, "老匠人教孩子们做孔明锁。")],
        },
    ]
