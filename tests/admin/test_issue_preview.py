"""The screen of an issue's preview links: who makes and revokes them, and what the records tell."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from articles import previews
from articles.models import Issue, Page, PreviewLink, TrailEntry
from articles.permissions import Role
from tests.factories import (
    DATE,
    make_editor,
    make_issue,
    make_published,
    make_user,
    stories_of,
)
from tests.previewing import (
    NOW,
    face_of,
    html_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def editor():
    return make_editor("沈墨")


def test_who_assembles_makes_and_revokes_links_and_the_records_tell(client):
    issue, layout = make_issue(DATE), make_user("周澄", role=Role.LAYOUT)
    client.force_login(layout)
    screen = reverse("admin:issue_preview", args=[issue.pk])
    client.post(reverse("admin:issue_preview_make", args=[issue.pk]))
    link = PreviewLink.objects.get()
    html = html_of(client.get(screen))
    assert ("撤销全部预览链接" in html, "03月04日10:00的版面" in html) == (True, True)
    client.post(reverse("admin:issue_preview_revoke", args=[issue.pk]))
    assert "已撤销" in html_of(client.get(screen))
    answer = client.get(face_of(link))
    assert (answer.status_code, "编辑部已撤销这个链接" in html_of(answer)) == (410, True)
    lines = TrailEntry.objects.filter(printed_name="周澄", kind="export").order_by("pk")
    assert [line.words for line in lines] == [
        "发出03月04日10:00的版面的预览链接，有效期至03月07日10:00",
        "撤销全部预览链接（1 个）",
    ]


def test_a_published_issue_needs_no_link(client, editor):
    issue = make_published(DATE, at=NOW)
    client.force_login(editor)
    answer = client.post(reverse("admin:issue_preview_make", args=[issue.pk]), follow=True)
    assert "本期已经出版" in html_of(answer)
    assert ("发出本期的预览链接" in html_of(answer), PreviewLink.objects.count()) == (False, 0)


def test_the_database_holds_a_link_to_a_story_or_an_issue(editor):
    issue = make_issue(DATE)
    [story] = stories_of(issue)
    link, of_story = previews.make_of_issue(issue, by=editor), previews.make(story, by=editor)
    for row, wrong in (
        (link, {"issue": None}),
        (link, {"article": story, "version": story.latest_version}),
        (of_story, {"version": None}),
        (of_story, {"issue": issue}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            PreviewLink.objects.filter(pk=row.pk).update(**wrong)


def test_links_go_with_their_issue(client, editor):
    issue = make_issue(DATE, stories=0)
    link = previews.make_of_issue(issue, by=editor)
    address = face_of(link)
    assert client.get(address).status_code == 200
    Page.objects.filter(issue=issue).delete()
    Issue.objects.get(pk=issue.pk).delete()
    assert client.get(address).status_code == 404
