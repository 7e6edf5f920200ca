"""Arguments that several commands take, and what they stand for. Whatever is wrong ends as one Chinese sentence."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from articles.models import Issue
from articles.models.issue import Kind
from articles.permissions import system_account


def date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"日期“{text}”不对，请写作 2021-03-17。") from None


def moment(text: str) -> dt.datetime:
    """A time in the paper's zone, or with its own offset."""
    try:
        at = dt.datetime.fromisoformat(text)
        return timezone.make_aware(at) if timezone.is_naive(at) else at
    except ValueError:
        raise CommandError(f"时间“{text}”不对，请写作 2021-03-17T06:00。") from None


def add_by(parser: CommandParser) -> None:
    parser.add_argument("--by", metavar="USER", help="以谁的名义操作；默认为不能登录的系统账号")


def add_issue(parser: CommandParser) -> None:
    parser.add_argument("date", type=date, help="出版日期，如 2021-03-17")
    parser.add_argument("--extra", action="store_true", help="指当天的增期、号外")


def user(name: str | None) -> AbstractBaseUser:
    if name is None:
        return system_account()
    found = get_user_model().objects.filter(username=name).first()
    if found is None:
        raise CommandError(f"没有“{name}”这个账号；请核对 --by。")
    return found


def issue(options: dict) -> Issue:
    issues = Issue.objects.filter(date=options["date"])
    extra = issues.filter(kind=Kind.EXTRA)
    found = (extra if options["extra"] else issues.exclude(kind=Kind.EXTRA)).first()
    if found is None:
        what = "增期、号外" if options["extra"] else "报纸"
        raise CommandError(f"没有 {options['date']} 的{what}；请核对日期，或先导入版面。")
    return found
