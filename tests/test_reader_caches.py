"""What a browser may keep of the readers' site: nothing without asking again."""

import pytest
from django.core.handlers.base import BaseHandler
from django.test import Client, RequestFactory

from articles import publishing, writing
from articles.models import Issue, Page
from sections import naming
from tests.factories import (
    make_article,
    make_editor,
    make_image,
    make_issue,
    make_masthead,
    make_published,
    make_section,
    place,
    stories_of,
)

pytestmark = pytest.mark.django_db


def make_pictured() -> tuple[Issue, str]:
    """A published issue and the address of the picture in it."""
    image = make_image()
    issue = make_issue(stories=0)
    place(Page.objects.get(), [make_article(figures=[writing.Figure(image, "图说")])])
    return publishing.publish(issue, by=make_editor()), image.url("64.webp")


def close(response) -> None:
    for each in response._resource_closers:  # response.close() would end the connection
        each()


def test_every_answer_in_html_asks_to_be_asked_for_again(client):
    make_masthead()
    issue = make_published()
    story = stories_of(issue)[0]
    paths = [
        "/",
        issue.get_absolute_url(),
        "/2026/03/04/01/",
        story.get_absolute_url(),
        "/sections/ke-xie-dong-tai/",
        story.published_version.contributors.get().get_absolute_url(),
        "/issues/",
        "/nowhere/",
    ]
    answers = {path: client.get(path) for path in paths}
    assert {path: r["Cache-Control"] for path, r in answers.items()} == dict.fromkeys(
        paths, "no-cache"
    )
    publishing.withdraw(issue, by=make_editor())
    gone = client.get(story.get_absolute_url())
    assert (gone.status_code, gone["Cache-Control"]) == (410, "no-cache")


def test_a_failure_is_not_kept_either(monkeypatch):
    make_published()
    monkeypatch.setattr("articles.reading.pages", lambda issue: 1 / 0)
    response = Client(raise_request_exception=False).get("/")
    assert (response.status_code, response["Cache-Control"]) == (500, "no-cache")


def test_the_way_from_a_former_address_is_not_kept_for_good(client):
    section = make_section("科协动态")
    section.slug = "news"
    naming.save(section)
    assert client.get("/sections/ke-xie-dong-tai/")["Cache-Control"] == "no-cache"
    section.slug = "ke-xie-dong-tai"
    naming.save(section)
    assert client.get("/sections/ke-xie-dong-tai/").status_code == 200


def test_a_page_that_did_not_change_is_not_sent_again(client):
    issue = make_published()
    mark = client.get("/")["ETag"]
    again = client.get("/", headers={"if-none-match": mark})
    assert (again.status_code, again.content) == (304, b"")
    publishing.withdraw(issue, by=make_editor())
    assert client.get("/", headers={"if-none-match": mark}).status_code == 200


def test_what_was_withdrawn_is_said_again_however_well_the_browser_knows_it(client):
    issue = make_published()
    publishing.withdraw(issue, by=make_editor())
    gone = client.get(issue.get_absolute_url())
    again = client.get(issue.get_absolute_url(), headers={"if-none-match": gone.get("ETag", "*")})
    assert again.status_code == 410


def test_a_picture_is_kept_by_its_name_and_asked_for_each_time(client):
    _issue, path = make_pictured()
    first = client.get(path)
    close(first)
    sha256 = path.split("/")[3]
    assert (first["Cache-Control"], first["ETag"]) == ("no-cache", f'"{sha256}-64.webp"')
    again = client.get(path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Cache-Control"] == "no-cache"


def test_a_withdrawn_picture_is_gone_for_a_browser_that_holds_it(client):
    issue, path = make_pictured()
    first = client.get(path)
    close(first)
    publishing.withdraw(issue, by=make_editor())
    assert client.get(path, headers={"if-none-match": first["ETag"]}).status_code == 404


def test_what_only_staff_see_is_kept_nowhere(client):
    _issue, path = make_pictured()
    publishing.withdraw(Issue.objects.get(), by=make_editor())
    client.force_login(make_editor())
    response = client.get(path)
    close(response)
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")
    page = client.get(Issue.objects.get().get_absolute_url())
    assert (page["Cache-Control"], "ETag" in page) == ("private, no-store", False)


def answered(method: str, path: str) -> tuple[int, dict[str, str], bytes]:
    """As a server is given it: the test client would take the body of a HEAD away by itself."""
    handler = BaseHandler()
    handler.load_middleware()
    response = handler.get_response(RequestFactory().generic(method, path))
    answer = response.status_code, dict(response.items()), response.getvalue()
    for close in response._resource_closers:  # response.close() would end the connection
        close()
    return answer


def test_head_has_the_heads_of_get_and_no_body():
    issue, picture = make_pictured()
    static = "/static/favicon.svg"
    for path in (
        "/",
        "/",
        issue.get_absolute_url(),
        picture,
        "/feed.json",
        "/search/",
        static,
        "/no/",
    ):
        status, heads, body = answered("GET", path)
        assert body != b""
        assert int(heads["Content-Length"]) == len(body)
        assert (path, *answered("HEAD", path)) == (path, status, heads, b"")
