"""A link that shows one version of one story outside: for its time, until it is revoked, and nothing beside it."""

import datetime as dt

import pytest
from django.core.signing import TimestampSigner
from django.db import IntegrityError, transaction
from django.urls import reverse

from articles import previews, writing
from articles.models import Article, PreviewLink
from articles.permissions import Role
from tests.factories import (
    DATE,
    make_article,
    make_editor,
    make_image,
    make_issue,
    make_masthead,
    make_published,
    make_section,
    make_user,
    place,
    stories_of,
)

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 4, 2, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def editor():
    return make_editor("沈墨")


def url_of(link: PreviewLink) -> str:
    return reverse("preview_link", args=[previews.token(link)])


def draft(title: str = "云海之上", **fields) -> Article:
    return make_article(title, signed=False, **fields)


def html_of(answer) -> str:
    return answer.content.decode()


# --- what it shows --------------------------------------------------------------------------------


def test_somebody_outside_reads_the_version_that_the_link_was_made_for(client, editor):
    make_masthead()
    article = draft(body="<p>第一稿的话。</p>")
    link = previews.make(article, by=editor)
    article.body = "<p>第二稿的话。</p>"
    writing.save(article, by=editor, expected=article.version)
    answer = client.get(url_of(link))
    html = html_of(answer)
    assert answer.status_code == 200
    assert ("第一稿的话。" in html, "第二稿的话。" in html) == (True, False)
    assert "预览：未出版，请勿转发；有效期至" in html
    assert "2026年3月7日 10:00" in html
    assert "这是第1稿，以后的修改不在其中" in html


def test_nothing_keeps_it_finds_it_or_tells_where_it_came_from(client, editor):
    link = previews.make(draft(figures=[writing.Figure(make_image(), "云海")]), by=editor)
    picture = reverse(
        "preview_picture",
        args=[previews.token(link), link.version.figures[0]["sha256"], "fallback.jpg"],
    )
    for address in (url_of(link), picture):
        answer = client.get(address)
        assert (
            answer.status_code,
            answer["Cache-Control"],
            answer["X-Robots-Tag"],
            answer["Referrer-Policy"],
            answer["X-Frame-Options"],
        ) == (200, "private, no-store", "noindex, nofollow, noarchive", "no-referrer", "DENY")
        answer.getvalue()
    html = html_of(client.get(url_of(link)))
    assert '<meta name="robots" content="noindex, nofollow, noarchive">' in html
    assert ("canonical" in html, "og:" in html) == (False, False)


def test_its_pictures_come_with_it_and_no_others(client, editor):
    image, other = make_image("云海"), make_image("别的")
    link = previews.make(draft(figures=[writing.Figure(image, "云海")]), by=editor)
    signed = previews.token(link)
    html = html_of(client.get(url_of(link)))
    shown = reverse("preview_picture", args=[signed, image.sha256, "fallback.jpg"])
    assert (shown in html, image.url("fallback.jpg") in html) == (True, False)
    answer = client.get(shown)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer.getvalue()[:2] == b"\xff\xd8"
    crop = image.renditions.get(spec="fill-480x320").file
    for sha256, name in (
        (other.sha256, "fallback.jpg"),
        (image.sha256, crop),
        (image.sha256, "../fallback.jpg"),
        (image.sha256, "1.webp"),
    ):
        address = f"/preview/{signed}/{sha256}/{name}"
        assert client.get(address).status_code == 404, address
    assert client.get(image.url("fallback.jpg")).status_code == 404


def test_no_other_unpublished_thing_is_reachable_with_it(client, editor):
    """Canaries stand all around the draft: beside it on its page, in its section, under its tag, by its author."""
    section = make_section("科学人物")
    issue = make_issue(DATE, pages=2, stories=0)
    story = draft(section=section, tags=["暗号标签"], signature="何晓")
    canaries = [draft(f"金丝雀{at}", section=section, tags=["暗号标签"]) for at in range(3)]
    place(issue.pages.get(number=1), [canaries[0], story, canaries[1]])
    place(issue.pages.get(number=2), [canaries[2]])
    link = previews.make(story, by=editor)
    html = html_of(client.get(url_of(link)))
    assert "金丝雀" not in html
    for address in (
        story.get_absolute_url(),
        *(canary.get_absolute_url() for canary in canaries),
        issue.get_absolute_url(),
        reverse("tag", args=[story.tags.get().slug]),
        "/articles/",
    ):
        assert address not in html.replace(url_of(link), ""), address
        assert client.get(address).status_code == 404, address
    assert "金丝雀" not in html_of(client.get(section.get_absolute_url()))


def test_each_opening_is_counted_and_shown_to_staff(client, editor, clock):
    link = previews.make(draft(), by=editor)
    client.get(url_of(link))
    clock.move_to(NOW + HOUR)
    client.get(url_of(link))
    client.head(url_of(link))
    link.refresh_from_db()
    assert (link.reads, link.last_read_at) == (2, NOW + HOUR)
    client.force_login(editor)
    screen = html_of(client.get(reverse("admin:article_preview", args=[link.article_id])))
    assert "打开过 2 次" in screen
    assert f"http://testserver{url_of(link)}" in screen


# --- how it ends ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("after", "status"),
    [(previews.AGE - dt.timedelta(seconds=1), 200), (previews.AGE, 410), (10 * previews.AGE, 410)],
)
def test_it_is_good_for_three_days(client, editor, clock, after, status):
    make_masthead(phone="028-0000")
    link = previews.make(draft(), by=editor)
    clock.move_to(NOW + after)
    answer = client.get(url_of(link))
    html = html_of(answer)
    assert answer.status_code == status
    if status == 410:
        assert "到 2026年3月7日 10:00 为止" in html
        assert "请向发链接给您的沈墨索取新链接，或联系编辑部（028-0000）" in html
        assert ("云海之上" in html, answer["Cache-Control"]) == (False, "private, no-store")


def test_all_links_of_a_story_are_revoked_at_once_and_those_of_others_not(client, editor):
    article, other = draft(), draft("另一篇")
    links = [previews.make(article, by=editor) for _ in range(2)]
    kept = previews.make(other, by=editor)
    assert [client.get(url_of(link)).status_code for link in links] == [200, 200]
    assert (previews.revoke_all(article, by=editor), previews.revoke_all(article, by=editor)) == (
        2,
        0,
    )
    answers = [client.get(url_of(link)) for link in links]
    assert [answer.status_code for answer in answers] == [410, 410]
    assert "编辑部已撤销这个链接" in html_of(answers[0])
    assert client.get(url_of(kept)).status_code == 200
    assert client.get(url_of(previews.make(article, by=editor))).status_code == 200


def test_a_picture_ends_with_its_link(client, editor):
    image = make_image()
    link = previews.make(draft(figures=[writing.Figure(image)]), by=editor)
    address = reverse("preview_picture", args=[previews.token(link), image.sha256, "fallback.jpg"])
    previews.revoke_all(link.article, by=editor)
    assert client.get(address).status_code == 410


def test_what_was_tampered_with_is_no_link_and_says_whom_to_ask(client, editor):
    link, other = (previews.make(draft(f"稿{at}"), by=editor) for at in (1, 2))
    value, stamp, mark = previews.token(link).split(":")
    elsewhere = previews.token(other).split(":")
    for signed in (
        f"{elsewhere[0]}:{stamp}:{mark}",
        f"{value}:zzzzzz:{mark}",
        f"{value}:{stamp}:{mark[:-1]}",
        f"{value}:{stamp}:{elsewhere[2]}",
        f"{link.pk}-1",
        TimestampSigner().sign(value),
        TimestampSigner(salt=previews.SALT).sign(f"{link.pk}-2"),
        TimestampSigner(salt=previews.SALT).sign("999-1"),
        "x",
    ):
        answer = client.get(reverse("preview_link", args=[signed]))
        assert answer.status_code == 404, signed
        assert "预览链接无效" in html_of(answer)
        assert "向发链接给您的编辑索取新链接" in html_of(answer)
    assert client.get(url_of(link)).status_code == 200


def test_a_link_goes_with_its_story(client, editor):
    link = previews.make(draft(), by=editor)
    address = url_of(link)
    writing.discard(Article.objects.get())
    assert client.get(address).status_code == 404


def test_a_link_can_be_read_and_nothing_else(client, editor):
    link = previews.make(draft(), by=editor)
    assert client.post(url_of(link)).status_code == 405


# --- who makes it ---------------------------------------------------------------------------------


def test_staff_make_and_revoke_links_and_the_records_tell(client, editor):
    article = draft()
    client.force_login(editor)
    for name in ("make", "revoke"):
        client.post(reverse(f"admin:article_preview_{name}", args=[article.pk]))
    link = PreviewLink.objects.get()
    assert (link.created_by, link.version, link.expires_at, link.revoked_at) == (
        editor,
        article.latest_version,
        NOW + previews.AGE,
        NOW,
    )
    records = client.get(reverse("admin:article_versions", args=[article.pk])).context
    assert [line.get_change_message() for line in records["action_list"]] == [
        "撤销全部预览链接（1 个）",
        "发出第1稿的预览链接，有效期至03月07日10:00",
    ]


def test_nobody_makes_a_link_who_may_not_change_the_story(client):
    address = reverse("admin:article_preview_make", args=[draft().pk])
    assert "/login/" in client.post(address).url
    for stranger in (make_user(is_staff=True), make_user(role=Role.REPORTER)):
        client.force_login(stranger)
        assert client.post(address).status_code == 403
    assert not PreviewLink.objects.exists()
    client.force_login(make_user(role=Role.EDITOR))
    assert client.get(address).status_code == 405
    client.post(address)
    assert PreviewLink.objects.count() == 1


def test_the_database_keeps_the_rules_of_links(editor):
    link = previews.make(draft(), by=editor)
    for change in ({"expires_at": NOW}, {"reads": 1}, {"last_read_at": NOW}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PreviewLink.objects.filter(pk=link.pk).update(**change)


def test_a_published_storys_revision_is_shown_outside_and_readers_keep_what_they_have(
    client, editor
):
    [article] = stories_of(make_published(DATE, at=NOW))
    article.body = "<p>修订以后的话。</p>"
    writing.save(article, by=editor, expected=article.version)
    link = previews.make(article, by=editor)
    assert "修订以后的话。" in html_of(client.get(url_of(link)))
    assert "修订以后的话。" not in html_of(client.get(article.get_absolute_url()))
