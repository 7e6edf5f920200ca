"""A story as a correspondent sends it in Word, with everything that such a document may carry."""

from __future__ import annotations

from tests.factories import picture_bytes
from tests.ingest.documents import deleted, docx, paragraph, picture, run, table, words

PICTURE = picture_bytes(colour="#204060")
TITLE = "萤火虫回到青石渡湿地"
#: As it is stored.
BODY = """\
<p>近日，青石渡湿地每10⁴平方米（m²）有3只萤火虫。</p>
<p>各点数量如下：</p>
<table><thead><tr><th>地点</th><th>数量（只）</th></tr></thead><tbody><tr><td>东岸</td><td>12</td></tr>\
<tr><td>西岸</td><td>30</td></tr></tbody></table>
<p>湿地管护站说，这要感谢少开一盏灯的人。</p>"""
NOTE = """\
联系方式（不出版）：
联系人：罗川　电话：000-00000000
开户行：岚江银行　账号：0000 1111 2222 3333"""
#: What the opener left out on purpose.
NOTES = [
    "有 1 处修订删除的文字，没有导入。",
    "有 1 条批注，没有导入。",
    "有 1 处上下标按普通字符导入，请对照原稿改正。",
    "有 1 处隐藏文字，没有导入。",
]


def raised(text: str) -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>{words(text)}</w:r>'


def manuscript(thanks: str = "湿地管护站说，这要感谢少开一盏灯的人。") -> bytes:
    """The document. `thanks` is its last paragraph."""
    density = (run("本报讯　近日，青石渡湿地每10"), raised("4"), run("平方米（m"), raised("2"))
    comment = '<w:r><w:commentReference w:id="1"/></w:r>'
    names, numbers = (paragraph(run(text, bold=True)) for text in ("地点", "数量（只）"))
    return docx(
        paragraph(TITLE, style="a3"),
        paragraph("——三年来第一次", style="a4"),
        paragraph(*density, run("）有3只萤火虫"), deleted("和5只蚊子"), run("。"), comment),
        paragraph(picture("p1", alt="湿地夜景")),
        paragraph("图1　湿地里亮起的灯", raised("注"), "。林舟　摄", style="a5"),
        paragraph("各点数量如下：", run("内部数据", hidden=True)),
        table([names, numbers], ["东岸", "12"], ["西岸", "30"]),
        thanks,
        paragraph("（通讯员　罗川）", align="right"),
        "联系人：罗川　电话：000-00000000",
        "开户行：岚江银行　账号：0000 1111 2222 3333",
        media={"p1": PICTURE},
    )
