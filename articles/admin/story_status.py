"""The list of stories by what its column 状态 says."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import admin
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone

from articles.models.article import ArticleQuerySet, State
from articles.models.issue import ONCE_SIGNED
from articles.models.issue import State as IssueState

ISSUE = "placement__page__issue"
#: Its words were published with its issue, or are promised for a time.
ONCE = Q(published_version__isnull=False, **{f"{ISSUE}__state__in": ONCE_SIGNED})
#: And it was not taken back since.
KNOWN = ONCE & Q(withdrawn_at=None)


def _stands(**facts: str) -> Callable[[ArticleQuerySet], ArticleQuerySet]:
    return lambda stories: stories.filter(**facts)


def _scheduled(stories: ArticleQuerySet) -> ArticleQuerySet:
    later = {f"{ISSUE}__state": IssueState.SIGNED, f"{ISSUE}__publish_at__gt": timezone.now()}
    return stories.filter(KNOWN, **later)


def _revised(stories: ArticleQuerySet) -> ArticleQuerySet:
    signed = stories.filter(KNOWN, state=State.SIGNED_OFF, **{f"{ISSUE}__state": IssueState.SIGNED})
    return signed.exclude(published_version=F("latest_version"))


#: Each finds the stories whose status, as `Article.status` says it, contains the word.
STATUSES: dict[str, tuple[str, Callable[[ArticleQuerySet], ArticleQuerySet]]] = {
    State.DRAFT: ("草稿", lambda stories: stories.filter(state=State.DRAFT).exclude(ONCE)),
    State.RETURNED: ("退回", _stands(state=State.RETURNED)),
    State.FIRST: ("待初审", _stands(state=State.FIRST)),
    State.SECOND: ("待复审", _stands(state=State.SECOND)),
    State.FINAL: ("待终审", _stands(state=State.FINAL)),
    State.HELD: ("待用", _stands(state=State.HELD)),
    State.REJECTED: ("退稿", _stands(state=State.REJECTED)),
    "unplaced": (
        "待上版",
        lambda stories: stories.filter(state=State.SIGNED_OFF, placement__isnull=True),
    ),
    State.SIGNED_OFF: (
        "已签发",
        lambda stories: stories.filter(state=State.SIGNED_OFF, placement__isnull=False).exclude(
            ONCE
        ),
    ),
    "scheduled": ("定时出版", _scheduled),
    "public": ("已出版", lambda stories: stories.public()),
    "resubmit": ("改稿待送审", lambda stories: stories.filter(KNOWN, state=State.DRAFT)),
    "revised": ("修订稿待发布", _revised),
    "withdrawn": (
        "已撤回",
        lambda stories: stories.filter(KNOWN, **{f"{ISSUE}__state": IssueState.WITHDRAWN}),
    ),
    "taken back": ("已撤稿", lambda stories: stories.filter(ONCE, withdrawn_at__isnull=False)),
}


class StatusFilter(admin.SimpleListFilter):
    title = "状态"
    #: As when the list was narrowed by the bare state: lists that were kept by their address still open.
    parameter_name = "state__exact"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(str(key), word) for key, (word, _find) in STATUSES.items()]

    def queryset(self, request: HttpRequest, queryset: ArticleQuerySet) -> ArticleQuerySet:
        if not self.value():
            return queryset
        if self.value() not in STATUSES:
            raise DisallowedModelAdminLookup("No such status.")
        return STATUSES[self.value()][1](queryset)
