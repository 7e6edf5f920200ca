from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from articles import assembly
from articles.admin.lists import DeskList, Lines, badge, column, how_many
from articles.admin.page_proof import PageProof, proof_link, with_proofs
from articles.admin.zones import Zones, scan_link
from articles.desk import NOTHING
from articles.forms import PageForm, PlacementForm, PlacementFormSet
from articles.models import Issue, Page, Placement
from articles.permissions import Act, may


class PlacementInline(Lines, admin.TabularInline):
    model = Placement
    fk_name = "page"
    form = PlacementForm
    formset = PlacementFormSet
    autocomplete_fields = ("article",)
    fields = ("position", "article", "state")
    readonly_fields = ("state",)
    extra = 1
    ordering = ("position",)
    take_out = "撤下"
    verbose_name = "稿件"
    verbose_name_plural = "本版稿件（头条为 1，不填排在末尾；改次序后保存即重排）"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Placement]:
        return super().get_queryset(request).select_related("article", "page__issue")

    @column("状态")
    def state(self, place: Placement) -> str:
        if not place.pk:
            return NOTHING
        return badge(place.article.get_state_display(), place.article.state)


class PageChangeList(ChangeList):
    def get_results(self, request: HttpRequest) -> None:
        """Each page shown with its last `proof`: two queries for all."""
        super().get_results(request)
        self.result_list = with_proofs(self.result_list)


@admin.register(Page)
class PageAdmin(PageProof, Zones, DeskList):
    """One page's name, credits and order. The order is written by `assembly`, never row by row."""

    form = PageForm
    list_display = ("heading_", "issue", "stories_", "proofs_", "credits")
    list_select_related = ("issue",)
    search_fields = ("name", "issue__total_number")
    search_help_text = "搜版名、总期号"
    inlines = (PlacementInline,)
    fields = ("seen_version", "name", "credits", "budget")
    ordering = ("-issue__date", "number")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Page]:
        return (
            super()
            .get_queryset(request)
            .select_related("issue", "facsimile")
            .annotate(story_count=how_many(Placement.objects.all(), "page"))
        )

    @column("版面")
    def heading_(self, page: Page) -> str:
        return page.heading

    @column("稿件")
    def stories_(self, page: Page) -> int:
        return page.story_count

    @column("版面图")
    def scan_(self, page: Page) -> str:
        return scan_link(page)

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """The way to pages' pictures, for those who put them there: of all issues or of none."""
        shown = super().get_list_display(request)
        return (*shown, "scan_") if may(request.user, Act.SET_FACSIMILE, Issue()) else shown

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return PageChangeList

    @column("三校")
    def proofs_(self, page: Page) -> str | None:
        return proof_link(page, page.proof) if page.story_count else None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Pages are added on their issue."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Page | None = None) -> bool:
        return (obj is None or obj.issue.is_open) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Page | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Page, form: ModelForm, change: bool) -> None:
        obj.version += 1
        super().save_model(request, obj, form, change)

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> Any:
        if page := kwargs.get("obj"):
            context["may_draw"] = may(request.user, Act.SET_FACSIMILE, page.issue)
        return super().render_change_form(request, context, *args, **kwargs)

    def response_post_save_change(self, request: HttpRequest, obj: Page) -> HttpResponse:
        """Back to the issue, where the next page waits."""
        return redirect("admin:articles_issue_change", obj.issue_id)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
        if formset.has_changed():
            assembly.arrange(form.instance, formset.articles(), by=request.user)
