"""What was typed and not yet saved: leaving asks first, and a sign-in that changed meanwhile costs no word."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article
from sections.models import Section
from tests.e2e.looking import accessible, built, fits, sign_in
from tests.factories import make_article

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def story(page, live_server) -> str:
    """The address of a draft, signed in for and opened."""
    article = make_article("云海之上", signed=False)
    sign_in(page, live_server)
    address = live_server.url + reverse("admin:articles_article_change", args=[article.pk])
    page.goto(address)
    built(page)
    return address


def go_to_the_list(page) -> None:
    page.get_by_role("navigation", name="编辑部").get_by_role("link", name="稿件").click()


def stays_when_asked(page) -> None:
    """Going to the list of stories is asked about first; whoever then thinks better of it is where he was."""
    here = page.url
    page.once("dialog", lambda dialog: dialog.dismiss())
    with page.expect_event("dialog") as asked:
        go_to_the_list(page)
    assert asked.value.type == "beforeunload"
    expect(page).to_have_url(here)


def leaves_unasked(page) -> None:
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    go_to_the_list(page)
    expect(page).to_have_url(re.compile("/articles/article/$"))
    assert asked == []


def sign_in_again(page, live_server) -> None:
    """In another window of the same browser: out, and in."""
    other = page.context.new_page()
    other.goto(f"{live_server.url}/admin/")
    if other.get_by_role("button", name="退出").is_visible():
        other.get_by_role("button", name="退出").click()
        other.goto(f"{live_server.url}/admin/")
    other.get_by_label("用户名").fill("bianji")
    other.get_by_label("密码").fill("mi-ma")
    other.get_by_role("button", name="登录").click()
    expect(other.get_by_role("heading", name="今天的工作")).to_be_visible()
    other.close()


@pytest.mark.parametrize("field", ["副题", "正文"])
def test_leaving_a_story_with_unsaved_words_asks_first(page, story, field):
    page.get_by_role("textbox", name=field).click()
    page.keyboard.type("新写的话")
    stays_when_asked(page)
    page.get_by_role("button", name="保存并继续编辑").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    stored = Article.objects.get()
    assert "新写的话" in stored.subtitle + stored.body
    leaves_unasked(page)


def test_looking_at_a_story_and_leaving_asks_nothing(page, story):
    page.get_by_label("副题").click()
    page.keyboard.press("Tab")
    leaves_unasked(page)


def test_words_that_were_refused_are_unsaved_still(page, story):
    page.get_by_label("标题", exact=True).fill("一\n二\n三\n四")
    page.get_by_role("button", name="保存并继续编辑").click()
    expect(page.locator(".errornote")).to_be_visible()
    page.get_by_label("副题").click()
    stays_when_asked(page)


def test_who_signs_in_again_in_another_window_saves_what_was_typed(page, live_server, story):
    page.get_by_label("副题").fill("登录之前写的")
    sign_in_again(page, live_server)
    page.get_by_role("button", name="保存并继续编辑").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Article.objects.get().subtitle == "登录之前写的"


def test_a_sign_in_that_ran_out_is_said_before_anything_is_sent(page, live_server, story):
    page.get_by_label("副题").fill("过期之前写的副题")
    page.get_by_role("textbox", name="正文").click()
    page.keyboard.type("过期之前写的正文")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="保存并送审").click()
    note = page.get_by_role("alert")
    expect(note).to_contain_text("登录已过期，还没有保存，文字都在。")
    expect(note.get_by_role("link", name="另开一页登录")).to_have_attribute("target", "_blank")
    accessible(page)
    fits(page)
    sign_in_again(page, live_server)
    page.get_by_role("button", name="保存并送审").click()
    page.get_by_role("button", name="送审", exact=True).click()
    expect(page.get_by_text("已送审，稿件现在是“待初审”。")).to_be_visible()
    stored = Article.objects.get()
    assert (stored.subtitle, stored.state) == ("过期之前写的副题", "first")
    assert "过期之前写的正文" in stored.body


def test_a_server_that_does_not_answer_costs_no_word(page, story):
    page.get_by_label("副题").fill("断线之前写的")
    page.context.set_offline(True)
    page.get_by_role("button", name="保存并继续编辑").click()
    expect(page.get_by_role("alert")).to_contain_text("连不上服务器，还没有保存，文字都在")
    page.context.set_offline(False)
    page.get_by_role("button", name="保存并继续编辑").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Article.objects.get().subtitle == "断线之前写的"


def test_without_scripts_a_refused_form_is_there_again_when_the_browser_goes_back(
    new_page, live_server
):
    page = new_page(java_script_enabled=False)
    article = make_article("云海之上", signed=False)
    sign_in(page, live_server)
    page.goto(live_server.url + reverse("admin:articles_article_change", args=[article.pk]))
    page.get_by_label("副题").fill("登录之前写的")
    page.context.clear_cookies()
    page.get_by_role("button", name="保存并继续编辑").click()
    expect(page.get_by_role("heading", name="登录状态已变，没有存下")).to_be_visible()
    sign_in_again(page, live_server)
    page.go_back()
    expect(page.get_by_label("副题")).to_have_value("登录之前写的")
    page.get_by_role("button", name="保存并继续编辑").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Article.objects.get().subtitle == "登录之前写的"


def test_a_form_in_a_window_of_its_own_is_sent_too(page, story):
    with page.expect_popup() as opened:
        page.locator("#add_id_section").click()
    window = opened.value
    window.get_by_label("栏目名").fill("科学人物")
    with window.expect_event("close"):
        window.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator("#id_section option:checked")).to_have_text("科学人物")
    assert Section.objects.get().name == "科学人物"


def test_the_page_of_that_refusal_is_accessible_and_fits(page, story):
    page.evaluate("""() => {
        const form = document.getElementById("article_form");
        form.elements.csrfmiddlewaretoken.value = "another's";
        form.submit();
    }""")
    expect(page.get_by_role("heading", name="登录状态已变，没有存下")).to_be_visible()
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 844})
        accessible(page)
        fits(page)


def test_the_second_of_two_writers_compares_and_saves(page, story):
    other = page.context.new_page()
    other.goto(story)
    built(other)
    other.get_by_label("副题").fill("同事写的副题")
    other.get_by_role("button", name="保存并继续编辑").click()
    expect(other.locator(".messagelist .success")).to_be_visible()  # shown there, so not here
    page.get_by_label("副题").fill("我写的副题")
    page.get_by_role("button", name="保存并继续编辑").click()
    section = page.get_by_role("region", name="已存的稿与您这里的不同")
    expect(section.locator("dd del")).to_have_text("同事")
    expect(section.locator("dd ins")).to_have_text("我")
    accessible(page)
    fits(page)
    section.get_by_role("button", name="已对照，照我这里的保存").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(section).to_have_count(0)
    assert Article.objects.get().subtitle == "我写的副题"
