"""Sign-off: the word by which a story may be published."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from articles import history
from articles.models import Article
from articles.models.article import State


class NotReady(Exception):
    """The story cannot be signed off. The message says what is missing."""


@transaction.atomic
def sign_off(article: Article, *, by: AbstractBaseUser) -> None:
    """签发 the latest version. Raises NotReady, or where the words changed since `article` was read."""
    if article.latest_version_id is None or not article.body:
        raise NotReady(f"《{article.headline}》还没有正文，不能签发；请先补上正文。")
    signed = Article.objects.filter(pk=article.pk, version=article.version).update(
        state=State.SIGNED_OFF
    )
    if not signed:
        raise NotReady(f"《{article.headline}》刚刚被别人改过，请重新打开看过新稿再签发。")
    article.state = State.SIGNED_OFF
    history.log(by, article, f"签发第{article.latest_version.number}稿")
