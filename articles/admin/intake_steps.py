"""What the import desk's buttons do: a posted form -> one act on the intake. The words of the form are read here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, get_args

from django.contrib.auth.models import AbstractBaseUser
from django.http import QueryDict
from django.shortcuts import get_object_or_404

from articles.admin.intake_faces import ROLES, Proof
from articles.ingest import intake as desk
from articles.ingest import proofs, undoing
from articles.ingest.drafts import DefectKind, Draft, Role, Span
from articles.ingest.looking import known_sections
from articles.ingest.parts import Part, find, splices
from articles.ingest.source import Unreadable
from articles.ingest.worksheet import CannotAmend, Worksheet, unpack
from articles.models import Intake, IntakeFile
from articles.text.proofreading import Finding

#: `file|part's key|start-end:text`, all that one button can carry; the text is a suggestion, or the rule to ignore.
FIX = re.compile(r"^(\d{1,15})\|([\d.,-]+)\|(\d{1,7})-(\d{1,7}):(.*)$", re.DOTALL)
#: Staff set a title's line break as a line end; the worksheet keeps it as a character of its own.
BREAK = "\u2028"
UNKNOWN = "这一步看不懂；请刷新后再试。"
CHANGED = "这一处刚刚改过，没有再改；请看过新的样子再定。"
#: The two steps over steps: what does them, and what they are called.
TURNS = {"undo": (undoing.take_back, "撤销"), "redo": (undoing.do_again, "重做")}
NAMES = {role: f"定为{label}" for role, label, _key in ROLES}
FATES = {"": "另定取舍", "discarded": "不用", "taken": "替换原稿", "kept": "保留原稿"}


def step(
    intake: Intake, form: QueryDict, *, by: AbstractBaseUser, expected: int, proof: Proof
) -> tuple[str, str]:
    """Do what the pressed button says; returns where on the screen to go on, and a sentence where one is needed.

    Raises StaleIntake, Closed or CannotAmend, with nothing changed.
    """
    name = form.get("do", "")
    if name not in STEPS:
        raise CannotAmend(UNKNOWN)
    if name in TURNS:
        turn, verb = TURNS[name]
        said, place = turn(intake, by=by, expected=expected)
        return place, f"已{verb}：{said}。"
    if name == "fix-all":
        return _fix_all(intake, by=by, expected=expected, proof=proof), ""
    file = get_object_or_404(IntakeFile, pk=_file(form), intake=intake)
    if name in ("restore", "remove"):
        act = desk.restore if name == "restore" else desk.remove
        act(intake, file, by=by, expected=expected)
        return f"f{file.pk}" if name == "restore" else "", ""
    do, place, said = STEPS[name](file, form, proof)
    desk.change(intake, file, do, by=by, expected=expected, said=said)
    return place, ""


#: What becomes of the worksheet, where to go on, and what the step is called when it is taken back.
Change = tuple[Callable[[Worksheet], Worksheet], str, str]


def _rule(file: IntakeFile, form: QueryDict, _: Proof) -> Change:
    """Say what a line is; without a role, forget what was said."""
    line = _number(form, "line")
    role, reason = form.get("role") or None, _words(form, "reason").strip()[:120]
    if role not in (None, *get_args(Role)):
        raise CannotAmend(UNKNOWN)
    if role == "discard" and not reason:
        reason = "编辑弃用"
    said = f"第 {line} 行{NAMES[role] if role else '按系统判断'}"
    return lambda sheet: sheet.decide(line, role=role, reason=reason), f"l{file.pk}-{line}", said


def _amend(file: IntakeFile, form: QueryDict, _: Proof) -> Change:
    key, text = form.get("key", ""), _words(form, "text").replace("\r\n", "\n").strip("\n")

    def do(sheet: Worksheet) -> Worksheet:
        part = find(_drafts(sheet, file), key, sheet.text)
        if part.kind == "title":
            return _retitle(sheet, part, text)
        return sheet.amend(part.passage, text)

    return do, form.get("place", ""), f"改第 {key.split('.')[0]} 行的文字"


def _retitle(sheet: Worksheet, part: Part, text: str) -> Worksheet:
    """Line ends are the printed breaks, and nothing else is one: spaces inside a line are kept fixed."""
    lines = [re.sub(r"[ \u3000]+", "\u00a0", line.strip()) for line in text.split("\n")]
    line = part.passage.line
    amended = sheet.amend(part.passage, BREAK.join(filter(None, lines)))
    return amended.decide(line, role="title")


def _decide(file: IntakeFile, form: QueryDict, _: Proof) -> Change:
    """Section and fate of a story, on its first line."""
    line = _number(form, "line")
    given: dict[str, Any] = {}
    if "section" in form:
        given["section"] = None if form["section"] == "?" else _words(form, "section")
    if "fate" in form:
        given |= {"fate": form["fate"], "reason": _words(form, "reason").strip()[:120]}
    if given.get("fate") not in (None, *FATES):
        raise CannotAmend(UNKNOWN)
    if given.get("fate") == "discarded" and not given["reason"]:
        raise CannotAmend("不用一篇稿件要写明原因，日后好查。")
    said = f"第 {line} 行的一篇{FATES[given['fate']] if 'fate' in given else '定栏目'}"
    return lambda sheet: sheet.decide(line, **given), f"s{file.pk}-{line}", said


def _join(file: IntakeFile, form: QueryDict, _: Proof) -> Change:
    """A story becomes the end of the one before it; its title a sub-head."""
    line = _number(form, "line")
    plain: dict[str, Any] = {"role": "subhead", "reason": "", "section": None, "fate": ""}
    said = f"第 {line} 行的一篇并入上一篇"
    return lambda sheet: sheet.decide(line, **plain), f"l{file.pk}-{line}", said


def _settle(file: IntakeFile, form: QueryDict, _: Proof) -> Change:
    line, kind = _number(form, "line"), form.get("kind", "")
    if kind not in get_args(DefectKind):
        raise CannotAmend(UNKNOWN)
    said = f"第 {line} 行已核对"
    return lambda sheet: sheet.settle(line, kind), form.get("place", ""), said


def _ignore(file: IntakeFile, form: QueryDict, proof: Proof) -> Change:
    """Let stand what proofreading found in one part."""
    key, start, end, rule = _offered(form)

    def do(sheet: Worksheet) -> Worksheet:
        part, found = _proofread(sheet, file, key, proof)
        for each in found:
            if (each.start, each.end, each.rule) == (start, end, rule):
                return sheet.ignore(
                    proofs.line_of(part, each, sheet.text), proofs.named(part, each)
                )
        raise CannotAmend(CHANGED)

    return do, f"p{file.pk}-{key}", f"忽略第 {key.split('.')[0]} 行的一处提示"


def _fix(file: IntakeFile, form: QueryDict, proof: Proof) -> Change:
    """Accept one offered fix of one part."""
    key, *fix = _offered(form)

    def do(sheet: Worksheet) -> Worksheet:
        part, found = _proofread(sheet, file, key, proof)
        if fix not in [[each.start, each.end, each.suggestion] for each in found]:
            raise CannotAmend(CHANGED)
        return sheet.correct(splices(part, [(fix[0], fix[1], fix[2])]))

    return do, f"p{file.pk}-{key}", f"改第 {key.split('.')[0]} 行一处"


def _offered(form: QueryDict) -> tuple[str, int, int, str]:
    """The part's key, the span, and what the button offers there."""
    match = FIX.match(form.get("fix", ""))
    if match is None:
        raise CannotAmend(UNKNOWN)
    return match[2], int(match[3]), int(match[4]), match[5]


def _fix_story(file: IntakeFile, form: QueryDict, proof: Proof) -> Change:
    """Accept every safe fix of one story."""
    line = _number(form, "line")
    said = f"规范第 {line} 行一篇的标点"
    return lambda sheet: corrected(sheet, file, proof, story=line), f"s{file.pk}-{line}", said


def _fix_all(intake: Intake, *, by: AbstractBaseUser, expected: int, proof: Proof) -> str:
    sheets = {
        file: corrected(unpack(file.worksheet), file, proof)
        for file in IntakeFile.objects.filter(intake=intake).order_by("order")
    }
    desk.change_all(intake, sheets, by=by, expected=expected, said="规范各篇标点")
    return ""


def corrected(
    sheet: Worksheet, file: IntakeFile, proof: Proof, *, story: int | None = None
) -> Worksheet:
    """With every safe fix, and those that these make possible, of all stories or of the one that begins on that line.

    It comes to an end because a safe fix always leaves fewer half-width marks, blanks and odd characters than before.
    """
    while True:
        drafts = _drafts(sheet, file)
        chosen = [draft for draft in drafts if story in (None, draft.title.line)]
        fixed = sheet.correct(_safe(chosen, sheet, proof))
        if fixed == sheet:
            return sheet
        sheet = fixed


def _safe(drafts: list[Draft], sheet: Worksheet, proof: Proof) -> Iterator[tuple[Span, str]]:
    for draft in drafts:
        for part, found in proof(draft, sheet.text):
            safe = (each for each in found if each.safe)
            yield from splices(
                part, [(each.start, each.end, each.suggestion or "") for each in safe]
            )


def _proofread(
    sheet: Worksheet, file: IntakeFile, key: str, proof: Proof
) -> tuple[Part, list[Finding]]:
    """The part with that key and what is wrong in it. Raises CannotAmend where there is none any more."""
    for draft in _drafts(sheet, file):
        for part, found in proof(draft, sheet.text):
            if part.key == key:
                return part, found
    raise CannotAmend(CHANGED)


def _drafts(sheet: Worksheet, file: IntakeFile) -> list[Draft]:
    """None where nothing can be read from it as it is now."""
    try:
        reading = sheet.read(file.name, sections=known_sections())
    except Unreadable:
        return []
    return [draft for page in reading.pages for draft in page.stories]


def _file(form: QueryDict) -> int:
    match = FIX.match(form.get("fix", ""))
    return int(match[1]) if match else _number(form, "file")


def _words(form: QueryDict, name: str) -> str:
    """What was typed; without NUL, which no database keeps as text."""
    return form.get(name, "").replace("\x00", "")


def _number(form: QueryDict, name: str) -> int:
    text = form.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise CannotAmend("请先在原文里选定一行。" if name == "line" else "请刷新后再试。")
    return int(text)


STEPS: dict[str, Any] = {
    "rule": _rule,
    "amend": _amend,
    "decide": _decide,
    "join": _join,
    "settle": _settle,
    "ignore": _ignore,
    "fix": _fix,
    "fix-story": _fix_story,
    "fix-all": None,
    "restore": None,
    "remove": None,
    "undo": None,
    "redo": None,
}
