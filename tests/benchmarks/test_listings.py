"""How long a list of the readers' site takes to make, with archives of three sizes: a page of it costs what it shows.

Not collected by default: name the folder. Figures of one machine say little; the ratio within a run counts.
"""

from __future__ import annotations

import statistics
import time

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from taggit.models import Tag, TaggedItem

from articles.models import Article, Contributor
from sections.models import Section
from tests.benchmarks import archive

pytestmark = pytest.mark.django_db
SIZES = (1_000, 10_000, 100_000)
ROUNDS = 15


def _addresses() -> dict[str, str]:
    """One list of each kind; the tag stands in every fiftieth story."""
    tag, kind = (
        Tag.objects.create(name="雪深", slug="xue-shen"),
        ContentType.objects.get_for_model(Article),
    )
    stories = Article.objects.order_by("pk").values_list("pk", flat=True)[::50]
    TaggedItem.objects.bulk_create(
        TaggedItem(tag=tag, content_type=kind, object_id=pk) for pk in stories
    )
    article = Article.objects.order_by("pk").first()
    contributor = Contributor.objects.get(pk=article.bylines.first().contributor_id)
    article.published_version.contributors.add(contributor)
    return {
        "section": Section.objects.first().get_absolute_url(),
        "contributor": contributor.get_absolute_url(),
        "tag": "/tags/xue-shen/",
        "archive": "/issues/",
        "story": article.get_absolute_url(),
    }


def _costs(path: str) -> tuple[float, float]:
    """Milliseconds of CPU: the first page of an edition, which counts, and the middle one of those after it.

    A key that nobody asked for is answered and not kept, so that the page is made each time.
    """
    client, costs = Client(), []
    for turn in range(ROUNDS):
        began = time.process_time()
        assert client.get(path, {"made": turn}).status_code == 200
        costs.append((time.process_time() - began) * 1e3)
    return costs[0], statistics.median(costs[1:])


@pytest.mark.parametrize("stories", SIZES)
def test_lists_of_an_archive(stories: int):
    archive.make(stories, indexed=False)
    paths = _addresses()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    Client().get("/")
    found = {kind: _costs(path) for kind, path in paths.items()}
    for kind, (first, later) in found.items():
        print(f"{kind:12} {stories}: {later:.1f} ms, first {first:.0f} ms")
    assert max(later for _first, later in found.values()) < 100
