"""What search engines are told of the paper: Schema.org's words, as JSON-LD. Values in, plain dicts out, no query.

`base` is the site's address without a path; every thing is named by its own address.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from articles.models import Article, Issue, Masthead
from articles.models.issue import Kind
from articles.text.authorship import Author, authors

Thing = dict[str, Any]
LANGUAGE = "zh-Hans"


def graph(things: Iterable[Thing]) -> Thing:
    """One document of several things, without what is empty."""
    return {"@context": "https://schema.org", "@graph": [_filled(thing) for thing in things]}


def newspaper(masthead: Masthead, base: str) -> Thing:
    return {
        "@type": "Newspaper",
        "@id": f"{base}/#newspaper",
        "name": masthead.name,
        "url": f"{base}/",
        "inLanguage": LANGUAGE,
        "publisher": publisher(masthead, base),
    }


def publisher(masthead: Masthead, base: str) -> Thing:
    return {
        "@type": "Organization",
        "@id": f"{base}/#publisher",
        "name": masthead.publisher or masthead.name,
        "url": f"{base}/",
    }


def issue(found: Issue, base: str) -> Thing:
    address = base + found.get_absolute_url()
    return {
        "@type": "PublicationIssue",
        "@id": address,
        "url": address,
        "name": str(found),
        "issueNumber": _numbers(found),
        "datePublished": found.date.isoformat(),
        "isPartOf": {"@id": f"{base}/#newspaper"},
    }


def story(
    article: Article,
    base: str,
    *,
    issued: Issue,
    masthead: Masthead,
    published: dt.datetime,
    modified: dt.datetime,
    page_name: str = "",
    description: str = "",
    pictures: Sequence[str] = (),
    people: Mapping[str, str] | None = None,
    corrections: Sequence[tuple[dt.date, str]] = (),
) -> Thing:
    """`people`: a printed name -> the address of its page; `pictures`: whole addresses."""
    text, address = article.published_version, base + article.get_absolute_url()
    return _printed(article, issued, page_name) | {
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "headline": text.headline,
        "alternativeHeadline": [words for words in (text.kicker, text.subtitle) if words],
        "dateline": text.dateline,
        "description": description,
        "datePublished": published.isoformat(),
        "dateModified": modified.isoformat(),
        "author": [_author(each, base, people or {}) for each in authors(text.credits)],
        "articleSection": article.section.name if article.section else "",
        "image": list(pictures),
        "correction": [_correction(*each) for each in corrections],
        "isPartOf": {"@id": base + issued.get_absolute_url()},
        "publisher": publisher(masthead, base),
        "inLanguage": LANGUAGE,
        "isAccessibleForFree": True,
    }


def _printed(article: Article, issued: Issue, page_name: str) -> Thing:
    """Where it stands in print; an extra edition without a number is called what it is."""
    is_extra = issued.kind == Kind.EXTRA
    return {
        "printSection": page_name,
        "printPage": str(article.placement.page.number),
        "printEdition": issued.number_line or (issued.get_kind_display() if is_extra else ""),
    }


def listing(name: str, address: str, base: str) -> Thing:
    return {
        "@type": "CollectionPage",
        "@id": address,
        "url": address,
        "name": name,
        "inLanguage": LANGUAGE,
        "isPartOf": {"@id": f"{base}/#newspaper"},
    }


def person(name: str, *, is_person: bool, affiliation: str, address: str) -> Thing:
    """Whose page it is."""
    return _author(Author(name, is_person, affiliation=affiliation), "", {name: address})


def breadcrumbs(way: Iterable[tuple[str, str]]) -> Thing:
    """`way`: names and whole addresses from the front page down to what is shown."""
    items = [
        {"@type": "ListItem", "position": at, "name": name, "item": address}
        for at, (name, address) in enumerate(way, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _author(author: Author, base: str, people: Mapping[str, str]) -> Thing:
    told: Thing = {
        "@type": "Person" if author.is_person else "Organization",
        "name": author.name,
        "jobTitle": author.post if author.is_person else "",
    }
    if author.affiliation and author.is_person:
        told["affiliation"] = {"@type": "Organization", "name": author.affiliation}
    if path := people.get(author.name):
        told["url"] = base + path
    return _filled(told)


def _correction(date: dt.date, text: str) -> Thing:
    return {"@type": "CorrectionComment", "text": text, "datePublished": date.isoformat()}


def _numbers(found: Issue) -> str:
    last = f"-{found.last_total_number}" if found.last_total_number else ""
    return f"{found.total_number}{last}" if found.total_number else ""


def _filled(thing: Thing) -> Thing:
    return {name: value for name, value in thing.items() if value not in ("", [], None)}
