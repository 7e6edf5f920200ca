"""Sign-off: the word by which a story may be published."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from articles import completeness, history, writing
from articles.models import Article
from articles.models.article import State


class NotReady(Exception):
    """The story cannot be signed off. The message says what is missing."""


class Incomplete(NotReady):
    """Something is missing that somebody has to fill in, or to say that it is to be left."""

    def __init__(self, article: Article, gaps: Collection[completeness.Gap]) -> None:
        names = "、".join(gap.name for gap in gaps)
        super().__init__(f"《{article.headline}》没有签发，还缺{names}；请打开稿件补上。")
        self.gaps = gaps


@transaction.atomic
def sign_off(
    article: Article,
    *,
    by: AbstractBaseUser,
    expected: int | None = None,
    leaving: Collection[str] | None = None,
) -> bool:
    """签发 the latest version; False, with nothing done, where that is signed off already.

    `expected` is the story's `version` that the editor saw. `leaving` are the fields that he leaves empty knowingly, of
    those that may be; None asks for nothing but words, as for print of the past. Raises NotReady for a story with
    nothing to print, Incomplete for other gaps, and NotReady where the story changed since it was seen.
    """
    if not _is_printable(article):
        raise NotReady(
            f"《{article.headline}》还没有正文，不能签发；请先补上正文，图片新闻请配上图片和图说。"
        )
    number = article.version if expected is None else expected
    seen = Article.objects.filter(pk=article.pk, version=number)
    signed = seen.filter(state=State.DRAFT).update(state=State.SIGNED_OFF)
    if not signed and not seen.exists():
        who = writing.stale(article).who
        raise NotReady(f"《{article.headline}》没有签发：{who}请看过新稿再签发。")
    left = _left(article, leaving) if signed and leaving is not None else []
    article.state = State.SIGNED_OFF
    if signed:
        without = f"（{'、'.join(left)}）" if left else ""
        history.log(by, article, f"签发第{article.latest_version.number}稿{without}")
    return bool(signed)


def _left(article: Article, leaving: Collection[str]) -> list[str]:
    """What is signed without, as the record says it. Raises Incomplete."""
    gaps = completeness.gaps(article)
    if unsettled := [gap for gap in gaps if not (gap.left and gap.field in leaving)]:
        raise Incomplete(article, unsettled)
    return [gap.left for gap in gaps]


def _is_printable(article: Article) -> bool:
    """A body, or the picture with its caption that is all of a photo story."""
    text = article.latest_version
    return text is not None and bool(text.body or any(figure["caption"] for figure in text.figures))
