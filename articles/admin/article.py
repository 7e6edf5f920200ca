from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from js_asset import Media

from articles import working_copies, writing
from articles.admin import conflicts, revising
from articles.admin.late import LateWriters
from articles.admin.lists import DeskList, column
from articles.admin.numbers import whole
from articles.admin.preview import Preview
from articles.admin.proof_panel import ProofPanel
from articles.admin.review import Reviewing
from articles.admin.review_screen import ReviewScreen, back_to_review
from articles.admin.review_sheets import StoryRecords
from articles.admin.seen import SeenVersions
from articles.admin.story_aids import WritingAids
from articles.admin.story_lines import BylineInline, ImageUseInline
from articles.admin.story_list import StoryList, state_badge
from articles.admin.taking_back import TakingBack
from articles.admin.versions import Versions
from articles.admin.working_copy import WorkingCopies, posted_key
from articles.desk import NOTHING
from articles.forms import ArticleForm
from articles.ingest import intake, looking, wording
from articles.models import Article, Intake
from articles.models.article import State
from articles.permissions import Act, may
from articles.text import body
from articles.text.tags import join_tags
from articles.text.typography import tidy_line
from sections.models import Section


@admin.register(Article)
class ArticleAdmin(
    Reviewing,
    ReviewScreen,
    LateWriters,
    StoryRecords,
    TakingBack,
    ProofPanel,
    Preview,
    Versions,
    WorkingCopies,
    WritingAids,
    SeenVersions,
    StoryList,
):
    form = ArticleForm
    goes_along = "它的各稿、署名和图说一并删除，图片留在图库。"
    autocomplete_fields = ("section",)
    inlines = (ImageUseInline, BylineInline)
    readonly_fields = ("pasting",)
    headline = ("kicker", "title", "subtitle")
    fieldsets = (
        (None, {"fields": ("seen_version", *headline), "classes": ("writing",)}),
        (None, {"fields": ("dateline", "body", "signature"), "classes": ("writing",)}),
        ("归属", {"fields": ("section", "tags", "source", "note"), "classes": ("beside",)}),
    )

    to_look_at = DeskList.to_look_at | {"body": "text_", "tags": "tags_"}

    class Media:
        js = tuple(
            f"js/admin/{name}.js"
            for name in (
                *("prose-zh", "working-copy", "presence"),
                *("story-typing", "story-count", "story-signature", "story-tags", "story-save"),
                *("proof-places", "proof-marks", "proof-panel", "preview-typed"),
            )
        )
        css = {
            "all": tuple(
                f"css/desk-{name}.css"
                for name in ("differences", "versions", "writing", "proofs", "review")
            )
        }

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

    @column("来稿")
    def pasting(self, article: Article) -> str:
        """What a writer who has the text already need not do."""
        url = reverse("admin:articles_intake_add")
        return format_html('手头有来稿的，<a href="{}">粘贴来稿</a>，各栏会自动填好。', url)

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """The way to the import desk stands in a new story's form alone."""
        if obj:
            return super().get_fieldsets(request, obj)
        first, *others = self.fieldsets
        return [(None, first[1] | {"fields": ("pasting", *first[1]["fields"])}), *others]

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
        reason = tidy_line(request.POST.get("reason", ""))[:120]
        version = writing.seal(form.instance, by=request.user, reason=reason)
        if reason and version == before:
            messages.info(request, "文字没有改动，没有新的一稿，修改说明没有记下。")
        if key := posted_key(request):
            working_copies.drop(request.user, key)
        if not change and (pasted := _pasted(request)):
            intake.hand_over(pasted, form.instance, by=request.user)
        if was_signed and form.instance.state != State.SIGNED_OFF:
            messages.warning(request, revising.after_change(form.instance))

    def delete_model(self, request: HttpRequest, obj: Article) -> None:
        writing.discard(obj)

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
        answer = self.step_pressed(request, obj) or super().response_change(request, obj)
        return back_to_review(request, obj, answer)

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
        context |= self.copies_context(request, article) | self.proofs_context(request, article)
        return super().render_change_form(request, context, *args, **kwargs)


def _pasted(request: HttpRequest) -> Intake | None:
    """The import in preparation that a new story's form was opened from."""
    return Intake.objects.filter(pk=whole(request.GET.get("intake"))).first()
