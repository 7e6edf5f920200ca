"""Files that only look like Word documents, or were made to harm: refused in one sentence, quickly and in little memory."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ingest.documents.album import MAX_PICTURE
from articles.ingest.documents.package import MAX_FILE, MAX_MEMBERS, MAX_UNPACKED
from articles.ingest.documents.word import open_word
from articles.ingest.source import MAX_LINE, Unreadable
from tests.ingest.documents import (
    NAMESPACES,
    body_xml,
    cell,
    docx,
    paragraph,
    picture,
    png,
    relations_xml,
    run,
    zipped,
)

ROOT = Path(__file__).resolve().parents[2]
BOMB = "稿.docx：压缩包异常（解开后过大或部件过多），没有打开；请用 Word 另存为 .docx 再导入。"
RUIN = "稿.docx：文件已损坏，读不出来；请用 Word 重新另存为 .docx 再导入。"
NO_WORD = "稿.docx：不是 Word 文档（压缩包里没有正文），请用 Word 或 WPS 另存为 .docx 再导入。"
OLD = "稿.docx：这是旧式 .doc 或加密的 Word 文件，请用 Word 另存为 .docx（不加密）再导入。"
LOCKED = "稿.docx：文件加了密码，请去掉密码另存为 .docx 再导入。"
DOCTYPE = "稿.docx：文件里有文档类型声明（DOCTYPE），不是 Word 存的文件，没有打开。"
INTRICATE = "稿.docx：文档结构过于复杂（嵌套过深或部件过多），请拆开，或把文字复制到新文档再导入。"
TOO_MANY_LINES = "稿.docx：第 20000 行以后还有内容，一个文件最多 20000 行；请拆开再导入。"
TOO_MUCH_TEXT = "稿.docx：文字超过 5 MB，请拆成几个文件再导入。"
NOTHING_READABLE = "稿.docx：文件里没有可读的文字。"


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        open_word(data, "稿.docx")
    return str(refused.value)


def stored(xml: str | bytes, **parts: str | bytes) -> bytes:
    """As the main text, not compressed: what is refused is refused for another reason than its ratio."""
    return zipped({"word/document.xml": xml} | parts, method=zipfile.ZIP_STORED)


def with_doctype(declarations: str, text: str) -> bytes:
    xml = body_xml(paragraph("正文")).replace("正文", text)
    return stored(f"<!DOCTYPE w:document [{declarations}]>{xml}")


def locked() -> bytes:
    """With the bit set that says so, in the member's head and in the directory."""
    data = bytearray(docx("正文"))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := data.find(signature, start + 1)) >= 0:
            data[start + at] |= 1
    return bytes(data)


def damaged() -> bytes:
    """One byte of the main text is another: the checksum says so."""
    data = bytearray(stored(body_xml("正文")))
    data[data.index("正文".encode())] ^= 1
    return bytes(data)


def other_method() -> bytes:
    return zipped({"word/document.xml": body_xml("正文")}, method=zipfile.ZIP_LZMA)


def lying_about_its_size() -> bytes:
    """The directory declares 100 bytes of what is 2 MB."""
    data = bytearray(zipped({"word/document.xml": body_xml("字" * 700_000)}))
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
    return bytes(data)


ODD = {
    "no zip": (b"PK\x03\x04 and no more", RUIN),
    "a zip cut off": (docx("正文")[:900], RUIN),
    "a zip without a document": (zipped({"xl/workbook.xml": "<x/>"}), NO_WORD),
    "an empty zip": (zipped({}), NO_WORD),
    "a main part outside of the word folder": (
        zipped({"_rels/.rels": relations_xml({"r": ("officeDocument", "ppt/presentation.xml")})}),
        NO_WORD,
    ),
    "an old or encrypted document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), OLD),
    "an encrypted member": (locked(), LOCKED),
    "a damaged member": (damaged(), RUIN),
    "a rare compression": (other_method(), RUIN),
    "a false size": (lying_about_its_size(), RUIN),
    "a declared entity": (with_doctype('<!ENTITY a "字">', "&a;"), DOCTYPE),
    "an entity outside": (
        with_doctype('<!ENTITY a SYSTEM "file:///etc/hostname">', "&a;"),
        DOCTYPE,
    ),
    "a DOCTYPE of nothing": (with_doctype("", "正文"), DOCTYPE),
    "a DOCTYPE in the styles": (
        docx("正文", more={"word/styles.xml": "<!DOCTYPE x><x/>"}),
        DOCTYPE,
    ),
    "a DOCTYPE in the relations": (
        docx("正文", more={"word/_rels/document.xml.rels": "<!DOCTYPE x><x/>"}),
        DOCTYPE,
    ),
    "broken XML": (stored(body_xml("正文")[:-20]), RUIN),
    "an unknown entity": (stored(body_xml(paragraph("<w:r><w:t>&nbsp;</w:t></w:r>"))), RUIN),
    "no XML": (stored("正文"), RUIN),
    "an empty part": (stored(b""), RUIN),
    "an unknown encoding": (stored(b"<?xml version='1.0' encoding='x-none'?><a/>"), RUIN),
    "an encoding of several bytes": (stored(b"<?xml version='1.0' encoding='gb18030'?><a/>"), RUIN),
    "a zero character": (stored(body_xml(paragraph(run("&#0;")).replace("&amp;", "&"))), RUIN),
    "a raw zero": (stored(body_xml("正文").encode() + b"\x00"), RUIN),
    "half a character": (
        stored(body_xml("正文").encode().replace("文".encode(), b"\xed\xa0\x80")),
        RUIN,
    ),
    "only deleted words": (
        docx("<w:p><w:del><w:r><w:delText>字</w:delText></w:r></w:del></w:p>"),
        NOTHING_READABLE,
    ),
    "nothing but a picture": (docx(paragraph(picture("p")), media={"p": png()}), NOTHING_READABLE),
    "another kind of document": (stored("<html><body>正文</body></html>"), NOTHING_READABLE),
    "too many long lines": (stored(body_xml(*["字" * MAX_LINE] * 100)), TOO_MUCH_TEXT),
    "a line too long": (
        docx("字" * (MAX_LINE + 1)),
        "稿.docx 第 1 行：长达 20001 字，一行最多 20000 字；请检查换行。",
    ),
}


@pytest.mark.parametrize(("data", "sentence"), ODD.values(), ids=ODD)
def test_what_cannot_be_read_is_refused_in_one_sentence(data: bytes, sentence: str):
    assert refusal(data) == sentence


# --- made to harm ---------------------------------------------------------------------------------


def bomb() -> bytes:
    return zipped({"word/document.xml": bytes(59 * 1024 * 1024)})


def bomb_of_many_parts() -> bytes:
    """Each part is within its ratio, all together are not."""
    noise = random.Random(1).randbytes(60_000)
    part = noise + bytes(9 * 1024 * 1024)
    return zipped({f"word/media/{n}.png": part for n in range(MAX_UNPACKED // len(part) + 1)})


def members(number: int) -> bytes:
    return zipped({"word/document.xml": body_xml("正文")} | {f"x/{n}": b"" for n in range(number)})


def directory(entries: int) -> bytes:
    """A zip of nothing but a directory: each entry would become an object."""
    entry = b"PK\x01\x02" + bytes(42)
    size = (len(entry) * entries).to_bytes(4, "little")
    return entry * entries + b"PK\x05\x06" + bytes(4) + b"\xff\xff" * 2 + size + bytes(6)


def large_part() -> bytes:
    """Its ratio is below 200, its size is above what a text can have."""
    noise = random.Random(1).randbytes(10_000).hex()
    return zipped({"word/document.xml": body_xml("") + noise * 3_200})


def bytes_after(sign: str, filling: str = "b='' ") -> str:
    """A tag or comment that does not end within 8 MB."""
    return f"<w:document {NAMESPACES}>{sign}" + filling * (8 * 1024 * 1024 // len(filling))


def names(tag: str) -> str:
    """400,000 different names where `tag` has its number."""
    tags = (tag.replace("#", str(n)) for n in range(400_000))
    return f"<w:document {NAMESPACES}>{''.join(tags)}</w:document>"


def chain_of_styles(length: int) -> str:
    made = "".join(
        f'<w:style w:type="paragraph" w:styleId="{n}"><w:basedOn w:val="{n + 1}"/></w:style>'
        for n in range(length)
    )
    return f"<w:styles {NAMESPACES}>{made}</w:styles>"


def deep(opening: str, closing: str, depth: int) -> str:
    return f"<w:document {NAMESPACES}>{opening * depth}{closing * depth}</w:document>"


FIELDS = (
    '<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/><w:t>a</w:t></w:r>'
)
#: What stands in a document's body, made when its turn comes, and the sentence that refuses it.
BODIES: dict[str, tuple[Callable[[], str], str]] = {
    "10^6 paragraphs": (lambda: "<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 10**6, TOO_MANY_LINES),
    "10^6 cells": (
        lambda: f"<w:tbl><w:tr>{'<w:tc><w:p/></w:tc>' * 10**6}</w:tr></w:tbl>",
        TOO_MANY_LINES,
    ),
    "10^6 paragraphs in a cell": (
        lambda: f"<w:tbl><w:tr>{cell('<w:p/>' * 10**6)}</w:tr></w:tbl>",
        TOO_MANY_LINES,
    ),
    "340,000 boxes on a paragraph": (
        lambda: f"<w:p>{'<w:txbxContent><w:p/></w:txbxContent>' * 340_000}</w:p>",
        NOTHING_READABLE,
    ),
    "340,000 charts on a paragraph": (
        lambda: f"<w:p>{'<w:r><c:chart/></w:r>' * 340_000}</w:p>",
        TOO_MANY_LINES,
    ),
    "10^6 runs": (lambda: f"<w:p>{'<w:r><w:t>a</w:t></w:r>' * 10**6}</w:p>", INTRICATE),
    "fields in fields": (lambda: f"<w:p>{FIELDS * 300_000}</w:p>", INTRICATE),
    "a paragraph of 8 MB": (
        lambda: f"<w:p><w:r><w:t>{'a' * 8_000_000}</w:t></w:r></w:p>",
        TOO_MUCH_TEXT,
    ),
}
HARMFUL: dict[str, tuple[Callable[[], bytes], str]] = {
    "a bomb": (bomb, BOMB),
    "a bomb of many parts": (bomb_of_many_parts, BOMB),
    "10,000 members": (lambda: members(10_000), BOMB),
    "800,000 entries": (lambda: directory(800_000), BOMB),
    "more than 40 MB": (
        lambda: docx("正文") + bytes(MAX_FILE),
        "稿.docx：文件超过 40 MB，请把图片压缩或另行上传后再导入。",
    ),
    "a text of 62 MB": (large_part, BOMB),
    "a directory of names": (
        lambda: zipped({f"{n:04}" + "长" * 3_000: b"" for n in range(MAX_MEMBERS)}),
        NO_WORD,
    ),
    "tables 10^5 deep": (
        lambda: stored(deep("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 10**5)),
        INTRICATE,
    ),
    "boxes 10^5 deep": (
        lambda: stored(deep("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>", 10**5)),
        INTRICATE,
    ),
    "a tag without an end": (lambda: stored(bytes_after("<w:p ")), BOMB),
    "a comment without an end": (lambda: stored(bytes_after("<!--")), BOMB),
    "an attribute of 8 MB": (lambda: stored(bytes_after("<w:p w:x='", "a")), BOMB),
    "names of elements": (lambda: stored(names("<w:x#/>")), BOMB),
    "names of attributes": (lambda: stored(names("<w:x a#=''/>")), BOMB),
    "a chain of 10^5 styles": (
        lambda: docx("，", more={"word/styles.xml": chain_of_styles(10**5)}),
        NOTHING_READABLE,
    ),
    "60 pictures of 3 MB": (
        lambda: docx(
            paragraph("".join(map(picture, map(str, range(60))))),
            media={str(n): png(str(n)) + bytes(3 * 1024 * 1024) for n in range(60)},
        ),
        BOMB,
    ),
} | {
    name: (lambda made=made: stored(body_xml(made())), sentence)
    for name, (made, sentence) in BODIES.items()
}
MEASURE = """
import json, re, sys
from pathlib import Path
from articles.ingest.source import Unreadable
from articles.ingest.documents.word import open_word
data = Path(sys.argv[1]).read_bytes()
try:
    sentence = open_word(data, "稿.docx").text
except Unreadable as refused:
    sentence = str(refused)
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
print(json.dumps([sentence, int(peak) // 1024]))
"""


def measured(data: bytes, file: Path) -> tuple[str, int]:
    """The sentence and the megabytes of a process that does nothing else."""
    file.write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, file], cwd=ROOT, capture_output=True, check=True
    )
    sentence, megabytes = json.loads(done.stdout)
    return sentence, megabytes


@pytest.mark.parametrize(("make", "sentence"), HARMFUL.values(), ids=HARMFUL)
def test_what_was_made_to_harm_is_refused_within_300_megabytes(
    make: Callable[[], bytes], sentence: str, tmp_path: Path
):
    said, megabytes = measured(make(), tmp_path / "稿.docx")
    assert said == sentence
    assert megabytes < 300


def test_a_picture_of_more_than_40_megabytes_stays_out():
    """It is packed no closer than pictures may be."""
    huge = png() + random.Random(1).randbytes(400_000) + bytes(MAX_PICTURE)
    made = open_word(docx("段", paragraph(picture("p")), media={"p": huge}), "稿.docx")
    assert made.pictures == {}
    assert made.notes == ["第 2 行的图超过 40 MB，没有导入；请压缩后上传。"]


def test_a_linked_picture_is_not_asked_for(monkeypatch: pytest.MonkeyPatch):
    """No address of a document is ever opened: not of a picture, a template or a part outside of the package."""
    asked: list[object] = []
    monkeypatch.setattr("socket.socket.connect", lambda _, address: asked.append(address))
    monkeypatch.setattr("builtins.open", lambda *arguments: asked.append(arguments))
    made = open_word(
        docx(
            paragraph(run("正文") + picture("p1") + picture("p2", how="r:link")),
            linked={"p1": "http://127.0.0.1:1/1.png", "p2": "file:///etc/hostname"},
        ),
        "稿.docx",
    )
    assert (made.text, made.pictures, asked) == ("正文\n\n\n", {}, [])


def test_a_target_that_climbs_is_only_a_name_that_no_part_has():
    relations = relations_xml(
        {
            "p1": ("image", "../../../../etc/hostname"),
            "p2": ("image", "/etc/passwd"),
            "p3": ("image", "media/%2e%2e/%2e%2e/word/media/a.png"),
        }
    )
    made = open_word(
        zipped(
            {
                "word/document.xml": body_xml(
                    paragraph(run("正文") + picture("p1") + picture("p2") + picture("p3"))
                ),
                "word/_rels/document.xml.rels": relations,
                "word/media/a.png": png(),
                "../../evil.txt": "x",
                "/etc/cron.d/evil": "x",
                "C:\\evil.exe": b"MZ",
            }
        ),
        "稿.docx",
    )
    assert made.pictures == {"图1.png": png()}
    assert made.notes == ["第 2、3 行的图认不出是什么格式，无法使用，请另存为图片。"]


def test_bytes_around_the_zip_change_nothing():
    data = docx("正文")
    assert [open_word(each, "稿.docx").text for each in (b"junk" + data, data + b"junk" * 99)] == [
        "正文\n",
        "正文\n",
    ]


def test_controls_and_invisible_characters_are_as_in_plain_text():
    """What a text file is refused for is left out here; what it may have stays for the writing act to clean."""
    text = "甲\x7f乙\u202e丙\u200b丁\x85戊\ufeff己\u2028庚𠮷\ue000"
    made = open_word(docx(paragraph(run(text))), "稿.docx")
    assert made.text == text.replace("\x7f", "") + "\n"
    assert made.notes == ["有 1 个控制字符，没有导入。"]


@given(st.data())
def test_a_damaged_document_is_read_or_refused_and_nothing_else(data: st.DataObject):
    whole = bytearray(docx(paragraph(run("正文") + picture("p")), media={"p": png()}))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    outcome = text_or_sentence(bytes(whole))
    assert outcome.startswith("稿.docx：") or outcome.endswith("\n")


def text_or_sentence(data: bytes) -> str:
    try:
        return open_word(data, "稿.docx").text
    except Unreadable as refused:
        return str(refused)


FRAGMENTS = st.sampled_from(
    [
        *("<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>字</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>"),
        *("</w:tr>", "<w:tc>", "</w:tc>", "<w:pPr>", "</w:pPr>", "<w:del/>", "<w:del>", "</w:del>"),
        *("<w:txbxContent>", "</w:txbxContent>", "<w:rt>", "</w:rt>", "<w:ruby>", "</w:ruby>"),
        *('<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="end"/>', "<w:sym/>"),
        *("<mc:Choice>", "</mc:Choice>", "<mc:AlternateContent>", "</mc:AlternateContent>"),
        *(
            "<w:footnote>",
            "</w:footnote>",
            '<w:footnoteReference w:id="1"/>',
            "<w:trPr>",
            "</w:trPr>",
        ),
        *('<w:numId w:val="1"/>', '<w:ilvl w:val="-3"/>', '<w:outlineLvl w:val="99999999"/>', "字"),
        *('<a:blip r:embed="p"/>', "<w:tab/>", "<w:cellDel/>", '<w:pStyle w:val="d1"/>', "<w:br/>"),
    ]
)


def balanced(pieces: list[str]) -> str:
    """The pieces with every tag closed in its turn, so that it is XML however wild."""
    made, open_tags = [], []
    for piece in pieces:
        if piece.startswith("</"):
            if open_tags:
                made.append(f"</{open_tags.pop()}>")
            continue
        made.append(piece)
        if piece.startswith("<") and not piece.endswith("/>") and "</" not in piece:
            open_tags.append(piece[1:-1])
    return "".join(made) + "".join(f"</{tag}>" for tag in reversed(open_tags))


@given(st.lists(FRAGMENTS, max_size=40))
def test_any_nesting_of_known_tags_is_read_or_refused(pieces: list[str]):
    body = balanced(pieces)
    made = open_word(docx("始", body, "末"), "稿.docx")
    lines = [line.text for line in made.lines]
    assert (lines[0], "末" in lines) == ("始", True)
