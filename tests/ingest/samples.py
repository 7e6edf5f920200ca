"""The pages that the reading is tried on, and what was read of them in plain values."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from articles.ingest import reader
from articles.ingest.drafts import BodyItem, Draft, PageDraft, Passage, Reading

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data"
TORN, SOUND = DATA / "torn-page.md", DATA / "sound-page.md"
DEMO = sorted((ROOT / "articles" / "management" / "demo").glob("2*.md"))
#: Real pages of the paper lie beside the repository, where there are any; they are not part of it.
REAL = sorted((ROOT.parent / "shared" / "pages").glob("*.md"))
#: Pages in other manners: scanned, bare, with everything a page may have, from a correspondent, from an agency.
PAGES = sorted((DATA / "pages").iterdir())
#: The sections that these pages head without a mark, as the paper would know them.
SECTIONS = frozenset(("健康生活", "校园科技"))
SAMPLES = [TORN, SOUND, *DEMO, *PAGES, *REAL]


def name_of(path: Path) -> str:
    return path.stem


def read(path: Path, *, sections: frozenset[str] = frozenset()) -> Reading:
    return reader.read(path.read_bytes(), path.name, sections=sections)


def read_text(text: str) -> Reading:
    return reader.read(text.encode(), "稿.md")


def story_of(text: str) -> Draft:
    """The only story of a source."""
    (page,) = read_text(text).pages
    (story,) = page.stories
    return story


def words(passage: Passage | None) -> str | None:
    return passage.text if passage else None


def body_of(story: Draft) -> list[tuple[str, int, str]]:
    return [(item.kind, item.passage.line, item.passage.text) for item in story.body]


def credits_of(story: Draft) -> list[tuple[str, str]]:
    return [(credit.role, credit.name) for credit in story.credits]


def damage_of(story: Draft) -> list[tuple[str, int]]:
    """The story's defects but for half-width punctuation."""
    found = [(defect.kind, defect.line) for defect in story.defects]
    return [each for each in found if each[0] != "halfwidth-punctuation"]


def damage(reading: Reading) -> list[tuple[str, int]]:
    """Of the whole source, the defects of its pages included."""
    found = [each for page in reading.pages for story in page.stories for each in damage_of(story)]
    return found + [(d.kind, d.line) for page in reading.pages for d in page.defects]


def halfwidth(reading: Reading) -> dict[int, str]:
    """Line -> the marks as the message counts them: `, 2 处，( ) 1 处`."""
    return {
        defect.line: re.fullmatch(r".* 处（(.*)），请改为全角。", defect.message)[1]
        for page in reading.pages
        for story in page.stories
        for defect in story.defects
        if defect.kind == "halfwidth-punctuation"
    }


def told(page: PageDraft) -> dict[str, Any]:
    """Everything that was read of a page, in plain values; what the page does not have is left out."""
    facts = {
        "head": words(page.head),
        "number": page.number,
        "name": page.name,
        "date": page.date and page.date.isoformat(),
        "total_number": page.total_number,
        "year_number": page.year_number,
        "credits": words(page.credits),
        "sections": [(head.name.text, words(head.pinyin), head.line) for head in page.sections],
        "set_aside": [(each.passage.line, each.passage.text) for each in page.set_aside],
        "defects": [(defect.kind, defect.line, defect.text) for defect in page.defects],
    }
    return _having(facts) | {"stories": [told_story(story) for story in page.stories]}


def told_story(story: Draft) -> dict[str, Any]:
    """A story's defects are in order of line, half-width punctuation last and by its lines."""
    half = [d.line for d in story.defects if d.kind == "halfwidth-punctuation"]
    facts = {
        "title": story.title.text,
        "line": story.title.line,
        "kind": story.kind if story.kind != "story" else None,
        "section": story.section,
        "kicker": words(story.kicker),
        "subtitle": words(story.subtitle),
        "dateline": words(story.dateline),
        "tags": words(story.tags),
        "origin": words(story.origin),
        "signature": words(story.signature),
        "credits": credits_of(story),
        "contacts": [(each.line, each.text) for each in story.contacts],
        "jumps": [(j.direction, j.page, j.title, j.passage.text) for j in story.jumps],
        "body": [told_item(item) for item in story.body],
        "damage": damage_of(story),
        "halfwidth": half,
    }
    return _having(facts)


def told_item(item: BodyItem) -> tuple[Any, ...]:
    """(kind, line, words), and for a picture its file, what it shows and who took it; for a table whether it has a head."""
    if item.kind == "table":
        return (item.kind, item.passage.line, item.passage.text, item.header)
    if item.picture is None and item.credit is None:
        return (item.kind, item.passage.line, item.passage.text)
    shown = (words(item.picture.file), words(item.picture.alt)) if item.picture else (None, None)
    return (item.kind, item.passage.line, item.passage.text, *shown, words(item.credit))


def _having(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value not in (None, "", [])}
