"""What is asked of every screen: that it can be signed in to, is built, accessible, fits, and speaks Chinese."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress

from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Error, FileChooser, Locator, Page, expect

from articles.permissions import Role
from tests.factories import EDITOR, make_user

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

#: Without fetching the style sheets once more, which the content policy would have to allow.
AXE = {"runOnly": WCAG, "resultTypes": ["violations"], "preload": False}

#: A reader who chose 长辈版 before.
ELDER = "try { localStorage.setItem('elder', 'yes'); } catch { /* about:blank */ }"

#: Where Latin letters are no English: keys, kinds of files, sizes, the paper's CN number.
KNOWN = {
    "Ctrl",
    "Alt",
    "JPEG",
    "PNG",
    "WebP",
    "AVIF",
    "GIF",
    "TIFF",
    "MB",
    "CN",
    "Word",
    "docx",
    "txt",
    "md",
}

#: All words of a page, said or written; the editor's pictures are letters of a font and left out,
#: and so are addresses and check values, which are `code`.
WORDS = """() => {
    const shown = [...document.body.querySelectorAll(":not(.material-icons, code, script, style)")]
        .filter(element => element.checkVisibility());
    const written = shown.flatMap(element => [...element.childNodes])
        .filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data);
    const said = shown.flatMap(element =>
        ["title", "aria-label", "placeholder", "alt"].map(name => element.getAttribute(name) || ""));
    const buttons = shown.filter(element => element.matches("input[type=submit]")).map(button => button.value);
    return [document.title, ...written, ...said, ...buttons].join("\\n");
}"""

#: Of a page that is wider than its window, what reaches furthest: `div.pair 1502 > 1440`; "" where all fits.
WIDEST = """() => {
    if (document.documentElement.scrollWidth <= window.innerWidth) return "";
    const reach = (element) => element.getBoundingClientRect().right;
    const widest = [...document.body.querySelectorAll("*")].reduce((one, other) => (reach(other) > reach(one) ? other : one));
    const name = [widest.localName, ...widest.classList].join(".");
    return `${name} ${Math.round(reach(widest))} > ${window.innerWidth}`;
}"""

#: What lies on top at two corners of the heading's words.
AT_HEADING = """() => {
    const words = document.createRange(), heading = document.querySelector("h1");
    words.selectNodeContents(heading);
    const box = words.getClientRects()[0];
    const corners = [[box.left + 4, box.top + 4], [box.right - 4, box.bottom - 4]];
    return corners.map(([x, y]) => document.elementFromPoint(x, y)?.tagName);
}"""


def sign_in(page: Page, live_server, role: Role | Sequence[Role] | None = EDITOR, **fields) -> None:
    """The page's next visit is signed in."""
    client = Client()
    client.force_login(make_user("bianji", role=role, **fields))
    cookies = [(name, morsel.value) for name, morsel in client.cookies.items()]
    page.context.add_cookies(
        [{"name": name, "value": value, "url": live_server.url} for name, value in cookies]
    )


def sign_in_by_form(page: Page, live_server, **fields) -> None:
    """On the start page at the end."""
    make_user("bianji", role=EDITOR, **fields)
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("用户名").fill("bianji")
    page.get_by_label("密码").fill("mi-ma")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", name="今天的工作")).to_be_visible()


def built(page: Page) -> None:
    """Every searchable choice and the body's editor stand where the bare fields stood."""
    bare = "select.admin-autocomplete:not([name*=__prefix__], .select2-hidden-accessible)"
    expect(page.locator(bare)).to_have_count(0)
    expect(page.locator("textarea[data-django-prose-editor-configurable]:visible")).to_have_count(0)


def comes_true(page: Page, condition: str) -> None:
    """What no element shows: waits for a JavaScript condition. Playwright's own way evaluates a string, which the
    content policy refuses."""
    page.evaluate(f"""() => new Promise((done, fail) => {{
        const end = performance.now() + 10000;
        const look = () => {{
            if ({condition}) done();
            else if (performance.now() > end) fail(new Error("never came true"));
            else requestAnimationFrame(look);
        }};
        look();
    }})""")


def choose_files(page: Page, chooser: Locator, act: Callable[[], None]) -> FileChooser:
    """What `act` opens. The chooser shows when its script is there; and the browser is told first that it is to be given
    to the test, for the act may come sooner than that."""
    expect(chooser).to_be_visible()
    page.on("filechooser", lambda _: None)
    page.evaluate("0")
    with page.expect_file_chooser() as opened:
        act()
    return opened.value


def accessible(page: Page, **options) -> None:
    found = Axe().run(page, options=AXE | options)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


def fits(page: Page) -> None:
    """Nothing sticks out sideways, once scripts have built what they build."""
    with suppress(Error):
        comes_true(page, f"!({WIDEST})()")
    widest = page.evaluate(WIDEST)
    assert widest == "", f"{page.url}: {widest}"


def nothing_covers_the_heading(page: Page) -> None:
    """Once what stands above it has its height."""
    page.evaluate("window.scrollTo(0, 0)")
    with suppress(Error):
        comes_true(page, f"({AT_HEADING})().join() === 'H1,H1'")
    assert page.evaluate(AT_HEADING) == ["H1", "H1"], page.url


def in_chinese(page: Page, *, but: set[str] = frozenset()) -> None:
    """No English is left over, in words, names for screen readers or buttons. `but`: what the test's own data says."""
    english = set(re.findall(r"[A-Za-z]{2,}", page.evaluate(WORDS)))
    left = sorted(english - KNOWN - but)
    assert left == [], f"{page.url}: {left}"
