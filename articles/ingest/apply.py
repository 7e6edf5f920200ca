"""A plan -> rows, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from articles import assembly, images, workflow, writing
from articles.ingest import setting
from articles.ingest.drafts import BodyItem, Draft
from articles.ingest.plan import PagePlan, Plan, Refused, stored_source
from articles.models import Article, Image, Issue, Origin, Page, Source
from articles.text.tags import split_tags
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

    Raises Refused, with nothing written, where a picture is bad or somebody changed the issue meanwhile.
    """
    pictures = _store_pictures(plan, by)
    try:
        issue = _issue(plan)
        applied = Applied(issue)
        source = _source(plan, issue, by)
        for page in plan.pages:
            if page.action == "create":
                _page(plan, page, applied, source, pictures, by=by, origin=origin)
    except assembly.CannotPlace as error:
        raise Refused(f"{plan.name}：{error}") from error
    return applied


def _store_pictures(plan: Plan, by: AbstractBaseUser) -> dict[str, Image]:
    stored = {}
    for name, path in plan.pictures.items():
        try:
            stored[name] = images.store(path.read_bytes(), title=path.stem, by=by)
        except images.BadImage as error:
            raise Refused(f"{plan.name}：图片“{name}”：{error}") from error
    return stored


def _issue(plan: Plan) -> Issue:
    target = plan.target
    if plan.issue is None:
        return assembly.open_issue(
            plan.date,
            kind=target.kind or "regular",
            total_number=target.total_number,
            year_number=target.year_number,
            theme=target.theme or "",
        )
    return assembly.lock(plan.issue)


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
    credits = page.draft.credits.text if page.draft.credits else ""
    row = assembly.add_page(
        applied.issue, page.number, name=page.name, credits=credits, source=source
    )
    stories = [
        _article(draft, sections, pictures, by=by, origin=origin)
        for draft in page.draft.stories
        if draft.kind != "advertisement"  # never as news: it stays in the plan
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
    html, places = setting.compose(draft.body)
    article = Article(
        **{name: passage.text if passage else "" for name, passage in words.items()},
        body=html,
        note=_note(draft),
        section=sections[draft.section] if draft.section else None,
        origin=origin,
    )
    tags = split_tags(draft.tags.text) if draft.tags else []
    figures = _figures(draft.body, places, pictures)
    writing.save(article, by=by, figures=figures, tags=tags, reason="导入")
    if origin != Origin.DESK and article.body:
        workflow.sign_off(article, by=by)
    return article


def _note(draft: Draft) -> str:
    """What the office must know and readers must not: how to reach and pay the writer, where the story goes on."""
    lines = [f"转版：{jump.passage.text}" for jump in draft.jumps]
    if draft.contacts:
        lines += ["联系方式（不出版）：", *(contact.text for contact in draft.contacts)]
    return "\n".join(lines)


def _figures(
    items: list[BodyItem], places: list[int], pictures: dict[str, Image]
) -> list[writing.Figure]:
    captions = [item for item in items if item.kind == "caption"]
    return [
        writing.Figure(
            image=pictures[item.picture.file.text] if item.picture else None,
            caption=item.passage.text,
            credit=item.credit.text if item.credit else "",
            alt=item.picture.alt.text if item.picture else "",
            after_block=place,
        )
        for item, place in zip(captions, places, strict=True)
    ]
