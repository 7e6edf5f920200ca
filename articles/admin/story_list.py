"""The list of stories: its columns, its search, and pages of an archive that nobody counts to the end."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest
from django.utils.functional import cached_property

from articles import search
from articles.admin.lists import DeskList, badge, column
from articles.admin.story_acts import StoryActs
from articles.admin.story_contributor import RecordFilter
from articles.admin.story_filters import (
    ContributorFilter,
    DatesFilter,
    IssueFilter,
    WhoseFilter,
)
from articles.admin.story_status import StatusFilter
from articles.desk import moment
from articles.models import Article
from articles.models.article import ArticleQuerySet, State
from articles.models.issue import State as IssueState
from articles.search import LIMIT, Scope


class CappedPaginator(Paginator):
    """Counts no further than the list goes: so many rows are read by nobody, and the next filter finds the story."""

    @cached_property
    def _counted(self) -> int:
        return self.object_list.order_by().values("pk")[: LIMIT + 1].count()

    @property
    def count(self) -> int:
        return min(self._counted, LIMIT)

    @property
    def is_capped(self) -> bool:
        return self._counted > LIMIT


class StoryChangeList(ChangeList):
    """Shows no words of a body, so it reads none: sorting would carry them all along."""

    def get_queryset(self, request: HttpRequest, *args: Any, **kwargs: Any) -> ArticleQuerySet:
        return super().get_queryset(request, *args, **kwargs).defer("body", "note", "source")

    @property
    def counted(self) -> str:
        """`37`, or `1000+`."""
        return f"{self.result_count}{'+' if self.paginator.is_capped else ''}"


class StoryList(StoryActs, DeskList):
    list_display = ("headline_", "section", "place_", "state_", "count_", "signature", "changed_")
    list_filter = (
        WhoseFilter,
        StatusFilter,
        IssueFilter,
        DatesFilter,
        "section",
        ContributorFilter,
        RecordFilter,
        "origin",
    )
    #: Where `search.find` looks; Django asks for it before it shows a field to type in.
    search_fields = ("title", "kicker", "subtitle", "signature", "body")
    search_help_text = "搜标题、引题、副题、署名和正文；几个词用空格隔开"
    #: For the choice of a story to be placed: those without a place, then by issue, the newest first.
    choice_order = (F("placement__page__issue__date").desc(nulls_first=True), "-updated_at", "-pk")
    paginator = CappedPaginator

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return StoryChangeList

    def get_queryset(self, request: HttpRequest) -> ArticleQuerySet:
        return super().get_queryset(request).for_desk()

    def get_search_results(
        self, request: HttpRequest, queryset: ArticleQuerySet, search_term: str
    ) -> tuple[ArticleQuerySet, bool]:
        """Of the list, and of every choice of a story. No row comes twice."""
        return search.find(search_term, among=queryset, scope=Scope.DESK), False

    @column("标题", order="title")
    def headline_(self, article: Article) -> str:
        return article.headline

    @column("版位", order="placement__page__issue__date")
    def place_(self, article: Article) -> str | None:
        place = article.place
        return f"{place.page.issue.date:%Y-%m-%d} {place.page.number:02}版" if place else None

    def choice(self, article: Article) -> str:
        """One of many in a choice: 云海之上（待上版）, 云海之上（已签发，2026-03-04 02版）."""
        where = self.place_(article) or ("未上版" if article.state != State.SIGNED_OFF else "")
        return f"{article.headline}（{'，'.join(filter(None, (article.status, where)))}）"

    @column("状态", order="state")
    def state_(self, article: Article) -> str:
        return state_badge(article)

    @column("字数", order="character_count")
    def count_(self, article: Article) -> int:
        return article.character_count

    @column("最后修改", order="updated_at")
    def changed_(self, article: Article) -> str:
        return moment(article.updated_at)


def state_badge(article: Article) -> str:
    """Its status in the colour of what is to be done with it."""
    place = article.place
    withdrawn = place is not None and place.page.issue.state == IssueState.WITHDRAWN
    gone = article.withdrawn_at or (withdrawn and article.published_version_id)
    return badge(article.status, "withdrawn" if gone else article.state)
