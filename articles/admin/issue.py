from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join

from articles import workflow
from articles.admin import issue_acts, review_sheets
from articles.admin.board import Board
from articles.admin.issue_opening import Opening
from articles.admin.issue_preflight import PreflightDesk
from articles.admin.issue_preview import IssuePreview
from articles.admin.lists import DeskList, Lines, badge, column, how_many
from articles.admin.page_proof import proof_link
from articles.admin.zones import scan_link
from articles.desk import moment
from articles.forms import IssueForm, PageFormSet
from articles.models import Issue, Page, Placement
from articles.models.issue import Kind, State
from articles.models.review import Stage
from articles.permissions import Act, may, printed_name
from articles.text import dates


class StatusFilter(admin.SimpleListFilter):
    """By what the list shows: 定时出版 and 已出版 follow from the clock."""

    title = "状态"
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        words = dict(State.choices)
        del words[State.SIGNED]
        withdrawn = words.popitem()
        return [*words.items(), ("scheduled", "定时出版"), ("public", "已出版"), withdrawn]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Issue]) -> QuerySet[Issue]:
        if self.value() == "public":
            return queryset.public()
        if self.value() == "scheduled":
            return queryset.scheduled()
        return queryset.filter(state=self.value()) if self.value() else queryset


class PageInline(Lines, admin.TabularInline):
    model = Page
    formset = PageFormSet
    fields = ("number", "name", "credits", "stories")
    readonly_fields = ("stories",)
    extra = 0
    verbose_name = verbose_name_plural = "版面"
    #: An inline is made anew for each request.
    _proofs: dict[int, Stage | None] | None = None
    _may_draw = False

    class Media:
        js = ("js/admin/next-page.js",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Page]:
        self._may_draw = may(request.user, Act.SET_FACSIMILE, Issue())
        pages = super().get_queryset(request).select_related("facsimile").order_by("number")
        return pages.prefetch_related("placements__article")

    @column("稿件（按版内次序）")
    def stories(self, page: Page) -> str | None:
        if not page.pk:
            return "存下本期后编排"
        places = sorted(page.placements.all(), key=lambda place: place.position)
        titles = format_html_join(
            "",
            '<li><a href="{}">{}</a></li>',
            (
                (reverse("admin:articles_article_change", args=[p.article_id]), p.article.headline)
                for p in places
            ),
        )
        url = reverse("admin:articles_page_change", args=[page.pk])
        return format_html(
            '<div><ol class="places">{}</ol><a href="{}">打开本版</a>{}{}</div>',
            titles,
            url,
            self._proof(page) if places else "",
            format_html(" · {}", scan_link(page)) if self._may_draw else "",
        )

    def _proof(self, page: Page) -> str:
        """How far it is. Two queries for all pages of the issue, which are one form's."""
        if self._proofs is None:
            self._proofs = workflow.proofs_of(Page.objects.filter(issue=page.issue_id))
        link = proof_link(page, self._proofs[page.pk])
        return format_html(" · 三校：{}", link) if link else ""

    def has_add_permission(self, request: HttpRequest, obj: Issue | None = None) -> bool:
        return (obj is None or obj.is_open) and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Issue | None = None) -> bool:
        return (obj is None or obj.is_open) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Issue | None = None) -> bool:
        return (obj is None or obj.is_open) and super().has_delete_permission(request, obj)


@admin.register(Issue)
class IssueAdmin(Board, Opening, review_sheets.IssueRecords, PreflightDesk, IssuePreview, DeskList):
    form = IssueForm
    list_display = (
        "date",
        "weekday_",
        "number_",
        "kind",
        "pages_",
        "stories_",
        "status_",
        "time_",
        "board_",
    )
    list_filter = (StatusFilter, "kind")
    date_hierarchy = "date"
    search_fields = ("total_number", "theme", "date")
    search_help_text = "搜总期号、日期（2021-03-17）、专刊主题"
    goes_along = "它的各版一并删除；版上还有稿件时不能删。"
    inlines = (PageInline,)
    readonly_fields = ("summary",)
    fieldsets = (
        (None, {"fields": ("seen_version", "summary", ("date", "kind"))}),
        (
            None,
            {
                "fields": (
                    ("total_number", "last_total_number", "year_number"),
                    ("theme", "deadline"),
                )
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Issue]:
        issues = super().get_queryset(request).select_related("signed_by")
        return issues.annotate(
            page_count=how_many(Page.objects.all(), "issue"),
            story_count=how_many(Placement.objects.all(), "page__issue"),
        )

    @column("星期", order="date")
    def weekday_(self, issue: Issue) -> str:
        return dates.weekday(issue.date)

    @column("总期号", order="total_number")
    def number_(self, issue: Issue) -> str | None:
        return issue.number_line or None

    @column("版数")
    def pages_(self, issue: Issue) -> int:
        return issue.page_count

    @column("稿件")
    def stories_(self, issue: Issue) -> int:
        return issue.story_count

    @column("状态", order="state")
    def status_(self, issue: Issue) -> str:
        return badge(issue.status, issue.state)

    @column("出版时间", order="publish_at")
    def time_(self, issue: Issue) -> str | None:
        return moment(issue.publish_at) if issue.publish_at else None

    @column("审稿单")
    def record_(self, issue: Issue) -> str:
        url = reverse("admin:issue_record", args=[issue.pk])
        return format_html('<a href="{}">审稿单</a>', url)

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """The way to an issue's record, for those who may read it: all issues or none."""
        shown = super().get_list_display(request)
        may_read = may(request.user, Act.READ_RECORD, Issue())
        return (*shown, "record_") if may_read else shown

    @column("版面")
    def board_(self, issue: Issue) -> str:
        url = reverse("admin:issue_board", args=[issue.pk])
        return format_html('<a href="{}">{}</a>', url, "编排版面" if issue.is_open else "看版面")

    @column("现况")
    def summary(self, issue: Issue) -> str:
        if not issue.pk:
            return "新的一期：先存下日期和期号，再编排版面。"
        return format_html(
            '{} · {}{} · <a href="{}">{}</a>',
            dates.weekday(issue.date),
            dates.lunar(issue.date),
            _signed(issue),
            issue.get_absolute_url(),
            "在网站上看本期" if issue.is_public() else "预览本期",
        )

    def save_model(self, request: HttpRequest, obj: Issue, form: IssueForm, change: bool) -> None:
        """A change of date or number is a change that an act on the old ones must notice."""
        if change:
            obj.version += 1
        super().save_model(request, obj, form, change)
        if obj.kind == Kind.COMBINED and obj.total_number and not obj.last_total_number:
            text = f"这是合刊，但没有填合刊止期号，期号只印作“{obj.number_line}”；请核对。"
            messages.warning(request, text)

    def has_change_permission(self, request: HttpRequest, obj: Issue | None = None) -> bool:
        return (obj is None or obj.is_open) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Issue | None = None) -> bool:
        """Only an issue that readers never knew."""
        known = obj is not None and (obj.first_published_at or obj.state == State.SIGNED)
        return not known and super().has_delete_permission(request, obj)

    def in_use(self, rows: Any) -> list[str]:
        places = Placement.objects.filter(page__issue__in=rows).in_order()
        standing = places.select_related("page", "article")
        return [f"{place.page.heading}《{place.article.headline}》" for place in standing]

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple:
        """Pages are parts of their issue: who may delete it needs no further right."""
        found, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return found, counts, lacking - {Page._meta.verbose_name}, protected

    def get_actions(self, request: HttpRequest) -> dict:
        return {}

    # --- publish and withdraw ---------------------------------------------------------------------

    def get_urls(self) -> list:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/publish/", view(self.publish), name="issue_publish"),
            path("<int:pk>/withdraw/", view(self.withdraw), name="issue_withdraw"),
            *super().get_urls(),
        ]

    def publish(self, request: HttpRequest, pk: int) -> HttpResponse:
        return issue_acts.publish(self, request, pk)

    def withdraw(self, request: HttpRequest, pk: int) -> HttpResponse:
        return issue_acts.withdraw(self, request, pk)

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> Any:
        issue = kwargs.get("obj")
        if issue:
            context |= {
                "may_publish": not issue.is_public() and may(request.user, Act.PUBLISH),
                "sees_previews": may(request.user, Act.SEE_UNPUBLISHED),
                "may_withdraw": issue.state == State.SIGNED and may(request.user, Act.WITHDRAW),
                "record_url": review_sheets.link(request.user, issue),
            }
        return super().render_change_form(request, context, *args, **kwargs)


def _signed(issue: Issue) -> str:
    """Who signed it for when; for a withdrawn one, why it was taken back."""
    if issue.signed_by is None:
        return ""
    said = f" · 由{printed_name(issue.signed_by)}签发"
    if issue.state == State.WITHDRAWN:
        reason = f"，撤回原因：{issue.withdrawal_reason}" if issue.withdrawal_reason else ""
        return f"{said}，后撤回{reason}"
    when = moment(issue.publish_at)
    return f"{said}，{when}出版" if issue.is_public() else f"{said}，定于{when}出版"
