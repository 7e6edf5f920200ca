"""A reading compared with what is stored: what would be made, what is there already, what stands against it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from articles import assembly
from articles.ingest import limits, pictures, reader, standing, wording
from articles.ingest.documents import opening
from articles.ingest.drafts import Draft, PageDraft, Passage, Reading
from articles.ingest.pictures import Found
from articles.ingest.target import Refused, Target, completed, stored_issue
from articles.models import Article, Issue, Page, Placement
from sections.models import Section


@dataclass
class File:
    """One source: its name for messages, its bytes as they came, what was read of it, the pictures it carries."""

    name: str
    data: bytes
    reading: Reading
    pictures: dict[str, Found] = field(default_factory=dict)

    @cached_property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(slots=True)
class StoryPlan:
    """What becomes of one story. `article` is the stored one that it continues, if it does.

    `conflict`: somebody has edited the stored one, so the source does not change it. `ruled`: staff said which section
    it stands in, or that it stands in none.
    """

    draft: Draft
    file: File
    action: Literal["create", "update", "unchanged", "conflict", "aside"] = "create"
    article: Article | None = None
    ruled: bool = False

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

    @property
    def all_there(self) -> int:
        """How many stories are stored already, where none of them has anything new; else 0."""
        used = [story.action for story in self.stories() if story.action != "aside"]
        return len(used) if set(used) == {"unchanged"} else 0

    @property
    def doubts(self) -> int:
        """How many are open in the stories to be written."""
        return sum(len(wording.doubts(each.draft)) for each in self.stories() if each.writes)

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
    opened = opening.open_source(data, name)
    reading = reader.require_stories(reader.read_opened(opened, name, sections=known), name)
    file = File(name, data, reading)
    filled, date = completed(target, reading, name)
    plan = compare([file], _page_plans(file, filled), filled, date, known, update=update)
    if not plan.is_empty:
        limits.check(plan)
        opener = pictures.inside(opened.pictures) if opened.pictures else pictures.beside(folder)
        file.pictures = pictures.find(picture_names(plan, file), opener, name)
    return plan


def compare(
    files: list[File],
    pages: list[PagePlan],
    target: Target,
    date: dt.date,
    known: frozenset[str],
    *,
    update: bool = False,
) -> Plan:
    """Pages as read, against what is stored. Raises Refused."""
    name = "、".join(file.name for file in files)
    reading = files[0].reading if len(files) == 1 else Reading("")
    plan = Plan(files, target, date, stored_issue(target, reading, name), pages)
    for page in pages:
        _compare(plan, page, known, update=update)
    heads = [head.name.text for page in pages for head in page.draft.sections]
    plan.new_sections = [head for head in dict.fromkeys(heads) if head not in known]
    if not plan.is_empty:
        _require_open(plan)
    return plan


def _page_plans(file: File, target: Target) -> list[PagePlan]:
    drafts = file.reading.pages
    for said, option in ((target.page, "--page"), (target.page_name, "--page-name")):
        if said is not None and len(drafts) > 1:
            raise Refused(f"{file.name}：文件里有 {len(drafts)} 个版，请去掉 {option}。")
    plans: dict[int, PagePlan] = {}
    for draft in drafts:
        number = page_number(draft, file, target)
        if number in plans:
            raise Refused(f"{place(file, draft)}：第 {number:02} 版在文件里出现了两次。")
        page = PagePlan(number, target.page_name or draft.name, draft)
        page.stories = [planned(story, file) for story in draft.stories]
        plans[number] = page
    return list(plans.values())


def planned(draft: Draft, file: File) -> StoryPlan:
    """A story before it is compared. An advertisement is never news: it stays in the plan."""
    return StoryPlan(draft, file, "aside" if draft.kind == "advertisement" else "create")


def page_number(draft: PageDraft, file: File, target: Target) -> int:
    """As the source prints it or the command or the desk says; they must not differ. Raises Refused."""
    number = target.page or draft.number
    if number is None:
        several = len(file.reading.pages) > 1
        asked = (
            "在“入库到”里填版次，或在原文里写" if target.at_desk else "用 --page 指明，或在文件里写"
        )
        how = "在它前面写" if several else asked
        raise Refused(f"{place(file, draft)}：不知道是第几版；请{how}一行“第02版：版名”。")
    if draft.number not in (None, number):
        said = "“入库到”里填的是" if target.at_desk else "命令指明"
        raise Refused(
            f"{place(file, draft)}：文件里写的是第 {draft.number:02} 版，"
            f"{said}第 {number:02} 版；请核对。"
        )
    return number


def place(file: File, draft: PageDraft) -> str:
    """The file and the line on which the page begins."""
    return f"{file.name} 第 {min((passage.line for passage in draft.passages()), default=1)} 行"


def _compare(plan: Plan, page: PagePlan, known: frozenset[str], *, update: bool) -> None:
    """The same source on the same page is nothing to do; another text on it is refused, or taken story by story."""
    if plan.issue is None:
        return
    stored = Page.objects.filter(issue=plan.issue, number=page.number).first()
    if stored is None:
        return
    page.page = stored
    came_before = list(standing.arrivals(stored))
    came = {arrival.source.fingerprint for arrival in came_before}
    stories = [story for story in page.stories if story.action != "aside"]
    fresh = [story for story in stories if story.file.fingerprint not in came]
    for story in stories:
        if story.file.fingerprint in came:
            story.action = "unchanged"
    if fresh and not update and Placement.objects.filter(page=stored).exists():
        name = stored.name or "未命名"
        raise Refused(
            f"{place(fresh[0].file, page.draft)}：{plan.issue}已有第{page.number:02}版"
            f"（{name}），内容与本文件不同，没有导入；请核对版次，或加 --update 更新没有人改过的稿件。"
        )
    standing.continue_stored(fresh, came_before, known)


def _require_open(plan: Plan) -> None:
    """Whether the issue still takes pages; a dry run says it too."""
    if plan.issue is None:
        return
    try:
        assembly.require_open(plan.issue)
    except assembly.CannotPlace as error:
        page = next(page for page in plan.pages if page.action != "unchanged")
        file = page.stories[0].file if page.stories else plan.files[0]
        raise Refused(f"{place(file, page.draft)}：{error}") from error


def picture_names(plan: Plan, file: File) -> list[Passage]:
    """Every picture that the file's stories to be written show."""
    stories = [story for story in plan.stories() if story.writes and story.file is file]
    items = (item for story in stories for item in story.draft.body)
    return [item.picture.file for item in items if item.picture]
