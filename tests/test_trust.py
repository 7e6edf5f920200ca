"""What no reader is ever given: a cookie, anything from elsewhere, a script of the page's own; asked of every kind of page."""

from html.parser import HTMLParser

import pytest
from django.test import Client

from articles import publishing
from tests.factories import DATE, make_editor, make_issue, make_masthead
from tests.test_public_site import crawl, make_site

HEADERS = {
    "Content-Security-Policy": {
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    },
    "X-Content-Type-Options": {"nosniff"},
    "X-Frame-Options": {"DENY"},
    "Referrer-Policy": {"strict-origin-when-cross-origin"},
    "Cross-Origin-Opener-Policy": {"same-origin"},
    "Permissions-Policy": {
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), "
        "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
    },
}
#: Of these a browser fetches the address by itself, whatever the reader does. (A canonical address is only told.)
FETCHED = {"link": "href", "script": "src", "img": "src", "source": "srcset", "iframe": "src"}
TOLD = {"canonical", "alternate", "search", "next", "prev"}


class Fetches(HTMLParser):
    """Addresses that a page fetches, and what it carries of scripts, styles and handlers of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.own: list[str] = []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        told = TOLD & set((values.get("rel") or "").split())
        if tag in FETCHED and not told and (address := values.get(FETCHED[tag])):
            self.addresses += [part.split()[0] for part in address.split(",")]
        self.own += [name for name in values if name == "style" or name.startswith("on")]
        is_data = values.get("type") == "application/ld+json"
        if tag == "style" or (tag == "script" and "src" not in values and not is_data):
            self.own.append(f"<{tag}>")


def every_page(client) -> dict[str, object]:
    """address -> answer: all that links lead to, and what is answered where nothing is."""
    make_site()
    withdrawn = make_issue(DATE.replace(day=11))
    publishing.withdraw(publishing.publish(withdrawn, by=make_editor()), by=make_editor())
    pages = crawl(client)
    for path in (withdrawn.get_absolute_url(), "/nowhere/", "/issues/?number=7"):
        pages[path] = client.get(path)
    pages["bad host"] = client.get("/", headers={"host": "else.where"})
    return pages


def heads(response) -> dict[str, set[str]]:
    found = {name: {response.get(name, "")} for name in HEADERS}
    policy = response.get("Content-Security-Policy", "")
    return found | {"Content-Security-Policy": set(policy.split("; "))}


@pytest.mark.django_db
def test_no_page_sets_a_cookie_loosens_the_policy_or_fetches_anything_from_elsewhere(client):
    pages = every_page(client)
    assert sorted({response.status_code for response in pages.values()}) == [200, 400, 404, 410]
    assert [path for path, r in pages.items() if r.cookies or "Set-Cookie" in r] == []
    assert {path: heads(r) for path, r in pages.items() if heads(r) != HEADERS} == {}
    for path, response in pages.items():
        if response["Content-Type"].startswith("text/html"):
            fetches = Fetches()
            fetches.feed(response.content.decode())
            elsewhere = [a for a in fetches.addresses if not a.startswith("/") or a[:2] == "//"]
            assert (path, elsewhere, fetches.own) == (path, [], [])


@pytest.mark.django_db
def test_a_reader_who_brings_a_strange_cookie_is_given_none_and_no_other_page(client):
    make_masthead()
    stranger = Client()
    stranger.cookies["sessionid"] = "x" * 32
    answers = [each.get("/") for each in (client, stranger)]
    assert [("Set-Cookie" in r, bool(r.cookies)) for r in answers] == [(False, False)] * 2
    assert answers[0].content == answers[1].content


@pytest.mark.django_db
def test_a_failure_keeps_the_same_heads(monkeypatch):
    make_masthead()
    monkeypatch.setattr("articles.reading.years", lambda: 1 / 0)
    response = Client(raise_request_exception=False).get("/issues/")
    assert (response.status_code, heads(response), response.cookies) == (500, HEADERS, {})
