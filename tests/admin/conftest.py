"""Who is signed in at the desk."""

import pytest

from articles.permissions import Role
from tests.factories import make_user


@pytest.fixture
def staff(client):
    user = make_user("何小录", role=Role.REPORTER)
    client.force_login(user)
    return user
