"""Every kind of page that a reader can be shown, in every manner he can be shown it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import reverse
from playwright.sync_api import Page as Screen
from playwright.sync_api import Route

from articles import error_views, previews, public_urls, publishing
from articles.models import Issue
from articles.public_urls import FOR_MACHINES
from tests.e2e.looking import ELDER, accessible, fits
from tests.factories import DATE, make_editor, make_issue, make_published, stories_of
from tests.sites import make_everything

pytestmark = pytest.mark.django_db(transaction=True)

WEEK = dt.timedelta(days=7)
#: What is answered without the site's own pages: path -> how.
PLAIN = {
    "/bad/": error_views.bad_request,
    "/refused/": error_views.refused,
    "/broken/": error_views.server_error,
}


@pytest.fixture
def paths(transactional_db) -> list[str]:
    """One address of each kind that is listed, whatever was typed into it, and those that no list has."""
    make_everything()
    one_of_each = {url.kind: url.path for url in public_urls.public_urls()}
    listed = [path for kind, path in one_of_each.items() if kind not in FOR_MACHINES]
    scanned = Issue.objects.get(date=DATE)
    taken_back = make_published(DATE - 3 * WEEK)
    gone = stories_of(taken_back)[0]
    publishing.withdraw(taken_back, by=make_editor())
    token = previews.token(previews.make_of_issue(make_issue(DATE + 3 * WEEK), by=make_editor()))
    return [
        *listed,
        *_of_an_issue(scanned),
        "/issues/?year=2026",
        "/issues/?number=999",
        f"/issues/?date={DATE + dt.timedelta(days=3)}",
        *(
            f"/search/{asked}"
            for asked in ("", "?q=标题", "?q=量子", "?q=云&from=昨天&section=odd")
        ),
        "/nowhere/2026-03-05/",
        taken_back.get_absolute_url(),
        gone.get_absolute_url(),
        reverse("preview_link", args=[token]),
        reverse("preview_link", args=[token[:-1]]),
        *PLAIN,
    ]


def _of_an_issue(issue: Issue) -> Iterator[str]:
    """A page with its picture, the sheets, a story with a figure."""
    yield issue.pages.get(number=2).get_absolute_url()
    yield f"{issue.get_absolute_url()}print/"
    yield stories_of(issue)[-1].get_absolute_url()


def _give(screen: Screen, url: str) -> None:
    """Answers that no address leads to, at the site's own origin for the sake of its style sheets."""
    for path, view in PLAIN.items():
        request = RequestFactory().get(path)
        request.user = AnonymousUser()
        screen.route(f"{url}{path}", partial(_answer, view(request).content.decode()))


def _answer(body: str, route: Route) -> None:
    route.fulfill(body=body, content_type="text/html")


@pytest.mark.parametrize(
    ("width", "scheme", "is_large"),
    [
        (1440, "light", False),
        (390, "dark", False),
        (390, "light", True),
        (1440, "dark", True),
    ],
    ids=["light", "dark", "large", "large and dark"],
)
def test_it_is_accessible(new_page, live_server, paths, width, scheme, is_large):
    screen = new_page(width=width, color_scheme=scheme)
    if is_large:
        screen.add_init_script(ELDER)
    _give(screen, live_server.url)
    for path in paths:
        screen.goto(live_server.url + path)
        assert screen.locator("html[data-elder]").count() == is_large, path
        accessible(screen)


@pytest.mark.parametrize("is_large", [False, True], ids=["", "large"])
def test_nothing_reaches_out_of_the_window(new_page, live_server, paths, is_large):
    """640 is 1280 at 200 %; twice the letters alone are asked for beside that."""
    screen = new_page()
    if is_large:
        screen.add_init_script(ELDER)
    _give(screen, live_server.url)
    for path in paths:
        screen.goto(live_server.url + path)
        for width, letters in ((1440, ""), (820, ""), (640, ""), (320, ""), (1280, "200%")):
            screen.set_viewport_size({"width": width, "height": 900})
            screen.evaluate("size => { document.documentElement.style.fontSize = size; }", letters)
            fits(screen)
