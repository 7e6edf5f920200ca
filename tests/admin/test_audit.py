"""操作记录 on its screen: who may read what, found by person, kind, day and words, and taken away as a table."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse

from articles import desk_views, trail
from articles.models import SignIn, TrailEntry
from articles.models.trail import Kind
from articles.permissions import Act, Role, may
from tests.factories import make_editor, make_section, make_user

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 3, 3, 4, tzinfo=dt.UTC)
AUDIT = "/admin/audit/"
TABLE = f"{AUDIT}table/"


@pytest.fixture
def auditor(client):
    user = make_user("严审", role=Role.AUDITOR)
    client.force_login(user)
    return user


def listed(client, **query) -> list[str]:
    return [line.words for line, _url in client.get(AUDIT, query).context["lines"]]


def table(client, **query) -> list[list[str]]:
    answer = client.post(f"{TABLE}?{'&'.join(f'{name}={text}' for name, text in query.items())}")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def one_of_each(by) -> None:
    for kind in Kind:
        trail.note(by, kind, f"一条{kind.label}")


# --- who may --------------------------------------------------------------------------------------


def test_the_screen_and_the_table_are_for_those_whom_the_table_of_rights_names(client):
    allowed, answers = {}, {}
    for role in Role:
        user = make_user(role=role)
        client.force_login(user)
        allowed[role] = may(user, Act.READ_ACCOUNT_TRAIL)
        answers[role] = [client.get(AUDIT).status_code, client.post(TABLE).status_code]
        shown = AUDIT in client.get("/admin/").content.decode()
        assert shown == allowed[role]
    assert answers == {role: [200, 200] if yes else [403, 403] for role, yes in allowed.items()}
    assert {role for role, yes in allowed.items() if yes} == {Role.AUDITOR, Role.ACCOUNTS}


def test_who_keeps_the_accounts_reads_of_them_alone_whatever_he_asks_for(client, auditor):
    one_of_each(auditor)
    of_accounts = ["一条账号", "一条角色", "一条登录"]
    assert listed(client)[:8] == [f"一条{kind.label}" for kind in reversed(Kind)]
    client.force_login(make_user(role=Role.ACCOUNTS))
    assert listed(client) == of_accounts
    assert listed(client, kind="review") == []
    assert client.post(f"{TABLE}?kind=review").status_code == 302
    assert [row[3] for row in table(client)[1:]] == of_accounts


def test_it_is_looked_at_and_the_table_is_asked_for_by_a_button(client, auditor):
    assert client.post(AUDIT).status_code == 405
    assert client.get(TABLE).status_code == 405


# --- finding --------------------------------------------------------------------------------------


def test_lines_are_found_by_person_kind_day_and_words(client, auditor, time_machine):
    editor = make_editor("沈墨")
    for day, (user, kind, words) in enumerate(
        [
            (editor, Kind.EDIT, "改了报头"),
            (auditor, Kind.EDIT, "看了"),
            (editor, Kind.ROLES, "给了"),
        ]
    ):
        time_machine.move_to(NOON + dt.timedelta(days=day), tick=False)
        trail.note(user, kind, words)
    assert listed(client) == ["给了", "看了", "改了报头"]
    assert listed(client, who="沈墨") == ["给了", "改了报头"]
    assert listed(client, kind="edit") == ["看了", "改了报头"]
    assert listed(client, since="2026-03-04", until="2026-03-04") == ["看了"]
    assert listed(client, q="报头") == ["改了报头"]
    assert listed(client, q="没有") == []


def test_days_are_the_paper_s(client, auditor, time_machine):
    """00:30 of the 4th in the paper's time zone is the 3rd in that of the database."""
    time_machine.move_to(dt.datetime(2026, 3, 3, 16, 30, tzinfo=dt.UTC), tick=False)
    trail.note(auditor, Kind.EDIT, "夜里")
    assert listed(client, since="2026-03-04") == ["夜里"]
    assert listed(client, until="2026-03-03") == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("since", "0001-01-01"),
        ("until", "9999-12-31"),
        ("since", "x"),
        ("kind", "\x00"),
        ("who", "a\x00"),
        ("q", "云\x00"),
        ("q", "云" * 61),
    ],
)
def test_what_cannot_be_asked_is_said_at_its_field_and_finds_nothing(client, auditor, name, text):
    trail.note(auditor, Kind.EDIT, "有")
    answer = client.get(AUDIT, {name: text})
    assert (list(answer.context["form"].errors), answer.context["lines"]) == ([name], [])


def test_thirty_lines_a_page_and_fifty_pages(client, auditor, monkeypatch):
    monkeypatch.setattr(desk_views, "DEEPEST", 2)
    for number in range(61):
        trail.note(auditor, Kind.EDIT, f"第{number}条")
    first, last = client.get(AUDIT), client.get(AUDIT, {"p": "9", "kind": "edit"})
    assert [line.words for line, _url in first.context["lines"]] == [
        f"第{number}条" for number in range(60, 30, -1)
    ]
    assert (last.context["number"], last.context["has_more"]) == (2, False)
    assert "只翻到第 2 页" in last.content.decode()
    assert 'href="?kind=edit&amp;p=1"' in last.content.decode()
    odd = ["\x00", "²", "0", "-1", "9" * 5000]
    assert [client.get(AUDIT, {"p": text}).context["number"] for text in odd] == [1] * 5


@pytest.mark.parametrize("rows", [1, 30])
def test_the_screen_costs_the_same_for_one_line_and_for_thirty(
    client, auditor, rows, django_assert_num_queries
):
    for number in range(rows):
        trail.note(make_user(), Kind.EDIT, "改", thing=make_section(f"栏{number}"))
        SignIn.objects.create(name="x", outcome="ok", user=auditor, printed_name="严审")
    client.get(AUDIT)
    with django_assert_num_queries(12):
        assert client.get(AUDIT).status_code == 200


def test_a_line_leads_to_its_thing_and_to_the_person_s_other_lines(client, auditor):
    section = make_section("冰川")
    trail.note(auditor, Kind.EDIT, "改名", thing=section)
    SignIn.objects.create(name="<b>", outcome="wrong", address="10.0.0.7")
    page = client.get(AUDIT).content.decode()
    url = reverse("admin:sections_section_change", args=[section.pk])
    assert f'<a href="{url}">冰川</a>' in page
    assert 'href="?who=%E4%B8%A5%E5%AE%A1"' in page
    assert '<b class="trail__who">“&lt;b&gt;”</b>' in page


# --- taking away ----------------------------------------------------------------------------------


def test_the_table_has_the_lines_asked_for_and_is_itself_recorded(client, auditor, time_machine):
    time_machine.move_to(NOON, tick=False)
    with trail.asked_from("10.0.0.7"):
        trail.note(auditor, Kind.EDIT, "改名", thing=make_section("冰川"))
    one_of_each(make_editor("沈墨"))
    assert table(client, who="严审", kind="edit") == [
        ["时间", "类别", "姓名", "所做的事", "对象", "网络地址"],
        ["2026-03-03 12:00:00", "编务", "严审", "改名", "冰川", "10.0.0.7"],
    ]
    line = TrailEntry.objects.newest_first().first()
    assert (line.kind, line.words) == ("export", "导出操作记录（姓名：严审；类别：编务）")


@pytest.mark.parametrize("first", "=+-@\t\r")
def test_no_cell_is_reckoned_with(client, auditor, first):
    trail.note(None, Kind.EDIT, f"{first}1+1", name=f"{first}cmd")
    [row] = table(client, kind="edit")[1:]
    assert row[2:4] == [f"'{first}cmd", f"'{first}1+1"]
