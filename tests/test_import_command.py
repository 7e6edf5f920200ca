"""import_page as it is typed: its arguments, what it prints, in whose name it writes."""

import json
import os
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from articles.models import Article, Issue, Page, Source, Version
from articles.models.article import Origin, State
from articles.permissions import SYSTEM
from tests.factories import make_editor, make_masthead
from tests.ingest.papers import DATE, HERE, put
from tests.stored import everything, refusal, run

pytestmark = pytest.mark.django_db

# --- arguments ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--date", "2026-3-4"), "日期“2026-3-4”不对，请写作 2021-03-17。"),
        ((*DATE, "--page", "0"), "版次“0”不对，请写 1 到 99 的数字。"),
        ((*DATE, "--page", "100"), "版次“100”不对，请写 1 到 99 的数字。"),
        ((*DATE, "--page", "二"), "版次“二”不对，请写 1 到 99 的数字。"),
        ((*HERE, "--total-number", "0"), "总期号“0”不对，请写 1 到 999999 的数字。"),
        ((*HERE, "--total-number", "-5"), "总期号“-5”不对，请写 1 到 999999 的数字。"),
        ((*HERE, "--total-number", "1000000"), "总期号“1000000”不对，请写 1 到 999999 的数字。"),
        ((*HERE, "--total-number", "１２５０"), "总期号“１２５０”不对，请写 1 到 999999 的数字。"),
        ((*HERE, "--year-number", "1000"), "年内期号“1000”不对，请写 1 到 999 的数字。"),
        ((*HERE, "--by", "查无此人"), "没有“查无此人”这个账号；请核对 --by。"),
    ],
)
def test_a_wrong_argument_is_said(tmp_path: Path, arguments: tuple[str, ...], sentence: str):
    assert refusal("import_page", put(tmp_path), *arguments) == sentence


@pytest.mark.parametrize("option", ["--page-name", "--by"])
def test_bytes_that_are_no_text_are_said(tmp_path: Path, option: str):
    typed = os.fsdecode("要闻".encode("gb18030"))
    assert refusal("import_page", put(tmp_path), *DATE, option, typed) == (
        "参数不是 UTF-8 的文字，请在 UTF-8 的终端里输入。"
    )


def test_a_file_name_in_another_encoding_is_no_obstacle(tmp_path: Path):
    run("import_page", put(tmp_path, name=os.fsdecode("稿.md".encode("gb18030"))), *DATE)
    assert Source.objects.get().filename == "��.md"


# --- what is printed ------------------------------------------------------------------------------

PLAN = """\
2026-03-04 第02版：科协新闻 · 2 篇
  1. [无栏目] 青石渡科技馆 / 请孩子当讲解员（第 4 行）
     1 段 · 署名 本报记者何晓
  2. [科协动态] 白鹿县科协开设“果园课堂”（第 12 行）
     1 段 · 署名 白鹿县科协
     ! 第 14 行 署名印在末段里，已取出作为署名；请核对。
新栏目：科协动态
"""


def test_a_dry_run_prints_the_plan_and_writes_nothing(tmp_path: Path):
    before = everything()
    assert run("import_page", put(tmp_path), *DATE, "--dry-run") == (
        PLAN + "以上只是预演，什么也没有写入。\n"
    )
    assert everything() == before


def test_nothing_in_a_file_can_steer_the_terminal(tmp_path: Path):
    said = run("import_page", put(tmp_path, "# 题目\x1b]0;假\n\n正文。\n"), *HERE, "--dry-run")
    assert said.splitlines()[1] == "  1. [无栏目] 题目]0;假（第 1 行）"


def test_an_import_prints_the_plan_and_what_was_written(tmp_path: Path):
    assert run("import_page", put(tmp_path), *DATE, "--total-number", "1250") == (
        PLAN + "已导入2026年3月4日（总第1250期）：1 个版，2 篇稿件（按存档导入，不经三审）。\n"
    )
    assert (Issue.objects.count(), Page.objects.count(), Article.objects.count()) == (1, 1, 2)


def test_the_same_file_twice_changes_nothing_and_says_so(tmp_path: Path):
    run("import_page", put(tmp_path), *DATE)
    before = everything()
    assert run("import_page", put(tmp_path), *DATE).splitlines()[::6] == [
        "2026-03-04 第02版：科协新闻 · 2 篇（已导入过，不再改动）",
        "这份文件已经导入过，没有改动任何东西。",
    ]
    assert run("import_page", put(tmp_path), *DATE, "--dry-run", "--by", "查无此人") != ""
    assert everything() == before


def test_json_is_one_document_and_the_sentence_goes_beside_it(tmp_path: Path):
    out, beside = StringIO(), StringIO()
    call_command("import_page", put(tmp_path), *DATE, "--format", "json", stdout=out, stderr=beside)
    assert json.loads(out.getvalue())["page"]["name"] == "科协新闻"
    assert beside.getvalue() == "已导入2026年3月4日：1 个版，2 篇稿件（按存档导入，不经三审）。\n"


def test_json_of_a_dry_run_and_of_the_import_are_the_same(tmp_path: Path):
    options = (put(tmp_path), *DATE, "--format", "json")
    before = everything()
    planned = StringIO()
    call_command("import_page", *options, "--dry-run", stdout=planned)
    assert everything() == before
    done = StringIO()
    call_command("import_page", *options, stdout=done, stderr=StringIO())
    assert json.loads(planned.getvalue()) == json.loads(done.getvalue())


# --- in whose name, from where --------------------------------------------------------------------


def test_an_import_is_done_in_the_name_that_is_given(tmp_path: Path):
    editor = make_editor("沈墨")
    run("import_page", put(tmp_path), *DATE, "--by", "沈墨")
    owners = [Source.objects.get().created_by, *(a.created_by for a in Article.objects.all())]
    assert owners + [version.created_by for version in Version.objects.all()] == [editor] * 5
    assert not get_user_model().objects.filter(username=SYSTEM).exists()


def test_without_a_name_it_is_the_system_account(tmp_path: Path):
    run("import_page", put(tmp_path), *DATE)
    assert Source.objects.get().created_by.username == SYSTEM


def test_the_archive_is_signed_off_as_it_comes_and_says_so(tmp_path: Path):
    run("import_page", put(tmp_path), *DATE, "--origin", "archive")
    assert set(Article.objects.values_list("origin", "state")) == {
        (Origin.ARCHIVE, State.SIGNED_OFF)
    }


def test_new_stories_of_the_desk_are_drafts(tmp_path: Path):
    make_masthead()
    said = run("import_page", put(tmp_path), *DATE, "--origin", "desk")
    assert said == PLAN + "已导入2026年3月4日：1 个版，2 篇稿件（均为草稿，待送审）。\n"
    assert set(Article.objects.values_list("origin", "state")) == {(Origin.DESK, State.DRAFT)}
    assert refusal("publish_issue", "2026-03-04").startswith("还有稿件没有签发，本期不能出版：")
