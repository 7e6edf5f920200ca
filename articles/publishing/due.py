"""Issues whose hour has come. Readers have them by the clock; what is left to do is done here, once."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from articles import edition, search
from articles.models import Issue, Placement
from articles.models.issue import IssueQuerySet, State
from articles.models.publication import Deed
from articles.publishing import record

logger = logging.getLogger(__name__)


def due() -> IssueQuerySet:
    """Signed for a time that has passed and not yet recorded as out, the oldest first."""
    return Issue.objects.public().filter(appeared_at=None).order_by("publish_at", "pk")


def publish_due() -> Iterator[tuple[Issue, Exception | None]]:
    """Each issue whose turn it was, with what went wrong. One that fails does not hold up the others."""
    for issue in list(due()):
        try:
            done = appear(issue)
        except Exception as error:
            logger.exception("%s could not be brought out", issue)
            yield issue, error
        else:
            if done:
                yield issue, None


@transaction.atomic
def appear(issue: Issue) -> bool:
    """False where another worker was first, or the issue was taken back or put off meanwhile."""
    now = timezone.now()
    rows = Issue.objects.filter(
        pk=issue.pk, state=State.SIGNED, publish_at__lte=now, appeared_at=None
    )
    if not rows.update(appeared_at=now, version=F("version") + 1):
        return False
    issue.refresh_from_db()
    search.index(Placement.objects.filter(page__issue=issue).values_list("article", flat=True))
    record.of_issue(Deed.APPEAR, issue, by=None)
    edition.turn()
    return True
