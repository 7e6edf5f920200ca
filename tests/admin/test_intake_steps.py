"""What the import desk's steps say and take back, over HTTP; what it says of lines that went into no story."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from articles.models import HouseWord, Intake
from tests.admin.test_intake_desk import TWO, add, press, said, titles, url_of
from tests.factories import make_editor

pytestmark = pytest.mark.django_db

CAREFUL = TWO.replace("夜课讲星空。", "夜课讲最大的星，这是最大的课。").replace(
    "落了雪。", "落了最大的雪。"
)


def remarks(response) -> list[str]:
    """The sentences below the parts."""
    found = re.findall(
        r'<li class="remark [^>]*>(.*?)(?:\s*<button|</li>)', response.content.decode(), re.DOTALL
    )
    return [each.strip() for each in found]


def buttons(response, form: str) -> list[str]:
    """What the remarks' buttons of that form send."""
    rows = re.findall(r'<li class="remark .*?</li>', response.content.decode(), re.DOTALL)
    return re.findall(rf'form="{form}"[^>]* value="([^"]+)"', "".join(rows))


def turns(response) -> list[tuple[str, str]]:
    """What the buttons for taking back and doing again are called."""
    return re.findall(r'data-turn="(\w+)".*?title="([^"]*)"', response.content.decode())


# --- advice ---------------------------------------------------------------------------------------


def test_advice_stands_below_its_part_with_its_sentence(client, editor):
    HouseWord.objects.create(wrong="最大", kind="careful", note="没有比较范围不用")
    assert remarks(add(client, text=CAREFUL)) == [
        "“最大”慎用（没有比较范围不用）。",
        "“最大”慎用（没有比较范围不用）。（共 2 处）",
    ]


def test_safe_fixes_are_no_advice(client, editor):
    response = add(client)
    assert "规范全部标点（1 处）" in response.content.decode()
    assert remarks(response) == []


def test_advice_is_ignored_in_its_paragraph_and_the_step_taken_back(client, editor):
    HouseWord.objects.create(wrong="最大", kind="careful")
    response = add(client, text=CAREFUL)
    intake = Intake.objects.get()
    first, second = buttons(response, "ignore")
    assert remarks(press(client, intake, "ignore", fix=second)) == ["“最大”慎用。"]
    assert remarks(client.get(url_of(intake))) == ["“最大”慎用。"]
    assert (
        "<mark" not in re.findall(r"夜课讲.*?</p>", client.get(url_of(intake)).content.decode())[-1]
    )
    assert remarks(press(client, intake, "ignore", fix=first)) == []
    assert remarks(press(client, intake, "undo")) == ["“最大”慎用。"]
    assert remarks(press(client, intake, "undo")) == ["“最大”慎用。", "“最大”慎用。（共 2 处）"]


def test_another_word_on_the_line_is_still_advised_against(client, editor):
    HouseWord.objects.create(wrong="最大", kind="careful")
    HouseWord.objects.create(wrong="夜课", kind="careful", right="晚课")
    response = add(client, text=CAREFUL.replace("白鹿书院 开了夜课", "白鹿书院 开课"))
    left = press(client, Intake.objects.get(), "ignore", fix=buttons(response, "ignore")[1])
    assert remarks(left) == ["“最大”慎用。", "“最大”慎用。（共 2 处）"]


def test_a_suggestion_is_taken_from_its_row(client, editor):
    HouseWord.objects.create(wrong="夜课讲", kind="careful", right="晚课讲")
    response = add(client)
    (fix,) = buttons(response, "fix")
    response = press(client, Intake.objects.get(), "fix", fix=fix)
    assert remarks(response) == []
    assert "晚课讲星空。" in Intake.objects.get().files.get().worksheet["lines"]


@pytest.mark.parametrize("fix", ["", "1|5.0-3|0-2", "{file}|5.0-6|0-2:P00", "{file}|9.0-6|0-2:P25"])
def test_advice_that_is_not_there_is_refused_in_words(client, editor, fix: str):
    HouseWord.objects.create(wrong="夜课", kind="careful")
    add(client)
    intake = Intake.objects.get()
    response = press(client, intake, "ignore", fix=fix.format(file=intake.files.get().pk))
    assert response.status_code == 409
    assert len(said(response)) == 1
    assert Intake.objects.get().version == intake.version


def test_an_import_given_up_has_advice_without_buttons(client, editor):
    HouseWord.objects.create(wrong="夜课讲", kind="careful", right="晚课讲")
    add(client)
    intake = Intake.objects.get()
    response = client.post(url_of(intake, "drop"), {"seen_version": intake.version}, follow=True)
    assert remarks(response) == ["“夜课讲”慎用，建议用“晚课讲”。"]
    assert buttons(response, "ignore") + buttons(response, "fix") == []


# --- taking back ----------------------------------------------------------------------------------


def test_the_buttons_say_what_they_take_back_and_do_again(client, editor):
    response = add(client)
    intake = Intake.objects.get()
    nothing = [("undo", "没有可以撤销的步骤"), ("redo", "没有可以重做的步骤")]
    assert turns(response) == nothing
    ruled = press(client, intake, "rule", line=4, role="subhead")
    assert turns(ruled) == [("undo", "撤销：第 4 行定为小标题（Ctrl+Z）"), nothing[1]]
    undone = press(client, intake, "undo")
    assert said(undone) == ["已撤销：第 4 行定为小标题。"]
    assert titles(undone) == ["雪后的青石渡", "白鹿书院 开了夜课"]
    assert turns(undone) == [nothing[0], ("redo", "重做：第 4 行定为小标题（Ctrl+Y）")]
    redone = press(client, intake, "redo")
    assert said(redone) == ["已重做：第 4 行定为小标题。"]
    assert titles(redone) == ["雪后的青石渡"]


@pytest.mark.parametrize(
    ("do", "fields", "name"),
    [
        ("rule", {"line": 4, "role": ""}, None),
        ("rule", {"line": 3, "role": "discard"}, "第 3 行定为不用"),
        ("amend", {"key": "5.0-6", "text": "夜课讲月亮。"}, "改第 5 行的文字"),
        ("decide", {"line": 1, "section": "科普之窗"}, "第 1 行的一篇定栏目"),
        ("decide", {"line": 1, "fate": "discarded", "reason": "登过"}, "第 1 行的一篇不用"),
        ("join", {"line": 4}, "第 4 行的一篇并入上一篇"),
        ("settle", {"line": 1, "kind": "truncated"}, "第 1 行已核对"),
        ("fix-story", {"line": 1}, "规范第 1 行一篇的标点"),
        ("fix-all", {}, "规范各篇标点"),
        ("restore", {}, None),
    ],
)
def test_every_step_is_taken_back_whole_and_called_by_name(client, editor, do, fields, name):
    add(client)
    intake = Intake.objects.get()
    before = intake.files.get().worksheet
    response = press(client, intake, do, **fields)
    assert response.status_code == 200
    if name is None:  # it changed nothing
        assert intake.files.get().worksheet == before
        return
    assert intake.files.get().worksheet != before
    assert said(press(client, intake, "undo")) == [f"已撤销：{name}。"]
    assert intake.files.get().worksheet == before


def test_a_colleagues_step_stays_and_it_is_said_whose_it_is(client, editor):
    add(client)
    intake = Intake.objects.get()
    press(client, intake, "rule", line=4, role="subhead")
    client.force_login(make_editor("林晓"))
    response = press(client, intake, "undo")
    assert response.status_code == 409
    assert said(response) == [
        "这一步（第 4 行定为小标题）是沈墨做的，要由沈墨来撤销；您可以直接再改。"
    ]
    assert titles(response) == ["雪后的青石渡"]


# --- what went into no story ----------------------------------------------------------------------

LETTER = "编辑老师：\n\n# 雪后的青石渡\n\n近日，青石渡落了雪。\n\n（何晓）\n\n此致\n敬礼\n"
ASIDE = re.compile(r'<section class="aside-lines".*?</section>', re.DOTALL)


def test_the_story_form_says_which_lines_it_left_out_and_where_they_are(client, editor):
    page = add(client, text=LETTER).content.decode()
    box = ASIDE.search(page)[0]
    assert "来稿里有 3 处没有放进这篇稿件" in box
    assert re.findall(r"第 (\d+) 行“([^”]+)”", box) == [
        ("1", "编辑老师："),
        ("9", "此致"),
        ("10", "敬礼"),
    ]
    link = re.search(r'href="([^"]+)"', box)[1]
    assert link == url_of(Intake.objects.get())
    assert titles(client.get(link)) == ["雪后的青石渡"]


def test_the_story_form_still_says_it_when_it_comes_back_with_an_error(client, editor):
    form = add(client, text=LETTER)
    response = client.post(form.redirect_chain[-1][0], {"title": ""})
    assert ASIDE.search(response.content.decode()) is not None


def test_a_story_form_with_every_line_in_it_says_nothing(client, editor):
    assert ASIDE.search(add(client, text=LETTER[7:-7]).content.decode()) is None
    assert ASIDE.search(client.get(reverse("admin:articles_article_add")).content.decode()) is None
