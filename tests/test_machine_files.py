"""The small files that robots look for, and where the addresses of older 数字报 lead."""

import datetime as dt

import pytest
from django.test import override_settings
from django.utils import timezone

from articles import publishing
from articles.models import Page
from tests.factories import make_editor, make_issue, make_published

pytestmark = pytest.mark.django_db


# --- small files ---


def test_robots_are_told_where_not_to_go_and_where_the_sitemap_is(client):
    assert client.get("/robots.txt").content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /preview/",
        "Disallow: /search/",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]


@override_settings(SECURITY_CONTACTS=["security@paper.example", "https://paper.example/report"])
def test_who_finds_a_weakness_learns_whom_to_tell(client):
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    name, _colon, expires = lines.pop(2).partition(": ")
    assert lines == [
        "Contact: mailto:security@paper.example",
        "Contact: https://paper.example/report",
        "Preferred-Languages: zh, en",
        "Canonical: http://testserver/.well-known/security.txt",
    ]
    left = dt.datetime.fromisoformat(expires) - timezone.now()
    assert (name, dt.timedelta(days=90) < left < dt.timedelta(days=365)) == ("Expires", True)


def test_no_contact_is_invented(client):
    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize(
    ("asked", "kind"),
    [("/favicon.ico", "image/svg+xml"), ("/apple-touch-icon.png", "image/png")],
)
def test_an_icon_is_found_where_browsers_look_for_it(client, asked, kind):
    led = client.get(asked)
    icon = client.get(led["Location"])
    assert (led.status_code, icon.status_code, icon["Content-Type"]) == (302, 200, kind)
    icon.close()


# --- old addresses ---


@pytest.fixture
def issue():
    return make_published(dt.date(2021, 3, 17), pages=3)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/paperindex.htm", "/"),
        ("/index.html", "/"),
        ("/index.htm", "/"),
        ("/html/paperindex.htm", "/"),
        ("/kxb/paperindex.htm", "/"),
        ("/kxb/html/paperindex.htm", "/"),
        ("/kxb/html/2021-03/17/", "/2021/03/17/"),
        ("/kxb/html/2021-03/17/node_3.htm", "/2021/03/17/03/"),
        ("/html/2021-03/17/paperindex.htm", "/2021/03/17/"),
        ("/html/2021-03/17/content_1285_2.htm", "/2021/03/17/"),
        ("/html/2021-03/17/", "/2021/03/17/"),
        ("/html/2021-03/17/node_2.htm", "/2021/03/17/03/"),  # its second page
        ("/html/2021-03/17/node_3.htm", "/2021/03/17/03/"),
        ("/html/2021-03/17/node_9.htm", "/2021/03/17/"),
        ("/html/2021-03/17/content_123.htm?div=-1", "/2021/03/17/"),
        ("/html/2021-03/17/nw.D110000renmrb_20210317_1-01.htm", "/2021/03/17/01/"),
        ("/html/2021-03/17/nbs.D110000renmrb_03.htm", "/2021/03/17/03/"),
        ("/html/2021-03/17/nw.D110000renmrb_20210317_1-02.htm", "/2021/03/17/"),
    ],
)
def test_an_old_address_leads_on_for_good(client, issue, old, new):
    Page.objects.get(issue=issue, number=2).placements.all().delete()
    Page.objects.get(issue=issue, number=2).delete()
    response = client.get(old)
    assert (response.status_code, response.get("Location")) == (301, new)


@pytest.mark.parametrize(
    "name", ["", "node_1.htm", "content_1.htm", "content_1_1.htm", "paperindex.htm"]
)
def test_an_old_address_tells_nothing_that_the_new_one_would_not(client, issue, name):
    publishing.withdraw(issue, by=make_editor())
    make_issue(dt.date(2021, 3, 24))
    asked = [f"/html/2021-{day}/{name}" for day in ("03/17", "03/24", "03/25", "02/30")]
    assert [client.get(path).status_code for path in asked] == [410, 404, 404, 404]


def test_an_old_address_of_no_known_shape_is_not_there(client, issue):
    names = ("node_2.php", "node_.htm", "x.htm", "nw.D1_2021_1-01.htm", "page.1/")
    assert {client.get(f"/html/2021-03/17/{name}").status_code for name in names} == {404}
    assert client.post("/html/2021-03/17/").status_code == 405
