"""What a reader's browser really fetches: the paper's own files and nothing else, and it keeps no cookie."""

from urllib.parse import urlsplit

import pytest

from articles import publishing, writing
from tests.factories import (
    make_article,
    make_editor,
    make_image,
    make_issue,
    make_masthead,
    place,
    stories_of,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_reader_of_every_kind_of_page_is_heard_of_by_nobody_else(page, live_server):
    """A refusal by the content policy fails the test by itself, as `page` has it."""
    make_masthead()
    issue = make_issue()
    pictured = make_article(
        "有图", figures=[writing.Figure(make_image(), "图说", "何晓 摄", "画面")]
    )
    place(issue.pages.get(), [*stories_of(issue), pictured])
    publishing.publish(issue, by=make_editor())
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    paths = ["/", issue.get_absolute_url(), "/2026/03/04/01/", pictured.get_absolute_url()]
    paths.append(stories_of(issue)[0].section.get_absolute_url())
    for path in [*paths, "/issues/", "/nowhere/"]:
        page.goto(f"{live_server.url}{path}", wait_until="networkidle")
    kinds = {urlsplit(url).path.split("/")[1] for url in asked}
    assert {"static", "media", "issues", "nowhere"} <= kinds
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(live_server.url).netloc}
    assert page.context.cookies() == []
