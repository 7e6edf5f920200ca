"""The readers' search in a browser: suggestions by keyboard, everything in reach, nothing too wide."""

import re

import pytest
from playwright.sync_api import expect

from articles import publishing
from tests.e2e.looking import accessible, fits
from tests.factories import make_article, make_editor, make_issue, make_section, place

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(live_server) -> str:
    issue = make_issue(stories=0)
    fields = {
        "section": make_section("云岭观察"),
        "tags": ["云海"],
        "signature": "（本报记者 陈兰）",
    }
    place(issue.pages.get(), [make_article("云海翻涌", **fields)])
    publishing.publish(issue, by=make_editor())
    return live_server.url


def test_a_name_is_found_by_its_initials_and_opened_with_the_keyboard(each_page, site):
    each_page.goto(f"{site}/search/")
    box = each_page.get_by_role("combobox", name="检索词")
    box.press_sequentially("cl")
    option = each_page.get_by_role("option", name="陈兰")
    expect(option).to_be_visible()
    accessible(each_page)
    box.press("Escape")
    expect(option).to_be_hidden()
    box.fill("陈")
    expect(option).to_be_visible()
    box.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    expect(each_page).to_have_url(re.compile("/contributors/[0-9]+/$"))


def test_every_kind_of_answer_is_sound(each_page, site):
    for asked, words in (
        ("", "几个词用空格隔开"),
        ("?q=云海&tag=云海", "找到1篇"),
        ("?q=量子", "少写几个词"),
        ('?q="云海"', "下面是含有“云海”的稿件"),
        ("?q=云岭", "也许您要找"),
        ("?q=云海&page=9", "检索结果没有这一页"),
        ("?q=云&from=昨天&section=odd", "没有这一天"),
    ):
        each_page.goto(f"{site}/search/{asked}")
        expect(each_page.get_by_text(words).first).to_be_visible()
        accessible(each_page)
        fits(each_page)
