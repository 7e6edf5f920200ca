"""The import desk's steps in a browser: what they made comes into sight, they are taken back, the palette is one stop."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from articles.ingest import intake as desk
from articles.models import HouseWord, Intake
from tests.e2e.looking import accessible, fits
from tests.e2e.test_import_desk import TEXT, begin, line
from tests.factories import make_editor

pytestmark = pytest.mark.django_db(transaction=True)

FOCUSED = "document.activeElement.textContent.trim()"
#: Many stories before the one that is ruled, so that it is out of sight.
LONG = "".join(
    f"## 第{n}座气象站建成\n\n第{n}座气象站建在山上。\n\n站里的一天\n\n天亮就记第一次数。\n\n（何晓）\n\n"
    for n in range(1, 13)
)


def stop_the_clock(page) -> None:
    """The mark stays until the test lets time pass."""
    page.clock.install()
    page.clock.pause_at(dt.datetime.now() + dt.timedelta(hours=1))


def rule_as_title(page, number: int) -> None:
    line(page, number).focus()
    page.keyboard.press("Space")
    page.keyboard.press("t")


# --- what a step made -----------------------------------------------------------------------------


def test_a_story_that_was_cut_comes_into_sight_and_is_marked(page, live_server):
    begin(page, live_server, LONG)
    stop_the_clock(page)
    line(page, 85).check()
    page.evaluate("scrollTo(0, 0)")  # looking at the first stories again
    expect(page.locator(".story h3").nth(9)).not_to_be_in_viewport()
    page.keyboard.press("t")
    cut = page.locator(".story", has=page.get_by_role("heading", name="站里的一天"))
    expect(cut).to_have_class("story story--create is-made")
    expect(cut.get_by_role("heading")).to_be_in_viewport()
    box, bar = cut.bounding_box(), page.locator(".intake-bar").bounding_box()
    assert box["y"] >= bar["y"] + bar["height"]
    expect(line(page, 85)).to_be_focused()
    page.clock.fast_forward(3000)
    expect(cut).to_have_class("story story--create")


def test_the_mark_does_not_move_for_those_who_want_no_motion(page, live_server):
    page.emulate_media(reduced_motion="reduce")
    begin(page, live_server)
    stop_the_clock(page)
    rule_as_title(page, 12)
    expect(page.locator(".is-made")).to_have_css("animation-name", "none")
    expect(page.locator(".is-made")).to_have_css("outline-style", "solid")


def test_on_a_phone_the_lines_stay_and_the_new_story_is_named_with_the_way_to_it(
    phone_page, live_server
):
    page = phone_page
    begin(page, live_server)
    rule_as_title(page, 12)
    way = page.locator("[data-made] a")
    expect(way).to_have_text("第 3 篇　白鹿县科协请来老匠人,孩子们学做孔明锁。")
    expect(line(page, 12)).to_be_in_viewport()
    way.click()
    expect(page.locator(".story").nth(2)).to_be_in_viewport()


def test_a_story_joined_to_the_one_before_takes_the_focus_there(page, live_server):
    begin(page, live_server)
    page.get_by_role("button", name="并入上一篇").click()
    expect(page.locator(".story")).to_have_count(1)
    expect(page.locator(".story h3")).to_be_focused()


# --- the palette ----------------------------------------------------------------------------------


def test_the_palette_is_one_stop_and_arrows_go_through_it(page, live_server):
    begin(page, live_server)
    palette = page.get_by_role("toolbar", name="选定的一行是什么")
    expect(palette.locator("[tabindex='0']")).to_have_count(1)
    expect(palette.locator("[tabindex='-1']")).to_have_count(17)
    palette.get_by_role("button", name="按系统判断").focus()
    for key, name in (
        ("ArrowRight", "标题（另起一篇）"),
        ("ArrowDown", "引题"),
        ("ArrowLeft", "标题（另起一篇）"),
        ("ArrowUp", "按系统判断"),
        ("ArrowUp", "不用"),
        ("ArrowRight", "按系统判断"),
        ("End", "不用"),
        ("Home", "按系统判断"),
    ):
        page.keyboard.press(key)
        assert page.evaluate(FOCUSED) == name
    page.keyboard.press("Tab")
    expect(page.locator(".line input").first).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(palette.get_by_role("button", name="按系统判断")).to_be_focused()


def test_the_palette_is_left_where_it_was_used_after_a_step_too(page, live_server):
    begin(page, live_server)
    line(page, 10).check()
    button = page.get_by_role("toolbar").get_by_role("button", name="小标题")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".story")).to_have_count(1)
    expect(line(page, 10)).to_be_focused()
    expect(button).to_have_attribute("tabindex", "0")
    expect(page.get_by_role("toolbar").locator("[tabindex='0']")).to_have_count(1)


# --- taking back ----------------------------------------------------------------------------------


def test_steps_are_taken_back_and_done_again_with_keys_and_buttons(page, live_server):
    begin(page, live_server)
    undo = page.get_by_role("button", name="撤销", exact=True)
    expect(undo).to_have_attribute("aria-disabled", "true")
    line(page, 10).check()
    page.keyboard.press("s")
    expect(page.locator(".story")).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(page.locator(".story")).to_have_count(2)
    expect(page.get_by_text("已撤销：第 10 行定为小标题。")).to_be_visible()
    page.keyboard.press("Control+Shift+z")
    expect(page.locator(".story")).to_have_count(1)
    undo.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".story")).to_have_count(2)
    expect(undo).to_be_focused()
    page.get_by_role("button", name="重做", exact=True).click()
    expect(page.locator(".story")).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(page.locator(".story")).to_have_count(2)
    page.keyboard.press("Control+y")
    expect(page.locator(".story")).to_have_count(1)


def test_in_a_text_field_the_key_takes_back_typing_and_no_step(page, live_server):
    begin(page, live_server)
    line(page, 10).check()
    page.keyboard.press("s")
    expect(page.locator(".story")).to_have_count(1)
    page.get_by_label("不用的原因").click()
    page.keyboard.type("重")
    page.keyboard.press("Control+z")
    expect(page.get_by_label("不用的原因")).to_have_value("")
    page.get_by_role("link", name="改标题").first.click()
    field = page.get_by_label("标题", exact=True)
    field.press("End")
    page.keyboard.type("了")
    page.keyboard.press("Control+z")
    expect(field).to_have_value("望溪县科协\n把课堂搬到果园")
    expect(page.locator(".line--subhead")).to_have_count(1)
    assert Intake.objects.get().files.get().steps.get().undone is False


def test_words_that_are_not_saved_yet_are_not_taken_back(page, live_server):
    begin(page, live_server)
    line(page, 10).check()
    page.keyboard.press("s")
    expect(page.locator(".story")).to_have_count(1)
    page.get_by_role("link", name="改正文").first.click()
    page.get_by_label("正文", exact=True).fill("我正在改的一段。")
    page.get_by_role("button", name="撤销", exact=True).click()
    expect(page.get_by_text("有一处改了还没有保存")).to_be_visible()
    expect(page.get_by_label("正文", exact=True)).to_have_value("我正在改的一段。")
    expect(page.locator(".line--subhead")).to_have_count(1)


def test_a_colleagues_step_in_between_is_not_taken_back(page, live_server):
    begin(page, live_server)
    line(page, 10).check()
    page.keyboard.press("s")
    expect(page.locator(".story")).to_have_count(1)
    intake, colleague = Intake.objects.get(), make_editor("林晓")
    desk.change(
        intake,
        intake.files.get(),
        lambda sheet: sheet.decide(12, role="caption"),
        by=colleague,
        expected=intake.version,
        said="第 12 行定为图说",
    )
    page.keyboard.press("Control+z")
    expect(page.get_by_text("林晓刚刚")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.get_by_text("这一步（第 12 行定为图说）是林晓做的，要由林晓来撤销")).to_be_visible()
    expect(page.locator(".line--caption")).to_have_count(1)
    expect(page.locator(".story")).to_have_count(1)


# --- advice ---------------------------------------------------------------------------------------


def test_advice_is_ignored_one_after_the_other_with_the_keyboard(page, live_server):
    HouseWord.objects.create(wrong="果园", kind="careful")
    HouseWord.objects.create(wrong="望溪", kind="careful", right="望溪镇")
    begin(page, live_server, TEXT.replace("## 望溪县科协 把课堂搬到果园", "## 科协的课堂"))
    rows = page.locator(".remark")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("“望溪”慎用，建议用“望溪镇”。")
    rows.first.get_by_role("button", name="忽略：“望溪”慎用").focus()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(1)
    expect(rows.get_by_role("button", name="忽略：“果园”慎用")).to_be_focused()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(0)
    expect(page.get_by_role("link", name="改正文").first).to_be_focused()
    page.keyboard.press("Control+z")
    expect(rows).to_have_count(1)


@pytest.mark.parametrize("kind", ["light", "dark"])
def test_the_desk_with_advice_and_steps_is_accessible_and_fits(new_page, live_server, kind):
    HouseWord.objects.create(wrong="果园", kind="careful", note="要写明在哪里")
    page = new_page(bypass_csp=True)  # the checker brings styles of its own
    page.emulate_media(color_scheme=kind)
    begin(page, live_server)
    rule_as_title(page, 12)
    expect(page.locator("[data-made] a")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.get_by_text("已撤销：第 12 行定为标题")).to_be_visible()
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 844})
        accessible(page)
        fits(page)


@pytest.mark.parametrize("kind", ["light", "dark"])
def test_the_story_form_with_lines_left_out_is_accessible_and_fits(new_page, live_server, kind):
    page = new_page(bypass_csp=True)  # the checker brings styles of its own
    page.emulate_media(color_scheme=kind)
    begin(page, live_server)
    page.goto(f"{live_server.url}/admin/articles/intake/add/")
    page.get_by_label("粘贴来稿").fill(
        "编辑老师：\n\n# 雪后的青石渡\n\n近日，青石渡落了雪。\n\n（何晓）\n\n此致\n敬礼\n"
    )
    page.get_by_role("button", name="读入来稿").click()
    expect(page.get_by_role("heading", name="来稿里有 3 处没有放进这篇稿件")).to_be_visible()
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 844})
        accessible(page)
        fits(page)
