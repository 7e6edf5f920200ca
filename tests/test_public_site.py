"""A reader who follows every link: all answer, each page has one h1, and nothing unpublished shows anywhere."""

import datetime as dt
import re
from collections import deque
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from django.utils import timezone

from articles import publishing, writing
from articles.models import Contributor, Facsimile, Issue, Page
from tests.factories import (
    DATE,
    make_article,
    make_editor,
    make_facsimile,
    make_image,
    make_issue,
    make_masthead,
    make_published,
    make_section,
    make_user,
    place,
    stories_of,
)

pytestmark = pytest.mark.django_db

CANARY = "金丝雀"


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.headings = 0

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.headings += tag == "h1"
        for name in ("href", "src"):
            self.found.add(values.get(name) or "")
        self.found |= {part.split()[0] for part in (values.get("srcset") or "").split(",") if part}


def crawl(client, start: str = "/") -> dict[str, object]:
    """address -> response, of everything that can be reached from the front page."""
    seen, waiting = {}, deque([start])
    while waiting:
        path = waiting.popleft()
        if path in seen:
            continue
        seen[path] = response = client.get(path)
        if response.streaming:
            for close in response._resource_closers:  # response.close() would end the connection
                close()
        if response["Content-Type"].startswith("text/html"):
            links = Links()
            links.feed(response.content.decode())
            response.headings = links.headings
            waiting += sorted(link.split("#")[0] for link in links.found if is_ours(link))
    return seen


def is_ours(link: str) -> bool:
    return link.startswith("/") and not link.startswith(("//", "/static/"))


def make_unpublished() -> None:
    """A canary in every text of everything that readers may not see."""
    section = make_section(f"{CANARY}栏目")
    section.visible = False
    section.save()
    words = {
        name: f"{CANARY}{name}"
        for name in ("kicker", "title", "subtitle", "dateline", "source", "note")
    }
    figure = writing.Figure(make_image(f"{CANARY}图"), f"{CANARY}图说", f"{CANARY} 摄", CANARY)
    draft = make_article(
        **words,
        body=f"<p>{CANARY}正文。</p>",
        signature="（本报记者 何金丝雀）",
        tags=[f"{CANARY}标签"],
        section=section,
        figures=[figure],
    )
    open_issue = make_issue(DATE + dt.timedelta(days=7), stories=0, theme=f"{CANARY}专刊")
    place(Page.objects.get(issue=open_issue), [draft])
    make_facsimile(Page.objects.get(issue=open_issue), size=(320, 448))
    scheduled = make_issue(DATE + dt.timedelta(days=14), theme=f"{CANARY}专刊")
    publishing.publish(scheduled, by=make_editor(), at=timezone.now() + dt.timedelta(hours=1))
    for page in scheduled.pages.all():
        make_facsimile(page, size=(320, 449))
    withdrawn = make_published(DATE - dt.timedelta(days=7), theme=f"{CANARY}专刊")
    publishing.withdraw(withdrawn, by=make_editor())
    revised = stories_of(Issue.objects.public().newest_first().first())[0]
    revised.title = f"{CANARY}改题"
    writing.save(revised, by=make_user(), expected=revised.version)
    Contributor.objects.create(name=f"{CANARY}作者")
    Contributor.objects.update(note=CANARY, contact=CANARY)


def make_site() -> None:
    make_masthead()
    make_published(DATE - dt.timedelta(days=28), pages=2, stories=2)
    issue = make_issue(DATE, pages=2, stories=2)
    story = make_article(
        "有图有标签",
        tags=["气象"],
        figures=[writing.Figure(make_image(), "图说", "何晓 摄", "画面")],
        section=make_section("他山之石"),
    )
    place(issue.pages.get(number=2), [*stories_of(issue)[2:], story])
    make_facsimile(issue.pages.get(number=2))
    publishing.publish(issue, by=make_editor())


def test_every_public_page_answers_has_one_heading_and_shows_no_draft(client):
    make_site()
    make_unpublished()
    pages = crawl(client)
    assert {path: r.status_code for path, r in pages.items() if r.status_code != 200} == {}
    html = {path: r for path, r in pages.items() if hasattr(r, "headings")}
    assert {path: r.headings for path, r in html.items() if r.headings != 1} == {}
    assert [path for path, r in html.items() if CANARY in r.content.decode()] == []
    kinds = sorted(re.sub(r"[0-9a-f]{20,64}|\d+", "N", unquote(path)) for path in pages)
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "/": 1,
        "/N/N/N/": 2,
        "/N/N/N/N/": 4,
        "/articles/N/": 9,
        "/articles/N/qr.svg": 9,
        "/contributors/N/": 1,
        "/issues/": 1,
        "/media/images/N/N.jpg": 1,  # the crop of a card, and as WebP
        "/media/images/N/N.webp": 2,
        "/media/images/N/fallback.jpg": 1,
        "/media/pages/N/N.webp": 2,  # a page, and its thumbnail
        "/media/pages/N/fallback.jpg": 1,
        "/sections/ke-xie-dong-tai/": 1,
        "/sections/ta-shan-zhi-shi/": 1,
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
                if hasattr(r, "headings") and CANARY in r.content.decode()
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
