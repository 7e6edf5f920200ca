"""What every list of the desk keeps to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import Count, DateField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.forms import CheckboxInput, DateInput
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.admin.numbers import whole
from articles.admin.recording import Recorded
from articles.desk import NOTHING
from articles.models import Article
from sections.wording import as_we_say

#: So many rows at once: a list shows fewer, and what was not looked at is not acted on.
MOST = 200


class Choice(AutocompleteSelect):
    """Says what to do while nothing is chosen; without words a screen reader has no name for it."""

    def optgroups(self, name: str, value: list[str], attr: dict | None = None) -> Any:
        """A form that comes back looks up what was sent: Django's asks the database for whatever that is."""
        return super().optgroups(
            name, [text for text in value if whole(str(text)) is not None], attr
        )

    def build_attrs(self, base_attrs: dict, extra_attrs: dict | None = None) -> dict:
        return super().build_attrs(base_attrs, extra_attrs) | {"data-placeholder": "搜索并选择"}


class PlainLinks:
    """For inlines and forms: beside a choice one may add or look, not delete what others use."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = Choice(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and hasattr(field.widget, "can_delete_related"):
            field.widget.can_delete_related = field.widget.can_change_related = False
        return field


class DeskList(Recorded, PlainLinks, admin.ModelAdmin):
    """Only the filters that are offered may be asked for: a hand-written `__regex` costs minutes on a long archive, and
    a NUL ends in an error of PostgreSQL's.

    Counting all rows beside the found ones, or those behind each filter, is as slow and tells nobody anything. A date
    is typed or chosen in the browser's own field: it speaks Chinese, needs no script and suits a telephone.
    """

    class Media:
        js = ("js/admin/choice-labels.js", "js/admin/unsaved.js")

    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 30
    formfield_overrides = {
        DateField: {"widget": DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
    }
    #: What else happens when one of these is deleted, in a sentence for the page that asks.
    goes_along = ""

    #: For those who may look and not change: what stands in place of a field, "" for nothing.
    to_look_at: dict[str, str] = {"seen_version": ""}

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list:
        """A field that only makes sense in a form is shown in another way, or not at all."""
        found = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return found
        return [(name, known | {"fields": self._shown(known["fields"])}) for name, known in found]

    def _shown(self, fields: Any) -> list:
        named = (
            tuple(self._shown(field))
            if isinstance(field, (list, tuple))
            else self.to_look_at.get(field, field)
            for field in fields
        )
        return [field for field in named if field]

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict | None = None
    ) -> Any:
        context = {"goes_along": self.goes_along} | (extra_context or {})
        return super().delete_view(request, object_id, context)

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponseRedirect:
        """Django's speaks of an ID."""
        text = f"没有这条{opts.verbose_name}，可能已经删除了。"
        messages.warning(request, text)
        return HttpResponseRedirect(reverse("admin:index"))

    def response_action(self, request: HttpRequest, queryset: QuerySet) -> Any:
        """The desk's lists offer no act on all that is found; whoever asks for it all the same gets no archive read."""
        is_across = request.POST.get("select_across", "0") not in ("", "0")
        if is_across and queryset.order_by().values("pk")[: MOST + 1].count() > MOST:
            messages.error(request, f"一次最多办 {MOST} 条，没有改动；请分几次选。")
            return HttpResponseRedirect(request.get_full_path())
        return super().response_action(request, queryset)

    def message_user(self, request: HttpRequest, message: str, *args: Any, **kwargs: Any) -> None:
        super().message_user(request, as_we_say(message), *args, **kwargs)

    def in_use(self, rows: Any) -> list[str]:
        """What stands against the deletion of `rows`, as an editor knows it; empty: as Django found it."""
        return []

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple:
        found, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return found, counts, lacking, (self.in_use(objs) or protected) if protected else []

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        own = {
            name
            for f in self.list_filter
            if callable(f)
            for name in getattr(f, "parameter_names", None) or [f.parameter_name]
        }
        fields = [f[0] if isinstance(f, tuple) else f for f in self.list_filter if not callable(f)]
        endings = ("", "__exact", "__id__exact", "__isnull")
        offered = {name + ending for name in fields for ending in endings}
        return lookup in own or (lookup in offered and "\x00" not in value)


class Lines(PlainLinks):
    """For inlines set as a table: the column's head is no label to a screen reader, so each field carries one."""

    #: What ticking the last box of a line does.
    take_out = "删除"

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            widget = getattr(field.widget, "widget", field.widget)
            widget.attrs["aria-label"] = str(field.label or db_field.verbose_name)
        return field

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        formset.deletion_widget = CheckboxInput(attrs={"aria-label": f"{self.take_out}这一行"})
        return formset


def how_many(rows: QuerySet, link: str, *, distinct: str = "pk") -> Coalesce:
    """The number of `rows` whose `link` is the listed row: counted for the rows shown, not for the whole archive."""
    counted = rows.filter(**{link: OuterRef("pk")}).order_by().values(link)
    counted = counted.annotate(number=Count(distinct, distinct=True)).values("number")
    return Coalesce(Subquery(counted), 0)


def titles(stories: QuerySet[Article]) -> list[str]:
    """Each story's title once, leading to its form."""
    return [
        format_html(
            '<a href="{}">{}</a>',
            reverse("admin:articles_article_change", args=[story.pk]),
            story.headline,
        )
        for story in stories.distinct()
    ]


def badge(word: str, state: str) -> SafeString:
    """A state's word in its colour; the same everywhere."""
    return format_html('<span class="state state-{}">{}</span>', state, word)


def column(label: str, *, order: str | None = None) -> Callable[[Any], Any]:
    """A list column's Chinese head and what it sorts by."""
    return admin.display(description=label, ordering=order, empty_value=NOTHING)
