"""The screens of a session that is in doubt or over, and of the trail: accessible, in Chinese, and they fit."""

from __future__ import annotations

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles import trail
from articles.models import Issue
from articles.models.trail import Kind
from articles.permissions import Role
from tests.e2e.conftest import DESK, HEIGHT, PHONE, NewPage
from tests.e2e.looking import accessible, fits, in_chinese, sign_in
from tests.factories import make_published, make_section

pytestmark = pytest.mark.django_db(transaction=True)


def leave_alone(page: Page, **amount: int) -> None:
    """The session is so much older: nobody has touched anything since."""
    [key] = [each["value"] for each in page.context.cookies() if each["name"] == "sessionid"]
    session = SessionStore(key)
    session["active_at"] -= amount.get("minutes", 0) * 60 + amount.get("hours", 0) * 3600
    session.save()


def sound(page: Page) -> None:
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": HEIGHT[width]})
        accessible(page)
        fits(page)
    in_chinese(page, but={"bianji"})


def test_a_withdrawal_after_a_while_goes_on_behind_the_password(page, live_server):
    issue = make_published()
    sign_in(page, live_server, first_name="沈墨")
    page.goto(live_server.url + reverse("admin:issue_withdraw", args=[issue.pk]))
    page.get_by_label("撤回原因").fill("第一版图片有误")
    leave_alone(page, minutes=30)
    page.get_by_role("button", name="撤回本期").click()
    expect(page.get_by_label("沈墨的密码")).to_be_focused()
    sound(page)
    page.get_by_label("沈墨的密码").fill("mi-ma")
    page.get_by_role("button", name="接着办").click()
    expect(page.locator(".messagelist .success")).to_contain_text("已撤回")
    assert Issue.objects.get().withdrawal_reason == "第一版图片有误"


def test_without_scripts_a_form_that_came_too_late_is_sent_again_after_signing_in(
    new_page: NewPage, live_server
):
    page = new_page(java_script_enabled=False)
    section = make_section("冰川")
    sign_in(page, live_server)
    page.goto(live_server.url + reverse("admin:sections_section_change", args=[section.pk]))
    page.get_by_label("栏目名").fill("冰川与河")
    leave_alone(page, hours=12)
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("刚才送出的文字没有丢，登录后可以接着提交。")).to_be_visible()
    page.get_by_label("用户名").fill("bianji")
    page.get_by_label("密码").fill("mi-ma")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("listitem").filter(has_text="冰川与河")).to_be_visible()
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": HEIGHT[width]})
        fits(page)
    page.get_by_role("button", name="再提交一次").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    section.refresh_from_db()
    assert section.name == "冰川与河"


def test_the_trail_is_accessible_and_fits(page, live_server):
    with trail.asked_from("2001:db8:85a3:1234:5678:8a2e:370:7334"):
        trail.note(None, Kind.EDIT, "改名", thing=make_section("冰川"))
    sign_in(page, live_server, Role.AUDITOR, first_name="严审")
    page.goto(f"{live_server.url}/admin/")
    page.get_by_role("navigation", name="编辑部").get_by_role("link", name="操作记录").click()
    expect(page.get_by_role("listitem").filter(has_text="改名")).to_be_visible()
    accessible(page)
    page.get_by_label("类别").select_option(label="编务")
    page.get_by_role("button", name="查找").click()
    expect(page.locator(".trail > li")).to_have_count(1)
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": HEIGHT[width]})
        accessible(page)
        fits(page)
    with page.expect_download() as taken:
        page.get_by_role("button", name="导出为表格").click()
    assert taken.value.suggested_filename.startswith("操作记录-")
