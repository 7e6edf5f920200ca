"""The lines between two `---` at a file's head: what they say of the issue, and how a mistake in them is told."""

import datetime as dt
from pathlib import Path

import pytest

from articles.models import Issue, Page
from tests.ingest.papers import HERE, put
from tests.stored import refusal, run

pytestmark = pytest.mark.django_db

STORY = "第02版：要闻\n\n# 题目\n\n正文一段。\n"
KNOWN = "文件头里可写：主题、年内期号、总期号、日期、类别。"


def front(*lines: str) -> str:
    return "\n".join(["---", *lines, "---", STORY])


def test_the_front_matter_says_which_issue_it_is(tmp_path: Path):
    lines = ("日期：2026-11-18", "类别: 常规", "总期号：1286", "年内期号: 46", "主题：气象日专刊")
    run("import_page", put(tmp_path, front(*lines)))
    issue = Issue.objects.get()
    assert (issue.date, issue.kind, issue.total_number, issue.year_number, issue.theme) == (
        dt.date(2026, 11, 18),
        "regular",
        1286,
        46,
        "气象日专刊",
    )
    assert Page.objects.get().heading == "第02版：要闻"


def test_the_command_goes_before_the_front_matter(tmp_path: Path):
    file = put(tmp_path, front("日期：2026-11-18", "总期号：1286", "年内期号：46"))
    run("import_page", file, *HERE, "--total-number", "1250", "--year-number", "9")
    issue = Issue.objects.get()
    assert (issue.date, issue.total_number, issue.year_number) == (dt.date(2026, 3, 4), 1250, 9)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (front("日期：2026-11-31"), "第 2 行：文件头的日期“2026-11-31”不对，请写作 2026-11-18。"),
        (
            front("", "日期：2026年11月18日"),
            "第 3 行：文件头的日期“2026年11月18日”不对，请写作 2026-11-18。",
        ),
        (
            front("日期：2026-11-18", "总期号：第1286期"),
            "第 3 行：文件头的总期号“第1286期”不对，请写 1 到 999999 的数字。",
        ),
        (
            front("日期：2026-11-18", "总期号：0"),
            "第 3 行：文件头的总期号“0”不对，请写 1 到 999999 的数字。",
        ),
        (
            front("日期：2026-11-18", "年内期号：40000"),
            "第 3 行：文件头的年内期号“40000”不对，请写 1 到 999 的数字。",
        ),
        (
            front("日期：2026-11-18", f"年内期号：{'9' * 5000}"),
            f"第 3 行：文件头的年内期号“{'9' * 5000}”不对，请写 1 到 999 的数字。",
        ),
        (
            front("日期：2026-11-18", "", "类别：晨刊"),
            "第 4 行：文件头的类别“晨刊”不认识，可写：常规、合刊、增期、号外。",
        ),
        (front("日期：2026-11-18", "天气：晴"), f"第 3 行：看不懂这一项，{KNOWN}"),
        (front("日期：2026-11-18", "今天天气很好"), f"第 3 行：看不懂这一项，{KNOWN}"),
        (
            front("日期：2026-11-18", "日期：2026-11-19"),
            "第 3 行：文件头里“日期”写了两次；请删去一处。",
        ),
        (
            "\n---\n日期：2026-11-18\n",
            "第 2 行：文件头没有结束，请在它后面另起一行写“---”。",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, content: str, sentence: str):
    assert refusal("import_page", put(tmp_path, content)) == f"稿.md {sentence}"


@pytest.mark.parametrize("content", [STORY, front("总期号：1286"), front("日期：")])
def test_without_a_date_nothing_is_imported(tmp_path: Path, content: str):
    assert refusal("import_page", put(tmp_path, content)) == (
        "稿.md：不知道出版日期；请用 --date 指明，或在文件头写“日期：2026-11-18”。"
    )
