"""校对提示 in a browser: to jump to a finding, set it right and back, let it stand; and the preview at both widths."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles import writing
from articles.models import Article, HouseWord, ProofIgnore
from tests.e2e.conftest import DESK, HEIGHT, PHONE
from tests.e2e.looking import accessible, built, comes_true, fits, in_chinese, sign_in
from tests.factories import make_article, make_image, make_masthead, make_user

pytestmark = pytest.mark.django_db(transaction=True)

BODY = "<p>云岭下雪了。</p><ul><li>先看云,再看雪</li></ul><p>游客可<strong>用帐号</strong>预约,入馆(东门)参观。</p>"
SELECTED = "getSelection().toString()"
MARKS = (
    "Object.fromEntries([...CSS.highlights].map(([name, marks]) => [name, [...marks].map(String)]))"
)


@pytest.fixture(autouse=True)
def words() -> None:
    HouseWord.objects.all().delete()
    HouseWord.objects.create(wrong="帐号", right="账号")


def open_story(page: Page, live_server, **fields) -> Article:
    fields = {"title": "湿地,开门迎客", "body": BODY, "signature": "何晓"} | fields
    story = make_article(signed=False, **fields)
    sign_in(page, live_server)
    page.goto(live_server.url + reverse("admin:articles_article_change", args=[story.pk]))
    built(page)
    if not page.locator(".proofs").evaluate("panel => panel.open"):
        page.locator(".proofs > summary").click()
    comes_true(page, "CSS.highlights.has('proof-error')")
    return story


def body(page: Page):
    return page.get_by_role("textbox", name="正文", exact=True)


def counts(page: Page, said: str) -> None:
    expect(page.locator("[data-proofs-counts]")).to_have_text(said)


def finding(page: Page, message: str, at: int = 0):
    return page.locator(".proof").filter(has_text=message).nth(at)


def sound(page: Page) -> None:
    accessible(page)
    fits(page)


def test_the_panel_is_sound_and_marks_the_body_without_touching_it(each_page, live_server):
    open_story(each_page, live_server)
    counts(each_page, "5 处差错")
    assert each_page.evaluate(MARKS)["proof-error"] == [",", "帐号", ",", "(东门)"]
    assert each_page.get_by_label("正文", exact=True).locator("mark, span").count() == 0
    sound(each_page)
    in_chinese(each_page, but={"bianji"})
    each_page.locator(".proof__ignore summary").first.click()
    expect(each_page.get_by_role("button", name="忽略这一处")).to_be_visible()
    sound(each_page)


def test_a_press_on_a_finding_selects_its_words_where_they_stand(page, live_server):
    open_story(page, live_server)
    finding(page, "“帐号”应为“账号”").locator(".proof__jump").click()
    expect(body(page)).to_be_focused()
    assert page.evaluate(SELECTED) == "帐号"
    jump = finding(page, "半角“,”应为全角“，”", 0).locator(".proof__jump")
    jump.focus()
    page.keyboard.press("Enter")
    title = page.get_by_label("标题", exact=True)
    expect(title).to_be_focused()
    at = title.evaluate("field => [field.selectionStart, field.selectionEnd]")
    assert at == [2, 3]


def test_a_fix_is_an_edit_that_can_be_taken_back(page, live_server):
    open_story(page, live_server)
    finding(page, "“帐号”应为“账号”").get_by_role("button", name="改为“账号”").click()
    counts(page, "4 处差错")
    expect(body(page).locator("strong")).to_have_text("用账号")
    page.keyboard.press("ControlOrMeta+z")
    expect(body(page).locator("strong")).to_have_text("用帐号")
    counts(page, "5 处差错")
    title = page.get_by_label("标题", exact=True)
    finding(page, "半角“,”应为全角“，”", 0).get_by_role("button", name="改为“，”").click()
    expect(title).to_have_value("湿地，开门迎客")
    counts(page, "4 处差错")
    page.keyboard.press("ControlOrMeta+z")
    expect(title).to_have_value("湿地,开门迎客")
    counts(page, "5 处差错")


def test_all_marks_are_set_right_at_one_press_and_bold_stays_bold(page, live_server):
    story = open_story(page, live_server, kicker="云岭,下雪,(三月)")
    page.get_by_role("button", name="全部改正标点").click()
    counts(page, "1 处差错")
    expect(page.get_by_label("引题", exact=True)).to_have_value("云岭，下雪，（三月）")
    page.get_by_role("button", name="保存并继续编辑").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    story.refresh_from_db()
    assert (story.title, story.body) == (
        "湿地，开门迎客",
        "<p>云岭下雪了。</p>\n<ul><li><p>先看云，再看雪</p></li></ul>\n"
        "<p>游客可<strong>用帐号</strong>预约，入馆（东门）参观。</p>",
    )


def test_what_is_typed_is_checked_when_typing_stops(page, live_server):
    open_story(page, live_server)
    page.get_by_label("副题", exact=True).fill("好(雪)")
    counts(page, "6 处差错")
    body(page).click()
    page.keyboard.press("ControlOrMeta+End")
    paragraphs = body(page).locator("p")
    before = paragraphs.count()
    for number in (1, 2):
        page.keyboard.press("Enter")
        expect(paragraphs).to_have_count(before + number)
    page.keyboard.type("又用帐号", delay=30)
    expect(paragraphs.last).to_have_text("又用帐号")
    counts(page, "7 处差错")
    finding(page, "“帐号”应为“账号”", 1).locator(".proof__jump").click()
    assert page.evaluate(SELECTED) == "帐号"
    assert page.evaluate("getSelection().anchorNode.data") == "又用帐号"


def test_what_was_changed_since_is_checked_again_before_anything_is_set(page, live_server):
    open_story(page, live_server)
    page.route("**/proofs/", lambda route: route.abort())
    page.get_by_label("标题", exact=True).fill("湿地")
    finding(page, "半角“,”应为全角“，”", 0).get_by_role("button", name="改为“，”").click()
    expect(page.locator("[data-proofs-said]")).to_have_text(
        "连不上服务器，校对提示停在上一次的样子。"
    )
    expect(page.get_by_label("标题", exact=True)).to_have_value("湿地")
    page.unroute("**/proofs/")
    page.get_by_label("标题", exact=True).fill("湿地开门")
    counts(page, "4 处差错")
    expect(page.locator("[data-proofs-said]")).to_be_empty()


def test_a_finding_is_let_stand_with_its_reason_and_taken_back(each_page, live_server):
    page = each_page
    open_story(page, live_server)
    line = finding(page, "“帐号”应为“账号”")
    line.get_by_text("忽略", exact=True).click()
    line.get_by_label("为什么").select_option("其他")
    line.get_by_role("button", name="忽略这一处").click()
    expect(page.locator("[data-proofs-said]")).to_have_text("选“其他”的，请写明为什么保留原文。")
    line.get_by_label("补充").fill("展板原样")
    page.keyboard.press("Enter")
    counts(page, "4 处差错")
    assert [record.reason for record in ProofIgnore.objects.all()] == ["展板原样"]
    page.get_by_text("已忽略（1）").click()
    sound(page)
    page.get_by_role("button", name="不再忽略").click()
    counts(page, "5 处差错")
    assert not ProofIgnore.objects.exists()


def test_an_input_method_at_work_is_left_alone(page, live_server):
    open_story(page, live_server)
    asked = []
    page.on(
        "request", lambda request: asked.append(request.url) if "/proofs/" in request.url else None
    )
    body(page).click()
    page.keyboard.press("ControlOrMeta+End")
    session = page.context.new_cdp_session(page)
    # The working copy is kept meanwhile: that tells when more than a second has gone by.
    with page.expect_response(lambda answer: "copies/keep" in answer.url):
        for letters in ("z", "zhang", "zhang hao"):
            session.send(
                "Input.imeSetComposition",
                {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)},
            )
    with page.expect_response(lambda answer: "copies/keep" in answer.url):
        session.send(
            "Input.imeSetComposition",
            {"text": "zhang hao a", "selectionStart": 11, "selectionEnd": 11},
        )
    assert asked == []
    session.send("Input.insertText", {"text": "帐号"})
    counts(page, "7 处差错")  # the word, and the stop that is missing behind it
    expect(body(page)).to_contain_text("参观。帐号")


def test_the_preview_shows_what_is_typed_in_a_window_of_its_own(page, live_server):
    make_masthead()
    story = open_story(page, live_server)
    page.get_by_label("副题", exact=True).fill("还没有存的副题")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="预览", exact=True).click()
    window = opened.value
    for title in ("手机上的样子", "电脑上的样子"):
        frame = window.frame_locator(f'iframe[title="{title}"]')
        expect(frame.locator(".story__subtitle")).to_have_text("还没有存的副题")
    assert window.evaluate(
        "[...document.querySelectorAll('iframe')].map(frame => frame.contentWindow.innerWidth)"
    ) == [390, 1440]
    story.refresh_from_db()
    assert story.subtitle == ""
    expect(page.get_by_label("副题", exact=True)).to_have_value("还没有存的副题")


def test_the_preview_and_the_link_are_sound_at_both_widths(page, new_page, live_server):
    make_masthead()
    story = make_article(
        "云海之上", signed=False, figures=[writing.Figure(make_image(), "云海如潮", alt="云海")]
    )
    sign_in(page, live_server)
    page.goto(live_server.url + reverse("admin:article_preview", args=[story.pk]))
    page.get_by_role("button", name="发出第1稿的预览链接").click()
    expect(page.get_by_role("button", name="复制预览链接")).to_be_visible()
    address = page.get_by_label("第1稿的预览链接").input_value()
    page.get_by_role("button", name="复制预览链接").click()
    expect(page.get_by_text("已复制")).to_be_visible()
    outside = new_page()
    for width in (PHONE, DESK):
        for screen in (page, outside):
            screen.set_viewport_size({"width": width, "height": HEIGHT[width]})
        sound(page)
        outside.goto(address)
        expect(outside.get_by_text("预览：未出版，请勿转发")).to_be_visible()
        expect(outside.get_by_role("img", name="云海")).to_be_visible()
        assert outside.evaluate("document.images[0].naturalWidth") > 0
        sound(outside)
    page.get_by_role("button", name="撤销全部预览链接").click()
    expect(page.get_by_text("已撤销", exact=True)).to_be_visible()
    assert outside.goto(address).status == 410
    sound(outside)


def test_without_scripts_the_findings_are_a_list_to_read(new_page, live_server):
    page = new_page(java_script_enabled=False)
    story = make_article("湿地,开门迎客", body=BODY, signed=False)
    make_user("bianji", is_staff=True, is_superuser=True)
    page.goto(live_server.url + reverse("admin:articles_article_change", args=[story.pk]))
    page.get_by_label("用户名").fill("bianji")
    page.get_by_label("密码").fill("mi-ma")
    page.get_by_role("button", name="登录").click()
    expect(page.locator(".proof__said").first).to_contain_text("半角“,”应为全角“，”")
    expect(page.locator(".proofs button:visible")).to_have_count(0)
    with page.expect_popup() as opened:
        page.get_by_role("button", name="预览", exact=True).click()
    expect(opened.value.locator("iframe")).to_have_count(2)
