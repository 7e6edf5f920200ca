"""The import desk's screen as values: the source's lines on one side, what they became on the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from django.utils.timezone import localtime

from articles.admin.intake_remarks import Remark, remarks
from articles.ingest import proofs, wording
from articles.ingest.drafts import Defect, Draft, PageDraft, Role, line_at
from articles.ingest.looking import Look, Sheet
from articles.ingest.parts import Part, parts
from articles.ingest.plan import StoryPlan
from articles.models import IntakeFile
from articles.permissions import printed_name
from articles.text import body, byline
from articles.text.diff import Change, changes
from articles.text.proofreading import Finding, WordList

#: What a line may be said to be: (role, on the button, the key that presses it).
ROLES: tuple[tuple[Role, str, str], ...] = (
    ("title", "标题（另起一篇）", "t"),
    ("kicker", "引题", "k"),
    ("subtitle", "副题", "f"),
    ("paragraph", "正文", "p"),
    ("follows", "接上一段", "j"),
    ("apart", "另起一段", "x"),
    ("subhead", "小标题", "s"),
    ("caption", "图说", "c"),
    ("signature", "署名", "g"),
    ("dateline", "电头", "e"),
    ("abstract", "提要", "y"),
    ("table", "表格", "b"),
    ("contact", "联系方式", "h"),
    ("section", "栏头", "l"),
    ("correction", "更正（另起）", "z"),
    ("advertisement", "广告（另起）", "a"),
    ("discard", "不用", "d"),
)

SPOKEN = {
    "title": "标题",
    "tags": "标签",
    "source": "来源",
    "jump": "转版",
    "credit": "摄影",
} | {role: label for role, label, _key in ROLES if role != "title"}

#: What the fields are called where a stored story and one that came stand side by side.
COMPARED = {
    "kicker": "引题",
    "title": "标题",
    "subtitle": "副题",
    "dateline": "电头",
    "source": "来源",
    "signature": "署名",
}

#: A draft and the text it was read from -> its parts with what proofreading finds in each.
Proof = Callable[[Draft, str], list[tuple[Part, list[Finding]]]]


def proof_with(words: WordList) -> Proof:
    return partial(proofs.of_parts, words=words)


@dataclass(slots=True)
class LineFace:
    """One line of the source: what it became (a word), of which story, and what is wrong with it."""

    number: int
    text: str
    label: str = ""
    kind: str = ""
    story: str = ""
    is_decided: bool = False
    defects: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Segment:
    """A stretch of a part's text; a `finding` says what is wrong with it."""

    text: str
    finding: Finding | None = None

    @property
    def fix(self) -> str:
        """`start-end:text`, as the accept button sends it."""
        found = self.finding
        return f"{found.start}-{found.end}:{found.suggestion}" if found else ""


@dataclass(slots=True)
class PartFace:
    part: Part
    segments: list[Segment]
    remarks: list[Remark] = field(default_factory=list)
    is_open: bool = False
    typed: str = ""

    @property
    def fixes(self) -> int:
        return sum(1 for each in self.segments if each.finding and each.finding.safe)

    @property
    def rows(self) -> int:
        return 2 if self.part.is_line else min(14, 3 + len(self.part.passage.text) // 36)


@dataclass(slots=True)
class StoryFace:
    anchor: str
    number: int
    plan: StoryPlan
    parts: list[PartFace]
    defects: list[Defect]
    fate: str
    reason: str
    unread: tuple[str, ...] = ()
    conflict: list[Change] = field(default_factory=list)
    last_hand: str = ""

    @property
    def draft(self) -> Draft:
        return self.plan.draft

    @property
    def fixes(self) -> int:
        return sum(part.fixes for part in self.parts)


@dataclass(slots=True)
class SheetFace:
    row: IntakeFile
    lines: list[LineFace]
    stories: list[StoryFace]
    pages: list[PageDraft]
    error: str

    @property
    def fixes(self) -> int:
        return sum(story.fixes for story in self.stories)

    @property
    def has_open(self) -> bool:
        """One of its parts is being edited."""
        return any(part.is_open for story in self.stories for part in story.parts)


def sheet_faces(look: Look, proof: Proof, *, opened: str = "", typed: str = "") -> list[SheetFace]:
    """`opened` is the key `file:spans` of the part that is being edited, `typed` what stands in its field instead."""
    plans = {id(story.draft): story for story in look.plan.stories()}
    faces, number = [], 0
    for sheet in look.sheets:
        stories = []
        for draft in (draft for page in sheet.reading.pages for draft in page.stories):
            number += 1
            face = _story(sheet, plans[id(draft)], number, proof)
            for part in face.parts:
                part.is_open = opened == f"{sheet.row.pk}:{part.part.key}"
                part.typed = typed if part.is_open and typed else part.part.passage.text
            stories.append(face)
        lines = list(_lines(sheet, stories))
        faces.append(SheetFace(sheet.row, lines, stories, sheet.reading.pages, sheet.error))
    return faces


def _story(sheet: Sheet, plan: StoryPlan, number: int, proof: Proof) -> StoryFace:
    draft, text = plan.draft, sheet.reading.text
    decision = sheet.worksheet.decisions.get(draft.title.line)
    signature = byline.parse(draft.signature.text) if draft.signature else None
    return StoryFace(
        anchor=f"s{sheet.row.pk}-{draft.title.line}",
        number=number,
        plan=plan,
        parts=[_part(part, found, sheet) for part, found in proof(draft, text)],
        defects=[each for each in draft.defects if each.kind != "halfwidth-punctuation"],
        fate=decision.fate if decision else "",
        reason=decision.reason if decision else "",
        unread=signature.unread if signature else (),
        conflict=_conflict(plan),
        last_hand=_last_hand(plan),
    )


def _part(part: Part, found: list[Finding], sheet: Sheet) -> PartFace:
    found = proofs.still_open(part, found, sheet.worksheet)
    return PartFace(part, segments(part, found), remarks(part, found))


def segments(part: Part, findings: list[Finding]) -> list[Segment]:
    """The part's text cut at its findings. Where two overlap the first one counts."""
    text, at, made = part.passage.text, 0, []
    for found in findings:
        if found.start < at:
            continue
        if at < found.start:
            made.append(Segment(text[at : found.start]))
        made.append(Segment(text[found.start : found.end], found))
        at = found.end
    if at < len(text) or not made:
        made.append(Segment(text[at:]))
    return made


def _conflict(plan: StoryPlan) -> list[Change]:
    """The stored text against the one that came, where the story is there already and says something else."""
    if plan.article is None:
        return []
    before, after = wording.stored(plan.article), wording.tidied(plan.draft)
    return changes(_compared(before), _compared(after)) if before != after else []


def _compared(words: tuple[str, ...]) -> str:
    """Every field that says something, on its line; all but the body with its name."""
    lines = []
    for name, text in zip(wording.WORDS, words, strict=True):
        if name == "body":
            lines.append(body.plain(text))
        elif text:
            lines.append(f"{COMPARED[name]}：{text}")
    return "\n".join(lines)


def _last_hand(plan: StoryPlan) -> str:
    """Who saved the stored story last, and when."""
    latest = plan.article.latest_version if plan.article else None
    if latest is None:
        return ""
    when = localtime(latest.created_at)
    who = printed_name(latest.created_by)
    return f"{who} {when.month}月{when.day}日{when:%H:%M} 保存的第{latest.number}稿"


def _lines(sheet: Sheet, stories: list[StoryFace]) -> Iterator[LineFace]:
    """Every line, with the word for what it became."""
    spoken = dict(_spoken(sheet))
    of_story = {
        line: story.anchor
        for story in stories
        for part in story.parts
        for line in _lines_under(part.part, sheet)
    }
    wrong: dict[int, list[str]] = {}
    for defect in _defects(sheet):
        wrong.setdefault(defect.line, []).append(defect.message)
    for number, text in enumerate(sheet.worksheet.lines, 1):
        decision = sheet.worksheet.decisions.get(number)
        kind = spoken.get(number, "")
        yield LineFace(
            number,
            text,
            SPOKEN.get(kind, kind),
            kind,
            of_story.get(number, ""),
            bool(decision and decision.role),
            wrong.get(number, []),
        )


def _defects(sheet: Sheet) -> Iterator[Defect]:
    for page in sheet.reading.pages:
        yield from page.defects
        for story in page.stories:
            yield from (d for d in story.defects if d.kind != "halfwidth-punctuation")


def _spoken(sheet: Sheet) -> Iterator[tuple[int, str]]:
    """(line, kind of what stands on it); of several the last, which is the longest part."""
    for page in sheet.reading.pages:
        for head in page.sections:
            yield head.line, "section"
        for aside in page.set_aside:
            yield aside.passage.line, "discard"
        for passage, word in ((page.head, "版头"), (page.credits, "版面署名")):
            if passage:
                yield passage.line, word
        for story in page.stories:
            for part in parts(story, sheet.reading.text):
                for line in _lines_under(part, sheet):
                    yield line, part.kind


def _lines_under(part: Part, sheet: Sheet) -> Iterator[int]:
    return (line_at(sheet.reading.text, span.start) for span in part.passage.spans)
