"""An import that fails midway, or comes too late, leaves nothing: no row and no file."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from articles import assembly, images, publishing, workflow, writing
from articles.ingest import apply, plan
from articles.ingest.target import Refused
from articles.models import Issue, Page
from tests.factories import DATE as DAY
from tests.factories import make_issue, make_user
from tests.ingest.papers import DATE, PAGE, put_rich
from tests.stored import everything, run

pytestmark = pytest.mark.django_db

FASTER = "稿.md：2026-03-04 的报纸刚刚被别人建立、改动或删去，没有导入；请再导入一次。"


@pytest.mark.parametrize(
    ("module", "act", "call"),
    [
        (images, "record", 1),
        (writing, "save", 1),
        (writing, "save", 3),
        (workflow, "admit", 2),
        (assembly, "add_page", 1),
        (assembly, "arrange", 1),
        (images, "write", 1),
    ],
)
def test_a_failure_midway_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module, act: str, call: int
):
    file, calls, real = put_rich(tmp_path), [], getattr(module, act)

    def fail(*args, **kwargs):
        calls.append(args)
        if len(calls) == call:
            raise RuntimeError("the power went")
        return real(*args, **kwargs)

    monkeypatch.setattr(module, act, fail)
    before = everything()
    with pytest.raises(RuntimeError, match="the power went"):
        run("import_page", file, *DATE)
    assert everything() == before
    assert len(calls) == call


def make(**target) -> plan.Plan:
    """A plan for PAGE, made before the others came."""
    return plan.make(PAGE.encode(), "稿.md", plan.Target(**{"date": DAY} | target))


def too_late(made: plan.Plan) -> str:
    """What the second is told; he has written nothing."""
    by = make_user()
    before = everything()
    with pytest.raises(Refused) as refused:
        apply.apply(made, by=by)
    assert everything() == before
    return str(refused.value)


@pytest.mark.parametrize(
    "other",
    [
        lambda: make_issue(),
        lambda: make_issue(kind="combined"),
        lambda: make_issue(DAY + dt.timedelta(days=7), total_number=1250),
        lambda: apply.apply(make(total_number=1250), by=make_user()),
    ],
    ids=["the day", "the day, combined", "the number", "the same page"],
)
def test_a_new_issue_that_somebody_made_first(other: Callable[[], object]):
    made = make(total_number=1250)
    other()
    assert too_late(made) == FASTER


def test_an_issue_that_somebody_deleted():
    issue = make_issue(pages=0)
    made = make()
    issue.delete()
    assert too_late(made) == FASTER


def test_a_number_that_somebody_else_took_first():
    make_issue(total_number=None, pages=0)
    made = make(total_number=1250)
    make_issue(DAY + dt.timedelta(days=7), total_number=1250)
    assert too_late(made) == FASTER
    assert Issue.objects.get(date=DAY).total_number is None


def test_an_issue_that_somebody_signed():
    issue = make_issue(total_number=1250)
    made = make()
    publishing.publish(issue, by=make_user())
    assert too_late(made) == (
        "稿.md：2026年3月4日（总第1250期）已出版，版面不能再动；确需改动，请先撤回本期。"
    )


def test_a_page_that_somebody_added():
    issue = make_issue(total_number=1250, pages=0)
    made = make()
    assembly.add_page(issue, 2, name="要闻")
    assert too_late(made) == "稿.md：2026年3月4日（总第1250期）已有第02版。"
    assert Page.objects.get().name == "要闻"
