"""三审 in two browsers: from a reporter's form to 已签发, with one return and one change after the last signature."""

import re

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article, Review
from articles.models.article import State
from articles.permissions import Role
from tests.e2e.looking import accessible, built, fits
from tests.factories import make_section, make_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

PEOPLE = {
    "林晓禾": Role.REPORTER,
    "沈墨": Role.EDITOR,
    "周澄": Role.HEAD,
    "苏文": Role.CHIEF,
}


def come_in(page: Page, live_server, name: str) -> None:
    """In this browser as this person, whoever sat there before."""
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("用户名").fill(name)
    page.get_by_label("密码").fill("mi-ma")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", name="今天的工作")).to_be_visible()


def write(page: Page, **typed: str) -> None:
    built(page)
    for label, words in typed.items():
        page.get_by_label(label, exact=True).fill(words)


def judge(page: Page, button: str, opinion: str = "") -> None:
    """On the review screen, to which the start page leads."""
    page.get_by_role("textbox", name="意见").fill(opinion)
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("heading", name="今天的工作")).to_be_visible()


def open_first(page: Page, live_server, title: str) -> None:
    page.goto(f"{live_server.url}/admin/")
    page.get_by_role("link", name=re.compile(title)).first.click()


def test_a_story_walks_from_its_reporter_to_its_last_signature(page, new_page, live_server):
    section = make_section()
    for name, role in PEOPLE.items():
        make_user(name, role=role)
    author, desk = page, new_page()

    come_in(author, live_server, "林晓禾")
    author.goto(f"{live_server.url}/admin/articles/article/add/")
    write(author, 标题="云岭气象站建成")
    author.locator(".ProseMirror[contenteditable]").click()
    author.keyboard.type("近日，云岭县建成第三座气象站。")
    author.locator("#id_signature").fill("林晓禾")
    author.get_by_role("button", name="保存并继续编辑").click()
    expect(author.get_by_text("新建稿件")).not_to_be_visible()
    story = Article.objects.get()
    submit(author)
    Article.objects.filter(pk=story.pk).update(section=section)

    come_in(desk, live_server, "沈墨")
    open_first(desk, live_server, "云岭气象站建成")
    accessible(desk)
    judge(desk, "退回", "第三座在哪个镇？请补上。")

    open_first(author, live_server, "云岭气象站建成")
    expect(author.get_by_text("第三座在哪个镇？请补上。").first).to_be_visible()
    built(author)
    author.locator(".ProseMirror[contenteditable] p").first.click()
    author.keyboard.press("Control+A")
    author.keyboard.type("近日，云岭县在望溪镇建成第三座气象站。")
    submit(author)

    judge_as(desk, live_server, "沈墨", "初审通过", "已补。")
    judge_as(desk, live_server, "周澄", "复审通过")
    judge_as(desk, live_server, "苏文", "签发", "同意。")
    story.refresh_from_db()
    assert (story.state, story.signed_version) == (State.SIGNED_OFF, story.latest_version)

    come_in(author, live_server, "沈墨")
    author.goto(f"{live_server.url}/admin/articles/article/{story.pk}/change/")
    built(author)
    expect(author.locator(".warns")).to_be_visible()  # that the signature will be void
    author.get_by_label("标题", exact=True).fill("云岭第三座气象站建成")
    author.get_by_role("button", name="保存并继续编辑").click()
    expect(author.get_by_text("原签发作废").first).to_be_visible()

    come_in(desk, live_server, "苏文")
    open_first(desk, live_server, "云岭第三座气象站建成")
    expect(desk.locator("ins", has_text="第三座").first).to_be_visible()
    judge(desk, "核准改动")
    story.refresh_from_db()
    assert (story.state, story.signed_version) == (State.SIGNED_OFF, story.latest_version)

    assert [(line.printed_name, line.said) for line in Review.objects.in_order()] == [
        ("林晓禾", "送审"),
        ("沈墨", "初审退回"),
        ("林晓禾", "送审"),
        ("沈墨", "初审通过"),
        ("周澄", "复审通过"),
        ("苏文", "终审签发"),
        ("苏文", "核准改动"),
    ]
    desk.goto(f"{live_server.url}/admin/articles/article/{story.pk}/record/")
    expect(desk.get_by_text("第三座在哪个镇？请补上。")).to_be_visible()
    accessible(desk)
    fits(desk)


def submit(page: Page) -> None:
    page.get_by_role("button", name="保存并送审").click()
    page.get_by_role("button", name="送审", exact=True).click()
    expect(page.get_by_text("已送审，稿件现在是“待初审”。")).to_be_visible()


def judge_as(page: Page, live_server, name: str, button: str, opinion: str = "") -> None:
    come_in(page, live_server, name)
    open_first(page, live_server, "云岭气象站建成")
    judge(page, button, opinion)
