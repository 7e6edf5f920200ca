"""The story form takes one clean story; whatever is open to doubt is looked at on the desk."""

from __future__ import annotations

import pytest

from articles.forms.story import ArticleForm
from articles.ingest import intake as desk
from articles.models import Intake
from tests.factories import make_editor

pytestmark = pytest.mark.django_db

STORY = "# 雪后的青石渡\n\n近日，青石渡落了今年第一场雪。\n\n（何晓）\n"


@pytest.fixture
def editor():
    return make_editor("沈墨")


def begun(editor, text: str) -> Intake:
    intake = desk.begin(by=editor)
    assert desk.add_files(intake, [("来稿.txt", text.encode())], by=editor, expected=1) == []
    return intake


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("场雪。", "场雪"),
        ("近日，", "近日,"),
        ("今年第一", "今年的的第一"),
        ("# 雪后", "没有标题的一行。\n\n# 雪后"),
    ],
    ids=["defect", "half width", "proofreading", "defect of the page"],
)
def test_a_single_story_that_is_open_to_doubt_stays_on_the_desk(editor, old: str, new: str):
    assert desk.single(begun(editor, STORY)) is not None
    assert desk.single(begun(editor, STORY.replace(old, new))) is None


def test_a_single_story_whose_signature_is_not_understood_stays_on_the_desk(editor):
    text = STORY.replace("（何晓）", "（何晓，在雪停之后的那一天）")
    intake = begun(editor, text)
    desk.change(
        intake,
        intake.files.get(),
        lambda sheet: sheet.decide(5, role="signature"),
        by=editor,
        expected=intake.version,
    )
    assert desk.single(intake) is None


def test_a_signature_in_two_lines_keeps_them_in_the_story_form():
    printed = "作者：何 晓\n望溪县科协"
    assert f"{printed}</textarea>" in str(ArticleForm(initial={"signature": printed})["signature"])
    form = ArticleForm({"title": "雪后的青石渡", "signature": printed.replace("\n", "\r\n")})
    form.full_clean()
    assert form.cleaned_data["signature"] == printed


def test_a_quotation_over_several_paragraphs_is_no_doubt(editor):
    text = "# 雪后的青石渡\n\n他说：“雪停了。\n\n“路也通了。”\n\n（何晓）\n"
    assert desk.single(begun(editor, text)) is not None
