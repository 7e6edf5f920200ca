"""报头: what an issue printed above and below its pages is what it printed for good."""

import re

import pytest
from django.utils import timezone

from articles import assembly, publishing
from articles.models import Issue, Masthead
from tests.factories import DATE, IMPRINT, make_editor, make_issue, make_masthead

pytestmark = pytest.mark.django_db

FIELDS = [field.name for field in Masthead._meta.concrete_fields if not field.primary_key]


def published() -> Issue:
    make_masthead(
        **IMPRINT,
        name_pinyin="JIANG YUAN KE XUE BAO",
        slogan="把科学讲给大家听",
        postal_code="00-00",
        editor_in_chief="沈怀川",
        post_code="000000",
        email="bianji@jiangyuan.example",
    )
    issue = make_issue(DATE, pages=2, total_number=1250, year_number=9, theme="气象专刊")
    return publishing.publish(issue, by=make_editor())


def heads(client, issue: Issue) -> list[str]:
    """The head and the imprint of the front page and of an inner one."""
    found = []
    for address in (issue.get_absolute_url(), f"{issue.get_absolute_url()}02/"):
        html = client.get(address).content.decode()
        found += re.findall(r'<div class="masthead.*?<div class="thick-thin">', html, re.S)
        found += re.findall(r'<div class="imprint.*?</div>', html, re.S)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part)).strip() for part in found]


def test_the_head_says_all_that_a_paper_must_print(client):
    head, imprint, *_inner = heads(client, published())
    assert head == (
        "江源科学报 2026年3月4日 JIANG YUAN KE XUE BAO 2026年3月4日 星期三 农历丙午年正月十六 "
        "总第1250期 2026年第9期 今日2版 气象专刊 把科学讲给大家听 主办：云岭省科学传播中心 "
        "出版：江源科学报社 国内统一连续出版物号：CN 00-0000 邮发代号：00-00"
    )
    assert imprint == (
        "江源科学报 主管：云岭省科协 主办：云岭省科学传播中心 出版：江源科学报社 总编辑：沈怀川 "
        "国内统一连续出版物号：CN 00-0000 邮发代号：00-00 地址：云岭市望溪路1号 邮政编码：000000 "
        "电话：000-0000 电子邮箱：bianji@jiangyuan.example 印刷：望溪印务 定价：1元 "
        f"版权所有 © {timezone.localdate().year} 江源科学报社 首页 往期"
    )


def test_a_later_change_of_the_masthead_leaves_published_issues_as_they_were(client):
    issue = published()
    before = heads(client, issue)
    row = Masthead.objects.get()
    for field in FIELDS:
        setattr(row, field, f"另{FIELDS.index(field)}")
    row.save()
    assert heads(client, issue) == before
    row.delete()
    assert heads(client, issue) == before


def test_every_field_of_the_masthead_is_copied(client):
    issue = published()
    assert sorted(issue.masthead) == sorted(FIELDS)
    assert all(issue.masthead.values())


def test_pages_are_neither_added_nor_taken_once_an_issue_is_signed(client):
    issue = published()
    before = heads(client, issue)
    with pytest.raises(assembly.CannotPlace):
        assembly.append_page(issue, by=make_editor())
    with pytest.raises(assembly.CannotPlace):
        assembly.remove_page(issue.pages.last(), by=make_editor())
    assert (heads(client, issue), issue.pages.count()) == (before, 2)


def test_the_form_keeps_no_date_or_number_of_a_signed_issue(client):
    issue = published()
    before = heads(client, issue)
    client.force_login(make_editor())
    client.post(
        f"/admin/articles/issue/{issue.pk}/change/",
        {"date": "2026-03-05", "total_number": "9", "seen_version": issue.version},
    )
    assert heads(client, issue) == before
