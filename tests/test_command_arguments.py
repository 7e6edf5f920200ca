"""The arguments that commands share: whatever is wrong with them ends as one sentence and exit code 1."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories import make_issue, make_published
from tests.stored import refusal

ROOT = Path(__file__).resolve().parent.parent
DAY = "2026-03-04"


def shell(*command: str, var: Path) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, on a machine where nothing was ever stored."""
    environment = {"PATH": os.environ["PATH"], "NEWSROOM_VAR": str(var), "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["publish_issue", "withdraw_issue"])
def test_an_issue_that_does_not_exist_and_an_unknown_account_are_said(command: str):
    make_issue(total_number=1250)
    assert [
        refusal(command, "2026-03-05"),
        refusal(command, DAY, "--extra"),
        refusal(command, DAY, "--by", "查无此人"),
    ] == [
        "没有 2026-03-05 的报纸；请核对日期，或先导入版面。",
        "没有 2026-03-04 的增期、号外；请核对日期，或先导入版面。",
        "没有“查无此人”这个账号；请核对 --by。",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["publish_issue", "withdraw_issue"])
def test_an_extra_edition_is_not_the_issue_of_its_day(command: str):
    make_published(kind="extra", total_number=None)
    assert refusal(command, DAY) == "没有 2026-03-04 的报纸；请核对日期，或先导入版面。"


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["publish_issue", "withdraw_issue"])
@pytest.mark.parametrize("date", ["3月4日", "2026-3-4", "2026-02-30", "2026-03-04T06:00", ""])
def test_a_date_that_is_none_is_said(command: str, date: str):
    assert refusal(command, date) == f"日期“{date}”不对，请写作 2021-03-17。"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "time", ["明早六点", "06:00", "2026-03-04T25:00", "2026-02-30T06:00", "", "0001-01-01T00:00"]
)
def test_a_time_that_is_none_is_said(time: str):
    make_issue()
    assert refusal("publish_issue", DAY, "--at", time) == (
        f"时间“{time}”不对，请写作 2021-03-17T06:00。"
    )


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (("publish_issue", "3月4日"), "日期“3月4日”不对，请写作 2021-03-17。"),
        (("publish_issue", DAY, "--at", "六点"), "时间“六点”不对，请写作 2021-03-17T06:00。"),
        (("withdraw_issue", "3月4日"), "日期“3月4日”不对，请写作 2021-03-17。"),
        (("import_page", "a.md", "--page", "0"), "版次“0”不对，请写 1 到 99 的数字。"),
        (("import_page", "查无此稿.md"), "读不到 查无此稿.md：没有这个文件，请核对路径。"),
    ],
)
def test_a_shell_sees_one_sentence_and_exit_code_1(
    command: tuple[str, ...], sentence: str, tmp_path: Path
):
    done = shell(*command, var=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"CommandError: {sentence}\n")


def test_a_programmer_may_ask_for_the_traceback(tmp_path: Path):
    done = shell("publish_issue", "3月4日", "--traceback", var=tmp_path)
    assert (done.returncode, done.stderr.splitlines()[0]) == (
        1,
        "Traceback (most recent call last):",
    )
