"""The invariants see each kind of tear: a proof that finds nothing would be worth nothing otherwise."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from articles.models import Article, Issue, Placement, SearchText
from articles.models.issue import State
from tests.factories import make_issue, make_published
from tests.faults import invariants

pytestmark = pytest.mark.django_db

TEARS: dict[str, Callable[[], object]] = {
    "signed without its record": lambda: Issue.objects.filter(total_number=2).update(
        state=State.SIGNED, publish_at=timezone.now(), masthead={"name": "江源科学报"}
    ),
    "withdrawn without its record": lambda: Issue.objects.filter(total_number=1).update(
        state=State.WITHDRAWN
    ),
    "a story left behind": lambda: Article.objects.update(published_version=None),
    "a gap on a page": lambda: Placement.objects.filter(position=1).update(position=9),
    "a text that nobody finds": lambda: SearchText.objects.filter(for_readers=True).delete(),
}


@pytest.mark.parametrize("tear", TEARS.values(), ids=TEARS)
def test_a_torn_paper_is_seen_to_be_torn(tear):
    make_published(total_number=1, stories=2)
    make_issue(total_number=2, date=Issue.objects.get().date.replace(year=2027))
    assert invariants.wrong() == []
    tear()
    assert invariants.wrong() != []
