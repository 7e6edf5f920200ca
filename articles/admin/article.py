from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from js_asset import Media

from articles import working_copies, writing
from articles.admin import conflicts, revising
from articles.admin.lists import DeskList, badge, column
from articles.admin.review import Reviewing
from articles.admin.seen import SeenVersions
from articles.admin.story_contributor import ContributorFilter
from articles.admin.story_lines import BylineInline, ImageUseInline
from articles.admin.versions import Versions
from articles.admin.working_copy import WorkingCopies, posted_key
from articles.desk import NOTHING, moment
from articles.forms import ArticleForm
from articles.ingest import intake, looking, wording
from articles.models import Article, Intake, Issue
from articles.models.article import State
from articles.models.issue import State as IssueState
from articles.permissions import Act, may
from articles.text import body
from articles.text.tags import join_tags
from sections.models import Section


class IssueFilter(admin.SimpleListFilter):
    """The issues in hand and the last ones; an archive of decades fits no list."""

    title = "期次"
    parameter_name = "issue"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        recent = Issue.objects.newest_first()[:12]
        return [("none", "未上版"), *((str(issue.pk), str(issue)) for issue in recent)]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "none":
            return queryset.filter(placement__isnull=True)
        if (self.value() or "").isdecimal():
            return queryset.filter(placement__page__issue=int(self.value()) % 2**63)
        return queryset


@admin.register(Article)
class ArticleAdmin(Reviewing, Versions, WorkingCopies, SeenVersions, DeskList):
    form = ArticleForm
    list_display = ("headline_", "section", "place_", "state_", "count_", "signature", "changed_")
    list_filter = ("state", IssueFilter, "section", "origin", ContributorFilter)
    search_fields = ("title", "kicker", "signature", "body")
    search_help_text = "搜标题、引题、署名和正文"
    #: For the choice of a story to be placed: those without a place, then by issue, the newest first.
    choice_order = (F("placement__page__issue__date").desc(nulls_first=True), "-updated_at", "-pk")
    goes_along = "它的各稿、署名和图说一并删除，图片留在图库。"
    autocomplete_fields = ("section",)
    inlines = (ImageUseInline, BylineInline)
    actions = ("submit_chosen", "approve_chosen")
    readonly_fields = ("summary",)
    fieldsets = (
        (None, {"fields": ("seen_version", "summary", "kicker", "title", "subtitle")}),
        (None, {"fields": ("dateline", "body", "signature")}),
        ("归属", {"fields": ("section", "tags", "source", "note"), "classes": ("beside",)}),
    )

    to_look_at = DeskList.to_look_at | {"body": "text_", "tags": "tags_"}

    class Media:
        js = ("js/admin/prose-zh.js", "js/admin/working-copy.js", "js/admin/presence.js")
        css = {"all": ("css/desk-differences.css", "css/desk-versions.css", "css/desk-review.css")}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).for_desk()

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

    @column("正文")
    def text_(self, article: Article) -> SafeString:
        """Its paragraphs, for those who may only look."""
        paragraphs = format_html_join(
            "", "<p>{}</p>", ((b.text,) for b in body.blocks(article.body))
        )
        return format_html('<div class="text">{}</div>', paragraphs)

    @column("标签")
    def tags_(self, article: Article) -> str:
        return join_tags(article.tags.all()) or NOTHING

    @column("现况")
    def summary(self, article: Article) -> str:
        """字数, draft and place on one line, above what is being written."""
        if not article.pk:
            url = reverse("admin:articles_intake_add")
            return format_html(
                '新稿。手头有来稿的，<a href="{}">粘贴来稿</a>，各栏会自动填好。', url
            )
        place = article.place
        where = (
            format_html('<a href="{}">{}</a>', _page_url(place.page), place.page)
            if place
            else "未上版"
        )
        readers = revising.kept(article)
        return format_html(
            '<span class="figures">{} 字</span> · 第{}稿 · {}{}',
            article.character_count,
            article.latest_version.number if article.latest_version else 0,
            where,
            f" · {readers}" if readers else "",
        )

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A single story that was pasted comes filled in."""
        pasted = _pasted(request)
        found = intake.single(pasted) if pasted else None
        if found is None:
            return super().get_changeform_initial_data(request)
        given = wording.fields(found[1])
        given["section"] = Section.objects.filter(name=found[1].section or "").first()
        return given

    # --- saving -----------------------------------------------------------------------------------

    def save_model(
        self, request: HttpRequest, obj: Article, form: ArticleForm, change: bool
    ) -> None:
        writing.write(obj, by=request.user, expected=form.cleaned_data["seen_version"])
        if unread := getattr(form, "unread", ()):
            text = f"署名里“{'”“'.join(unread)}”没有看懂，已照原样保存；请核对后改署名，或在下方选定作者。"
            messages.warning(request, text)

    def save_related(
        self, request: HttpRequest, form: ArticleForm, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        writing.tag(form.instance, form.cleaned_data["tags"])
        was_signed = form.instance.state == State.SIGNED_OFF
        before = form.instance.latest_version
        reason = request.POST.get("reason", "").strip()[:120]
        version = writing.seal(form.instance, by=request.user, reason=reason)
        if reason and version == before:
            messages.info(request, "文字没有改动，没有新的一稿，修改说明没有记下。")
        if key := posted_key(request):
            working_copies.drop(request.user, key)
        if not change and (pasted := _pasted(request)):
            intake.hand_over(pasted, form.instance, by=request.user)
        if was_signed and form.instance.state != State.SIGNED_OFF:
            messages.warning(request, revising.after_change(form.instance))

    def get_actions(self, request: HttpRequest) -> dict:
        """Without deletion in bulk: a list cannot show what each story still stands in."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    # --- buttons ----------------------------------------------------------------------------------

    def get_urls(self) -> list:
        ask = self.admin_site.admin_view(self.renew)
        return [path("<int:pk>/renew/", ask, name="article_renew"), *super().get_urls()]

    def renew(self, request: HttpRequest, pk: int) -> HttpResponse:
        return revising.ask(self, request, pk)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        """The act of the button pressed, on the words just saved: nobody signs a text other than the one in sight."""
        if "_renew" in request.POST:
            return redirect("admin:article_renew", obj.pk)
        return self.step_pressed(request, obj) or super().response_change(request, obj)

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> Any:
        pasted = None if kwargs.get("obj") else _pasted(request)
        if pasted and intake.single(pasted):
            context |= {"intake": pasted, "aside": looking.set_aside(pasted)}
        context["media"] = Media.from_media(context["media"], nonce=request.csp_nonce)
        article = kwargs.get("obj")
        if article:
            context |= {
                **self.review_context(request, article),
                "may_renew": revising.waits(article) and may(request.user, Act.PUBLISH),
                "standing": state_badge(article),
                "conflict": conflicts.shown(request, context["adminform"].form),
            }
            context |= conflicts.begun(request, article)
        context |= self.copies_context(request, article)
        return super().render_change_form(request, context, *args, **kwargs)


def _pasted(request: HttpRequest) -> Intake | None:
    """The import in preparation that a new story's form was opened from."""
    text = request.GET.get("intake", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
    return Intake.objects.filter(pk=number).first()


def state_badge(article: Article) -> str:
    """Its status in the colour of what is to be done with it."""
    place = article.place
    withdrawn = place is not None and place.page.issue.state == IssueState.WITHDRAWN
    return badge(
        article.status, "withdrawn" if withdrawn and article.published_version_id else article.state
    )


def _page_url(page: Any) -> str:
    return reverse("admin:articles_page_change", args=[page.pk])
