"""A reading compared with what is stored: what would be made, what is there already, what stands against it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from django.db.models import QuerySet

from articles.ingest import reader
from articles.ingest.drafts import Draft, PageDraft, Passage, Reading
from articles.ingest.matching import match
from articles.ingest.target import Refused, Target, completed
from articles.models import Arrival, Article, Issue, Page
from articles.models.issue import Kind
from articles.text import body
from sections.models import Section


@dataclass
class File:
    """One source: its name for messages, its bytes as they came, what was read of it, the pictures it carries."""

    name: str
    data: bytes
    reading: Reading
    pictures: dict[str, Path | bytes] = field(default_factory=dict)

    @cached_property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(slots=True)
class StoryPlan:
    """What becomes of one story. `article` is the stored one that it continues, if it does.

    `conflict`: somebody has edited the stored one since it came in, so the source does not change it.
    """

    draft: Draft
    file: File
    action: Literal["create", "update", "unchanged", "conflict", "aside"] = "create"
    article: Article | None = None

    @property
    def writes(self) -> bool:
        return self.action in ("create", "update")


@dataclass(slots=True)
class PagePlan:
    """A page and its stories in order. `draft` is what was read of it, of all files together."""

    number: int
    name: str
    draft: PageDraft
    stories: list[StoryPlan] = field(default_factory=list)
    page: Page | None = None

    @property
    def action(self) -> Literal["create", "update", "unchanged"]:
        if self.page is None:
            return "create"
        return "update" if any(story.writes for story in self.stories) else "unchanged"


@dataclass(slots=True)
class Plan:
    """What apply writes. `issue` is None where the issue is new; `pool` are stories that no page is meant for yet."""

    files: list[File]
    target: Target
    date: dt.date | None
    issue: Issue | None
    pages: list[PagePlan]
    pool: list[StoryPlan] = field(default_factory=list)
    new_sections: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What messages call the source."""
        return "、".join(file.name for file in self.files)

    @property
    def reading(self) -> Reading:
        """Of the first file; a command has no other."""
        return self.files[0].reading

    @property
    def is_empty(self) -> bool:
        """There is nothing to do."""
        pages = all(page.action == "unchanged" for page in self.pages)
        return pages and not any(story.writes for story in self.pool)

    def stories(self) -> Iterator[StoryPlan]:
        yield from (story for page in self.pages for story in page.stories)
        yield from self.pool


def make(
    data: bytes, name: str, target: Target, *, folder: Path | None = None, update: bool = False
) -> Plan:
    """Read and compare. `folder` holds the pictures that the source names. Raises Unreadable or Refused.

    With `update` a page that is there already takes what is new in the source; without, another text on it is refused.
    """
    known = frozenset(Section.objects.values_list("name", flat=True))
    reading = reader.read(data, name, sections=known)
    file = File(name, data, reading)
    target = completed(target, reading, name)
    plan = compare([file], _page_plans(file, target), target, known, update=update)
    if not plan.is_empty:
        file.pictures = dict(_pictures(plan, file, folder))
    return plan


def compare(
    files: list[File],
    pages: list[PagePlan],
    target: Target,
    known: frozenset[str],
    *,
    update: bool = False,
) -> Plan:
    """Pages as read, against what is stored. Raises Refused."""
    name = "、".join(file.name for file in files)
    if target.date is None:
        raise Refused(f"{name}：不知道出版日期；请用 --date 指明，或在文件头写“日期：2026-11-18”。")
    issue = _stored_issue(target.date, target, name)
    plan = Plan(files, target, target.date, issue, pages)
    for page in pages:
        _compare(plan, page, update=update)
    heads = [head.name.text for page in pages for head in page.draft.sections]
    plan.new_sections = [head for head in dict.fromkeys(heads) if head not in known]
    return plan


def _stored_issue(date: dt.date, target: Target, name: str) -> Issue | None:
    """The issue of that date. Its number must be the one given, and no other issue may have it."""
    issue = Issue.objects.filter(date=date, kind=target.kind).first()
    number = target.total_number
    if issue and number and issue.total_number not in (None, number):
        raise Refused(
            f"{name}：{date} 的报纸已经存在，是{issue.number_line}，与指明的总第{number}期不符；请核对日期和期号。"
        )
    other = Issue.objects.filter(total_number=number).exclude(pk=issue.pk if issue else None)
    if number and (taken := other.first()):
        raise Refused(f"{name}：总第{number}期已是 {taken.date} 的报纸，请核对日期和期号。")
    main = Issue.objects.filter(date=date).exclude(kind=Kind.EXTRA)
    if issue is None and target.kind != Kind.EXTRA and (taken := main.first()):
        raise Refused(f"{name}：{date} 已有一期（{taken}），请核对日期和类别。")
    return issue


def _page_plans(file: File, target: Target) -> list[PagePlan]:
    drafts = file.reading.pages
    if target.page is not None and len(drafts) > 1:
        raise Refused(
            f"{file.name}：文件里有 {len(drafts)} 个版，不能都导入第 {target.page:02} 版；请去掉 --page。"
        )
    plans: dict[int, PagePlan] = {}
    for draft in drafts:
        number = page_number(draft, file, target)
        if number in plans:
            where = place(file, draft)
            raise Refused(f"{where}：第 {number:02} 版在文件里出现了两次。")
        page = PagePlan(number, target.page_name or draft.name, draft)
        page.stories = [StoryPlan(story, file) for story in draft.stories]
        plans[number] = page
    return list(plans.values())


def page_number(draft: PageDraft, file: File, target: Target) -> int:
    """As the source prints it or the command says; the two must not differ. Raises Refused."""
    number = target.page or draft.number
    where = place(file, draft) if draft.head else file.name
    if number is None:
        raise Refused(
            f"{where}：不知道是第几版；请用 --page 指明，或在文件里写一行“第02版：版名”。"
        )
    if draft.number not in (None, number):
        raise Refused(
            f"{where}：文件里写的是第 {draft.number:02} 版，命令指明第 {number:02} 版；请核对。"
        )
    return number


def place(file: File, draft: PageDraft) -> str:
    """File and line, for messages."""
    line = draft.head.line if draft.head else draft.stories[0].title.line
    return f"{file.name} 第 {line} 行"


def _compare(plan: Plan, page: PagePlan, *, update: bool) -> None:
    """The same source on the same page is nothing to do; another text on it is refused, or taken story by story."""
    if plan.issue is None:
        return
    stored = Page.objects.filter(issue=plan.issue, number=page.number).first()
    if stored is None:
        return
    page.page = stored
    arrivals = list(_arrivals(stored))
    came = {arrival.source.fingerprint for arrival in arrivals}
    fresh = [story for story in page.stories if story.file.fingerprint not in came]
    for story in page.stories:
        if story.file.fingerprint in came:
            story.action = "unchanged"
    if fresh and not update:
        name = stored.name or "未命名"
        raise Refused(
            f"{place(fresh[0].file, page.draft)}：{plan.issue}已有第{page.number:02}版"
            f"（{name}），内容与本文件不同，没有导入；请核对版次，或加 --update 更新没有人改过的稿件。"
        )
    continue_stored(fresh, arrivals)


def _arrivals(page: Page) -> QuerySet[Arrival]:
    """Stories on the page that came from a source, in order."""
    on_page = Arrival.objects.filter(article__placement__page=page)
    return on_page.select_related("source", "article").order_by("article__placement__position")


def continue_stored(stories: list[StoryPlan], arrivals: list[Arrival]) -> None:
    """Say of each story which stored one it continues, and whether it may change that one."""
    new = [(story.draft.title.text, plain_text(story.draft)) for story in stories]
    stored = [(each.article.title, body.plain(each.article.body)) for each in arrivals]
    for story, at in zip(stories, match(new, stored), strict=True):
        if at is None:
            continue
        arrival = arrivals[at]
        story.article = arrival.article
        if arrival.edited_since:
            story.action = "conflict"
        else:
            story.action = "update"


def plain_text(draft: Draft) -> str:
    """The body's paragraphs, a line each."""
    return "\n".join(item.passage.text for item in draft.body if item.kind != "caption")


def _pictures(plan: Plan, file: File, folder: Path | None) -> Iterator[tuple[str, Path]]:
    for passage in picture_names(plan):
        where = f"{file.name} 第 {passage.line} 行"
        path = Path(passage.text)
        if path.is_absolute() or ".." in path.parts:
            raise Refused(f"{where}：图片“{passage.text}”必须放在稿件所在的文件夹里。")
        full = folder / path if folder else None
        if full is None or not _is_file(full):
            raise Refused(f"{where}：找不到图片“{passage.text}”；请把它和稿件放在一起再导入。")
        yield passage.text, full


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name longer than the file system takes
        return False


def picture_names(plan: Plan) -> list[Passage]:
    """Every file that the source's stories show."""
    items = (item for story in plan.stories() for item in story.draft.body)
    return [item.picture.file for item in items if item.picture]
