"""Strangers are slowed down, one at a time and together; the owner comes in."""

import datetime as dt
from collections.abc import Callable
from itertools import count
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from articles import accounts
from articles.accounts import Attempt, Place, TooManyTries, throttling
from articles.models import SignIn, SignInTally
from articles.models.sign_in import Outcome
from tests.factories import make_user

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _still(time_machine):
    time_machine.move_to(NOW, tick=False)


def at(number: int, browser: str = "") -> Place:
    address = f"203.0.{number // 250}.{number % 250}"
    return Place(address, f"{address}/32", browser)


def guess(name: str, place: Place) -> int:
    """One wrong password; -> 0, or after how many seconds another one would be taken."""
    try:
        Attempt.at_password(name, place).fail(Outcome.WRONG)
    except TooManyTries as refusal:
        return refusal.seconds
    return 0


def come_in(user, place: Place) -> None:
    Attempt.at_password(user.username, place).give_back()
    accounts.note(user.username, place, Outcome.OK, user)


def outcomes() -> dict[str, int]:
    rows = SignIn.objects.values_list("outcome", flat=True)
    return {outcome: list(rows).count(outcome) for outcome in set(rows)}


def test_after_five_guesses_one_is_taken_every_three_minutes(time_machine):
    assert [guess("lin", at(1)) for _ in range(7)] == [0, 0, 0, 0, 0, 180, 180]
    time_machine.move_to(NOW + dt.timedelta(seconds=100), tick=False)
    assert guess("lin", at(1)) == 80
    time_machine.move_to(NOW + dt.timedelta(seconds=180), tick=False)
    assert [guess("lin", at(1)) for _ in range(2)] == [0, 180]


def test_the_same_happens_whether_there_is_such_an_account_or_not():
    make_user("lin")
    guesses = {name: [guess(name, at(n)) for _ in range(6)] for n, name in enumerate(["lin", "x"])}
    assert guesses["lin"] == guesses["x"] == [0, 0, 0, 0, 0, 180]


def test_another_spelling_is_no_other_name():
    for name in ("lin", "LIN", "Lin", "ｌｉｎ", "lIN"):
        assert guess(name, at(1)) == 0
    assert guess("liN", at(1)) == 180


def test_one_network_has_twenty_guesses_at_whatever_names():
    assert [guess(f"name{n}", at(1)) for n in range(21)] == [0] * 20 + [60]
    assert guess("name99", at(2)) == 0


def test_a_refused_attempt_leaves_no_trace_but_one_line():
    for _ in range(5):
        guess("lin", at(1))
    before = list(SignInTally.objects.order_by("key").values())
    for _ in range(20):
        guess("lin", at(1))
    noted = [throttling.key("noted", *where) for where in (["lin", at(1).network], [at(1).network])]
    kept = SignInTally.objects.exclude(key__in=noted)
    assert list(kept.order_by("key").values()) == before
    assert outcomes() == {"wrong": 5, "throttled": 1}


def test_who_is_refused_at_ever_other_names_does_not_fill_the_record():
    for n in range(60):
        guess(f"name{n}", at(1))
    assert outcomes() == {"wrong": 20, "throttled": 5}
    # an account and everywhere for each name that was taken; the network; five refusals and the network's
    assert SignInTally.objects.count() == 20 * 2 + 1 + 5 + 1


def test_the_owner_comes_in_where_he_has_been_whatever_strangers_do():
    user = make_user("lin")
    come_in(user, at(1))
    for n in range(2, 60):
        guess("lin", at(n))
    for n in range(20):
        guess(f"name{n}", at(1))
    assert guess("name99", at(1)) == 60
    assert [guess("lin", at(1)) for _ in range(3)] == [0, 0, 0]
    come_in(user, at(1))
    assert outcomes()["ok"] == 2


def test_under_attack_the_owner_comes_in_from_a_fresh_address_and_strangers_have_one_guess_each():
    user = make_user("lin")
    for n in range(2, 22):
        guess("lin", at(n))
    assert [guess("lin", at(90)) for _ in range(2)] == [0, 1800]
    come_in(user, at(1))


def test_neighbours_behind_his_address_do_not_keep_the_owner_out_of_his_own_browser():
    user = make_user("lin")
    come_in(user, at(1, browser="his"))
    assert [guess("lin", at(1, browser="theirs")) for _ in range(6)] == [0, 0, 0, 0, 0, 180]
    come_in(user, at(1, browser="his"))
    come_in(user, at(70, browser="his"))


def test_a_place_is_forgotten_after_half_a_year(time_machine):
    user = make_user("lin")
    come_in(user, at(1))
    later = NOW + dt.timedelta(days=181)
    time_machine.move_to(later, tick=False)
    for n in range(2, 23):
        guess("lin", at(n))
    assert [guess("lin", at(1)) for _ in range(2)] == [0, 1800]


def test_the_right_password_takes_back_one_s_slips():
    user = make_user("lin")
    for _ in range(4):
        guess("lin", at(1))
    come_in(user, at(1))
    assert [guess("lin", at(1)) for _ in range(6)] == [0, 0, 0, 0, 0, 180]


def test_signing_in_to_one_s_own_account_does_not_pay_for_guesses_at_others():
    mallory = make_user("mallory")
    for n in range(19):
        guess(f"name{n}", at(1))
        Attempt.at_password("mallory", at(1)).give_back()
    assert mallory.username == "mallory"
    assert [guess("name98", at(1)), guess("name99", at(1))] == [0, 60]


def test_rows_past_their_moment_are_cleared_away(time_machine):
    for n in range(30):
        guess(f"name{n}", at(n))
    assert SignInTally.objects.count() == 90
    time_machine.move_to(NOW + dt.timedelta(hours=1), tick=False)
    guess("lin", at(200))
    assert SignInTally.objects.count() == 3


def test_only_failures_of_more_than_four_hundred_days_ago_are_forgotten(time_machine):
    come_in(make_user("lin"), at(1))
    guess("lin", at(1))
    time_machine.move_to(NOW + dt.timedelta(days=399), tick=False)
    guess("lin", at(1))
    assert outcomes() == {"ok": 1, "wrong": 2}
    time_machine.move_to(NOW + dt.timedelta(days=401), tick=False)
    guess("lin", at(1))
    assert outcomes() == {"ok": 1, "wrong": 2}


# --- the record -----------------------------------------------------------------------------------


def test_a_line_keeps_the_name_of_an_account_that_is_gone():
    user = make_user("lin", first_name="林晓")
    come_in(user, at(1))
    user.delete()
    line = SignIn.objects.get()
    assert (line.name, line.user, line.printed_name, line.address) == (
        "lin",
        None,
        "林晓",
        "203.0.0.1",
    )


def test_of_a_name_that_nobody_has_only_the_beginning_is_kept():
    guess("wo-de-mi-ma-9", at(1))
    line = SignIn.objects.get()
    assert (line.name, line.user, line.printed_name) == ("wo…", None, "")


def test_a_line_is_never_changed_or_deleted():
    guess("lin", at(1))
    line = SignIn.objects.get()
    for act in (
        line.save,
        line.delete,
        SignIn.objects.all().delete,
        lambda: SignIn.objects.update(name="x"),
        lambda: SignIn.objects.bulk_update([line], ["name"]),
    ):
        with pytest.raises(TypeError, match=r"^A sign-in is never"):
            act()
    assert line.created_at == timezone.now()


# --- several at once ------------------------------------------------------------------------------


def at_once(act: Callable[[], object], threads: int) -> list[object]:
    """What each came to, the errors among it."""
    barrier, seen = Barrier(threads, timeout=30), []

    def run() -> None:
        barrier.wait()
        try:
            seen.append(act())
        except Exception as error:
            seen.append(error)
        finally:
            connection.close()

    running = [Thread(target=run) for _ in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    return sorted(seen, key=str)


@pytest.mark.django_db(transaction=True)
def test_of_many_guesses_at_the_same_moment_five_are_taken():
    assert at_once(lambda: guess("lin", at(1)), 12) == [0] * 5 + [180] * 7


@pytest.mark.django_db(transaction=True)
def test_rows_that_are_cleared_away_meanwhile_fail_nobody(monkeypatch):
    moments = count(1_000_000_000, 10)
    monkeypatch.setattr(throttling, "_now", lambda: next(moments))
    for name in ("HERE", "NETWORK", "STRANGERS", "HERE_UNDER_ATTACK"):
        monkeypatch.setattr(throttling, name, throttling.Limit(1000, 1))
    assert at_once(lambda: [guess("lin", at(1)) for _ in range(15)], 6) == [[0] * 15] * 6
