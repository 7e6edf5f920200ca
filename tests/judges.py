"""Independent judges of what the readers' site sends: html5lib, pyld, atoma, and tables of our own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import atoma
import html5lib
from defusedxml import ElementTree
from pyld import jsonld

XHTML = "{http://www.w3.org/1999/xhtml}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
VOCABULARY = "https://schema.org/"

#: Type -> the properties that we give it. What is not here is a slip, or is to be looked up and put here.
TYPES = {
    "Newspaper": "name url inLanguage publisher",
    "Organization": "name url",
    "Person": "name url jobTitle affiliation",
    "PublicationIssue": "url name issueNumber datePublished isPartOf",
    "NewsArticle": "url mainEntityOfPage headline alternativeHeadline dateline description datePublished dateModified"
    " author articleSection printSection printPage printEdition image correction isPartOf publisher inLanguage"
    " isAccessibleForFree",
    "CorrectionComment": "text datePublished",
    "CollectionPage": "url name inLanguage isPartOf",
    "ProfilePage": "url name inLanguage isPartOf mainEntity",
    "BreadcrumbList": "itemListElement",
    "ListItem": "position name item",
}


class Page:
    """An HTML page, parsed as a browser does."""

    def __init__(self, html: str) -> None:
        parser = html5lib.HTMLParser()
        self.root = parser.parse(html)
        self.errors = [f"{place}: {error}" for place, error, _facts in parser.errors]
        self.elements = list(self.root.iter())
        self.ids = [each.get("id") for each in self.elements if each.get("id")]

    def every(self, tag: str) -> list[Element]:
        return [each for each in self.elements if each.tag == XHTML + tag]

    @property
    def links(self) -> set[str]:
        found = {each.get(name, "") for each in self.elements for name in ("href", "src")}
        for each in self.elements:
            found |= {part.split()[0] for part in each.get("srcset", "").split(",") if part}
        return found

    @property
    def data(self) -> list[Any]:
        scripts = [s for s in self.every("script") if s.get("type") == "application/ld+json"]
        return [json.loads(each.text) for each in scripts]

    @property
    def canonical(self) -> list[str]:
        return [each.get("href") for each in self.every("link") if each.get("rel") == "canonical"]


def faults(page: Page) -> list[str]:
    """What is wrong with a page by itself."""
    found = list(page.errors)
    headings = len(page.every("h1"))
    found += [f"{headings} h1"] if headings != 1 else []
    found += sorted(f"id {each} twice" for each in set(page.ids) if page.ids.count(each) > 1)
    return found + [fault for data in page.data for fault in data_faults(data)]


def data_faults(data: Any) -> list[str]:
    """Of JSON-LD: what the processor refuses, and what is not in TYPES."""
    expanded = jsonld.expand(data, {"documentLoader": _load})
    return [fault for thing in expanded for fault in _thing_faults(thing)]


def _load(url: str, _options: Any) -> dict[str, Any]:
    context = {"@vocab": VOCABULARY}
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": context},
    }


def _thing_faults(thing: dict[str, Any]) -> Iterator[str]:
    if "@value" in thing or thing.keys() == {"@id"}:
        return
    types = [each.removeprefix(VOCABULARY) for each in thing.get("@type", ["@graph"])]
    allowed = {word for each in types for word in TYPES.get(each, "").split()}
    names = {name.removeprefix(VOCABULARY) for name in thing if not name.startswith("@")}
    yield from (f"{types}: {name}" for name in sorted(names - allowed))
    yield from (f"no such type: {each}" for each in types if each not in TYPES)
    for name, values in thing.items():
        if not name.startswith("@"):
            yield from (fault for value in values for fault in _thing_faults(value))


def feed(content: bytes, kind: str) -> tuple[str, list[str]]:
    """Title and ids of the entries. Raises where the feed is not valid."""
    if kind.startswith("application/atom+xml"):
        found = atoma.parse_atom_bytes(content)
        # RFC 4287, 4.1.1: the feed has an author, or every entry.
        assert found.authors or all(each.authors for each in found.entries)
        return found.title.value, [each.id_ for each in found.entries]
    told = atoma.parse_json_feed_bytes(content)
    return told.title, [each.id_ for each in told.items]


def locations(content: bytes) -> list[str]:
    """Of a sitemap or an index, in order. Raises where it is not XML."""
    return [each.text for each in ElementTree.fromstring(content).iter(f"{SITEMAP}loc")]


def path_of(address: str) -> str:
    return re.sub(r"^https?://testserver", "", address)
