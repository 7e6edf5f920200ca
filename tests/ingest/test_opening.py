"""What a file is, its bytes say: a name that lies changes nothing, and what is no text is told where it belongs."""

from __future__ import annotations

import codecs

import pytest

from articles.ingest import reader, source
from articles.ingest.documents.opening import open_source
from articles.ingest.source import MAX_BYTES, Look, Unreadable
from tests.factories import picture_bytes
from tests.ingest.clipboards import WECHAT, WORD
from tests.ingest.documents import EMF, WMF, docx, paragraph
from tests.ingest.samples import TORN

HTML = "<html><head><title>甲</title></head><body><h1>云岭建成气象站</h1><p>近日，云岭……</p></body></html>"
HEADING = ("云岭建成气象站", Look(level=1, bold=True))
META = '<meta http-equiv="Content-Type" content="text/html; charset={}">'


def first(data: bytes, name: str) -> tuple[str, Look]:
    line = open_source(data, name).lines[0]
    return line.text, line.look


def refusal(data: bytes, name: str = "稿.docx") -> str:
    with pytest.raises(Unreadable) as refused:
        open_source(data, name)
    return str(refused.value)


@pytest.mark.parametrize("name", ["稿.docx", "稿.doc", "稿.md", "稿.html", "稿"])
def test_a_word_document_is_one_under_any_name(name: str):
    assert first(docx(paragraph("云岭建成气象站", style="1")), name) == HEADING


@pytest.mark.parametrize(
    "html",
    [
        HTML,
        f"<!DOCTYPE html>\n{HTML}",
        f" \n<!-- saved from url=(0014)about:internet -->\n<!doctype HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'>{HTML}",
        f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>{HTML}',
        HTML.upper(),
        f"\ufeff{HTML}",
        "Version:0.9\r\nStartHTML:0000000105\r\n" + HTML.replace("<h1", "<!--StartFragment--><h1"),
        "<!--StartFragment--><h1>云岭建成气象站</h1>",
        "框外<!--StartFragment--><h1>云岭建成气象站</h1><!--EndFragment-->",
    ],
)
def test_html_is_known_by_its_beginning(html: str):
    assert first(html.encode(), "稿.txt") == HEADING


@pytest.mark.parametrize("name", ["稿.html", "稿.HTM", "稿.xhtml"])
def test_a_piece_of_html_is_known_by_its_name(name: str):
    piece = "<h1>云岭建成气象站</h1>".encode()
    assert first(piece, name) == HEADING
    assert first(piece, "稿.md") == ("<h1>云岭建成气象站</h1>", Look())


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("gb2312", "gb18030"),
        ("GBK", "gbk"),
        ("gb18030", "gb18030"),
        ("utf-8", "utf-8"),
        ("big5", "big5"),
        ("x-unknown", "utf-8"),
        ("utf-8", "gb18030"),
        ("big5", "utf-8"),
        ("utf-8", "utf-16"),
    ],
)
def test_a_page_in_any_encoding_is_read_even_where_it_declares_another(
    declared: str, encoding: str
):
    page = HTML.replace("<title>", META.format(declared) + "<title>").replace("建成气象站", "測站")
    page = page.replace("近日，云岭……", "岭" if encoding == "gb18030" else "").replace("云", "雲")
    assert first(page.replace("岭", "嶺").encode(encoding), "稿.html")[0] == "雲嶺測站"


def test_a_declaration_decides_where_the_bytes_could_be_two_things():
    """These are good UTF-8 as well."""
    page = f"<html>{META.format('gb2312')}<p>联通</p></html>".encode("gbk")
    assert "联通" not in page.decode("utf-8", "replace")
    assert open_source(page, "稿.html").text == "联通\n"
    latin = f"<html>{META.format('gb2312')}<p>".encode() + "鏂".encode("gbk") + b"</p></html>"
    assert open_source(latin, "稿.html").text == "鏂\n"


def test_a_page_that_was_saved_anew_under_its_old_declaration_is_utf_8():
    page = f"<html>{META.format('gb2312')}<p>云岭建成第三座自动气象站</p></html>"
    assert open_source(page.encode(), "稿.html").text == "云岭建成第三座自动气象站\n"


def test_a_text_that_speaks_of_encodings_is_a_text():
    text = "云岭<meta charset=gb2312>"  # as good in the one encoding as in the other
    assert text.encode().decode("gb18030") != text
    assert open_source(text.encode(), "稿.md").text == text
    page = f"<html>{text}</html>".encode()
    assert open_source(codecs.BOM_UTF8 + page, "稿.html").text == "云岭\n"


def test_plain_text_is_opened_as_ever():
    for data in (TORN.read_bytes(), TORN.read_text().encode("gb18030"), codecs.BOM_UTF8 + b"# a"):
        text = source.decode(data, "稿.md")
        assert open_source(data, "稿.md") == source.Opened(text, source.lines(text, "稿.md"))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
            "稿.docx：这是旧式 .doc 或加密的 Word 文件，请用 Word 另存为 .docx（不加密）再导入。",
        ),
        (b"{\\rtf1\\ansi x}", "稿.docx：这是 RTF 文件，请用 Word 或 WPS 另存为 .docx 再导入。"),
        (b"%PDF-1.7\n\xe2\xe3", "稿.docx：PDF 请先转成文字（.docx 或纯文本）再导入。"),
        (b"\r\n%PDF-1.4", "稿.docx：PDF 请先转成文字（.docx 或纯文本）再导入。"),
        (
            b"PK\x05\x06" + bytes(18),
            "稿.docx：不是 Word 文档（压缩包里没有正文），请用 Word 或 WPS 另存为 .docx 再导入。",
        ),
        (b"", "稿.docx：文件是空的，没有可导入的文字。"),
        (
            b"a" * (MAX_BYTES + 1),
            "稿.docx：文件超过 5 MB，请拆成几个文件再导入。",
        ),
        (
            b"junk" + docx("正文"),
            "稿.docx：不是文本文件（或编码无法识别），请另存为 UTF-8 或 GB18030 的纯文本、Markdown 再导入。",
        ),
        (
            b"<html><p>a\x07b</html>",
            "稿.docx：不是文本文件（或编码无法识别），请另存为 UTF-8 或 GB18030 的纯文本、Markdown 再导入。",
        ),
        (b"<html><title>a</title></html>", "稿.docx：文件里没有可读的文字。"),
    ],
    ids=range(10),
)
def test_what_is_something_else_is_refused_in_one_sentence(data: bytes, sentence: str):
    assert refusal(data) == sentence


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?><w:wordDocument/>',
        b'<?xml version="1.0" standalone="yes"?><pkg:package xmlns:pkg="x"/>',
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n<html>",
        b"From: <a@a.example>\nSubject: =?utf-8?B?5LqR?=\n\t=?utf-8?B?5LqR?=\nMIME-Version: 1.0\nContent-type: multipart/related; x\n",
    ],
    ids=["Word 2003", "flat", "archive", "saved by a browser"],
)
def test_other_ways_to_save_a_document_are_refused(data: bytes):
    assert refusal(data) == "稿.docx：这是 Word 的 XML 或网页归档文件，请另存为 .docx 再导入。"


@pytest.mark.parametrize(
    "data",
    [
        *(picture_bytes(kind=kind) for kind in ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP")),
        *(WMF, EMF, b"8BPS\x00\x01", b"\x00\x00\x00\x18ftypheic", b"\x00\x00\x00\x18ftypavif"),
        b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'><text>a</text></svg>",
    ],
    ids=["PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP", "WMF", "EMF", "PSD", "HEIC", "AVIF", "SVG"],
)
def test_pictures_are_sent_to_the_picture_desk(data: bytes):
    assert refusal(data, "图.docx") == "图.docx：这是图片，请到“图片”里上传；这里只导入文字。"


@pytest.mark.parametrize(
    "text", ["BM25是一种算法。", "GIF是图片。", "II*", "8BPS", "%是百分号", "PK赛开始了"]
)
def test_a_text_that_begins_like_something_else_is_a_text(text: str):
    assert open_source(text.encode(), "稿.md").text == text


def test_the_reader_opens_whatever_there_is():
    text = "# 云岭建成气象站\n\n近日，云岭建成气象站。\n"
    document = docx(*text.splitlines())
    html = f"<html><p>{text.replace(chr(10), '<br>')}</p></html>".encode()
    read = [reader.read(data, "稿.docx") for data in (text.encode(), document, html)]
    assert [each.text for each in read] == [text, text, text]
    assert [each.pages[0].stories[0].title.text for each in read] == ["云岭建成气象站"] * 3


def test_the_clipboards_are_known_for_what_they_are():
    assert first(WORD.encode(), "粘贴")[1].level == 1
    assert first(WECHAT.encode(), "粘贴.html")[0] == "萤火虫回到湿地"
