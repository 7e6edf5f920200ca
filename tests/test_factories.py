"""What the factories write by a short way stands as the acts would have left it."""

import pytest
from django.contrib.admin.models import LogEntry

from articles.models import Article, Review
from tests.factories import make_article, make_user, sign, write_as_reviewed

pytestmark = pytest.mark.django_db

#: Which story it is, and when: nothing of what was done.
OWN = {"id", "pk", "article_id", "version_id", "object_id", "created_at", "updated_at"}
OWN |= {"action_time", "latest_version_id", "signed_version_id"}


def facts(story: Article) -> list[list[dict]]:
    """The story's rows, its reviews and its records; and the object in hand, which the next act goes by."""
    stored = Article.objects.filter(pk=story.pk)
    rows = [stored, Review.objects.filter(article=story).order_by("pk")]
    rows += [LogEntry.objects.filter(object_id=str(story.pk)).order_by("pk")]
    found = [[without(row) for row in each.values()] for each in rows]
    in_hand = {name: getattr(story, name) for name in ("state", "round", "version")}
    signed = stored.get().signed_version_id, story.signed_version_id
    return [*found, [in_hand | {"signed": signed == (story.latest_version_id,) * 2}]]


def without(row: dict) -> dict:
    return {name: value for name, value in row.items() if name not in OWN}


def test_a_signed_story_stands_as_if_it_had_gone_through_its_review():
    by, same = make_user(), {"title": "云海之上", "body": "<p>近日,气象站建成 。</p>"}
    long, short = (make_article(by=by, signed=False, **same) for _ in range(2))
    sign(long)
    write_as_reviewed(short)
    assert [len(rows) for rows in facts(long)] == [1, 4, 4, 1]
    assert facts(long)[1][0]["findings"] > 0
    assert facts(short) == facts(long)
