"""What the desk says on every screen: the paper's name, the issue in hand, moments and how long ago they were."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.safestring import SafeString

from articles.models import Byline, Issue, Masthead
from articles.models.article import ArticleQuerySet
from articles.models.issue import State
from articles.permissions import User

#: How an empty cell looks; a narrow screen leaves it out.
NOTHING = SafeString('<span class="none">—</span>')

HOUR, DAY = 3600, 86400


def paper_name() -> str:
    return Masthead.objects.current().name


def moment(at: dt.datetime) -> str:
    """`今天 09:05`, `昨天 09:05`, `3月4日 09:05`, in other years `2025年3月4日 09:05`; in the paper's time zone."""
    local, today = timezone.localtime(at), timezone.localdate()
    days = (today - local.date()).days
    if days in (0, 1):
        day = ("今天", "昨天")[days]
    else:
        year = f"{local.year}年" if local.year != today.year else ""
        day = f"{year}{local.month}月{local.day}日"
    return f"{day} {local:%H:%M}"


def span(between: dt.timedelta) -> str:
    """`不到1分钟`, `35分钟`, `3小时`, `2天`: whole ones of the largest unit, whichever of two moments was first."""
    seconds = abs(between).total_seconds()
    if seconds < HOUR:
        return f"{int(seconds // 60)}分钟" if seconds >= 60 else "不到1分钟"
    return f"{int(seconds // HOUR)}小时" if seconds < DAY else f"{int(seconds // DAY)}天"


def age(since: dt.datetime) -> str:
    """How long something has waited: `3小时`, `2天`."""
    return span(timezone.now() - since)


def is_past(at: dt.datetime) -> bool:
    return at < timezone.now()


def issue_in_hand() -> Issue | None:
    """The next to appear of those that are worked on. One query."""
    return in_hand().first()


def in_hand() -> QuerySet[Issue]:
    """Open and scheduled ones, the next to appear first."""
    open_ones = Issue.objects.filter(state__in=[State.PLANNING, State.ASSEMBLING])
    return (open_ones | Issue.objects.scheduled()).order_by("date", "kind_order")


def belonging_to(user: User, stories: ArticleQuerySet) -> ArticleQuerySet:
    """我的稿件: entered by this person, or signed with his name."""
    signed = Byline.objects.filter(name=user.get_full_name() or user.get_username())
    return stories.filter(Q(created_by=user) | Q(pk__in=signed.values("article")))


def deadline(at: dt.datetime) -> str:
    """`截稿 今天 18:00，还有3小时`; afterwards `已过截稿时间2小时（今天 18:00）`: in words, not in a colour alone."""
    apart = span(at - timezone.now())
    if is_past(at):
        return f"已过截稿时间{apart}（{moment(at)}）"
    return f"截稿 {moment(at)}，还有{apart}"
