"""Tables to take away."""

import csv
import io

import pytest

from articles.sheets import Table, attachment, harmless


@pytest.mark.parametrize(
    "first",
    [
        *("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "﹢"),
        *(f"{unseen}=" for unseen in (" ", "　", "\u00a0", "\u200b", "\ufeff", "\x0b")),
    ],
)
def test_words_that_a_spreadsheet_would_reckon_with_are_kept_as_words(first):
    assert harmless(f"{first}1+1") == f"'{first}1+1"


@pytest.mark.parametrize("cell", ["——青石渡的春天", "　　云海", " ", "", None, 0, -3, "1-2", "'=1"])
def test_everything_else_is_left_as_it_is(cell):
    assert harmless(cell) == cell


def test_a_file_opens_in_chinese_under_its_chinese_name():
    answer = attachment("审稿单-云海", Table(("标题",), [("云海",)]), Table(("姓名",), [("=1",)]))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == (
        "attachment; filename*=utf-8''%E5%AE%A1%E7%A8%BF%E5%8D%95-%E4%BA%91%E6%B5%B7.csv"
    )
    assert answer.content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert lines == [["标题"], ["云海"], [], ["姓名"], ["'=1"]]
