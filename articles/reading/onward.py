"""What leads on from a story: its tags, and 相关稿件: on the same subject, by the same hand, in its section at the time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import CharField, Count, DateField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse
from taggit.models import Tag, TaggedItem

from articles.models import Article, Issue, Version

MOST = 5
#: How many stories of a tag and of a contributor are looked at.
LATEST = 300
#: How far before and after the story's day its section is looked through.
NEARBY = dt.timedelta(days=31)
#: The first column of what is asked for: tags come first, then stories in the order of their kinship.
TAG, SUBJECT, HAND, SECTION = range(4)
DATE = "placement__page__issue__date"


@dataclass(frozen=True, slots=True)
class Related:
    text: Version
    url: str
    date: dt.date


def onward(
    article: Article, text: Version, issue: Issue | None, known: Collection[int]
) -> tuple[list[Tag], list[Related]]:
    """Tags by name, and public stories, the nearest kin first. `known`: the story and what its page lists anyway. One query."""
    public = Article.objects.public().exclude(pk__in=known)
    parts = [_stories(rank, found) for rank, found in _kin(article, text, issue, public)]
    rows = list(_tags(article).union(*parts, all=True))
    tags = sorted(
        (Tag(pk=pk, name=name, slug=slug) for rank, pk, name, slug, _date in rows if rank == TAG),
        key=lambda tag: tag.name,
    )
    kin = sorted(
        (row for row in rows if row[0] != TAG),
        key=lambda row: (row[0], -row[4].toordinal(), row[1]),
    )
    nearest = {pk: (title, date) for _rank, pk, title, _slug, date in reversed(kin)}
    order = list(dict.fromkeys(row[1] for row in kin))[:MOST]
    return tags, [_related(pk, *nearest[pk]) for pk in order]


def _related(pk: int, title: str, date: dt.date) -> Related:
    return Related(Version(title=title), reverse("article", args=[pk]), date)


def _kin(
    article: Article, text: Version, issue: Issue | None, public: QuerySet[Article]
) -> Iterator[tuple[int, QuerySet[Article]]]:
    tags = article.tags.values("pk")
    items = TaggedItem.objects.filter(content_type__model="article", tag__in=tags)
    tagged = public.filter(pk__in=_latest(items, "object_id"), tags__in=tags)
    yield SUBJECT, tagged.annotate(shared=Count("pk")).order_by("-shared", f"-{DATE}", "pk")
    signatures = Version.contributors.through.objects.filter(
        contributor__in=text.contributors.values("pk")
    )
    signed = public.filter(published_version__in=_latest(signatures, "version"))
    yield HAND, signed.annotate(shared=Count("pk")).order_by(f"-{DATE}", "pk")
    if issue and article.section_id:
        days = (issue.date - NEARBY, issue.date + NEARBY)
        near = public.filter(section=article.section_id, **{f"{DATE}__range": days})
        yield SECTION, near.order_by(f"-{DATE}", "pk")


def _latest(rows: QuerySet, name: str) -> QuerySet:
    """Of a tag or a contributor with thousands of stories the last written: all of them would have to be sorted."""
    return rows.order_by("-pk").values(name)[:LATEST]


def _tags(article: Article) -> QuerySet:
    rows = article.tags.order_by().annotate(
        rank=Value(TAG), words=Cast("name", TextField()), date=Cast(None, DateField())
    )
    return rows.values_list("rank", "pk", "words", "slug", "date")


def _stories(rank: int, found: QuerySet[Article]) -> QuerySet:
    rows = Article.objects.order_by().filter(pk__in=found.values("pk")[:MOST])
    facts = {
        "rank": Value(rank),
        "words": Cast("published_version__title", TextField()),
        "slug": Value("", CharField()),
        "date": F(DATE),
    }
    return rows.annotate(**facts).values_list(*("rank", "pk", "words", "slug", "date"))
