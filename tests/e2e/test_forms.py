"""What the desk's forms do by themselves while they are filled in."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Page
from tests.e2e.looking import built, sign_in
from tests.factories import DATE, make_article, make_issue

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_added_page_has_the_next_number(page, live_server):
    issue = make_issue(DATE, pages=2, stories=0)
    sign_in(page, live_server)
    page.goto(live_server.url + reverse("admin:articles_issue_change", args=[issue.pk]))
    for number in ("3", "4"):
        page.get_by_role("button", name="添加版面").click()
        expect(page.get_by_role("spinbutton", name="版次").last).to_have_value(number)
    page.get_by_role("spinbutton", name="版次").last.fill("8")
    page.get_by_role("button", name="添加版面").click()
    expect(page.get_by_role("spinbutton", name="版次").last).to_have_value("9")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert list(Page.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 8, 9]


def test_the_first_page_of_a_new_issue_is_page_one(page, live_server):
    sign_in(page, live_server)
    page.goto(live_server.url + reverse("admin:articles_issue_add"))
    page.get_by_role("button", name="添加版面").click()
    expect(page.get_by_role("spinbutton", name="版次")).to_have_value("1")


def test_a_new_story_begins_with_its_title_and_an_old_one_nowhere(page, live_server):
    article = make_article(signed=False)
    sign_in(page, live_server)
    page.goto(live_server.url + reverse("admin:articles_article_add"))
    built(page)
    expect(page.get_by_label("标题", exact=True)).to_be_focused()
    page.goto(live_server.url + reverse("admin:articles_article_change", args=[article.pk]))
    built(page)
    assert page.evaluate("document.activeElement === document.body")


def test_a_story_is_chosen_by_its_state_and_stands_last(page, live_server):
    issue = make_issue(DATE, stories=1)
    make_article("待排的稿子")
    sign_in(page, live_server)
    page.goto(live_server.url + reverse("admin:articles_page_change", args=[issue.pages.get().pk]))
    built(page)
    page.get_by_role("combobox", name="稿件 搜索并选择").click()
    offered = page.get_by_role("listbox", name="稿件").get_by_role("option")
    expect(offered.first).to_have_text("待排的稿子（待上版）")
    offered.first.click()
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("heading", name=str(issue))).to_be_visible()
    expect(page.locator("ol.places li").last).to_have_text("待排的稿子")
