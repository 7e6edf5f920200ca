"""What comes out of a reader's printer, counted in sheets."""

import re

import pytest
from playwright.sync_api import Page, expect

from articles import publishing
from articles.models import Issue
from tests.e2e.looking import ELDER, comes_true
from tests.factories import (
    make_article,
    make_editor,
    make_facsimile,
    make_issue,
    make_masthead,
    place,
)

pytestmark = pytest.mark.django_db(transaction=True)

A4, A3 = ["595", "842"], ["842", "1191"]
BODY = "<p>观测员每天8时到山脊上的标尺前读数，风雪无阻。</p>" * 30


@pytest.fixture
def issue(transactional_db) -> Issue:
    """Of one page with its picture, as upright as a newspaper's, and two stories that fill most of a sheet."""
    make_masthead(name="江源科学报")
    issue = make_issue(stories=0)
    page = issue.pages.get()
    place(page, [make_article("云岭十年雪深公布", body=BODY), make_article("望溪大桥", body=BODY)])
    make_facsimile(page, size=(780, 1090))
    return publishing.publish(issue, by=make_editor())


def sheets(page: Page) -> list[list[str]]:
    """Width and height of each, in whole points."""
    paper = page.pdf(prefer_css_page_size=True).decode("latin-1")
    found = re.findall(r"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
    return [[str(round(float(side))) for side in sides] for sides in found]


def test_a_page_with_its_picture_takes_one_sheet_for_it_and_one_for_the_stories(
    page, live_server, issue
):
    page.goto(live_server.url + issue.pages.get().get_absolute_url())
    comes_true(page, "document.querySelector('[data-sheet] img').complete")
    assert sheets(page) == [A4, A4]
    for _ in range(2):
        page.get_by_role("button", name="放大").click()
    expect(page.get_by_role("region", name="放大的版面图，可以滚动")).to_be_visible()
    assert sheets(page) == [A4, A4]


def test_the_large_version_prints_an_issue_as_everybody_else_does(new_page, live_server, issue):
    printed = []
    for script in ("", ELDER):
        page = new_page()
        page.add_init_script(script)
        page.goto(f"{live_server.url}{issue.get_absolute_url()}print/")
        page.emulate_media(media="print")
        height = page.evaluate("document.querySelector('.sheets').offsetHeight")
        printed.append((height, sheets(page)))
    assert printed[0] == printed[1]
    assert printed[0][1] == [A3]
