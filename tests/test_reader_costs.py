"""What a readers' page costs: queries made and kept, bytes on the way, and what a browser that has it already is sent."""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import publishing, writing
from articles.models import Contributor
from tests.factories import (
    make_article,
    make_editor,
    make_facsimile,
    make_image,
    make_issue,
    make_section,
    place,
    stories_of,
)

pytestmark = pytest.mark.django_db

#: Kind of page -> queries of one that is made, the edition's stamp among them. Eight are the most.
COLD = {
    "front": 7,
    "issue": 7,
    "page": 8,
    "story": 8,
    "section": 7,
    "contributor": 7,
    "tag": 7,
    "archive": 6,
    "nowhere": 2,
    "a day without an issue": 6,
}
#: Answered anew each time: nobody needs them often.
UNKEPT = {"nowhere", "a day without an issue"}


def addresses(*, stories: int) -> dict[str, str]:
    """Kind -> address, of an issue of one page with its picture and so many stories, all with a figure and a tag."""
    issue = make_issue(stories=0)
    figures = [writing.Figure(make_image(size=(640, 480)), "图说", "何晓 摄", "画面")]
    section = make_section()
    words = {"figures": figures, "tags": ["气象"], "section": section, "signature": "（何晓）"}
    place(issue.pages.get(), [make_article(**words) for _ in range(stories)])
    make_facsimile(issue.pages.get())
    publishing.publish(issue, by=make_editor())
    story = stories_of(issue)[0]
    return {
        "front": "/",
        "issue": issue.get_absolute_url(),
        "page": f"{issue.get_absolute_url()}01/",
        "story": story.get_absolute_url(),
        "section": story.section.get_absolute_url(),
        "contributor": Contributor.objects.get(name="何晓").get_absolute_url(),
        "tag": "/tags/气象/",
        "archive": reverse("archive"),
        "nowhere": "/nowhere/",
        "a day without an issue": "/2026/03/05/",
    }


def queries(client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(path)
    return len(asked)


@pytest.mark.parametrize("stories", [1, 40])
def test_a_page_costs_the_same_for_one_story_and_for_forty(client, stories):
    pages = addresses(stories=stories)
    cold = {kind: queries(client, path) for kind, path in pages.items()}
    warm = {kind: queries(client, path) for kind, path in pages.items() if kind not in UNKEPT}
    assert cold == COLD
    assert warm == dict.fromkeys(COLD.keys() - UNKEPT, 1)


@pytest.mark.parametrize("state", ["made", "kept"])
def test_every_kept_page_is_sent_packed_marked_and_asked_for_again(client, state):
    for kind, path in addresses(stories=1).items():
        if kind in UNKEPT:
            continue
        if state == "kept":
            client.get(path)
        sent = client.get(path, headers={"accept-encoding": "gzip, br"})
        plain = client.get(path)
        bare = client.head(path, headers={"accept-encoding": "gzip, br"})
        again = client.get(path, headers={"if-none-match": sent["ETag"]})
        names = ("Cache-Control", "Vary", "Content-Encoding", "ETag", "Content-Length")
        assert [sent[name] for name in names[:3]] == ["no-cache", "Accept-Encoding", "br"], kind
        assert brotli.decompress(sent.content) == plain.content
        assert [bare[name] for name in names] == [sent[name] for name in names]
        assert (bare.status_code, bare.content) == (200, b"")
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", sent["ETag"])
        assert [again[name] for name in names[:2]] == ["no-cache", "Accept-Encoding"]


def test_gzip_is_sent_to_who_knows_no_better_and_nothing_to_who_refuses(client):
    path = addresses(stories=1)["story"]
    plain = client.get(path)
    for accepted, coding in {
        "gzip": "gzip",
        "gzip, br;q=0": "gzip",
        "identity": None,
        "*": None,
    }.items():
        sent = client.get(path, headers={"accept-encoding": accepted})
        assert sent.get("Content-Encoding") == coding
        body = gzip.decompress(sent.content) if coding else sent.content
        assert body == plain.content


def weight(client, path: str) -> dict[str, int]:
    """Bytes of the page and of each script and stylesheet it names, as gzip packs them: the older of the two codings."""
    html = client.get(path).content
    files = re.findall(
        rb'(?:<link rel="stylesheet"[^>]*? href|<script[^>]*? src)="/static/([^"]+)"', html
    )
    names = sorted({name.decode() for name in files})
    found = {name: Path(finders.find(name)).read_bytes() for name in names}
    return {name: len(gzip.compress(data, 9)) for name, data in {path: html, **found}.items()}


def test_a_story_weighs_at_most_60_kb_without_its_pictures(client):
    pages = addresses(stories=12)
    parts = weight(client, pages["story"])
    assert len(parts) >= 9
    assert sum(parts.values()) <= 60_000, parts
    assert sum(weight(client, pages["front"]).values()) <= 60_000
