"""What a contributor wrote: stories and 字数 by year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Sum

from articles.models import Article, Byline, Contributor


@dataclass(frozen=True, slots=True)
class Work:
    """`year` None: what readers have not got."""

    year: int | None
    stories: int
    characters: int


def years(contributor: Contributor) -> list[Work]:
    """Of what readers have, by the published texts; the newest year first. One query."""
    texts = contributor.versions.values("pk")
    rows = (
        Article.objects.public()
        .filter(published_version__in=texts)
        .values_list("placement__page__issue__date__year")
        .annotate(Count("pk"), Sum("published_version__character_count"))
    )
    return [Work(*row) for row in rows.order_by("-placement__page__issue__date__year")]


def unpublished(contributor: Contributor) -> Work:
    """Of the working texts that readers have not got: drafts, scheduled and withdrawn ones. One query."""
    signed = contributor.bylines.values("article")
    rows = Article.objects.filter(pk__in=signed).exclude(
        pk__in=Article.objects.public().filter(pk__in=signed)
    )
    found = rows.aggregate(stories=Count("pk"), characters=Sum("character_count"))
    return Work(None, found["stories"], found["characters"] or 0)


def totals(people: Iterable[Contributor]) -> dict[int, Work]:
    """Of the working texts that each signs, published or not; by pk. One query."""
    rows = Byline.objects.filter(contributor__in=people).order_by()
    stories = rows.values_list("contributor", "article", "article__character_count").distinct()
    found = {row.pk: Work(None, 0, 0) for row in people}
    for who, _, characters in stories:
        before = found[who]
        found[who] = Work(None, before.stories + 1, before.characters + characters)
    return found
