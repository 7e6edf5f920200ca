"""Sitemaps: an index, a file or several for each year, one of what changed lately, one of the last two days' news."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.xmlutils import SimplerXMLGenerator

from articles import public_urls
from articles.models import Article, Issue, Page
from articles.page_cache import readers
from articles.public_urls import ISSUE, PublicUrl
from articles.responding import masthead_of, unkept
from articles.text.xml import xml_words

#: Addresses in a file. Fifty thousand are allowed; what is kept whole and asked for by robots had better be small.
IN_A_FILE = 2_000
LATELY = dt.timedelta(days=30)
IN_THE_NEWS = 1000
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS_SCHEMA = "http://www.google.com/schemas/sitemap-news/0.9"


@readers()
def index(request: HttpRequest) -> HttpResponse:
    """Names every part, each with its last change where it is known; no news where there is none, of which search
    engines would complain."""
    found = public_urls.years()
    general = sum(1 for _each in public_urls.lists(found))
    parts = [("changes", 1, None), ("lists", general, found[0].changed if found else None)]
    sizes, fresh = _sizes(found)
    parts += [(str(year.number), sizes[year.number], year.changed) for year in found]
    rows = [
        (request.build_absolute_uri(address), changed)
        for name, size, changed in parts
        for address in _addresses(name, size)
    ]
    if fresh:
        rows.append((request.build_absolute_uri(reverse("sitemap_news")), None))
    return _answer("sitemapindex", "sitemap", rows)


@readers()
def part(request: HttpRequest, name: str, number: int = 1) -> HttpResponse:
    """`/sitemap-2021.xml`, `/sitemap-2021-2.xml`, `/sitemap-lists.xml`, `/sitemap-changes.xml`."""
    start = (number - 1) * IN_A_FILE
    urls = list(islice(_urls(name), start, start + IN_A_FILE)) if 0 < number < 10_000 else []
    if not urls and (name, number) != ("changes", 1):
        raise Http404
    rows = [(request.build_absolute_uri(url.path), url.changed) for url in urls]
    return _answer("urlset", "url", rows)


@readers()
def news(request: HttpRequest) -> HttpResponse:
    """As news search engines want it. Empty on most days of a weekly paper."""
    stories = Article.objects.public().filter(_fresh()).for_cards().newest_first()
    masthead = masthead_of(Issue.objects.public().newest_first().first())
    out, xml = _begin("urlset", {"xmlns:news": NEWS_SCHEMA})
    for story in stories[:IN_THE_NEWS]:
        address = request.build_absolute_uri(story.get_absolute_url())
        _news(xml, address, story, masthead.name)
    return _end(out, xml, "urlset")


def _fresh() -> Q:
    """Stories of yesterday and today: never older than two days, though what is made of them is kept till midnight."""
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    since = timezone.make_aware(dt.datetime.combine(yesterday, dt.time()))
    return Q(**{f"{ISSUE}__publish_at__gte": since, f"{ISSUE}__date__gte": yesterday})


def _urls(name: str) -> Iterator[PublicUrl]:
    if name == "changes":
        return public_urls.latest_changes(timezone.now() - LATELY)
    if name == "lists":
        return public_urls.lists(public_urls.years())
    return public_urls.of_year(int(name)) if int(name) else iter(())  # no calendar has a year 0


def _sizes(found: list[public_urls.Year]) -> tuple[dict[int, int], int]:
    """Year -> addresses of its issues, pages and stories; and how many stories are news. Two queries."""
    sizes = {year.number: year.issues for year in found}
    public = Issue.objects.public()
    pages = Page.objects.filter(issue__in=public).order_by().values_list("issue__date__year")
    stories = Article.objects.public().order_by().values_list(f"{ISSUE}__date__year")
    counted = stories.annotate(Count("pk"), fresh=Count("pk", filter=_fresh()))
    news = 0
    for year, number, *fresh in chain(pages.annotate(Count("pk")), counted):
        sizes[year] += number
        news += sum(fresh)
    return sizes, news


def _addresses(name: str, size: int) -> Iterator[str]:
    yield reverse("sitemap_part", args=[name])
    for number in range(2, -(-size // IN_A_FILE) + 1):
        yield reverse("sitemap_part", args=[name, number])


def _answer(root: str, tag: str, rows: Iterable[tuple[str, dt.datetime | None]]) -> HttpResponse:
    out, xml = _begin(root, {})
    for address, changed in rows:
        xml.startElement(tag, {})
        xml.addQuickElement("loc", address)
        if changed:
            xml.addQuickElement("lastmod", _stamp(changed))
        xml.endElement(tag)
    return _end(out, xml, root)


def _news(xml: SimplerXMLGenerator, address: str, story: Article, paper: str) -> None:
    xml.startElement("url", {})
    xml.addQuickElement("loc", address)
    xml.startElement("news:news", {})
    xml.startElement("news:publication", {})
    xml.addQuickElement("news:name", xml_words(paper))
    xml.addQuickElement("news:language", "zh-cn")
    xml.endElement("news:publication")
    moment = public_urls.times(story.placement.page.issue, None).published
    xml.addQuickElement("news:publication_date", _stamp(moment))
    xml.addQuickElement("news:title", xml_words(story.published_version.headline))
    xml.endElement("news:news")
    xml.endElement("url")


def _begin(root: str, more: dict[str, str]) -> tuple[io.StringIO, SimplerXMLGenerator]:
    out = io.StringIO()
    xml = SimplerXMLGenerator(out, "utf-8")
    xml.startDocument()
    xml.startElement(root, {"xmlns": SCHEMA} | more)
    return out, xml


def _end(out: io.StringIO, xml: SimplerXMLGenerator, root: str) -> HttpResponse:
    xml.endElement(root)
    xml.endDocument()
    return unkept(HttpResponse(out.getvalue(), content_type="application/xml; charset=utf-8"))


def _stamp(moment: dt.datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")
