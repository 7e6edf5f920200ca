"""What the list of stories is narrowed by. Every choice stands in the address, so that a list can be kept and sent on."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Q
from django.http import HttpRequest

from articles import desk, workflow
from articles.admin.numbers import whole
from articles.models import Byline, Issue
from articles.models.article import ArticleQuerySet
from articles.text.typography import tidy_line


class WhoseFilter(admin.SimpleListFilter):
    title = "范围"
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("waiting", "等我处理"), ("mine", "我的稿件")]

    def queryset(self, request: HttpRequest, queryset: ArticleQuerySet) -> ArticleQuerySet:
        if self.value() == "waiting":
            waiting = workflow.waiting_for(request.user).order_by()
            return queryset.filter(pk__in=waiting.values("pk"))
        return desk.belonging_to(request.user, queryset) if self.value() == "mine" else queryset


class IssueFilter(admin.SimpleListFilter):
    """The issues in hand and the last ones; an archive of decades fits no list. An older one comes by its address."""

    title = "期次"
    parameter_name = "issue"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        issues = {issue.pk: issue for issue in Issue.objects.newest_first()[:12]}
        if self._key() is not None and self._key() not in issues:
            issues |= Issue.objects.in_bulk([self._key()])
        return [("none", "未上版"), *((str(pk), str(issue)) for pk, issue in issues.items())]

    def _key(self) -> int | None:
        return whole(self.value())

    def queryset(self, request: HttpRequest, queryset: ArticleQuerySet) -> ArticleQuerySet:
        if self.value() == "none":
            return queryset.filter(placement__isnull=True)
        if self._key() is not None:
            return queryset.filter(placement__page__issue=self._key())
        return queryset


class TypedFilter(ABC, admin.ListFilter):
    """A filter with fields of its own beside the lists of choices. Needs no script."""

    template = "admin/filter_typed.html"
    parameter_names: tuple[str, ...]

    def __init__(self, request: HttpRequest, params: dict, *args: Any) -> None:
        super().__init__(request, params, *args)
        for name in self.parameter_names:
            if name in params:
                self.used_parameters[name] = tidy_line(params.pop(name)[-1])

    def has_output(self) -> bool:
        return True

    def expected_parameters(self) -> list[str]:
        return list(self.parameter_names)

    def choices(self, changelist: ChangeList) -> Iterator[dict[str, Any]]:
        """One: what the template shows."""
        others = changelist.params.items()
        yield {
            "display": self.chosen() or "全部",
            "is_set": bool(self.chosen()),
            "fields": self.fields(),
            "kept": [(name, text) for name, text in others if name not in self.parameter_names],
            "query_string": changelist.get_query_string(remove=list(self.parameter_names)),
        }

    @abstractmethod
    def chosen(self) -> str:
        """What is set, in a few words; empty when nothing is."""

    @abstractmethod
    def fields(self) -> list[dict[str, str]]:
        """`name`, `label`, `type` and `value` of each."""


class ContributorFilter(TypedFilter):
    """By a part of a name in the signature: thousands have signed, and no list of them can be looked through."""

    title = "作者"
    parameter_names = ("name",)

    def chosen(self) -> str:
        return self.used_parameters.get("name", "")

    def fields(self) -> list[dict[str, str]]:
        return [{"name": "name", "label": "姓名或单位", "type": "search", "value": self.chosen()}]

    def queryset(self, request: HttpRequest, queryset: ArticleQuerySet) -> ArticleQuerySet:
        name = "".join(self.chosen().split())
        if not name:
            return queryset
        called = Q(name__icontains=name) | Q(contributor__name__icontains=name)
        return queryset.filter(pk__in=Byline.objects.filter(called).values("article"))


class DatesFilter(TypedFilter):
    """By the date of the issue that a story stands in: the date by which everybody knows it."""

    title = "见报日期"
    parameter_names = ("since", "until")

    def _date(self, name: str) -> dt.date | None:
        try:
            return dt.date.fromisoformat(self.used_parameters.get(name, ""))
        except ValueError:
            return None

    def chosen(self) -> str:
        since, until = self._date("since"), self._date("until")
        if since and until:
            return str(since) if since == until else f"{since} 至 {until}"
        return f"{since} 起" if since else f"至 {until}" if until else ""

    def fields(self) -> list[dict[str, str]]:
        return [
            {"name": name, "label": label, "type": "date", "value": str(self._date(name) or "")}
            for name, label in (("since", "从"), ("until", "到"))
        ]

    def queryset(self, request: HttpRequest, queryset: ArticleQuerySet) -> ArticleQuerySet:
        since, until = self._date("since"), self._date("until")
        if since:
            queryset = queryset.filter(placement__page__issue__date__gte=since)
        return queryset.filter(placement__page__issue__date__lte=until) if until else queryset
