"""Recall and precision 1.000 for readers: over 10,000 stories, hundreds of queries find what a scan of the texts finds."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator

import pytest
from django.db import connection

from articles import search
from articles.models import Article, Version
from articles.search import LIMIT, Scope
from articles.text import body
from tests.benchmarks import archive

pytestmark = pytest.mark.django_db

STORIES, QUERIES = 10_000, 320
MISSES = ("量子", "鸫", "气象站揭幕了", "9G基站", "岭云", "记者本报", "DNA检讨", "zzz", "。，")
MIXED = (
    "5G基站",
    "５ｇ基",
    "G基",
    "DNA检测",
    "ｄｎａ检测室",
    "NA检",
    "1月1",
    "28日，",
    "技术员",
    "本报记者",
    "县",
    "，",
    "𠮷",
    "野㐀",
    "CAFÉ与a1",
    "cafe",
)


def test_readers_find_exactly_what_a_scan_finds():
    archive.make(STORIES, indexed=False)
    revise(random.Random(3))
    for _done in search.reindex():
        pass
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the database does by itself, soon after
    texts = published()
    asked = list(dict.fromkeys(queries(random.Random(11), list(texts.values()))))
    assert len(asked) >= 300
    for at, query in enumerate(asked):
        wanted = scan(texts, query)
        assert answer(query) == wanted, query
        if at % 8 == 0:
            check_page(query, wanted, (*search.Order,)[at // 8 % 2])


def revise(rng: random.Random) -> None:
    """Every tenth story has a working text that is not out, every fiftieth is taken back."""
    changed = []
    for story in Article.objects.order_by("pk")[::10]:
        story.title, story.signature = f"改稿{story.title[:3]}量子", "（通讯员 金雀）"
        story.body = archive.body(rng, 150)
        changed.append(story)
    Article.objects.bulk_update(changed, ["title", "signature", "body"], batch_size=200)
    back = [story.pk for story in changed[::5]]
    Article.objects.filter(pk__in=back).update(withdrawn_at="2026-03-05T00:00Z")


def published() -> dict[int, list[str]]:
    """Of each story that readers see, its texts as search compares them."""
    rows = Article.objects.public().values_list("pk", "published_version")
    versions = Version.objects.in_bulk([version for _pk, version in rows])
    return {pk: _texts(versions[version]) for pk, version in rows}


def _texts(text: Version) -> list[str]:
    """Compared by rules of this test's own, so that a fault of the index's rules is seen."""
    heads = (text.kicker, text.title, text.subtitle, text.signature)
    return [_plainly(part) for part in (*heads, body.plain(text.body)) if part]


def _plainly(text: str) -> str:
    """One width, small letters, no blanks inside a line; no two Latin words of this archive stand apart."""
    lines = unicodedata.normalize("NFKC", text).casefold().split("\n")
    return "\n".join("".join(line.split()) for line in lines)


def scan(texts: dict[int, list[str]], query: str) -> set[int]:
    words = set(unicodedata.normalize("NFKC", query).casefold().split())
    return {pk for pk, parts in texts.items() if all(any(w in p for p in parts) for w in words)}


def answer(query: str) -> set[int]:
    rows = search.find(query, among=Article.objects.all(), scope=Scope.PUBLIC)
    return set(rows.order_by().values_list("pk", flat=True))


def check_page(query: str, wanted: set[int], order: str) -> None:
    """The ordered list names the same stories, each once: all of them, or where they are many, as far as it goes."""
    ranked = search.Found(query, among=Article.objects.all(), order=order)
    length = len(wanted) if len(wanted) <= LIMIT else 30
    shown = ranked[0:length]
    assert (len(shown), len(set(shown))) == (length, length)
    assert wanted.issuperset(shown)
    assert (ranked.count(), ranked.is_capped) == (min(len(wanted), LIMIT), len(wanted) > LIMIT)


def queries(rng: random.Random, texts: list[list[str]]) -> Iterator[str]:
    """Parts of one to eight characters of what was printed, as somebody may type them; what stands nowhere."""
    yield from (*MISSES, *MIXED)
    ways: list[Callable[[str], str]] = [str, str, _wide, _apart, str.upper]
    for _ in range(QUERIES):
        words = [_part(rng, texts) for _ in range(rng.choice((1, 1, 1, 2, 3)))]
        yield rng.choice(" \u3000").join(rng.choice(ways)(word) for word in words)


def _part(rng: random.Random, texts: list[list[str]]) -> str:
    text = rng.choice(rng.choice(texts))
    start = rng.randrange(len(text))
    return text[start : start + rng.randint(1, 8)]


def _wide(word: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in word)


def _apart(word: str) -> str:
    """A name as print sets it: 陈　兰."""
    return f"{word[0]}\u3000{word[1:]}" if len(word) in (2, 3) else word
