"""What the law wants at the foot of every page, from the settings. An empty setting prints nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

ICP_REGISTER = "https://beian.miit.gov.cn/"
POLICE_REGISTER = "https://beian.mps.gov.cn/#/query/webSearch?code={code}"

ICP = re.compile(r"[\u4e00-\u9fff]ICP[备证]\d{6,12}号(?:-\d{1,3})?")
POLICE = re.compile(r"[\u4e00-\u9fff]公网安备 ?\d{14}号")
LICENCE = re.compile(r"\d{8,14}")
PHONE = re.compile(r"[+\d(（][\d ()（）-]{3,18}\d(?:[、，,/ ]+[\d(（][\d ()（）-]{3,18}\d)*")
FIRST_PAPER = 1815  # 察世俗每月统记传


class Notice(NamedTuple):
    """`name` before the words, where the words do not name themselves; `url` "" for what is no link."""

    name: str
    words: str
    url: str = ""
    is_elsewhere: bool = False


class Misprint(NamedTuple):
    """A setting that does not look like what it is to be, and how it should look."""

    setting: str
    value: str
    hint: str


def notices() -> list[Notice]:
    """In the order of the printed line; only what is set."""
    phone, email = settings.REPORT_PHONE, settings.REPORT_EMAIL
    code = "".join(re.findall(r"\d", settings.POLICE_NUMBER))
    said = [
        Notice("互联网新闻信息服务许可证编号", settings.NEWS_LICENCE),
        Notice("违法和不良信息举报电话", phone),
        Notice("举报邮箱", email, f"mailto:{email}"),
        Notice("", settings.ICP_NUMBER, ICP_REGISTER, is_elsewhere=True),
        Notice("", settings.POLICE_NUMBER, POLICE_REGISTER.format(code=code), is_elsewhere=True),
    ]
    return [notice for notice in said if notice.words]


def copyright_line(owner: str) -> str:
    """`版权所有 © 2009–2026 江源科学报社`, or as the settings have it. "" where nobody is known to own it."""
    if settings.COPYRIGHT or not owner:
        return settings.COPYRIGHT
    this_year, since = timezone.localdate().year, settings.COPYRIGHT_SINCE
    years = f"{since}–{this_year}" if since and since < this_year else str(this_year)
    return f"版权所有 © {years} {owner}"


def misprints() -> Iterator[Misprint]:
    for name, pattern, hint in (
        ("ICP_NUMBER", ICP, "As the register prints it: 京ICP备12345678号-1."),
        (
            "POLICE_NUMBER",
            POLICE,
            "As the register prints it, with 14 digits: 京公网安备12345678901234号.",
        ),
        ("NEWS_LICENCE", LICENCE, "The digits of the licence alone: 12345678901."),
        (
            "REPORT_PHONE",
            PHONE,
            "Digits, with area code: 010-12345678; several are separated by 、.",
        ),
    ):
        value = getattr(settings, name)
        if value and not pattern.fullmatch(value):
            yield Misprint(name, value, hint)
    if settings.REPORT_EMAIL and not _is_email(settings.REPORT_EMAIL):
        yield Misprint("REPORT_EMAIL", settings.REPORT_EMAIL, "One address: jubao@paper.example.")
    since = settings.COPYRIGHT_SINCE
    if since and not FIRST_PAPER <= since <= timezone.localdate().year:
        yield Misprint(
            "COPYRIGHT_SINCE", str(since), "The year of the first issue, in four digits."
        )


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
