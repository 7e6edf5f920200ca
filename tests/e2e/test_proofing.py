"""校样 in a browser: findings marked where they stand, one after the other by keyboard, 校毕 and on to the next page."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Review
from articles.models.review import Stage
from articles.permissions import Role
from tests.e2e.conftest import DESK, HEIGHT, PHONE
from tests.e2e.looking import accessible, fits, in_chinese, sign_in
from tests.factories import DATE, make_article, make_issue, place

pytestmark = pytest.mark.django_db(transaction=True)

MARKED = '() => [...CSS.highlights.get("proof-error")].map(String)'
#: The words of the finding in hand, and the story that they stand in.
HERE = """() => [...CSS.highlights.get("proof-here")].map(range =>
    [String(range), range.startContainer.parentElement.closest("[data-read]").id])"""


def test_a_proofreader_goes_from_finding_to_finding_and_from_page_to_page(page, live_server):
    first, second = make_issue(DATE, pages=2).pages.order_by("number")
    stories = [
        make_article("雪后青石渡", body="<p>青石渡落了雪。</p>\n<p>近日,船照常开。</p>"),
        make_article("果园课堂开课", body="<p>果农学剪枝;到场五十人。</p>"),
    ]
    place(first, stories)
    sign_in(page, live_server, role=Role.PROOFREADER, first_name="许嘉")
    page.goto(live_server.url + reverse("admin:page_proof", args=[first.pk]))
    expect(page.get_by_role("heading", name="快捷键")).to_be_visible()
    assert page.evaluate(MARKED) == [",", ";"]
    for mark, story in zip(",;", stories, strict=True):
        page.keyboard.press("Alt+j")
        assert page.evaluate(HERE) == [[mark, f"story-{story.pk}"]]
    page.keyboard.press("Alt+y")
    expect(page.get_by_role("textbox", name="意见")).to_be_focused()
    page.keyboard.type("两处标点")
    page.keyboard.press("Control+Enter")
    done = f"{first.heading}一校校毕，共 2 篇。接着一校{second.heading}。"
    expect(page.get_by_text(done)).to_be_visible()
    expect(page).to_have_url(live_server.url + reverse("admin:page_proof", args=[second.pk]))
    lines = Review.objects.filter(stage=Stage.PROOF_1).in_order()
    assert [(line.article, line.opinion) for line in lines] == [
        (story, "两处标点") for story in stories
    ]
    page.goto(live_server.url + reverse("admin:page_proof", args=[first.pk]))
    expect(page.get_by_role("button", name="二校校毕")).to_be_visible()
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": HEIGHT[width]})
        accessible(page)
        fits(page)
    in_chinese(page, but={"bianji"})
