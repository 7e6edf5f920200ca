"""What is done to the stories chosen in their list: each by the same act as alone, each with its own answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from articles import assembly, history, workflow, writing
from articles.admin.lists import MOST
from articles.admin.seen import posted_version
from articles.forms import PlacingForm, SectionForm, TagsForm
from articles.models import Article
from articles.models.article import ArticleQuerySet
from articles.models.review import Verdict
from articles.permissions import Act, may

#: Why an act left a story as it was; the message says it.
REFUSALS = (workflow.NotReady, writing.StaleStory, assembly.CannotPlace)


class StoryActs:
    """For StoryList. What a form asks first is answered on a page of its own, which names the chosen stories."""

    actions = ("submit_chosen", "approve_chosen", "set_section", "add_tags", "place")
    #: Act -> what it takes beside the right to change stories.
    needs = {
        "submit_chosen": Act.SUBMIT,
        "approve_chosen": Act.APPROVE,
        "place": Act.ASSEMBLE,
    }

    def get_actions(self, request: HttpRequest) -> dict:
        """Without deletion in bulk: a list cannot show what each story still stands in."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        for name, act in self.needs.items():
            if not may(request.user, act):
                actions.pop(name, None)
        return actions

    @admin.action(description="送审所选稿件")
    def submit_chosen(self, request: HttpRequest, queryset: ArticleQuerySet) -> None:
        self._step(request, queryset, Verdict.SUBMIT)

    @admin.action(description="通过所选稿件")
    def approve_chosen(self, request: HttpRequest, queryset: ArticleQuerySet) -> None:
        """Each at the stage that the list showed."""
        self._step(request, queryset, Verdict.APPROVE)

    def _step(self, request: HttpRequest, queryset: ArticleQuerySet, verdict: Verdict) -> None:
        def act(story: Article) -> None:
            seen = posted_version(request, f"seen_{story.pk}")
            state = request.POST.get(f"state_{story.pk}")
            if seen is None or state is None:
                raise workflow.NotReady(
                    f"《{story.headline}》没有办理：没有说明看到的是哪一稿；请刷新列表，看过再选。"
                )
            workflow.take(verdict, story, by=request.user, expected=seen, state=state, leaving=())

        if done := _each(request, queryset, act):
            messages.success(request, f"已{verdict.label} {len(done)} 篇。")

    @admin.action(permissions=["change"], description="设置栏目")
    def set_section(self, request: HttpRequest, queryset: ArticleQuerySet) -> HttpResponse | None:
        def act(story: Article, given: dict[str, Any]) -> None:
            workflow.require_right(Act.EDIT, story, request.user)
            story.section = given["section"]
            writing.save(story, by=request.user, expected=_seen(request, story))
            history.log(request.user, story, f"栏目设为{given['section'] or '空'}")

        return self._ask(request, queryset, "设置栏目", SectionForm, act)

    @admin.action(permissions=["change"], description="添加标签")
    def add_tags(self, request: HttpRequest, queryset: ArticleQuerySet) -> HttpResponse | None:
        def act(story: Article, given: dict[str, Any]) -> None:
            workflow.require_right(Act.EDIT, story, request.user)
            tags = dict.fromkeys([*story.tags.names(), *given["tags"]])
            writing.save(story, by=request.user, expected=_seen(request, story), tags=tags)
            history.log(request.user, story, f"添加标签{'，'.join(given['tags'])}")

        return self._ask(request, queryset, "添加标签", TagsForm, act)

    @admin.action(permissions=["change"], description="上版")
    def place(self, request: HttpRequest, queryset: ArticleQuerySet) -> HttpResponse | None:
        def act(story: Article, given: dict[str, Any]) -> None:
            assembly.add(given["page"], story, by=request.user)

        return self._ask(request, queryset, "上版", PlacingForm, act)

    def _ask(
        self,
        request: HttpRequest,
        queryset: ArticleQuerySet,
        title: str,
        form_class: type[Form],
        act: Callable[[Article, dict[str, Any]], None],
    ) -> HttpResponse | None:
        """The page with the form, or the act on each story and back to the list."""
        form = form_class(request.POST if "apply" in request.POST else None)
        if form.is_valid():
            done = _each(request, queryset, lambda story: act(story, form.cleaned_data))
            if done:
                titles = "、".join(f"《{story.headline}》" for story, _answer in done)
                messages.success(request, f"{title}：已办 {len(done)} 篇：{titles}。")
            return None
        context = self.admin_site.each_context(request) | {
            "verb": title,
            "title": f"{title}：所选 {len(queryset)} 篇",
            "opts": self.opts,
            "act": request.POST["action"],
            "form": form,
            "stories": [(story, _seen_or_now(request, story)) for story in queryset],
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/articles/article/bulk.html", context)


def _each(
    request: HttpRequest, queryset: ArticleQuerySet, act: Callable[[Article], Any]
) -> list[tuple[Article, Any]]:
    """The stories that it was done to, with its answers; why it was not done to the others is told one by one.

    Read anew and whole: the list's own rows carry no bodies.
    """
    chosen = list(queryset.values_list("pk", flat=True)[: MOST + 1])
    if len(chosen) > MOST:
        messages.error(request, f"一次最多办 {MOST} 篇，没有改动；请分几次选。")
        return []
    if gone := len(set(request.POST.getlist(ACTION_CHECKBOX_NAME)) - set(map(str, chosen))):
        messages.warning(request, f"所选有 {gone} 篇已不在这个列表里，没有改动。")
    stories, done = Article.objects.select_related("latest_version").in_bulk(chosen), []
    for story in (stories[key] for key in chosen if key in stories):
        try:
            done.append((story, act(story)))
        except REFUSALS as error:
            messages.error(request, _why(story, error))
    return done


def _why(story: Article, error: Exception) -> str:
    """The refusal with the story's name, and without words for somebody who was writing."""
    name = f"《{story.headline}》"
    if isinstance(error, writing.StaleStory):
        return f"{name}刚刚被别人改过，没有改动；请看过再办。"
    return str(error) if name in str(error) else f"{name}没有改动：{error}"


def _seen(request: HttpRequest, story: Article) -> int:
    """The story's version when the list was looked at; none that ever was where the page did not say."""
    seen = posted_version(request, f"seen_{story.pk}")
    return -1 if seen is None else seen


def _seen_or_now(request: HttpRequest, story: Article) -> int:
    """What the page with the form passes on: the version that the list showed, which may be older than the page."""
    seen = posted_version(request, f"seen_{story.pk}")
    return story.version if seen is None else seen
