"""How a line of the table is written, and what it says of one person, one state, one's own or another's.

People are letters: 记 责 部 总 校 版 发 用 审 the roles by the first of their names, 系 the administrator of the system,
无 staff without a role, 外 signed in and not of the staff, 停 one who has left, 客 whoever has not signed in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from articles.permissions import Act
from tests.access.things import OUTSIDERS, ROOT, Thing
from tests.matrix import STORIES

#: Letters; or the cells of tests/matrix.py, where the state matters: {whose name begins so: states, own|others'}.
Who = str | Mapping[str, str]
Given = Mapping[str, Any] | Callable[[Thing], Mapping[str, Any]]

AS_BY_GET = "as by GET"
STAFF = "记责部总校版发用审系无"
ALL = STAFF + OUTSIDERS
SEES = "记责部总校版发审系"
WRITES = "记责部总系"
TYPES = "记责部总校版系"
EDITS = "责部总系"
MAKES_UP = "总版系"
IMPORTS = "记责部总版系"
SETS_UP = "总系"


class Form(dict):
    """What a POST sends: the form at the address as an administrator's browser has it, with this typed into it."""


@dataclass(frozen=True, slots=True)
class Row:
    """`get` and `post` name who gets in; None: it is not asked that way. The others of the staff get `refused`, or are
    led back with a sentence where `told` has them; who has no business at the desk gets `outside`."""

    get: Who | None
    post: Who | None = AS_BY_GET
    of: str = ""  # a kind of things.World.things
    args: tuple = ()  # of the address, behind those of the thing
    query: Given = field(default_factory=dict)
    send: Given | None = None  # without it a POST is answered as a GET is
    reads: bool = False  # a POST that writes nothing
    told: str = ""
    refused: str = "403"
    refused_own: str = ""  # where it is another
    outside: str = "sign in"
    leads: bool = False  # who gets in is led on
    once: str = ""  # states of which the others are told that readers had it (410)
    before: Callable[[Thing], Any] | None = None  # what makes the act possible
    keeps: str = ""  # the table that a refused one's own words are kept in

    def asked(self, method: str) -> Who | None:
        return self.get if method == "GET" or self.post == AS_BY_GET else self.post

    def writes(self, method: str) -> bool:
        return method == "POST" and self.send is not None and not self.reads

    def answer(self, who: str, method: str, thing: Thing, *, own: bool) -> str:
        """What is to come: in, told, sign in, or the status of a refusal."""
        asked = self.asked(method)
        if asked is not None and allows(asked, who, thing.state, own):
            return "in"
        if asked is None:
            return self.outside if who in OUTSIDERS and self.outside != "404" else "405"
        if thing.state and thing.state in self.once:
            return "410"
        if who in OUTSIDERS:
            return self.outside
        refused = self.refused_own if own and self.refused_own else self.refused
        return "told" if who in self.told else refused


def allows(asked: Who, who: str, state: str, own: bool) -> bool:
    if isinstance(asked, str):
        return who in asked
    cells = [cell for name, cell in asked.items() if who in (name[0], ROOT)]
    return any(state in _states(cell, own) for cell in cells)


def _states(cell: str, own: bool) -> str:
    mine, bar, theirs = cell.partition("|")
    return mine if own or not bar else theirs


# --- lines that are written often ---------------------------------------------------------------------


def desk(
    sees: str,
    *,
    of: str,
    typed: Mapping[str, Any],
    add: str = "",
    change: Who = "",
    delete: Who = "",
    new: Given | None = None,
    **of_delete: Any,
) -> dict[str, Row]:
    """The addresses that every list has: their name behind the model's -> line. "" is the address without a verb."""
    fresh = Form(typed) if new is None else new
    return {
        "changelist": Row(sees),
        "add": Row(add, add, send=fresh),
        "change": Row(sees, change, of=of, send=Form(typed)),
        "delete": Row(delete, delete, of=of, send={"post": "yes"}, **of_delete),
        "history": Row(sees, of=of),
        "": Row(STAFF, of=of, leads=True),
    }


def seen(thing: Thing) -> dict[str, Any]:
    """The version that the screen showed."""
    return {"seen_version": thing.row.version}


def _of_step(thing: Thing) -> dict[str, Any]:
    return seen(thing) | {"seen_state": thing.row.state, "opinion": "请核实第二段的数字"}


def step(act: Act, verdict: str, of: str = "story") -> Row:
    cells = STORIES[act]
    return Row(cells, cells, of=of, args=(verdict,), send=_of_step, told=SEES)


def on_story(who: Who, *, get: Who | None = None, send: Given | None = None, **more: Any) -> Row:
    """An act on a story, by its button."""
    return Row(get, who, of="story", send=send or {}, **more)


def _of_issue(thing: Thing) -> dict[str, Any]:
    return seen(thing) | {"reason": "数字有误"}


def on_issue(who: Who, **more: Any) -> Row:
    """An act on an issue: a page that asks, and the button there."""
    return Row(who, who, of="issue", send=_of_issue, told=SEES, **more)


def on_intake(of: str = "intake", send: Given = seen, **more: Any) -> Row:
    """A button of the import desk; whoever comes by the address is led to its screen."""
    return Row(STAFF, IMPORTS, of=of, send=send, told=STAFF, leads=True, **more)


def own_copy(who: str, *, post: Any = AS_BY_GET, **more: Any) -> Row:
    """What its owner typed and has not saved; nobody else learns that it is there."""
    cells = dict.fromkeys(who, "C|")
    return Row(cells, post, refused="404", **more)


def public(get: Who, **more: Any) -> Row:
    """A readers' page; what they may not see is not there."""
    return Row(get, None, refused="404", outside="404", **more)


def reading(of: str, **more: Any) -> Row:
    """Of an issue: everybody's once the issue is out, before and after theirs who may see what is not published."""
    cells = dict.fromkeys(ALL, "O") | dict.fromkeys(SEES, "PASOW")
    return public(cells, of=of, **more)
