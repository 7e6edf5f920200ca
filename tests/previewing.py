"""Hands for the tests of previews: the hour they stand at, and where a link leads."""

import datetime as dt

from django.urls import reverse

from articles import previews, writing
from articles.models import Article, PreviewLink
from tests.factories import make_user

NOW = dt.datetime(2026, 3, 4, 2, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
WEEK = dt.timedelta(days=7)


def html_of(answer) -> str:
    return answer.content.decode()


def face_of(link: PreviewLink) -> str:
    return reverse("preview_link", args=[previews.token(link)])


def page_of(link: PreviewLink, number: int) -> str:
    return reverse("preview_page", args=[previews.token(link), number])


def story_of(link: PreviewLink, number: int) -> str:
    return reverse("preview_story", args=[previews.token(link), number])


def change(article: Article, **words: str) -> None:
    article.refresh_from_db()
    for name, text in words.items():
        setattr(article, name, text)
    writing.save(article, by=make_user(), expected=article.version)
