"""预览链接: one version of a story, or an issue as it stands, is shown to somebody outside, for three days.

The only writer of PreviewLink. A link is a signed number: whoever holds it reads that version, or those pages, with the
pictures and nothing else. It dies with its time, when staff revoke all links of the story or the issue, and with either;
once readers have what it shows, it leads there, and when that was taken from them it shows nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from itertools import groupby
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.signing import BadSignature, TimestampSigner, b62_encode
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone
from django.utils.timezone import localtime

from articles import history
from articles.models import Article, Issue, PreviewLink, Publication, Rendition, Version
from articles.models.image import CARD, CARD_JPEG
from articles.models.issue import State
from articles.models.publication import Deed
from articles.models.trail import Kind

AGE = dt.timedelta(hours=72)
SALT = "articles.preview"
SIGNED = re.compile(r"([0-9]{1,15})-i?[0-9]{1,15}")


class NoLink(Exception):
    """Nobody ever made this link: its signature is wrong, or its story is gone."""


class Ended(Exception):
    """The link was good once. `link` says whose it was and why it ended; `withdrawn`: its text was taken from readers."""

    def __init__(self, link: PreviewLink, *, withdrawn: bool = False) -> None:
        super().__init__(str(link))
        self.link, self.withdrawn = link, withdrawn


class Published(Exception):
    """Readers have what `link` shows, or a later text of it."""

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
    return _make(article, by, article=article, version=article.latest_version)


@transaction.atomic
def make_of_issue(issue: Issue, *, by: AbstractBaseUser) -> PreviewLink:
    """A link to the issue as it stands: its pages, their order and the words as they were saved last, or signed with it."""
    return _make(issue, by, issue=issue, pages=_pages(issue))


def _make(thing: Article | Issue, by: AbstractBaseUser, **shown: Any) -> PreviewLink:
    at = timezone.now()
    link = PreviewLink.objects.create(created_by=by, created_at=at, expires_at=at + AGE, **shown)
    end = localtime(link.expires_at)
    said = f"发出{link.of}的预览链接，有效期至{end:%m月%d日%H:%M}"
    history.log(by, thing, said, Kind.EXPORT)
    return link


def _pages(issue: Issue) -> list[dict[str, Any]]:
    """As PreviewLink.pages has them. One query, so that a colleague's move is in all of it or in none."""
    text = "published_version" if issue.state == State.SIGNED else "latest_version"
    story = "placements__article__"
    rows = issue.pages.order_by("number", "placements__position").values_list(
        "number", "name", "credits", f"{story}{text}", f"{story}section", f"{story}withdrawn_at"
    )
    return [
        {
            "number": number,
            "name": name,
            "credits": credits,
            "stories": [
                {"version": version, "section": section}
                for *_page, version, section, withdrawn in found
                if version and not withdrawn
            ],
        }
        for (number, name, credits), found in groupby(rows, key=lambda row: row[:3])
    ]


def token(link: PreviewLink) -> str:
    """What its address ends with."""
    shown = link.version.number if link.version else f"i{link.issue_id}"
    return _Signer(link.created_at).sign(f"{link.pk}-{shown}")


def of(thing: Article | Issue) -> QuerySet[PreviewLink]:
    """The links of a story, or of an issue; the newest first."""
    return _links().filter(**_whose(thing))


def _whose(thing: Article | Issue) -> dict[str, Article | Issue]:
    return {"issue" if isinstance(thing, Issue) else "article": thing}


def _links() -> QuerySet[PreviewLink]:
    """With all that says whether they are good."""
    withdrawals = Publication.objects.filter(
        deed=Deed.WITHDRAW, issue=OuterRef("issue"), created_at__gte=OuterRef("created_at")
    )
    links = PreviewLink.objects.select_related(
        "version",
        "article__section",
        "article__published_version",
        "article__placement__page__issue",
        "issue",
        "created_by",
    )
    return links.annotate(issue_was_withdrawn=Exists(withdrawals))


@transaction.atomic
def revoke_all(thing: Article | Issue, *, by: AbstractBaseUser) -> int:
    """-> how many links that were good are so no more."""
    now = timezone.now()
    good = PreviewLink.objects.filter(**_whose(thing), revoked_at=None, expires_at__gt=now)
    ended = good.update(revoked_at=now)
    if ended:
        history.log(by, thing, f"撤销全部预览链接（{ended} 个）", Kind.EXPORT)
    return ended


def find(signed: str) -> PreviewLink:
    """The link with its version and story, or its issue. Raises NoLink, Ended and Published."""
    try:
        said = SIGNED.fullmatch(_Signer().unsign(signed))
    except BadSignature:
        raise NoLink from None
    link = _links().filter(pk=int(said[1])).first() if said else None
    # The number is given out again where a table forgets its own: what was signed is this version at this moment.
    if link is None or token(link) != signed:
        raise NoLink
    _require_good(link)
    return link


def ending(link: PreviewLink) -> str:
    """Why a link of `of` shows nothing any more, in a word; "" while it does."""
    try:
        _require_good(link)
    except Published:
        return "已出版，转到网站"
    except Ended as error:
        if error.withdrawn:
            return "已随撤回失效"
        return "已撤销" if link.revoked_at else "已过期"
    return ""


def _require_good(link: PreviewLink) -> None:
    """Raises Ended and Published."""
    if not link.is_open:
        raise Ended(link)
    if _is_taken_back(link):
        raise Ended(link, withdrawn=True)
    if link.issue.is_public() if link.issue else reaches_readers(link.version, link.article):
        raise Published(link)


def reaches_readers(version: Version, article: Article) -> bool:
    """Whether they have this text of the story, or a later one. A revision that waits is not yet theirs."""
    published = article.published_version
    return article.is_visible and published.number >= version.number


def _is_taken_back(link: PreviewLink) -> bool:
    """Since the link was made; of a story also before, unless the link is of a text that no reader knew."""
    if link.issue is not None:
        return link.issue_was_withdrawn
    story, published = link.article, link.article.published_version
    if story.withdrawn_at is not None and story.withdrawn_at >= link.created_at:
        return True
    was_theirs = published is not None and published.number >= link.version.number
    return was_theirs and story.was_public and not story.is_visible


def story_of(link: PreviewLink, number: int) -> Article | None:
    """The story of that number on an issue's link, where readers have it."""
    texts = [story["version"] for page in link.pages for story in page["stories"]]
    shown = texts[number - 1 : number] if number else []
    return Article.objects.public().filter(versions__in=shown).first()


def read(link: PreviewLink) -> None:
    """Somebody has opened it."""
    PreviewLink.objects.filter(pk=link.pk).update(reads=F("reads") + 1, last_read_at=timezone.now())


def shows(link: PreviewLink, sha256: str, name: str) -> bool:
    """Whether one of its pages has this file of this picture."""
    if link.version is not None:
        return _has(link.version, sha256, name)
    texts = [story["version"] for page in link.pages for story in page["stories"]]
    cut = Rendition.objects.filter(image__sha256=sha256, file=name, spec__in=(*CARD, CARD_JPEG))
    using = Version.objects.filter(
        pk__in=texts, images__sha256=sha256, article__withdrawn_at__isnull=True
    )
    return any(_has(text, sha256, name) for text in using) or (using.exists() and cut.exists())


def _has(version: Version, sha256: str, name: str) -> bool:
    return any(
        entry["sha256"] == sha256
        and name in {"fallback.jpg", *(f"{width}.webp" for width in entry["widths"])}
        for entry in version.figures
    )
