"""What is being typed survives a crash, a closed tab, a sign-in that ran out and a line that is down."""

import pytest
from django.urls import reverse
from playwright.sync_api import Error, expect

from articles import writing
from articles.models import Article, WorkingCopy
from tests.e2e.conftest import DESK, HEIGHT, PHONE
from tests.e2e.looking import accessible, built, fits, sign_in
from tests.factories import make_article, make_editor

pytestmark = pytest.mark.django_db(transaction=True)

KEPT = "[data-working-copy]"


@pytest.fixture
def story(page, live_server) -> str:
    """The address of a draft, signed in for and opened."""
    article = make_article("云海之上", signed=False)
    sign_in(page, live_server)
    address = live_server.url + reverse("admin:articles_article_change", args=[article.pk])
    page.goto(address)
    built(page)
    return address


def write(page, field: str, words: str) -> None:
    page.get_by_role("textbox", name=field, exact=True).click()
    page.keyboard.type(words)


def is_kept(page) -> None:
    expect(page.locator(KEPT)).to_contain_text("已暂存", timeout=10_000)


def sent(answer) -> str:
    """What the script sent to be kept."""
    is_copy = answer.url.endswith("/copies/keep/")
    return (answer.request.post_data_buffer or b"").decode() if is_copy else ""


def take_back(page) -> None:
    page.get_by_role("region", name="未保存的文字").get_by_role("button", name="取回").click()
    built(page)


def sound(page) -> None:
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": HEIGHT[width]})
        accessible(page)
        fits(page)


@pytest.mark.both_databases
def test_after_a_crash_the_words_are_offered_and_taken_back(page, story):
    with page.expect_response(lambda answer: "崩溃之前写的副题" in sent(answer)):
        write(page, "正文", "崩溃之前写的正文")
        write(page, "副题", "崩溃之前写的副题")
    other = page.context.new_page()
    with page.expect_event("crash"), pytest.raises(Error):
        page.goto("chrome://crash")
    other.goto(story)
    built(other)
    assert "崩溃之前写的正文" not in other.get_by_role("textbox", name="正文").inner_text()
    sound(other)
    other.get_by_role("link", name="看差别").click()
    expect(other.locator(".compared ins").first).to_have_text("崩溃之前写的副题")
    sound(other)
    other.get_by_role("button", name="取回").click()
    built(other)
    expect(other.get_by_label("副题")).to_have_value("崩溃之前写的副题")
    expect(other.get_by_role("textbox", name="正文")).to_contain_text("崩溃之前写的正文")
    sound(other)
    assert Article.objects.get().subtitle == ""
    other.get_by_role("button", name="保存并继续编辑").click()
    expect(other.locator(".messagelist .success")).to_be_visible()
    assert Article.objects.get().subtitle == "崩溃之前写的副题"
    assert not WorkingCopy.objects.exists()


def test_a_closed_tab_tells_the_server_as_it_goes(page, story):
    write(page, "副题", "关掉之前写的")
    other = page.context.new_page()
    page.close()
    other.goto(story)
    built(other)
    take_back(other)
    expect(other.get_by_label("副题")).to_have_value("关掉之前写的")


def test_a_new_story_is_kept_too_and_stands_on_the_start_page(page, live_server):
    sign_in(page, live_server)
    page.goto(live_server.url + reverse("admin:articles_article_add"))
    built(page)
    write(page, "标题", "没写完的新稿")
    is_kept(page)
    other = page.context.new_page()
    page.close()
    other.goto(f"{live_server.url}/admin/")
    sound(other)
    other.get_by_role("region", name="未完成的文字").get_by_role(
        "link", name="没写完的新稿"
    ).click()
    built(other)
    sound(other)
    take_back(other)
    expect(other.get_by_label("标题", exact=True)).to_have_value("没写完的新稿")


def test_while_the_line_is_down_the_words_wait_in_the_browser(page, story):
    page.context.set_offline(True)
    write(page, "副题", "断线时写的")
    expect(page.locator(KEPT)).to_have_text("暂存失败，正在重试")
    assert page.evaluate("Object.keys(localStorage).length") == 1
    page.context.set_offline(False)
    is_kept(page)
    assert page.evaluate("Object.keys(localStorage).length") == 0
    assert WorkingCopy.objects.get().value("subtitle") == "断线时写的"


def test_what_was_written_offline_before_a_crash_is_offered_when_the_line_is_back(page, story):
    page.context.set_offline(True)
    write(page, "副题", "断线时写的")
    expect(page.locator(KEPT)).to_have_text("暂存失败，正在重试")
    other = page.context.new_page()
    page.close()
    other.context.set_offline(False)
    other.goto(story)
    built(other)
    take_back(other)
    expect(other.get_by_label("副题")).to_have_value("断线时写的")


@pytest.mark.both_databases
def test_a_sign_in_that_ran_out_is_said_and_its_words_are_kept_after_the_next(
    page, live_server, story
):
    page.context.clear_cookies(name="sessionid")
    write(page, "副题", "过期以后写的")
    expect(page.locator(KEPT)).to_contain_text("登录已过期")
    sound(page)
    with page.expect_popup() as opened:
        page.locator(KEPT).get_by_role("link", name="另开一页登录").click()
    other = opened.value
    other.get_by_label("用户名").fill("bianji")
    other.get_by_label("密码").fill("mi-ma")
    other.get_by_role("button", name="登录").click()
    is_kept(page)
    assert WorkingCopy.objects.get().value("subtitle") == "过期以后写的"


def test_an_input_method_at_work_is_not_disturbed(page, story):
    """Characters that are being composed stay so while the copy is kept, and arrive whole."""
    body = page.get_by_role("textbox", name="正文")
    body.click()
    page.keyboard.press("ControlOrMeta+End")
    session = page.context.new_cdp_session(page)
    with page.expect_response(lambda answer: "copies/keep" in answer.url):
        for letters in ("q", "qing", "qing shi"):
            session.send(
                "Input.imeSetComposition",
                {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)},
            )
    session.send("Input.insertText", {"text": "青石"})
    expect(body).to_contain_text("建成。青石")
    page.get_by_role("button", name="保存并继续编辑").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Article.objects.get().body.endswith("建成。青石</p>")


@pytest.mark.both_databases
def test_saving_leaves_no_copy_behind(page, story):
    write(page, "副题", "要存的副题")
    page.get_by_role("button", name="保存并继续编辑").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page.get_by_role("region", name="未保存的文字")).to_have_count(0)
    assert not WorkingCopy.objects.exists()


def test_looking_at_a_story_keeps_nothing(page, story):
    page.get_by_label("副题").click()
    page.keyboard.press("Tab")
    page.goto("about:blank")
    assert not WorkingCopy.objects.exists()


@pytest.mark.both_databases
def test_who_else_has_the_story_open_is_said_on_the_form(page, new_page, live_server, story):
    article = Article.objects.get()
    make_editor("陈兰")
    other = new_page()
    other.goto(f"{live_server.url}/admin/")
    other.get_by_label("用户名").fill("陈兰")
    other.get_by_label("密码").fill("mi-ma")
    other.get_by_role("button", name="登录").click()
    other.goto(story)
    expect(other.locator("[data-present]")).to_contain_text("刚刚打开了这篇稿件")
    page.reload()
    expect(page.locator("[data-present]")).to_have_text("陈兰刚刚打开了这篇稿件。")
    sound(page)
    assert article.visits.count() == 2


def test_two_versions_are_chosen_compared_and_one_is_restored(page, live_server, story):
    article = Article.objects.get()
    article.title = "雨海之上"
    writing.save(article, by=make_editor("苏文"), expected=article.version, reason="标题更准确")
    page.goto(story)
    page.get_by_role("link", name="各稿和修改记录").click()
    sound(page)
    page.get_by_role("button", name="比较选中的两稿").click()
    expect(page.locator(".compared del")).to_have_text("云")
    sound(page)
    page.get_by_role("link", name="恢复这一稿…").click()
    sound(page)
    page.get_by_role("button", name="恢复第1稿").click()
    expect(page.locator(".messagelist .success")).to_have_text("已恢复第1稿，存为第3稿。")
    assert Article.objects.get().title == "云海之上"


@pytest.mark.both_databases
def test_two_texts_are_put_together_on_the_page_of_the_conflict(page, story):
    article = Article.objects.get()
    article.title, article.subtitle = "同事的标题", "同事的副题"
    writing.save(article, by=make_editor("苏文"), expected=article.version)
    page.get_by_label("标题", exact=True).fill("我的标题")
    page.get_by_role("textbox", name="正文").click()
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.type("我添的一句。")
    page.get_by_role("button", name="保存并继续编辑").click()
    question = page.get_by_role("group", name="标题：两人都改了，用谁的？")
    expect(question).to_be_visible()
    built(page)
    sound(page)
    question.get_by_label("用对方的").check()
    page.get_by_role("button", name="合成后保存").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    stored = Article.objects.get()
    assert (stored.title, stored.subtitle) == ("同事的标题", "同事的副题")
    assert "我添的一句。" in stored.body
