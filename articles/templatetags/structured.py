"""JSON-LD in the head of a page, from what the page shows anyway: no tag asks the database. Previews have none."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from articles import jsonld
from articles.models.contributor import Kind
from articles.text import dates

register = template.Library()
#: What could end the script or, in old readers of JavaScript, a line of it.
ESCAPES = {ord(each): f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"}


def _told(things: Callable[[Context, str], list[jsonld.Thing]]) -> Callable[[Context], SafeString]:
    """A tag that writes them; nothing where staff look at what is not published."""

    def tag(context: Context) -> SafeString:
        if context.get("preview"):
            return SafeString("")
        base = context["request"].build_absolute_uri("/")[:-1]
        return _script(jsonld.graph(things(context, base)))

    register.simple_tag(tag, takes_context=True, name=things.__name__)
    return tag


def _script(data: Any) -> SafeString:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    # Safe: no `<`, `>` or `&` is left in it.
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


@_told
def issue_data(context: Context, base: str) -> list[jsonld.Thing]:
    """Of the front page and of an issue."""
    paper = jsonld.newspaper(context["masthead"], base)
    issue = jsonld.issue(context["issue"], base)
    return [paper, issue] if context["is_front"] else [paper, issue, _crumbs(context, base)]


@_told
def page_data(context: Context, base: str) -> list[jsonld.Thing]:
    page = context["page"]
    paper = jsonld.newspaper(context["masthead"], base)
    issue = jsonld.issue(context["issue"], base)
    return [paper, issue, _crumbs(context, base, (page.heading, page.url))]


@_told
def story_data(context: Context, base: str) -> list[jsonld.Thing]:
    article, issue, page = context["article"], context["issue"], context["page"]
    if not (issue and page and article.published_version):
        return []
    runs = [run for piece in context["signature"] for run in piece]
    told = jsonld.story(
        article,
        base,
        issued=issue,
        masthead=context["masthead"],
        page_name=page.name,
        description=context["description"],
        pictures=[base + context["picture"].fallback] if context["picture"] else (),
        people={name.replace("\u3000", ""): url for name, url in runs if url},
        published=context["times"].published,
        modified=context["times"].modified,
        corrections=[(each.date, each.text) for each in context["corrections"]],
    )
    way = [(page.heading, page.url), (context["text"].headline, article.get_absolute_url())]
    paper = jsonld.newspaper(context["masthead"], base)
    return [paper, jsonld.issue(issue, base), told, _crumbs(context, base, *way)]


@_told
def section_data(context: Context, base: str) -> list[jsonld.Thing]:
    section = context["section"]
    address = section.get_absolute_url()
    paper = jsonld.newspaper(context["masthead"], base)
    crumbs = _way(context, base, [(section.name, address)])
    return [paper, jsonld.listing(section.name, base + address, base), crumbs]


@_told
def contributor_data(context: Context, base: str) -> list[jsonld.Thing]:
    whose = context["contributor"]
    facts = {"is_person": whose.kind == Kind.PERSON, "affiliation": whose.affiliation}
    address = whose.get_absolute_url()
    page = jsonld.listing(whose.name, base + address, base) | {"@type": "ProfilePage"}
    page["mainEntity"] = jsonld.person(whose.name, address=base + address, **facts)
    crumbs = _way(context, base, [(whose.name, address)])
    return [jsonld.newspaper(context["masthead"], base), page, crumbs]


def _crumbs(context: Context, base: str, *further: tuple[str, str]) -> jsonld.Thing:
    """From the front page by the issue."""
    issue = context["issue"]
    return _way(context, base, [(dates.long_date(issue.date), issue.get_absolute_url()), *further])


def _way(context: Context, base: str, below: list[tuple[str, str]]) -> jsonld.Thing:
    way = [(context["masthead"].name, reverse("front")), *below]
    return jsonld.breadcrumbs((name, base + path) for name, path in way)
