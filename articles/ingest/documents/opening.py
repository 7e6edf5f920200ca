"""Any source as numbered lines: what it is, its first bytes say; its name is asked only about HTML."""

from __future__ import annotations

import codecs
import re

from articles.ingest import source
from articles.ingest.documents import album
from articles.ingest.documents.clipboard import open_html
from articles.ingest.documents.word import OLE, open_word
from articles.ingest.source import MAX_BYTES, Opened, Unreadable

ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
BLANK = b" \t\r\n\xef\xbb\xbf"
OFFICE_XML = re.compile(
    rb"<\?xml[^>]*>.{0,400}(?:progid=\"Word\.Document\"|<pkg:package|<w:wordDocument)", re.S
)
ARCHIVE = re.compile(
    rb"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?Content-Type:\s*multipart/related", re.I
)
HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?!StartFragment)[^>]*-->\s*)*(?:<!DOCTYPE\s+html|<html|<!--StartFragment)"
    r"|Version:[\d.]+\s+StartHTML:",
    re.I,
)
FRAGMENT = "<!--StartFragment-->"
HTML_NAME = re.compile(r"\.(?:html?|xhtml)$", re.I)
CHARSET = re.compile(rb"<meta[^>]{0,200}\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{1,20})", re.I)
SURE = 20  # bytes beyond one for each character
#: What pages declare -> what Python reads it with: gb2312 is always meant as its largest extension.
CODECS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5",
    "utf-8": "utf-8",
}


def open_source(data: bytes, name: str) -> Opened:
    """Word, HTML, Markdown or plain text. Raises Unreadable; for other documents the sentence says what to make of them."""
    if data.startswith((*ZIPS, OLE)):
        return open_word(data, name)
    _refuse(data, name)
    text = source.decode(_recoded(data, name), name)
    if _is_html(text, name):
        return open_html(text, name)
    return Opened(text, source.lines(text, name))


def _refuse(data: bytes, name: str) -> None:
    """Raises Unreadable for what is known and is no text."""
    head = data[:4096].lstrip(BLANK)
    if head.startswith(b"{\\rtf"):
        raise Unreadable(f"{name}：这是 RTF 文件，请用 Word 或 WPS 另存为 .docx 再导入。")
    if head.startswith(b"%PDF"):
        raise Unreadable(f"{name}：PDF 请先转成文字（.docx 或纯文本）再导入。")
    if album.kind_of(data):
        raise Unreadable(f"{name}：这是图片，请到“图片”里上传；这里只导入文字。")
    if OFFICE_XML.match(head) or ARCHIVE.match(head):
        raise Unreadable(f"{name}：这是 Word 的 XML 或网页归档文件，请另存为 .docx 再导入。")


def _is_html(text: str, name: str) -> bool:
    return bool(HTML.match(text) or HTML_NAME.search(name) or FRAGMENT in text)


def _recoded(data: bytes, name: str) -> bytes:
    """A page that declares its encoding, in UTF-8; everything else as it is."""
    declared = CHARSET.search(data[:4096])
    codec = CODECS.get(declared[1].decode().lower()) if declared else None
    if codec is None or len(data) > MAX_BYTES or _is_surely_utf_8(data):
        return data
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return data
    return text.encode() if _is_html(text, name) else data


def _is_surely_utf_8(data: bytes) -> bool:
    """Pages are saved anew under an old declaration. A few characters may be good UTF-8 by chance, ten are not."""
    if data.startswith(codecs.BOM_UTF8):
        return True
    try:
        return len(data) - len(data.decode()) >= SURE
    except UnicodeDecodeError:
        return False
