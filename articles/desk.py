"""The start page of the desk: the issues in hand with their pages, the drafts that wait, the last imports."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Prefetch, Q
from django.utils import timezone

from articles.models import Article, Issue, Masthead, Page, Source
from articles.models.article import State as StoryState
from articles.models.issue import State


def paper_name() -> str:
    return Masthead.objects.current().name


def overview() -> dict[str, Any]:
    """Five queries, whatever is stored."""
    waiting = Article.objects.filter(state=StoryState.DRAFT)
    return {
        "issues_in_hand": _issues_in_hand(),
        "newest_issue": Issue.objects.public().newest_first().first(),
        "drafts": waiting.for_desk().order_by("-updated_at", "-pk")[:8],
        "recent_imports": Source.objects.select_related("issue", "created_by")[:5],
    }


def _issues_in_hand() -> list[Issue]:
    """Open and scheduled ones, the next to appear first; each with `pages_in_hand` that count their stories."""
    counted = Page.objects.order_by("number").annotate(
        story_count=Count("placements"),
        draft_count=Count("placements", filter=Q(placements__article__state=StoryState.DRAFT)),
    )
    scheduled = Q(state=State.SIGNED, publish_at__gt=timezone.now())
    issues = Issue.objects.filter(Q(state__in=[State.PLANNING, State.ASSEMBLING]) | scheduled)
    pages = Prefetch("pages", queryset=counted, to_attr="pages_in_hand")
    return list(issues.order_by("date").prefetch_related(pages)[:6])
