"""Which part of a Word file is which: the main text, and what hangs on a part by its relations."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from urllib.parse import unquote

from articles.ingest.documents.markup import Markup
from articles.ingest.documents.package import Package

USUAL_MAIN = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """`kind` is the last word of its type (`image`, `styles`); `target` a part, empty where it leads out of the package."""

    kind: str
    target: str


@dataclass(slots=True)
class Relations:
    """What a part points at, by id. Listens to a .rels part."""

    folder: str
    by_id: dict[str, Relation] = field(default_factory=dict)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "rel:Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.by_id[attributes.get("Id", "")] = Relation(kind, self._target(attributes))

    def end(self, tag: str) -> None: ...

    def text(self, data: str) -> None: ...

    def _target(self, attributes: dict[str, str]) -> str:
        """A target outside of the package is never asked for; `../` cannot climb out of what is a list of names."""
        if attributes.get("TargetMode", "").lower() == "external":
            return ""
        target = unquote(attributes.get("Target", ""))
        return posixpath.normpath(posixpath.join("/", self.folder, target)).lstrip("/")

    def first(self, kind: str) -> str:
        """The part of that kind, empty where there is none."""
        return next((each.target for each in self.by_id.values() if each.kind == kind), "")


def relations(package: Package, markup: Markup, part: str) -> Relations:
    """Of a part, or of the package for the empty name. Raises Unreadable."""
    folder, base = posixpath.split(part)
    found = Relations(folder)
    listing = posixpath.join(folder, "_rels", f"{base}.rels")
    if listing in package:
        markup.walk(listing, found)
    return found


def main_part(package: Package, markup: Markup) -> str:
    """Where the text is: some programs call it `word/document2.xml`. Empty where there is none."""
    named = relations(package, markup, "").first("officeDocument")
    is_word = named.lower().startswith("word/") and named in package
    if is_word:
        return named
    return USUAL_MAIN if USUAL_MAIN in package else ""
