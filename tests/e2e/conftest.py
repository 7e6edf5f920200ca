"""A real browser for the tests in this folder. Two words of it are enough: `page` and `live_server`.

    def test_the_front_page_has_one_heading(page, live_server): page.goto(live_server.url) ...

`page` is a desk's width, `phone_page` a telephone's, `each_page` runs the test with both; `new_page(width=...)`
opens further ones, each with cookies of its own (two editors at once). Every page fails its test if a script
on it threw an error or the content security policy refused something.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Page,
    Playwright,
    sync_playwright,
)

# Playwright keeps an event loop in this thread, and Django then refuses database calls. They are safe: the loop
# only runs while Playwright waits for the browser.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PHONE, DESK = 390, 1440
HEIGHT = {PHONE: 844, DESK: 900}
#: The first has no window to draw: the same pages in a third of the time.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",  # its sandbox refuses to start as root, which is who runs tests in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page that reaches for another host finds none: the tests need no network and notice a page that does.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]

INSTALL = (
    "请先安装：sudo apt-get install chromium-headless-shell fonts-noto-cjk libatomic1"
    "（没有 apt 时：.venv/bin/python -m playwright install chromium）"
)

NewPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marked from here, so that `-m "not e2e"` leaves out the whole folder and nothing can forget it.

    A browser on a busy machine is now and then late: a test that fails is tried twice more, and the summary
    counts it as a rerun.
    """
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker("e2e")
            item.add_marker(pytest.mark.flaky(reruns=2))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    try:
        running = sync_playwright().start()
    except Exception as error:  # all that Playwright says when its driver lacks a library
        pytest.fail(f"浏览器的驱动程序无法启动（{error}）。{INSTALL}", pytrace=False)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One for all tests of a process; what is private to a test is its pages' context."""
    own = playwright.chromium.executable_path
    program = next(filter(None, map(shutil.which, PROGRAMS)), own)
    if not Path(program).exists():
        pytest.fail(f"没有找到浏览器。{INSTALL}", pytrace=False)
    browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
    yield browser
    browser.close()


def _let_requests_end() -> None:
    """A page may ask something as it is closed: emptying the database beside such a request would be a deadlock."""
    for _ in range(5):  # one that was on its way begins a moment after the page has gone
        for thread in threading.enumerate():
            if "process_request_thread" in thread.name:
                thread.join(timeout=10)
        time.sleep(0.05)


def _leave(context: BrowserContext) -> None:
    """A page that is closed on its way to another one may never answer: Chromium then waits for ever."""
    for page in context.pages:
        with suppress(Error):  # crashed, or asks whether to leave: on its way nowhere
            page.goto("about:blank", timeout=5_000)


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """`new_page(width=1440, **options of a Playwright context)`: a page as of another reader."""
    contexts, troubles = [], []

    def note(message) -> None:
        if "Content Security Policy" in message.text:
            troubles.append(message.text)

    def open_page(*, width: int = DESK, **options) -> Page:
        options = {
            "viewport": {"width": width, "height": HEIGHT.get(width, HEIGHT[DESK])},
            "locale": "zh-CN",
            "timezone_id": "Asia/Shanghai",
        } | options
        context = browser.new_context(**options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", note)
        return page

    yield open_page
    for context in contexts:
        _leave(context)
        context.close()
    _let_requests_end()
    assert not troubles, "\n".join(troubles)


@pytest.fixture
def page(new_page: NewPage) -> Page:
    return new_page(width=DESK)


@pytest.fixture
def phone_page(new_page: NewPage) -> Page:
    return new_page(width=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2)


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def each_page(request: pytest.FixtureRequest) -> Page:
    return request.getfixturevalue("phone_page" if request.param == PHONE else "page")
