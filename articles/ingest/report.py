"""A plan for people and for machines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from articles.ingest.drafts import BodyItem, Defect, Draft, Jump, Passage
from articles.ingest.plan import PagePlan, Plan
from articles.text.dates import long_date
from articles.text.typography import storable


def as_json(plan: Plan) -> dict[str, Any] | list[dict[str, Any]]:
    """One page as an object, several as a list of them. Kinds are English, messages Chinese."""
    pages = [_page(plan, page) for page in plan.pages]
    return pages[0] if len(pages) == 1 else pages


def _page(plan: Plan, page: PagePlan) -> dict[str, Any]:
    draft = page.draft
    return {
        "page": {
            "number": page.number,
            "name": page.name,
            "date": plan.date.isoformat() if plan.date else None,
            "credits": _text(draft.credits),
        },
        "sections": [
            {"name": head.name.text, "pinyin": _text(head.pinyin), "line": head.line}
            for head in draft.sections
        ],
        "stories": [_story(plan, story) for story in draft.stories],
        "defects": [_defect(defect) for defect in draft.defects],
        "set_aside": [
            {"line": each.passage.line, "text": each.passage.text, "reason": each.reason}
            for each in draft.set_aside
        ],
        "notes": plan.reading.notes,
    }


def _story(plan: Plan, story: Draft) -> dict[str, Any]:
    return {
        "section": story.section,
        "kicker": _text(story.kicker),
        "title": story.title.text,
        "subtitle": _text(story.subtitle),
        "dateline": _text(story.dateline),
        "tags": _text(story.tags),
        "source": _text(story.origin),
        "body": [_item(plan, item) for item in story.body],
        "signature": _text(story.signature),
        "credits": [
            {"role": credit.role, "name": credit.name, "kind": credit.kind}
            for credit in story.credits
        ],
        "defects": [_defect(defect) for defect in story.defects],
        "kind": story.kind,
        "contacts": [{"line": each.line, "text": each.text} for each in story.contacts],
        "jumps": [_jump(jump) for jump in story.jumps],
    }


def _item(plan: Plan, item: BodyItem) -> dict[str, Any]:
    """A table has a line for each row, and says whether the first one names the columns."""
    made: dict[str, Any] = {
        "kind": item.kind,
        "text": _printed(plan, item),
        "line": item.passage.line,
    }
    if item.picture:
        made |= {"file": item.picture.file.text, "alt": item.picture.alt.text}
    if item.kind == "table":
        made |= {"header": item.header}
    return made


def _jump(jump: Jump) -> dict[str, Any]:
    return {
        "direction": jump.direction,
        "page": jump.page,
        "title": jump.title or None,
        "line": jump.passage.line,
        "text": jump.passage.text,
    }


def _printed(plan: Plan, item: BodyItem) -> str:
    """A caption with its credit, as it stands in the source; anything else is its passage."""
    if item.credit is None:
        return item.passage.text
    spans = item.passage.spans + item.credit.spans
    return plan.reading.text[min(s.start for s in spans) : max(s.end for s in spans)]


def _defect(defect: Defect) -> dict[str, Any]:
    return {
        "kind": defect.kind,
        "line": defect.line,
        "message": defect.message,
        "text": defect.text,
    }


def _text(passage: Passage | None) -> str | None:
    return passage.text if passage else None


ACTIONS = {
    "create": "",
    "unchanged": "",
    "update": "：更新",
    "conflict": "：稿库里的已被人改过，不动；请在导入台对照",
    "aside": "：另存，不入稿库",
}


def as_lines(plan: Plan) -> Iterator[str]:
    """The plan as an editor reads it on a terminal, which no character of the source may steer."""
    return map(storable, _lines(plan))


def _lines(plan: Plan) -> Iterator[str]:
    yield from plan.reading.notes
    for page in plan.pages:
        heading = f"第{page.number:02}版" + (f"：{page.name}" if page.name else "")
        done = "（已导入过，不再改动）" if page.action == "unchanged" else ""
        yield f"{plan.date} {heading} · {len(page.draft.stories)} 篇{done}"
        for number, story in enumerate(page.stories, 1):
            yield from _story_lines(number, story.draft, ACTIONS[story.action])
        for each in page.draft.set_aside:
            yield f"  - 第 {each.passage.line} 行 不用：{each.passage.text}（{each.reason or '未说明'}）"
        for defect in page.draft.defects:
            yield f"  ! 第 {defect.line} 行 {defect.message}"


KINDS = {"correction": "更正", "advertisement": "广告"}


def _story_lines(number: int, story: Draft, action: str) -> Iterator[str]:
    section = KINDS.get(story.kind) or story.section or "无栏目"
    title = story.title.text.replace("\n", " / ")
    yield f"{number:>3}. [{section}] {title}（第 {story.title.line} 行）{action}"
    credits = "、".join(f"{credit.role}{credit.name}" for credit in story.credits)
    paragraphs = sum(item.kind == "paragraph" for item in story.body)
    if story.kind == "advertisement":
        yield "     不成稿，只留在导入记录里。"
        return
    yield f"     {paragraphs} 段 · 署名 {credits or '无'}"
    if story.contacts:
        yield f"     联系方式 {len(story.contacts)} 行，转入内部备注，不出版。"
    for jump in story.jumps:
        yield f"     转版 {jump.passage.text}"
    for defect in story.defects:
        if defect.kind != "halfwidth-punctuation":
            yield f"     ! 第 {defect.line} 行 {defect.message}"
    if half := [str(d.line) for d in story.defects if d.kind == "halfwidth-punctuation"]:
        yield f"     ! 半角标点 {len(half)} 行（第 {'、'.join(half)} 行），照原样导入，待改为全角。"


def destination(plan: Plan) -> list[str]:
    """What accepting it makes or adds to, a sentence each: the issue, its pages, the sections nobody knew."""
    made = [_issue(plan, plan.date)] if plan.date else []
    made += [_destination(page) for page in plan.pages]
    if plan.new_sections:
        names = "、".join(f"“{name}”" for name in plan.new_sections)
        made.append(f"新栏目{names}：请核对有没有写错；入库后先不进导航，由编辑在“栏目”里放出来。")
    return made


def _issue(plan: Plan, date: dt.date) -> str:
    number = plan.target.total_number or (plan.issue.total_number if plan.issue else None)
    said = f"总第{number}期" if number else "还没有总期号"
    return f"{long_date(date)}，{said}：{'已有这一期' if plan.issue else '新建一期'}。"


def _destination(page: PagePlan) -> str:
    stored = page.page.name if page.page else ""
    name = stored or page.name
    which = f"第{page.number:02}版" + (f"“{name}”" if name else "")
    if page.page is None:
        return f"{which}：新建一版。"
    told = f"来稿里叫“{page.name}”，版名照库里的不改。" if page.name not in ("", stored) else ""
    return f"{which}：已有这一版，新稿排在末尾。{told}"
