"""作者与供稿单位: found by characters and pinyin, with their other names and what they wrote."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path

from articles import contributors
from articles.admin import people_merging, people_settling, people_work
from articles.admin.lists import DeskList, column, how_many, titles
from articles.admin.numbers import whole
from articles.forms import ContributorForm
from articles.models import Article, Byline, Contributor
from articles.permissions import Act, may


class AlikeFilter(admin.SimpleListFilter):
    title = "可能重复"
    parameter_name = "alike"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("1", "只看可能重复的")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return contributors.duplicates(queryset) if self.value() == "1" else queryset


@admin.register(Contributor)
class ContributorAdmin(DeskList):
    form = ContributorForm
    list_display = ("name", "kind", "aliases_", "affiliation", "stories_")
    list_filter = ("kind", AlikeFilter)
    search_fields = (
        "name",
        "affiliation",
    )  # that there is a search; which, says get_search_results
    search_help_text = "搜姓名、别名、单位；也可打拼音或拼音首字母"
    actions = ("merge_chosen",)
    fields = ("seen_version", ("name", "kind"), "aliases", "affiliation", "contact", "note")
    to_look_at = DeskList.to_look_at | {"aliases": "aliases_"}

    class Media:
        css = {"all": ("css/desk-people.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Contributor]:
        stories = how_many(Byline.objects.all(), "contributor", distinct="article")
        rows = super().get_queryset(request).annotate(story_count=stories)
        return rows.prefetch_related("aliases")

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """Those that resemble each other stand together."""
        if request.GET.get(AlikeFilter.parameter_name):
            return ("pinyin", "name", "pk")
        return super().get_ordering(request)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Contributor], search_term: str
    ) -> tuple[QuerySet[Contributor], bool]:
        """The best first, unless the list is sorted by a column."""
        sorting = queryset.query.order_by if "o" in request.GET else ()
        found = contributors.search(queryset, search_term)
        return (found.order_by(*sorting) if sorting else found), False

    def choice(self, contributor: Contributor) -> str:
        """One of many in a choice: 陈兰（望溪县科协），又名兰子."""
        return "，又名".join(filter(None, (str(contributor), self.aliases_(contributor))))

    def in_use(self, rows: Any) -> list[str]:
        return titles(Article.objects.filter(bylines__contributor__in=rows))

    @column("稿件", order="story_count")
    def stories_(self, contributor: Contributor) -> int:
        return contributor.story_count

    @column("别名")
    def aliases_(self, contributor: Contributor) -> str:
        return "、".join(alias.name for alias in contributor.aliases.all())

    def save_model(
        self, request: HttpRequest, obj: Contributor, form: ContributorForm, change: bool
    ) -> None:
        if form.changed_data or not change:
            contributors.keep(obj, form.cleaned_data["aliases"])

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """A record that was merged away leads to the one that stayed."""
        merged = Contributor.every.filter(pk=whole(object_id), merged_into__isnull=False)
        found = merged.select_related("merged_into").first()
        if found is None:
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)
        text = f"“{found}”已并入“{found.merged_into}”，这里是合并后的档案。"
        messages.warning(request, text)
        return redirect("admin:articles_contributor_change", found.merged_into_id)

    # --- acts -------------------------------------------------------------------------------------

    def get_actions(self, request: HttpRequest) -> dict:
        actions = super().get_actions(request)
        if not may(request.user, Act.MERGE):
            actions.pop("merge_chosen", None)
        return actions

    @admin.action(description="合并作者档案")
    def merge_chosen(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        return people_merging.begin(request, queryset)

    def get_urls(self) -> list:
        own = [
            ("merge/", self.merge, "contributor_merge"),
            ("unsettled/", self.unsettled, "contributor_unsettled"),
            ("<int:pk>/years.csv", self.years, "contributor_years"),
        ]
        wrap = self.admin_site.admin_view
        return [path(at, wrap(view), name=name) for at, view, name in own] + super().get_urls()

    def merge(self, request: HttpRequest) -> HttpResponse:
        return people_merging.ask(self, request)

    def unsettled(self, request: HttpRequest) -> HttpResponse:
        return people_settling.show(self, request)

    def years(self, request: HttpRequest, pk: int) -> HttpResponse:
        return people_work.table(self, request, get_object_or_404(Contributor, pk=pk))

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> Any:
        if (contributor := kwargs.get("obj")) and not context.get("is_popup"):
            context |= people_work.overview(contributor)
        return super().render_change_form(request, context, *args, **kwargs)
