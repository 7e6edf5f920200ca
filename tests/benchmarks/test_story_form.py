"""Opening and saving a story's form with an archive behind it, and what the form asks while one types.

20,000 stories unless BENCHMARK_STORIES says another number. Run with -s to see the figures; a time is the median of
requests through the test client, templates included.
"""

from __future__ import annotations

import random

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from taggit.models import Tag, TaggedItem

from articles.models import Article
from tests.benchmarks.archive import body
from tests.benchmarks.test_desk import LIMIT, editor, filled, seconds  # noqa: F401 - fixtures

WORDS = ("科普", "气象", "湿地", "天文", "农技", "防灾")
TAGS = 3000


@pytest.fixture(scope="module")
def tagged(filled, django_db_blocker):  # noqa: F811 - the fixture
    """Three tags a story, of 3,000."""
    with django_db_blocker.unblock():
        tags = Tag.objects.bulk_create(
            Tag(name=f"{WORDS[number % 6]}{number}", slug=f"t{number}") for number in range(TAGS)
        )
        kind = ContentType.objects.get_for_model(Article)
        TaggedItem.objects.bulk_create(
            (
                TaggedItem(tag=tags[(pk + step) % TAGS], object_id=pk, content_type=kind)
                for pk in Article.objects.values_list("pk", flat=True)
                for step in (0, 7, 1100)
            ),
            batch_size=5000,
        )


@pytest.fixture
def story(tagged, editor):  # noqa: F811 - the fixture
    """One of the archive, on a page."""
    return Article.objects.filter(placement__isnull=False).latest("pk")


def told(name: str, act) -> None:
    with CaptureQueriesContext(connection) as queries:
        act()
    count = len(queries)
    slow = [f"{q['time']} {q['sql'][-90:]}" for q in queries if float(q["time"]) > 0.03]
    taken = seconds(act)
    print(f" {name}: {taken * 1000:.0f} ms, {count} queries", *slow, sep="\n   ")
    assert taken < LIMIT


def opened(client, url: str, **asked: str) -> None:
    assert client.get(url, asked).status_code == 200


def test_the_form_opens(client, story):
    url = reverse("admin:articles_article_change", args=[story.pk])
    told("open", lambda: opened(client, url))
    told("open a new one", lambda: opened(client, reverse("admin:articles_article_add")))


@pytest.mark.parametrize("length", [600, 6000])
def test_the_form_is_saved(client, story, length):
    text, turn = body(random.Random(length), length), iter(range(100))
    url = reverse("admin:articles_article_change", args=[story.pk])

    def save() -> None:
        form = {"title": f"{story.title}{next(turn)}", "body": text, "signature": story.signature}
        form |= {"tags": "科普1、气象2", "section": story.section_id, "_continue": "1"}
        form |= {"seen_version": Article.objects.values_list("version", flat=True).get(pk=story.pk)}
        for prefix in ("image_uses", "bylines"):
            form |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
        assert client.post(url, form).headers["Location"] == url

    told(f"save {length} characters", save)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("article_read_signature", {"text": "（本报记者 何晓 杨永佳 通讯员 周兰）"}),
        ("article_suggest_tags", {"q": "气"}),
        ("article_suggest_tags", {"q": "qx"}),
        ("article_suggest_tags", {"q": ""}),
    ],
)
def test_what_is_asked_while_one_types(client, story, name, asked):
    told(f"{name} {asked}", lambda: opened(client, reverse(f"admin:{name}"), **asked))
