"""Turning the second step on, keeping its recovery codes, and coming in with it: looked at on the way."""

from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, HEIGHT, PHONE
from tests.e2e.looking import accessible, fits, in_chinese, sign_in_by_form

pytestmark = pytest.mark.django_db(transaction=True)


def is_sound(page: Page, *, but: set[str] = frozenset()) -> None:
    in_chinese(page, but={"bianji"} | but)
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": HEIGHT[width]})
        accessible(page)
        fits(page)
    page.emulate_media(color_scheme="dark")
    accessible(page, runOnly={"type": "rule", "values": ["color-contrast"]})
    page.emulate_media(color_scheme="light")


def test_it_is_turned_on_and_a_recovery_code_opens(page, live_server):
    sign_in_by_form(page, live_server)
    page.get_by_role("link", name="bianji").click()
    page.get_by_role("link", name="开启两步验证").click()
    key = page.locator(".enrol code").inner_text()
    letters = set("".join(part if part.isalpha() else " " for part in key).split())
    is_sound(page, but=letters)
    page.get_by_label("密码").fill("mi-ma")
    page.get_by_label("验证码").fill(pyotp.TOTP(key.replace(" ", "")).now())
    page.get_by_role("button", name="开启两步验证").click()
    expect(page.get_by_role("heading", name="两步验证已开启")).to_be_visible()
    is_sound(page)
    codes = page.locator(".codes code").all_inner_texts()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载").click()
    assert download.value.suggested_filename == "备用码.txt"
    assert Path(download.value.path()).read_text(encoding="utf-8").split("\n")[2:] == [*codes, ""]
    page.get_by_role("button", name="退出").click()
    page.get_by_role("link", name="重新登录").click()
    page.get_by_label("用户名").fill("bianji")
    page.get_by_label("密码").fill("mi-ma")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", name="还要一个验证码")).to_be_visible()
    is_sound(page)
    page.get_by_label("验证码").fill(codes[0])
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", name="今天的工作")).to_be_visible()
