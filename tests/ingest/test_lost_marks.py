"""Marks are a help, not a need: a page that lost every one of them gives the same stories."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from articles.ingest import reader
from tests.ingest.samples import DEMO, REAL, SOUND, TORN, name_of, read, told


def stories(text: str, sections: frozenset[str]) -> list[dict[str, Any]]:
    """Without the numbers of lines, which blank lines move, and without half-width marks, which hang on them."""
    pages = reader.read(text.encode(), "稿.md", sections=sections).pages
    found = [story for page in pages for story in told(page)["stories"]]
    for story in found:
        story["line"] = 0
        story["body"] = [(item[0], *item[2:]) for item in story["body"]]
        story["damage"] = [kind for kind, _ in story.get("damage", [])]
        story.pop("halfwidth", None)
    return found


def without_marks(text: str) -> str:
    """No `#`, no `**`, no pinyin behind a section's name."""
    text = re.sub(r"^#+ |\*\*", "", text, flags=re.MULTILINE)
    return re.sub(r"^([\u4e00-\u9fff]{2,6}) [A-Z ]+$", r"\1", text, flags=re.MULTILINE)


@pytest.mark.parametrize("gap", ["\n\n", "\n"], ids=["spaced", "close"])
@pytest.mark.parametrize("path", [SOUND, TORN, *DEMO, *REAL], ids=name_of)
def test_a_page_without_its_marks_gives_the_same_stories(path: Path, gap: str):
    sections = frozenset(head.name.text for page in read(path).pages for head in page.sections)
    text = path.read_text()
    front, fence, body = text.rpartition("\n---\n")
    bare = without_marks(body)
    if gap == "\n":
        bare = re.sub(r"\n+", "\n", bare)
    assert stories(front + fence + bare, sections) == stories(text, sections)
