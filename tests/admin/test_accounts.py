"""Who keeps the accounts gives others their roles, and can make nobody, himself least, an administrator."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse

from articles.permissions import Role
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(client):
    user = make_user("冯管", role=Role.ACCOUNTS)
    client.force_login(user)
    return user


def change(client, user, **fields):
    known = {"username": user.username, "first_name": user.first_name, "is_active": "on"}
    url = reverse("admin:auth_user_change", args=[user.pk])
    return client.post(url, known | {"is_staff": "on"} | fields)


def roles(user) -> list[str]:
    return list(user.groups.order_by("pk").values_list("name", flat=True))


def test_roles_are_given_and_nobody_becomes_an_administrator(client, keeper):
    user = make_user("林晓", role=Role.REPORTER)
    chosen = [Group.objects.get(name=Role.EDITOR).pk]
    change(client, user, groups=chosen, is_superuser="on")
    stored = get_user_model().objects.get(pk=user.pk)
    assert (roles(stored), stored.is_superuser) == (["责任编辑"], False)


def test_one_s_own_roles_are_for_somebody_else_to_change(client, keeper):
    change(client, keeper, first_name="冯新名", groups=[Group.objects.get(name=Role.CHIEF).pk])
    stored = get_user_model().objects.get(pk=keeper.pk)
    assert (stored.first_name, roles(stored)) == ("冯新名", ["用户管理员"])


def test_an_administrator_s_account_and_password_are_out_of_reach(client, keeper):
    root = make_user("root", is_staff=True, is_superuser=True)
    password = {"password1": "xin-de-mi-ma-9", "password2": "xin-de-mi-ma-9"}
    url = reverse("admin:auth_user_password_change", args=[root.pk])
    assert change(client, root, first_name="改名").status_code == 403
    assert client.post(url, password).status_code == 403
    assert get_user_model().objects.get(pk=root.pk).check_password("mi-ma")


def test_stories_are_none_of_his_business(client, keeper):
    answers = [
        client.get(reverse(f"admin:articles_{name}_changelist")) for name in ("article", "issue")
    ]
    assert [answer.status_code for answer in answers] == [403, 403]
