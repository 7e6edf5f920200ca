"""Walks the URLconf and the lists' acts, asks each cell of a line, and says which answers are not those of the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import product
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db import connection, transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from articles.models import Article, Issue
from articles.models.article import State
from articles.models.issue import State as IssueState
from tests.access.forms import Page
from tests.access.rows import ALL, AS_BY_GET, STAFF, Form, Given, Row
from tests.access.things import OUTSIDERS, ROOT, Thing, World

#: What anybody's request may write: his session, and that he is there.
BESIDE = re.compile(r'"(django_session|articles_\w+visit)"')


@dataclass(frozen=True, slots=True)
class Cell:
    row: Row
    method: str
    who: str
    thing: Thing
    own: bool

    def __str__(self) -> str:
        whose = ("own " if self.own else "another's ") if self.thing.owner else ""
        about = f" of {whose}{self.row.of} {self.thing.state}".rstrip() if self.row.of else ""
        return f"{self.who} {self.method}{about} {' '.join(map(str, self.row.args))}".strip()


def addresses() -> dict[str, str]:
    """Name of every address, its route where it has none -> route."""
    return dict(_walk(get_resolver().url_patterns, "", ()))


def _walk(patterns: list, before: str, spaces: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            inner = (*spaces, each.namespace) if each.namespace else spaces
            yield from _walk(each.url_patterns, route, inner)
        elif isinstance(each, URLPattern):
            yield ":".join((*spaces, each.name)) if each.name else route, route


def acts() -> set[str]:
    """`articles_article place`: model and name of each act of each list."""
    return {
        f"{model._meta.app_label}_{model._meta.model_name} {name}"
        for model, desk in admin.site._registry.items()
        for _act, name, _words in desk._get_base_actions()
    }


def choices() -> set[str]:
    """`articles.article.section`: each field of each form that is filled by searching."""
    return {
        f"{form.model._meta.label_lower}.{name}"
        for desk in admin.site._registry.values()
        for form in (desk, *desk.inlines)
        for name in form.autocomplete_fields
    }


def cells(
    row: Row,
    things: Mapping[str, list[Thing]],
    methods: str = "GET POST",
    *,
    in_brief: bool = False,
) -> Iterator[Cell]:
    """By each method, for each person, the states, and one's own or another's."""
    for method, who in product(methods.split(), ALL):
        asked = _asked(row, method, who, things[row.of])
        for thing in _others(who, asked)[:1] if in_brief else asked:
            whose = (False, True) if _may_own(row, method, who, thing) else (False,)
            yield from (Cell(row, method, who, thing, own) for own in whose)


def _asked(row: Row, method: str, who: str, things: list[Thing]) -> list[Thing]:
    """All of them; of a page that the state does not close, or that a POST guards alike, three other ones for each person."""
    if _is_one(row, method, who):
        return things[:1]
    if method == "POST" or (isinstance(row.get, Mapping) and row.get is not row.post):
        return things
    return _others(who, things)[:3]


def _others(who: str, things: list[Thing]) -> list[Thing]:
    """The same, beginning with another one for each person."""
    first = ALL.index(who) % len(things)
    return things[first:] + things[:first]


def _is_one(row: Row, method: str, who: str) -> bool:
    """A method that is not taken, or answered as the other is, and who is sent to sign in: the state is not looked at."""
    is_as_by_get = method == "POST" and row.post == AS_BY_GET
    is_sent_away = who in OUTSIDERS and row.outside == "sign in"
    return row.asked(method) is None or is_as_by_get or is_sent_away


def _may_own(row: Row, method: str, who: str, thing: Thing) -> bool:
    """Asked only where the table tells one's own from another's; by POST where it says the same of both methods."""
    is_told_apart = bool(thing.owner) and not isinstance(row.asked(method), str)
    return is_told_apart and who in STAFF and not (method == "GET" and row.get is row.post)


def wrong(world: World, key: str, row: Row, act: str = "") -> list[str]:
    """The cells whose answer is another than the table's, or that wrote where they were refused."""
    found = []
    methods = "POST" if act else "GET POST"
    for cell in cells(row, world.things, methods, in_brief=world.in_brief):
        due = row.answer(cell.who, cell.method, cell.thing, own=cell.own)
        came = ask(world, key, cell, act)
        if came != due:
            found.append(f"{cell}: {came} instead of {due}")
    return found


def ask(world: World, key: str, cell: Cell, act: str = "") -> str:
    """What came of it; nothing of it stays."""
    row = cell.row
    with ExitStack() as stack:
        stack.enter_context(undone())
        if cell.own:
            _give(cell.thing, world.people[cell.who])
        if row.before and cell.method == "POST":
            row.before(cell.thing)
        url = _url(key, row, cell.thing)
        sent = _sent(world, url, row, cell.thing) if cell.method == "POST" else None
        data = {**sent, "action": act} if sent is not None and act else sent
        written = stack.enter_context(writing_noted())
        response = world.ask(cell.who, cell.method, url, data)
        came = _told(response, row, cell, written, act)
    return came


def _told(response: Any, row: Row, cell: Cell, written: list[str], act: str) -> str:
    status = response.status_code
    if row.keeps and status == 403:
        written = [each for each in written if f'"{row.keeps}"' not in each]
    if status in (301, 302) and "/admin/login/" in response.url:
        came = "sign in"
    elif status >= 500 or status in (403, 404, 405, 410):
        came = str(status)
    elif row.writes(cell.method):
        return "in" if written else "told"
    elif act:
        came = "in" if status == 302 and response.url != response.wsgi_request.path else "told"
    elif status == 200 or row.leads:
        came = "in"
    else:
        came = "told"
    return f"{came}, and it wrote {written}" if written and cell.method == "POST" else came


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def writing_noted() -> Iterator[list[str]]:
    """The tables that are written to."""
    written: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        verb, *words = sql.split(None, 3)
        if verb in ("INSERT", "UPDATE", "DELETE") and not BESIDE.search(sql[:60]):
            written.append(f"{verb} {words[0] if verb == 'UPDATE' else words[1]}")
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield written


def _give(thing: Thing, user: Any) -> None:
    type(thing.row)._base_manager.filter(pk=thing.row.pk).update(**{thing.owner: user})


def _url(key: str, row: Row, thing: Thing) -> str:
    """With its query; an address without a name is filled in by its route."""
    args = () if key.endswith("_changelist") else (*thing.args, *row.args)
    if "/" in key:
        rest = map(str, args)
        url = "/" + re.sub(r"\(\?P<\w+>.*\)\$|<[^>]*>", lambda _part: next(rest), key)
    else:
        url = reverse(key, args=args)
    query = given(row.query, thing)
    return f"{url}?{urlencode(query)}" if query else url


def given(what: Given, thing: Thing) -> dict[str, Any]:
    return dict(what(thing) if callable(what) else what)


def _sent(world: World, url: str, row: Row, thing: Thing) -> dict[str, Any]:
    if not isinstance(row.send, Form) or not row.post:
        return given(row.send or {}, thing)
    key = (url, thing.state)
    if key not in world.forms:
        world.forms[key] = _form_at(world, url, thing)
    return world.forms[key] | row.send


def _form_at(world: World, url: str, thing: Thing) -> dict[str, Any]:
    """What an administrator's browser would send, were the thing still open: forged by others, and when it is closed."""
    with undone():
        for row in (thing.row, getattr(thing.row, "issue", None)):
            if isinstance(row, Article | Issue):
                opened = State.DRAFT if isinstance(row, Article) else IssueState.PLANNING
                type(row)._base_manager.filter(pk=row.pk).update(state=opened)
        html = world.ask(ROOT, "GET", url).content.decode()
    forms = [form for form in Page(html).forms if form.method == "post"]
    return max(forms, key=lambda form: len(form.fields)).data()
