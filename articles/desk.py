"""What the desk shows on every screen and on its start page: the issues in hand, the drafts that wait, the last imports."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet, prefetch_related_objects
from django.utils import timezone
from django.utils.safestring import SafeString

from articles.models import Article, Byline, Intake, Issue, Masthead, Page, Source
from articles.models.article import ArticleQuerySet
from articles.models.article import State as StoryState
from articles.models.issue import State
from articles.permissions import User

#: How an empty cell looks; a narrow screen leaves it out.
NOTHING = SafeString('<span class="none">—</span>')


#: Not signed off, and neither put aside nor refused.
ON_THE_WAY = (
    StoryState.DRAFT,
    StoryState.RETURNED,
    StoryState.FIRST,
    StoryState.SECOND,
    StoryState.FINAL,
)


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


def issue_in_hand() -> Issue | None:
    """The next to appear of those that are worked on. One query."""
    return _in_hand().first()


def belonging_to(user: User, stories: ArticleQuerySet) -> ArticleQuerySet:
    """我的稿件: entered by this person, or signed with his name."""
    signed = Byline.objects.filter(name=user.get_full_name() or user.get_username())
    return stories.filter(Q(created_by=user) | Q(pk__in=signed.values("article")))


def overview() -> dict[str, Any]:
    """Six queries, whatever is stored."""
    waiting = Article.objects.filter(state__in=ON_THE_WAY)
    return {
        "issues_in_hand": _issues_in_hand(),
        "newest_issue": Issue.objects.public().newest_first().first(),
        "intakes": Intake.objects.in_hand().select_related("updated_by")[:6],
        "drafts": waiting.for_desk().order_by("-updated_at", "-pk")[:8],
        "recent_imports": Source.objects.defer("data").select_related("issue", "created_by")[:5],
    }


def _issues_in_hand() -> list[Issue]:
    """Open and scheduled ones, the next to appear first, then the withdrawn, the last first.

    Each with `pages_in_hand` that count their stories.
    """
    counted = Page.objects.order_by("number").annotate(
        story_count=Count("placements"),
        draft_count=Count(
            "placements", filter=~Q(placements__article__state=StoryState.SIGNED_OFF)
        ),
    )
    withdrawn = Issue.objects.filter(state=State.WITHDRAWN).newest_first()
    issues = [*_in_hand()[:6], *withdrawn[:3]]
    prefetch_related_objects(issues, Prefetch("pages", queryset=counted, to_attr="pages_in_hand"))
    return issues


def _in_hand() -> QuerySet[Issue]:
    open_ones = Issue.objects.filter(state__in=[State.PLANNING, State.ASSEMBLING])
    return (open_ones | Issue.objects.scheduled()).order_by("date", "kind_order")
