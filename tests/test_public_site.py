"""The crawler: every public address answers and is sound, every link leads somewhere, nothing unpublished shows anywhere."""

import datetime as dt
import re
from collections import Counter, deque
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from django.test import override_settings

from articles import public_urls
from articles.models import Contributor, Facsimile, Issue, Masthead
from articles.public_urls import FOR_MACHINES, Kind
from sections.models import Section
from tests import judges
from tests.factories import DATE, make_editor, stories_of
from tests.sites import CANARY, make_everything, make_site, make_unpublished

pytestmark = pytest.mark.django_db

#: Where the crawl does not follow.
AWAY = ("//", "/static/", "/admin/")


def crawl(client, *starts: str) -> dict[str, object]:
    """address -> response, of everything that can be reached from there; `page` on what is HTML."""
    seen, waiting = {}, deque(starts or ["/"])
    while waiting:
        path = waiting.popleft()
        if path in seen:
            continue
        seen[path] = response = client.get(path)
        if response.streaming:
            for close in response._resource_closers:  # response.close() would end the connection
                close()
        elif response["Content-Type"].startswith("text/html"):
            response.page = judges.Page(response.content.decode())
            waiting += sorted(
                urldefrag(target)[0] for link in response.page.links if (target := ours(path, link))
            )
    return seen


def ours(path: str, link: str) -> str:
    """The address that a link of the page at `path` leads to, with its fragment; "" for another site's, for files and for the desk."""
    target = judges.path_of(urljoin(f"http://testserver{path}", link))
    return "" if ":" in target.split("/")[0] or target.startswith(AWAY) else target


def public_of(kind: Kind) -> list[str]:
    return [each.path for each in public_urls.public_urls() if each.kind == kind]


#: Kind -> how many addresses it has on the site that `make_everything` makes.
COUNTED = {
    Kind.FRONT: 1,
    Kind.ARCHIVE: 1,
    Kind.SECTION: 3,
    Kind.TAG: 3,
    Kind.CONTRIBUTOR: 2,
    Kind.ISSUE: 3,
    Kind.PAGE: 5,
    Kind.STORY: 10,
    Kind.FEED: 12,
    Kind.FILE: 5,
}
#: What is reached by links alone and stands in no list: pictures, and what pages say beside their address.
LINKED = {
    "media/images",
    "media/pages",
    "/qr.svg",
    "/print/",
    "/search/",
    "?year=",
    "?page=",
}


@override_settings(SECURITY_CONTACTS=["security@paper.example"])
def test_every_public_address_is_listed_once_and_answers(client):
    make_everything()
    urls = list(public_urls.public_urls())
    assert Counter(url.kind for url in urls) == COUNTED
    assert [path for path, times in Counter(url.path for url in urls).items() if times > 1] == []
    answers = {url.path: client.get(url.path).status_code for url in urls}
    assert {path: status for path, status in answers.items() if status != 200} == {}


def test_every_page_is_sound_whatever_was_typed_and_no_link_is_dead(client):
    make_everything()
    pages = crawl(client, *(url.path for url in public_urls.public_urls()))
    assert {path: r.status_code for path, r in pages.items() if r.status_code != 200} == {}
    html = {path: r.page for path, r in pages.items() if hasattr(r, "page")}
    assert {path: found for path, page in html.items() if (found := judges.faults(page))} == {}
    dead = [
        f"{path}: {link}"
        for path, page in html.items()
        for link in page.links
        if (target := urldefrag(ours(path, link))).fragment
        and target.fragment not in html[target.url].ids
    ]
    assert dead == []


def test_what_links_lead_to_is_what_is_listed(client):
    make_everything()
    listed = {url.path for url in public_urls.public_urls()}
    reached = crawl(client).keys()
    unlisted = {path for path in reached - listed if not any(part in path for part in LINKED)}
    assert unlisted == set()
    # Everything for people can be come to from the front page.
    pages = {url.path for url in public_urls.public_urls() if url.kind not in FOR_MACHINES}
    assert pages - reached == set()


def test_nothing_unpublished_is_said_anywhere(client):
    make_everything()
    parts = judges.locations(client.get("/sitemap.xml").content)
    starts = [url.path for url in public_urls.public_urls()] + list(map(judges.path_of, parts))
    pages = crawl(client, *starts)
    told = {path: r.content.decode() for path, r in pages.items() if not r.streaming}
    assert [path for path, text in told.items() if CANARY in text or "\\u91d1\\u4e1d" in text] == []
    hidden = {story.get_absolute_url() for story in _hidden_stories()}
    assert [path for path, text in told.items() if any(f"{each}<" in text for each in hidden)] == []


def _hidden_stories() -> list:
    hidden = Issue.objects.exclude(pk__in=Issue.objects.public())
    return [story for issue in hidden for story in stories_of(issue)]


def test_sitemaps_list_exactly_the_pages(client):
    make_everything()
    parts = judges.locations(client.get("/sitemap.xml").content)
    assert list(map(judges.path_of, parts)) == [
        "/sitemap-changes.xml",
        "/sitemap-lists.xml",
        "/sitemap-2026.xml",
    ]
    listed = [
        judges.path_of(address)
        for part in ("/sitemap-lists.xml", "/sitemap-2026.xml")
        for address in judges.locations(client.get(part).content)
    ]
    pages = [url.path for url in public_urls.public_urls() if url.kind not in FOR_MACHINES]
    assert listed == pages
    for part in ("/sitemap-changes.xml", "/sitemap-news.xml"):
        found = judges.locations(client.get(part).content)
        assert set(map(judges.path_of, found)) <= set(public_of(Kind.STORY))


def test_a_page_says_its_own_listed_address(client):
    make_everything()
    pages = [url.path for url in public_urls.public_urls() if url.kind not in FOR_MACHINES]
    said = {path: judges.Page(client.get(path).content.decode()).canonical for path in pages}
    assert said == {path: [f"http://testserver{path}"] for path in pages}


def test_feeds_are_valid_whatever_was_typed(client):
    make_everything()
    Masthead.objects.update(name="江源科学报\x0b")
    Section.objects.filter(slug="ke-xie-dong-tai").update(name="科协\x0c动态]]>&")
    for path in public_of(Kind.FEED):
        response = client.get(path)
        title, ids = judges.feed(response.content, response["Content-Type"])
        assert "江源" in title, path
        assert len(ids) == len(set(ids)) > 0, path


def test_the_kinds_of_addresses_that_links_lead_to(client):
    make_site()
    make_unpublished()
    kinds = Counter(re.sub(r"[0-9a-f]{20,64}|\d+", "N", unquote(path)) for path in crawl(client))
    assert kinds == {
        "/": 1,
        "/N/N/N/": 2,
        "/N/N/N/N/": 4,
        "/N/N/N/N/qr.svg": 4,
        "/N/N/N/print/": 2,
        "/N/N/N/qr.svg": 2,
        "/articles/N/": 9,
        "/articles/N/qr.svg": 9,
        "/contributors/N/": 1,
        "/contributors/N/feed.json": 1,
        "/contributors/N/feed.xml": 1,
        "/feed.json": 1,
        "/feed.xml": 1,
        "/issues/": 1,
        "/issues/?year=N": 1,
        "/media/images/N/N.jpg": 1,  # the crop of a card, and as WebP
        "/media/images/N/N.webp": 2,
        "/media/images/N/fallback.jpg": 1,
        "/media/pages/N/N.webp": 2,  # a page, and its thumbnail
        "/media/pages/N/fallback.jpg": 1,
        "/opensearch.xml": 1,
        "/search/": 1,
        "/search/?contributor=N": 1,
        "/search/?from=N-N-N": 1,
        "/search/?from=N-N-N&to=N-N-N": 1,
        "/search/?to=N-N-N": 1,
        "/sections/ke-xie-dong-tai/": 1,
        "/sections/ke-xie-dong-tai/feed.json": 1,
        "/sections/ke-xie-dong-tai/feed.xml": 1,
        "/sections/ta-shan-zhi-shi/": 1,
        "/sections/ta-shan-zhi-shi/feed.json": 1,
        "/sections/ta-shan-zhi-shi/feed.xml": 1,
        "/tags/气象/": 1,
    }


def test_the_canary_sings_where_it_may_be_heard(client):
    """The proof that the crawl would notice: staff with the right do see the drafts."""
    make_site()
    make_unpublished()
    client.force_login(make_editor())
    path = Issue.objects.get(date=DATE + dt.timedelta(days=7)).get_absolute_url()
    seen = crawl(client, path)
    assert (
        len(
            [
                path
                for path, r in seen.items()
                if hasattr(r, "page") and CANARY in r.content.decode()
            ]
        )
        >= 3
    )


def test_every_address_of_the_unpublished_answers_404_to_readers(client):
    make_site()
    make_unpublished()
    hidden = Issue.objects.exclude(pk__in=Issue.objects.public())
    answers = {}
    for issue in hidden:
        paths = [issue.get_absolute_url(), *(p.get_absolute_url() for p in issue.pages.all())]
        paths += [story.get_absolute_url() for story in stories_of(issue)]
        paths += [
            row.url(name)
            for row in Facsimile.objects.filter(page__issue=issue)
            for name in ("fallback.jpg", f"{max(row.widths)}.webp")
        ]
        answers[issue.status] = {client.get(path).status_code for path in paths}
    assert answers == {"组版": {404}, "定时出版": {404}, "已撤回": {410}}
    assert client.get(f"/tags/{CANARY}标签/").status_code == 404
    for person in Contributor.objects.filter(name__contains=CANARY):
        assert client.get(person.get_absolute_url()).status_code == 404
