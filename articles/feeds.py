"""The newest stories as Atom and as JSON Feed: of the paper, of a section, of a contributor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from articles import public_urls, reading
from articles.models import Article, Contributor, Issue
from articles.page_cache import readers
from articles.responding import masthead_of, unkept
from articles.text import authorship, body
from articles.text.xml import xml_words
from sections.models import Section

NEWEST = 30
SUMMARY = 110
#: When a feed without stories last changed.
NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
JSON_FEED = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True, slots=True)
class Entry:
    """A story in a feed; addresses whole, words without what XML refuses."""

    id: str
    url: str
    title: str
    summary: str
    published: dt.datetime
    updated: dt.datetime
    authors: Sequence[str]
    section: str
    picture: str


@dataclass(frozen=True, slots=True)
class Feed:
    """`paper` answers for the stories that nobody signed."""

    title: str
    paper: str
    home: str
    address: str
    entries: Sequence[Entry]

    @property
    def updated(self) -> dt.datetime:
        return max((entry.updated for entry in self.entries), default=NEVER)


class Atom(Atom1Feed):
    """Several authors, and a picture whose size in bytes nobody has to know."""

    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | {"xml:lang": "zh-Hans"}

    def latest_post_date(self) -> dt.datetime:
        return self.feed["updated"]

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        if item["picture"]:
            link = {"rel": "enclosure", "href": item["picture"], "type": "image/jpeg"}
            handler.addQuickElement("link", "", link)


@readers()
def paper(request: HttpRequest, kind: str) -> HttpResponse:
    return _answer(request, kind, "", "/", Article.objects.public())


@readers()
def section(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Where the section has its page; one that the navigation does not show needs a published story."""
    whose = get_object_or_404(Section.objects.addressed(slug))
    stories = Article.objects.public().filter(section=whose)
    if not (whose.visible or stories.exists()):
        raise Http404
    if whose.slug != slug:
        return unkept(redirect(request.resolver_match.view_name, whose.slug, permanent=True))
    return _answer(request, kind, whose.name, whose.get_absolute_url(), stories)


@readers()
def contributor(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    found = get_object_or_404(Contributor.every.select_related("merged_into"), pk=pk)
    whose = found.merged_into or found
    stories = Article.objects.public().filter(published_version__contributors=whose)
    if not stories.exists():
        raise Http404
    if whose != found:
        return unkept(redirect(request.resolver_match.view_name, whose.pk, permanent=True))
    return _answer(request, kind, whose.name, whose.get_absolute_url(), stories)


def _answer(
    request: HttpRequest, kind: str, name: str, home: str, stories: QuerySet
) -> HttpResponse:
    masthead = masthead_of(Issue.objects.public().newest_first().first())
    shown = public_urls.with_renewal(stories.for_cards().newest_first())[:NEWEST]
    title = f"{name} - {masthead.name}" if name else masthead.name
    feed = Feed(
        title=xml_words(title),
        paper=xml_words(masthead.name),
        home=request.build_absolute_uri(home),
        address=request.build_absolute_uri(request.path),
        entries=[_entry(request, story) for story in shown],
    )
    return unkept(FORMS[kind](feed))


def _entry(request: HttpRequest, story: Article) -> Entry:
    text, path = story.published_version, story.get_absolute_url()
    times = public_urls.times(story.placement.page.issue, story.renewed)
    first = timezone.localdate(story.first_published_at or times.published)
    picture = next(iter(reading.figures(text)), None)
    return Entry(
        # As RFC 4151 has it: the same for good, over http and https, in whatever issue it stands.
        id=f"tag:{request.get_host().partition(':')[0]},{first:%Y-%m-%d}:{path}",
        url=request.build_absolute_uri(path),
        title=xml_words(text.headline),
        summary=xml_words(body.opening(text.body, SUMMARY) or text.subtitle),
        published=times.published,
        updated=times.modified,
        authors=[xml_words(author.name) for author in authorship.authors(text.credits)],
        section=xml_words(story.section.name) if story.section else "",
        picture=request.build_absolute_uri(picture.fallback) if picture else "",
    )


def _atom(feed: Feed) -> HttpResponse:
    whole = {"feed_url": feed.address, "author_name": feed.paper, "updated": feed.updated}
    made = Atom(feed.title, feed.home, "", **whole)
    for entry in feed.entries:
        made.add_item(
            entry.title,
            entry.url,
            escape(entry.summary),  # Django sends it as HTML
            unique_id=entry.id,
            pubdate=entry.published,
            updateddate=entry.updated,
            categories=[entry.section] if entry.section else [],
            authors=entry.authors,
            picture=entry.picture,
        )
    return HttpResponse(
        made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


def _json(feed: Feed) -> HttpResponse:
    told = {
        "version": JSON_FEED,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "language": "zh-Hans",
        "items": [_item(entry) for entry in feed.entries],
    }
    return JsonResponse(
        told, content_type="application/feed+json", json_dumps_params={"ensure_ascii": False}
    )


def _item(entry: Entry) -> dict[str, Any]:
    told = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_text": entry.summary,
        "summary": entry.summary,
        "image": entry.picture,
        "date_published": _stamp(entry.published),
        "date_modified": _stamp(entry.updated),
        "authors": [{"name": name} for name in entry.authors],
        "tags": [entry.section] if entry.section else [],
    }
    return {key: value for key, value in told.items() if value or key == "content_text"}


def _stamp(moment: dt.datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")


FORMS = {"atom": _atom, "json": _json}
