"""Writing a story: what helps beside the fields, the key that saves, an input method at work, and the keyboard alone."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles import contributors
from articles.models import Article, Contributor
from articles.models.article import State
from articles.text import body as text_body
from articles.text.typography import count, tidy_lines
from tests.e2e.looking import accessible, built, choose_files, fits, in_chinese, sign_in
from tests.e2e.typing import InputMethod, save
from tests.factories import make_article, make_section, picture_bytes, send_up

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def story(page, live_server) -> str:
    """The address of a draft, signed in for and opened."""
    article = make_article("云海之上", body="<p>雪停了。</p>", signature="", signed=False)
    sign_in(page, live_server)
    address = live_server.url + reverse("admin:articles_article_change", args=[article.pk])
    page.goto(address)
    built(page)
    return address


def counted(page, name: str):
    return page.locator(f'[data-count="{name}"]')


# --- 字数 -------------------------------------------------------------------------------------------

LINES = [
    "云海之上\n替大山量体温",
    "5G到山顶，1,800米！",
    "——“气象”……站",
    "caf\u00e9 cafe\u0301s don't 3.14% A4纸",
    "\U00020bb7野家 〇五 々",
    "零\u200b宽 零\u00ad宽 a\u200bb",
    "葛\U000e0100城 葛\ufe00城",
    "　　全角　空格 \t",
    "№①㎡℃ α粒子 Привет",
    "\ufa19社 \u202e倒\u202c",
]
BODIES = [
    "<p>雪停了。</p><p>风2级</p>",
    "<p>甲<strong>乙</strong>A<em>4</em>纸</p>",
    "<p>第1</p><p>2天</p>",
    "<p>一行1<br>2又一行</p>",
    "<table><tbody><tr><td><p>12</p></td><td><p>34</p></td></tr></tbody></table>",
    "<ul><li><p>关灯</p></li><li><p>慢行</p></li></ul><blockquote><p>H<sub>2</sub>O &amp; CO</p></blockquote>",
]


def test_lines_are_counted_in_the_browser_as_they_are_when_stored(page, story):
    for line in LINES:
        page.get_by_label("标题", exact=True).fill(line)
        expect(counted(page, "headline")).to_have_text(str(count(tidy_lines(line))))


def test_bodies_are_counted_in_the_browser_as_they_are_when_stored(page, story):
    field = page.locator("#id_body")
    for html in BODIES:
        field.evaluate(
            "(field, html) => { field.value = html; field.dispatchEvent(new Event('input', {bubbles: true})); }",
            html,
        )
        stored = text_body.count_characters(text_body.clean(html))
        expect(counted(page, "body")).to_have_text(str(stored))


def test_what_is_typed_and_chosen_is_counted_at_once(page, story):
    page.get_by_role("textbox", name="正文").click()
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.type("风也停了。")
    expect(counted(page, "body")).to_have_text("9")
    page.keyboard.press("ControlOrMeta+a")
    expect(counted(page, "chosen")).to_have_text("（选中 9 字）")
    page.keyboard.press("ArrowRight")
    expect(counted(page, "chosen")).to_have_text("")
    page.get_by_label("引题").fill("雪后")
    expect(counted(page, "headline")).to_have_text("6")


# --- 署名 -------------------------------------------------------------------------------------------


def test_the_names_of_a_signature_stand_beneath_it_as_it_is_typed(page, story):
    contributors.add("何晓")
    names = page.locator(".read-names")
    page.get_by_label("署名", exact=True).press_sequentially("本报记者 何晓 好的好的吗")
    expect(names.locator("li")).to_have_text(
        ["何晓 本报记者 · 个人 · 已有档案", "好的好的吗 没有看懂，会照原样保存"]
    )
    accessible(page)
    page.get_by_label("署名", exact=True).fill("")
    expect(names.locator("li")).to_have_count(0)
    assert Contributor.objects.count() == 1


def test_the_last_signature_typed_is_the_one_that_is_shown(page, story):
    """An older question that was not answered yet is taken back: its answer could come after the newer one's."""
    page.route(re.compile(r"aids/signature/\?text=%E4%BD%95"), lambda route: None)  # 何…: no answer
    field = page.get_by_label("署名", exact=True)
    with page.expect_request("**/aids/signature/**"):
        field.fill("何晓")
    with page.expect_event("requestfailed"):
        field.fill("陈兰")
    expect(page.locator(".read-names li b")).to_have_text(["陈兰"])


# --- 标签 -------------------------------------------------------------------------------------------


def test_tags_are_chosen_from_those_there_are_with_the_keyboard(page, story):
    make_article(tags=["气象", "气候"])
    make_article(tags=["气象"])
    field = page.get_by_role("combobox", name="标签")
    field.press_sequentially("冬季、qx")
    choices = page.get_by_role("listbox", name="已有的标签").get_by_role("option")
    expect(choices).to_have_text(["气象 2 篇"])
    accessible(page)
    page.keyboard.press("ArrowDown")
    expect(choices.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(field).to_have_value("冬季、气象，")
    page.keyboard.type("气")
    expect(choices).to_have_text(["气候 1 篇"])
    page.keyboard.press("Escape")
    expect(choices).to_have_count(0)
    page.keyboard.press("Enter")  # sends nothing
    save(page)
    assert list(Article.objects.get(title="云海之上").tags.names()) == ["冬季", "气象", "气"]


def test_a_tag_is_chosen_with_a_click_and_the_cursor_stays(page, story):
    make_article(tags=["气象"])
    field = page.get_by_role("combobox", name="标签")
    field.click()
    page.keyboard.press("ArrowDown")
    page.get_by_role("option", name="气象").click()
    expect(field).to_have_value("气象，")
    expect(field).to_be_focused()


# --- Ctrl+S -------------------------------------------------------------------------------------------


def test_the_key_saves_from_the_body_and_comes_back_to_the_cursor(page, live_server):
    article = make_article(body="<p>雪停了。</p>" * 60, signed=False)
    sign_in(page, live_server)
    page.goto(live_server.url + reverse("admin:articles_article_change", args=[article.pk]))
    built(page)
    expect(page.locator("[data-save-key]")).to_have_text("Ctrl+S 保存")
    body = page.get_by_role("textbox", name="正文")
    body.locator("p").nth(40).click()
    page.keyboard.press("End")
    page.keyboard.type("风也停")
    before = page.evaluate("window.scrollY")
    assert before > 300
    page.keyboard.press("Control+s")
    expect(page.locator("[data-working-copy]")).to_have_text("已保存")
    expect(body).to_be_focused()
    assert abs(page.evaluate("window.scrollY") - before) <= 90  # the message above takes a line
    page.keyboard.type("了。")
    page.keyboard.press("Meta+s")
    expect(page.locator(".facts")).to_contain_text("第3稿")
    expect(page.locator("[data-working-copy]")).to_have_text("已保存")
    expect(body.locator("p").nth(40)).to_have_text("雪停了。风也停了。")
    stored = Article.objects.get()
    assert (stored.latest_version.number, stored.body.count("风也停了。")) == (3, 1)


def test_the_key_comes_back_to_a_field_and_where_in_it(page, story):
    page.get_by_label("副题").fill("雪后的站")
    page.keyboard.press("Home")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-working-copy]")).to_have_text("已保存")
    page.keyboard.type("——")
    expect(page.get_by_label("副题")).to_have_value("——雪后的站")


def test_the_key_pressed_many_times_saves_once(page, story):
    """Whatever is pressed while the first save is on its way."""
    held = []
    page.route(story, lambda route: held.append(route))
    page.get_by_label("副题").fill("雪后的站")
    with page.expect_request(lambda request: request.method == "POST" and request.url == story):
        page.keyboard.press("Control+s")
    for _ in range(3):
        page.keyboard.press("Control+s")
    held[0].continue_()
    expect(page.locator("[data-working-copy]")).to_have_text("已保存")
    stored = Article.objects.get()
    assert (stored.subtitle, stored.latest_version.number) == ("雪后的站", 2)
    assert [route.request.method for route in held] == ["POST"]


def test_a_new_story_with_a_title_alone_is_saved_by_the_key(page, live_server):
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/admin/articles/article/add/")
    built(page)
    page.keyboard.press("Control+s")
    expect(page.get_by_text("请先写个标题，一两个字也行；别的都可以以后再补。")).to_be_visible()
    expect(page.get_by_label("标题", exact=True)).to_be_focused()
    built(page)
    page.keyboard.type("雪后")
    page.keyboard.press("Control+s")
    expect(page).to_have_url(re.compile(r"/article/\d+/change/$"))
    assert Article.objects.get().title == "雪后"


# --- an input method ----------------------------------------------------------------------------------


#: Milliseconds; longer than any aid waits for the next key.
AIDS = 1000


@pytest.mark.parametrize("field", ["标题", "正文", "署名", "电头"])
def test_what_is_typed_through_an_input_method_is_stored_once(page, story, field):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "aids" in request.url else None)
    text = page.get_by_role("textbox", name=field, exact=True)
    text.click()
    page.keyboard.press("ControlOrMeta+a")
    hands = InputMethod(page)
    before = counted(page, "headline").text_content(), counted(page, "body").text_content()
    page.clock.install()
    hands.compose("q", "qing", "qing shi")
    page.keyboard.press("Enter")  # asked of the input method, not of the form
    page.clock.run_for(AIDS)
    assert (
        counted(page, "headline").text_content(),
        counted(page, "body").text_content(),
    ) == before
    hands.choose("青石")
    hands.compose("zhen")
    hands.choose("镇")
    save(page)
    stored = Article.objects.get()
    names = {"标题": "title", "正文": "body", "署名": "signature", "电头": "dateline"}
    words = text_body.plain(stored.body) if field == "正文" else getattr(stored, names[field])
    assert words.replace("\n", "") == "青石镇"
    assert [url for url in asked if "qing" in url] == []


# --- the keyboard alone -------------------------------------------------------------------------------


def tab_to(page, target) -> None:
    for _ in range(60):
        if target.evaluate(
            "(element) => element === document.activeElement || element.contains(document.activeElement)"
        ):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {target} by the Tab key")


def test_a_whole_story_with_its_picture_is_entered_with_the_keyboard_alone(page, live_server):
    make_section("云岭观察")
    make_article("旧稿", tags=["气象"])
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/admin/articles/article/add/")
    built(page)
    page.keyboard.type("云海之上")
    page.keyboard.press("Enter")
    page.keyboard.type("替大山量体温")
    body = page.get_by_role("textbox", name="正文")
    tab_to(page, body)
    page.keyboard.type("近日，雪落云岭。")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Alt+3")
    page.keyboard.type("站里")
    page.keyboard.press("Enter")
    page.keyboard.type("冰挂满了仪器。")
    tab_to(page, page.get_by_role("textbox", name="署名"))
    page.keyboard.type("本报记者 何晓")
    expect(page.locator(".read-names b")).to_have_text(["何晓"])
    tab_to(page, page.locator(".field-section .select2-selection"))
    page.keyboard.press("Enter")
    page.keyboard.type("云岭")
    expect(page.get_by_role("option", name="云岭观察")).to_be_visible()
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("combobox", name="标签"))
    page.keyboard.type("qx")
    expect(page.get_by_role("option", name="气象")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    chooser = page.get_by_label("把图片拖到这里、粘贴，或选择文件")
    tab_to(page, chooser)
    opened = choose_files(page, chooser, lambda: page.keyboard.press("Space"))
    opened.set_files({"name": "雪.png", "mimeType": "image/png", "buffer": picture_bytes()})
    described = page.locator(".pictures .inline-related:not(.empty-form)").get_by_label("替代文字")
    tab_to(page, described)
    page.keyboard.type("山上的雪")
    page.keyboard.press("Control+s")
    expect(page).to_have_url(re.compile(r"/article/\d+/change/$"))
    stored = Article.objects.get(title__startswith="云海")
    assert stored.image_uses.get().alt == "山上的雪"
    assert stored.title == "云海之上\n替大山量体温"
    assert stored.body == "<p>近日，雪落云岭。</p>\n<h3>站里</h3>\n<p>冰挂满了仪器。</p>"
    assert (str(stored.section), list(stored.tags.names())) == ("云岭观察", ["气象"])
    assert [line.name for line in stored.bylines.all()] == ["何晓"]


@pytest.mark.parametrize("width", [390, 1440])
def test_what_is_missing_leads_to_its_field_and_may_be_left(new_page, live_server, width):
    page = new_page(width=width)
    article = send_up(make_article("云海之上", signature="", signed=False), State.FINAL)
    sign_in(page, live_server)
    page.goto(live_server.url + reverse("admin:articles_article_change", args=[article.pk]))
    built(page)
    page.get_by_role("button", name="保存并签发").click()
    gaps = page.get_by_role("region", name="还缺 2 项")
    expect(gaps).to_be_visible()
    accessible(page)
    fits(page)
    gaps.get_by_role("link", name="栏目").click()
    expect(page.locator(".field-section .select2-selection")).to_be_focused()
    page.go_back()
    gaps.get_by_role("link", name="署名").click()
    expect(page.get_by_role("textbox", name="署名", exact=True)).to_be_focused()
    page.keyboard.type("本报记者 何晓")
    page.get_by_role("button", name="保存并签发").click()
    page.get_by_role("button", name="照此签发：不归栏目").click()
    expect(page.get_by_text("已签发，可以上版出版。")).to_be_visible()
    assert Article.objects.get().state == "signed_off"


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_with_its_aids_is_accessible_and_fits(new_page, live_server, width, scheme):
    page = new_page(width=width, color_scheme=scheme)
    article = make_article(
        "云海之上", signature="本报记者 何晓 好的好的吗", tags=["气象"], signed=False
    )
    sign_in(page, live_server)
    page.goto(live_server.url + reverse("admin:articles_article_change", args=[article.pk]))
    built(page)
    expect(page.locator(".read-names li")).to_have_count(2)
    page.get_by_label("副题").focus()
    for _ in range(2):
        accessible(page)
        fits(page)
        in_chinese(page, but={"bianji"})
        page.get_by_role("combobox", name="标签").press_sequentially("、")
        page.keyboard.press("ArrowDown")
