"""Arguments that several commands take, and what they stand for. Whatever is wrong ends as one Chinese sentence."""

from __future__ import annotations

import datetime as dt
import re
import sys

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from articles.ingest import target
from articles.models import Issue
from articles.models.issue import Kind
from articles.permissions import system_account
from articles.text.typography import tidy_line

PAGE = re.compile(r"0?[1-9]|[1-9][0-9]")


class ActCommand(BaseCommand):
    """A command whose arguments are checked by the functions below.

    Django turns a CommandError into one line where `handle` raises it; where reading the arguments does, into a traceback.
    """

    def run_from_argv(self, argv: list[str]) -> None:
        try:
            super().run_from_argv(argv)
        except CommandError as error:
            if "--traceback" in argv:
                raise
            self.stderr.write(f"CommandError: {error}")
            sys.exit(error.returncode)


def date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"日期“{text}”不对，请写作 2021-03-17。") from None


def moment(text: str) -> dt.datetime:
    """A time in the paper's zone, or with its own offset."""
    try:
        at = dt.datetime.fromisoformat(text)
        at = timezone.make_aware(at) if timezone.is_naive(at) else at
        return at.astimezone(dt.UTC)
    except (ValueError, OverflowError):  # the first and the last day of the calendar have no UTC
        raise CommandError(f"时间“{text}”不对，请写作 2021-03-17T06:00。") from None


def total_number(text: str) -> int:
    return _number("总期号", text)


def year_number(text: str) -> int:
    return _number("年内期号", text)


def _number(kind: str, text: str) -> int:
    try:
        return target.number(kind, text)
    except ValueError as error:
        raise CommandError(str(error)) from None


def page(text: str) -> int:
    if not PAGE.fullmatch(text):
        raise CommandError(f"版次“{text}”不对，请写 1 到 99 的数字。")
    return int(text)


def words(text: str) -> str:
    """A line of text. A terminal with another encoding hands on bytes that are no characters."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise CommandError("参数不是 UTF-8 的文字，请在 UTF-8 的终端里输入。") from None
    return tidy_line(text)


def add_by(parser: CommandParser) -> None:
    parser.add_argument(
        "--by", type=words, metavar="USER", help="以谁的名义操作；默认为不能登录的系统账号"
    )


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
