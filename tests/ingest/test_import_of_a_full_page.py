"""What becomes of boxes, tables, jumps, contacts, corrections and advertisements when a page is imported."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from articles.ingest import apply, plan, report
from articles.ingest.drafts import BodyItem, Passage
from articles.ingest.plan import Plan, Refused, Target
from articles.ingest.setting import compose
from articles.models import Article, ImageUse, Issue, Placement
from articles.text import body
from tests.factories import make_editor
from tests.ingest.samples import DATA

pytestmark = pytest.mark.django_db

FULL, MAILED = DATA / "pages" / "full-page.md", DATA / "pages" / "correspondent.txt"
DAY = dt.date(2026, 11, 25)


def planned(path: Path, **target) -> Plan:
    return plan.make(path.read_bytes(), path.name, Target(**target))


def imported(path: Path, **target) -> list[Article]:
    return apply.apply(planned(path, **target), by=make_editor()).articles


def test_date_and_number_come_from_the_head_of_the_page():
    imported(FULL)
    issue = Issue.objects.get()
    assert (issue.date, issue.total_number, issue.year_number) == (DAY, 1287, None)


@pytest.mark.parametrize(
    ("target", "message"),
    [
        (
            {"date": dt.date(2026, 11, 26)},
            "full-page.md 第 2 行：版面上印的日期是 2026-11-25，指明的是 2026-11-26；请核对。",
        ),
        (
            {"total_number": 1288},
            "full-page.md 第 3 行：版面上印的总期号是 1287，指明的是 1288；请核对。",
        ),
        (
            {"page": 2},
            "full-page.md 第 1 行：文件里写的是第 01 版，命令指明第 02 版；请核对。",
        ),
    ],
)
def test_a_head_that_says_otherwise_than_the_command_is_refused_with_its_line(target, message: str):
    with pytest.raises(Refused) as refused:
        planned(FULL, **target)
    assert (str(refused.value), Issue.objects.count()) == (message, 0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "---\n日期：2026-11-24\n---\n第01版：要闻 2026年11月25日\n# 题\n文。\n",
            "稿.md 第 4 行：版面上印的日期是 2026-11-25，指明的是 2026-11-24；请核对。",
        ),
        (
            "2026年11月25日 第01版 要闻\n# 题\n文。\n2026年11月26日 第02版 综合\n# 题\n文。\n",
            "稿.md 第 4 行：版面上印的日期是 2026-11-26，指明的是 2026-11-25；请核对。",
        ),
        (
            "2026年11月25日 第01版 2026年第46期\n# 题\n文。\n第02版 2026年第47期\n# 题\n文。\n",
            "稿.md 第 4 行：版面上印的年内期号是 47，指明的是 46；请核对。",
        ),
    ],
)
def test_a_source_that_contradicts_itself_is_refused(text: str, message: str):
    with pytest.raises(Refused) as refused:
        plan.make(text.encode(), "稿.md", Target())
    assert str(refused.value) == message


def test_a_box_is_a_quotation_and_a_table_a_table_in_the_body():
    story = imported(FULL)[0]
    blocks = body.blocks(story.body)
    assert [block.kind for block in blocks] == ["blockquote", "p", "p", "h3", "table", "p"]
    assert blocks[0].html == (
        "<blockquote><p>核心提示：从今年9月到11月，岚江省有100个乡镇各建起一间科学教室。"
        "最后一间，建在海拔最高的望云乡。</p></blockquote>"
    )
    assert blocks[4].html == (
        "<table><thead><tr><th>物件</th><th>数量</th><th>从哪里来</th></tr></thead><tbody>"
        "<tr><td>显微镜</td><td>1台</td><td>省科协</td></tr>"
        "<tr><td>矿石</td><td>212块</td><td>学生</td></tr>"
        "<tr><td>雨量器</td><td>2个</td><td>县气象局</td></tr></tbody></table>"
    )


def test_a_jump_is_noted_for_staff_and_stands_in_no_text():
    stories = imported(FULL)
    assert [story.note for story in stories] == [
        "转版：（下转第2版）",
        "转版：（上接第4版）",
        "",
        "",
        "",
    ]
    assert [story.pk for story in stories if "下转" in story.body or "上接" in story.body] == []


def test_an_advertisement_becomes_no_story_and_a_correction_does():
    stories = imported(FULL)
    assert [(story.title, story.placement.position) for story in stories] == [
        ("一百座小镇\n点亮一百间科学教室", 1),
        ("雨是怎样被数出来的", 2),
        ("岚江省科普作品评选揭晓", 3),
        ("更正与致歉", 4),
        ("望溪县图书馆开出“夜班车”", 5),
    ]
    assert (Article.objects.count(), Placement.objects.count()) == (5, 5)


def test_telephone_address_and_bank_account_are_for_the_office_alone():
    (story,) = imported(MAILED, date=DAY, page=2)
    assert story.note == (
        "联系方式（不出版）：\n联系电话：13800000000\n2026年11月20日\n"
        "联系地址：望溪县滨江路18号科协办公室\n邮编：600000\n"
        "电子邮箱：liuqingdu@wangxi.example\n微信：同手机号\n"
        "开户行：望溪县农村商业银行滨江支行\n账号：6222 0000 0000 0000 000\n户名：柳青渡"
    )
    printed = f"{story.title}{story.subtitle}{story.body}{story.signature}"
    secrets = ("138", "滨江路", "600000", "liuqingdu", "6222", "户名")
    assert [each for each in secrets if each in printed] == []


def test_the_report_tells_of_kinds_contacts_jumps_and_what_is_set_aside():
    page = report.as_json(planned(FULL))
    assert list(page) == ["page", "sections", "stories", "defects", "set_aside", "notes"]
    assert [(story["kind"], story["jumps"]) for story in page["stories"]] == [
        (
            "story",
            [{"direction": "to", "page": 2, "title": None, "line": 24, "text": "（下转第2版）"}],
        ),
        (
            "story",
            [{"direction": "from", "page": 4, "title": None, "line": 35, "text": "（上接第4版）"}],
        ),
        ("story", []),
        ("correction", []),
        ("advertisement", []),
        ("advertisement", []),
        ("story", []),
    ]
    assert page["stories"][0]["body"][4] == {
        "kind": "table",
        "text": "| 物件 | 数量 | 从哪里来 |\n| 显微镜 | 1台 | 省科协 |\n| 矿石 | 212块 | 学生 |\n| 雨量器 | 2个 | 县气象局 |",
        "line": 18,
        "header": True,
    }
    (mailed,) = report.as_json(planned(MAILED, date=DAY, page=2))["stories"]
    assert mailed["contacts"][0] == {"line": 6, "text": "联系电话：13800000000"}


def test_an_editor_reads_what_becomes_of_it():
    assert list(report.as_lines(planned(FULL)))[:7] == [
        "2026-11-25 第01版：要闻 · 7 篇",
        "  1. [无栏目] 一百座小镇 / 点亮一百间科学教室（第 7 行）",
        "     3 段 · 署名 本报记者何晓、通讯员罗川",
        "     转版 （下转第2版）",
        "  2. [无栏目] 雨是怎样被数出来的（第 30 行）",
        "     2 段 · 署名 望云乡中心小学、卓玛",
        "     转版 （上接第4版）",
    ]
    assert list(report.as_lines(planned(FULL)))[9:15] == [
        "  4. [更正] 更正与致歉（第 49 行）",
        "     1 段 · 署名 无",
        "  5. [广告] 遗失声明（第 55 行）：另存，不入稿库",
        "     不成稿，只留在导入记录里。",
        "  6. [广告] 招租公告（第 59 行）：另存，不入稿库",
        "     不成稿，只留在导入记录里。",
    ]
    (line,) = list(report.as_lines(planned(MAILED, date=DAY, page=2)))[3:]
    assert line == "     联系方式 9 行，转入内部备注，不出版。"


def item(kind: str, text: str, *, header: bool = False) -> BodyItem:
    return BodyItem(kind, Passage(text, (), 1), header=header)


def test_captions_stand_after_as_many_blocks_as_came_before_them():
    """Two lines of one box are one block, and so is a table."""
    items = [
        item("caption", "一"),
        item("abstract", "甲<乙"),
        item("abstract", "丙"),
        item("caption", "二"),
        item("table", "甲\t乙\n\t丙"),
        item("paragraph", "丁&戊"),
        item("caption", "三"),
    ]
    html = (
        "<blockquote><p>甲&lt;乙</p><p>丙</p></blockquote>\n"
        "<table><tbody><tr><td>甲</td><td>乙</td></tr><tr><td></td><td>丙</td></tr></tbody></table>\n"
        "<p>丁&amp;戊</p>"
    )
    assert compose(items) == (html, [0, 1, 3])
    assert body.clean(html) == html
    assert len(body.blocks(html)) == 3


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| 甲 | 乙 |", ["甲", "乙"]),
        ("甲 | 乙", ["甲", "乙"]),
        ("| 甲 | |", ["甲", ""]),
        (r"| 甲\|乙 | 丙 |", ["甲|乙", "丙"]),
        ("甲\t\t乙", ["甲", "", "乙"]),
        ("甲　　乙  丙", ["甲", "乙", "丙"]),
        ("甲 乙", ["甲 乙"]),
    ],
)
def test_a_row_is_cut_at_its_bars_tabs_or_wide_gaps(row: str, cells: list[str]):
    html, _ = compose([item("table", row)])
    assert html == (
        f"<table><tbody><tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr></tbody></table>"
    )


def test_pictures_of_a_table_and_box_story_stand_where_they_were_printed():
    source = "# 题\n\n> 引子。\n\n会场一角\n\n| 甲 |\n| 乙 |\n\n上图为操场\n\n文。\n"
    made = plan.make(source.encode(), "稿.md", Target(date=DAY, page=2))
    apply.apply(made, by=make_editor())
    assert list(ImageUse.objects.values_list("caption", "after_block")) == [
        ("会场一角", 1),
        ("上图为操场", 2),
    ]
