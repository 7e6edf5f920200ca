"""A story that readers have, or are promised for a time: its revision is signed off, looked at, and then released."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from articles import publishing
from articles.admin import differences, vouching
from articles.admin.issue_preflight import REFUSED
from articles.desk import moment
from articles.forms import RenewForm
from articles.models import Article
from articles.models.article import State
from articles.models.issue import State as IssueState
from articles.permissions import Act, may


def kept(article: Article) -> str:
    """What readers get as long as the revision is not released; empty where they get the latest text anyway."""
    issue = article.place.page.issue if article.place else None
    if issue is None or issue.state != IssueState.SIGNED or not article.is_revised:
        return ""
    if issue.is_public():
        return "读者看到的仍是原稿"
    return f"稿件所在的期已定于{moment(issue.publish_at)}出版，到时出版的仍是原签发稿"


def after_change(article: Article) -> str:
    """What a signed-off story's new words mean."""
    goes = "待终审；请总编辑核准改动" if article.round else "草稿；请送审"
    said = f"签发之后又改了文字，原签发作废，稿件回到{goes}。"
    readers = kept(article)
    return f"{said}{readers}；新稿签发后，请再按“发布修订稿”。" if readers else said


def after_sign_off(article: Article) -> str:
    readers = kept(article)
    if readers:
        return f"已签发。{readers}；要换成新稿，请再按“发布修订稿”。"
    return "已签发，可以上版出版。"


def waits(article: Article) -> bool:
    """A signed-off revision that readers have not got."""
    return article.state == State.SIGNED_OFF and kept(article) != ""


def ask(desk: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Shows what readers will find changed, and asks what they are told; released when the button there is pressed."""
    article = get_object_or_404(desk.get_queryset(request), pk=pk)
    if not desk.has_view_permission(request, article):
        raise PermissionDenied
    back = redirect("admin:articles_article_change", pk)
    if not may(request.user, Act.PUBLISH):
        messages.error(request, "您没有这项权限，请找总编辑或发布员办理。")
        return back
    if answer := vouching.required(desk.admin_site, request):
        return answer
    try:
        publishing.require_revision(article)
    except publishing.AlreadyPublished as notice:
        messages.info(request, str(notice))
        return back
    except publishing.CannotPublish as error:
        messages.error(request, str(error))
        return back
    form = RenewForm(request.POST or None, is_known=_is_known(article))
    if request.method == "POST" and form.is_valid() and _release(request, article, form):
        return back
    return _question(desk, request, article, form)


def _release(request: HttpRequest, article: Article, form: RenewForm) -> bool:
    """Whether it was done. What stood against it is said above the form, in which all that was typed stays."""
    given = form.cleaned_data
    told = {
        name: given[name] for name in ("correction", "due_in_print", "silence") if name in given
    }
    try:
        publishing.renew(article, by=request.user, expected=given["seen_version"], **told)
    except publishing.CannotPublish as error:
        messages.error(request, str(error))
        article.refresh_from_db()
        return False
    messages.success(request, _released(article))
    return True


def _is_known(article: Article) -> bool:
    """Whether a reader may have met the text that is to be replaced."""
    return article.place.page.issue.is_public() or article.was_public


def _released(article: Article) -> str:
    if article.place.page.issue.is_public():
        return "修订稿已发布，读者看到的是新稿。"
    return "修订稿已换上，到时出版的是新稿。"


def _question(
    desk: ModelAdmin, request: HttpRequest, article: Article, form: RenewForm
) -> HttpResponse:
    old, new = article.published_version, article.latest_version
    context = {
        **desk.admin_site.each_context(request),
        "title": "发布修订稿",
        "opts": desk.opts,
        "article": article,
        "issue": article.place.page.issue,
        "old": old,
        "new": new,
        "form": form,
        "differences": [*differences.between(old, new), *differences.between_figures(old, new)],
    }
    status = REFUSED if form.is_bound else 200
    return TemplateResponse(request, "admin/articles/article/renew.html", context, status=status)
