"""Signatures of several lines, bodies in inner brackets, and words that a role does not make a name of."""

import pytest

from articles.text.byline import parse, same_print
from articles.text.signature import frame
from tests.text.byline_strings import written


@pytest.mark.parametrize("role", ["记者", "本报记者", "作者：", "摄影"])
@pytest.mark.parametrize(
    "word", ["海报", "专家", "学生", "今天", "3月11日", "秋景", "大赛", "农民", "长沙", "金奖"]
)
def test_a_word_behind_a_role_is_no_person(role, word):
    assert [credit for credit in parse(f"{role} {word}").credits if credit.kind == "person"] == []


@pytest.mark.parametrize(
    ("printed", "expected", "again"),
    [
        ("记者 何晓\n通讯员 林舟", "记者:何晓, 通讯员:林舟", "记者　何晓\n通讯员　林舟"),
        ("望溪县科协\r\n柳青渡", "-:{望溪县科协}, -:柳青渡", "望溪县科协\n柳青渡"),
        ("（何晓\n林舟）", "-:何晓, -:林舟", "（何晓\n林舟）"),
        ("（记者 何晓）\n（林舟）", "记者:何晓, -:林舟", "（记者　何晓）\n（林舟）"),
        (
            "（何晓）\n（林舟 罗川 摄）",
            "-:何晓, -:林舟/摄, -:罗川/摄",
            "（何晓）\n（林舟　罗川　摄）",
        ),
        ("（何晓 摄）\n（林舟 摄）", "-:何晓/摄, -:林舟/摄", "（何晓　摄）\n（林舟　摄）"),
        ("□ 何晓\n（林舟 摄）", "-:何晓, -:林舟/摄", "□　何晓\n（林舟　摄）"),
    ],
)
def test_a_signature_of_two_lines_is_understood_and_printed_again(printed, expected, again):
    signature = parse(printed)

    assert (written(signature), signature.understood) == (expected, True)
    assert signature.reprint() == again
    assert same_print(again, printed)


def test_the_bracket_of_a_body_inside_is_none_of_the_line():
    assert frame("张伟（望溪县科协）") == ("", "", "张伟（望溪县科协）", "")
    assert frame("（张伟（望溪县科协））") == ("", "（", "张伟（望溪县科协）", "）")
    assert frame("（张伟（望溪县科协）") == ("", "（", "张伟（望溪县科协）", "")


def test_a_line_without_a_credit_is_printed_again_without_an_error():
    assert [parse(printed).reprint() for printed in ("", "（扩大）")] == ["", "（）"]
