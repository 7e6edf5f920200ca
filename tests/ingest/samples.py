"""The pages that the reading is tried on, and what was read of them in plain values."""

from __future__ import annotations

import re
from pathlib import Path

from articles.ingest import reader
from articles.ingest.drafts import Draft, Passage, Reading

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data"
TORN, SOUND = DATA / "torn-page.md", DATA / "sound-page.md"
DEMO = sorted((ROOT / "articles" / "management" / "demo").glob("2*.md"))
#: Real pages of the paper lie beside the repository, where there are any; they are not part of it.
REAL = sorted((ROOT.parent / "shared" / "pages").glob("*.md"))
SAMPLES = [TORN, SOUND, *DEMO, *REAL]


def name_of(path: Path) -> str:
    return path.stem


def read(path: Path) -> Reading:
    return reader.read(path.read_bytes(), path.name)


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
