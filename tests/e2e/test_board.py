"""The board in a browser: by mouse, by keyboard alone, with a colleague, and on a telephone."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles import assembly
from articles.models import Article, Issue
from articles.permissions import Role
from tests.e2e.conftest import PHONE
from tests.e2e.looking import accessible, fits, in_chinese, sign_in
from tests.factories import make_article, make_issue, make_user, place
from tests.test_board import board

pytestmark = pytest.mark.django_db(transaction=True)

SAID = "[data-board-said]"
#: As when one comes back to the tab: what was moved meanwhile is asked for at once.
COME_BACK = "() => { document.dispatchEvent(new Event('visibilitychange')); }"


@pytest.fixture
def issue() -> Issue:
    """Three pages, three stories on the first, and one in the pool."""
    made = make_issue(pages=3, stories=0)
    place(made.pages.get(number=1), [make_article(title) for title in ("甲稿", "乙稿", "丙稿")])
    make_article("丁稿")
    made.refresh_from_db()
    return made


def show(page: Page, live_server, issue: Issue) -> None:
    page.goto(live_server.url + reverse("admin:issue_board", args=[issue.pk]))
    expect(page.locator("[data-board][data-live]")).to_be_visible()


def card(page: Page, title: str):
    return page.get_by_role("listitem", name=title)


def drag(page: Page, title: str, onto, *, at: str) -> None:
    """By mouse, to the upper or lower part of what it is dropped onto."""
    box, to = card(page, title).bounding_box(), onto.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] - 8)
    page.mouse.down()
    down = to["height"] * (0.2 if at == "upper" else 0.8)
    page.mouse.move(to["x"] + 60, to["y"] + down, steps=6)
    page.mouse.up()


def test_a_story_is_dragged_to_its_place_and_several_go_along(page, live_server, issue):
    sign_in(page, live_server, role=Role.LAYOUT)
    show(page, live_server, issue)
    second = page.get_by_role("region", name="02 版名2")
    drag(page, "丙稿", second, at="upper")
    expect(page.locator(SAID)).to_have_text("《丙稿》排到第02版：版名2。")
    expect(card(page, "丙稿")).to_be_focused()
    drag(page, "丁稿", card(page, "丙稿"), at="upper")
    expect(page.locator(SAID)).to_have_text("《丁稿》排到第02版：版名2。")
    page.get_by_label("选甲稿").check()
    page.get_by_label("选乙稿").check()
    drag(page, "乙稿", page.get_by_role("link", name="03 版名3 0"), at="upper")
    expect(page.locator(SAID)).to_have_text("《甲稿》、《乙稿》排到第03版：版名3。")
    expect(page.locator(".card__box:checked")).to_have_count(0)
    assert board(issue) == {1: [], 2: ["丁稿", "丙稿"], 3: ["甲稿", "乙稿"]}
    drag(page, "丙稿", page.get_by_role("region", name="待排"), at="lower")
    expect(page.locator(SAID)).to_have_text("《丙稿》撤下版面，放回待排。")
    assert board(issue) == {1: [], 2: ["丁稿"], 3: ["甲稿", "乙稿"]}


def test_an_issue_is_made_up_by_keyboard_alone(page, live_server, issue):
    sign_in(page, live_server, role=Role.LAYOUT)
    show(page, live_server, issue)
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.matches('[data-story]')"):
            break
    expect(card(page, "丁稿")).to_be_focused()
    steps = [
        ("2", "丁稿", "《丁稿》排到第02版：版名2。"),
        ("Alt+ArrowLeft", "丁稿", "《丁稿》排到第01版：版名1。"),
        ("Alt+ArrowUp", "丁稿", "《丁稿》上移一位。"),
        ("Home", "丁稿", "《丁稿》设为头条。"),
        ("Alt+ArrowDown", "丁稿", "《丁稿》下移一位。"),
        ("Delete", "丁稿", "《丁稿》撤下版面，放回待排。"),
    ]
    for key, title, said in steps:
        page.keyboard.press(key)
        expect(page.locator(SAID)).to_have_text(said)
        expect(card(page, title)).to_be_focused()
    for key, title in (("ArrowRight", "甲稿"), ("ArrowDown", "乙稿")):
        page.keyboard.press(key)
        expect(card(page, title)).to_be_focused()
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator(SAID)).to_have_text("《乙稿》排到第02版：版名2。")
    page.keyboard.press("ArrowLeft")
    expect(card(page, "甲稿")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.locator("[data-board-chosen]")).to_have_text("所选 2 篇：")
    page.keyboard.press("3")
    expect(page.locator(SAID)).to_have_text("《甲稿》、《丙稿》排到第03版：版名3。")
    assert board(issue) == {1: [], 2: ["乙稿"], 3: ["甲稿", "丙稿"]}
    page.get_by_role("combobox", name="移到哪一版").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(SAID)).to_have_text("《甲稿》排到第01版：版名1。")
    expect(card(page, "甲稿")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(
        live_server.url
        + reverse("admin:articles_article_change", args=[Article.objects.get(title="甲稿").pk])
    )


@pytest.mark.both_databases
def test_a_colleagues_move_shows_up_and_a_stale_one_is_refused_with_nothing_lost(
    page, live_server, issue
):
    sign_in(page, live_server, role=Role.LAYOUT)
    show(page, live_server, issue)
    colleague, second = make_user("苏文"), issue.pages.get(number=2)
    stories = {story.title: story for story in Article.objects.all()}
    page.get_by_role("region", name="01 版名1").get_by_text("改版面").click()
    page.get_by_role("textbox", name="版名").fill("要闻没有存")
    card(page, "甲稿").click(position={"x": 30, "y": 60})
    assembly.move(issue, [stories["丙稿"]], second, by=colleague)
    page.evaluate(COME_BACK)
    expect(page.locator(SAID)).to_have_text("苏文：《丙稿》排到第02版：版名2")
    expect(page.get_by_role("region", name="02 版名2").locator("[data-story]")).to_have_count(1)
    expect(page.get_by_role("textbox", name="版名")).to_have_value("要闻没有存")
    expect(card(page, "甲稿")).to_be_focused()
    assembly.move(issue, [stories["丁稿"]], second, by=colleague)
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator(SAID)).to_contain_text("您的改动没有做")
    expect(page.locator(SAID)).to_contain_text("（苏文：《丁稿》排到第02版：版名2）")
    expect(card(page, "甲稿")).to_be_focused()
    assert board(issue) == {1: ["甲稿", "乙稿"], 2: ["丙稿", "丁稿"], 3: []}
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator(SAID)).to_have_text("《甲稿》排到第02版：版名2。")
    expect(page.get_by_role("textbox", name="版名")).to_have_value("要闻没有存")
    assert board(issue) == {1: ["乙稿"], 2: ["丙稿", "丁稿", "甲稿"], 3: []}


def test_on_a_telephone_pages_stand_below_each_other_and_all_is_accessible(
    page, phone_page, live_server, issue
):
    sign_in(phone_page, live_server, role=Role.LAYOUT)
    page.context.add_cookies(phone_page.context.cookies())
    for each in (phone_page, page):
        show(each, live_server, issue)
        each.get_by_text("改版面").first.click()
        accessible(each)
        fits(each)
        in_chinese(each, but={"Home", "Delete", "Esc", "Tab", "bianji", "user"})
        each.emulate_media(color_scheme="dark")
        accessible(each, runOnly={"type": "rule", "values": ["color-contrast"]})
    heads = phone_page.locator("[data-page]").evaluate_all(
        "found => found.map(each => each.getBoundingClientRect().left)"
    )
    assert len(set(heads)) == 1
    phone_page.get_by_role("link", name="03 版名3 0").click()
    expect(phone_page.get_by_role("heading", name="03 版名3")).to_be_in_viewport()
    phone_page.get_by_label("选乙稿").check()
    phone_page.get_by_role("combobox", name="移到哪一版").select_option(label="第03版：版名3")
    phone_page.get_by_role("button", name="移过去").click()
    expect(phone_page.locator(SAID)).to_have_text("《乙稿》排到第03版：版名3。")
    assert phone_page.viewport_size["width"] == PHONE
    assert board(issue) == {1: ["甲稿", "丙稿"], 2: [], 3: ["乙稿"]}
