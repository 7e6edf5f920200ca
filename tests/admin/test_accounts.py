"""Who keeps the accounts gives others their roles, and can make nobody, himself least, an administrator."""

import pyotp
import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse

from articles.accounts import second_factor
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


def test_who_keeps_the_accounts_has_no_editorial_role_beside(client, keeper):
    user = make_user("林晓", role=Role.REPORTER)
    both = [Group.objects.get(name=role).pk for role in (Role.ACCOUNTS, Role.CHIEF)]
    answer = change(client, user, groups=both)
    assert answer.context["adminform"].form.errors == {
        "groups": ["用户管理员只管账号，不能兼采编的角色；请另开一个账号。"]
    }
    assert roles(user) == ["记者"]
    change(client, user, groups=[Group.objects.get(name=Role.ACCOUNTS).pk])
    assert roles(user) == ["用户管理员"]


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


# --- passwords ------------------------------------------------------------------------------------


def test_the_rules_stand_on_the_forms_and_hold(client, keeper):
    user = make_user("林晓", role=Role.REPORTER)
    url = reverse("admin:auth_user_password_change", args=[user.pk])
    for address in (url, reverse("admin:auth_user_add"), reverse("admin:password_change")):
        assert "10 个字符以上；几个不相干的词连起来" in client.get(address).content.decode()
    answer = client.post(url, {"password1": "linxiao2026", "password2": "linxiao2026"})
    assert [each.code for each in answer.context["form"].errors.as_data()["password2"]] == [
        "guessed"
    ]
    strong = {"password1": "xin-de-mi-ma-9", "password2": "xin-de-mi-ma-9"}
    assert client.post(url, strong).status_code == 302


# --- another's second step ------------------------------------------------------------------------


def enrolled(name: str, **fields):
    user = make_user(name, **fields)
    secret = second_factor.new_secret()
    second_factor.turn_on(user, secret, pyotp.TOTP(secret).now())
    return user


def turning_off(user) -> str:
    return reverse("admin:auth_user_second_factor", args=[user.pk])


def test_who_lost_his_telephone_is_helped_and_it_is_written_down(client, keeper):
    user = enrolled("林晓", role=Role.REPORTER)
    form = client.get(reverse("admin:auth_user_change", args=[user.pk])).content.decode()
    assert turning_off(user) in form
    assert client.get(turning_off(user)).context["title"] == "关闭“林晓”的两步验证"
    assert second_factor.is_on(user) is True
    for _ in range(2):  # pressed twice
        client.post(turning_off(user))
    entry = LogEntry.objects.get()
    assert second_factor.is_on(user) is False
    assert (entry.user, entry.object_id, entry.get_change_message()) == (
        keeper,
        str(user.pk),
        "关闭他人的两步验证。",
    )


def test_nobody_else_turns_off_another_s_second_step(client, keeper):
    root = enrolled("root", is_staff=True, is_superuser=True)
    user = enrolled("林晓", role=Role.REPORTER)
    secret = second_factor.new_secret()
    second_factor.turn_on(keeper, secret, pyotp.TOTP(secret).now())
    answers = [client.post(turning_off(each)).status_code for each in (root, keeper)]
    for role in (Role.CHIEF, Role.AUDITOR):
        client.force_login(make_user(role=role))
        answers.append(client.post(turning_off(user)).status_code)
    assert answers == [403] * 4
    assert [second_factor.is_on(each) for each in (root, keeper, user)] == [True] * 3


def test_an_account_that_is_gone_and_another_method_are_refused(client, keeper):
    user = enrolled("林晓", role=Role.REPORTER)
    assert client.delete(turning_off(user)).status_code == 405
    address = turning_off(user)
    user.delete()
    assert client.get(address).status_code == 404
