"""What is not allowed is not shown: whatever a screen of the desk offers somebody, he gets.

Each role begins at its start page and follows every way that leads to the desk; then every form is sent as it stands.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import resolve

from articles.permissions import Role
from tests.access.asking import undone
from tests.access.forms import Page, Sending
from tests.access.things import NO_ROLE, World

pytestmark = pytest.mark.django_db

START = "/admin/"
#: Of the screens and forms that one address has for its many things, as many are looked at.
EACH = 2
#: Ends the sign-in, or asks for the old password first.
NOT_SENT = ("admin:logout", "admin:password_change")


#: How a screen says it that leads back instead of refusing.
RIGHT = re.compile("没有.*权限")


class Walk:
    """Of one person through the desk; `refused` are what was shown to him and not given."""

    def __init__(self, world: World, who: str) -> None:
        self.world, self.who = world, who
        self.refused: list[str] = []
        self.seen: Counter[str] = Counter()
        self.known, self.ahead = {START}, deque([START])

    def go(self) -> None:
        while self.ahead:
            url = self.ahead.popleft()
            response = self.world.ask(self.who, "GET", url)
            self.note(f"GET {url}", response)
            if response.status_code == 200 and "html" in response["Content-Type"]:
                page = Page(response.content.decode())
                self.follow(url, page)
                for form in page.forms:
                    self.send(url, form)

    def follow(self, url: str, page: Page) -> None:
        for link in page.links:
            way = urljoin(url, link).partition("#")[0]
            if (
                way.startswith(START)
                and way not in self.known
                and self.is_new(f"GET {name_of(way)}")
            ):
                self.known.add(way)
                self.ahead.append(way)

    def send(self, url: str, form: Sending) -> None:
        """By each of its buttons."""
        for name, value, to in form.buttons if form.method == "post" else ():
            target = urljoin(url, to or form.to or url)
            is_kept_out = not target.startswith(START) or name_of(target) in NOT_SENT
            if is_kept_out or not self.is_new(f"POST {name_of(target)} {name} {name_of(url)}"):
                continue
            with undone():
                response = self.world.ask(self.who, "POST", target, form.data() | {name: value})
                self.note(f"POST {target} {name} on {url}", response)

    def is_new(self, kind: str) -> bool:
        self.seen[kind] += 1
        return self.seen[kind] <= EACH

    def note(self, way: str, response: Any) -> None:
        said = [str(message) for message in response.wsgi_request._messages._queued_messages]
        if response.status_code in (403, 404) or any(RIGHT.search(each) for each in said):
            self.refused.append(f"{way}: {response.status_code} {said}")


def name_of(url: str) -> str:
    return resolve(urlsplit(url).path).view_name


@pytest.mark.parametrize("who", [*(role.value[0] for role in Role), NO_ROLE])
def test_whatever_is_shown_is_open(world, who):
    walk = Walk(world, who)
    walk.go()
    assert walk.refused == [], "\n".join(walk.refused)
    assert walk.seen.total() >= {NO_ROLE: 1, "用": 3}.get(who, 40)


@pytest.mark.parametrize("who", [NO_ROLE, "用"])
def test_who_has_nothing_to_do_with_the_paper_learns_nothing_of_it(world, who):
    html = world.ask(who, "GET", START).content.decode()
    kinds = ("story", "issue", "source", "intake")
    names = [str(thing.row) for kind in kinds for thing in world.things[kind]]
    assert [name for name in names if name in html] == []
    of_an_editor = world.ask("责", "GET", START).content.decode()
    assert [name for name in names if name in of_an_editor] != []
