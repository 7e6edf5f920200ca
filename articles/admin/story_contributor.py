"""The story list of one contributor, as his record leads to it. People are too many to be offered as a filter."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.admin.numbers import whole
from articles.models import Byline, Contributor


class RecordFilter(admin.SimpleListFilter):
    """Shown once somebody was chosen: `?contributor=12`."""

    title = "作者档案"
    parameter_name = "contributor"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        if not self.value():
            return []
        found = Contributor.objects.filter(pk=self._number()).first()
        return [(self.value(), str(found) if found else "没有这位作者")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.value():
            return queryset
        signed = Byline.objects.filter(contributor=self._number())
        return queryset.filter(pk__in=signed.values("article"))

    def _number(self) -> int:
        return whole(self.value()) or 0
