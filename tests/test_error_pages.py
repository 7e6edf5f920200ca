"""What readers are told where nothing can be shown, and while the paper is being mended."""

import datetime as dt

import pytest
from django.test import Client, override_settings

from articles import error_views, public_urls, publishing
from tests.factories import DATE, make_editor, make_issue, make_masthead, make_published, stories_of
from tests.sites import make_everything

WEEK = dt.timedelta(days=7)


def text(response) -> str:
    return response.content.decode()


def ways(response) -> list[bool]:
    """Whether the page leads to the front page, the archive, a search by words, and one by day."""
    marks = ('href="/"', 'href="/issues/"', 'action="/search/"', 'name="date"')
    return [mark in text(response) for mark in marks]


@pytest.mark.django_db
def test_who_finds_nothing_or_what_was_withdrawn_is_shown_ways_on(client):
    issue = make_published()
    story = stories_of(issue)[0]
    publishing.withdraw(issue, by=make_editor())
    for path, status in {"/nowhere/": 404, story.get_absolute_url(): 410}.items():
        response = client.get(path)
        assert (response.status_code, ways(response)) == (status, [True] * 4)
        assert "江源科学报" in text(response)


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2026/03/05/", "2026-03-05"),
        ("/html/2026-03/05/content_12.htm", "2026-03-05"),
        ("/content/20260305/page.html", "2026-03-05"),
        ("/2026-3-5.html", "2026-03-05"),
        ("/2026年3月5日/", "2026-03-05"),
        ("/2026/02/30/", None),
        ("/articles/120260305/", None),
        ("/articles/2026/", None),
        ("/9999/12/31/", None),
        ("/nowhere/", None),
    ],
)
def test_a_day_in_an_address_is_recognised(path, day):
    found = error_views.day_in(path)
    assert (found and found.isoformat()) == day


@pytest.mark.django_db
def test_an_address_with_a_day_offers_the_issues_around_it(client):
    before, after = make_published(DATE - WEEK), make_published(DATE + WEEK)
    make_published(DATE - 2 * WEEK)
    make_issue(DATE - dt.timedelta(days=1))  # not published: told to nobody
    response = client.get("/html/2026-03/04/node_2.htm")
    near = response.context["near"]
    assert (response.status_code, near.previous, near.next) == (404, before, after)
    assert '网址里写着<span class="message__day">2026年3月4日</span>' in text(response)
    on_the_day = client.get(f"/html/{before.date:%Y-%m/%d}/gone.htm").context["near"]
    assert (on_the_day.previous, on_the_day.next) == (before, after)


@pytest.mark.django_db
def test_an_address_with_a_day_of_a_paper_without_issues_offers_none(client):
    make_masthead()
    response = client.get("/html/2026-03/04/node_2.htm")
    assert (response.status_code, "网址里写着" in text(response)) == (404, False)


@pytest.mark.django_db
def test_a_reader_with_a_bad_request_is_not_sent_to_the_desk(client):
    make_published()
    bad = client.get("/", headers={"host": "else.where"})
    assert (bad.status_code, "编辑部" in text(bad), ways(bad)) == (400, False, [True] * 4)
    assert "else.where" not in text(bad)
    assert (bad["Cache-Control"], "江源科学报" in text(bad)) == ("no-cache", True)


@pytest.mark.django_db
def test_a_refusal_speaks_to_staff_at_the_desk_and_to_readers_elsewhere(rf):
    desk = error_views.refused(rf.get("/admin/articles/issue/"))
    elsewhere = error_views.refused(rf.get("/somewhere/"))
    assert [("回到编辑部" in text(each), ways(each)[2]) for each in (desk, elsewhere)] == [
        (True, False),
        (False, True),
    ]


@pytest.mark.django_db
def test_a_failure_asks_no_database_and_leads_on(django_assert_num_queries, rf):
    with django_assert_num_queries(0):
        failed = error_views.server_error(rf.get("/"))
    assert (failed.status_code, ways(failed)) == (500, [True, True, False, False])


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_readers_addresses_are_read_and_nothing_else_is_taken(method):
    make_everything()
    reader = Client(enforce_csrf_checks=True)
    for path in [*(url.path for url in public_urls.public_urls()), "/search/", "/preview/1-1/"]:
        refused = reader.generic(method, path)
        assert (path, refused.status_code, refused["Allow"]) == (path, 405, "GET, HEAD")
        assert ("这个网址只供阅读" in text(refused), "编辑部" in text(refused)) == (True, False)


@pytest.mark.django_db
def test_the_desk_still_asks_whence_a_form_comes():
    make_masthead()
    assert Client(enforce_csrf_checks=True).post("/admin/login/").status_code == 403


@pytest.fixture
def notice(tmp_path):
    file = tmp_path / "maintenance"
    with override_settings(MAINTENANCE_FILE=file):
        yield file


@pytest.mark.parametrize("path", ["/", "/2026/03/04/", "/admin/", "/media/images/0/1.webp"])
def test_while_it_is_mended_readers_and_staff_are_told_without_the_database(notice, path):
    notice.touch()
    closed = Client().get(path)  # this test may not touch the database
    assert (closed.status_code, closed["Retry-After"], closed["Cache-Control"]) == (
        503,
        "600",
        "no-store",
    )
    assert "正在维护" in text(closed)
    assert "default-src 'none'" in closed["Content-Security-Policy"]
    assert not closed.cookies


def test_what_is_written_in_the_file_is_told_as_it_is(notice):
    notice.write_text("预计8点恢复 <b>\n", encoding="utf-8")
    assert "<p>预计8点恢复 &lt;b&gt;</p>" in text(Client().get("/"))


def test_when_to_come_again_is_said_once(notice):
    said = {}
    for words in ("", "预计今天22:00恢复。"):
        notice.write_text(words, encoding="utf-8")
        said[words] = "请过十来分钟再来。" in text(Client().get("/"))
    assert said == {"": True, "预计今天22:00恢复。": False}


def test_a_file_that_cannot_be_read_closes_the_paper_all_the_same(notice):
    notice.mkdir()
    assert Client().get("/").status_code == 503


def test_the_setting_closes_the_paper_as_well(notice):
    with override_settings(MAINTENANCE=True):
        assert Client().get("/").status_code == 503


def test_stylesheets_are_served_while_it_is_mended(notice):
    notice.touch()
    response = Client().get("/static/css/tokens.css")
    assert (response.status_code, b":root" in response.getvalue()) == (200, True)


@pytest.mark.django_db
def test_the_paper_opens_again_once_the_file_is_gone(notice, client):
    make_masthead()
    notice.touch()
    first = client.get("/").status_code
    notice.unlink()
    assert (first, client.get("/").status_code) == (503, 200)
