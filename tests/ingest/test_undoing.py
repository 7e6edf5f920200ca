"""撤销 and 重做 on the import desk: steps are kept both ways, and everybody takes back his own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ingest import intake as desk
from articles.ingest import undoing, worksheet
from articles.ingest.patches import AFTER, BEFORE, line_of, patch, turned
from articles.ingest.worksheet import CannotAmend, Decision, Worksheet
from articles.models import IntakeFile, IntakeStep
from tests.factories import make_editor
from tests.ingest.test_intake import STORY, begun, file_of

LINES = st.lists(st.sampled_from(["雪", "雨", "风", ""]), min_size=1, max_size=6)
DECISIONS = st.dictionaries(
    st.integers(1, 6), st.builds(Decision, role=st.sampled_from(["title", "caption"]))
)
SHEETS = st.builds(
    lambda lines, decisions: worksheet.pack(Worksheet(tuple(lines), {}, decisions)),
    LINES,
    DECISIONS,
)


@given(SHEETS, SHEETS)
def test_a_step_leads_from_one_worksheet_to_the_other_and_back(before, after):
    made = patch(before, after)
    if before == after:
        assert made is None
        return
    assert turned(before, made, AFTER) == after
    assert turned(after, made, BEFORE) == before


def test_a_step_keeps_only_what_differs():
    sheet = Worksheet(("雪", "雨", "风"), {}, {1: Decision(role="title")})
    made = patch(worksheet.pack(sheet), worksheet.pack(sheet.rewrite(2, "雨停\n了")))
    assert made == {
        "at": 1,
        "lines": [["雨"], ["雨停", "了"]],
        "looks": {},
        "decisions": {},
    }
    assert line_of(made) == 2


def test_a_step_that_changes_a_decision_alone_is_at_its_line():
    sheet = Worksheet(("雪", "雨", "风"))
    made = patch(worksheet.pack(sheet), worksheet.pack(sheet.decide(3, role="caption")))
    assert line_of(made) == 3


# --- on the desk ----------------------------------------------------------------------------------


@pytest.fixture
def editor(db):
    return make_editor("沈墨")


@pytest.fixture
def intake(editor):
    return begun(editor, STORY, STORY.replace("雪", "雨"))


def rewrite(intake, editor, text: str, *, order: int = 1, line: int = 3) -> None:
    desk.change(
        intake,
        file_of(intake, order),
        lambda sheet: sheet.rewrite(line, text),
        by=editor,
        expected=intake.version,
        said=f"改成{text}",
    )


def back(intake, editor) -> tuple[str, str]:
    return undoing.take_back(intake, by=editor, expected=intake.version)


def again(intake, editor) -> tuple[str, str]:
    return undoing.do_again(intake, by=editor, expected=intake.version)


def line(intake, order: int = 1, number: int = 3) -> str:
    return file_of(intake, order).worksheet["lines"][number - 1]


def test_steps_are_taken_back_and_done_again_in_their_order(intake, editor):
    first = line(intake)
    rewrite(intake, editor, "一。")
    rewrite(intake, editor, "二。")
    place = f"l{file_of(intake).pk}-3"
    assert back(intake, editor) == ("改成二。", place)
    assert line(intake) == "一。"
    assert back(intake, editor) == ("改成一。", place)
    assert line(intake) == first
    assert again(intake, editor) == ("改成一。", place)
    assert again(intake, editor) == ("改成二。", place)
    assert line(intake) == "二。"


def test_with_nothing_to_take_back_it_says_so_and_the_version_stays(intake, editor):
    version = intake.version
    for turn, words in ((back, "没有可以撤销的步骤。"), (again, "没有可以重做的步骤。")):
        with pytest.raises(CannotAmend, match=words):
            turn(intake, editor)
        intake.refresh_from_db()
        assert intake.version == version


def test_a_new_step_ends_what_could_be_done_again(intake, editor):
    rewrite(intake, editor, "一。")
    back(intake, editor)
    rewrite(intake, editor, "另一。")
    with pytest.raises(CannotAmend, match="没有可以重做"):
        again(intake, editor)


def test_a_step_that_changes_nothing_is_none(intake, editor):
    rewrite(intake, editor, "一。")
    back(intake, editor)
    rewrite(intake, editor, line(intake))
    again(intake, editor)
    assert line(intake) == "一。"


def test_a_step_over_several_sources_is_taken_back_as_one(intake, editor):
    before = [line(intake, order) for order in (1, 2)]
    sheets = {
        file: worksheet.unpack(file.worksheet).rewrite(3, "同。") for file in intake.files.all()
    }
    desk.change_all(intake, sheets, by=editor, expected=intake.version, said="都改")
    assert [line(intake, order) for order in (1, 2)] == ["同。", "同。"]
    back(intake, editor)
    assert [line(intake, order) for order in (1, 2)] == before


def test_a_colleagues_step_is_not_taken_back_by_another(intake, editor):
    colleague = make_editor("林晓")
    rewrite(intake, editor, "我的。")
    rewrite(intake, colleague, "她的。")
    with pytest.raises(CannotAmend, match="改成她的。）是林晓做的，要由林晓来撤销"):
        back(intake, editor)
    intake.refresh_from_db()
    assert line(intake) == "她的。"
    back(intake, colleague)
    back(intake, editor)
    assert line(intake) == "近日，青石渡落了今年第一场雪。"


def test_what_a_colleague_took_back_is_his_to_do_again(intake, editor):
    rewrite(intake, editor, "我的。")
    back(intake, editor)
    with pytest.raises(CannotAmend, match="要由沈墨来重做"):
        again(intake, make_editor("林晓"))
    assert line(intake) == "近日，青石渡落了今年第一场雪。"


def test_an_old_screen_takes_back_nothing(intake, editor):
    rewrite(intake, editor, "我的。")
    seen = intake.version
    desk.aim(intake, by=make_editor("林晓"), expected=seen, page_name="要闻")
    with pytest.raises(desk.StaleIntake, match="林晓刚刚"):
        undoing.take_back(intake, by=editor, expected=seen)
    assert line(intake) == "我的。"


def test_restoring_a_source_can_be_taken_back(intake, editor):
    rewrite(intake, editor, "我的。")
    desk.restore(intake, file_of(intake), by=editor, expected=intake.version)
    assert back(intake, editor)[0] == "恢复来稿原样"
    assert line(intake) == "我的。"


def test_the_last_steps_are_kept(intake, editor):
    for number in range(undoing.KEPT + 2):
        rewrite(intake, editor, f"第{number}回。", order=1 + number % 2)
    said = IntakeStep.objects.order_by("number").values_list("said", flat=True)
    assert list(said) == [f"改成第{number}回。" for number in range(2, undoing.KEPT + 2)]


def test_the_steps_of_a_source_go_with_it_and_those_of_an_import_when_it_is_done(intake, editor):
    rewrite(intake, editor, "一。")
    rewrite(intake, editor, "二。", order=2)
    desk.remove(intake, file_of(intake, 2), by=editor, expected=intake.version)
    assert list(IntakeStep.objects.values_list("said", flat=True)) == ["改成一。"]
    desk.accept(intake, by=editor, expected=intake.version)
    assert IntakeStep.objects.count() == 0


def test_a_step_stays_small_on_a_long_page(editor):
    text = "".join(f"## 第{n}座气象站\n第{n}座气象站建成。\n" for n in range(1, 61))
    intake = begun(editor, text)
    rewrite(intake, editor, "第一座气象站建成。", line=2)
    assert IntakeStep.objects.get().patch["lines"] == [
        ["第1座气象站建成。"],
        ["第一座气象站建成。"],
    ]
    assert len(IntakeFile.objects.get().worksheet["lines"]) == 120
