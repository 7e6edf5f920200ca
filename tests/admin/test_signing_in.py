"""The door of the desk: one step or two, too many tries, and 我的账号."""

import datetime as dt
import re
from urllib.parse import unquote

import pyotp
import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.accounts import second_factor
from articles.models import SignIn
from articles.permissions import Role
from tests.factories import make_user

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LOGIN, CODE = reverse("admin:login"), reverse("admin:sign_in_code")
ACCOUNT = reverse("admin:account")
ON, OFF = reverse("admin:second_factor_on"), reverse("admin:second_factor_off")
RECOVERY = reverse("admin:recovery_codes")


@pytest.fixture(autouse=True)
def _still(time_machine):
    time_machine.move_to(NOW, tick=False)


def code(*, later: int = 0, secret: str = SECRET) -> str:
    return pyotp.TOTP(secret).at(NOW + dt.timedelta(seconds=later))


def wrong_code() -> str:
    return f"{(int(code()) + 1) % 10**6:06}"


def sign_in(client, user, password: str = "mi-ma", **more):
    return client.post(LOGIN, {"username": str(user), "password": password} | more)


def enrolled(name: str = "何小录"):
    user = make_user(name, role=Role.REPORTER)
    return user, second_factor.turn_on(user, SECRET, code(later=-30))


def is_in(client) -> bool:
    return client.get(ACCOUNT).status_code == 200


def words(response) -> list[str]:
    """What stands in notes of error, its tags aside."""
    found = re.findall(
        r'<p class="errornote">(.*?)</p>|<ul class="errorlist[^>]*>(.*?)</ul>',
        response.content.decode(),
        re.S,
    )
    return [re.sub(r"<[^>]*>", "", "".join(each)).strip() for each in found]


def lines() -> list[tuple[str, str]]:
    return list(SignIn.objects.order_by("pk").values_list("printed_name", "outcome"))


# --- the password ---------------------------------------------------------------------------------


def test_who_gives_the_right_password_is_in_and_on_record_until_he_leaves(client):
    user = make_user("何小录", role=Role.REPORTER)
    answer = sign_in(client, user, next="/admin/articles/article/")
    assert (answer.status_code, answer.url) == (302, "/admin/articles/article/")
    assert client.get(LOGIN).url == "/admin/"
    client.post(reverse("admin:logout"))
    assert (lines(), is_in(client)) == ([("何小录", "ok"), ("何小录", "out")], False)


def test_another_site_is_no_place_to_go_to_after_signing_in(client):
    answer = sign_in(client, make_user("何小录", role=Role.REPORTER), next="https://evil.example/")
    assert answer.url == "/admin/"


def test_whoever_it_is_a_wrong_password_is_answered_alike(client):
    gone = make_user("已离岗", role=Role.REPORTER, is_active=False)
    reader = make_user("读者")
    user = make_user("何小录", role=Role.REPORTER)
    answers = [
        sign_in(client, user, "wrong"),
        sign_in(client, "nobody"),
        sign_in(client, gone),
        sign_in(client, reader),
    ]
    said = ["用户名或密码不对，请再输一次；大小写要分清。"]
    assert [(answer.status_code, words(answer)) for answer in answers] == [(200, said)] * 4
    assert lines() == [("何小录", "wrong"), ("", "wrong"), ("已离岗", "wrong"), ("读者", "wrong")]


def test_whoever_it_is_the_same_work_is_done(monkeypatch):
    make_user("何小录", role=Role.REPORTER)
    hashed = []
    hasher = "django.contrib.auth.hashers.MD5PasswordHasher.encode"
    monkeypatch.setattr(hasher, lambda self, password, salt: hashed.append(password) or "md5$s$x")
    asked = []
    for number, name in enumerate(("何小录", "nobody")):
        door = Client(REMOTE_ADDR=f"203.0.113.{number}")
        with CaptureQueriesContext(connection) as queries:
            sign_in(door, name, "wrong")
        asked.append([query["sql"].split()[0] for query in queries])
    assert hashed == ["wrong"] * 2
    assert (asked[0], asked[0].count("INSERT")) == (asked[1], 4)


def test_too_many_tries_are_refused_with_the_time_and_whom_to_ask(client):
    user = make_user("何小录", role=Role.REPORTER)
    for _ in range(5):
        sign_in(client, user, "wrong")
    answer = sign_in(client, user)
    assert (answer.status_code, answer["Retry-After"]) == (429, "180")
    assert words(answer) == [
        "试的次数太多了，请等 3 分钟再来；这期间输对了也不受理。急着用，或者不是您本人在试，请找用户管理员。"
    ]
    assert is_in(client) is False
    assert sign_in(Client(REMOTE_ADDR="203.0.113.9"), user).status_code == 302


def test_a_proxy_s_visitors_are_told_apart(settings):
    settings.TRUSTED_PROXIES = 1
    user = make_user("何小录", role=Role.REPORTER)
    stranger = Client(headers={"X-Forwarded-For": "198.51.100.9"})
    for _ in range(6):
        sign_in(stranger, user, "wrong")
    owner = Client(headers={"X-Forwarded-For": "198.51.100.9, 203.0.113.9"})
    assert (sign_in(stranger, user).status_code, sign_in(owner, user).status_code) == (429, 302)


def test_the_owner_s_browser_is_known_behind_the_address_of_a_stranger(client):
    user = make_user("何小录", role=Role.REPORTER)
    sign_in(client, user)
    client.post(reverse("admin:logout"))
    stranger = Client()
    assert [sign_in(stranger, user, "wrong").status_code for _ in range(6)] == [200] * 5 + [429]
    assert sign_in(client, user).status_code == 302
    cookie = client.cookies["newsroom_browser"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/admin/")


# --- the second step ------------------------------------------------------------------------------


def test_who_has_a_second_step_is_in_only_after_the_code(client):
    user, _codes = enrolled()
    assert sign_in(client, user, next="/admin/articles/article/").url == CODE
    assert (is_in(client), lines()) == (False, [])
    assert client.post(CODE, {"code": wrong_code()}).status_code == 200
    answer = client.post(CODE, {"code": code()})
    assert (answer.url, is_in(client)) == ("/admin/articles/article/", True)
    assert lines() == [("何小录", "second_factor_wrong"), ("何小录", "ok")]


def test_a_code_seen_over_the_shoulder_opens_nothing(client):
    user, _codes = enrolled()
    sign_in(client, user)
    client.post(CODE, {"code": code()})
    other = Client()
    sign_in(other, user)
    answer = other.post(CODE, {"code": code()})
    assert words(answer) == ["验证码不对，或者已经用过一次；请输手机上现在显示的六位数字。"]
    assert is_in(other) is False


def test_a_recovery_code_stands_for_the_telephone_once(client):
    user, codes = enrolled()
    for other, entered in ((client, True), (Client(), False)):
        sign_in(other, user)
        other.post(CODE, {"code": codes[0]})
        assert is_in(other) is entered


def test_codes_are_not_to_be_guessed_and_known_places_stay_open(client):
    user, _codes = enrolled()
    sign_in(client, user)
    client.post(CODE, {"code": code()})
    client.post(reverse("admin:logout"))
    answers = []
    for n in range(4):
        stranger = Client(REMOTE_ADDR=f"203.0.113.{n}")
        sign_in(stranger, user)
        answers += [stranger.post(CODE, {"code": wrong_code()}).status_code for _ in range(3)]
    assert answers == [200] * 10 + [429] * 2
    sign_in(client, user)
    client.post(CODE, {"code": code(later=30)})
    assert is_in(client) is True


@pytest.mark.parametrize("change", ["time", "password", "use", "off", "nothing"])
def test_the_password_holds_for_ten_minutes_and_while_nothing_changes(client, time_machine, change):
    user, codes = enrolled()
    sign_in(client, user)
    if change == "time":
        time_machine.move_to(NOW + dt.timedelta(seconds=601), tick=False)
    elif change == "password":
        user.set_password("xin-de-mi-ma-9")
    elif change == "use":
        user.is_active = False
    elif change == "off":
        second_factor.turn_off(user)
    user.save()
    answer = client.post(CODE, {"code": codes[0]})
    assert answer.url == ("/admin/" if change == "nothing" else LOGIN)
    assert is_in(client) is (change == "nothing")


def test_without_a_password_there_is_no_second_page(client):
    answer = client.get(CODE, follow=True)
    assert answer.redirect_chain == [(LOGIN, 302)]
    assert "请先输入用户名和密码" in answer.content.decode()
    assert client.put(CODE).status_code == 405


# --- 我的账号 -------------------------------------------------------------------------------------


def test_it_is_turned_on_with_password_and_code_and_its_recovery_codes_are_shown_once(
    client, staff
):
    page = client.get(ON)
    secret = page.context["secret"].replace(" ", "")
    assert page.context["picture"].startswith("data:image/svg+xml")
    typed = {"password": "mi-ma", "code": code(secret=secret)}
    refused = client.post(ON, typed | {"password": "wrong"})
    assert (words(refused), second_factor.is_on(staff)) == (
        ["密码或验证码不对；验证码用过一次就不能再用，请等手机上换了数字再输。"],
        False,
    )
    shown = client.post(ON, typed)
    codes = shown.context["codes"]
    assert (len(codes), second_factor.is_on(staff)) == (10, True)
    assert [each for each in codes if each not in unquote(shown.context["file"])] == []
    assert [client.get(ON).url, client.post(ON, typed).url] == [ACCOUNT, ACCOUNT]
    assert second_factor.opens(staff, codes[0]) is True
    assert "备用码还有 9 个" in client.get(ACCOUNT).content.decode()


def test_it_is_turned_off_with_password_and_code_and_both_are_written_down(client, staff):
    second_factor.turn_on(staff, SECRET, code(later=-30))
    assert client.post(OFF, {"password": "wrong", "code": code()}).status_code == 200
    assert second_factor.is_on(staff) is True
    answer = client.post(OFF, {"password": "mi-ma", "code": code()})
    assert (answer.url, second_factor.is_on(staff)) == (ACCOUNT, False)
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id, entry.change_message) == (
        staff,
        str(staff.pk),
        "关闭两步验证。",
    )


def test_recovery_codes_are_changed_for_new_ones(client, staff):
    old = second_factor.turn_on(staff, SECRET, code(later=-30))
    shown = client.post(RECOVERY, {"password": "mi-ma", "code": code()})
    new = shown.context["codes"]
    assert [second_factor.opens(staff, each) for each in (old[0], new[0])] == [False, True]


def test_guessing_at_an_open_desk_is_slowed_down_too(client, staff):
    second_factor.turn_on(staff, SECRET, code(later=-30))
    typed = {"password": "wrong", "code": wrong_code()}
    answers = [client.post(OFF, typed).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]


def test_one_s_own_sign_ins_are_shown_and_nobody_else_s(client):
    user, other = (make_user(name, role=Role.REPORTER) for name in ("何小录", "冯晓"))
    sign_in(Client(REMOTE_ADDR="203.0.113.77"), other)
    sign_in(Client(REMOTE_ADDR="203.0.113.88"), user, "wrong")
    sign_in(client, user)
    page = client.get(ACCOUNT)
    assert [each.outcome for each in page.context["sign_ins"]] == ["ok", "wrong"]
    assert "203.0.113.88" in page.content.decode()
    assert "203.0.113.77" not in page.content.decode()


# --- required -------------------------------------------------------------------------------------


@override_settings(SECOND_FACTOR_ROLES=["总编辑"])
def test_whose_role_asks_for_it_comes_nowhere_before_it_is_on(client):
    chief = make_user("赵总编", role=Role.CHIEF)
    sign_in(client, chief)
    for address in ("/admin/", reverse("admin:articles_article_changelist"), ACCOUNT):
        assert client.get(address).url == ON
    secret = client.get(ON).context["secret"].replace(" ", "")
    client.post(ON, {"password": "mi-ma", "code": code(secret=secret)})
    assert client.get("/admin/").status_code == 200
    assert client.post(OFF, {"password": "mi-ma", "code": code(secret=secret, later=30)}).url == (
        ACCOUNT
    )
    assert second_factor.is_on(chief) is True


@override_settings(SECOND_FACTOR_ROLES=["总编辑"])
def test_for_others_it_is_their_own_choice(client):
    sign_in(client, make_user("何小录", role=Role.REPORTER))
    assert client.get("/admin/").status_code == 200
