"""A story's pictures in a browser: dropped, pasted, chosen; moved, taken out and brought back; by keyboard alone."""

import base64

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles import writing
from articles.models import Article, Image, ImageUse
from tests.e2e.looking import accessible, built, choose_files, fits, in_chinese, sign_in
from tests.factories import make_article, make_image, picture_bytes
from tests.images.test_metadata import CAPTION, NAME, iptc, jpeg, photoshop

pytestmark = pytest.mark.django_db(transaction=True)

BODY = "<p>清晨，云岭上落了雪。</p><h3>先看标尺</h3><p>观测员何晓扫开积雪，读出标尺上的数字，又记下风向。</p>"
#: Hands files to the page as the clipboard or a mouse would.
HAND = """([how, files]) => {
    const data = new DataTransfer();
    for (const [name, type, content] of files) {
        const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
        data.items.add(new File([bytes], name, { type }));
    }
    const target = document.querySelector(how === "drop" ? "[data-drop-pictures]" : ".ProseMirror[contenteditable]");
    const options = { bubbles: true, cancelable: true };
    const event = how === "drop"
        ? new DragEvent("drop", { ...options, dataTransfer: data })
        : new ClipboardEvent("paste", { ...options, clipboardData: data });
    target.dispatchEvent(event);
}"""


def open_story(page: Page, live_server, **fields) -> Article:
    article = make_article("云海之上", signed=False, body=BODY, **fields)
    sign_in(page, live_server)
    page.goto(live_server.url + reverse("admin:articles_article_change", args=[article.pk]))
    built(page)
    return article


def hand(page: Page, how: str, *files: tuple[str, bytes]) -> None:
    given = [[name, "image/png", base64.b64encode(data).decode()] for name, data in files]
    page.evaluate(HAND, [how, given])


def rows(page: Page):
    return page.locator(".pictures .inline-related:not(.empty-form)")


def save(page: Page) -> None:
    page.get_by_role("button", name="保存并继续编辑").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def captions() -> list[str]:
    return list(ImageUse.objects.order_by("order").values_list("caption", flat=True))


@pytest.mark.parametrize("how", ["drop", "paste"])
def test_files_become_rows_and_a_bad_one_is_told_by_its_name(page, live_server, how):
    open_story(page, live_server)
    files = ("山.png", picture_bytes()), ("坏.png", b"GIF89a"), ("水.png", picture_bytes())
    hand(page, how, *files)
    expect(rows(page)).to_have_count(2)
    refused = page.get_by_role("list", name="上传情况").get_by_role("listitem")
    expect(refused).to_have_count(1)
    expect(refused).to_contain_text("坏.png")
    expect(refused).to_contain_text("图片文件已损坏，无法读取；请作者重传。")
    expect(rows(page).locator("img.thumbnail")).to_have_count(2)
    save(page)
    assert list(ImageUse.objects.values_list("image__title", "order")) == [("山", 1), ("水", 2)]
    assert (
        Article.objects.get().latest_version.figures[1]["sha256"]
        == Image.objects.get(title="水").sha256
    )


def test_caption_and_credit_come_with_the_file(page, live_server):
    open_story(page, live_server)
    words = iptc((120, CAPTION.encode("gbk")), (80, NAME.encode("gbk")))
    hand(page, "drop", ("DSC_1.jpg", jpeg(photoshop(words))))
    expect(rows(page).get_by_label("图说")).to_have_value(CAPTION)
    expect(rows(page).get_by_label("摄影署名")).to_have_value("何晓 摄")
    expect(rows(page).get_by_label("替代文字")).to_have_value("")


def test_a_picture_that_is_known_is_offered_for_use(page, live_server):
    open_story(page, live_server)
    data = picture_bytes()
    hand(page, "drop", ("雪后.png", data))
    expect(rows(page)).to_have_count(1)
    hand(page, "drop", ("又名.png", data))
    expect(page.get_by_text("图库里已有这张图片《雪后》。")).to_be_visible()
    page.get_by_role("button", name="直接用《雪后》").click()
    expect(rows(page)).to_have_count(2)
    expect(rows(page).last.get_by_label("图说")).to_be_focused()
    save(page)
    assert [use.image.title for use in ImageUse.objects.all()] == ["雪后", "雪后"]


def test_words_that_are_pasted_with_a_picture_of_them_stay_words(page, live_server):
    open_story(page, live_server)
    page.evaluate("""() => {
        const data = new DataTransfer();
        data.items.add(new File(["x"], "a.png", { type: "image/png" }));
        data.setData("text/plain", "复制来的话");
        const text = document.querySelector(".ProseMirror[contenteditable]");
        text.focus();
        text.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: data }));
    }""")
    expect(page.get_by_role("textbox", name="正文")).to_contain_text("复制来的话")
    expect(page.get_by_role("list", name="上传情况").get_by_role("listitem")).to_have_count(0)


def test_a_story_gets_its_pictures_by_keyboard_alone(page, live_server):
    open_story(page, live_server)
    chooser = page.get_by_label("把图片拖到这里、粘贴，或选择文件")
    expect(chooser).to_be_visible()
    chooser.focus()
    expect(chooser).to_be_focused()
    opened = choose_files(page, chooser, lambda: page.keyboard.press("Space"))
    opened.set_files(
        [
            {"name": f"{name}.png", "mimeType": "image/png", "buffer": picture_bytes()}
            for name in ("山", "水")
        ]
    )
    expect(rows(page)).to_have_count(2)
    first = rows(page).first
    first.get_by_label("图说").focus()
    page.keyboard.type("山上的雪")
    first.get_by_label("排在第几段后").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(first.get_by_label("排在第几段后")).to_have_value("2")
    page.get_by_role("button", name="下移图片 1").focus()
    page.keyboard.press("Enter")
    expect(rows(page).last.get_by_label("图说")).to_have_value("山上的雪")
    expect(page.get_by_role("button", name="上移图片 2")).to_be_focused()
    save(page)
    uses = ImageUse.objects.order_by("order").values_list("image__title", "caption", "after_block")
    assert list(uses) == [("水", "", 0), ("山", "山上的雪", 2)]


def pictured() -> dict:
    return {"figures": [writing.Figure(make_image(), caption) for caption in ("甲", "乙", "丙")]}


def test_rows_are_taken_out_and_brought_back(page, live_server):
    open_story(page, live_server, **pictured())
    page.get_by_role("button", name="去掉图片 2").click()
    expect(page.get_by_text("已去掉，保存后生效")).to_be_visible()
    page.get_by_role("button", name="恢复图片").click()
    expect(page.get_by_text("已去掉，保存后生效")).to_have_count(0)
    page.get_by_role("button", name="去掉图片 1").click()
    page.get_by_role("button", name="上移图片 2").click()
    save(page)
    assert captions() == ["丙", "乙"]


def test_the_places_show_how_paragraphs_begin_and_follow_the_editor(page, live_server):
    open_story(page, live_server, **pictured())
    options = rows(page).first.get_by_label("排在第几段后").locator("option")
    expect(options).to_have_text(
        [
            "正文之前",
            "第1段后：清晨，云岭上落了雪。",
            "第2段后：先看标尺",
            "第3段后：观测员何晓扫开积雪，读出标尺上的……",
        ]
    )
    page.locator(".ProseMirror[contenteditable] p").first.click()
    page.keyboard.press("Home")
    page.keyboard.type("昨天")
    expect(options.nth(1)).to_have_text("第1段后：昨天清晨，云岭上落了雪。")
    page.keyboard.press("Enter")
    expect(options.nth(1)).to_have_text("第1段后：昨天")
    expect(options.nth(2)).to_have_text("第2段后：清晨，云岭上落了雪。")
    expect(options).to_have_count(5)


def test_a_sign_in_that_ran_out_is_told_beside_the_file(page, live_server):
    open_story(page, live_server)
    page.context.clear_cookies(name="sessionid")
    hand(page, "drop", ("山.png", picture_bytes()))
    told = page.get_by_text("登录已过期，这张没有上传；请另开一页登录，再选一次。")
    expect(told).to_be_visible()
    assert Image.objects.count() == 0


def test_the_form_with_pictures_is_accessible_and_fits(page, live_server):
    open_story(page, live_server, **pictured())
    hand(page, "drop", ("山.png", picture_bytes()), ("坏.png", b"x"))
    expect(rows(page)).to_have_count(4)
    expect(page.get_by_text("坏.png")).to_be_visible()
    page.get_by_role("button", name="去掉图片 2").click()
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("window.scrollTo(0, 0)")  # not where the editor's buttons leave under the bar
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            accessible(page)
        fits(page)


def test_the_focal_point_is_set_by_a_click_and_by_numbers(each_page, live_server):
    image = make_image(size=(400, 100))
    sign_in(each_page, live_server)
    each_page.goto(live_server.url + reverse("admin:articles_image_change", args=[image.pk]))
    left, top = each_page.get_by_label("焦点距左边（%）"), each_page.get_by_label("焦点距上边（%）")
    picture = each_page.locator(".focus__whole img")
    box = picture.bounding_box()
    picture.click(position={"x": box["width"] * 0.75, "y": box["height"] * 0.5})
    expect(left).to_have_value("75")
    top.fill("40")
    card = each_page.locator(".focus__card img")
    expect(card).to_have_css("object-position", "90% 50%")
    accessible(each_page)
    fits(each_page)
    in_chinese(each_page, but={"bianji"})
    each_page.get_by_role("button", name="保存并继续编辑").click()
    expect(each_page.locator(".messagelist .success")).to_be_visible()
    stored = Image.objects.get()
    assert (stored.focal_x, stored.focal_y) == (0.75, 0.4)
