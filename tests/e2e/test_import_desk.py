"""The import desk in a browser: from a paste to a published page, with the keyboard, with nothing typed lost."""

import pytest
from playwright.sync_api import expect

from articles.ingest import intake as desk
from articles.models import Article, Intake, Page
from tests.e2e.looking import accessible, fits, sign_in
from tests.factories import make_editor, make_masthead

pytestmark = pytest.mark.django_db(transaction=True)

SAVE = "保存"
TEXT = """\
科协动态 KE XIE DONG TAI

## 望溪县科协 把课堂搬到果园

**本报讯** 11月3日,望溪县科协在果园里上
了一堂课。

（何晓）

## 老匠人教孩子们做孔明锁

白鹿县科协请来老匠人,孩子们学做孔明锁。

（林舟）
"""


def begin(page, live_server, text: str = TEXT) -> None:
    make_masthead(name="江源科学报")
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/admin/articles/intake/add/")
    page.get_by_label("粘贴来稿").fill(text)
    page.get_by_label("某期某版").check()
    page.get_by_label("出版日期").fill("2026-03-04")
    page.get_by_label("总期号").fill("1250")
    page.get_by_label("版次").fill("2")
    page.get_by_label("版名").fill("科协新闻")
    page.get_by_role("button", name="读入来稿").click()
    expect(page.locator(".story").first).to_be_visible()
    page.wait_for_load_state("load")  # the keys are there when the scripts are


def line(page, number: int):
    return page.locator(f".line[id$='-{number}'] input")


def test_a_paste_becomes_a_published_page(page, live_server):
    begin(page, live_server)
    expect(page.locator(".story")).to_have_count(2)
    page.get_by_role("button", name="规范全部标点").click()
    expect(page.get_by_role("button", name="规范全部标点")).to_have_count(0)
    page.get_by_role("link", name="改标题").first.click()
    page.get_by_label("标题", exact=True).fill("望溪县科协\n课堂进果园")
    page.keyboard.press("Control+s")
    expect(page.locator(".story h3").first).to_contain_text("课堂进果园")
    page.get_by_role("button", name="入库", exact=True).click()
    expect(page.get_by_text("已入库：新稿 2 篇。")).to_be_visible()
    assert [article.title for article in Article.objects.order_by("placement__position")] == [
        "望溪县科协\n课堂进果园",
        "老匠人教孩子们做孔明锁",
    ]
    page.locator("#content").get_by_role("link", name="2026年3月4日（总第1250期）").click()
    expect(page.locator("ol.places li")).to_have_count(2)
    assert Page.objects.get().heading == "第02版：科协新闻"


def test_lines_are_ruled_with_the_keyboard_alone(page, live_server):
    begin(page, live_server)
    line(page, 10).focus()
    page.keyboard.press("Space")
    page.keyboard.press("s")
    expect(page.locator(".line--subhead")).to_have_count(1)
    expect(page.locator(".story")).to_have_count(1)
    expect(line(page, 10)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(line(page, 12)).to_be_focused()
    page.keyboard.press("d")
    expect(page.locator(".line--discard")).to_have_count(1)
    expect(line(page, 12)).to_be_focused()
    page.keyboard.press("0")
    expect(page.locator(".line--discard")).to_have_count(0)


def test_what_was_typed_survives_a_closed_tab(page, live_server):
    begin(page, live_server)
    page.get_by_role("link", name="改正文").first.click()
    page.get_by_label("正文", exact=True).fill("我打了很久的一段。")
    url = page.url
    page.goto("about:blank")
    page.goto(url)
    page.get_by_role("link", name="改正文").first.click()
    expect(page.get_by_label("正文", exact=True)).to_have_value("我打了很久的一段。")
    expect(page.get_by_text("已找回上次没有保存的文字。")).to_be_visible()
    page.get_by_role("button", name=SAVE, exact=True).click()
    expect(page.locator(".part__edit")).to_have_count(0)
    expect(page.locator(".part--paragraph").first).to_contain_text("我打了很久的一段。")
    page.get_by_role("link", name="改正文").first.click()
    expect(page.get_by_text("已找回上次没有保存的文字。")).to_have_count(0)


def test_an_expired_session_loses_nothing(page, live_server):
    begin(page, live_server)
    page.get_by_role("link", name="改正文").first.click()
    page.get_by_label("正文", exact=True).fill("会话过期时打的一段。")
    page.context.clear_cookies()
    page.get_by_role("button", name=SAVE, exact=True).click()
    expect(page.get_by_text("登录已过期，这一步没有保存。")).to_be_visible()
    expect(page.get_by_label("正文", exact=True)).to_have_value("会话过期时打的一段。")


def test_a_colleagues_step_is_told_and_the_typed_words_stay(page, live_server):
    begin(page, live_server)
    page.get_by_role("link", name="改正文").first.click()
    page.get_by_label("正文", exact=True).fill("我改的一段。")
    intake = Intake.objects.get()
    colleague = make_editor("林晓")
    file = intake.files.get()
    desk.change(
        intake,
        file,
        lambda sheet: sheet.decide(12, role="caption"),
        by=colleague,
        expected=intake.version,
    )
    page.get_by_role("button", name=SAVE, exact=True).click()
    expect(page.get_by_text("林晓刚刚")).to_be_visible()
    expect(page.get_by_label("正文", exact=True)).to_have_value("我改的一段。")
    page.get_by_role("button", name=SAVE, exact=True).click()
    expect(page.locator(".part--paragraph").first).to_contain_text("我改的一段。")


def test_an_import_that_a_colleague_has_finished_is_told_and_the_typed_words_stay(
    page, live_server
):
    begin(page, live_server)
    page.clock.install()
    page.reload()
    page.get_by_role("link", name="改正文").first.click()
    page.get_by_label("正文", exact=True).fill("我改的一段。")
    intake = Intake.objects.get()
    desk.accept(intake, by=make_editor("林晓"), expected=intake.version)
    page.get_by_role("button", name=SAVE, exact=True).click()
    told = page.locator("[data-others]")
    expect(told).to_contain_text("林晓已于")
    expect(told).to_contain_text("把这次导入办完（已入库）。这一步没有做成，请刷新后再看。")
    expect(page.get_by_label("正文", exact=True)).to_have_value("我改的一段。")
    fits(page)
    bar, box = page.locator(".intake-bar").bounding_box(), told.bounding_box()
    assert box["x"] + box["width"] <= bar["x"] + bar["width"]
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.run_for(
        30_000
    )  # nobody is asked any more who is here: the answer would take the notice's place
    page.evaluate("fetch('/static/favicon.svg')")
    assert asked == [f"{live_server.url}/static/favicon.svg"]


def test_word_is_pasted_with_its_headings_and_files_are_dropped(page, live_server):
    make_masthead(name="江源科学报")
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/admin/articles/intake/add/")
    page.evaluate(
        """() => {
            const box = document.querySelector("#id_text"), data = new DataTransfer();
            data.setData("text/html", "<h1>雪后的青石渡</h1><p class=MsoNormal>近日，青石渡落了雪。</p>");
            data.setData("text/plain", "雪后的青石渡\\n近日，青石渡落了雪。");
            box.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
            box.value = "雪后的青石渡\\n近日，青石渡落了雪。";
            const drop = new DataTransfer();
            drop.items.add(new File(["## 白鹿书院开了夜课\\n夜课讲星空。\\n"], "夜课.md"));
            document.querySelector("[data-drop]").dispatchEvent(
                new DragEvent("drop", {dataTransfer: drop, bubbles: true, cancelable: true}));
        }"""
    )
    expect(page.get_by_text("已连同版式一起粘贴")).to_be_visible()
    expect(page.get_by_text("夜课.md")).to_be_visible()
    page.get_by_role("button", name="读入来稿").click()
    expect(page.locator(".story h3")).to_have_text(["1 雪后的青石渡", "2 白鹿书院开了夜课"])


def test_quick_clicks_are_done_one_after_another(page, live_server):
    begin(page, live_server, TEXT.replace("孩子们学", "孩子们,学"))
    fixes = page.locator("button.finding")
    expect(fixes).to_have_count(3)
    page.evaluate("() => document.querySelectorAll('button.finding').forEach(each => each.click())")
    expect(fixes).to_have_count(0)
    assert "," not in "".join(Intake.objects.get().files.get().worksheet["lines"])


def test_an_open_editor_is_saved_before_another_step(page, live_server):
    begin(page, live_server)
    page.get_by_role("link", name="改正文").first.click()
    page.get_by_label("正文", exact=True).fill("我改的一段。")
    line(page, 12).check()
    page.keyboard.press("s")
    expect(page.locator(".line--subhead")).to_have_count(1)
    expect(page.locator(".part--paragraph").first).to_contain_text("我改的一段。")
    page.get_by_role("link", name="改正文").first.click()
    page.get_by_label("正文", exact=True).fill("入库前改的一段。")
    page.get_by_role("button", name="入库", exact=True).click()
    expect(page.get_by_text("已入库：新稿")).to_be_visible()
    assert "入库前改的一段。" in Article.objects.order_by("placement__position").first().body


def test_a_colleagues_change_further_up_does_not_close_the_editor(page, live_server):
    begin(page, live_server)
    page.get_by_role("link", name="改正文").last.click()
    page.get_by_label("正文", exact=True).fill("我改的最后一段。")
    intake, colleague = Intake.objects.get(), make_editor("林晓")
    desk.change(
        intake,
        intake.files.get(),
        lambda sheet: sheet.rewrite(3, "## 望溪县科协 把整整一学期的课堂搬到果园"),
        by=colleague,
        expected=intake.version,
    )
    save = page.get_by_role("button", name=SAVE, exact=True)
    save.click()
    expect(page.get_by_text("林晓刚刚")).to_be_visible()
    expect(page.get_by_label("正文", exact=True)).to_have_value("我改的最后一段。")
    save.click()
    expect(page.locator(".part--paragraph").last).to_contain_text("我改的最后一段。")


def test_after_signing_in_elsewhere_the_same_click_saves(page, live_server):
    begin(page, live_server)
    page.get_by_role("link", name="改正文").first.click()
    page.get_by_label("正文", exact=True).fill("会话过期时打的一段。")
    page.context.clear_cookies(name="sessionid")
    save = page.get_by_role("button", name=SAVE, exact=True)
    save.click()
    expect(page.get_by_text("登录已过期，这一步没有保存。")).to_be_visible()
    with page.expect_popup() as opened:
        page.get_by_role("link", name="另开一页登录").click()
    other = opened.value
    other.get_by_label("用户名").fill("bianji")
    other.get_by_label("密码").fill("mi-ma")
    other.get_by_role("button", name="登录").click()
    expect(other.get_by_role("heading", name="今天的工作")).to_be_visible()
    other.close()
    save.click()
    expect(page.locator(".part--paragraph").first).to_contain_text("会话过期时打的一段。")


def test_what_was_pasted_survives_an_expired_session(page, live_server):
    make_masthead(name="江源科学报")
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/admin/articles/intake/add/")
    page.get_by_label("粘贴来稿").press_sequentially("打了很久的来稿")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="读入来稿").click()
    page.get_by_label("用户名").fill("bianji")
    page.get_by_label("密码").fill("mi-ma")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_label("粘贴来稿")).to_have_value("打了很久的来稿")


def test_enter_on_a_line_cuts_no_story(page, live_server):
    begin(page, live_server)
    line(page, 5).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.keyboard.press("c")
    expect(page.locator(".line--caption")).to_have_count(1)
    expect(page.locator(".story")).to_have_count(2)


@pytest.mark.parametrize("kind", ["light", "dark"])
def test_the_import_desk_is_accessible_and_fits(new_page, live_server, kind):
    page = new_page(bypass_csp=True)  # the checker brings styles of its own
    page.emulate_media(color_scheme=kind)
    begin(page, live_server)
    page.get_by_role("link", name="改标题").first.click()
    expect(page.locator(".part__edit")).to_be_visible()
    accessible(page)
    for width in (1440, 390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        accessible(page)
        fits(page)
    page.goto(f"{live_server.url}/admin/articles/intake/")
    accessible(page)
    page.goto(f"{live_server.url}/admin/articles/intake/add/")
    accessible(page)
