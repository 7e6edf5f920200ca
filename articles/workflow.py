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
def sign_off(article: Article, *, by: AbstractBaseUser) -> bool:
    """签发 the latest version; False, with nothing done, where that is signed off already.

    Raises NotReady for a story with nothing to print, and where the words changed since `article` was read.
    """
    if not _is_printable(article):
        raise NotReady(
            f"《{article.headline}》还没有正文，不能签发；请先补上正文，图片新闻请配上图片和图说。"
        )
    seen = Article.objects.filter(pk=article.pk, version=article.version)
    signed = seen.filter(state=State.DRAFT).update(state=State.SIGNED_OFF)
    if not signed and not seen.exists():
        raise NotReady(f"《{article.headline}》刚刚被别人改过，请重新打开看过新稿再签发。")
    article.state = State.SIGNED_OFF
    if signed:
        history.log(by, article, f"签发第{article.latest_version.number}稿")
    return bool(signed)


def _is_printable(article: Article) -> bool:
    """A body, or the picture with its caption that is all of a photo story."""
    text = article.latest_version
    return text is not None and bool(text.body or any(figure["caption"] for figure in text.figures))
