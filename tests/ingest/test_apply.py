"""What an import writes, row by row."""

from pathlib import Path

import pytest
from django.contrib.admin.models import LogEntry

from articles import writing
from articles.models import Article, Contributor, ImageUse, Issue, Page, Source, Version
from articles.models.article import Origin, State
from sections.models import Section
from tests.factories import DATE as DAY
from tests.factories import make_editor, make_masthead, make_section
from tests.ingest import samples
from tests.ingest.papers import DATE, HERE, PAGE, RICH, put, put_rich
from tests.ingest.samples import REAL, TORN
from tests.stored import everything, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def rich(tmp_path: Path) -> str:
    return put_rich(tmp_path)


def test_the_issue_its_page_and_the_source_are_written(rich: str):
    editor = make_editor("沈墨")
    run("import_page", rich, *DATE, "--total-number", "1250", "--year-number", "9", "--by", "沈墨")
    issue, page, source = Issue.objects.get(), Page.objects.get(), Source.objects.get()
    assert (issue.date, issue.kind, issue.state, issue.total_number, issue.year_number) == (
        DAY,
        "regular",
        "assembling",
        1250,
        9,
    )
    assert (page.issue, page.number, page.name, page.credits) == (
        issue,
        2,
        "科协新闻",
        "责任编辑：方以宁　版式：周澄",
    )
    assert (source.issue, source.filename, bytes(source.data), source.created_by) == (
        issue,
        "稿.md",
        RICH.encode(),
        editor,
    )


def test_sections_get_the_pinyin_they_were_printed_with_or_their_own(rich: str):
    run("import_page", rich, *DATE)
    assert list(Section.objects.values_list("name", "pinyin", "slug")) == [
        ("科协动态", "KEXIE DONGTAI", "ke-xie-dong-tai"),
        ("科学茶座", "KE XUE CHA ZUO", "ke-xue-cha-zuo"),
    ]


def test_a_section_that_the_paper_knows_stays_as_it_is(rich: str):
    section = make_section("科协动态")
    run("import_page", rich, *DATE)
    assert Section.objects.get(name="科协动态").pinyin == "KE XIE DONG TAI"
    assert Article.objects.get(section=section).title == "白鹿县科协把苗木送到村里"


def test_stories_are_placed_in_the_order_of_the_page(rich: str):
    run("import_page", rich, *DATE)
    placed = Page.objects.get().placements.order_by("position")
    assert list(placed.values_list("position", "article__title", "article__section__name")) == [
        (1, "柳津市科协\n开办“河边自然课”", None),
        (2, "白鹿县科协把苗木送到村里", "科协动态"),
        (3, "春分夜话", "科学茶座"),
    ]


def test_every_field_of_a_story_is_written(rich: str):
    run("import_page", rich, *DATE)
    story = Article.objects.get(placement__position=1)
    assert {
        "kicker": story.kicker,
        "subtitle": story.subtitle,
        "dateline": story.dateline,
        "source": story.source,
        "signature": story.signature,
        "body": story.body,
        "count": story.character_count,
        "tags": sorted(story.tags.names()),
    } == {
        "kicker": "青石渡迎来第一批学生",
        "subtitle": "——三种颜色的小旗插满河滩",
        "dateline": "本报讯",
        "source": "岚江日报",
        "signature": "（通讯员 罗川 本报记者 林舟）",
        "body": "<p>近日，柳津市科协在青石渡开办“河边自然课”。</p>\n<h3>先听水声</h3>\n"
        "<p>讲解员请学生闭上眼睛听水声。</p>\n<p>“原来河会说话！”学生田小满说。</p>",
        "count": 56,
        "tags": ["校园", "湿地", "科普"],
    }


def test_signatures_become_bylines_of_contributors(rich: str):
    known = Contributor.objects.create(name="林舟")
    for _ in range(2):
        Contributor.objects.create(name="罗川")
    run("import_page", rich, *DATE)
    lines = [
        [(b.order, b.role, b.name, b.kind, b.contributor) for b in story.bylines.order_by("order")]
        for story in Article.objects.order_by("placement__position")
    ]
    office = Contributor.objects.get(name="白鹿县科协", kind="organisation")
    assert lines == [
        [
            (1, "通讯员", "罗川", "person", None),
            (2, "本报记者", "林舟", "person", known),
        ],
        [(1, "", "白鹿县科协", "organisation", office)],
        [],
    ]


def test_figures_stand_after_their_block_and_a_lost_picture_keeps_its_words(rich: str):
    run("import_page", rich, *DATE)
    uses = ImageUse.objects.order_by("article__placement__position", "order")
    assert [
        (u.order, u.image and u.image.title, u.caption, u.credit, u.alt, u.after_block)
        for u in uses
    ] == [
        (1, "river", "学生用小旗标出水位。", "何晓 摄", "学生蹲在河滩上插小旗", 2),
        (2, None, "会场一角", "", "", 3),
        (1, None, "林舟 摄", "", "", 1),
    ]


def test_an_invisible_caption_is_no_figure(tmp_path: Path):
    text = "# 题目\n\n正文一段。\n\n\n\n\u200b\n\n又一段。\n"
    run("import_page", put(tmp_path, text), *HERE)
    assert Article.objects.get().body == "<p>正文一段。</p>\n<p>又一段。</p>"
    assert not ImageUse.objects.exists()


def test_every_story_has_its_first_version(rich: str):
    editor = make_editor("沈墨")
    run("import_page", rich, *DATE, "--by", "沈墨")
    assert (
        list(Version.objects.values_list("number", "reason", "created_by"))
        == [(1, "导入", editor.pk)] * 3
    )
    version = Article.objects.get(placement__position=1).latest_version
    assert (version.title, version.credits) == (
        "柳津市科协\n开办“河边自然课”",
        [
            {"role": "通讯员", "name": "罗川", "kind": "person", "affiliation": "", "work": ""},
            {"role": "本报记者", "name": "林舟", "kind": "person", "affiliation": "", "work": ""},
        ],
    )
    assert [(f["caption"], f["after_block"]) for f in version.figures] == [
        ("学生用小旗标出水位。", 2)
    ]


def test_the_sign_off_of_the_archive_is_on_record(rich: str):
    run("import_page", rich, *DATE)
    assert set(Article.objects.values_list("origin", "state")) == {
        (Origin.ARCHIVE, State.SIGNED_OFF)
    }
    signed = LogEntry.objects.filter(change_message="签发第1稿（存档稿件，不经审稿）")
    assert list(signed.values_list("user__username", flat=True)) == ["system"] * 3


def test_an_imported_issue_can_be_published(rich: str):
    make_masthead()
    run("import_page", rich, *DATE)
    run("publish_issue", "2026-03-04")
    assert Article.objects.public().count() == 3


def test_a_title_alone_is_imported_but_waits_for_its_body(tmp_path: Path):
    run("import_page", put(tmp_path, "# 只有标题\n"), *HERE)
    assert Article.objects.get().state == State.DRAFT


def test_characters_that_nobody_sees_are_stored_nowhere(tmp_path: Path):
    hidden = "\u202e\u200b\ufeff"
    source = f"""\
---
日期：2026-03-04
主题：春耕{hidden}专刊
---
第02版：科协{hidden}新闻
责任编辑：方以宁\u3000版式\u202e：周澄

# 题{hidden}目
标签：气{hidden}象

正文\x1b一段\u202e。
"""
    run("import_page", put(tmp_path, source))
    page, story = Page.objects.get(), Article.objects.get()
    assert [page.issue.theme, page.name, page.credits, story.title, *story.tags.names()] == [
        "春耕专刊",
        "科协新闻",
        "责任编辑：方以宁\u3000版式：周澄",
        "题目",
        "气象",
    ]
    assert story.body == "<p>正文一段。</p>"
    assert bytes(Source.objects.get().data) == source.encode()


@pytest.mark.parametrize("path", [TORN, *REAL], ids=lambda path: path.stem)
def test_a_page_as_it_came_from_the_scanner_is_imported_whole_and_once(path: Path):
    read = [story.title.text for page in samples.read(path).pages for story in page.stories]
    run("import_page", str(path), *HERE)
    placed = Page.objects.get().placements.order_by("position")
    assert list(placed.values_list("article__title", flat=True)) == read
    before = everything()
    run("import_page", str(path), *HERE)
    assert everything() == before


# --- a changed source -----------------------------------------------------------------------------


def titles(**found) -> list[str]:
    return list(
        Article.objects.filter(**found)
        .order_by("placement__position")
        .values_list("title", flat=True)
    )


def test_a_changed_source_updates_what_nobody_edited_and_appends_what_is_new(tmp_path: Path):
    run("import_page", put(tmp_path), *DATE)
    first, second = Article.objects.order_by("placement__position")
    second.note = ""
    second.body = "<p>编辑改过的一段。</p>"
    writing.save(second, by=make_editor())
    changed = PAGE.replace("12名", "13名").replace("30户", "31户")
    told = run(
        "import_page", put(tmp_path, changed + "\n## 新来的一篇\n\n新的一段。\n"), *DATE, "--update"
    )
    first.refresh_from_db()
    second.refresh_from_db()
    assert "13名" in first.body
    assert second.body == "<p>编辑改过的一段。</p>"
    assert titles() == [first.title, second.title, "新来的一篇"]
    assert "：稿库里的已被人改过，不动；请在导入台对照" in told
    assert "1 篇稿件（按存档导入，不经三审），更新 1 篇。" in told


def test_the_changed_source_again_changes_nothing(tmp_path: Path):
    run("import_page", put(tmp_path), *DATE)
    changed = put(tmp_path, PAGE.replace("12名", "13名"))
    run("import_page", changed, *DATE, "--update")
    before = everything()
    run("import_page", changed, *DATE, "--update")
    assert everything() == before
