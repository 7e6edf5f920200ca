"""Hands for the story's form: pasting as other programs do, and typing through an input method."""

from playwright.sync_api import Locator, Page, expect

PASTE = """(target, { html, text }) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    data.setData("text/plain", text);
    target.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: data }));
}"""


def paste(body: Locator, html: str, text: str = "文字") -> None:
    """Both kinds of the clipboard, as programs put them there."""
    body.click()
    body.evaluate(PASTE, {"html": html, "text": text})


class InputMethod:
    """A Chinese input method over one page: letters under construction, then the characters chosen for them."""

    def __init__(self, page: Page) -> None:
        self.session = page.context.new_cdp_session(page)

    def compose(self, *letters: str) -> None:
        for each in letters:
            where = {"selectionStart": len(each), "selectionEnd": len(each)}
            self.session.send("Input.imeSetComposition", {"text": each} | where)

    def choose(self, characters: str) -> None:
        self.session.send("Input.insertText", {"text": characters})

    def give_up(self) -> None:
        self.compose("")


def save(page: Page) -> None:
    """保存并继续编辑, and the page that comes then."""
    page.get_by_role("button", name="保存并继续编辑").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
