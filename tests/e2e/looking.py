"""What is asked of every screen: that it can be signed in to, is built, accessible, fits, and speaks Chinese."""

import re
from collections.abc import Sequence

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from articles.permissions import Role
from tests.factories import EDITOR, make_user

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

#: Without fetching the style sheets once more, which the content policy would have to allow.
AXE = {"runOnly": WCAG, "resultTypes": ["violations"], "preload": False}

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

#: All words of a page, said or written; the editor's pictures are letters of a font and left out, and
#: so is <code>: what machines write and read, a checksum or an address, has no language.
WORDS = """() => {
    const shown = [...document.body.querySelectorAll(":not(.material-icons, script, style, code)")]
        .filter(element => element.checkVisibility());
    const written = shown.flatMap(element => [...element.childNodes])
        .filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data);
    const said = shown.flatMap(element =>
        ["title", "aria-label", "placeholder", "alt"].map(name => element.getAttribute(name) || ""));
    const buttons = shown.filter(element => element.matches("input[type=submit]")).map(button => button.value);
    return [document.title, ...written, ...said, ...buttons].join("\\n");
}"""


def sign_in(page: Page, live_server, role: Role | Sequence[Role] | None = EDITOR, **fields) -> None:
    make_user("bianji", role=role, **fields)
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


def accessible(page: Page, **options) -> None:
    found = Axe().run(page, options=AXE | options)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


def fits(page: Page) -> None:
    """Nothing sticks out sideways."""
    widths = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert widths[0] <= widths[1], page.url


def nothing_covers_the_heading(page: Page) -> None:
    heading = """() => {
        window.scrollTo(0, 0);
        const words = document.createRange(), heading = document.querySelector("h1");
        words.selectNodeContents(heading);
        const box = words.getClientRects()[0];
        const corners = [[box.left + 4, box.top + 4], [box.right - 4, box.bottom - 4]];
        return corners.map(([x, y]) => document.elementFromPoint(x, y)?.tagName);
    }"""
    assert page.evaluate(heading) == ["H1", "H1"], page.url


def in_chinese(page: Page, *, but: set[str] = frozenset()) -> None:
    """No English is left over, in words, names for screen readers or buttons. `but`: what the test's own data says."""
    english = set(re.findall(r"[A-Za-z]{2,}", page.evaluate(WORDS)))
    left = sorted(english - KNOWN - but)
    assert left == [], f"{page.url}: {left}"
