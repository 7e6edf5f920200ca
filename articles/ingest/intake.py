"""Sources on their way to becoming stories: the acts of the import desk. Nobody else writes an Intake.

Every act names the version its user saw; the second of two gets StaleIntake and keeps what he typed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from articles import history, presence
from articles.ingest import apply, pictures, plan, undoing, worksheet

# Named again for whoever acts: the refusals of every act here.
from articles.ingest.claiming import Closed as Closed
from articles.ingest.claiming import StaleIntake as StaleIntake
from articles.ingest.claiming import claim
from articles.ingest.documents import opening
from articles.ingest.drafts import Draft
from articles.ingest.looking import look
from articles.ingest.proofs import is_doubtful
from articles.ingest.source import Unreadable
from articles.ingest.target import Refused
from articles.ingest.worksheet import Worksheet
from articles.models import Arrival, Article, Intake, IntakeFile, IntakeVisit, Origin, Source
from articles.models.intake import State
from articles.models.trail import Kind
from articles.permissions import printed_name
from articles.text.typography import tidy_line

MAX_FILES = 40
#: So much of a title names an import.
LONGEST = 40


# --- beginning and aiming -----------------------------------------------------------------------------


@transaction.atomic
def begin(*, by: AbstractBaseUser, **aim: Any) -> Intake:
    """A new import without sources; `aim` are its goal, date, kind, total_number, page_number, page_name."""
    intake = Intake(created_by=by, updated_by=by, **aim)
    intake.save()
    return intake


@transaction.atomic
def aim(intake: Intake, *, by: AbstractBaseUser, expected: int, **aim: Any) -> None:
    """Where the stories go. Raises StaleIntake or Closed."""
    claim(intake, expected, by)
    for name, value in aim.items():
        setattr(intake, name, value)
    intake.save(update_fields=list(aim))


def add_files(
    intake: Intake, files: Iterable[tuple[str, bytes]], *, by: AbstractBaseUser, expected: int
) -> list[str]:
    """Open each file and keep it; returns a sentence for each that was refused, the others are kept.

    Raises StaleIntake or Closed.
    """
    refused, opened = [], []
    for name, data in files:
        try:
            opened.append((name, data, opening.open_source(data, name)))
        except Unreadable as error:
            refused.append(str(error))
    with transaction.atomic():
        if opened:
            claim(intake, expected, by)
        for name, data, source in opened:
            refused += _keep(intake, name, data, worksheet.of(source), source.notes)
        if opened:
            intake.name = _named(intake)
            intake.save(update_fields=["name"])
    return refused


def _named(intake: Intake) -> str:
    """“雪后的青石渡”等3篇: what an editor knows it by. Empty where no story has been made out."""
    stories = [each for each in look(intake).plan.stories() if each.draft.kind != "advertisement"]
    if not stories:
        return ""
    title = tidy_line(stories[0].draft.title.text)
    short = title if len(title) <= LONGEST else f"{title[: LONGEST - 1]}…"
    return f"“{short}”" + (f"等{len(stories)}篇" if len(stories) > 1 else "")


def _keep(intake: Intake, name: str, data: bytes, sheet: Worksheet, notes: list[str]) -> list[str]:
    fingerprint = hashlib.sha256(data).hexdigest()
    files = IntakeFile.objects.filter(intake=intake)
    if files.filter(fingerprint=fingerprint).exists():
        return [f"{name}：这份来稿已在本次导入里，没有再加。"]
    last = files.aggregate(last=Max("order"))["last"] or 0
    if last >= MAX_FILES:
        return [f"{name}：一次导入最多 {MAX_FILES} 份来稿；请先入库，再另建一次导入。"]
    IntakeFile.objects.create(
        intake=intake,
        order=last + 1,
        name=name[:200],
        fingerprint=fingerprint,
        data=data,
        worksheet=worksheet.pack(sheet),
        notes=notes,
    )
    return []


# --- working ------------------------------------------------------------------------------------------


@transaction.atomic
def change(
    intake: Intake,
    file: IntakeFile,
    do: Callable[[Worksheet], Worksheet],
    *,
    by: AbstractBaseUser,
    expected: int,
    said: str = "",
) -> None:
    """One worksheet as `do` leaves it; `said` names the step. Raises StaleIntake, Closed or CannotAmend, with nothing changed."""
    claim(intake, expected, by)
    undoing.keep(intake, file, do(worksheet.unpack(file.worksheet)), by=by, said=said)


@transaction.atomic
def change_all(
    intake: Intake,
    sheets: Mapping[IntakeFile, Worksheet],
    *,
    by: AbstractBaseUser,
    expected: int,
    said: str = "",
) -> None:
    """Several worksheets in one step. Raises StaleIntake or Closed, with nothing changed."""
    claim(intake, expected, by)
    for file, sheet in sheets.items():
        undoing.keep(intake, file, sheet, by=by, said=said)


def restore(intake: Intake, file: IntakeFile, *, by: AbstractBaseUser, expected: int) -> None:
    """The source as it came, without amendments and decisions; a step like others.

    Opened before anything is held: a long document takes seconds. Raises StaleIntake or Closed.
    """
    sheet = worksheet.of(opening.open_source(bytes(file.data), file.name))
    with transaction.atomic():
        claim(intake, expected, by)
        undoing.keep(intake, file, sheet, by=by, said="恢复来稿原样")


@transaction.atomic
def remove(intake: Intake, file: IntakeFile, *, by: AbstractBaseUser, expected: int) -> None:
    """Take a source out of an import that is still in hand."""
    claim(intake, expected, by)
    file.delete()


# --- ending -------------------------------------------------------------------------------------------


@transaction.atomic
def accept(
    intake: Intake, *, by: AbstractBaseUser, expected: int, origin: Origin = Origin.DESK
) -> apply.Applied:
    """Write everything in one transaction. Raises StaleIntake, Closed or Refused, with nothing written."""
    claim(intake, expected, by)
    seen = look(intake)
    if seen.problems:
        row, line, sentence = seen.problems[0]
        where = f"{row.name} 第 {line} 行：" if row and line else f"{row.name}：" if row else ""
        raise Refused(f"{where}{sentence}")
    for sheet, file in zip(seen.sheets, seen.plan.files, strict=True):
        names = plan.picture_names(seen.plan, file)
        if names:
            carried = opening.open_source(bytes(sheet.row.data), sheet.row.name).pictures
            file.pictures = pictures.find(names, pictures.inside(carried), file.name)
    done = apply.apply(seen.plan, by=by, origin=origin)
    intake.state, intake.issue = State.ACCEPTED, done.issue
    intake.save(update_fields=["state", "issue"])
    undoing.forget(intake)
    updated = f"，更新 {len(done.changed)} 篇" if done.changed else ""
    history.log(by, intake, f"入库：新稿 {len(done.articles)} 篇{updated}", Kind.IMPORT)
    return done


def single(intake: Intake) -> tuple[IntakeFile, Draft] | None:
    """The one story of an import for the pool, without pictures or doubts: what a form can take. None for anything else."""
    seen = look(intake)
    stories = [story for story in seen.plan.pool if story.writes]
    if intake.state != State.OPEN or len(stories) != 1 or seen.problems:
        return None
    draft = stories[0].draft
    if any(item.kind == "caption" for item in draft.body) or is_doubtful(
        draft, stories[0].file.reading.text
    ):
        return None
    if any(page.defects for sheet in seen.sheets for page in sheet.reading.pages):
        return None
    rows = {sheet.row.fingerprint: sheet.row for sheet in seen.sheets}
    return rows[stories[0].file.fingerprint], draft


@transaction.atomic
def hand_over(intake: Intake, article: Article, *, by: AbstractBaseUser) -> None:
    """Its one story has been saved in the story form: the import is done, and the story knows where it came from."""
    found = single(intake)
    if found is None:
        return
    row, draft = found
    claim(intake, intake.version, by)
    source = apply.keep_source(row.name, bytes(row.data), row.fingerprint, issue=None, by=by)
    Arrival.objects.create(
        article=article, source=source, line=draft.title.line, version=article.latest_version
    )
    intake.state = State.ACCEPTED
    intake.save(update_fields=["state"])
    undoing.forget(intake)
    history.log(by, intake, f"已填入新稿《{article.headline}》", Kind.IMPORT)


@transaction.atomic
def drop(intake: Intake, *, by: AbstractBaseUser, expected: int) -> None:
    """Give the import up. Its sources stay with it."""
    claim(intake, expected, by)
    intake.state = State.DROPPED
    intake.save(update_fields=["state"])
    history.log(by, intake, "放弃导入", Kind.IMPORT)


@transaction.atomic
def resume(intake: Intake, *, by: AbstractBaseUser) -> None:
    """Take up again what was given up."""
    taken = Intake.objects.filter(pk=intake.pk, state=State.DROPPED).update(
        state=State.OPEN, version=F("version") + 1, updated_by=by, updated_at=timezone.now()
    )
    if not taken:
        raise Closed("这次导入没有放弃，或已经入库，不用恢复。")
    history.log(by, intake, "恢复整理", Kind.IMPORT)


# --- who is there -------------------------------------------------------------------------------------


def visit(intake: Intake, user: AbstractBaseUser) -> list[str]:
    """Note that the user has it on the screen; returns who else has, by printed name."""
    others = presence.visit(IntakeVisit, user, intake=intake)
    return [printed_name(each.user) for each in others]


def made_by(intake: Intake) -> list[Article]:
    """The stories of an accepted import that still are as it made or changed them, in the order of their sources."""
    files = IntakeFile.objects.filter(intake=intake).values("fingerprint")
    sources = Source.objects.filter(issue=intake.issue, fingerprint__in=files)
    stories = Article.objects.filter(arrival__source__in=sources)
    return list(stories.order_by("arrival__source_id", "arrival__line", "pk"))
