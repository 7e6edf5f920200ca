"""A whole issue: signed for now or for a time, and taken back."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.timezone import localtime

from articles import edition, history, preflight, search
from articles.models import Article, Issue, Masthead, Placement
from articles.models.article import State as StoryState
from articles.models.issue import State
from articles.models.publication import Deed
from articles.models.trail import Kind
from articles.permissions import printed_name
from articles.publishing import record
from articles.publishing.refusals import AlreadyPublished, CannotPublish, CannotWithdraw


@transaction.atomic
def publish(
    issue: Issue,
    *,
    by: AbstractBaseUser,
    at: dt.datetime | None = None,
    expected: int | None = None,
    checked: bool = False,
) -> Issue:
    """Sign the whole issue; readers see it from `at` (now) on. One transaction, one effect.

    `checked`: nothing of the pre-flight may stand against it but what was let pass; as the desk publishes. Without, only
    what no issue can do without is asked (an archive's import, a command).

    Each story's latest version becomes its published one, the masthead is copied for good. An issue signed for a later
    time may be signed again for another. Raises CannotPublish, with nothing changed.
    """
    issue = _claim(issue, expected)
    require_unpublished(issue)
    masthead = _masthead()
    _require_stories(issue)
    if checked:
        _require_checked(issue)
    issue.state = State.SIGNED
    now = timezone.now()
    issue.publish_at = at or now
    issue.appeared_at = now if issue.publish_at <= now else None
    if issue.first_published_at is None or issue.first_published_at > now:
        issue.first_published_at = issue.publish_at
    issue.masthead = masthead.copy()
    issue.signed_by = by
    issue.withdrawal_reason = ""
    issue.save()
    _publish_texts(issue)
    _index_stories(issue)
    history.log(by, issue, f"签发，{_moment(issue.publish_at)}出版", Kind.PUBLICATION)
    record.of_issue(Deed.SIGN, issue, by=by)
    edition.turn()
    return issue


@transaction.atomic
def withdraw(
    issue: Issue, *, by: AbstractBaseUser, reason: str = "", expected: int | None = None
) -> Issue:
    """Take a signed issue from the readers. Its stories keep their places; addresses answer 410."""
    longest = Issue._meta.get_field("withdrawal_reason").max_length
    if len(reason) > longest:
        raise CannotWithdraw(f"撤回原因长达 {len(reason)} 字，最多 {longest} 字；请写短些。")
    issue = _claim(issue, expected)
    require_signed(issue)
    record.of_issue(Deed.WITHDRAW, issue, by=by, reason=reason)
    _forget_the_future(issue)
    issue.state = State.WITHDRAWN
    issue.appeared_at = None
    issue.withdrawal_reason = reason
    issue.save()
    _index_stories(issue)
    history.log(by, issue, f"撤回：{reason}" if reason else "撤回", Kind.PUBLICATION)
    edition.turn()
    return issue


def require_unpublished(issue: Issue) -> None:
    """Raises AlreadyPublished when readers have it."""
    if issue.is_public():
        raise AlreadyPublished(
            f"{issue}已由{printed_name(issue.signed_by)}签发，"
            f"{_moment(issue.publish_at)}出版，不必再次出版。"
        )


def require_signed(issue: Issue) -> None:
    """Raises CannotWithdraw when there is nothing to take back."""
    if issue.state == State.WITHDRAWN:
        raise CannotWithdraw(f"{issue}已经撤回，不用再撤回一次。")
    if issue.state != State.SIGNED:
        raise CannotWithdraw(f"{issue}还没有签发（{issue.status}），不用撤回。")


def _claim(issue: Issue, expected: int | None) -> Issue:
    """The issue as it is now, held until the transaction ends; compare-and-set on the version that was seen."""
    issue_now = (
        Issue.objects.select_for_update(of=("self",)).select_related("signed_by").get(pk=issue.pk)
    )
    if expected is not None and issue_now.version != expected:
        raise CannotPublish(
            f"{issue_now}刚刚被{history.last_hand(issue_now)}改动（现在：{issue_now.status}），请看过再操作。"
        )
    issue_now.version += 1
    return issue_now


def _masthead() -> Masthead:
    """An issue keeps its masthead for good: a paper without a name publishes nothing."""
    masthead = Masthead.objects.first()
    if masthead is None:
        raise CannotPublish("报名还没有填写，不能出版；请先在后台“报头”里填好报名。")
    return masthead


def _require_stories(issue: Issue) -> None:
    stories = Placement.objects.filter(page__issue=issue).in_order()
    if not stories.exists():
        raise CannotPublish(f"{issue}还没有稿件上版，不能出版；请先编排版面。")
    waiting = stories.exclude(article__state=StoryState.SIGNED_OFF)
    titles = [
        f"{place.page.heading}《{place.article.headline}》"
        for place in waiting.select_related("page", "article")[:5]
    ]
    if titles:
        raise CannotPublish(
            f"还有稿件没有签发，本期不能出版：{'、'.join(titles)}。请先签发或移出版面。"
        )


def _require_checked(issue: Issue) -> None:
    stands = preflight.check(issue).stands
    if not stands:
        return
    said = "".join(finding.said for finding in stands[:3])
    more = f"另有 {len(stands) - 3} 项，见付印前检查。" if len(stands) > 3 else ""
    raise CannotPublish(f"付印前检查还有 {len(stands)} 项没有处理，本期没有出版：{said}{more}")


def _publish_texts(issue: Issue) -> None:
    """The count is compared, so that a story changed a moment ago cannot slip through unsigned."""
    placed = Placement.objects.filter(page__issue=issue)
    published = Article.objects.filter(
        pk__in=placed.values("article"), state=StoryState.SIGNED_OFF
    ).update(published_version=F("latest_version"))
    if published != placed.count():
        raise CannotPublish("出版的一刻有稿件被改动，本期没有出版；请刷新后再试。")
    _not_yet_known(issue).update(first_published_at=issue.publish_at)


def _index_stories(issue: Issue) -> None:
    search.index(Placement.objects.filter(page__issue=issue).values_list("article", flat=True))


def _not_yet_known(issue: Issue) -> QuerySet[Article]:
    """Its stories that no reader has met, here or in another issue."""
    unknown = Q(first_published_at=None) | Q(first_published_at__gt=timezone.now())
    return Article.objects.filter(unknown, placement__page__issue=issue)


def _forget_the_future(issue: Issue) -> None:
    """Signed for a time that does not come: no reader ever knew it. What was known before stays known."""
    if issue.first_published_at and issue.first_published_at > timezone.now():
        issue.first_published_at = None
    _not_yet_known(issue).update(first_published_at=None)


def _moment(at: dt.datetime | None) -> str:
    return localtime(at).strftime("%Y年%m月%d日%H:%M") if at else ""
