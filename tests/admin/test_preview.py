"""预览: what is typed or saved, on the readers' own page, inside frames of the desk."""

from uuid import uuid4

import pytest
from django.urls import reverse
from taggit.models import Tag

from articles import working_copies, writing
from articles.models import Article, Version, WorkingCopy
from articles.permissions import Role
from tests.factories import (
    DATE,
    make_article,
    make_image,
    make_issue,
    make_masthead,
    make_section,
    make_user,
    stories_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def masthead() -> None:
    make_masthead()


def url(name: str, *args) -> str:
    return reverse(f"admin:article_{name}", args=args)


def html_of(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def preview_of(client, article: Article | None, **typed: str):
    """The typed form is sent to be seen; -> (the screen with the frames, the page in them)."""
    key = uuid4()
    address = url("preview_typed", article.pk) if article else url("preview_typed_new")
    answer = client.post(address, typed | {"copy_key": str(key)})
    assert answer.url == url("preview_copy", key)
    return html_of(client, answer.url), html_of(client, url("preview_copy_page", key))


def test_a_saved_story_is_shown_on_the_page_that_readers_will_have(client, editor):
    article = make_article("云海之上", signed=False, tags=["科普"])
    answer = client.get(url("preview_page", article.pk))
    assert [each.name for each in answer.templates][:2] == [
        "articles/preview_frame.html",
        "articles/article.html",
    ]
    html = answer.content.decode()
    assert article.body.removeprefix("<p>") in html
    assert ("未出版" in html, "#科普" in html) == (False, True)
    screen = html_of(client, url("preview", article.pk))
    assert screen.count(f'<iframe src="{url("preview_page", article.pk)}"') == 2
    assert "这是已存的第1稿" in screen


def test_a_placed_story_stands_among_its_neighbours(client, editor):
    first, second = stories_of(make_issue(DATE, stories=2))
    html = html_of(client, url("preview_page", first.pk))
    link = f'href="{second.get_absolute_url()}"'
    assert (link in html, "尚未上版" in html) == (True, False)


def test_what_is_typed_is_shown_and_the_story_is_not_touched(client, editor):
    article = make_article("云海之上", signed=False)
    section = make_section("科学人物")
    image = make_image()
    screen, page = preview_of(
        client,
        article,
        title="云海之下",
        body='<p>没有存的话。</p><script>alert("x")</script>',
        signature="何晓",
        section=str(section.pk),
        tags="气象，登山",
        **{
            "image_uses-TOTAL_FORMS": "2",
            "image_uses-0-image": str(image.pk),
            "image_uses-0-order": "1",
            "image_uses-0-after_block": "1",
            "image_uses-0-caption": "云海 如潮",
            "image_uses-1-image": "999",
        },
    )
    assert ("没有保存的文字" in screen, "发出第" in screen) == (True, False)
    for words in ("云海之下", "<p>没有存的话。</p>", "科学人物", "#登山", "云海 如潮"):
        assert words in page
    assert page.count("<figure") == 1
    assert image.url("fallback.jpg") in page
    assert "<script" not in page
    stored = Article.objects.get()
    assert (stored.title, stored.version, Version.objects.count()) == ("云海之上", 1, 1)
    assert not Tag.objects.exists()


def test_a_new_story_is_shown_before_it_was_ever_saved(client, editor):
    screen, page = preview_of(client, None, title="新稿", body="<p>第一段。</p>", signature="何晓")
    assert "预览：新稿" in screen
    assert ("<p>第一段。</p>" in page, "尚未上版" in page) == (True, True)
    assert not Article.objects.exists()


def test_what_is_typed_is_its_owners_alone(client, editor):
    key = uuid4()
    other = make_user(role=Role.REPORTER)
    working_copies.keep(other, key, {"title": ["别人的稿"]}, None)
    assert client.get(url("preview_copy", key)).status_code == 404
    assert client.get(url("preview_copy_page", key)).status_code == 404


def test_what_cannot_be_kept_is_said(client, editor):
    article = make_article(signed=False)
    sent = {"copy_key": str(uuid4()), "body": "雪" * (working_copies.LARGEST + 1)}
    answer = client.post(url("preview_typed", article.pk), sent, follow=True)
    said = [str(message) for message in answer.context["messages"]]
    assert said == ["文字太长，不能暂存；请先保存。"]
    answer = client.post(url("preview_typed", article.pk), {"copy_key": "x"}, follow=True)
    said = [str(message) for message in answer.context["messages"]]
    assert said == ["没有收到要预览的文字，请回到稿件再试。"]
    assert not WorkingCopy.objects.exists()


def test_the_screen_of_what_is_saved_says_that_there_is_more(client, editor):
    article = make_article("云海之上", signed=False)
    assert "您有未保存的文字" not in html_of(client, url("preview", article.pk))
    preview_of(client, article, title="云海之下", seen_version="1")
    assert "您有未保存的文字" in html_of(client, url("preview", article.pk))


def test_only_the_desk_frames_the_page_and_only_its_own_screen_has_frames(client, editor):
    article = make_article(signed=False)
    page = client.get(url("preview_page", article.pk))
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert "frame-src" not in page["Content-Security-Policy"]
    assert page["Cache-Control"] == "private, no-store"
    screen = client.get(url("preview", article.pk))
    assert screen["X-Frame-Options"] == "DENY"
    assert "frame-src 'self'" in screen["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in screen["Content-Security-Policy"]
    form = client.get(reverse("admin:articles_article_change", args=[article.pk]))
    assert "frame-src" not in form["Content-Security-Policy"]


def test_nobody_previews_who_may_not_see_the_story(client):
    article = make_article(signed=False)
    addresses = [url("preview", article.pk), url("preview_page", article.pk)]
    assert [client.get(address).status_code for address in addresses] == [302, 404]
    client.force_login(make_user(is_staff=True))
    assert [client.get(address).status_code for address in addresses] == [403, 404]
    assert client.post(url("preview_typed", article.pk), {}).status_code == 403
    client.force_login(make_user(role=Role.REPORTER))
    assert [client.get(address).status_code for address in addresses] == [200, 200]


def test_the_form_leads_to_both_previews(client, editor):
    article = make_article(signed=False)
    html = html_of(client, reverse("admin:articles_article_change", args=[article.pk]))
    assert f'<a href="{url("preview", article.pk)}">预览和链接</a>' in html
    assert f'formaction="{url("preview_typed", article.pk)}" formtarget="_blank"' in html
    new = html_of(client, reverse("admin:articles_article_add"))
    assert f'formaction="{url("preview_typed_new")}" formtarget="_blank"' in new


def test_a_published_storys_preview_is_of_the_newest_words(client, editor):
    article = make_article("云海之上", signed=False)
    article.title = "云海之下"
    writing.save(article, by=editor, expected=article.version)
    html = html_of(client, url("preview_page", article.pk))
    assert "云海之下" in html
