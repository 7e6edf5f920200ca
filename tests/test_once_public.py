"""What readers have known answers 410 when it is taken away, and is read again when it comes back."""

import datetime as dt

import pytest
from django.utils import timezone

from articles import assembly, publishing, writing
from articles.models import Article, Issue, Page
from tests.factories import (
    DATE,
    make_editor,
    make_issue,
    make_published,
    make_user,
    place,
    stories_of,
)

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)


def status(client, thing) -> int:
    return client.get(thing.get_absolute_url()).status_code


def drop(story: Article) -> None:
    """Off its page, which keeps what else it holds."""
    page = story.place.page
    others = [each for each in stories_of(page.issue) if each != story]
    assembly.arrange(page, others, by=make_editor())


def fresh(story: Article) -> Article:
    return Article.objects.get(pk=story.pk)


def test_a_story_dropped_from_a_withdrawn_issue_is_gone_and_not_unknown(client):
    issue = make_published(stories=2)
    story = stories_of(issue)[0]
    publishing.withdraw(issue, by=make_editor(), reason="第一版图片有误")
    drop(fresh(story))
    response = client.get(story.get_absolute_url())
    html = response.content.decode()
    assert (response.status_code, "本稿已撤回" in html, story.title in html) == (410, True, False)
    publishing.publish(Issue.objects.get(), by=make_editor())
    assert status(client, story) == 410


def test_a_story_that_moved_to_an_issue_still_open_is_gone_until_that_appears(client, time_machine):
    first = make_published(stories=2)
    story = stories_of(first)[0]
    publishing.withdraw(first, by=make_editor())
    drop(fresh(story))
    second = make_issue(DATE + dt.timedelta(days=7), stories=0)
    place(Page.objects.get(issue=second), [story])
    assert status(client, story) == 410
    now = timezone.now()
    publishing.publish(second, by=make_editor(), at=now + HOUR)
    assert status(client, story) == 410
    time_machine.move_to(now + HOUR)
    assert status(client, story) == 200


def test_a_story_whose_issue_never_appeared_stays_unknown(client):
    issue = make_published(at=timezone.now() + HOUR, stories=2)
    story = stories_of(issue)[0]
    assert (status(client, issue), status(client, story)) == (404, 404)
    publishing.withdraw(issue, by=make_editor())
    assert (status(client, issue), status(client, story)) == (404, 404)
    drop(fresh(story))
    assert (status(client, story), fresh(story).first_published_at) == (404, None)


def test_an_issue_that_waits_to_appear_again_is_gone_meanwhile_and_stays_known(client):
    issue = make_published(stories=1)
    story, first = stories_of(issue)[0], Issue.objects.get().first_published_at
    publishing.withdraw(issue, by=make_editor())
    publishing.publish(Issue.objects.get(), by=make_editor(), at=timezone.now() + HOUR)
    assert (status(client, issue), status(client, story)) == (410, 410)
    publishing.withdraw(Issue.objects.get(), by=make_editor())
    assert (status(client, issue), status(client, story)) == (410, 410)
    assert Issue.objects.get().first_published_at == first
    assert Article.objects.get().first_published_at == first


def test_a_form_opened_before_publication_does_not_forget_it():
    story = stories_of(make_issue())[0]
    publishing.publish(Issue.objects.get(), by=make_editor())
    published = fresh(story).first_published_at
    assert published is not None
    story.title = "改题"
    writing.save(story, by=make_user(), expected=story.version)
    assert fresh(story).first_published_at == published
