"""What the law wants at the foot of every page: printed as it is set, not at all where it is not."""

import re

import pytest
from django.test import override_settings

from articles import checks, notices
from tests.factories import make_masthead, make_published

ALL = {
    "ICP_NUMBER": "云ICP备12345678号-1",
    "POLICE_NUMBER": "云公网安备12345678901234号",
    "NEWS_LICENCE": "12345678901",
    "REPORT_PHONE": "0870-1234567",
    "REPORT_EMAIL": "jubao@paper.example",
    "COPYRIGHT_SINCE": 2009,
}


def foot(client, path: str = "/") -> str:
    return client.get(path).content.decode().partition("<footer")[2]


@pytest.mark.django_db
def test_a_paper_that_has_set_nothing_prints_only_whose_the_rights_are(client, time_machine):
    time_machine.move_to("2026-05-01T12:00:00+08:00")
    make_masthead(publisher="江源科学报社")
    html = foot(client)
    assert 'class="notices"' not in html
    assert '<p class="copyright">版权所有 © 2026 江源科学报社</p>' in html


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/2026/03/04/01/", "/issues/", "/nowhere/"])
@override_settings(**ALL)
def test_every_page_prints_what_is_set(client, path):
    make_published()
    html = foot(client, path)
    items = re.findall(r"<li>(.*?)</li>", html.partition('class="notices"')[2])
    hidden = r'<span class="hidden">.*?</span>'
    assert [re.sub(r"<[^>]*>", "", re.sub(hidden, "", item)) for item in items] == [
        "互联网新闻信息服务许可证编号：12345678901",
        "违法和不良信息举报电话：0870-1234567",
        "举报邮箱：jubao@paper.example",
        "云ICP备12345678号-1",
        "云公网安备12345678901234号",
    ]
    assert re.findall(r'<a href="([^"]*)"([^>]*)>', "".join(items)) == [
        ("mailto:jubao@paper.example", ""),
        ("https://beian.miit.gov.cn/", ' target="_blank" rel="noopener noreferrer"'),
        (
            "https://beian.mps.gov.cn/#/query/webSearch?code=12345678901234",
            ' target="_blank" rel="noopener noreferrer"',
        ),
    ]


@pytest.mark.parametrize(
    ("since", "whole", "line"),
    [
        (0, "", "版权所有 © 2026 江源科学报社"),
        (2009, "", "版权所有 © 2009–2026 江源科学报社"),
        (2026, "", "版权所有 © 2026 江源科学报社"),
        (2009, "本报保留一切权利", "本报保留一切权利"),
    ],
)
def test_the_rights_run_from_the_first_year_to_this_one(time_machine, since, whole, line):
    time_machine.move_to("2026-05-01T12:00:00+08:00")
    with override_settings(COPYRIGHT_SINCE=since, COPYRIGHT=whole):
        assert notices.copyright_line("江源科学报社") == line


def test_numbers_as_the_registers_print_them_are_not_doubted():
    for number in ("云ICP备12345678号", "云ICP备2021012345号-12", "京ICP证123456号"):
        with override_settings(**ALL | {"ICP_NUMBER": number}):
            assert checks.what_the_law_wants_looks_right() == []
    with override_settings(**ALL | {"REPORT_PHONE": "0870-1234567、（0870）7654321"}):
        assert checks.what_the_law_wants_looks_right() == []
    with override_settings(**dict.fromkeys(ALL, "") | {"COPYRIGHT_SINCE": 0}):
        assert checks.what_the_law_wants_looks_right() == []


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("ICP_NUMBER", "ICP备12345678号"),
        ("ICP_NUMBER", "云ICP备1234号"),
        ("POLICE_NUMBER", "云公网安备1234567890123号"),
        ("POLICE_NUMBER", "12345678901234"),
        ("NEWS_LICENCE", "许可证"),
        ("REPORT_PHONE", "总编室"),
        ("REPORT_EMAIL", "jubao#paper.example"),
        ("COPYRIGHT_SINCE", 209),
        ("COPYRIGHT_SINCE", 2999),
    ],
)
def test_a_slip_of_the_keys_is_named_with_how_it_should_look(setting, value):
    with override_settings(**ALL | {setting: value}):
        [warning] = checks.what_the_law_wants_looks_right()
    assert (warning.id, warning.msg) == (
        "articles.W010",
        f"NEWSROOM_{setting} looks wrong: {value}.",
    )
    assert warning.hint
