"""Who is signed in at the desk."""

import pytest

from articles.permissions import Role
from tests.factories import make_editor, make_user


@pytest.fixture
def editor(client):
    user = make_editor("沈墨")
    client.force_login(user)
    return user


@pytest.fixture
def staff(client):
    user = make_user("何小录", role=Role.REPORTER)
    client.force_login(user)
    return user
