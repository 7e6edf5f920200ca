"""撤销 and 重做: the steps on an import's worksheets, the last of them kept. Nobody else writes an IntakeStep.

Everybody takes back his own steps: where a colleague's lies on top, it is his to take back. So no step is ever turned on
a worksheet other than the one it left.
"""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet

from articles.ingest import patches, worksheet
from articles.ingest.claiming import claim
from articles.ingest.patches import AFTER, BEFORE, Side
from articles.ingest.worksheet import CannotAmend, Worksheet
from articles.models import Intake, IntakeFile, IntakeStep
from articles.permissions import printed_name

#: So many steps of an import can be taken back.
KEPT = 50
VERBS = {BEFORE: "撤销", AFTER: "重做"}


class Standing(NamedTuple):
    """The step that is taken back next, and the one that is done again next."""

    back: IntakeStep | None
    again: IntakeStep | None


def steps(intake: Intake) -> QuerySet[IntakeStep]:
    """In the order in which they were done."""
    found = IntakeStep.objects.filter(file__intake=intake)
    return found.select_related("by").order_by("number", "file__order")


def standing(intake: Intake) -> Standing:
    """One query, of the words alone."""
    kept = list(steps(intake).defer("patch"))
    done = [step for step in kept if not step.undone]
    undone = [step for step in kept if step.undone]
    return Standing(done[-1] if done else None, undone[0] if undone else None)


def keep(
    intake: Intake, file: IntakeFile, sheet: Worksheet, *, by: AbstractBaseUser, said: str
) -> None:
    """Store the worksheet, and the step to it; what had been taken back is gone. Call inside an act that has its turn."""
    before, after = worksheet.pack(worksheet.unpack(file.worksheet)), worksheet.pack(sheet)
    made = patches.patch(before, after)
    if made is None:
        return
    file.worksheet = after
    file.save(update_fields=["worksheet"])
    steps(intake).filter(undone=True).delete()
    IntakeStep.objects.create(file=file, number=intake.version, by=by, said=said[:80], patch=made)
    numbers = IntakeStep.objects.filter(file__intake=intake).order_by("-number")
    oldest = list(numbers.values_list("number", flat=True).distinct()[:KEPT])[-1]
    steps(intake).filter(number__lt=oldest).delete()


def forget(intake: Intake) -> None:
    """The import is done."""
    steps(intake).delete()


@transaction.atomic
def take_back(intake: Intake, *, by: AbstractBaseUser, expected: int) -> tuple[str, str]:
    """The last step as if it had not been done; returns what it was and where.

    Raises StaleIntake, Closed, or CannotAmend where there is none or it is a colleague's, with nothing changed.
    """
    claim(intake, expected, by)
    return _turn(intake, standing(intake).back, BEFORE, by)


@transaction.atomic
def do_again(intake: Intake, *, by: AbstractBaseUser, expected: int) -> tuple[str, str]:
    """The step that was taken back last. Returns and raises as `take_back`."""
    claim(intake, expected, by)
    return _turn(intake, standing(intake).again, AFTER, by)


def _turn(
    intake: Intake, last: IntakeStep | None, side: Side, by: AbstractBaseUser
) -> tuple[str, str]:
    if last is None:
        raise CannotAmend(f"没有可以{VERBS[side]}的步骤。")
    if last.by.pk != by.pk:
        who = printed_name(last.by)
        raise CannotAmend(
            f"这一步（{last.said}）是{who}做的，要由{who}来{VERBS[side]}；您可以直接再改。"
        )
    turned = list(steps(intake).filter(number=last.number).select_related("file"))
    for step in turned:
        step.file.worksheet = patches.turned(step.file.worksheet, step.patch, side)
        step.file.save(update_fields=["worksheet"])
    steps(intake).filter(number=last.number).update(undone=side == BEFORE)
    first = turned[0]
    return first.said, f"l{first.file.pk}-{patches.line_of(first.patch)}"
