"""A page as a browser has it: where it leads, and what each of its forms would send."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

#: Typed in, ticked or pressed: not sent unless somebody does so.
PRESSED = ("submit", "button", "image", "reset", "file")


@dataclass(slots=True)
class Sending:
    """A form; `buttons` are (name, value) of those that send it. Its own and their addresses are in `to`."""

    method: str
    to: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)

    def data(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, value in self.fields:
            found.setdefault(name, []).append(value)
        return found


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Sending] = []
        self._by_id: dict[str, Sending] = {}
        self._open: Sending | None = None
        self._select = ""
        self._text: tuple[Sending, str, list[str]] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        elif tag == "form":
            self._begin(given)
        elif (form := self._by_id.get(given.get("form", "")) or self._open) and self._is_sent(
            given
        ):
            self._control(tag, given, form)

    def _begin(self, given: dict[str, str]) -> None:
        self._open = Sending(given.get("method", "get").lower(), given.get("action", ""))
        self.forms.append(self._open)
        if given.get("id"):
            self._by_id[given["id"]] = self._open

    def _is_sent(self, given: dict[str, str]) -> bool:
        return "disabled" not in given and "__prefix__" not in given.get("name", "")

    def _control(self, tag: str, given: dict[str, str], form: Sending) -> None:
        name, kind = given.get("name", ""), given.get("type", "")
        if tag == "button" or kind in PRESSED:
            if kind != "file" and kind != "button":
                form.buttons.append((name, given.get("value", ""), given.get("formaction", "")))
        elif tag == "input" and name:
            is_box = kind in ("checkbox", "radio")
            if not is_box or "checked" in given:
                form.fields.append((name, given.get("value", "on" if is_box else "")))
        elif tag == "textarea":
            self._text = (form, name, [])
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in given:
            form.fields.append((self._select, given.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self._text:
            self._text[2].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea" and self._text:
            form, name, words = self._text
            form.fields.append((name, "".join(words).removeprefix("\n")))
            self._text = None
