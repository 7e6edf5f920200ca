"""A plan -> rows, in one transaction."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction

from articles import assembly, images, trail, workflow, writing
from articles.ingest import setting, wording
from articles.ingest.drafts import BodyItem
from articles.ingest.plan import PagePlan, Plan, StoryPlan
from articles.ingest.target import FACTS, Refused
from articles.models import Arrival, Article, Image, Issue, Origin, Page, Source
from articles.models.issue import Kind
from articles.models.trail import Kind as Noted
from articles.text.tags import split_tags
from articles.text.typography import storable, tidy_line
from sections import naming
from sections.models import Section


@dataclass(slots=True)
class Applied:
    """What was written, in reading order: new pages, new and changed stories. `issue` None: into the pool."""

    issue: Issue | None
    pages: list[Page] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    changed: list[Article] = field(default_factory=list)


@dataclass(slots=True)
class _Hands:
    """What writing a story needs besides its plan."""

    by: AbstractBaseUser
    origin: Origin
    sources: dict[str, Source]
    pictures: dict[tuple[str, str], Image]  # (file's fingerprint, name in it)
    sections: dict[str, Section]


@transaction.atomic
def apply(plan: Plan, *, by: AbstractBaseUser, origin: Origin = Origin.ARCHIVE) -> Applied:
    """Write what the plan says. Stories of the archive and the demo are signed off as they come, and say so.

    Raises Refused, with nothing written, where somebody changed the issue meanwhile or the disk is full.
    """
    pictures = {
        (file.fingerprint, name): images.record(found.sha256, found.made, title=found.title, by=by)
        for file in plan.files
        for name, found in file.pictures.items()
    }
    try:
        issue = _issue(plan, plan.date) if plan.date else None
        applied = Applied(issue)
        hands = _Hands(by, origin, _sources(plan, issue, by), pictures, _sections(plan, origin))
        for page in plan.pages:
            if issue and page.action != "unchanged":
                _page(page, issue, applied, hands)
        _stories(plan.pool, applied, hands)
    except assembly.CannotPlace as error:
        raise Refused(f"{plan.name}：{error}") from error
    except writing.StaleStory as error:
        raise Refused(f"{plan.name}：有一篇稿件刚刚被人改过，没有导入；请再导入一次。") from error
    _note(plan, applied, by, origin)
    _write_files(plan)  # last: whatever failed before this has left no file
    return applied


def _note(plan: Plan, applied: Applied, by: AbstractBaseUser, origin: Origin) -> None:
    """What passes no desk is in the trail all the same; of what does, the desk says more."""
    if origin != Origin.DESK and (applied.articles or applied.changed):
        made, changed = len(applied.articles), len(applied.changed)
        said = (
            f"导入“{plan.name}”（{origin.label}稿件，不经审稿）：新稿 {made} 篇，更新 {changed} 篇"
        )
        trail.note(by, Noted.IMPORT, said, thing=applied.issue)


def _write_files(plan: Plan) -> None:
    found = [each for file in plan.files for each in file.pictures.values()]
    try:
        images.write({each.sha256: each.made for each in found})
    except OSError as error:
        raise Refused(
            f"{plan.name}：图片存不下（{error.strerror}），没有导入；请检查存放图片的磁盘。"
        ) from error


def _issue(plan: Plan, date: dt.date) -> Issue:
    """The issue of the plan, new or locked. Refused where somebody made or took away another meanwhile."""
    facts = {name: getattr(plan.target, name) for name in FACTS.values()}
    try:
        if plan.issue is None:
            return assembly.open_issue(date, kind=plan.target.kind or Kind.REGULAR, **facts)
        issue = assembly.lock(plan.issue)
        assembly.complete(issue, **facts)
    except (IntegrityError, Issue.DoesNotExist) as error:
        raise Refused(
            f"{plan.name}：{date} 的报纸刚刚被别人建立、改动或删去，没有导入；请再导入一次。"
        ) from error
    return issue


def _sources(plan: Plan, issue: Issue | None, by: AbstractBaseUser) -> dict[str, Source]:
    """By fingerprint; the same bytes are kept once for an issue."""
    return {
        file.fingerprint: keep_source(file.name, file.data, file.fingerprint, issue=issue, by=by)
        for file in plan.files
    }


def keep_source(
    name: str, data: bytes, fingerprint: str, *, issue: Issue | None, by: AbstractBaseUser
) -> Source:
    """The row of what came in, byte for byte."""
    facts = {"filename": name[:200], "data": data, "created_by": by}
    source, _ = Source.objects.get_or_create(issue=issue, fingerprint=fingerprint, defaults=facts)
    return source


def _page(page: PagePlan, issue: Issue, applied: Applied, hands: _Hands) -> None:
    row = page.page
    if row is None:
        credits = storable(page.draft.credits.text) if page.draft.credits else ""
        row = assembly.add_page(issue, page.number, name=tidy_line(page.name), credits=credits)
        applied.pages.append(row)
    made = _stories(page.stories, applied, hands)
    placed = Article.objects.filter(placement__page=row).order_by("placement__position")
    assembly.arrange(row, [*placed, *made], by=hands.by)


def _stories(stories: list[StoryPlan], applied: Applied, hands: _Hands) -> list[Article]:
    """Write the new and the changed ones; returns the new ones."""
    made: list[Article] = []
    for story in stories:
        if not story.writes:
            continue
        article = _write(story, story.article or Article(origin=hands.origin), hands)
        (made if story.article is None else applied.changed).append(article)
    applied.articles += made
    return made


def _sections(plan: Plan, origin: Origin) -> dict[str, Section]:
    """By name; the heads that the paper did not know become sections with the pinyin they were printed with.

    A head among drafts may be misspelt: readers find it in the navigation when an editor has put it there.
    """
    heads = {
        head.name.text: head.pinyin.text if head.pinyin else ""
        for page in plan.pages
        for head in page.draft.sections
    }
    wanted = {story.draft.section: "" for story in plan.stories() if story.draft.section} | heads
    found = {section.name: section for section in Section.objects.filter(name__in=wanted)}
    for name, pinyin in wanted.items():
        if name not in found:
            found[name] = naming.add(name, pinyin=pinyin, visible=origin != Origin.DESK)
    return found


def _write(story: StoryPlan, article: Article, hands: _Hands) -> Article:
    """The draft's words onto a new or a stored story, and where they came from."""
    draft, fingerprint = story.draft, story.file.fingerprint
    tags = _fill(article, story, hands)
    pictures = {
        name: image for (file, name), image in hands.pictures.items() if file == fingerprint
    }
    figures = _figures(draft.body, pictures)
    version = writing.save(article, by=hands.by, figures=figures, tags=tags, reason="导入")
    if article.origin != Origin.DESK and article.body:
        workflow.admit(article, by=hands.by)
    Arrival.objects.update_or_create(
        article=article,
        defaults={
            "source": hands.sources[fingerprint],
            "line": draft.title.line,
            "version": version,
        },
    )
    return article


def _fill(article: Article, story: StoryPlan, hands: _Hands) -> list[str] | None:
    """The words onto the story; returns its tags. A stored one keeps section, tags and notes that the source is silent of."""
    draft, given = story.draft, wording.fields(story.draft)
    for name in wording.WORDS:
        setattr(article, name, given[name])
    if draft.section or story.ruled:
        article.section = hands.sections[draft.section] if draft.section else None
    article.note = _noted(article.note, given["note"].split("\n"))
    if hands.origin == Origin.DESK:  # what is signed off as it comes waits for nobody
        doubts = [" ".join(each.split()) for each in wording.doubts(draft)]
        article.note = _noted(article.note, [f"导入存疑：{doubt}" for doubt in doubts])
    tags = split_tags(tidy_line(given["tags"]))
    return tags if tags or story.article is None else None


def _noted(note: str, lines: list[str]) -> str:
    """The note with those lines that it has not got yet."""
    noted = note.split("\n") if note else []
    return "\n".join([*noted, *(line for line in lines if line and line not in noted)])


def _figures(items: list[BodyItem], pictures: dict[str, Image]) -> list[writing.Figure]:
    captions = [item for item in items if item.kind == "caption"]
    _html, places = setting.compose(items)
    figures = (
        _figure(item, pictures, after_block=place)
        for item, place in zip(captions, places, strict=True)
    )
    return [figure for figure in figures if figure]


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
