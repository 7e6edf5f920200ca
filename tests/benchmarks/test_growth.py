"""Texts that would take minutes where the time grew with the square of their length: each is done within seconds.

Not collected by default: name the folder. The tests of the same texts say what comes out; these say how long it takes.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from articles.ingest.documents.clipboard import open_html
from articles.ingest.source import Unreadable
from articles.text.body import clean
from articles.text.diff import changes
from articles.text.merge import merge
from newsroom.settings import ROOT
from tests.ingest import test_clipboard, test_word_hostile
from tests.text.test_diff import two_long_bodies
from tests.text.test_hostile_markup import LONG, SENTENCE


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Of this process's CPU."""
    began = time.process_time()
    yield
    assert time.process_time() - began < seconds


@pytest.mark.parametrize("line", [1, 8, 10_000])
@pytest.mark.parametrize("edits", [10, 1000, 20_000])
def test_two_bodies_of_20_000_characters_are_compared(line: int, edits: int):
    old, new = two_long_bodies(line, edits)
    with within(0.5):
        changes(old, new)


@pytest.mark.parametrize("end", ["\n", "，"])
def test_thousands_of_the_same_few_lines_or_clauses_are_compared(end: str):
    with within(1):
        changes(f"是{end}否{end}" * 2000, f"否{end}无{end}是{end}" * 2000)


def test_thousands_of_the_same_few_paragraphs_are_merged():
    base = ["是", "否"] * 2000
    with within(1):
        merge(base, ["否", "无", "是"] * 2000, ["无", *base])


@pytest.mark.parametrize("html", LONG.values(), ids=LONG)
def test_markup_without_end_is_cleaned(html: str):
    with within(1.5):
        clean(html)


def test_five_megabytes_of_text_are_cleaned():
    with within(2):
        clean(f"{SENTENCE * 3}\n" * (5_000_000 // len(SENTENCE.encode() * 3)))


@pytest.mark.parametrize("html", test_clipboard.HARMFUL.values(), ids=test_clipboard.HARMFUL)
def test_html_without_end_is_read_or_refused(html: str):
    with within(5), suppress(Unreadable):
        open_html(html, "粘贴")


@pytest.mark.parametrize(
    "make", [make for make, _ in test_word_hostile.HARMFUL.values()], ids=test_word_hostile.HARMFUL
)
def test_a_document_made_to_harm_is_refused(make: Callable[[], bytes], tmp_path: Path):
    file = tmp_path / "稿.docx"
    file.write_bytes(make())
    subprocess.run(
        [sys.executable, "-c", test_word_hostile.MEASURE, file],
        cwd=ROOT,
        capture_output=True,
        check=True,
        timeout=10,
    )
