"""更正: what readers were told, what the next issue still has to print, and the act that places it there."""

from __future__ import annotations

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles import assembly, corrections
from articles.admin.issue_preflight import REFUSED
from articles.admin.lists import DeskList, badge, column
from articles.desk import moment
from articles.forms import PrintingForm
from articles.models import Article, Correction
from articles.permissions import Act, may


class PrintFilter(admin.SimpleListFilter):
    title = "见报"
    parameter_name = "print"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("due", "待见报"), ("placed", "已排上版"), ("online", "只在网上")]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Correction]
    ) -> QuerySet[Correction]:
        if self.value() == "due":
            return queryset.filter(due_in_print=True, printed_as=None)
        if self.value() == "placed":
            return queryset.filter(printed_as__isnull=False)
        return queryset.filter(due_in_print=False) if self.value() == "online" else queryset


@admin.register(Correction)
class CorrectionAdmin(DeskList):
    """Looked at here and placed in an issue; written where a revision is released."""

    list_display = ("story_", "text", "print_", "printed_name", "time_")
    list_display_links = ("text",)
    list_filter = (PrintFilter,)
    ordering = ("-pk",)
    search_fields = ("text", "article__title")
    search_help_text = "搜更正内容、稿件标题"
    fields = ("story_", "text", "versions_", "print_", "printed_name", "time_")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Correction]:
        rows = super().get_queryset(request)
        return rows.select_related(
            "before",
            "after",
            "article__placement__page__issue",
            "printed_as__placement__page__issue",
        )

    @column("更正的稿件", order="article__title")
    def story_(self, row: Correction) -> SafeString:
        where = _where(row.article)
        return format_html("{}<br><small>{}</small>", _link(row.article), where)

    @column("见报", order="due_in_print")
    def print_(self, row: Correction) -> SafeString | str:
        story = row.printed_as
        if story is not None:
            title = format_html('<a href="{}">{}</a>', _address(story), _where(story))
            return format_html("{} {}", badge("已排", "signed"), title)
        return badge("待见报", "draft") if row.due_in_print else "只在网上"

    @column("见报", order="due_in_print")
    def placing_(self, row: Correction) -> SafeString | str:
        """For those who make up the pages."""
        if row.printed_as_id or not row.due_in_print:
            return self.print_(row)
        url = reverse("admin:correction_print", args=[row.pk])
        return format_html('{} <a href="{}">排入某期…</a>', self.print_(row), url)

    def get_list_display(self, request: HttpRequest) -> list[str]:
        return _for(request, self.list_display)

    def get_fields(self, request: HttpRequest, obj: Correction | None = None) -> list[str]:
        return _for(request, self.fields)

    @column("更正前后")
    def versions_(self, row: Correction) -> SafeString:
        numbers = (row.before.number, row.after.number)
        url = reverse("admin:article_compare", args=[row.article_id, *numbers])
        return format_html('<a href="{}">第{}稿与第{}稿</a>', url, *numbers)

    @column("时间", order="created_at")
    def time_(self, row: Correction) -> str:
        return moment(row.created_at)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Correction | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Correction | None = None) -> bool:
        return False

    def get_actions(self, request: HttpRequest) -> dict:
        return {}

    # --- in print -----------------------------------------------------------------------------------

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(self.print)
        return [path("<int:pk>/print/", view, name="correction_print"), *super().get_urls()]

    def print(self, request: HttpRequest, pk: int) -> HttpResponse:
        """排入某期: asks for which, and shows the words as they will stand there."""
        row = get_object_or_404(self.get_queryset(request), pk=pk)
        if not may(request.user, Act.ASSEMBLE):
            raise PermissionDenied
        form = PrintingForm(request.POST if request.method == "POST" else None, correction=row)
        if form.is_valid() and (story := _place(request, row, form)):
            messages.success(request, f"更正已排到{story.place.page}末尾，是草稿；请编好送审。")
            return redirect("admin:articles_correction_changelist")
        context = {
            **self.admin_site.each_context(request),
            "title": "更正排入某期",
            "opts": self.opts,
            "row": row,
            "words": corrections.sentence(row),
            "form": form,
        }
        status = REFUSED if form.is_bound else 200
        return TemplateResponse(
            request, "admin/articles/correction/print.html", context, status=status
        )


def _place(request: HttpRequest, row: Correction, form: PrintingForm) -> Article | None:
    """None with the reason on the form."""
    issue = form.cleaned_data["issue"]
    if not may(request.user, Act.ASSEMBLE, issue):
        raise PermissionDenied
    try:
        return corrections.print_in(row, issue, by=request.user)
    except (corrections.CannotCorrect, assembly.CannotPlace) as error:
        form.add_error("issue", str(error))
        return None


def _for(request: HttpRequest, columns: tuple[str, ...]) -> list[str]:
    own = {"print_": "placing_"} if may(request.user, Act.ASSEMBLE) else {}
    return [own.get(name, name) for name in columns]


def _where(story: Article) -> str:
    return str(story.place.page) if story.place else "未上版"


def _address(story: Article) -> str:
    return reverse("admin:articles_article_change", args=[story.pk])


def _link(story: Article) -> SafeString:
    return format_html('<a href="{}">{}</a>', _address(story), story.headline)
