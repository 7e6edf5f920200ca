"""Which story stands where: the only writer of Placements."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F

from articles import history
from articles.assembly import issues
from articles.assembly.refusals import CannotPlace, StalePage
from articles.models import Article, Page, Placement

#: Added to every position of a page while it is reordered, so that no two stories ever share a place; to page numbers too.
CLEAR = 10_000


@transaction.atomic
def arrange(
    page: Page, articles: Sequence[Article], *, by: AbstractBaseUser, expected: int | None = None
) -> None:
    """The page holds exactly these stories, in this order; what it held besides becomes unplaced.

    `expected` is the page `version` the editor saw. Raises StalePage or CannotPlace, with nothing moved.
    """
    issue = issues.lock(page.issue)
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
    issues.touch(issue)
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
