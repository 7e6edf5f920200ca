"""The pages of an issue: added, named, put in another order, taken away."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F, Max

from articles import history
from articles.assembly import issues
from articles.assembly.placing import CLEAR
from articles.assembly.refusals import CannotPlace
from articles.models import Issue, Page, Placement

#: The most pages an issue may have; two digits are printed.
MOST = 99


@transaction.atomic
def add_page(issue: Issue, number: int, *, name: str = "", credits: str = "") -> Page:
    """A new page of an issue that is still open."""
    held = issues.lock(issue)
    if Page.objects.filter(issue=held, number=number).exists():
        raise CannotPlace(f"{held}已有第{number:02}版。")
    issues.touch(held)
    return Page.objects.create(issue=held, number=number, name=name, credits=credits)


@transaction.atomic
def append_page(issue: Issue, *, by: AbstractBaseUser, expected: int | None = None) -> Page:
    """One more behind the last. Raises CannotPlace."""
    held = issues.lock(issue, expected)
    number = (held.pages.aggregate(last=Max("number"))["last"] or 0) + 1
    if number > MOST:
        raise CannotPlace(f"一期最多 {MOST} 版，没有再加。")
    page = add_page(held, number)
    history.log(by, held, f"加第{number:02}版")
    return page


@transaction.atomic
def describe(
    page: Page,
    *,
    by: AbstractBaseUser,
    name: str,
    credits: str,
    budget: int | None,
    expected: int | None = None,
) -> None:
    """The page's name, credits and 字数 to fill. `expected` is the issue's version. Raises CannotPlace."""
    held = issues.lock(page.issue, expected)
    Page.objects.filter(pk=page.pk).update(
        name=name, credits=credits, budget=budget, version=F("version") + 1
    )
    issues.touch(held)
    page.refresh_from_db()
    history.log(by, page, "改版面的名称、署名或字数")


@transaction.atomic
def reorder(
    issue: Issue, pages: Sequence[int], *, by: AbstractBaseUser, expected: int | None = None
) -> None:
    """The pages with these ids, all of them, are numbered anew in this order; stories go along. Raises CannotPlace."""
    held = issues.lock(issue, expected)
    standing = {page.pk: page for page in held.pages.order_by("number")}
    if sorted(pages) != sorted(standing):
        raise CannotPlace("版面的次序没有改动：有的版面刚刚加了或删了，请看过再排。")
    numbers = [page.number for page in standing.values()]
    moved = [
        standing[pk]
        for pk, number in zip(pages, numbers, strict=True)
        if standing[pk].number != number
    ]
    if not moved:
        return
    lift(moved)
    for pk, number in zip(pages, numbers, strict=True):
        standing[pk].number = number
        standing[pk].version += 1
    Page.objects.bulk_update(moved, ["number", "version"])
    issues.touch(held)
    history.log(by, held, "调整版序")


@transaction.atomic
def remove_page(page: Page, *, by: AbstractBaseUser, expected: int | None = None) -> None:
    """An empty page goes; the numbers of the others stay. Raises CannotPlace."""
    held = issues.lock(page.issue, expected)
    require_empty([page])
    heading = page.heading
    Page.objects.filter(pk=page.pk).delete()
    issues.touch(held)
    history.log(by, held, f"删{heading}")


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
