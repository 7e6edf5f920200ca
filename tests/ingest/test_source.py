"""From bytes to lines: every encoding that reaches a newsroom, and what is refused in which words."""

from __future__ import annotations

import codecs

import pytest

from articles.ingest import reader, source
from articles.ingest.source import MAX_BYTES, MAX_LINE, MAX_LINES, Unreadable
from tests.factories import picture_bytes
from tests.ingest.samples import SOUND, TORN, read

TEXT = TORN.read_text()
NO_TEXT = (
    "稿.md：不是文本文件（或编码无法识别），请另存为 UTF-8 或 GB18030 的纯文本、Markdown 再导入。"
)
PICTURE = "稿.md：这是图片，请到“图片”里上传；这里只导入文字。"
BROKEN_DOCUMENT = "稿.md：文件已损坏，读不出来；请用 Word 重新另存为 .docx 再导入。"
EMPTY = "稿.md：文件是空的，没有可导入的文字。"
NOTHING_READABLE = "稿.md：文件里没有可读的文字。"

ENCODED = {
    "UTF-8": TEXT.encode(),
    "UTF-8 with mark": codecs.BOM_UTF8 + TEXT.encode(),
    "UTF-16 LE with mark": codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    "UTF-16 BE with mark": codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    "UTF-16 LE": TEXT.encode("utf-16-le"),
    "UTF-16 BE": TEXT.encode("utf-16-be"),
    "GB18030": TEXT.encode("gb18030"),
}


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        reader.read(data, "稿.md")
    return str(refused.value)


@pytest.mark.parametrize("data", ENCODED.values(), ids=ENCODED)
def test_every_encoding_gives_the_same_text(data: bytes):
    assert source.decode(data, "稿.md") == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_single_line_in_utf_16_without_a_mark_is_read_the_right_way_round(encoding: str):
    text = "# 一只、一本、一株：一一说来"  # every 一 has a zero byte too
    assert source.decode(text.encode(encoding), "稿.md") == text


@pytest.mark.parametrize(
    "data",
    [
        b"\x00" + "# 题目\n正文。".encode(),
        b"\x00\x00\x00" + "# 题目\n正文。".encode(),
        "# 题\x00目\n正文。".encode(),
        b"\x00# abc def ghi\n",
        b"\x00" + "# 题目\n正文。".encode("gb18030"),
    ],
)
def test_a_zero_byte_makes_no_utf_16_of_a_text(data: bytes):
    assert refusal(data) == NO_TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["# abc\n", "题目\n①■“甲”——乙……\n", "a"])
def test_a_short_text_in_utf_16_is_read(encoding: str, text: str):
    assert source.decode(text.encode(encoding), "稿.md") == text


def test_rare_characters_survive_gb18030():
    assert source.decode("# 㐀𠮷\ue000的家".encode("gb18030"), "稿.md") == "# 㐀𠮷\ue000的家"


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["CRLF", "CR"])
def test_other_line_ends_change_no_story_no_line_and_no_defect(end: str):
    (page,) = reader.read(TEXT.replace("\n", end).encode(), "稿.md").pages
    (same,) = read(TORN).pages

    def outline(draft):
        return [
            (
                story.title.text,
                [(item.kind, item.passage.line, item.passage.text) for item in story.body],
                [(defect.kind, defect.line, defect.message) for defect in story.defects],
            )
            for story in draft.stories
        ]

    assert outline(page) == outline(same)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", EMPTY),
        (b" \n\t\r\n ", EMPTY),
        ("\u3000\n\u3000".encode(), NOTHING_READABLE),
        ("——！——".encode(), NOTHING_READABLE),
        (codecs.BOM_UTF8, NOTHING_READABLE),
        ("\ufeff \n".encode("utf-16-le"), NOTHING_READABLE),
        (picture_bytes(), PICTURE),
        (picture_bytes(kind="JPEG"), PICTURE),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00", BROKEN_DOCUMENT),
        (b"\x7fELF\x02\x01\x01\x00", NO_TEXT),
        ("# 题目\x07\n正文。".encode(), NO_TEXT),
        (b"# \xff\xff\xff\xff\n", NO_TEXT),
        (b"x" * (MAX_BYTES + 1), "稿.md：文件超过 5 MB，请拆成几个文件再导入。"),
        (
            ("# 题\n" + "字\n" * MAX_LINES).encode(),
            "稿.md：第 20000 行以后还有内容，一个文件最多 20000 行；请拆开再导入。",
        ),
        (
            ("# 题\n\n" + "字" * (MAX_LINE + 1)).encode(),
            "稿.md 第 3 行：长达 20001 字，一行最多 20000 字；请检查换行。",
        ),
        (
            "只有一段话，没有标题。".encode(),
            "稿.md：没有找到标题，认不出稿件；请在每篇标题前加“# ”再导入。",
        ),
        (
            "---\n日期：2026-11-18\n\n# 题\n".encode(),
            "稿.md 第 4 行：看不懂这一项，文件头里可写：主题、年内期号、总期号、日期、类别。",
        ),
        (
            "\n---\n日期：2026-11-18\n".encode(),
            "稿.md 第 2 行：文件头没有结束，请在它后面另起一行写“---”。",
        ),
        (
            "---\n天气：晴\n---\n# 题\n".encode(),
            "稿.md 第 2 行：看不懂这一项，文件头里可写：主题、年内期号、总期号、日期、类别。",
        ),
    ],
)
def test_what_is_no_page_of_text_is_refused_in_one_sentence(data: bytes, message: str):
    assert refusal(data) == message


def test_the_limits_themselves_are_allowed():
    story = "# 题\n\n" + "字" * (MAX_LINE - 1) + "。\n"
    (page,) = reader.read((story + "\n" * (MAX_LINES - 3)).encode(), "稿.md").pages
    assert [len(item.passage.text) for item in page.stories[0].body] == [MAX_LINE]
    assert len(source.lines("\n" * MAX_LINES, "稿.md")) == MAX_LINES


def test_lines_know_their_number_offset_and_text():
    lines = source.lines("甲\r\n乙\r\r丙\n丁", "稿.md")
    assert [(line.number, line.start, line.text) for line in lines] == [
        (1, 0, "甲"),
        (2, 3, "乙"),
        (3, 5, ""),
        (4, 6, "丙"),
        (5, 8, "丁"),
    ]


def test_front_matter_is_read_as_keys_and_values():
    front = "---\n日期：2026-11-18\n\n总期号: 1286\n主题：\n---\n"
    reading = reader.read(front.encode() + SOUND.read_bytes(), "稿.md")
    assert reading.front == {"日期": "2026-11-18", "总期号": "1286", "主题": ""}
    assert [page.number for page in reading.pages] == [2, 3]
