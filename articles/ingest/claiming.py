"""Whose turn it is: every act on an import names the version its user saw, and the second of two is told."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import F
from django.utils import timezone
from django.utils.timezone import localtime

from articles.models import Intake
from articles.models.intake import State
from articles.permissions import printed_name


class StaleIntake(Exception):
    """A colleague changed the import first. The message names who."""


class Closed(Exception):
    """The import has been accepted or given up already. The message says so."""


def claim(intake: Intake, expected: int, by: AbstractBaseUser) -> None:
    """Compare-and-set on the version the user saw. Raises StaleIntake or Closed."""
    now = timezone.now()
    claimed = Intake.objects.filter(pk=intake.pk, version=expected, state=State.OPEN).update(
        version=F("version") + 1, updated_by=by, updated_at=now
    )
    if not claimed:
        current = Intake.objects.select_related("updated_by").get(pk=intake.pk)
        who, when = printed_name(current.updated_by), localtime(current.updated_at)
        if current.state != State.OPEN:
            raise Closed(f"{who}已于{when:%H:%M}把这次导入办完（{current.get_state_display()}）。")
        raise StaleIntake(
            f"{who}刚刚（{when:%H:%M}）改过这次导入，您这一步没有保存；请看过新的样子再做。"
        )
    intake.version, intake.updated_by, intake.updated_at = expected + 1, by, now
