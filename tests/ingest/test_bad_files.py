"""Files that import_page cannot read: one sentence with file and line, exit code 1, nothing written."""

import codecs
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management.base import CommandError

from articles.models import Article, Source
from tests.factories import picture_bytes
from tests.ingest.papers import HERE, PAGE, put
from tests.stored import everything, refusal, run

pytestmark = pytest.mark.django_db

NO_TEXT = (
    "稿.md：不是文本文件（或编码无法识别），请另存为 UTF-8 或 GB18030 的纯文本、Markdown 再导入。"
)
EMPTY = "稿.md：文件是空的，没有可导入的文字。"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (picture_bytes(), "稿.md：这是图片，请到“图片”里上传；这里只导入文字。"),
        (
            b"PK\x03\x04\x14\x00\x06\x00\x08\x00",
            "稿.md：文件已损坏，读不出来；请用 Word 重新另存为 .docx 再导入。",
        ),
        (bytes(range(128, 256)) * 8, NO_TEXT),
        (b"", EMPTY),
        (b" \n\t \r\n\n", EMPTY),
        ("\u3000\n\u3000\u3000\n".encode(), "稿.md：文件里没有可读的文字。"),
        (
            PAGE.encode() + b"\n" * (5 * 1024 * 1024),
            "稿.md：文件超过 5 MB，请拆成几个文件再导入。",
        ),
        (
            "# 题\n" + "字。\n" * 20_000,
            "稿.md：第 20000 行以后还有内容，一个文件最多 20000 行；请拆开再导入。",
        ),
        (
            "# 题\n\n" + "字" * 20_001,
            "稿.md 第 3 行：长达 20001 字，一行最多 20000 字；请检查换行。",
        ),
        (
            "只有一段话，没有标题。\n",
            "稿.md：没有找到标题，认不出稿件；请在每篇标题前加“# ”再导入。",
        ),
    ],
    ids=[
        "a picture",
        "a document",
        "bytes",
        "empty",
        "blanks",
        "wide blanks",
        "6 MB",
        "20,001 lines",
        "a line of 20,001",
        "no title",
    ],
)
def test_what_is_no_page_is_refused(tmp_path: Path, content: str | bytes, sentence: str):
    assert refusal("import_page", put(tmp_path, content), *HERE) == sentence


@pytest.mark.parametrize("ending", [1, 2], ids=["one byte of three", "two bytes of three"])
@pytest.mark.parametrize(
    "text", ["# 题目\n\n正", PAGE[: PAGE.index("本报讯")], PAGE.rstrip("）\n")]
)
def test_a_file_that_ends_inside_a_character_is_refused_on_its_line(
    tmp_path: Path, text: str, ending: int
):
    content = text.encode() + "文".encode()[:ending]
    line = text.count("\n") + 1
    assert refusal("import_page", put(tmp_path, content), *HERE) == (
        f"稿.md 第 {line} 行：UTF-8 的文字在这里断了，文件可能没有传完或已损坏；请重新取得原件再导入。"
    )


@pytest.mark.parametrize(
    "content",
    [PAGE.encode("gb18030")[:-2], PAGE.encode("utf-16")[:-1], PAGE.encode("utf-16-be")[:-1]],
    ids=["GB18030", "UTF-16", "UTF-16 BE"],
)
def test_other_encodings_that_end_inside_a_character_are_refused(tmp_path: Path, content: bytes):
    assert refusal("import_page", put(tmp_path, content), *HERE) == NO_TEXT


@pytest.mark.parametrize(
    "content",
    [
        PAGE.encode(),
        codecs.BOM_UTF8 + PAGE.encode(),
        PAGE.encode("gb18030"),
        PAGE.encode("gbk"),
        PAGE.encode("utf-16-le"),
        PAGE.encode("utf-16-be"),
        codecs.BOM_UTF16_LE + PAGE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + PAGE.encode("utf-16-be"),
        PAGE.replace("\n", "\r\n").encode("gb18030"),
    ],
    ids=["UTF-8", "mark", "GB18030", "GBK", "LE", "BE", "LE mark", "BE mark", "CRLF"],
)
def test_every_encoding_of_a_newsroom_is_read(tmp_path: Path, content: bytes):
    run("import_page", put(tmp_path, content), *HERE)
    stories = Article.objects.order_by("placement__position").values_list("title", "signature")
    assert list(stories) == [
        ("青石渡科技馆\n请孩子当讲解员", "（本报记者 何晓）"),
        ("白鹿县科协开设“果园课堂”", "（白鹿县科协）"),
    ]
    assert bytes(Source.objects.get().data) == content


# --- what cannot be opened ------------------------------------------------------------------------


def test_a_file_that_is_not_there_or_is_a_folder_is_said(tmp_path: Path):
    missing, folder = str(tmp_path / "稿.md"), str(tmp_path)
    assert [
        refusal("import_page", missing, *HERE),
        refusal("import_page", folder, *HERE),
        refusal("import_page", f"{put(tmp_path)}/稿.md", *HERE),
    ] == [
        f"读不到 {missing}：没有这个文件，请核对路径。",
        f"{folder} 是文件夹，请指明文件。",
        f"读不到 {missing}/稿.md：没有这个文件，请核对路径。",
    ]


@contextmanager
def without_privilege() -> Iterator[None]:
    """Root may read everything: for a moment it is somebody else."""
    me = os.geteuid()
    os.seteuid(me or 65534)
    try:
        yield
    finally:
        os.seteuid(me)


def test_a_file_that_may_not_be_read_is_said(tmp_path: Path):
    name = put(tmp_path)
    Path(name).chmod(0)
    before = everything()
    with without_privilege(), pytest.raises(CommandError) as refused:
        run("import_page", name, *HERE)
    assert str(refused.value) == f"读不到 {name}：没有读取它的权限，请改权限后再导入。"
    assert everything() == before


def test_of_an_endless_file_no_more_is_read_than_may_be_imported():
    assert refusal("import_page", "/dev/zero", *HERE) == (
        "zero：文件超过 5 MB，请拆成几个文件再导入。"
    )
