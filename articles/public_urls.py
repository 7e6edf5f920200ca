"""Every address that a reader can reach: what sitemaps list, and what the crawl of the tests walks.

Generators, so that an archive of any size passes without standing in memory; nothing that is not public comes out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from articles.models import Article, Issue, Page, Publication
from articles.models.publication import Deed
from sections.models import Section

#: What changes a story that stays, and what changes the list it stands in.
OF_A_STORY = (Deed.RENEW, Deed.REINSTATE_STORY)
OF_A_LIST = (*OF_A_STORY, Deed.WITHDRAW_STORY)
ISSUE = "placement__page__issue"
CHUNK = 2000


class Kind(StrEnum):
    FRONT = "front"
    ARCHIVE = "archive"
    SECTION = "section"
    TAG = "tag"
    CONTRIBUTOR = "contributor"
    ISSUE = "issue"
    PAGE = "page"
    STORY = "story"
    FEED = "feed"
    FILE = "file"


#: What is no page for people, and stands in no sitemap.
FOR_MACHINES = (Kind.FEED, Kind.FILE)


@dataclass(frozen=True, slots=True)
class PublicUrl:
    """`path` as a browser asks for it; `changed`: when readers last got something else there, None where nobody knows."""

    path: str
    kind: Kind
    changed: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """A year with public issues: how many, and when one of them last changed."""

    number: int
    issues: int
    changed: dt.datetime


@dataclass(frozen=True, slots=True)
class Times:
    """Of a story, in the paper's time, to the second; `modified` is never before `published`."""

    published: dt.datetime
    modified: dt.datetime


def times(issue: Issue, renewed: dt.datetime | None) -> Times:
    """What every machine is told of a story of a public issue. Published: when readers first had the issue; where it was
    put here after its day, the morning of that day. Modified: when they got it here, or its text otherwise."""
    first = timezone.localtime(issue.first_published_at or issue.publish_at)
    morning = timezone.make_aware(dt.datetime.combine(issue.date, dt.time()))
    published = first if first.date() <= issue.date else morning
    modified = timezone.localtime(_last(published, issue.publish_at, renewed))
    return Times(published.replace(microsecond=0), modified.replace(microsecond=0))


def public_urls() -> Iterator[PublicUrl]:
    """All of them, each once."""
    found = years()
    yield from lists(found)
    for year in found:
        yield from of_year(year.number)
    yield from feeds()
    yield from files()


def years() -> list[Year]:
    """Newest first. One query."""
    renewed = Max("publications__created_at", filter=Q(publications__deed__in=OF_A_LIST))
    rows = (
        Issue.objects.public()
        .order_by("-date__year")
        .values_list("date__year")
        .annotate(Count("pk", distinct=True), Max("publish_at"), renewed=renewed)
    )
    return [Year(year, number, _last(*moments)) for year, number, *moments in rows]


def lists(found: list[Year]) -> Iterator[PublicUrl]:
    """The front page, and what leads to the stories of all years. Four queries."""
    newest = found[0].changed if found else None
    yield PublicUrl(reverse("front"), Kind.FRONT, newest)
    yield PublicUrl(reverse("archive"), Kind.ARCHIVE, newest)
    for year in found[1:]:
        path = f"{reverse('archive')}?{urlencode({'year': year.number})}"
        yield PublicUrl(path, Kind.ARCHIVE, year.changed)
    changed = dict(_listed("section__slug"))
    for slug in _section_slugs(changed):
        yield PublicUrl(reverse("section", args=[slug]), Kind.SECTION, changed.get(slug))
    for slug, moment in _listed("tags__slug"):
        yield PublicUrl(reverse("tag", args=[slug]), Kind.TAG, moment)
    for pk, moment in _listed("published_version__contributors"):
        yield PublicUrl(reverse("contributor", args=[pk]), Kind.CONTRIBUTOR, moment)


def of_year(year: int) -> Iterator[PublicUrl]:
    """Issues, pages and stories of a year, in the order in which they were printed. Three queries."""
    changed: dict[int, dt.datetime] = {}
    for issue in _issues(year):
        changed[issue.pk] = _last(issue.publish_at, issue.renewed)
        yield PublicUrl(issue.get_absolute_url(), Kind.ISSUE, changed[issue.pk])
    pages = Page.objects.filter(issue__in=changed).select_related("issue")
    for page in pages.order_by("issue__date", "issue__kind_order", "number").iterator(CHUNK):
        yield PublicUrl(page.get_absolute_url(), Kind.PAGE, changed[page.issue_id])
    order = (
        f"{ISSUE}__date",
        f"{ISSUE}__kind_order",
        "placement__page__number",
        "placement__position",
    )
    stories = Article.objects.public().filter(**{f"{ISSUE}__date__year": year}).order_by(*order)
    yield from _stories(stories)


def latest_changes(since: dt.datetime) -> Iterator[PublicUrl]:
    """Stories that readers have since then, or have otherwise since then, in the order of their age. One query."""
    renewed = Q(publications__deed__in=OF_A_STORY, publications__created_at__gte=since)
    new = Q(**{f"{ISSUE}__publish_at__gte": since})
    yield from _stories(Article.objects.public().filter(new | renewed).order_by("pk").distinct())


def feeds() -> Iterator[PublicUrl]:
    """Of the paper, of each section and of each contributor with a page."""
    slugs = _section_slugs(dict(_listed("section__slug")))
    people = [pk for pk, _moment in _listed("published_version__contributors")]
    for name in ("feed", "feed_json"):
        yield PublicUrl(reverse(name), Kind.FEED)
        for slug in slugs:
            yield PublicUrl(reverse(f"section_{name}", args=[slug]), Kind.FEED)
        for pk in people:
            yield PublicUrl(reverse(f"contributor_{name}", args=[pk]), Kind.FEED)


def files() -> Iterator[PublicUrl]:
    """Those with a fixed address. The sitemap index names its parts."""
    named = ["robots", "opensearch", "sitemap", "sitemap_news"]
    named += ["security"] if settings.SECURITY_CONTACTS else []
    for name in named:
        yield PublicUrl(reverse(name), Kind.FILE)


def with_renewal(stories: QuerySet) -> QuerySet:
    """Stories with `renewed`: when their text was last replaced or put back; None for most."""
    done = Publication.objects.filter(article=OuterRef("pk"), deed__in=OF_A_STORY)
    return stories.annotate(renewed=Subquery(done.order_by("-pk").values("created_at")[:1]))


def _stories(stories: QuerySet) -> Iterator[PublicUrl]:
    rows = with_renewal(stories).values_list("pk", f"{ISSUE}__publish_at", "renewed")
    for pk, *moments in rows.iterator(CHUNK):
        yield PublicUrl(reverse("article", args=[pk]), Kind.STORY, _last(*moments))


def _issues(year: int) -> QuerySet[Issue]:
    done = Publication.objects.filter(issue=OuterRef("pk"), deed__in=OF_A_LIST)
    renewed = Subquery(done.order_by("-pk").values("created_at")[:1])
    issues = Issue.objects.public().filter(date__year=year).annotate(renewed=renewed)
    return issues.order_by("date", "kind_order")


def _listed(field: str) -> Iterator[tuple]:
    """Each value of a field of the public stories, with the last change among them. One query."""
    renewed = Max("publications__created_at", filter=Q(publications__deed__in=OF_A_STORY))
    rows = Article.objects.public().filter(**{f"{field}__isnull": False}).order_by(field)
    moments = rows.values_list(field).annotate(Max(f"{ISSUE}__publish_at"), renewed=renewed)
    for value, *found in moments.iterator(CHUNK):
        yield value, _last(*found)


def _section_slugs(listed: dict[str, dt.datetime]) -> list[str]:
    """In the navigation, or with a public story. One query."""
    return list(
        Section.objects.filter(Q(visible=True) | Q(slug__in=listed)).values_list("slug", flat=True)
    )


def _last(*moments: dt.datetime | None) -> dt.datetime:
    return max(filter(None, moments))
