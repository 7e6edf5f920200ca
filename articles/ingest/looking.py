"""An import in preparation as it stands: every source read, compared with what is stored, and what stands against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from articles.ingest import limits, plan, standing, worksheet
from articles.ingest.drafts import PageDraft, Reading
from articles.ingest.plan import File, PagePlan, Plan, StoryPlan, planned
from articles.ingest.source import Unreadable
from articles.ingest.target import Refused, Target, agree_with_heads
from articles.ingest.worksheet import Worksheet
from articles.models import Arrival, Intake, IntakeFile
from articles.models.intake import Goal
from articles.text.typography import tidy_lines
from sections.models import Section


@dataclass(slots=True)
class Sheet:
    """One source on the screen: its row, worksheet, reading; `error` where it could not be read."""

    row: IntakeFile
    worksheet: Worksheet
    reading: Reading
    error: str = ""


@dataclass(slots=True)
class Look:
    """An import as it stands: its sources, the plan they make, what stands against accepting it.

    `problems` are (file row or None, line or 0, sentence).
    """

    sheets: list[Sheet]
    plan: Plan
    problems: list[tuple[IntakeFile | None, int, str]] = field(default_factory=list)


def known_sections() -> frozenset[str]:
    """Names that alone on a line are section heads. One query."""
    return frozenset(Section.objects.values_list("name", flat=True))


def look(intake: Intake) -> Look:
    """Read every source and compare with what is stored. A handful of queries, whatever the number of stories."""
    known = known_sections()
    rows = IntakeFile.objects.filter(intake=intake).order_by("order")
    sheets = [_sheet(row, known) for row in rows]
    problems: list[tuple[IntakeFile | None, int, str]] = [
        (sheet.row, 0, sheet.error) for sheet in sheets if sheet.error
    ]
    files = {
        sheet.row.pk: File(sheet.row.name, bytes(sheet.row.data), sheet.reading) for sheet in sheets
    }
    try:
        made = _plan(intake, sheets, files, known)
    except Refused as error:
        made = _pool(sheets, files, known)
        problems.append((None, 0, str(error)))
    for sheet in sheets:
        for page in sheet.reading.pages:
            for story in page.stories:
                if story.kind != "advertisement" and sheet.worksheet.fate(story) != "discarded":
                    breaches = limits.breaches(story)
                    problems += [(sheet.row, line, message) for line, message in breaches]
    if not any(story.writes for story in made.stories()):
        there = f"{made.all_there} 篇都已入库，没有要做的事。" if made.all_there else ""
        problems.append((None, 0, there or "没有要入库的稿件。"))
    return Look(sheets, made, problems)


def _sheet(row: IntakeFile, known: frozenset[str]) -> Sheet:
    sheet = worksheet.unpack(row.worksheet)
    try:
        return Sheet(row, sheet, sheet.read(row.name, sections=known))
    except Unreadable as error:
        return Sheet(row, sheet, Reading(sheet.text), str(error))


def _plan(
    intake: Intake, sheets: list[Sheet], files: dict[int, File], known: frozenset[str]
) -> Plan:
    if intake.goal == Goal.POOL:
        return _pool(sheets, files, known)
    target = Target(
        date=intake.date,
        kind=intake.kind,
        total_number=intake.total_number,
        theme="",
        page=intake.page_number,
        page_name=intake.page_name or None,
        at_desk=True,
    )
    for sheet in sheets:
        agree_with_heads(target, sheet.reading, sheet.row.name)
    pages = _pages(sheets, files, target)
    made = plan.compare(list(files.values()), pages, target, intake.date, known, update=True)
    for sheet in sheets:
        _decide(sheet, [story for story in made.stories() if story.file is files[sheet.row.pk]])
    return made


def _pages(sheets: list[Sheet], files: dict[int, File], target: Target) -> list[PagePlan]:
    """One plan for each page number; several sources may fill one page, in their order."""
    found: dict[int, PagePlan] = {}
    for sheet in sheets:
        file = files[sheet.row.pk]
        for draft in sheet.reading.pages:
            number = plan.page_number(draft, file, target)
            page = found.setdefault(
                number, PagePlan(number, target.page_name or draft.name, PageDraft(number))
            )
            page.name = page.name or draft.name
            page.draft.credits = page.draft.credits or draft.credits
            page.draft.sections += draft.sections
            page.draft.stories += draft.stories
            page.stories += [planned(story, file) for story in draft.stories]
    return [found[number] for number in sorted(found)]


def _pool(sheets: list[Sheet], files: dict[int, File], known: frozenset[str]) -> Plan:
    """Every story without a page; those of a source that came into the pool before are there already."""
    made = Plan(list(files.values()), Target(), None, None, [])
    for sheet in sheets:
        file = files[sheet.row.pk]
        stories = [planned(s, file) for page in sheet.reading.pages for s in page.stories]
        came = Arrival.objects.filter(source__issue=None, source__fingerprint=file.fingerprint)
        fresh = [story for story in stories if story.action != "aside"]
        if stories and came.exists():
            for story in fresh:
                story.action = "unchanged"
        else:
            standing.continue_stored(fresh, _pooled(fresh), known)
        _decide(sheet, stories)
        made.pool += stories
        heads = [head.name.text for page in sheet.reading.pages for head in page.sections]
        made.new_sections += [head for head in dict.fromkeys(heads) if head not in known]
    return made


def _pooled(stories: list[StoryPlan]) -> list[Arrival]:
    """Stories that came into the pool before under the same titles: a changed source changes those."""
    titles = [tidy_lines(story.draft.title.text) for story in stories]
    same = Arrival.objects.filter(source__issue=None, article__title__in=titles)
    return list(same.select_related("source", "article").order_by("pk"))


def _decide(sheet: Sheet, stories: list[StoryPlan]) -> None:
    """What staff said of each story outranks what the comparison says."""
    for story in stories:
        decision = sheet.worksheet.decisions.get(story.draft.title.line)
        story.ruled = decision is not None and decision.section is not None
        fate = sheet.worksheet.fate(story.draft)
        if fate == "discarded" or (fate == "kept" and story.article):
            story.action = "aside"
        elif fate == "taken" and story.article and story.action in ("conflict", "unchanged"):
            story.action = "update"


def set_aside(intake: Intake) -> list[tuple[str, int, str, str]]:
    """(source, line, title or words, reason) of what staff did not use, in the order of the sources."""
    known = known_sections()
    rows = IntakeFile.objects.filter(intake=intake).order_by("order")
    return [
        (row.name, line, text, reason)
        for row in rows
        for line, text, reason in sorted(_unused(_sheet(row, known)))
    ]


def _unused(sheet: Sheet) -> Iterator[tuple[int, str, str]]:
    for page in sheet.reading.pages:
        for aside in page.set_aside:
            yield aside.passage.line, aside.passage.text, aside.reason
        for story in page.stories:
            line = story.title.line
            if story.kind == "advertisement":
                yield line, story.title.text, "广告，不入稿库"
            elif sheet.worksheet.fate(story) == "discarded":
                yield line, story.title.text, sheet.worksheet.decisions[line].reason
            elif sheet.worksheet.fate(story) == "kept":
                yield line, story.title.text, "保留原稿"
