"""The world that addresses are asked about."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.access.things import World, build


@pytest.fixture(scope="module")
def world(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[World]:
    """Built once and asked about in every test; nothing that is asked stays. What a state allows is told by Python: the
    second database is asked in brief."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build(in_brief=request.config.getoption("--only-database"))
        transaction.set_rollback(True)
