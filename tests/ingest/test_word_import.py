"""Word documents and web pages through import_page: what is told, what is stored, what stays out."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from pathlib import Path

import pytest
from django.test import Client

from articles import images
from articles.models import Article, Image, ImageUse, Source
from tests.factories import make_masthead
from tests.ingest.clipboards import WECHAT_PAGE
from tests.ingest.documents import WMF, docx, paragraph, picture, png
from tests.ingest.manuscripts import BODY, NOTE, NOTES, PICTURE, TITLE, manuscript
from tests.ingest.papers import HERE, put
from tests.stored import everything, refusal, run

pytestmark = pytest.mark.django_db

PLAN = """\
2026-03-04 第02版 · 1 篇
  1. [无栏目] 萤火虫回到青石渡湿地（第 1 行）
     3 段 · 署名 通讯员罗川
     联系方式 2 行，转入内部备注，不出版。
"""
TOLD = "".join(f"{note}\n" for note in NOTES) + PLAN


@pytest.fixture
def sent(tmp_path: Path) -> str:
    return put(tmp_path, manuscript(), name="稿.docx")


def as_json(file: str) -> dict:
    return json.loads(run("import_page", file, *HERE, "--dry-run", "--format", "json"))


def figures() -> list[tuple]:
    uses = ImageUse.objects.order_by("order")
    return list(uses.values_list("image__sha256", "caption", "credit", "alt", "after_block"))


# --- Word -----------------------------------------------------------------------------------------


def test_a_dry_run_tells_what_the_opener_left_out_and_writes_nothing(sent: str):
    before = everything()
    assert run("import_page", sent, *HERE, "--dry-run") == (
        TOLD + "以上只是预演，什么也没有写入。\n"
    )
    assert everything() == before


def test_json_of_a_dry_run_has_the_notes_and_the_whole_story(sent: str):
    made = as_json(sent)
    (story,) = made["stories"]
    assert made["notes"] == NOTES
    assert [(item["kind"], item["line"], item.get("file")) for item in story["body"]] == [
        ("paragraph", 3, None),
        ("caption", 5, "图1.png"),
        ("paragraph", 6, None),
        ("table", 7, None),
        ("paragraph", 10, None),
    ]
    assert [story[name] for name in ("title", "subtitle", "dateline", "signature")] == [
        TITLE,
        "——三年来第一次",
        "本报讯",
        "（通讯员　罗川）",
    ]
    assert (story["defects"], made["defects"]) == ([], [])


def test_a_document_becomes_a_story_with_its_table_and_its_contacts_in_the_note(sent: str):
    assert run("import_page", sent, *HERE) == (
        TOLD + "已导入2026年3月4日：1 个版，1 篇稿件（按存档导入，不经三审）。\n"
    )
    story = Article.objects.get()
    assert (story.title, story.body, story.note) == (TITLE, BODY, NOTE)
    assert bytes(Source.objects.get().data) == Path(sent).read_bytes()


def test_a_picture_of_a_document_is_kept_and_shown_with_its_caption(sent: str):
    run("import_page", sent, *HERE)
    assert Image.objects.get().sha256 == images.fingerprint(PICTURE)
    assert figures() == [
        (images.fingerprint(PICTURE), "图1 湿地里亮起的灯注。", "林舟 摄", "湿地夜景", 1)
    ]


def test_readers_see_the_picture_with_its_caption_and_the_raised_digits(sent: str, client: Client):
    make_masthead()
    run("import_page", sent, *HERE)
    run("publish_issue", "2026-03-04")
    page = client.get(Article.objects.get().get_absolute_url()).content.decode()
    (figure,) = re.findall(r"<figure.*?</figure>", page, re.DOTALL)
    assert re.findall(r'alt="(.*?)"|<figcaption>(.*?)<', figure) == [
        ("湿地夜景", ""),
        ("", "图1 湿地里亮起的灯注。"),
    ]
    shown = client.get(Image.objects.get().url("64.webp"))
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/webp")
    shown.close()
    assert re.findall(r">[^<]*每(.*?)有3只", page.partition("</head>")[2]) == ["10⁴平方米（m²）"]


def test_what_was_left_out_is_stored_nowhere(sent: str):
    run("import_page", sent, *HERE)
    rows, _files = everything()
    rows.pop("articles.Source")  # the document itself
    for words in ("蚊子", "内部数据"):
        assert words not in str(rows)


def test_the_same_document_again_changes_nothing_and_tells_its_notes_again(sent: str):
    run("import_page", sent, *HERE)
    before = everything()
    said = run("import_page", sent, *HERE)
    assert said == TOLD.replace("1 篇\n", "1 篇（已导入过，不再改动）\n") + (
        "这份文件已经导入过，没有改动任何东西。\n"
    )
    assert everything() == before


def test_a_changed_document_updates_its_story_and_keeps_the_picture_once(tmp_path: Path, sent: str):
    run("import_page", sent, *HERE)
    changed = put(tmp_path, manuscript("管护站说，夏天还会更多。"), name="改稿.docx")
    run("import_page", changed, *HERE, "--update")
    last = Article.objects.get().body.split("\n")[-1]
    assert last == "<p>管护站说，夏天还会更多。</p>"
    assert (Image.objects.count(), len(figures())) == (1, 1)


def test_a_picture_that_cannot_be_used_is_asked_for_and_its_caption_kept(tmp_path: Path):
    document = docx(
        paragraph(TITLE, style="a3"),
        "近日，湿地亮起了灯。",
        paragraph(picture("p1")),
        paragraph("图1　湿地里亮起的灯", style="a5"),
        media={"p1": WMF},
    )
    file = put(tmp_path, document, name="稿.docx")
    assert run("import_page", file, *HERE).splitlines() == [
        "第 3 行的图是 WMF 矢量图，无法使用，请另存为图片。",
        "2026-03-04 第02版 · 1 篇",
        "  1. [无栏目] 萤火虫回到青石渡湿地（第 1 行）",
        "     1 段 · 署名 无",
        "     ! 第 4 行 图说没有对应的图片；请补传图片，或删去图说。",
        "已导入2026年3月4日：1 个版，1 篇稿件（按存档导入，不经三审）。",
    ]
    assert figures() == [(None, "图1 湿地里亮起的灯", "", "", 1)]


def test_of_a_description_that_a_program_wrote_as_much_is_kept_as_the_paper_takes(tmp_path: Path):
    shown = paragraph(picture("p1", alt="图" * 250))
    document = docx(paragraph(TITLE, style="a3"), "正文。", shown, media={"p1": PICTURE})
    run("import_page", put(tmp_path, document, name="稿.docx"), *HERE)
    assert figures() == [(images.fingerprint(PICTURE), "", "", "图" * 200, 1)]


def test_a_damaged_picture_in_a_document_stops_everything_with_its_line(tmp_path: Path):
    document = docx(
        paragraph(TITLE, style="a3"), "正文。", paragraph(picture("p1")), media={"p1": png()}
    )
    assert refusal("import_page", put(tmp_path, document, name="稿.docx"), *HERE) == (
        "稿.docx 第 3 行：图片“图1.png”：图片文件已损坏，无法读取；请作者重传。"
    )


# --- web pages ------------------------------------------------------------------------------------

PAGE = """\
<!DOCTYPE html><html><head><title>别的</title></head><body>
<h1>萤火虫回到青石渡湿地</h1><p>本报讯　近日，湿地每平方米（m<sup>2</sup>）有3只萤火虫<del>和蚊子</del>。</p>
<figure><img src="data:image/png;base64,{data}" alt="湿地夜景"><figcaption>湿地里亮起的灯。林舟 摄</figcaption></figure>
<table><tr><th>地点</th><th>数量</th></tr><tr><td>东岸</td><td>12</td></tr></table>
<p>（通讯员 罗川）</p><p>联系电话：000-00000000</p></body></html>
"""


def test_a_web_page_becomes_a_story_with_what_it_holds(tmp_path: Path):
    page = PAGE.format(data=b64encode(PICTURE).decode())
    file = put(tmp_path, page, name="稿.html")
    assert as_json(file)["notes"] == ["有 1 处修订删除的文字，没有导入。"]
    run("import_page", file, *HERE)
    story = Article.objects.get()
    assert (story.title, story.dateline, story.signature) == (TITLE, "本报讯", "（通讯员 罗川）")
    assert story.body.split("\n") == [
        "<p>近日，湿地每平方米（m²）有3只萤火虫。</p>",
        "<table><thead><tr><th>地点</th><th>数量</th></tr></thead>"
        "<tbody><tr><td>东岸</td><td>12</td></tr></tbody></table>",
    ]
    assert story.note == "联系方式（不出版）：\n联系电话：000-00000000"
    assert figures() == [
        (images.fingerprint(PICTURE), "湿地里亮起的灯。", "林舟 摄", "湿地夜景", 1)
    ]


def test_a_page_of_wechat_is_read_for_its_article_alone(tmp_path: Path):
    file = put(tmp_path, WECHAT_PAGE, name="萤火虫.html")
    assert as_json(file)["notes"] == [
        "这是公众号的网页，只导入标题和正文；署名、日期和页尾的文字没有导入，请对照原文。",
        "有 1 处隐藏文字，没有导入。",
        "第 2 行的图在网上，没有去取；图片请另存后上传。",
    ]
    run("import_page", file, *HERE)
    story = Article.objects.get()
    assert (story.title, story.subtitle, story.signature) == (TITLE, "", "（通讯员 罗川）")
    assert story.body.split("\n") == [
        "<p>傍晚，湿地里每平方米（m²）有3只萤火虫。</p>",
        "<p>管护站说，这要感谢少开一盏灯的人。</p>",
    ]
    assert figures() == [(None, "图为湿地夜景。", "林舟 摄", "", 0)]
