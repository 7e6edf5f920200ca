"""One story of a signed issue: its new text given to readers, taken from them, shown again."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.timezone import localtime

from articles import edition, facsimiles, history, search
from articles.models import Article, Correction, Issue, Placement, Version
from articles.models.article import State as StoryState
from articles.models.issue import State
from articles.models.publication import Deed
from articles.models.trail import Kind
from articles.permissions import printed_name
from articles.publishing import record
from articles.publishing.refusals import AlreadyPublished, CannotPublish, CannotWithdraw
from articles.text.typography import storable, tidy_line


@transaction.atomic
def renew(
    article: Article,
    *,
    by: AbstractBaseUser,
    expected: int | None = None,
    correction: str = "",
    due_in_print: bool = False,
    silence: str = "",
) -> None:
    """Readers of a signed issue get the story's latest version from now on. It must be signed off.

    `correction` is what they are told beside it, with the date; `due_in_print`: the next issue prints it too.
    `silence` is why they are told nothing; it stands in the record alone.
    `expected` is the number of the version that was looked at. Raises CannotPublish, with nothing changed.
    """
    require_revision(article)
    _require_seen(article, expected)
    said = _correction(correction, due_in_print)
    unsaid = f"不登更正：{tidy_line(silence)}" if silence and not said else ""
    before, after = article.published_version, article.latest_version
    renewed = Article.objects.filter(
        pk=article.pk,
        state=StoryState.SIGNED_OFF,
        latest_version=after.pk,
        published_version=before.pk,
    ).update(published_version=F("latest_version"))
    if not renewed:
        raise CannotPublish(_unsigned(article))
    if said:
        _tell(article, said, before, by=by, due_in_print=due_in_print)
    article.published_version = after
    record.of_story(Deed.RENEW, article, _issue(article), after, by=by, reason=said or unsaid)
    _finish(article, by, f"发布修订稿（第{after.number}稿）{unsaid and '，' + unsaid}")


def _tell(
    article: Article, said: str, before: Version, *, by: AbstractBaseUser, due_in_print: bool
) -> None:
    Correction.objects.create(
        article=article,
        text=said,
        before=before,
        after=article.latest_version,
        due_in_print=due_in_print,
        by=by,
        printed_name=printed_name(by),
    )


def _require_seen(article: Article, expected: int | None) -> None:
    now = article.latest_version
    if expected is None or now.number == expected:
        return
    who, when = printed_name(now.created_by), localtime(now.created_at)
    raise CannotPublish(
        f"《{article.headline}》刚刚（{when:%m月%d日%H:%M}）由{who}改过，现在是第{now.number}稿，"
        "没有发布；请看过再发布。"
    )


def require_revision(article: Article) -> None:
    """Whether there is a signed-off revision that readers have not got yet. Raises CannotPublish."""
    issue = _issue(article)
    if issue is None or issue.state != State.SIGNED:
        raise CannotPublish(f"《{article.headline}》不在已签发的期里，随整期一起出版即可。")
    if article.state != StoryState.SIGNED_OFF:
        raise CannotPublish(_unsigned(article))
    if not article.is_revised:
        raise AlreadyPublished(f"《{article.headline}》没有待发布的修订稿，出版的就是最新一稿。")


@transaction.atomic
def withdraw_story(
    article: Article, *, by: AbstractBaseUser, reason: str, expected: int | None = None
) -> None:
    """撤稿: its address answers 410 with the reason; it keeps its place and its history. The page's picture, on which it is
    printed, is withheld. Raises CannotWithdraw.

    `expected` is the `version` that was seen.
    """
    issue = require_shown(article)
    said = storable(reason).strip()
    longest = Article._meta.get_field("withdrawal_reason").max_length
    if not said:
        raise CannotWithdraw("请写明撤稿原因，读者打开原网址时会看到。")
    if len(said) > longest:
        raise CannotWithdraw(f"撤稿原因长达 {len(said)} 字，最多 {longest} 字；请写短些。")
    _set(article, expected, withdrawn_at=timezone.now(), withdrawal_reason=said)
    facsimiles.withhold(article.place.page)
    record.of_story(
        Deed.WITHDRAW_STORY, article, issue, article.published_version, by=by, reason=said
    )
    _finish(article, by, f"撤稿：{said}")


@transaction.atomic
def reinstate_story(article: Article, *, by: AbstractBaseUser, expected: int | None = None) -> None:
    """恢复刊出: readers have its published text again, at the same place. Raises CannotPublish."""
    issue = require_taken_back(article)
    try:
        _set(article, expected, withdrawn_at=None, withdrawal_reason="")
    except CannotWithdraw as error:
        raise CannotPublish(str(error)) from error
    facsimiles.release(article.place.page)
    record.of_story(Deed.REINSTATE_STORY, article, issue, article.published_version, by=by)
    _finish(article, by, "恢复刊出")


def require_shown(article: Article) -> Issue:
    """The signed issue in which it stands. Raises CannotWithdraw where readers have not got it anyway."""
    issue = _issue(article)
    if issue is None or issue.state != State.SIGNED or article.published_version is None:
        raise CannotWithdraw(
            f"《{article.headline}》没有刊出，不用撤稿；还没有出版的，移出版面即可。"
        )
    if article.withdrawn_at is not None:
        raise CannotWithdraw(f"《{article.headline}》已经撤稿（{_last(article)}），不用再撤一次。")
    return issue


def is_shown(article: Article) -> bool:
    """Whether it has its place in a signed issue, taken back or not."""
    issue = _issue(article)
    return issue is not None and issue.state == State.SIGNED and bool(article.published_version_id)


def require_taken_back(article: Article) -> Issue:
    """The issue in which it stands. Raises AlreadyPublished where there is nothing to show again."""
    issue = _issue(article)
    if article.withdrawn_at is None or issue is None:
        last = _last(article)
        who = f"（{last}）" if last else ""
        raise AlreadyPublished(f"《{article.headline}》没有撤稿{who}，不用恢复。")
    return issue


def _last(article: Article) -> str:
    """The last act of publication with it: who did what when; empty where there was none."""
    row = article.publications.order_by("pk").last()
    if row is None:
        return ""
    return f"{row.printed_name}，{localtime(row.created_at):%m月%d日%H:%M}{row.get_deed_display()}"


def _set(article: Article, expected: int | None, **facts: object) -> None:
    seen = article.version if expected is None else expected
    rows = Article.objects.filter(
        pk=article.pk, version=seen, withdrawn_at__isnull=facts["withdrawn_at"] is not None
    )
    if not rows.update(version=F("version") + 1, **facts):
        raise CannotWithdraw(
            f"《{article.headline}》刚刚被{history.last_hand(article)}改动，没有办；请看过再办。"
        )
    article.refresh_from_db(fields=["version", *facts])


def _finish(article: Article, by: AbstractBaseUser, sentence: str) -> None:
    search.index([article.pk])
    history.log(by, article, sentence, Kind.PUBLICATION)
    edition.turn()


def _correction(text: str, due_in_print: bool) -> str:
    said = storable(text).strip()
    longest = Correction._meta.get_field("text").max_length
    if due_in_print and not said:
        raise CannotPublish("要在下一期登更正，请先写更正的文字。")
    if len(said) > longest:
        raise CannotPublish(f"更正长达 {len(said)} 字，最多 {longest} 字；请写短些。")
    return said


def _issue(article: Article) -> Issue | None:
    place = Placement.objects.select_related("page__issue").filter(article=article).first()
    return place.page.issue if place else None


def _unsigned(article: Article) -> str:
    return f"《{article.headline}》改后还没有签发，请先签发新稿。"
