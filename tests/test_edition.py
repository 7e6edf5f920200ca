"""The edition stamp, and the readers' pages that are kept under it."""

import datetime as dt
import gzip
import re

import brotli
import pytest
import time_machine
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from taggit.models import Tag

from articles import contributors, edition, images, page_cache, publishing, writing
from articles.models import Contributor, Edition, Issue, Masthead
from sections import naming
from tests.factories import (
    DATE,
    make_article,
    make_editor,
    make_image,
    make_issue,
    make_published,
    make_section,
    make_user,
    place,
    sign,
    stories_of,
)

pytestmark = pytest.mark.django_db


def make_paper() -> Issue:
    """A published issue whose first story has a picture and a tag."""
    issue = make_issue(stories=1)
    make_section("科普长廊")
    story = make_article(
        "湿地来了新客", figures=[writing.Figure(make_image(), "反嘴鹬")], tags=["湿地"]
    )
    place(issue.pages.get(), [story, *stories_of(issue)])
    return publishing.publish(issue, by=make_editor())


def revise(issue: Issue) -> None:
    story = stories_of(issue)[0]
    story.title = "湿地来了三位新客"
    writing.save(story, by=make_editor())
    sign(story)
    publishing.renew(story, by=make_editor())


def tag_anew(issue: Issue) -> None:
    writing.save(stories_of(issue)[0], by=make_editor(), tags=["候鸟"])


def rename_section(issue: Issue) -> None:
    section = make_section("科协动态")
    section.name = "科协新闻"
    naming.save(section)


def rename_contributor(issue: Issue) -> None:
    who = Contributor.objects.get(name="何晓")
    who.affiliation = "云岭科协"
    contributors.keep(who)


def rename_tag(issue: Issue) -> None:
    tag = Tag.objects.get(name="湿地")
    tag.name = "湿地保护"
    tag.save()


def rename_paper(issue: Issue) -> None:
    masthead = Masthead.objects.get()
    masthead.name = "云岭科学报"
    masthead.save()


def focus(issue: Issue) -> None:
    images.focus(stories_of(issue)[0].image_uses.get().image, (0.1, 0.9))


ACTS = {
    "another issue appears": lambda issue: make_published(DATE + dt.timedelta(days=7)),
    "an issue is scheduled": lambda issue: make_published(
        DATE + dt.timedelta(days=7), at=timezone.now() + dt.timedelta(hours=1)
    ),
    "it is withdrawn": lambda issue: publishing.withdraw(issue, by=make_editor()),
    "a story is revised": revise,
    "a story is tagged anew": tag_anew,
    "a section is renamed": rename_section,
    "a section is made": lambda issue: naming.add("他山之石"),
    "a section goes": lambda issue: make_section("科普长廊").delete(),
    "a contributor's record changes": rename_contributor,
    "a tag is renamed": rename_tag,
    "the masthead changes": rename_paper,
    "a picture's crop changes": focus,
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_every_act_that_readers_can_see_turns_the_stamp(act):
    issue = make_paper()
    before = edition.stamp()
    assert edition.stamp() == before
    act(issue)
    assert edition.stamp() != before


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_what_is_kept_is_what_would_be_made_now(client, act):
    issue = make_paper()
    story = stories_of(issue)[0]
    paths = ["/", issue.get_absolute_url(), "/2026/03/04/01/", story.get_absolute_url(), "/issues/"]
    paths += ["/sections/ke-xie-dong-tai/", "/tags/湿地/"]
    for path in paths:
        client.get(path)
    act(issue)
    kept = {path: answer(client, path) for path in paths}
    caches["pages"].clear()
    assert kept == {path: answer(client, path) for path in paths}


def answer(client, path: str) -> tuple[int, bytes]:
    response = client.get(path)
    return response.status_code, response.content


def test_a_draft_that_is_written_turns_nothing():
    make_paper()
    before = edition.stamp()
    story = make_article("草稿", signed=False)
    story.title = "草稿二"
    writing.save(story, by=make_editor())
    assert edition.stamp() == before


def test_an_issue_taken_back_and_published_again_makes_no_old_stamp_new():
    issue = make_paper()
    seen = {edition.stamp()}
    for _ in range(3):
        publishing.withdraw(issue, by=make_editor())
        seen.add(edition.stamp())
        publishing.publish(issue, by=make_editor(), at=issue.publish_at)
        seen.add(edition.stamp())
    assert len(seen) == 7


def test_the_hour_of_publication_turns_the_front_page_by_itself(client):
    now = dt.datetime(2026, 3, 10, 23, 59, 59, tzinfo=timezone.get_current_timezone())
    with time_machine.travel(now, tick=False) as clock:
        first = make_paper()
        at = now + dt.timedelta(seconds=1)
        make_published(DATE + dt.timedelta(days=7), at=at)
        before = client.get("/").content.decode()
        assert first.get_absolute_url() in before
        clock.move_to(at)
        assert "2026年3月11日" in client.get("/").content.decode()


def test_a_new_release_shows_none_of_the_pages_of_the_old(settings):
    before = edition.stamp()
    settings.RELEASE = "another"
    assert edition.stamp() != before


def test_the_stamp_is_there_when_its_row_is_not():
    Edition.objects.all().delete()
    before = edition.stamp()
    edition.turn()
    assert (edition.stamp() != before, Edition.objects.get().count) == (True, 1)


def test_a_kept_page_costs_one_query(client):
    issue = make_paper()
    story = stories_of(issue)[0].get_absolute_url()
    first = client.get(story)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        second = client.get(story)
    assert (len(asked), second.content) == (1, first.content)
    with CaptureQueriesContext(connection) as asked:
        third = client.get(story, headers={"if-none-match": first["ETag"]})
    assert (len(asked), third.status_code, third.content) == (1, 304, b"")


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("", None, bytes),
    ],
)
def test_a_page_is_sent_in_the_shortest_way_that_the_browser_reads(
    client, accepted, encoding, unpack
):
    make_paper()
    plain = client.get("/")
    response = client.get("/", headers={"accept-encoding": accepted})
    assert response.get("Content-Encoding") == encoding
    assert unpack(response.content) == plain.content
    assert (response["ETag"], response["Vary"]) == (plain["ETag"], "Accept-Encoding")
    assert response["Content-Length"] == str(len(response.content))


def test_staff_get_every_page_made_for_them(client):
    issue = make_published(at=timezone.now() + dt.timedelta(hours=1))
    client.force_login(make_editor())
    assert client.get(issue.get_absolute_url())["Cache-Control"] == "private, no-store"
    client.logout()
    client.cookies.clear()
    assert client.get(issue.get_absolute_url()).status_code == 404


def test_only_what_the_sites_links_ask_for_is_kept(client):
    make_paper()
    odd = ("?x=1", "?page=1&x=1", "?page=77", "?page=01", "?page=1&page=1", "?page=%EF%BC%91")
    for query in ("", "?page=1", *odd):
        client.get(f"/sections/ke-xie-dong-tai/{query}")
    for path in ("/nowhere/", "/?page=1", "/robots.txt?year=2026", "/issues/?page=1"):
        client.get(path)
    pages = [key for key in caches["pages"]._cache if re.search(":[0-9a-f]{64}$", key)]
    assert len(pages) == 2


def test_what_is_very_large_is_answered_and_not_kept(client, monkeypatch):
    make_paper()
    monkeypatch.setattr(page_cache, "LARGEST", 100)
    assert client.get("/").status_code == 200
    assert len(caches["pages"]._cache) == 0


def test_an_act_that_fails_turns_nothing():
    issue = make_published()
    before = edition.stamp()
    with pytest.raises(publishing.AlreadyPublished):
        publishing.publish(issue, by=make_user())
    assert edition.stamp() == before
