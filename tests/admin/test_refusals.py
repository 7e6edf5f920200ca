"""What is refused before any screen of ours is reached: said on a page of the paper, in Chinese, under its strict policy."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from articles.permissions import Role
from tests.factories import make_article, make_editor, make_published, make_user

pytestmark = pytest.mark.django_db


def heading(response) -> str:
    return re.search("<h1>(.*?)</h1>", response.content.decode())[1]


def is_a_page_of_the_paper(response) -> bool:
    """Its own styles and what the reader chose, so that the policy has nothing to refuse; no word of English."""
    html = response.content.decode()
    words = re.sub(r"<[^>]*>", "", html.split("<body>")[1])
    return (
        'css/base.css"' in html
        and not re.search(
            r"<script(?! src=\"/static/js/preferences)|<style| style=|https?://", html
        )
        and not re.search("[A-Za-z]", words)
        and "default-src 'none'" in response["Content-Security-Policy"]
    )


def test_who_lacks_the_right_is_told_so_on_a_page_of_the_paper(client):
    client.force_login(make_user("何小录", role=Role.REPORTER))
    response = client.get(reverse("admin:articles_masthead_changelist"))
    assert (response.status_code, heading(response)) == (403, "没有这项权限")
    assert is_a_page_of_the_paper(response)


def test_a_form_sent_under_another_sign_in_is_kept_by_the_browser_and_the_page_says_how():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_editor())
    response = client.post(reverse("admin:articles_article_add"), {"title": "写了一半的标题"})
    assert (response.status_code, heading(response)) == (403, "登录状态已变，没有存下")
    assert "请按浏览器的“后退”，写的文字还在那一页上" in response.content.decode()
    assert is_a_page_of_the_paper(response)
    assert not Article.objects.exists()


def test_a_request_that_is_none_of_ours_is_refused_on_a_page_of_the_paper(client):
    make_published()
    for response in (
        client.get("/", headers={"host": "another.example"}),
        _with_a_filter_that_is_not_offered(client),
    ):
        assert (response.status_code, heading(response)) == (400, "请求有误")
        assert is_a_page_of_the_paper(response)


def _with_a_filter_that_is_not_offered(client):
    make_article()
    client.force_login(make_editor())
    return client.get(reverse("admin:articles_article_changelist") + "?body__regex=x")


def test_a_failure_is_said_on_a_page_of_the_paper(client, monkeypatch):
    make_published()
    client.raise_request_exception = False
    monkeypatch.setattr("articles.reading.pages", lambda issue: 1 / 0)
    response = client.get("/")
    assert (response.status_code, heading(response)) == (500, "暂时打不开")
    assert is_a_page_of_the_paper(response)
