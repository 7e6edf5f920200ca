"""What a link to an unpublished issue gives away, and how it ends: nothing beside the issue, and not for ever."""

import datetime as dt
import re

import pytest
from django.core.signing import TimestampSigner
from django.urls import reverse

from articles import previews, publishing, writing
from tests.factories import (
    DATE,
    make_article,
    make_editor,
    make_image,
    make_issue,
    make_published,
    make_section,
    place,
    sign,
    stories_of,
)
from tests.previewing import (
    HOUR,
    NOW,
    WEEK,
    change,
    face_of,
    html_of,
    page_of,
    story_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def editor():
    return make_editor("沈墨")


# --- what it gives away ---------------------------------------------------------------------------


def test_its_pictures_come_by_the_link_alone(client, editor):
    image, other = make_image("云海", size=(1200, 900)), make_image("别的")
    issue = make_issue(DATE, stories=0)
    story = make_article("云海之上", figures=[writing.Figure(image, "云海")])
    place(issue.pages.get(), [story])
    link = previews.make_of_issue(issue, by=editor)
    asked = set()
    for address in (face_of(link), page_of(link, 1), story_of(link, 1)):
        asked |= set(
            re.findall(r"(/preview/[^/]+/[0-9a-f]{64}/[\w.-]+)", html_of(client.get(address)))
        )
        assert "/media/" not in html_of(client.get(address))
    assert asked != set()
    for address in asked:
        answer = client.get(address)
        assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store"), address
        answer.getvalue()
        sha256, name = address.split("/")[-2:]
        assert client.get(reverse("picture", args=[sha256, name])).status_code == 404
    token = previews.token(link)
    for sha256, name in ((other.sha256, "fallback.jpg"), (image.sha256, "1.webp")):
        address = reverse("preview_picture", args=[token, sha256, name])
        assert client.get(address).status_code == 404


def test_nothing_keeps_or_finds_any_page_of_it(client, editor):
    link = previews.make_of_issue(make_issue(DATE), by=editor)
    for address in (face_of(link), page_of(link, 1), story_of(link, 1), page_of(link, 9)):
        answer = client.get(address)
        assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
        assert ("Set-Cookie" in answer, answer.cookies.output()) == (False, "")
        if answer.status_code == 200:
            html = html_of(answer)
            assert '<meta name="robots" content="noindex, nofollow, noarchive">' in html
            assert ("canonical" in html, "og:" in html) == (False, False)


def test_no_canary_of_an_unpublished_issue_is_found_through_any_other_address(client, editor):
    """Words, captions and names of files; in an issue that has a link, and in another that has none."""
    make_published(DATE - WEEK, at=NOW)
    hidden = {}
    for at, date in enumerate((DATE, DATE + WEEK)):
        image = make_image(f"金丝雀图{at}")
        story = make_article(
            f"金丝雀题{at}",
            body=f"<p>金丝雀话{at}。</p>",
            section=make_section("科学人物"),
            figures=[writing.Figure(image, f"金丝雀图说{at}", alt=f"金丝雀画面{at}")],
            tags=["暗号"],
            signature=f"（陆舟{'甲乙'[at]}）",
        )
        issue = make_issue(date, stories=0)
        place(issue.pages.get(), [story])
        hidden[at] = issue, story, image
    issue, story, image = hidden[0]
    link = previews.make_of_issue(issue, by=editor)
    shown = "".join(
        html_of(client.get(way)) for way in (face_of(link), page_of(link, 1), story_of(link, 1))
    )
    signs = ["金丝雀题", "金丝雀话", "金丝雀图说", "金丝雀画面"]
    assert [f"{sign}0" in shown for sign in signs] == [True] * 4
    assert [f"{sign}1" in shown for sign in signs] == [False] * 4
    assert hidden[1][2].sha256 not in shown
    public = crawl(client, "/")
    assert [sign for sign in (*signs, "暗号", "陆舟", image.sha256) if sign in public] == []
    for thing in (issue, issue.pages.get(), story):
        assert client.get(thing.get_absolute_url()).status_code == 404
    elsewhere = reverse(
        "preview_picture", args=[previews.token(link), hidden[1][2].sha256, "fallback.jpg"]
    )
    assert client.get(elsewhere).status_code == 404


def crawl(client, start: str) -> str:
    """All that can be reached from there without signing in."""
    known, ahead, found = {start}, [start], []
    while ahead:
        answer = client.get(ahead.pop())
        if answer.streaming or "html" not in answer.get("Content-Type", ""):
            continue
        found.append(html_of(answer))
        ways = set(re.findall(r'(?:href|src)="(/[^"#]*)"', found[-1])) - known
        new = {way for way in ways if not way.startswith("/static/")}
        known |= new
        ahead += sorted(new)
    return "\n".join(found)


def test_openings_of_its_pages_are_counted(client, editor, clock):
    issue = make_issue(DATE)
    link = previews.make_of_issue(issue, by=editor)
    for address in (face_of(link), page_of(link, 1), story_of(link, 1)):
        client.get(address)
        client.head(address)
    client.get(page_of(link, 9))
    link.refresh_from_db()
    assert (link.reads, link.last_read_at) == (3, NOW)
    client.force_login(editor)
    screen = html_of(client.get(reverse("admin:issue_preview", args=[issue.pk])))
    assert ("打开过 3 页次" in screen, f"http://testserver{face_of(link)}" in screen) == (
        True,
        True,
    )


# --- how it ends ----------------------------------------------------------------------------------


def test_it_is_good_for_three_days(client, editor, clock):
    link = previews.make_of_issue(make_issue(DATE), by=editor)
    asked = (face_of(link), page_of(link, 1), story_of(link, 1))
    for after, status in ((previews.AGE - dt.timedelta(seconds=1), 200), (previews.AGE, 410)):
        clock.move_to(NOW + after)
        assert [client.get(address).status_code for address in asked] == [status] * 3
    assert "这个链接的有效期是三天" in html_of(client.get(asked[2]))


def test_a_forged_link_is_none(client, editor):
    link, other = (previews.make_of_issue(make_issue(DATE + at * WEEK), by=editor) for at in (0, 1))
    value, stamp, mark = previews.token(link).split(":")
    signer = TimestampSigner(salt=previews.SALT)
    for token in (
        f"{previews.token(other).split(':')[0]}:{stamp}:{mark}",
        f"{value}:{stamp}:{mark[:-1]}",
        signer.sign(f"{link.pk}-{link.issue_id}"),
        signer.sign(f"{link.pk}-i{other.issue_id}"),
        signer.sign(f"{other.pk}-i{link.issue_id}"),
    ):
        for name, args in (("link", ()), ("page", (1,)), ("story", (1,))):
            answer = client.get(reverse(f"preview_{name}", args=[token, *args]))
            assert (answer.status_code, "预览链接无效" in html_of(answer)) == (404, True), token


def test_it_leads_to_the_public_issue_at_its_hour_and_ends_when_that_is_withdrawn(
    client, editor, clock
):
    issue = make_issue(DATE)
    link = previews.make_of_issue(issue, by=editor)
    asked = (face_of(link), page_of(link, 1), story_of(link, 1))
    issue = publishing.publish(issue, by=editor, at=NOW + HOUR)
    assert [client.get(address).status_code for address in asked] == [200] * 3
    clock.move_to(NOW + HOUR)
    public = (issue, issue.pages.get(), *stories_of(issue))
    for address, thing in zip(asked, public, strict=True):
        answer = client.get(address)
        assert (answer.status_code, answer.url) == (302, thing.get_absolute_url())
        assert "no-store" in answer["Cache-Control"]
    for address in (page_of(link, 9), story_of(link, 9), story_of(link, 0)):
        assert client.get(address).url == issue.get_absolute_url()
    publishing.withdraw(issue, by=editor, reason="数字有误")
    answers = [client.get(address) for address in asked]
    assert [answer.status_code for answer in answers] == [410] * 3
    assert "这一期已由本报撤回" in html_of(answers[0])
    clock.move_to(NOW + 2 * HOUR)
    issue.refresh_from_db()
    again = previews.make_of_issue(issue, by=editor)
    assert [client.get(face_of(each)).status_code for each in (link, again)] == [410, 200]


def test_an_issue_that_waits_for_its_hour_is_shown_as_it_was_signed(client, editor):
    issue = make_issue(DATE)
    [story] = stories_of(issue)
    issue = publishing.publish(issue, by=editor, at=NOW + HOUR)
    change(story, title="签发以后的题")
    html = html_of(client.get(face_of(previews.make_of_issue(issue, by=editor))))
    assert (story.title, "签发以后的题" in html) == ("签发以后的题", False)


def test_a_storys_link_leads_to_the_story_once_readers_have_it(client, editor, clock):
    issue = make_issue(DATE)
    [story] = stories_of(issue)
    link = previews.make(story, by=editor)
    publishing.publish(issue, by=editor, at=NOW + HOUR)
    assert client.get(face_of(link)).status_code == 200
    clock.move_to(NOW + HOUR)
    answer = client.get(face_of(link))
    assert (answer.status_code, answer.url) == (302, story.get_absolute_url())
    change(story, title="修订以后的题")
    revision = previews.make(story, by=editor)
    assert [client.get(face_of(each)).status_code for each in (link, revision)] == [302, 200]
    sign(story)
    story.refresh_from_db()
    publishing.renew(story, by=editor)
    assert client.get(face_of(revision)).url == story.get_absolute_url()


@pytest.mark.parametrize("taken", ["story", "issue"])
def test_a_storys_link_ends_when_the_story_is_taken_from_readers(client, editor, taken):
    issue = make_issue(DATE)
    [story] = stories_of(issue)
    link = previews.make(story, by=editor)
    issue = publishing.publish(issue, by=editor, at=NOW)
    story.refresh_from_db()
    if taken == "story":
        publishing.withdraw_story(story, by=editor, reason="数字有误")
    else:
        publishing.withdraw(issue, by=editor, reason="数字有误")
    answer = client.get(face_of(link))
    assert (answer.status_code, "这篇稿件已由本报撤回" in html_of(answer)) == (410, True)
    assert story.title not in html_of(answer)
