"""Every address of the URLconf, every act of a list and every choice that searches, against the table of tests/access.

What is missing there fails here, with a sentence that says what to write. Each line is asked for each person, by GET and
POST, for each state of its thing and for one's own and another's; refused means refused, with nothing written.
"""

from __future__ import annotations

import pytest

from tests.access import asking
from tests.access.lists import ACTS, CHOICES
from tests.access.rows import Row
from tests.access.table import ADDRESSES

pytestmark = pytest.mark.django_db

WHERE, LISTS = "tests/access/table.py", "tests/access/lists.py"


def lines(key: str) -> tuple[Row, ...]:
    found = ADDRESSES[key]
    return (found,) if isinstance(found, Row) else found


def test_every_address_has_its_line_and_every_line_its_address():
    found = asking.addresses()
    missing = [f"{key} (/{found[key]})" for key in found if key not in ADDRESSES]
    assert missing == [], f"who gets in here is not written in ADDRESSES, {WHERE}: {missing}"
    gone = sorted(ADDRESSES.keys() - found.keys())
    assert gone == [], f"in ADDRESSES, {WHERE}, and no address any more: {gone}"


def test_every_act_of_a_list_has_its_line_and_every_line_its_act():
    missing = sorted(asking.acts() - ACTS.keys())
    assert missing == [], f"who may do this is not written in ACTS, {LISTS}: {missing}"
    gone = sorted(ACTS.keys() - asking.acts())
    assert gone == [], f"in ACTS, {LISTS}, and no act of a list any more: {gone}"


def test_every_choice_that_searches_has_its_line():
    missing = sorted(asking.choices() - CHOICES.keys())
    assert missing == [], f"who may search is not written in CHOICES, {LISTS}: {missing}"


def test_the_table_has_its_thousands_of_cells(world):
    asked = [asking.cells(row, world.things) for key in ADDRESSES for row in lines(key)]
    asked += [asking.cells(row, world.things, "POST") for row in ACTS.values()]
    assert sum(1 for each in asked for _cell in each) >= 3000


@pytest.mark.parametrize("key", ADDRESSES)
def test_who_gets_in_is_who_is_written(world, key):
    wrong = [found for row in lines(key) for found in asking.wrong(world, key, row)]
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize("key", ACTS)
def test_an_act_on_chosen_rows_is_done_for_whom_it_is_written(world, key):
    model, name = key.split()
    wrong = asking.wrong(world, f"admin:{model}_changelist", ACTS[key], act=name)
    assert wrong == [], "\n".join(wrong)
