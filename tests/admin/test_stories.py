"""The list of stories: where each stands, said in a word."""

import datetime as dt

import pytest
from django.urls import reverse

from articles import publishing, writing
from articles.models import Article
from articles.models.article import State
from tests.admin.reviewing import chosen
from tests.factories import (
    DATE,
    make_article,
    make_issue,
    make_published,
    make_section,
    make_user,
    place,
    send_up,
    sign,
    stories_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editor")]

WEEK = dt.timedelta(days=7)
LIST = "/admin/articles/article/"


def status_of(article: Article) -> str:
    return Article.objects.for_desk().get(pk=article.pk).status


def test_a_story_that_stands_nowhere_waits_for_a_page_or_for_its_signature():
    assert status_of(make_article(signed=False)) == "草稿"
    assert status_of(make_article()) == "待上版"


def test_a_story_in_an_open_issue_is_signed_off_or_a_draft():
    issue = make_issue(DATE)
    draft = make_article(signed=False)
    [signed] = stories_of(issue)
    place(issue.pages.get(), [signed, draft])
    assert (status_of(signed), status_of(draft)) == ("已签发", "草稿")


@pytest.mark.parametrize(("ahead", "word"), [(None, "已出版"), (WEEK, "定时出版")])
def test_a_story_that_readers_have_or_are_promised_says_so_through_its_revision(
    editor, time_machine, ahead, word
):
    now = dt.datetime(2026, 3, 4, 2, tzinfo=dt.UTC)
    time_machine.move_to(now, tick=False)
    [article] = stories_of(make_published(DATE, at=now + ahead if ahead else None))
    assert status_of(article) == word
    article.subtitle = "新写的副题"
    writing.save(article, by=editor, expected=article.version)
    assert status_of(article) == f"{word}，改稿待终审"
    sign(article)
    assert status_of(article) == f"{word}，修订稿待发布"
    publishing.renew(article, by=editor)
    assert status_of(article) == word


def test_a_story_of_a_withdrawn_issue_is_withdrawn_until_it_stands_elsewhere(editor):
    issue = make_published(DATE)
    [article] = stories_of(issue)
    publishing.withdraw(issue, by=editor)
    assert status_of(article) == "已撤回"
    place(issue.pages.get(), [])
    assert status_of(article) == "待上版"
    place(make_issue(DATE + WEEK, stories=0).pages.get(), [Article.objects.get(pk=article.pk)])
    assert status_of(article) == "已签发"


def test_the_list_and_the_storys_own_page_say_it(client):
    [article] = stories_of(make_published(DATE))
    badge = '<span class="state state-signed_off">已出版</span>'
    url = reverse("admin:articles_article_change", args=[article.pk])
    for path in (LIST, url):
        assert badge in client.get(path).content.decode()
    publishing.withdraw(article.placement.page.issue, by=make_user())
    badge = '<span class="state state-withdrawn">已撤回</span>'
    for path in (LIST, url):
        assert badge in client.get(path).content.decode()


def test_the_list_is_filtered_by_issue(client):
    [placed], unplaced = stories_of(make_issue(DATE)), make_article()
    for value, story in ((placed.placement.page.issue_id, placed), ("none", unplaced)):
        assert list(client.get(f"{LIST}?issue={value}").context["cl"].result_list) == [story]


def test_approving_in_bulk_counts_those_that_it_approved_and_names_the_others(client):
    signed = make_article("签过的")
    waits = send_up(make_article(section=make_section(), signed=False), State.FINAL)
    response = client.post(LIST, chosen("approve_chosen", signed, waits), follow=True)
    refused, done = [str(message) for message in response.context["messages"]]
    assert refused.startswith("《签过的》不能通过：当班总编辑已于")
    assert done == "已通过 1 篇。"
    assert Article.objects.get(pk=waits.pk).state == State.SIGNED_OFF


def form_of(client, article: Article) -> dict:
    """What the browser would send back."""
    form = (
        client.get(reverse("admin:articles_article_change", args=[article.pk]))
        .context["adminform"]
        .form
    )
    sent = {name: form[name].value() or "" for name in form.fields}
    sent["tags"] = form.fields["tags"].widget.format_value(form["tags"].value())
    for prefix in ("image_uses", "bylines"):
        sent |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    return sent


def test_tags_come_back_as_they_were_typed_and_saving_them_again_is_no_change(client):
    article = make_article(signed=False, section=None)
    url = reverse("admin:articles_article_change", args=[article.pk])
    client.post(url, form_of(client, article) | {"tags": "科普 气象、5G，冬季"})
    assert form_of(client, article)["tags"] == "科普，气象，5G，冬季"
    client.post(url, form_of(client, article))
    client.post(url, form_of(client, article) | {"tags": "冬季，科普，气象，5G"})
    assert form_of(client, article)["tags"] == "冬季，科普，气象，5G"
    history = client.get(reverse("admin:articles_article_history", args=[article.pk]))
    said = [entry.get_change_message() for entry in history.context["action_list"]]
    assert [words for words in said if "标签" in words] == ["已修改标签。", "已修改标签。"]


def test_a_preview_leads_back_to_what_it_shows(client, editor):
    issue = make_issue(DATE)
    [article] = stories_of(issue)
    edit = f'<a href="/admin/articles/article/{article.pk}/change/">编辑 ›</a>'
    open_issue = f'<a href="/admin/articles/issue/{issue.pk}/change/">打开本期 ›</a>'
    for path, said, link in (
        (article.get_absolute_url(), " · 第1稿", edit),
        (issue.get_absolute_url(), "", open_issue),
        (issue.pages.get().get_absolute_url(), "", open_issue),
    ):
        assert (
            f'<p class="preview">预览：未出版{said} · 仅编辑部可见 · {link}</p>'
            in client.get(path).content.decode()
        )
    publishing.publish(issue, by=editor)
    assert edit not in client.get(article.get_absolute_url()).content.decode()
