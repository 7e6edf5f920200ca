"""版面图 in a browser: zones by mouse, finger and keyboard at the desk; readers who click what they see."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from articles import assembly, facsimiles, publishing
from articles.models import Issue, Zone
from articles.permissions import Role
from tests.e2e.looking import accessible, comes_true, fits, in_chinese, sign_in
from tests.factories import (
    make_article,
    make_editor,
    make_facsimile,
    make_issue,
    make_user,
    stories_of,
)

SAID = "[data-said]"


@pytest.fixture
def issue(transactional_db) -> Issue:
    """Of one page with 甲稿 and 乙稿, and the picture of that page without zones."""
    issue = make_issue(stories=0)
    page = issue.pages.get()
    assembly.arrange(page, [make_article("甲稿"), make_article("乙稿")], by=make_user())
    facsimile = make_facsimile(page, size=(600, 840))
    facsimiles.draw(page, [], by=make_user(), expected=facsimile.version)
    issue.refresh_from_db()
    return issue


def show(page: Page, live_server, issue: Issue) -> None:
    url = reverse("admin:page_zones", args=[issue.pages.get().pk])
    page.goto(live_server.url + url)
    expect(page.get_by_role("button", name="画矩形")).to_be_visible()
    comes_true(page, "document.querySelector('[data-frame] img').complete")


def press(page: Page, *points: tuple[float, float], is_drag: bool = False) -> None:
    """Clicks at these places of the picture, in fractions, or drags from the first to the last."""
    page.set_viewport_size({"width": 1440, "height": 1600})  # a mouse only reaches what is shown
    box = page.locator("[data-svg]").bounding_box()
    at = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
    if not is_drag:
        for x, y in at:
            page.mouse.click(x, y)
        return
    page.mouse.move(*at[0])
    page.mouse.down()
    for x, y in at[1:]:
        page.mouse.move(x, y, steps=5)
    page.mouse.up()


def zone(page: Page, name: str) -> Locator:
    return page.locator("[data-svg]").get_by_role("button", name=name)


def save(page: Page, number: int) -> None:
    page.get_by_role("button", name="保存热区").click()
    expect(page.get_by_text(f"的热区保存好了，共 {number} 个。")).to_be_visible()


def kept() -> dict[str, list[tuple[float, float]]]:
    """Title -> corners, in whole percent."""
    rows = Zone.objects.select_related("placement__article").order_by("position")
    return {
        row.placement.article.title: [(round(x * 100), round(y * 100)) for x, y in row.corners]
        for row in rows
    }


def test_zones_are_drawn_by_mouse(page, live_server, issue):
    sign_in(page, live_server, role=Role.LAYOUT)
    show(page, live_server, issue)
    press(page, (0.1, 0.1), (0.9, 0.3), is_drag=True)
    expect(page.locator(SAID)).to_have_text("《甲稿》加了一个热区。")
    expect(zone(page, "热区 1：甲稿")).to_be_visible()
    expect(page.get_by_role("button", name="为《乙稿》画")).to_have_attribute(
        "aria-pressed", "true"
    )
    page.get_by_role("button", name="画多边形").click()
    press(page, (0.1, 0.4), (0.5, 0.4), (0.5, 0.6), (0.1, 0.6), (0.1, 0.4))
    expect(zone(page, "热区 2：乙稿")).to_be_visible()
    page.get_by_role("button", name="只移动").click()
    press(page, (0.3, 0.5), (0.4, 0.6), is_drag=True)
    press(page, (0.6, 0.7), (0.8, 0.8), is_drag=True)
    save(page, 2)
    assert kept() == {
        "甲稿": [(10, 10), (90, 10), (90, 30), (10, 30)],
        "乙稿": [(20, 50), (60, 50), (80, 80), (20, 70)],
    }


def test_zones_are_drawn_by_finger(new_page, live_server, issue):
    page = new_page(width=820, has_touch=True)
    sign_in(page, live_server, role=Role.LAYOUT)
    show(page, live_server, issue)
    page.set_viewport_size({"width": 820, "height": 1600})
    page.get_by_role("button", name="画多边形").click()
    at = _places(page)
    for x, y in ((0.1, 0.4), (0.5, 0.4), (0.5, 0.6), (0.1, 0.6), (0.1, 0.4)):
        page.touchscreen.tap(*at(x, y))
    expect(zone(page, "热区 1：甲稿")).to_be_visible()
    page.get_by_role("button", name="画矩形").click()
    _drag_a_finger(page, at(0.1, 0.1), at(0.9, 0.3))
    expect(zone(page, "热区 2：乙稿")).to_be_visible()
    page.get_by_role("button", name="只移动").click()
    _drag_a_finger(page, at(0.3, 0.5), at(0.4, 0.6))
    save(page, 2)
    assert kept() == {
        "甲稿": [(20, 50), (60, 50), (60, 70), (20, 70)],
        "乙稿": [(10, 10), (90, 10), (90, 30), (10, 30)],
    }


def _places(page: Page) -> Callable[[float, float], tuple[float, float]]:
    """Where a place of the picture, in fractions, lies on the screen."""
    box = page.locator("[data-svg]").bounding_box()
    return lambda x, y: (box["x"] + x * box["width"], box["y"] + y * box["height"])


def _drag_a_finger(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    touch = page.context.new_cdp_session(page)
    steps = [
        (a + (b - a) * at / 5, c + (d - c) * at / 5)
        for a, b, c, d in [(start[0], end[0], start[1], end[1])]
        for at in range(1, 6)
    ]
    for kind, places in (("Start", [start]), *(("Move", [step]) for step in steps), ("End", [])):
        points = [{"x": x, "y": y} for x, y in places]
        touch.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})


def test_zones_are_drawn_by_keyboard(page, live_server, issue):
    sign_in(page, live_server, role=Role.LAYOUT)
    show(page, live_server, issue)
    page.get_by_role("button", name="给《乙稿》添一个热区").focus()
    page.keyboard.press("Enter")
    expect(zone(page, "热区 1：乙稿")).to_be_focused()
    for key in ("ArrowUp", "ArrowUp", "ArrowLeft", "Shift+ArrowLeft"):
        page.keyboard.press(key)
    page.keyboard.press("Tab")
    corner = page.get_by_role("button", name="热区 1 第 1 点，横 28.9，纵 38")
    expect(corner).to_be_focused()
    for key in ("ArrowUp", "Insert"):
        page.keyboard.press(key)
    expect(page.get_by_role("button", name="热区 1 第 2 点，横 48.9，纵 37.5")).to_be_visible()
    page.keyboard.press("Delete")
    page.keyboard.press("Shift+Tab")
    expect(zone(page, "热区 1：乙稿")).to_be_focused()
    page.get_by_role("spinbutton", name="横").first.fill("5")
    expect(page.get_by_role("button", name="热区 1 第 1 点，横 5，")).to_be_visible()
    save(page, 1)
    assert kept() == {"乙稿": [(5, 38), (69, 38), (69, 58), (29, 58)]}
    zone(page, "热区 1：乙稿").focus()
    page.keyboard.press("Delete")
    expect(page.locator(SAID)).to_contain_text("热区删去了，保存以后生效")
    save(page, 0)
    assert kept() == {}


@pytest.mark.both_databases
def test_of_two_who_draw_the_second_keeps_his_polygons(page, live_server, issue):
    sign_in(page, live_server, role=Role.LAYOUT)
    show(page, live_server, issue)
    press(page, (0.1, 0.1), (0.9, 0.3), is_drag=True)
    expect(zone(page, "热区 1：甲稿")).to_be_visible()
    paper = issue.pages.get()
    facsimiles.draw(paper, [], by=make_user("苏文"), expected=paper.facsimile.version)
    page.get_by_role("button", name="保存热区").click()
    expect(page.get_by_role("alert")).to_contain_text("您打开之后，苏文（")
    expect(zone(page, "热区 1：甲稿")).to_be_visible()
    save(page, 1)
    assert list(kept()) == ["甲稿"]


def test_the_desk_of_zones_is_accessible_and_fits(page, phone_page, live_server, issue):
    sign_in(phone_page, live_server, role=Role.LAYOUT)
    page.context.add_cookies(phone_page.context.cookies())
    for each in (phone_page, page):
        show(each, live_server, issue)
        each.get_by_role("button", name="给《甲稿》添一个热区").click()
        each.get_by_text("快捷键").click()
        accessible(each)
        fits(each)
        in_chinese(
            each,
            but={"Home", "Delete", "Esc", "Tab", "Shift", "Insert", "bianji", "PDF", "png", "user"},
        )


def published(issue: Issue) -> Issue:
    page = issue.pages.get()
    facsimiles.remove(page, by=make_user(), expected=page.facsimile.version)
    make_facsimile(page, size=(600, 840))
    return publishing.publish(issue, by=make_editor())


def test_a_reader_clicks_a_story_on_the_picture(each_page, live_server, issue):
    url = published(issue).pages.get().get_absolute_url()
    first, second = stories_of(issue)
    each_page.goto(live_server.url + url)
    picture = each_page.get_by_role("img", name="第01版 版名1 版面图")
    expect(picture).to_be_visible()
    titles = each_page.get_by_role("navigation", name="本版标题")
    on_picture = each_page.get_by_role("group", name="点版面图看稿件")
    titles.get_by_role("link", name="甲稿").hover()
    expect(on_picture.get_by_role("link", name="甲稿")).to_have_class("is-lit")
    on_picture.get_by_role("link", name="乙稿").focus()
    expect(titles.get_by_role("link", name="乙稿")).to_have_class("is-lit")
    for scheme in ("light", "dark"):
        each_page.emulate_media(color_scheme=scheme)
        accessible(each_page)
    fits(each_page)
    on_picture.get_by_role("link", name="乙稿").click()
    expect(each_page).to_have_url(live_server.url + second.get_absolute_url())
    each_page.go_back()
    each_page.get_by_role("link", name="甲稿").first.click()
    expect(each_page).to_have_url(live_server.url + first.get_absolute_url())


def test_the_picture_is_made_larger_and_moved_by_keyboard(each_page, live_server, issue):
    each_page.goto(live_server.url + published(issue).pages.get().get_absolute_url())
    larger, whole = (each_page.get_by_role("button", name=name) for name in ("放大", "还原"))
    expect(whole).to_be_disabled()
    larger.focus()
    for _ in range(4):
        each_page.keyboard.press("Enter")
    expect(larger).to_be_disabled()
    expect(each_page.get_by_role("button", name="缩小")).to_be_focused()
    frame = each_page.get_by_role("region", name="放大的版面图，可以滚动")
    expect(frame).to_be_visible()
    before = frame.evaluate("frame => frame.scrollTop")
    frame.focus()
    each_page.keyboard.press("ArrowDown")
    comes_true(each_page, f"document.querySelector('[data-frame]').scrollTop > {before}")
    accessible(each_page)
    fits(each_page)
    whole.click()
    expect(frame).to_have_count(0)
    expect(larger).to_be_focused()


def test_from_the_buttons_the_arrow_keys_move_an_enlarged_picture_and_turn_no_page(
    page, live_server
):
    issue = make_issue(pages=2)
    make_facsimile(issue.pages.get(number=1), size=(600, 840))
    one, two = (
        live_server.url + each.get_absolute_url()
        for each in publishing.publish(issue, by=make_editor()).pages.order_by("number")
    )
    page.goto(one)
    page.get_by_role("button", name="放大").click()
    before = page.locator("[data-frame]").evaluate("frame => frame.scrollLeft")
    page.keyboard.press("ArrowRight")
    comes_true(page, f"document.querySelector('[data-frame]').scrollLeft > {before}")
    assert page.url == one
    page.get_by_role("button", name="还原").click()
    expect(page.get_by_role("button", name="放大")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.wait_for_url(two)
