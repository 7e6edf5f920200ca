"""A plan -> rows, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction

from articles import assembly, images, workflow, writing
from articles.ingest.drafts import BodyItem, Draft
from articles.ingest.plan import PagePlan, Plan, stored_source
from articles.ingest.target import FACTS, Refused
from articles.models import Article, Image, Issue, Origin, Page, Source
from articles.models.issue import Kind
from articles.text import body
from articles.text.tags import split_tags
from articles.text.typography import storable, tidy_line
from sections import naming
from sections.models import Section


@dataclass(slots=True)
class Applied:
    """What was written: the issue, the new pages and stories, in reading order."""

    issue: Issue
    pages: list[Page] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)


@transaction.atomic
def apply(plan: Plan, *, by: AbstractBaseUser, origin: Origin = Origin.ARCHIVE) -> Applied:
    """Write what the plan says. Stories of the archive and the demo are signed off as they come, and say so.

    Raises Refused, with nothing written, where somebody changed the issue meanwhile or the disk is full.
    """
    pictures = {
        name: images.record(found.sha256, found.made, title=found.title, by=by)
        for name, found in plan.pictures.items()
    }
    try:
        issue = _issue(plan)
        applied = Applied(issue)
        source = _source(plan, issue, by)
        for page in plan.pages:
            if page.action == "create":
                _page(plan, page, applied, source, pictures, by=by, origin=origin)
    except assembly.CannotPlace as error:
        raise Refused(f"{plan.name}：{error}") from error
    _write_files(plan)  # last: whatever failed before this has left no file
    return applied


def _write_files(plan: Plan) -> None:
    try:
        images.write({found.sha256: found.made for found in plan.pictures.values()})
    except OSError as error:
        raise Refused(
            f"{plan.name}：图片存不下（{error.strerror}），没有导入；请检查存放图片的磁盘。"
        ) from error


def _issue(plan: Plan) -> Issue:
    """The issue of the plan, new or locked. Refused where somebody made or took away another meanwhile."""
    facts = {name: getattr(plan.target, name) for name in FACTS.values()}
    try:
        if plan.issue is None:
            return assembly.open_issue(plan.date, kind=plan.target.kind or Kind.REGULAR, **facts)
        issue = assembly.lock(plan.issue)
        assembly.complete(issue, **facts)
    except (IntegrityError, Issue.DoesNotExist) as error:
        raise Refused(
            f"{plan.name}：{plan.date} 的报纸刚刚被别人建立、改动或删去，没有导入；请再导入一次。"
        ) from error
    return issue


def _source(plan: Plan, issue: Issue, by: AbstractBaseUser) -> Source:
    return stored_source(plan, issue) or Source.objects.create(
        issue=issue,
        fingerprint=plan.fingerprint,
        filename=plan.name[:200],
        data=plan.data,
        created_by=by,
    )


def _page(
    plan: Plan,
    page: PagePlan,
    applied: Applied,
    source: Source,
    pictures: dict[str, Image],
    *,
    by: AbstractBaseUser,
    origin: Origin,
) -> None:
    sections = _sections(page)
    credits = storable(page.draft.credits.text) if page.draft.credits else ""
    name = tidy_line(page.name)
    row = assembly.add_page(applied.issue, page.number, name=name, credits=credits, source=source)
    stories = [
        _article(draft, sections, pictures, by=by, origin=origin) for draft in page.draft.stories
    ]
    assembly.arrange(row, stories, by=by)
    applied.pages.append(row)
    applied.articles += stories


def _sections(page: PagePlan) -> dict[str, Section]:
    """By name; the heads that the paper did not know become sections with the pinyin they were printed with."""
    found = {}
    for head in page.draft.sections:
        name = head.name.text
        known = Section.objects.filter(name=name).first()
        found[name] = known or naming.add(name, pinyin=head.pinyin.text if head.pinyin else "")
    return found


def _article(
    draft: Draft,
    sections: dict[str, Section],
    pictures: dict[str, Image],
    *,
    by: AbstractBaseUser,
    origin: Origin,
) -> Article:
    words = {
        "kicker": draft.kicker,
        "title": draft.title,
        "subtitle": draft.subtitle,
        "dateline": draft.dateline,
        "signature": draft.signature,
        "source": draft.origin,
    }
    article = Article(
        **{name: passage.text if passage else "" for name, passage in words.items()},
        body=body.compose(_paragraphs(draft.body)),
        section=sections[draft.section] if draft.section else None,
        origin=origin,
    )
    tags = split_tags(tidy_line(draft.tags.text)) if draft.tags else []
    figures = _figures(draft.body, pictures)
    writing.save(article, by=by, figures=figures, tags=tags, reason="导入")
    if origin != Origin.DESK and article.body:
        workflow.sign_off(article, by=by)
    return article


def _paragraphs(items: list[BodyItem]) -> list[tuple[str, str]]:
    return [
        ("h3" if item.kind == "subhead" else "p", item.passage.text)
        for item in items
        if item.kind != "caption"
    ]


def _figures(items: list[BodyItem], pictures: dict[str, Image]) -> list[writing.Figure]:
    figures, blocks = [], 0
    for item in items:
        if item.kind != "caption":
            blocks += 1
        elif figure := _figure(item, pictures, after_block=blocks):
            figures.append(figure)
    return figures


def _figure(
    item: BodyItem, pictures: dict[str, Image], *, after_block: int
) -> writing.Figure | None:
    """None where no picture is named and no visible character printed."""
    caption, credit = item.passage.text, item.credit.text if item.credit else ""
    if item.picture:
        image, alt = pictures[item.picture.file.text], item.picture.alt.text
        return writing.Figure(image, caption, credit, alt, after_block)
    if not tidy_line(caption):  # a photographer's line is all that is left of a picture
        caption, credit = credit, ""
    return writing.Figure(None, caption, credit, "", after_block) if tidy_line(caption) else None
