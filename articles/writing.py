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

from articles import contributors, edition, history, permissions, search
from articles.models import Article, Byline, Image, ImageUse, Version
from articles.text import body, byline
from articles.text.tags import is_readable
from articles.text.typography import storable, tidy_line, tidy_lines

LINES = ("dateline", "source")
#: Above and below a title, in so many printed lines.
BESIDE_TITLE = ("kicker", "subtitle")
MOST_BESIDE_TITLE = 2


#: What other acts write, and a form that was opened before them must not put back.
NOT_OF_THE_WRITER = (
    "state",
    "round",
    "latest_version",
    "signed_version",
    "published_version",
    "first_published_at",
    "withdrawn_at",
    "withdrawal_reason",
)


class StaleStory(Exception):
    """Somebody saved the story after the writer had opened it. The message names who and when; `who` is that alone."""

    def __init__(self, who: str, then: str) -> None:
        super().__init__(who + then)
        self.who = who


class CannotRestore(Exception):
    """The story stays as it is. The message says why."""


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


@transaction.atomic
def restore(
    article: Article, old: Version, *, by: AbstractBaseUser, expected: int | None = None
) -> Version:
    """A new version that says what `old` said: words and pictures. Tags, section and note stay, they are not words.

    Raises StaleStory, and CannotRestore where the story says so already; with nothing written.
    """
    latest = article.latest_version
    lost = [
        Figure(None, use.caption, use.credit, use.alt, use.after_block)
        for use in article.image_uses.filter(image=None).order_by("order", "pk")
    ]
    figures = [*kept_figures(old), *lost]
    for name in history.WORDS:
        setattr(article, name, getattr(old, name))
    made = save(article, by=by, expected=expected, figures=figures, reason=f"恢复第{old.number}稿")
    if made == latest:
        raise CannotRestore(f"现在的稿件就是第{old.number}稿的文字，不用恢复。")
    history.log(by, article, f"恢复第{old.number}稿，存为第{made.number}稿")
    return made


def kept_figures(old: Version) -> list[Figure]:
    """A version's pictures as a story may use them again. A version's picture cannot be deleted; the caption would stay."""
    marks = [figure["sha256"] for figure in old.figures]
    found = {image.sha256: image for image in Image.objects.filter(sha256__in=marks)}
    return [
        Figure(
            found.get(each["sha256"]),
            each["caption"],
            each["credit"],
            each["alt"],
            each["after_block"],
        )
        for each in old.figures
    ]


def write(article: Article, *, by: AbstractBaseUser, expected: int | None = None) -> None:
    """The row and its bylines. Whoever calls this in steps ends with `seal`, in the same transaction."""
    tidy(article)
    if article._state.adding:
        article.created_by, article.updated_by, article.version = by, by, 1
        article.save(force_insert=True)
    else:
        _claim(article, expected)
        article.updated_by = by
        article.save(force_update=True)
    _credit(article)


def seal(article: Article, *, by: AbstractBaseUser, reason: str = "") -> Version:
    """Record the version, and index it: other words than were signed wait for 终审 again."""
    version = history.record(article, by=by, reason=reason)
    search.index([article.pk])
    if article.published_version_id:  # its section, tags and contributors are not of the version
        edition.turn()
    return version


@transaction.atomic
def discard(article: Article) -> None:
    """Delete a story that no reader knew. Whether it may go is the caller's question; the database keeps what is in use."""
    search.forget([article.pk])
    article.delete()


def tag(article: Article, names: Iterable[str]) -> None:
    """Its tags, in the order in which they were typed. Case does not make another tag; signs alone make none."""
    wanted = list(filter(is_readable, names))
    standing = [name.casefold() for name in article.tags.names()]
    if standing != [name.casefold() for name in wanted]:
        article.tags.set(wanted, clear=True)


def tidy(article: Article) -> None:
    """Every field as it may be stored. Cleaning twice changes nothing."""
    for name in LINES:
        setattr(article, name, tidy_line(getattr(article, name)))
    for name in BESIDE_TITLE:
        setattr(article, name, tidy_lines(getattr(article, name), MOST_BESIDE_TITLE))
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
        raise stale(article)
    article.version = seen + 1
    # Read again: the form that is being saved may be older than a step of the review.
    now = Article.objects.values(*NOT_OF_THE_WRITER).get(pk=article.pk)
    for name in NOT_OF_THE_WRITER:
        setattr(article, Article._meta.get_field(name).attname, now[name])
    article.updated_at = timezone.now()


def stale(article: Article, then: str = "") -> StaleStory:
    """What to tell the second of two writers; `then` is what has become of what he did."""
    now = Article.objects.select_related("updated_by", "latest_version__created_by")
    stored = now.filter(pk=article.pk).first()
    if stored is None:
        return StaleStory("这篇稿件已被删除，", "您的文字没有保存；请复制下来，另建新稿。")
    latest = stored.latest_version
    who = permissions.printed_name(stored.updated_by or (latest and latest.created_by))
    when = localtime(stored.updated_at).strftime("%m月%d日%H:%M")
    draft = f"（第{latest.number}稿）" if latest else ""
    return StaleStory(
        f"您打开之后，{who}已于{when}保存了这篇稿件{draft}。",
        then or "您的文字还在下面，没有保存；请对照新稿合并后再存。",
    )


def _credit(article: Article) -> None:
    """The bylines that the printed signature says. A contributor somebody chose for a name stays with that name."""
    credits = byline.parse(article.signature).credits if article.signature else ()
    standing = list(article.bylines.order_by("order"))
    if [_facts(line) for line in standing] == [_facts(credit) for credit in credits]:
        return
    present = contributors.present(line.contributor_id for line in standing)
    chosen = {(line.name, line.kind): present.get(line.contributor_id) for line in standing}
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
            contributor_id=chosen.get((credit.name, credit.kind)) or contributors.known(credit),
        )
        for order, credit in enumerate(credits, 1)
    )


def _facts(line: Byline | byline.Credit) -> tuple[str, ...]:
    return line.role, line.name, line.kind, line.affiliation, line.work


def _place_figures(article: Article, figures: Iterable[Figure]) -> None:
    """In the rows that stand there: a form that is open elsewhere knows its lines by them."""
    standing = list(article.image_uses.order_by("order", "pk"))
    wanted = list(figures)
    for order, figure in enumerate(wanted, 1):
        use = standing[order - 1] if order <= len(standing) else ImageUse(article=article)
        use.order, use.image, use.after_block = order, figure.image, figure.after_block
        use.caption, use.credit, use.alt = map(
            tidy_line, (figure.caption, figure.credit, figure.alt)
        )
        use.save()
    surplus = [use.pk for use in standing[len(wanted) :]]
    article.image_uses.filter(pk__in=surplus).delete()
