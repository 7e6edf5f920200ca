"""A reading compared with what is stored: what would be made, what is there already, what stands against it."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from articles.ingest import reader
from articles.ingest.drafts import PageDraft, Passage, Reading
from articles.models import Issue, Page, Source
from articles.models.issue import Kind
from sections.models import Section

KINDS = {"常规": "regular", "合刊": "combined", "增期": "extra", "号外": "extra"}


class Refused(Exception):
    """The source contradicts itself, the command or what is stored. The message names file and line; nothing was written."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a source goes, as far as the command or the desk says; the source's front matter fills the rest."""

    date: dt.date | None = None
    kind: str | None = None
    total_number: int | None = None
    year_number: int | None = None
    theme: str | None = None
    page: int | None = None
    page_name: str | None = None


@dataclass(slots=True)
class PagePlan:
    number: int
    name: str
    draft: PageDraft
    action: Literal["create", "unchanged"] = "create"


@dataclass(slots=True)
class Plan:
    """What apply writes. `issue` is None where the issue is new; `pictures` maps a name in the source to its file."""

    name: str
    data: bytes
    reading: Reading
    target: Target
    date: dt.date
    issue: Issue | None
    pages: list[PagePlan]
    new_sections: list[str] = field(default_factory=list)
    pictures: dict[str, Path] = field(default_factory=dict)

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
    reading = reader.read(data, name, sections=known)
    date = _issue_date(target, reading, name)
    target = _completed(target, reading, name)
    _check_heads(target, reading, date, name)
    issue = _stored_issue(date, target, name)
    plan = Plan(name, data, reading, target, date, issue, _page_plans(reading, target, name))
    for page in plan.pages:
        _compare(plan, page)
    heads = [head.name.text for page in plan.pages for head in page.draft.sections]
    plan.new_sections = [head for head in dict.fromkeys(heads) if head not in known]
    if not plan.is_empty:
        plan.pictures = _pictures(plan, folder)
    return plan


def _issue_date(target: Target, reading: Reading, name: str) -> dt.date:
    printed = next((page.date for page in reading.pages if page.date), None)
    date = target.date or _date(reading.front.get("日期"), name) or printed
    if date is None:
        raise Refused(f"{name}：不知道出版日期；请用 --date 指明，或在文件头写“日期：2026-11-18”。")
    return date


def _check_heads(target: Target, reading: Reading, date: dt.date, name: str) -> None:
    """What the pages print of date and numbers must be what the command or the front matter says."""
    said: dict[str, tuple[str, object]] = {
        "date": ("日期", date),
        "total_number": ("总期号", target.total_number),
        "year_number": ("年内期号", target.year_number),
    }
    for page in reading.pages:
        for field_name, (words, given) in said.items():
            printed = getattr(page, field_name)
            if printed and given and printed != given:
                raise Refused(
                    f"{name} 第 {page.lines[field_name]} 行：版面上印的{words}是 {printed}，指明的是 {given}；请核对。"
                )


def _completed(target: Target, reading: Reading, name: str) -> Target:
    """What the command left open, filled from the front matter."""
    front = reading.front
    kind = front.get("类别", "常规")
    if kind not in KINDS:
        raise Refused(f"{name}：文件头的类别“{kind}”不认识，可写：{'、'.join(KINDS)}。")
    return Target(
        date=target.date,
        kind=target.kind or KINDS[kind],
        total_number=target.total_number
        or _number(front, "总期号", name)
        or _head(reading, "total_number"),
        year_number=target.year_number
        or _number(front, "年内期号", name)
        or _head(reading, "year_number"),
        theme=target.theme or front.get("主题", ""),
        page=target.page,
        page_name=target.page_name,
    )


def _date(text: str | None, name: str) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Refused(f"{name}：文件头的日期“{text}”不对，请写作 2026-11-18。") from None


def _head(reading: Reading, name: str) -> int | None:
    """What a page's head prints of the issue's numbers."""
    return next((value for page in reading.pages if (value := getattr(page, name))), None)


def _number(front: dict[str, str], key: str, name: str) -> int | None:
    if not (text := front.get(key)):
        return None
    if not (text.isascii() and text.isdigit()) or not 0 < int(text) < 1_000_000:
        raise Refused(f"{name}：文件头的{key}“{text}”不是期号，请写数字。")
    return int(text)


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


def _page_plans(reading: Reading, target: Target, name: str) -> list[PagePlan]:
    if target.page is not None and len(reading.pages) > 1:
        raise Refused(
            f"{name}：文件里有 {len(reading.pages)} 个版，不能都导入第 {target.page:02} 版；请去掉 --page。"
        )
    plans: dict[int, PagePlan] = {}
    for draft in reading.pages:
        number = target.page or draft.number
        where = f"{name} 第 {draft.head.line} 行" if draft.head else name
        if number is None:
            raise Refused(
                f"{where}：不知道是第几版；请用 --page 指明，或在文件里写一行“第02版：版名”。"
            )
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
        f"{_where(plan.name, page)}：{plan.issue}已有第{page.number:02}版"
        f"（{stored.name or '未命名'}），内容与本文件不同，没有导入；请核对版次，或在后台修改该版。"
    )


def _where(name: str, page: PagePlan) -> str:
    line = page.draft.head.line if page.draft.head else page.draft.stories[0].title.line
    return f"{name} 第 {line} 行"


def _pictures(plan: Plan, folder: Path | None) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for passage in picture_names(plan):
        where = f"{plan.name} 第 {passage.line} 行"
        path = Path(passage.text)
        if path.is_absolute() or ".." in path.parts:
            raise Refused(f"{where}：图片“{passage.text}”必须放在稿件所在的文件夹里。")
        full = folder / path if folder else None
        if full is None or not _is_file(full):
            raise Refused(f"{where}：找不到图片“{passage.text}”；请把它和稿件放在一起再导入。")
        found[passage.text] = full
    return found


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name longer than the file system takes
        return False


def picture_names(plan: Plan) -> list[Passage]:
    """Every file that the source's stories show."""
    stories = (story for page in plan.pages for story in page.draft.stories)
    items = (item for story in stories if story.kind != "advertisement" for item in story.body)
    return [item.picture.file for item in items if item.picture]


def stored_source(plan: Plan, issue: Issue) -> Source | None:
    """The same bytes, kept already for another page of the issue."""
    return Source.objects.filter(issue=issue, fingerprint=plan.fingerprint).first()
