"""What its field cannot hold is refused with its line, on both databases alike; what just fits is kept whole."""

from pathlib import Path

import pytest

from articles.ingest import limits, reader
from articles.ingest.documents.opening import open_source
from articles.ingest.drafts import Ruling
from articles.models import Article, Byline, ImageUse, Issue, Page
from sections.models import Section
from tests.factories import picture_bytes
from tests.ingest.papers import DATE, HERE, put
from tests.stored import refusal, run

pytestmark = pytest.mark.django_db

BODY = "\n正文一段。\n"
PICTURE = "# 题目\n\n正文一段。\n\n![{alt}](图.png)\n{caption}\n"
#: Apart in Unicode's normal form: two characters each when they are stored.
COMPOSED = "\u0958"


def long(length: int) -> str:
    return "长" * length


@pytest.mark.parametrize(
    ("content", "line", "label", "length", "longest"),
    [
        (f"# {long(201)}\n{BODY}", 1, "标题", 201, 200),
        (f"# 题目\n引题：{long(121)}\n{BODY}", 2, "引题", 121, 120),
        (f"# 题目\n引题：{COMPOSED * 61}\n{BODY}", 2, "引题", 122, 120),
        (f"# 题目\n副题：{long(161)}\n{BODY}", 2, "副题", 161, 160),
        (f"# 题目\n来源：{long(81)}\n{BODY}", 2, "来源", 81, 80),
        (f"# 题目\n标签：气象、{long(101)}\n{BODY}", 2, "标签", 101, 100),
        (
            f"# 题目\n{BODY}\n（本报记者 阿不都{'·买买提' * 15}）",
            5,
            "姓名或单位名",
            63,
            60,
        ),
        (f"# 题目\n{BODY}\n（何晓{' 何晓' * 49}）\n（林舟{' 林舟' * 49}）\n", 5, "署名", 303, 300),
        (PICTURE.format(alt=long(201), caption="图说。"), 5, "替代文字", 201, 200),
        (f"---\n主题：{long(61)}\n---\n# 题目\n{BODY}", 2, "专刊主题", 61, 60),
    ],
)
def test_what_is_too_long_is_refused_on_its_line(
    tmp_path: Path, content: str, line: int, label: str, length: int, longest: int
):
    put(tmp_path, picture_bytes(), name="图.png")
    assert refusal("import_page", put(tmp_path, content), *HERE) == (
        f"稿.md 第 {line} 行：{label}长达 {length} 字，最多 {longest} 字；请改短，或核对换行。"
    )


def test_a_page_name_of_the_command_is_measured_too(tmp_path: Path):
    file = put(tmp_path, f"# 题目\n{BODY}")
    assert refusal("import_page", file, *HERE, "--page-name", long(41), "--dry-run") == (
        "稿.md：版名长达 41 字，最多 40 字；请改短，或核对换行。"
    )


def test_a_caption_that_staff_made_of_a_long_line_is_said_to_be_too_long():
    opened = open_source(f"# 题目\n{long(301)}\n".encode(), "稿.md")
    reading = reader.read_opened(opened, "稿.md", rulings={2: Ruling("caption")})
    (story,) = reading.pages[0].stories
    assert list(limits.breaches(story)) == [
        (2, "图说长达 301 字，最多 300 字；请改短，或核对换行。")
    ]


@pytest.mark.parametrize("title", ["****", "**", "\u200b", "\u2060\ufeff"])
def test_a_title_without_a_word_is_no_title(tmp_path: Path, title: str):
    assert refusal("import_page", put(tmp_path, f"\n# {title}\n{BODY}"), *HERE) == (
        "稿.md：没有找到标题，认不出稿件；请在每篇标题前加“# ”再导入。"
    )


def test_what_just_fits_is_kept_whole(tmp_path: Path):
    put(tmp_path, picture_bytes(), name="图.png")
    source = f"""\
---
主题：{long(60)}
---
第02版：{long(12)}
责任编辑：何晓　校对：林舟

科协动态 KE XIE DONG TAI

# {long(200)}
引题：{long(120)}
副题：{long(160)}
来源：{long(80)}
标签：{long(100)}

正文一段。

![{long(200)}](图.png)
{long(59)}。

（本报记者 阿不都{"·买买提" * 14}）
"""
    run("import_page", put(tmp_path, source), *DATE)
    page, story, use = Page.objects.get(), Article.objects.get(), ImageUse.objects.get()
    assert [
        Issue.objects.get().theme,
        page.name,
        page.credits,
        Section.objects.get().pinyin,
        story.title,
        story.kicker,
        story.subtitle,
        story.source,
        story.tags.get().name,
        use.alt,
        use.caption,
        Byline.objects.get().name,
    ] == [
        long(60),
        long(12),
        "责任编辑：何晓　校对：林舟",
        "KE XIE DONG TAI",
        long(200),
        long(120),
        long(160),
        long(80),
        long(100),
        long(200),
        f"{long(59)}。",
        "阿不都" + "·买买提" * 14,
    ]
