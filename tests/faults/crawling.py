"""A reader who is not signed in and looks everywhere: what leads somewhere, and what can be guessed."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator

from django.test import Client
from django.urls import reverse
from taggit.models import Tag

from articles.models import Article, Contributor, Facsimile, Image, Issue, Page, PreviewLink
from sections.models import FormerSlug, Section
from tests.access.asking import addresses

LINK = re.compile(r"""["' ,](?:http://testserver)?(/[^"'\s,#<>]*)""")
#: Whoever tries takes the number after the last one too, and the one that nothing has.
BEYOND = (0, 10**6, 2**63)
LEGACY = (
    "node_1.htm",
    "node_9.htm",
    "paperindex.htm",
    "content_7.htm",
    "content_1_7.htm",
    "nw.D110000renmrb_20210317_1-01.htm",
)
TOKENS = ("1", "1-1", "{0}-1:1vN0aA:" + "A" * 43, "{0}-1:1vN0aA:")


def crawl(client: Client, *, desk: bool = False) -> dict[str, str]:
    """Address -> all that was answered there: status, heads and text. Pictures count by their address."""
    heard: dict[str, str] = {}
    ahead = deque(dict.fromkeys(guesses(desk=desk)))
    while ahead:
        url = ahead.popleft()
        if url not in heard:
            heard[url] = ask(client, url)
            ahead.extend(link for link in LINK.findall(heard[url]) if link not in heard)
    return heard


def ask(client: Client, url: str) -> str:
    """A new browser each time: what somebody's session would carry along is carried nowhere."""
    client.cookies.clear()
    response = client.get(url)
    heads = "\n".join(f"{name}: {value}" for name, value in response.items())
    if response.streaming:  # a file: that it is there at all is what is told
        response.getvalue()
        return f"{response.status_code} {url}\n"
    shown = response.content.decode() if _is_text(response["Content-Type"]) else ""
    return f"{response.status_code}\n{heads}\n{shown}"


def _is_text(kind: str) -> bool:
    return kind.startswith("text/") or bool(re.match(r"application/([\w.-]+\+)?(json|xml)\b", kind))


def found(heard: dict[str, str], words: Iterable[str]) -> set[str]:
    """Which of the words were heard; a question does not count that only repeats what it was asked."""
    return {word for word in words if any(word in said for said in heard.values())}


def guesses(*, desk: bool) -> Iterator[str]:
    """Every address of the URLconf, with all that exists in the place of its arguments. A new one must be told here."""
    for name, route in addresses().items():
        if not route.startswith("admin/"):
            yield from GUESSES[name]()
        elif desk:
            yield _desk(route)


def _desk(route: str) -> str:
    """Of the desk one thing each: it asks for the password before it looks."""
    key = str(Article.objects.values_list("pk", flat=True).first() or 1)
    plain = re.sub(r"<[^>]+>|\(\?P<[^)]*\)", key, route)
    return "/" + re.sub(r"[\^$\\?]", "", plain)


def _numbers(model: type) -> list[int]:
    return [*model._default_manager.values_list("pk", flat=True), *BEYOND]


def _issues() -> Iterator[str]:
    yield from (issue.get_absolute_url() for issue in Issue.objects.all())
    yield "/2099/01/01/"


def _prints() -> Iterator[str]:
    yield from (f"{address}print/" for address in _issues())


def _pages() -> Iterator[str]:
    yield from (page.get_absolute_url() for page in Page.objects.select_related("issue"))


def _codes(addresses: Iterable[str]) -> Iterator[str]:
    yield from (f"{address}qr.svg" for address in addresses)


def _short_pages() -> Iterator[str]:
    for page in Page.objects.select_related("issue"):
        yield f"{page.issue.get_absolute_url()}{page.number}/"


def _archive() -> Iterator[str]:
    yield "/issues/"
    for issue in Issue.objects.all():
        yield from (f"/issues/?number={issue.total_number}", f"/issues/?year={issue.date.year}")
        yield f"/issues/?date={issue.date}"


def _years() -> Iterator[str]:
    yield from (f"/{issue.date:%Y}/" for issue in Issue.objects.all())
    yield from ("/0000/", "/2099/")


#: One character each of whatever is not public (test_canaries): an answer that repeats the question tells no word.
PARTS = ("暗", "鸫", "砚", "金")


def _searches() -> Iterator[str]:
    yield "/search/"
    for part in PARTS:
        yield from (f"/search/?q={part}", f"/search/?q={part}&order=newest")
    yield from (f"/search/?contributor={key}" for key in _numbers(Contributor))
    for slug in Section.objects.values_list("slug", flat=True):
        yield f"/search/?section={slug}"
    for issue in Issue.objects.all():
        yield from (f"/search/?issue={issue.total_number}", f"/search/?issue={issue.date}")


def _sections() -> Iterator[str]:
    for model in (Section, FormerSlug):
        for slug in model.objects.values_list("slug", flat=True):
            yield from (f"/sections/{slug}/", f"/sections/{slug}/?year=2026&page=1")


def _pictures() -> Iterator[str]:
    for image in Image.objects.all():
        names = [f"{width}.webp" for width in image.widths] + ["fallback.jpg"]
        names += image.renditions.values_list("file", flat=True)
        yield from (image.url(name) for name in names)


def _page_pictures() -> Iterator[str]:
    for row in Facsimile.objects.all():
        yield from (row.url(f"{width}.webp") for width in row.widths)
        yield row.url("fallback.jpg")


def _tokens() -> list[str]:
    return [token.format(key) for key in _numbers(PreviewLink)[:2] for token in TOKENS]


def _previews() -> Iterator[str]:
    yield from (reverse("preview_link", args=[token]) for token in _tokens())


def _preview_pictures() -> Iterator[str]:
    for sha256 in Image.objects.values_list("sha256", flat=True):
        yield from (f"/preview/{token}/{sha256}/480.webp" for token in _tokens())


def _people() -> list[str]:
    return [f"/contributors/{key}/" for key in _numbers(Contributor)]


def _legacy() -> Iterator[str]:
    for issue in Issue.objects.all():
        yield from (f"{paper}/html/{issue.date:%Y-%m/%d}/" for paper in ("", "/kxb"))


def _legacy_leaves() -> Iterator[str]:
    for address in _legacy():
        yield from (address + name for name in LEGACY)


def _sitemap_parts() -> Iterator[str]:
    for name in (
        "lists",
        "changes",
        "0000",
        "0001",
        "9999",
        *{str(issue.date.year) for issue in Issue.objects.all()},
    ):
        yield from (f"/sitemap-{name}.xml", f"/sitemap-{name}-1.xml")


GUESSES = {
    "front": lambda: ["/", "/?page=2", "/nowhere/", "/admin/login/?next=/admin/articles/article/"],
    "issue": _issues,
    "issue_print": _prints,
    "issue_qr": lambda: _codes(_issues()),
    "page_qr": lambda: _codes(_pages()),
    "page": _pages,
    "<year:year>/<month:month>/<day:day>/<int:number>/": _short_pages,
    "article": lambda: [f"/articles/{key}/" for key in _numbers(Article)],
    "article_qr": lambda: [f"/articles/{key}/qr.svg" for key in _numbers(Article)],
    "section": _sections,
    "contributor": _people,
    "tag": lambda: [f"/tags/{slug}/" for slug in Tag.objects.values_list("slug", flat=True)],
    "archive": _archive,
    "feed": lambda: ["/feed.xml"],
    "feed_json": lambda: ["/feed.json"],
    "section_feed": lambda: [f"{address}feed.xml" for address in _sections()],
    "section_feed_json": lambda: [f"{address}feed.json" for address in _sections()],
    "contributor_feed": lambda: [f"{address}feed.xml" for address in _people()],
    "contributor_feed_json": lambda: [f"{address}feed.json" for address in _people()],
    "sitemap": lambda: ["/sitemap.xml"],
    "sitemap_news": lambda: ["/sitemap-news.xml"],
    "sitemap_part": _sitemap_parts,
    "robots": lambda: ["/robots.txt"],
    "security": lambda: ["/.well-known/security.txt"],
    "opensearch": lambda: ["/opensearch.xml"],
    "favicon": lambda: ["/favicon.ico"],
    "touch_icon": lambda: ["/apple-touch-icon.png"],
    "year": _years,
    "month": lambda: [f"{address}{month:02}/" for address in _years() for month in range(1, 13)],
    "legacy_entrance": lambda: ["/index.html", "/paperindex.htm", "/kxb/html/paperindex.htm"],
    "legacy_issue": _legacy,
    "legacy_leaf": _legacy_leaves,
    "search": _searches,
    "suggest": lambda: [f"/search/suggest/?q={part}" for part in PARTS],
    "picture": _pictures,
    "facsimile": _page_pictures,
    "preview_link": _previews,
    "preview_page": lambda: [f"{address}01/" for address in _previews()],
    "preview_story": lambda: [f"{address}stories/1/" for address in _previews()],
    "preview_picture": _preview_pictures,
}
