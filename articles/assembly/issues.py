"""Opening an issue, its date and numbers, and whether it may still be changed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F

from articles import history
from articles.assembly.refusals import CannotPlace, StaleBoard
from articles.models import Issue, Page
from articles.models.issue import IssueQuerySet, Kind, State
from articles.text import dates


@transaction.atomic
def open_issue(date: dt.date, *, kind: str = Kind.REGULAR, **fields: Any) -> Issue:
    """A new issue without pages; `fields` are total_number, year_number, theme."""
    return Issue.objects.create(date=date, kind=kind, state=State.ASSEMBLING, **fields)


def next_issue() -> dict[str, Any]:
    """What the issue after the last regular one will probably be: date and deadline a week on, the next numbers.

    One query.
    """
    last = _regular().first()
    if last is None:
        return {}
    week = dt.timedelta(days=7)
    date = last.date + week
    number = last.last_total_number or last.total_number
    same_year = date.year == last.date.year
    year_number = last.year_number + 1 if last.year_number and same_year else 1
    return {
        "date": date,
        "total_number": number + 1 if number else None,
        "year_number": year_number,
        **({"deadline": last.deadline + week} if last.deadline else {}),
    }


@transaction.atomic
def copy_pages(issue: Issue, *, by: AbstractBaseUser) -> None:
    """An issue without pages gets those of the last regular one: numbers, names, credits, budgets. Raises CannotPlace."""
    held = lock(issue)
    if held.pages.exists():
        raise CannotPlace(f"{held}已经有版面，没有再照抄上期的版面。")
    last = _regular().exclude(pk=held.pk).first()
    pages = list(last.pages.order_by("number")) if last else []
    if not pages:
        raise CannotPlace("没有上一期的版面可以照抄，请自己加版。")
    Page.objects.bulk_create(
        Page(
            issue=held, number=page.number, name=page.name, credits=page.credits, budget=page.budget
        )
        for page in pages
    )
    touch(held)
    history.log(by, held, f"照{last}设 {len(pages)} 版")


def doubts(issue: Issue) -> list[str]:
    """What is unusual about its date and numbers beside its neighbours', as sentences; an issue may be so on purpose."""
    before, after = Issue.objects.before(issue).first(), Issue.objects.after(issue).first()
    said = []
    if before and issue.kind != Kind.EXTRA and before.date.weekday() != issue.date.weekday():
        said.append(
            f"本期是{dates.weekday(issue.date)}，上一期{before}是{dates.weekday(before.date)}，请核对出版日期。"
        )
    if issue.total_number:
        said += _number_doubts(issue, before, after)
    elif issue.kind != Kind.EXTRA:
        said.append("还没有填总期号。")
    return said


def _number_doubts(issue: Issue, before: Issue | None, after: Issue | None) -> list[str]:
    """Gaps and turns in the numbers on both sides."""
    said = []
    if before and before.total_number:
        last = before.last_total_number or before.total_number
        if issue.total_number != last + 1:
            said.append(
                f"上一期是{before.number_line}，本期接着应是总第{last + 1}期，现在填的是{issue.number_line}。"
            )
    if after and after.total_number:
        following = (issue.last_total_number or issue.total_number) + 1
        if after.total_number != following:
            said.append(f"下一期是{after.number_line}，与本期的{issue.number_line}不相接。")
    return said


def lock(issue: Issue, expected: int | None = None) -> Issue:
    """The issue as it is now, held until the transaction ends.

    Raises CannotPlace when it is signed, StaleBoard when its `version` is not the one that was seen.
    """
    held = Issue.objects.select_for_update().get(pk=issue.pk)
    require_open(held)
    if expected is not None and held.version != expected:
        who = history.last_hand(held, *held.pages.all())
        raise StaleBoard(
            f"本期刚刚被{who}动过，您的改动没有做；现在看到的是最新的版面，请再做一次。"
        )
    return held


def touch(issue: Issue) -> None:
    """After whatever changes the board: whoever looks at an older one is told."""
    Issue.objects.filter(pk=issue.pk).update(version=F("version") + 1)
    issue.refresh_from_db(fields=["version"])


def require_open(issue: Issue) -> None:
    """Raises CannotPlace when the issue is signed."""
    if not issue.is_open:
        raise CannotPlace(f"{issue}{issue.status}，版面不能再动；确需改动，请先撤回本期。")


def complete(issue: Issue, **facts: Any) -> None:
    """Fill in what the issue has not got of total_number, year_number and theme; what it has stays."""
    missing = {name: fact for name, fact in facts.items() if fact and not getattr(issue, name)}
    if missing:
        Issue.objects.filter(pk=issue.pk).update(**missing, version=F("version") + 1)
        issue.refresh_from_db(fields=[*missing, "version"])


def _regular() -> IssueQuerySet:
    return Issue.objects.exclude(kind=Kind.EXTRA).newest_first()
