"""The whole table, cell by cell."""

from itertools import product

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from articles import permissions
from articles.models import Issue
from articles.models.article import State
from articles.models.issue import State as IssueState
from articles.permissions import TABLE, Act, Role, may
from tests import matrix
from tests.factories import DATE, make_article, make_user

pytestmark = pytest.mark.django_db


def people() -> dict[str, tuple[object, set[Role]]]:
    """One of each role, one with none, one who has left, and the administrator of the system, who has them all."""
    each = {role.value: (make_user(role=role), {role}) for role in Role}
    gone = make_user(role=list(Role))
    gone.is_active = False
    return each | {
        "nobody": (make_user(is_staff=True), set()),
        "gone": (gone, set()),
        "root": (make_user(is_staff=True, is_superuser=True), set(Role)),
    }


def test_every_act_has_its_row_in_both_tables():
    assert set(TABLE) == set(Act) == {*matrix.STORIES, *matrix.ISSUES, *matrix.PAPER}


def test_every_cell_of_the_stories_is_as_it_is_written():
    story = make_article(signed=False)
    cells, wrong = 0, []
    for (name, (user, roles)), own in product(people().items(), (True, False)):
        story.created_by = user if own else None
        for act, state in product(matrix.STORIES, State):
            story.state, cells = state, cells + 1
            if may(user, act, story) != matrix.allows(act, roles, state, is_own=own):
                wrong.append((name, act, state, "own" if own else "another's"))
    assert (wrong, cells) == ([], 12 * 2 * 13 * 8)


def test_every_cell_of_the_issues_and_of_the_paper_is_as_it_is_written():
    cells, wrong = 0, []
    issue = Issue(date=DATE)
    for (name, (user, roles)), state in product(people().items(), IssueState):
        issue.state = state
        for act in [*matrix.ISSUES, *matrix.PAPER]:
            cells += 1
            written = any(
                role in matrix.PAPER[act].split()
                if act in matrix.PAPER
                else state[0].upper() in matrix.ISSUES[act].get(role, "")
                for role in roles
            )
            if may(user, act, issue) != written:
                wrong.append((name, act, state))
    assert (wrong, cells) == ([], 12 * 4 * 15)


def test_without_a_thing_it_is_asked_whether_there_is_any():
    for user, roles in people().values():
        asked = {act: may(user, act) for act in Act}
        assert asked == {
            act: bool(roles & {role for row in TABLE[act] for role in row.roles}) for act in Act
        }


def test_a_printed_name_makes_a_story_one_s_own():
    reporter = make_user("何晓", role=Role.REPORTER)
    story = make_article(signature="（本报记者 何晓 杨小禾）", signed=False)
    others = make_article(signature="（杨小禾）", signed=False)
    unit = make_user("云岭科协", role=Role.REPORTER)
    theirs = make_article(signature="（云岭科协）", signed=False)
    assert [permissions.is_own(reporter, each) for each in (story, others)] == [True, False]
    assert may(reporter, Act.EDIT, story)
    assert not permissions.is_own(unit, theirs)


def test_whom_to_ask_is_named_in_the_order_of_the_roles():
    assert permissions.roles_for(Act.APPROVE, State.SECOND) == [Role.HEAD]
    assert permissions.roles_for(Act.SUBMIT, State.DRAFT) == [
        Role.REPORTER,
        Role.EDITOR,
        Role.HEAD,
        Role.CHIEF,
    ]


# --- groups ---------------------------------------------------------------------------------------


def test_the_groups_are_the_roles():
    assert set(Group.objects.values_list("name", flat=True)) == {role.value for role in Role}


def test_who_keeps_accounts_has_no_right_to_the_paper_and_an_auditor_changes_nothing():
    rights = {
        role: sorted(Group.objects.get(name=role).permissions.values_list("codename", flat=True))
        for role in (Role.ACCOUNTS, Role.AUDITOR)
    }
    assert rights[Role.ACCOUNTS] == ["add_user", "change_user", "view_user"]
    assert {codename.split("_")[0] for codename in rights[Role.AUDITOR]} == {"view"}


@pytest.mark.parametrize(
    ("right", "act"),
    [
        ("articles.change_article", Act.EDIT),
        ("articles.delete_article", Act.DELETE),
        ("articles.change_page", Act.ASSEMBLE),
        ("articles.add_intake", Act.IMPORT),
        ("articles.view_article", Act.SEE_UNPUBLISHED),
        ("auth.change_user", Act.KEEP_ACCOUNTS),
    ],
)
def test_the_lists_of_the_admin_are_open_to_those_whom_the_table_names(right, act):
    users = [make_user(role=role) for role in Role]
    assert [user.has_perm(right) for user in users] == [may(user, act) for user in users]


@pytest.mark.django_db(transaction=True)
def test_the_two_roles_of_before_keep_what_they_could_do_and_come_back():
    executor = MigrationExecutor(connection)
    executor.migrate([("articles", "0014_proofs_and_previews")])
    apps = (
        MigrationExecutor(connection)
        .loader.project_state([("articles", "0014_proofs_and_previews")])
        .apps
    )
    Users, Groups = apps.get_model("auth", "User"), apps.get_model("auth", "Group")  # noqa: N806 (models)
    Groups.objects.all().delete()
    for name in ("采编", "编辑"):
        Users.objects.create(username=name).groups.add(Groups.objects.create(name=name))
    story, user = apps.get_model("articles", "Article"), Users.objects.first()
    signed = story.objects.create(title="签过的")
    version = apps.get_model("articles", "Version").objects.create(
        article=signed, number=1, title="签过的", fingerprint="v", created_by=user
    )
    story.objects.filter(pk=signed.pk).update(latest_version=version, state="signed_off")
    assert groups_after(executor.loader.graph.leaf_nodes()) == {
        "采编": {"记者"},
        "编辑": {"责任编辑", "部主任", "总编辑", "版面编辑", "发布员"},
    }
    now = MigrationExecutor(connection).loader.project_state().apps
    assert now.get_model("articles", "Article").objects.get().signed_version_id == version.pk
    assert groups_after([("articles", "0014_proofs_and_previews")]) == {
        "采编": {"采编"},
        "编辑": {"编辑"},
    }
    groups_after(executor.loader.graph.leaf_nodes())


def groups_after(targets) -> dict[str, set[str]]:
    MigrationExecutor(connection).migrate(targets)
    rows = Group.user_set.through.objects.values_list("user__username", "group__name")
    found: dict[str, set[str]] = {}
    for name, group in rows:
        found.setdefault(name, set()).add(group)
    return found
