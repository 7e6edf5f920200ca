"""The code of now opens once, and a recovery code once; nothing else opens."""

import datetime as dt
import re
from threading import Barrier, Thread
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
from django.db import connection

from articles.accounts import second_factor
from articles.models import RecoveryCode
from tests.factories import make_masthead, make_user

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _still(time_machine):
    time_machine.move_to(NOW, tick=False)


def code(*, later: int = 0) -> str:
    """What the telephone shows so many seconds from NOW."""
    return pyotp.TOTP(SECRET).at(NOW + dt.timedelta(seconds=later))


def enrolled(name: str = "lin"):
    user = make_user(name)
    return user, second_factor.turn_on(user, SECRET, code(later=-30))


def test_a_code_opens_once_and_none_before_it_again():
    user, _codes = enrolled()
    assert [second_factor.opens(user, code()) for _ in range(2)] == [True, False]
    assert second_factor.opens(user, code(later=-30)) is False
    assert second_factor.opens(user, code(later=30)) is True


def test_the_code_that_turned_it_on_does_not_open():
    user, _codes = enrolled()
    assert second_factor.opens(user, code(later=-30)) is False


def test_a_telephone_may_be_half_a_minute_off_and_no_more():
    user, _codes = enrolled()
    assert [second_factor.opens(user, code(later=later)) for later in (-60, 60, 30)] == [
        False,
        False,
        True,
    ]


def test_full_width_figures_and_blanks_are_read():
    user, _codes = enrolled()
    wide = code().translate({ord("0") + n: chr(ord("０") + n) for n in range(10)})
    assert second_factor.opens(user, f" {wide[:3]} {wide[3:]} ")


def test_what_is_no_code_opens_nothing():
    user, _codes = enrolled()
    for typed in ("", "000", "x" * 40, "1234567", "0" * 20):
        assert second_factor.opens(user, typed) is False


def test_a_recovery_code_opens_once_and_only_its_owner_s_account():
    user, codes = enrolled()
    other, _codes = enrolled("wang")
    assert [bool(re.fullmatch(r"\d{5}( \d{5}){3}", each)) for each in codes] == [True] * 10
    assert second_factor.opens(other, codes[0]) is False
    assert [second_factor.opens(user, codes[0]) for _ in range(2)] == [True, False]
    assert second_factor.recovery_codes_left(user) == 9


def test_new_recovery_codes_void_the_old_ones_and_none_is_stored_readably():
    user, old = enrolled()
    new = second_factor.renew_recovery_codes(user)
    assert [second_factor.opens(user, each) for each in (old[3], new[3])] == [False, True]
    stored = "".join(RecoveryCode.objects.values_list("digest", flat=True))
    assert [each for each in new if each.replace(" ", "") in stored] == []


def test_a_wrong_code_turns_nothing_on_and_turning_off_leaves_nothing():
    user = make_user("lin")
    with pytest.raises(second_factor.WrongCode):
        second_factor.turn_on(user, SECRET, code(later=90))
    assert second_factor.is_on(user) is False
    second_factor.turn_on(user, SECRET, code())
    assert [second_factor.turn_off(user) for _ in range(2)] == [True, False]
    assert (second_factor.opens(user, code(later=30)), RecoveryCode.objects.count()) == (False, 0)


def test_the_telephone_is_told_paper_and_account():
    make_masthead(name="江源科学报")
    address = urlsplit(second_factor.address(make_user("lin"), SECRET))
    query = parse_qs(address.query)
    assert (address.scheme, address.netloc, query["issuer"], query["secret"]) == (
        "otpauth",
        "totp",
        ["江源科学报"],
        [SECRET],
    )
    assert address.path.endswith("lin")
    assert second_factor.picture(address.geturl()).startswith("data:image/svg+xml")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["code", "recovery"])
def test_of_two_who_use_one_code_at_the_same_moment_one_comes_in(kind):
    user, codes = enrolled()
    typed, barrier, seen = code() if kind == "code" else codes[0], Barrier(4, timeout=30), []

    def run() -> None:
        barrier.wait()
        try:
            seen.append(second_factor.opens(user, typed))
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == [False, False, False, True]
