"""A source compared with what is stored: where it goes, what is there already, what stands against it."""

import datetime as dt
from pathlib import Path

import pytest

from articles import assembly, publishing
from articles.ingest import plan
from articles.models import Article, Issue, Page, Source
from tests.factories import DATE as DAY
from tests.factories import (
    make_article,
    make_editor,
    make_issue,
    make_masthead,
    make_published,
    make_section,
    make_sound,
)
from tests.ingest.papers import DATE, HERE, PAGE, put
from tests.stored import everything, refusal, run

pytestmark = pytest.mark.django_db

STORY = "# 题目\n\n正文一段。\n"


def front(*lines: str) -> str:
    """A story without a page head, below front matter that fills lines 2 and following."""
    return "\n".join(["---", *lines, "---", STORY])


def two_pages(first: str = "第02版：科协新闻", second: str = "第03版：科普") -> str:
    return f"{first}\n\n{STORY}\n{second}\n\n{STORY}"


def pages() -> list[tuple[dt.date, str, int]]:
    """Every page with its date, heading and number of stories."""
    rows = Page.objects.order_by("issue__date", "number").select_related("issue")
    return [(page.issue.date, page.heading, page.placements.count()) for page in rows]


# --- the page -------------------------------------------------------------------------------------


def test_a_page_that_holds_another_text_is_left_alone(tmp_path: Path):
    run("import_page", put(tmp_path), *DATE, "--total-number", "1250")
    changed = put(tmp_path, "\n" + PAGE.replace("12名", "13名"))
    assert refusal("import_page", changed, *DATE) == (
        "稿.md 第 2 行：2026年3月4日（总第1250期）已有第02版（科协新闻），内容与本文件不同，"
        "没有导入；请核对版次，或加 --update 更新没有人改过的稿件。"
    )


def test_a_page_that_the_desk_filled_is_left_alone(tmp_path: Path):
    page = assembly.add_page(make_issue(total_number=1250, pages=0), 2)
    assembly.arrange(page, [make_article()], by=make_editor())
    assert refusal("import_page", put(tmp_path, STORY), *HERE) == (
        "稿.md 第 1 行：2026年3月4日（总第1250期）已有第02版（未命名），内容与本文件不同，"
        "没有导入；请核对版次，或加 --update 更新没有人改过的稿件。"
    )


def test_a_page_that_the_desk_made_and_left_empty_is_filled(tmp_path: Path):
    assembly.add_page(make_issue(total_number=1250, pages=0), 2, name="要闻")
    run("import_page", put(tmp_path, STORY), *HERE)
    assert pages() == [(DAY, "第02版：要闻", 1)]


def test_the_same_file_again_changes_nothing_even_when_the_issue_is_out(tmp_path: Path):
    make_masthead()
    run("import_page", put(tmp_path), *DATE)
    run("publish_issue", "2026-03-04")
    before = everything()
    for name in ("稿.md", "又名.txt"):
        run("import_page", put(tmp_path, name=name), *DATE, "--by", "查无此人")
    assert everything() == before


def test_of_several_pages_only_those_that_are_missing_are_made(tmp_path: Path):
    file = put(tmp_path, two_pages())
    run("import_page", file, *DATE)
    lost = Page.objects.get(number=3)
    lost.placements.all().delete()
    lost.delete()
    assert run("import_page", file, *DATE).splitlines()[::3] == [
        "2026-03-04 第02版：科协新闻 · 1 篇（已导入过，不再改动）",
        "2026-03-04 第03版：科普 · 1 篇",
        "已导入2026年3月4日：1 个版，1 篇稿件（按存档导入，不经三审）。",
    ]
    assert pages() == [(DAY, "第02版：科协新闻", 1), (DAY, "第03版：科普", 1)]
    assert Source.objects.count() == 1


def test_a_page_number_stands_once_in_a_file(tmp_path: Path):
    file = put(tmp_path, two_pages(second="第2版：科普"))
    assert refusal("import_page", file, *DATE) == "稿.md 第 7 行：第 02 版在文件里出现了两次。"


def test_the_command_may_not_contradict_the_page_head(tmp_path: Path):
    assert refusal("import_page", put(tmp_path, "\n" + PAGE), *DATE, "--page", "3") == (
        "稿.md 第 2 行：文件里写的是第 02 版，命令指明第 03 版；请核对。"
    )


def test_one_number_or_name_cannot_be_given_to_several_pages(tmp_path: Path):
    file = put(tmp_path, two_pages())
    assert [
        refusal("import_page", file, *DATE, "--page", "2"),
        refusal("import_page", file, *DATE, "--page-name", "科普"),
    ] == [
        "稿.md：文件里有 2 个版，请去掉 --page。",
        "稿.md：文件里有 2 个版，请去掉 --page-name。",
    ]


def test_a_page_without_a_number_is_refused_with_the_line_to_write_it_before(tmp_path: Path):
    alone = put(tmp_path, "\n\n" + STORY, name="一.md")
    before_another = put(tmp_path, f"{STORY}\n第03版：科普\n\n{STORY}", name="二.md")
    assert [refusal("import_page", file, *DATE) for file in (alone, before_another)] == [
        "一.md 第 3 行：不知道是第几版；请用 --page 指明，或在文件里写一行“第02版：版名”。",
        "二.md 第 1 行：不知道是第几版；请在它前面写一行“第02版：版名”。",
    ]


def test_the_command_names_what_the_file_does_not(tmp_path: Path):
    run("import_page", put(tmp_path, STORY), *HERE, "--page-name", "要闻")
    assert pages() == [(DAY, "第02版：要闻", 1)]


def test_only_sections_that_the_paper_does_not_know_are_new(tmp_path: Path):
    make_section("他山之石")
    text = (
        PAGE
        + "\n他山之石 TA SHAN ZHI SHI\n\n## 别处的事\n\n正文。\n\n科协动态\n\n## 又一件\n\n正文。\n"
    )
    made = plan.make(text.encode(), "稿.md", plan.Target(date=DAY))
    assert (made.new_sections, made.is_empty) == (["科协动态"], False)


# --- the issue ------------------------------------------------------------------------------------


def test_a_date_that_exists_gets_another_page(tmp_path: Path):
    issue = make_issue(total_number=1250, pages=1)
    run("import_page", put(tmp_path), *DATE, "--total-number", "1250")
    assert pages() == [(DAY, "第01版：版名1", 1), (DAY, "第02版：科协新闻", 2)]
    assert Issue.objects.get() == issue


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            ("--total-number", "1251"),
            "稿.md：2026年3月4日的报纸已经存在，总期号是“1250”，与这里的“1251”不符；请核对。",
        ),
        (
            ("--year-number", "9"),
            "稿.md：2026年3月4日的报纸已经存在，年内期号是“8”，与这里的“9”不符；请核对。",
        ),
    ],
)
def test_the_command_may_not_contradict_the_issue(
    tmp_path: Path, said: tuple[str, str], sentence: str
):
    make_issue(total_number=1250, year_number=8, pages=0)
    assert refusal("import_page", put(tmp_path), *DATE, *said) == sentence


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("总期号：1251", "总期号是“1250”，与这里的“1251”不符；请核对。"),
        ("年内期号：9", "年内期号是“8”，与这里的“9”不符；请核对。"),
        ("主题：气象日专刊", "主题是“春耕专刊”，与这里的“气象日专刊”不符；请核对。"),
    ],
)
def test_the_front_matter_may_not_contradict_the_issue(tmp_path: Path, line: str, sentence: str):
    make_issue(total_number=1250, year_number=8, theme="春耕专刊", pages=0)
    file = put(tmp_path, front("日期：2026-03-04", line))
    assert refusal("import_page", file, "--page", "2") == (
        f"稿.md 第 3 行：2026年3月4日的报纸已经存在，{sentence}"
    )


def test_what_the_issue_has_not_got_is_filled_in(tmp_path: Path):
    issue = make_issue(total_number=None, year_number=8, pages=0)
    file = put(tmp_path, front("日期：2026-03-04", "总期号：1250", "年内期号：8", "主题：春耕专刊"))
    run("import_page", file, "--page", "2")
    now = Issue.objects.get()
    assert (now.pk, now.total_number, now.year_number, now.theme) == (
        issue.pk,
        1250,
        8,
        "春耕专刊",
    )
    assert now.version > issue.version


@pytest.mark.parametrize("number", ["1250", "1251", "1252"])
def test_a_number_belongs_to_one_date(tmp_path: Path, number: str):
    combined = {"kind": "combined", "total_number": 1250, "last_total_number": 1252}
    make_issue(dt.date(2026, 2, 25), pages=0, **combined)
    by_command = refusal("import_page", put(tmp_path), *DATE, "--total-number", number)
    by_file = refusal("import_page", put(tmp_path, front(f"总期号：{number}")), *HERE)
    sentence = f"总第{number}期已是2026年2月25日的报纸，请核对日期和期号。"
    assert [by_command, by_file] == [f"稿.md：{sentence}", f"稿.md 第 2 行：{sentence}"]
    run("import_page", put(tmp_path), *DATE, "--total-number", "1253")
    assert Issue.objects.get(date=DAY).total_number == 1253


def test_a_file_that_says_no_kind_goes_into_the_issue_of_the_day_whatever_its_kind(tmp_path: Path):
    make_issue(kind="combined", total_number=1250, last_total_number=1251, pages=0)
    make_issue(kind="extra", total_number=None, pages=0)
    run("import_page", put(tmp_path), *DATE)
    assert Page.objects.get().issue.kind == "combined"


def test_a_day_has_one_main_issue(tmp_path: Path):
    make_issue(total_number=1250, pages=0)
    assert refusal("import_page", put(tmp_path, front("类别：合刊")), *HERE) == (
        "稿.md 第 2 行：2026年3月4日已有一期（2026年3月4日（总第1250期）），请核对日期和类别。"
    )


@pytest.mark.parametrize("kind", ["增期", "号外"])
def test_an_extra_edition_stands_beside_the_issue_of_its_day(tmp_path: Path, kind: str):
    make_issue(total_number=1250, pages=0)
    run("import_page", put(tmp_path, front(f"类别：{kind}")), *DATE, "--page", "1")
    page = Page.objects.get()
    assert (page.issue.kind, page.issue.date, page.issue.total_number) == ("extra", DAY, None)


def test_a_signed_issue_takes_no_page_and_a_dry_run_says_so_too(tmp_path: Path):
    issue = publishing.publish(make_sound(total_number=1250), by=make_editor())
    sentence = "稿.md 第 1 行：2026年3月4日（总第1250期）{}，版面不能再动；确需改动，请先撤回本期。"
    for option in ((), ("--dry-run",), ("--format", "json")):
        assert refusal("import_page", put(tmp_path), *DATE, *option) == sentence.format("已出版")
    publishing.withdraw(issue, by=make_editor())
    run("publish_issue", "2026-03-04", "--at", "2099-01-02T06:00")
    assert refusal("import_page", put(tmp_path), *DATE) == sentence.format("定时出版")


def test_a_withdrawn_issue_takes_pages_again(tmp_path: Path):
    publishing.withdraw(make_published(), by=make_editor())
    run("import_page", put(tmp_path), *DATE)
    assert pages() == [(DAY, "第01版：版名1", 1), (DAY, "第02版：科协新闻", 2)]
    assert not Article.objects.public().exists()
