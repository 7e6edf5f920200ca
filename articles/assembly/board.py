"""Moves on the board: one or more stories to a page, up, down, to the pool. Each is saved at once, or not at all."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F

from articles import history
from articles.assembly import issues
from articles.assembly.placing import CLEAR
from articles.assembly.refusals import CannotPlace
from articles.models import Article, Issue, Page, Placement


@transaction.atomic
def move(
    issue: Issue,
    stories: Sequence[Article],
    page: Page,
    *,
    before: Article | None = None,
    by: AbstractBaseUser,
    expected: int | None = None,
) -> None:
    """These stories, in this order, stand on the page before that one, or at its end.

    They may come from the pool or from any page of the issue; what stands in another issue stays there. `expected` is
    the issue's `version` the editor saw. Raises StaleBoard or CannotPlace, with nothing moved.
    """
    held = issues.lock(issue, expected)
    _require_distinct(stories)
    pages = {each.pk: each for each in held.pages.all()}
    if page.pk not in pages:
        raise CannotPlace(f"{page.heading}刚刚从本期删去了，稿件没有动；请另选一版。")
    _require_not_elsewhere(held, stories)
    standing = _standing(held)
    moving = {story.pk for story in stories}
    after = _without(standing, moving)
    after[page.pk] = _inserted(after.get(page.pk, []), stories, before)
    _write(held, standing, after)
    words = "、".join(f"《{story.headline}》" for story in stories[:3])
    history.log(by, held, f"{words}{'等' if len(stories) > 3 else ''}排到{pages[page.pk].heading}")


@transaction.atomic
def take_off(
    issue: Issue, stories: Sequence[Article], *, by: AbstractBaseUser, expected: int | None = None
) -> None:
    """撤下: these stories of the issue go back to the pool. Raises StaleBoard or CannotPlace, with nothing moved."""
    held = issues.lock(issue, expected)
    standing = _standing(held)
    here = {place.article_id for places in standing.values() for place in places}
    for story in stories:
        if story.pk not in here:
            raise CannotPlace(f"《{story.headline}》已经不在本期，没有改动。")
    after = _without(standing, {story.pk for story in stories})
    _write(held, standing, after)
    words = "、".join(f"《{story.headline}》" for story in stories[:3])
    history.log(by, held, f"{words}{'等' if len(stories) > 3 else ''}撤下版面")


def lead(
    issue: Issue, story: Article, *, by: AbstractBaseUser, expected: int | None = None
) -> None:
    """设为头条: the first of the page it stands on. Raises StaleBoard or CannotPlace, with nothing moved."""
    place = (
        Placement.objects.select_related("page").filter(page__issue=issue, article=story).first()
    )
    if place is None:
        raise CannotPlace(f"《{story.headline}》还没有上版，不能设为头条；请先把它排到一版上。")
    first = place.page.placements.exclude(article=story).order_by("position").first()
    move(issue, [story], place.page, before=first and first.article, by=by, expected=expected)


@transaction.atomic
def shift(
    issue: Issue,
    stories: Sequence[Article],
    *,
    down: bool = False,
    by: AbstractBaseUser,
    expected: int | None = None,
) -> None:
    """上移、下移: these stories of one page go together past the next one. Raises StaleBoard or CannotPlace."""
    held = issues.lock(issue, expected)
    _require_distinct(stories)
    chosen = {story.pk for story in stories}
    standing = Placement.objects.filter(page__issue=held).select_related("article", "page")
    places = list(standing.in_order())
    moving = [place for place in places if place.article_id in chosen]
    if len(moving) != len(chosen) or len({place.page_id for place in moving}) != 1:
        raise CannotPlace("上移、下移只在一版之内：请只选同一版的稿件。")
    page = [place for place in places if place.page_id == moving[0].page_id]
    at, end = page.index(moving[0]), page.index(moving[-1])
    if page[-1 if down else 0] is moving[-1 if down else 0]:
        raise CannotPlace(f"已经是本版的{'最后一条' if down else '头条'}，没有改动。")
    # what stands among those that are chosen is passed by all of them
    following = page[end + 2 : end + 3] if down else page[at - 1 : at]
    before = following[0].article if following else None
    move(held, [place.article for place in moving], moving[0].page, before=before, by=by)
    issue.refresh_from_db(fields=["version"])


@transaction.atomic
def continue_on(
    issue: Issue,
    story: Article,
    page: Page | None,
    *,
    by: AbstractBaseUser,
    expected: int | None = None,
) -> None:
    """转版: the story goes on on that page of the issue, or on none. Raises StaleBoard or CannotPlace."""
    held = issues.lock(issue, expected)
    place = Placement.objects.filter(page__issue=held, article=story).first()
    if place is None:
        raise CannotPlace(f"《{story.headline}》还没有上版，不能转版；请先把它排到一版上。")
    if page is not None and page.issue_id != held.pk:
        raise CannotPlace(f"{page}不是本期的版面，没有改动。")
    if page is not None and page.pk == place.page_id:
        raise CannotPlace(f"《{story.headline}》就在{page.heading}，请转到另一版。")
    Placement.objects.filter(pk=place.pk).update(continued_on=page)
    issues.touch(held)
    where = f"下转{page.heading}" if page else "不再转版"
    history.log(by, held, f"《{story.headline}》{where}")


def _standing(issue: Issue) -> dict[int, list[Placement]]:
    """Page id -> its places in order; every page of the issue is there. Held until the transaction ends."""
    found: dict[int, list[Placement]] = {pk: [] for pk in issue.pages.values_list("pk", flat=True)}
    rows = Placement.objects.select_for_update().filter(page__issue=issue)
    for place in rows.order_by("position"):
        found[place.page_id].append(place)
    return found


def _without(standing: dict[int, list[Placement]], moving: set[int]) -> dict[int, list[int]]:
    """Page id -> story ids in order, without those that move."""
    return {
        page: [place.article_id for place in places if place.article_id not in moving]
        for page, places in standing.items()
    }


def _inserted(order: list[int], stories: Sequence[Article], before: Article | None) -> list[int]:
    moved = [story.pk for story in stories]
    at = order.index(before.pk) if before is not None and before.pk in order else len(order)
    return [*order[:at], *moved, *order[at:]]


def _write(issue: Issue, standing: dict[int, list[Placement]], after: dict[int, list[int]]) -> None:
    """Pages that change are cleared first, so that no two stories ever share a place. Six statements at most."""
    changed = [pk for pk in after if [place.article_id for place in standing[pk]] != after[pk]]
    rows = {place.article_id: place for places in standing.values() for place in places}
    staying = {pk for order in after.values() for pk in order}
    Placement.objects.filter(
        pk__in=[p.pk for key, p in rows.items() if key not in staying]
    ).delete()
    Placement.objects.filter(page__in=changed).update(position=F("position") + CLEAR)
    placed = [
        _put(rows.get(key) or Placement(article_id=key), page, position)
        for page in changed
        for position, key in enumerate(after[page], 1)
    ]
    Placement.objects.bulk_update(
        [place for place in placed if place.pk], ["page", "position", "continued_on"]
    )
    Placement.objects.bulk_create([place for place in placed if not place.pk])
    Page.objects.filter(pk__in=changed).update(version=F("version") + 1)
    issues.touch(issue)


def _put(place: Placement, page: int, position: int) -> Placement:
    """A story does not go on where it begins."""
    place.page_id, place.position = page, position
    if place.continued_on_id == page:
        place.continued_on = None
    return place


def _require_distinct(stories: Sequence[Article]) -> None:
    if not stories:
        raise CannotPlace("没有选稿件，没有改动。")
    if len({story.pk for story in stories}) != len(stories):
        raise CannotPlace("同一篇稿件选了两次，没有改动。")


def _require_not_elsewhere(issue: Issue, stories: Sequence[Article]) -> None:
    places = Placement.objects.filter(article__in=[story.pk for story in stories])
    other = places.exclude(page__issue=issue).select_related("article", "page__issue").first()
    if other:
        raise CannotPlace(f"《{other.article.headline}》已上{other.page}，请先从那一期撤下。")
