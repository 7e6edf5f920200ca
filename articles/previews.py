"""预览链接: one version of a story is shown to somebody outside, for three days. The only writer of PreviewLink.

A link is a signed number: whoever holds it reads that version with its pictures and nothing else. It dies with its time,
when staff revoke all links of the story, and with the story.
"""

from __future__ import annotations

import datetime as dt
import re

from django.contrib.auth.models import AbstractBaseUser
from django.core.signing import BadSignature, TimestampSigner, b62_encode
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.timezone import localtime

from articles import history
from articles.models import Article, PreviewLink, Version
from articles.models.trail import Kind

AGE = dt.timedelta(hours=72)
SALT = "articles.preview"
SIGNED = re.compile(r"([0-9]{1,15})-([0-9]{1,9})")


class NoLink(Exception):
    """Nobody ever made this link: its signature is wrong, or its story is gone."""


class Ended(Exception):
    """The link was good once. `link` says whose it was and why it ended."""

    def __init__(self, link: PreviewLink) -> None:
        super().__init__(str(link))
        self.link = link


class _Signer(TimestampSigner):
    """Signs with the moment at which the link was made, so that its address can be shown again and stays the same."""

    def __init__(self, at: dt.datetime | None = None) -> None:
        super().__init__(salt=SALT)
        self.at = at

    def timestamp(self) -> str:
        return b62_encode(int((self.at or timezone.now()).timestamp()))


def make(article: Article, *, by: AbstractBaseUser) -> PreviewLink:
    """A link to the story as it was saved last. Links made before stay good, each for its own version."""
    at = timezone.now()
    link = PreviewLink.objects.create(
        article=article,
        version=article.latest_version,
        created_by=by,
        created_at=at,
        expires_at=at + AGE,
    )
    end = localtime(link.expires_at)
    said = f"发出第{link.version.number}稿的预览链接，有效期至{end:%m月%d日%H:%M}"
    history.log(by, article, said, Kind.EXPORT)
    return link


def token(link: PreviewLink) -> str:
    """What its address ends with."""
    return _Signer(link.created_at).sign(f"{link.pk}-{link.version.number}")


@transaction.atomic
def revoke_all(article: Article, *, by: AbstractBaseUser) -> int:
    """-> how many links that were good are so no more."""
    now = timezone.now()
    good = PreviewLink.objects.filter(article=article, revoked_at=None, expires_at__gt=now)
    ended = good.update(revoked_at=now)
    if ended:
        history.log(by, article, f"撤销全部预览链接（{ended} 个）", Kind.EXPORT)
    return ended


def find(signed: str) -> PreviewLink:
    """The link with its version and story. Raises NoLink and Ended."""
    try:
        said = SIGNED.fullmatch(_Signer().unsign(signed))
    except BadSignature:
        raise NoLink from None
    rows = PreviewLink.objects.select_related("version", "article__section", "created_by")
    link = rows.filter(pk=int(said[1])).first() if said else None
    # The number is given out again where a table forgets its own: what was signed is this version at this moment.
    if link is None or token(link) != signed:
        raise NoLink
    if not link.is_open:
        raise Ended(link)
    return link


def read(link: PreviewLink) -> None:
    """Somebody has opened it."""
    PreviewLink.objects.filter(pk=link.pk).update(reads=F("reads") + 1, last_read_at=timezone.now())


def shows(version: Version, sha256: str, name: str) -> bool:
    """Whether the version's page has this file of this picture."""
    return any(
        entry["sha256"] == sha256
        and name in {"fallback.jpg", *(f"{width}.webp" for width in entry["widths"])}
        for entry in version.figures
    )
