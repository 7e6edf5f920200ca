from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from js_asset import Media

from articles import publishing, workflow, writing
from articles.admin.lists import DeskList, Lines, PlainLinks, badge, column
from articles.desk import moment
from articles.forms import ArticleForm
from articles.ingest import apply, intake
from articles.models import Article, Byline, ImageUse, Intake, Issue
from articles.models.article import State
from articles.permissions import Act, may
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


class ImageUseInline(PlainLinks, admin.StackedInline):
    model = ImageUse
    extra = 0
    autocomplete_fields = ("image",)
    fields = (("image", "order", "after_block"), "caption", "credit", "alt")
    verbose_name = "图片"
    verbose_name_plural = "图片和图说"


class BylineFormSet(BaseInlineFormSet):
    """Who a printed name is may be chosen here; the names themselves come from the signature."""

    def save(self, commit: bool = True) -> list[Byline]:
        self.new_objects, self.deleted_objects, self.changed_objects = [], [], []
        for form in self.initial_forms:
            if "contributor" in form.changed_data:
                line = Byline.objects.filter(pk=form.instance.pk)
                line.update(contributor=form.cleaned_data["contributor"])
                self.changed_objects.append((form.instance, form.changed_data))
        return []


class BylineInline(Lines, admin.TabularInline):
    model = Byline
    formset = BylineFormSet
    fields = ("role", "name", "kind", "affiliation", "work", "contributor")
    readonly_fields = ("role", "name", "kind", "affiliation", "work")
    autocomplete_fields = ("contributor",)
    extra = 0
    can_delete = False
    verbose_name_plural = "署名解析（由署名一行自动得出；作者档案可改）"

    def has_add_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("contributor")


@admin.register(Article)
class ArticleAdmin(DeskList):
    form = ArticleForm
    list_display = ("headline_", "section", "place_", "state_", "count_", "signature", "changed_")
    list_filter = ("state", IssueFilter, "section", "origin")
    search_fields = ("title", "kicker", "signature", "body")
    search_help_text = "搜标题、引题、署名和正文"
    goes_along = "它的各稿、署名和图说一并删除，图片留在图库。"
    autocomplete_fields = ("section",)
    inlines = (ImageUseInline, BylineInline)
    actions = ("sign_off",)
    readonly_fields = ("summary",)
    fieldsets = (
        (None, {"fields": ("seen_version", "summary", "kicker", "title", "subtitle")}),
        (None, {"fields": ("dateline", "body", "signature")}),
        ("归属", {"fields": ("section", "tags", "source", "note"), "classes": ("beside",)}),
    )

    class Media:
        js = ("js/admin/prose-zh.js",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).for_desk()

    @column("标题", order="title")
    def headline_(self, article: Article) -> str:
        return article.headline

    @column("版位", order="placement__page__issue__date")
    def place_(self, article: Article) -> str | None:
        place = article.place
        return f"{place.page.issue.date:%Y-%m-%d} {place.page.number:02}版" if place else None

    @column("状态", order="state")
    def state_(self, article: Article) -> str:
        return badge(article.get_state_display(), article.state)

    @column("字数", order="character_count")
    def count_(self, article: Article) -> int:
        return article.character_count

    @column("最后修改", order="updated_at")
    def changed_(self, article: Article) -> str:
        return moment(article.updated_at)

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
        return format_html(
            '<span class="figures">{} 字</span> · 第{}稿 · {}',
            article.character_count,
            article.latest_version.number if article.latest_version else 0,
            where,
        )

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A single story that was pasted comes filled in."""
        pasted = _pasted(request)
        found = intake.single(pasted) if pasted else None
        if found is None:
            return super().get_changeform_initial_data(request)
        given = apply.fields(found[1])
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
        was_signed = form.instance.state == State.SIGNED_OFF
        writing.seal(form.instance, by=request.user)
        if not change and (pasted := _pasted(request)):
            intake.hand_over(pasted, form.instance, by=request.user)
        if was_signed and form.instance.state == State.DRAFT:
            messages.warning(request, "签发之后又改了文字，原签发作废，稿件回到草稿；请重新签发。")

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """What once was public, and what stands on a page, stays."""
        if obj and (obj.published_version_id or obj.place):
            return False
        return super().has_delete_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> dict:
        """Without deletion in bulk: a list cannot show what each story still stands in."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        if not may(request.user, Act.SIGN_OFF):
            actions.pop("sign_off", None)
        return actions

    @admin.action(description="签发所选稿件")
    def sign_off(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        signed = 0
        for article in queryset:
            try:
                workflow.sign_off(article, by=request.user)
                signed += 1
            except workflow.NotReady as error:
                messages.error(request, str(error))
        messages.success(request, f"已签发 {signed} 篇。")

    # --- buttons ----------------------------------------------------------------------------------

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        """The act of the button pressed, on the words just saved: nobody signs a text other than the one in sight."""
        if "_sign_off" in request.POST:
            said = "已签发，可以上版出版。"
            return self._act(request, obj, Act.SIGN_OFF, workflow.sign_off, said)
        if "_renew" in request.POST:
            said = "修订稿已发布，读者看到的是新稿。"
            return self._act(request, obj, Act.PUBLISH, publishing.renew, said)
        return super().response_change(request, obj)

    def _act(
        self, request: HttpRequest, article: Article, act: Act, do: Any, done: str
    ) -> HttpResponse:
        if not may(request.user, act):
            messages.error(request, "您没有这项权限，请找编辑办理。")
        else:
            try:
                do(Article.objects.get(pk=article.pk), by=request.user)
                messages.success(request, done)
            except (workflow.NotReady, publishing.CannotPublish) as error:
                messages.error(request, str(error))
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> Any:
        context["media"] = Media.from_media(context["media"], nonce=request.csp_nonce)
        article = kwargs.get("obj")
        if article:
            context |= {
                "may_sign_off": article.state == State.DRAFT and may(request.user, Act.SIGN_OFF),
                "may_renew": _differs_from_published(article) and may(request.user, Act.PUBLISH),
            }
        return super().render_change_form(request, context, *args, **kwargs)


def _pasted(request: HttpRequest) -> Intake | None:
    """The import in preparation that a new story's form was opened from."""
    text = request.GET.get("intake", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
    return Intake.objects.filter(pk=number).first()


def _differs_from_published(article: Article) -> bool:
    return (
        article.state == State.SIGNED_OFF
        and article.published_version_id is not None
        and article.published_version_id != article.latest_version_id
    )


def _page_url(page: Any) -> str:
    return reverse("admin:articles_page_change", args=[page.pk])
