"""Putting an issue together. The only writer of Issue numbers, Pages from imports and Placements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F

from articles import history
from articles.models import Article, Issue, Page, Placement
from articles.models.issue import Kind, State

#: Added to every position of a page while it is reordered, so that no two stories ever share a place; to page numbers too.
CLEAR = 10_000


class CannotPlace(Exception):
    """The page stays as it was. The message says why and what to do."""


class StalePage(CannotPlace):
    """A colleague arranged the page first."""


@transaction.atomic
def open_issue(date: dt.date, *, kind: str = Kind.REGULAR, **fields: Any) -> Issue:
    """A new issue in planning; `fields` are total_number, year_number, theme."""
    return Issue.objects.create(date=date, kind=kind, state=State.ASSEMBLING, **fields)


def next_issue() -> dict[str, Any]:
    """What the issue after the last regular one will probably be: date and deadline a week on, the next numbers.

    One query.
    """
    last = Issue.objects.exclude(kind=Kind.EXTRA).newest_first().first()
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


def lock(issue: Issue) -> Issue:
    """The issue as it is now, held until the transaction ends. Raises CannotPlace when it is signed."""
    issue = Issue.objects.select_for_update().get(pk=issue.pk)
    require_open(issue)
    return issue


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


@transaction.atomic
def add_page(issue: Issue, number: int, *, name: str = "", credits: str = "") -> Page:
    """A new page of an issue that is still open."""
    lock(issue)
    if Page.objects.filter(issue=issue, number=number).exists():
        raise CannotPlace(f"{issue}已有第{number:02}版。")
    return Page.objects.create(issue=issue, number=number, name=name, credits=credits)


def lift(pages: Sequence[Page]) -> None:
    """Clear the numbers of pages that are about to be numbered anew or to go, so that two may trade theirs."""
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(number=F("number") + CLEAR)


def require_empty(pages: Sequence[Page]) -> None:
    """A page goes when no story stands on it any more. Raises CannotPlace, naming the first that is not empty."""
    standing = Placement.objects.filter(page__in=pages).select_related("page").in_order()
    if places := list(standing):
        page = places[0].page
        stories = sum(place.page == page for place in places)
        raise CannotPlace(
            f"{page.heading}上还有 {stories} 篇稿件，不能删；请先点“打开本版”，把稿件撤下。"
        )


@transaction.atomic
def arrange(
    page: Page, articles: Sequence[Article], *, by: AbstractBaseUser, expected: int | None = None
) -> None:
    """The page holds exactly these stories, in this order; what it held besides becomes unplaced.

    `expected` is the page `version` the editor saw. Raises StalePage or CannotPlace, with nothing moved.
    """
    lock(page.issue)
    check(page, articles)
    _claim(page, expected)
    wanted = [article.pk for article in articles]
    standing = Placement.objects.filter(page=page)
    standing.exclude(article__in=wanted).delete()
    standing.update(position=F("position") + CLEAR)
    here = {placement.article_id: placement for placement in standing}
    for position, pk in enumerate(wanted, 1):
        if pk in here:
            Placement.objects.filter(pk=here[pk].pk).update(position=position)
        else:
            Placement.objects.create(page=page, article_id=pk, position=position)
    history.log(by, page, f"编排稿件，共 {len(wanted)} 篇")


@transaction.atomic
def add(page: Page, article: Article, *, by: AbstractBaseUser) -> None:
    """The story goes to the end of the page as it is now. Raises CannotPlace, with nothing moved."""
    page = Page.objects.select_related("issue").get(pk=page.pk)
    standing = list(Article.objects.filter(placement__page=page).order_by("placement__position"))
    if article in standing:
        raise CannotPlace(f"《{article.headline}》已在{page}，次序没有改动。")
    arrange(page, [*standing, article], by=by)


def in_order(lines: Sequence[tuple[int | None, bool, Article]]) -> list[Article]:
    """Stories as an editor numbered them, from lines of (number, whether it was moved, story).

    Those that were left alone keep their order; each that was moved then stands at the number it was given, 0 and 1
    being the lead, no number the end. Two that were given the same stand in the order of their lines.
    """
    order = [article for _number, moved, article in lines if not moved]
    numbered = [
        (number, article) for number, moved, article in lines if moved and number is not None
    ]
    free = 0
    for number, article in sorted(numbered, key=lambda line: line[0]):
        at = min(max(number - 1, free), len(order))
        order.insert(at, article)
        free = at + 1
    return order + [article for number, moved, article in lines if moved and number is None]


def _claim(page: Page, expected: int | None) -> None:
    seen = page.version if expected is None else expected
    if not Page.objects.filter(pk=page.pk, version=seen).update(version=F("version") + 1):
        raise StalePage(
            f"{page.heading}刚刚被{history.last_hand(page)}编排过，您的改动没有保存；请看过现在的次序再排。"
        )
    page.version = seen + 1


def check(page: Page, articles: Sequence[Article]) -> None:
    """Whether the page may hold these stories; a story stands in one place. Raises CannotPlace."""
    wanted = [article.pk for article in articles]
    if len(set(wanted)) != len(wanted):
        raise CannotPlace("同一篇稿件在本版排了两次，请删去一处。")
    elsewhere = (
        Placement.objects.filter(article__in=wanted)
        .exclude(page=page)
        .select_related("article", "page__issue")
        .first()
    )
    if elsewhere:
        raise CannotPlace(
            f"《{elsewhere.article.headline}》已上{elsewhere.page}，请先从那一版撤下。"
        )
