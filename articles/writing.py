"""Saving a story's text: the one way in for form, import and command.

Cleans every field, counts 字数, turns the signature into bylines, records a version and indexes it. Nobody else writes
the words of an Article, its Bylines or its Versions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.timezone import localtime

from articles import history, permissions, search
from articles.models import Article, Byline, Contributor, Image, ImageUse, Version
from articles.models.article import State
from articles.text import body, byline
from articles.text.typography import storable, tidy_line, tidy_lines

LINES = ("kicker", "subtitle", "dateline", "source")
#: Roles that name where a text came from, not who made it.
SOURCES = {"据", "来源", "转自", "摘自"}


class StaleStory(Exception):
    """Somebody saved the story after the writer had opened it. The message names who and when."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as a story uses it; `image` None keeps the caption of a picture that was lost."""

    image: Image | None
    caption: str = ""
    credit: str = ""
    alt: str = ""
    after_block: int = 0


@transaction.atomic
def save(
    article: Article,
    *,
    by: AbstractBaseUser,
    expected: int | None = None,
    figures: Iterable[Figure] | None = None,
    tags: Iterable[str] | None = None,
    reason: str = "",
) -> Version:
    """Write a story whole: text, pictures, tags. `expected` is the `version` the writer saw (None for a new story).

    Raises StaleStory, with nothing written.
    """
    write(article, by=by, expected=expected)
    if figures is not None:
        _place_figures(article, figures)
    if tags is not None:
        tag(article, tags)
    return seal(article, by=by, reason=reason)


def write(article: Article, *, by: AbstractBaseUser, expected: int | None = None) -> None:
    """The row and its bylines. Whoever calls this in steps ends with `seal`, in the same transaction."""
    tidy(article)
    if article._state.adding:
        article.created_by, article.version = by, 1
        article.save(force_insert=True)
    else:
        _claim(article, expected)
        article.save(force_update=True)
    _credit(article)


def seal(article: Article, *, by: AbstractBaseUser, reason: str = "") -> Version:
    """Record the version. A signed-off story whose words changed is a draft again: the signature was of other words."""
    before = article.latest_version
    version = history.record(article, by=by, reason=reason)
    if article.state == State.SIGNED_OFF and version != before:
        article.state = State.DRAFT
        article.save(update_fields=["state"])
    search.index([article.pk])
    return version


@transaction.atomic
def discard(article: Article) -> None:
    """Delete a story that no reader knew. Whether it may go is the caller's question; the database keeps what is in use."""
    search.forget([article.pk])
    article.delete()


def tag(article: Article, names: Iterable[str]) -> None:
    """Its tags, in the order in which they were typed. Case does not make another tag."""
    wanted = list(names)
    standing = [name.casefold() for name in article.tags.names()]
    if standing != [name.casefold() for name in wanted]:
        article.tags.set(wanted, clear=True)


def tidy(article: Article) -> None:
    """Every field as it may be stored. Cleaning twice changes nothing."""
    for name in LINES:
        setattr(article, name, tidy_line(getattr(article, name)))
    article.title = tidy_lines(article.title)
    article.body = body.clean(article.body)
    article.signature = storable(article.signature).strip()
    article.note = storable(article.note)
    article.character_count = body.count_characters(article.body)


def _claim(article: Article, expected: int | None) -> None:
    """Compare-and-set on the version the writer saw."""
    seen = article.version if expected is None else expected
    claimed = Article.objects.filter(pk=article.pk, version=seen).update(version=F("version") + 1)
    if not claimed:
        raise StaleStory(who_was_first(article))
    article.version = seen + 1
    # The state is read again: the form that is being saved may be older than a sign-off.
    now = Article.objects.values(
        "state", "latest_version", "published_version", "first_published_at"
    ).get(pk=article.pk)
    article.state = now["state"]
    article.latest_version_id = now["latest_version"]
    article.published_version_id = now["published_version"]
    article.first_published_at = now["first_published_at"]
    article.updated_at = timezone.now()


def who_was_first(article: Article) -> str:
    """What to tell the second of two writers."""
    latest = Version.objects.filter(article=article).select_related("created_by").first()
    if latest is None:
        return "这篇稿件已被删除，您的文字没有保存；请复制下来，另建新稿。"
    when = localtime(latest.created_at).strftime("%m月%d日%H:%M")
    return (
        f"您打开之后，{permissions.printed_name(latest.created_by)}已于{when}保存了这篇稿件（第{latest.number}稿）。"
        "您的文字还在下面，没有保存；请对照新稿合并后再存。"
    )


def _credit(article: Article) -> None:
    """The bylines that the printed signature says. A contributor somebody chose for a name stays with that name."""
    credits = byline.parse(article.signature).credits if article.signature else ()
    standing = list(article.bylines.order_by("order"))
    if [_facts(line) for line in standing] == [_facts(credit) for credit in credits]:
        return
    chosen = {(line.name, line.kind): line.contributor_id for line in standing}
    article.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(
            article=article,
            order=order,
            role=credit.role,
            name=credit.name,
            kind=credit.kind,
            affiliation=credit.affiliation,
            work=credit.work,
            contributor_id=chosen.get((credit.name, credit.kind)) or _contributor(credit),
        )
        for order, credit in enumerate(credits, 1)
    )


def _facts(line: Byline | byline.Credit) -> tuple[str, ...]:
    return line.role, line.name, line.kind, line.affiliation, line.work


def _contributor(credit: byline.Credit) -> int | None:
    """By exact name and kind; a new one where nobody has the name; None, for the desk to decide, where several do."""
    if credit.role in SOURCES:
        return None
    kinds = [credit.kind] if credit.kind == "person" else ["organisation", "collective"]
    same = Contributor.objects.filter(name=credit.name, kind__in=kinds)
    found = list(same.values_list("pk", flat=True)[:2])
    if not found:
        found = [Contributor.objects.create(name=credit.name, kind=credit.kind).pk]
    return found[0] if len(found) == 1 else None


def _place_figures(article: Article, figures: Iterable[Figure]) -> None:
    article.image_uses.all().delete()
    ImageUse.objects.bulk_create(
        ImageUse(
            article=article,
            order=order,
            image=figure.image,
            caption=tidy_line(figure.caption),
            credit=tidy_line(figure.credit),
            alt=tidy_line(figure.alt),
            after_block=figure.after_block,
        )
        for order, figure in enumerate(figures, 1)
    )
