"""A reading compared with what is stored: what would be made, what is there already, what stands against it."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from articles import assembly
from articles.ingest import limits, markdown, pictures
from articles.ingest.drafts import PageDraft, Passage, Reading
from articles.ingest.pictures import Found
from articles.ingest.target import Refused, Target, completed, stored_issue
from articles.models import Issue, Page, Source
from sections.models import Section


@dataclass(slots=True)
class PagePlan:
    number: int
    name: str
    draft: PageDraft
    action: Literal["create", "unchanged"] = "create"


@dataclass(slots=True)
class Plan:
    """What apply writes. `issue` is None where the issue is new; `pictures` maps a name in the source to what it is."""

    name: str
    data: bytes
    reading: Reading
    target: Target
    date: dt.date
    issue: Issue | None
    pages: list[PagePlan]
    new_sections: list[str] = field(default_factory=list)
    pictures: dict[str, Found] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def is_empty(self) -> bool:
        """There is nothing to do."""
        return all(page.action == "unchanged" for page in self.pages)

    def stories(self) -> int:
        return sum(len(page.draft.stories) for page in self.pages)


def make(data: bytes, name: str, target: Target, *, folder: Path | None = None) -> Plan:
    """Read and compare. `folder` holds the pictures that the source names. Raises Unreadable or Refused."""
    known = frozenset(Section.objects.values_list("name", flat=True))
    reading = markdown.read(data, name, sections=known)
    filled, date = completed(target, reading, name)
    issue = stored_issue(filled, reading, name)
    plan = Plan(name, data, reading, filled, date, issue, _page_plans(reading, filled, name))
    for page in plan.pages:
        _compare(plan, page)
    heads = [head.name.text for page in plan.pages for head in page.draft.sections]
    plan.new_sections = [head for head in dict.fromkeys(heads) if head not in known]
    if not plan.is_empty:
        _require_open(plan)
        limits.check(plan)
        plan.pictures = pictures.find(_picture_names(plan), folder, name)
    return plan


def _page_plans(reading: Reading, target: Target, name: str) -> list[PagePlan]:
    several = len(reading.pages) > 1
    for said, option in ((target.page, "--page"), (target.page_name, "--page-name")):
        if said is not None and several:
            raise Refused(f"{name}：文件里有 {len(reading.pages)} 个版，请去掉 {option}。")
    plans: dict[int, PagePlan] = {}
    for draft in reading.pages:
        number = target.page or draft.number
        where = _where(name, draft)
        if number is None:
            how = "请在它前面写" if several else "请用 --page 指明，或在文件里写"
            raise Refused(f"{where}：不知道是第几版；{how}一行“第02版：版名”。")
        if draft.number not in (None, number):
            raise Refused(
                f"{where}：文件里写的是第 {draft.number:02} 版，命令指明第 {number:02} 版；请核对。"
            )
        if number in plans:
            raise Refused(f"{where}：第 {number:02} 版在文件里出现了两次。")
        plans[number] = PagePlan(number, target.page_name or draft.name, draft)
    return list(plans.values())


def _compare(plan: Plan, page: PagePlan) -> None:
    """The same source on the same page is nothing to do; another text on it is refused."""
    stored = (
        Page.objects.filter(issue=plan.issue, number=page.number).select_related("source").first()
    )
    if plan.issue is None or stored is None:
        return
    if stored.source and stored.source.fingerprint == plan.fingerprint:
        page.action = "unchanged"
        return
    raise Refused(
        f"{_where(plan.name, page.draft)}：{plan.issue}已有第{page.number:02}版"
        f"（{stored.name or '未命名'}），内容与本文件不同，没有导入；请核对版次，或在后台修改该版。"
    )


def _require_open(plan: Plan) -> None:
    """Whether the issue still takes pages; a dry run says it too."""
    if plan.issue is None:
        return
    page = next(page for page in plan.pages if page.action == "create")
    try:
        assembly.require_open(plan.issue)
    except assembly.CannotPlace as error:
        raise Refused(f"{_where(plan.name, page.draft)}：{error}") from error


def _where(name: str, page: PageDraft) -> str:
    """The file and the line on which the page begins."""
    return f"{name} 第 {min((passage.line for passage in page.passages()), default=1)} 行"


def _picture_names(plan: Plan) -> list[Passage]:
    """Every file that the stories to be written show."""
    pages = [page.draft for page in plan.pages if page.action == "create"]
    items = (item for page in pages for story in page.stories for item in story.body)
    return [item.picture.file for item in items if item.picture]


def stored_source(plan: Plan, issue: Issue) -> Source | None:
    """The same bytes, kept already for another page of the issue."""
    return Source.objects.filter(issue=issue, fingerprint=plan.fingerprint).first()
