"""更正 in print: due in the next issue, on the page of the same number, as a story that is reviewed like any other."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from articles import assembly, history, writing
from articles.models import Article, Correction, Issue, Page, Placement
from articles.text import body

TITLE = "更正"


class CannotCorrect(Exception):
    """Nothing was placed. The message says why."""


@transaction.atomic
def print_in(correction: Correction, issue: Issue, *, by: AbstractBaseUser) -> Article:
    """A draft with the correction's words at the end of the issue's page of the same number, else of its last page.

    Raises CannotCorrect or assembly.CannotPlace, with nothing written.
    """
    held = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    if held.printed_as_id is not None:
        raise CannotCorrect(f"《{held.article.headline}》的更正已经排到{_where(held)}，没有再排。")
    page = page_for(held, issue)
    story = Article(title=TITLE, body=words(held), section=None)
    writing.save(story, by=by, reason="刊登更正")
    assembly.add(page, story, by=by)
    held.printed_as = story
    held.save(update_fields=["printed_as"])
    history.log(by, held.article, f"更正排到{page}")
    return story


def page_for(correction: Correction, issue: Issue) -> Page:
    """同等版位: the same page number as the corrected story stood on. Raises CannotCorrect."""
    place = Placement.objects.select_related("page").filter(article=correction.article).first()
    pages = issue.pages.order_by("number")
    same = pages.filter(number=place.page.number).first() if place else None
    page = same or pages.last()
    if page is None:
        raise CannotCorrect(f"{issue}还没有版面，不能排更正；请先加版。")
    return page


def words(correction: Correction) -> str:
    """The sentence as a body."""
    return body.compose([("p", sentence(correction))])


def sentence(correction: Correction) -> str:
    """`本报2026年3月4日第02版《…》一文：…`"""
    place = Placement.objects.select_related("page__issue").filter(article=correction.article)
    where = ""
    if stood := place.first():
        date = stood.page.issue.date
        where = f"{date.year}年{date.month}月{date.day}日第{stood.page.number:02}版"
    return f"本报{where}《{correction.before.headline}》一文：{correction.text}"


def _where(correction: Correction) -> str:
    story = correction.printed_as
    return str(story.place.page) if story and story.place else "一篇待上版的稿件"
