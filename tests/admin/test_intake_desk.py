"""The import desk over HTTP, as it works without scripts: every button is a form."""

from __future__ import annotations

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles import writing
from articles.models import Article, Intake, Issue, Page
from articles.models.intake import State
from articles.permissions import Role
from tests.factories import DATE, EDITOR, make_editor, make_user
from tests.ingest.papers import PAGE

pytestmark = pytest.mark.django_db

TWO = (
    "## 雪后的青石渡\n近日,青石渡落了雪。\n（何晓）\n## 白鹿书院 开了夜课\n夜课讲星空。\n（林舟）\n"
)
AIM = {"goal": "pool", "kind": "regular"}
ONTO_PAGE = {
    "goal": "page",
    "kind": "regular",
    "date": str(DATE),
    "total_number": 1250,
    "page_number": 2,
}


def add(client, text: str = TWO, **fields):
    url = reverse("admin:articles_intake_add")
    return client.post(url, AIM | {"text": text} | fields, follow=True)


def url_of(intake: Intake, act: str = "") -> str:
    if act:
        return reverse(f"admin:intake_{act}", args=[intake.pk])
    return reverse("admin:articles_intake_change", args=[intake.pk])


def press(client, intake: Intake, do: str, **fields):
    """A button of the desk, as the screen of now would send it."""
    intake.refresh_from_db()
    fields = {"seen_version": intake.version, "file": intake.files.first().pk} | fields
    return client.post(url_of(intake, "step"), {"do": do} | fields, follow=True)


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def titles(response) -> list[str]:
    page = response.content.decode()
    found = re.findall(r'<h3 id="s[^>]*><span[^>]*>\d+</span> ([^<]*)</h3>', page)
    return [title.replace("\n", " ") for title in found]


def parts(response, kind: str) -> list[str]:
    """The keys of the parts of that kind, in order."""
    found = re.findall(
        rf'class="part part--{kind}" id="p\d+-([\d.,-]+)"', response.content.decode()
    )
    return list(found)


def test_pasted_text_becomes_stories_beside_their_source(client, editor):
    response = add(client)
    assert titles(response) == ["雪后的青石渡", "白鹿书院 开了夜课"]
    page = response.content.decode()
    assert page.count('class="line__number"') == 6
    assert Article.objects.count() == 0


def test_files_of_mixed_kinds_come_in_together_and_a_bad_one_is_named(client, editor):
    files = [
        SimpleUploadedFile("甲.txt", TWO.encode("gb18030")),
        SimpleUploadedFile("坏.md", b"\x00\x01\x02"),
    ]
    response = add(client, text="", files=files)
    assert len(titles(response)) == 2
    assert [sentence[:4] for sentence in said(response)] == ["坏.md"]


def test_nothing_given_is_said_at_the_form(client, editor):
    response = add(client, text=" ")
    assert "请粘贴来稿，或选择文件。" in response.content.decode()
    assert Intake.objects.count() == 0


def test_a_page_without_a_date_is_said_at_its_field_and_the_text_stays(client, editor):
    response = add(client, goal="page")
    page = response.content.decode()
    assert "要排进某期某版，请先写明出版日期。" in page
    assert "雪后的青石渡" in page
    assert Intake.objects.count() == 0


def test_a_line_is_said_to_be_something_else(client, editor):
    add(client)
    intake = Intake.objects.get()
    response = press(client, intake, "rule", line=4, role="subhead")
    assert titles(response) == ["雪后的青石渡"]
    response = press(client, intake, "rule", line=4, role="")
    assert titles(response) == ["雪后的青石渡", "白鹿书院 开了夜课"]


def test_a_title_is_amended_in_place_with_its_printed_break(client, editor):
    response = add(client)
    intake, key = Intake.objects.get(), parts(response, "title")[0]
    opened = client.get(f"{url_of(intake)}?open={intake.files.get().pk}:{key}")
    assert '<textarea name="text"' in opened.content.decode()
    response = press(client, intake, "amend", key=key, text="雪后的\r\n青石渡 今天")
    press(client, intake, "decide", line=4, fate="discarded", reason="重复")
    client.post(url_of(intake, "accept"), {"seen_version": intake.version + 1})
    assert [article.title for article in Article.objects.all()] == ["雪后的\n青石渡 今天"]


def test_the_second_of_two_keeps_what_he_typed(client, editor):
    response = add(client)
    intake, key = Intake.objects.get(), parts(response, "paragraph")[0]
    stale = intake.version
    press(client, intake, "rule", line=1, role="title")
    response = press(
        client, intake, "amend", key=key, text="我打了很久的一段。", seen_version=stale
    )
    assert response.status_code == 409
    assert "您这一步没有保存" in said(response)[0]
    assert "我打了很久的一段。</textarea>" in response.content.decode()


def test_one_fix_and_all_fixes_of_punctuation(client, editor):
    response = add(client, text=TWO.replace("夜课讲", "夜课,讲"))
    intake = Intake.objects.get()
    button = re.search(r'name="fix" value="([^"]+)"', response.content.decode())[1]
    assert "规范全部标点（2 处）" in response.content.decode()
    response = press(client, intake, "fix", fix=button)
    assert "规范全部标点（1 处）" in response.content.decode()
    response = press(client, intake, "fix-all")
    assert "规范全部标点" not in response.content.decode()
    assert [line for line in intake.files.get().worksheet["lines"] if "," in line] == []


@pytest.mark.parametrize("fields", [{"do": "fix-story", "line": 4}, {"do": "fix-all"}])
def test_all_fixes_leave_none_for_a_second_press(client, editor, fields):
    add(client, text=TWO.replace("夜课讲星空", "夜课(连讲三晚!)讲《星空》! 《月亮》"))
    response = press(client, Intake.objects.get(), fields.pop("do"), **fields)
    assert "夜课（连讲三晚！）讲《星空》！《月亮》。" in response.content.decode()


def test_a_section_is_chosen_and_a_defect_settled(client, editor):
    response = add(client, text="科普之窗 KE PU ZHI CHUANG\n" + TWO.replace("落了雪。", "落了雪"))
    intake = Intake.objects.get()
    assert "稿件结尾没有句号" in response.content.decode()
    response = press(client, intake, "settle", line=3, kind="truncated")
    assert "稿件结尾没有句号" not in response.content.decode()
    press(client, intake, "decide", line=2, section="")
    press(client, intake, "decide", line=5, section="科普之窗")
    intake.refresh_from_db()
    client.post(url_of(intake, "accept"), {"seen_version": intake.version})
    assert [
        article.section.name if article.section else None
        for article in Article.objects.order_by("pk")
    ] == [None, "科普之窗"]


def test_discarding_needs_a_reason(client, editor):
    add(client)
    response = press(client, Intake.objects.get(), "decide", line=1, fate="discarded", reason=" ")
    assert said(response) == ["不用一篇稿件要写明原因，日后好查。"]


@pytest.mark.parametrize(
    "fields", [{"do": "burn"}, {"do": "fix", "fix": "1|x"}, {"do": "rule", "line": "一"}]
)
def test_a_forged_step_is_refused_in_words(client, editor, fields):
    add(client)
    intake = Intake.objects.get()
    response = press(client, intake, fields.pop("do"), **fields)
    assert response.status_code == 409
    assert len(said(response)) == 1
    assert Intake.objects.get().version == intake.version


@pytest.mark.parametrize(
    ("do", "fields", "status"),
    [
        ("rule", {"line": 3, "role": "bogus"}, 409),
        ("rule", {"line": 3, "role": "discard", "reason": "\x00多余"}, 200),
        ("decide", {"line": 1, "section": "科普\x00"}, 200),
        ("settle", {"line": 1, "kind": "\x00"}, 409),
    ],
)
def test_no_posted_word_is_more_than_a_database_takes(client, editor, do, fields, status):
    add(client)
    assert press(client, Intake.objects.get(), do, **fields).status_code == status
    assert "\\u0000" not in json.dumps(Intake.objects.get().files.get().worksheet)


def test_a_paragraph_of_a_thousand_pieces_is_named_shortly(client, editor):
    text = "# 题目\n" + "春天来了以后\n" * 1000 + "。\n"
    response = add(client, text=text)
    assert max(map(len, parts(response, "paragraph"))) < 60


def test_from_paste_to_page_in_one_act(client, editor):
    add(client, text=PAGE, **ONTO_PAGE)
    intake = Intake.objects.get()
    response = client.post(url_of(intake, "accept"), {"seen_version": intake.version}, follow=True)
    assert said(response) == ["已入库：新稿 2 篇。"]
    page = Page.objects.get()
    assert (page.issue.total_number, page.number, page.placements.count()) == (1250, 2, 2)
    assert "第02版：科协新闻 第1条" in response.content.decode()


def test_a_conflict_shows_both_texts(client, editor):
    add(client, text=PAGE, **ONTO_PAGE)
    intake = Intake.objects.get()
    client.post(url_of(intake, "accept"), {"seen_version": intake.version})
    story = Article.objects.get(title__startswith="白鹿县")
    story.body = story.body.replace("30户", "40户")
    writing.save(story, by=editor)
    response = add(client, text=PAGE.replace("30户", "35户"), **ONTO_PAGE)
    page = response.content.decode()
    assert "原稿已被改过" in page
    assert "<del>40</del><ins>35</ins>户果农" in page


def test_an_archive_import_is_for_those_who_may_sign_off(client):
    client.force_login(make_user("记者", role=Role.REPORTER))
    add(client)
    intake = Intake.objects.get()
    client.post(url_of(intake, "accept"), {"seen_version": intake.version, "origin": "archive"})
    assert set(Article.objects.values_list("origin", "state")) == {("desk", "draft")}


ONE = "引题：雪后\n\n本报讯 近日，青石渡落了今年第一场雪。\n\n（本报记者 何晓）\n"


def test_lines_beside_a_title_stand_in_the_story_form_as_they_were_set(client, editor):
    head = "引题：春到白鹿\u2028雪落青石\n\n# 雪后的青石渡\n——立冬一日\n——小雪一日\n\n"
    page = add(client, text=head + "近日，青石渡落了雪。\n\n（何晓）\n").content.decode()
    shown = re.findall(r'<textarea name="(kicker|subtitle)"[^>]*>\n?([^<]*)</textarea>', page)
    assert shown == [("kicker", "春到白鹿\n雪落青石"), ("subtitle", "——立冬一日\n——小雪一日")]


def test_a_single_story_goes_on_in_the_story_form_filled_in(client, editor):
    response = add(client, text="科协动态 KE XIE DONG TAI\n\n# 雪后的青石渡\n" + ONE)
    form = response.context["adminform"].form
    assert {
        name: form.initial[name] for name in ("kicker", "title", "dateline", "body", "signature")
    } == {
        "kicker": "雪后",
        "title": "雪后的青石渡",
        "dateline": "本报讯",
        "body": "<p>近日，青石渡落了今年第一场雪。</p>",
        "signature": "（本报记者 何晓）",
    }
    empty = {
        f"{kind}-{what}_FORMS": "0"
        for kind in ("image_uses", "bylines")
        for what in ("TOTAL", "INITIAL")
    }
    story = {
        "title": "雪后的青石渡",
        "body": form.initial["body"],
        "signature": "（本报记者 何晓）",
    }
    client.post(response.redirect_chain[-1][0], story | empty)
    article = Article.objects.get()
    assert bytes(article.arrival.source.data).decode().endswith(ONE)
    assert Intake.objects.get().state == State.ACCEPTED


def test_given_up_and_resumed(client, editor):
    add(client)
    intake = Intake.objects.get()
    response = client.post(url_of(intake, "drop"), {"seen_version": intake.version}, follow=True)
    assert "恢复整理" in response.content.decode()
    client.post(url_of(intake, "resume"))
    intake.refresh_from_db()
    assert intake.state == State.OPEN


def test_the_aim_is_changed_on_the_desk(client, editor):
    add(client)
    intake = Intake.objects.get()
    aim = ONTO_PAGE | {"seen_version": intake.version}
    response = client.post(url_of(intake, "aim"), aim, follow=True)
    assert "2026年3月4日 第02版" in response.content.decode()
    response = client.post(url_of(intake, "aim"), aim | {"date": ""}, follow=True)
    assert response.status_code == 422
    assert Issue.objects.count() == 0


def test_who_else_is_there_and_whether_the_screen_is_of_now(client, editor):
    add(client)
    intake = Intake.objects.get()
    other = make_editor("林晓")
    client.force_login(other)
    assert client.post(url_of(intake, "present")).json() == {
        "others": ["沈墨"],
        "version": intake.version,
        "by": "沈墨",
    }


def test_the_desk_costs_the_same_queries_for_one_story_and_for_thirty(
    client, editor, django_assert_num_queries
):
    for number in (1, 30):
        text = "".join(
            f"## 第{n}座气象站\n近日,第{n}座气象站建成。\n（何晓）\n" for n in range(1, number + 1)
        )
        add(client, text=text, goal="page", date=str(DATE), page_number=number)
        intake = Intake.objects.order_by("-pk").first()
        client.get(url_of(intake))
        with django_assert_num_queries(22):
            client.get(url_of(intake))


@pytest.mark.parametrize("act", ["step", "sources", "aim", "accept", "drop", "resume", "present"])
def test_nobody_without_the_right_comes_in(client, act):
    editor = make_editor()
    client.force_login(editor)
    add(client)
    intake = Intake.objects.get()
    client.force_login(make_user("客人", is_staff=True))
    response = client.post(url_of(intake, act), {"seen_version": intake.version})
    assert (response.status_code, response.url) == (302, reverse("admin:index"))
    assert client.get(url_of(intake)).status_code == 302
    assert Intake.objects.get().version == intake.version


def again_changed(client, editor, **fields):
    """The page has come in, 白鹿县's story was edited in the paper, and the page comes with another number in it."""
    add(client, text=PAGE, **ONTO_PAGE)
    intake = Intake.objects.get()
    client.post(url_of(intake, "accept"), {"seen_version": intake.version})
    story = Article.objects.get(title__startswith="白鹿县")
    for name, text in ({"body": story.body.replace("30户", "40户")} | fields).items():
        setattr(story, name, text)
    writing.save(story, by=editor)
    response = add(client, text=PAGE.replace("30户", "35户"), **ONTO_PAGE)
    return Intake.objects.order_by("-pk").first(), response.content.decode()


def test_the_comparison_shows_every_field_and_who_saved_last(client, editor):
    _intake, page = again_changed(
        client, editor, kicker="春到白鹿", subtitle="果农来听课", source="岚江日报"
    )
    compared = re.search(r'<p class="compare">(.*?)</p>', page, re.DOTALL)[1]
    words = re.sub(r"<[^>]+>", "", compared)
    assert [
        label
        for label in ("引题：", "标题：", "副题：", "电头：", "来源：", "署名：")
        if label in words
    ] == [
        "引题：",
        "标题：",
        "副题：",
        "电头：",
        "来源：",
        "署名：",
    ]
    assert re.search(r"库中原稿是沈墨 \d+月\d+日\d\d:\d\d 保存的第2稿", page)


def test_the_stored_story_is_kept_or_replaced_and_each_choice_can_be_taken_back(client, editor):
    intake, page = again_changed(client, editor)
    assert re.findall(r'name="fate" value="(\w*)">([^<]*)<', page) == [
        ("kept", "保留原稿"),
        ("taken", "用来稿替换原稿"),
    ]
    line = next(n for n, text in enumerate(PAGE.split("\n"), 1) if "果园课堂" in text)
    for fate, state, back in (
        ("kept", "保留原稿", "不保留了，再作选择"),
        ("taken", "用来稿替换原稿", "不替换了"),
    ):
        page = press(client, intake, "decide", line=line, fate=fate).content.decode()
        assert re.findall(r'name="fate" value="(\w*)">([^<]*)<', page) == [("", back)]
        assert f'">{state}</span>' in page
    page = press(client, intake, "decide", line=line, fate="").content.decode()
    assert "原稿已被改过" in page


def test_an_empty_file_among_others_is_named_and_refused_alone(client, editor):
    files = [
        SimpleUploadedFile("甲.txt", TWO.encode()),
        SimpleUploadedFile("空.txt", b""),
        SimpleUploadedFile("乙.txt", PAGE.encode()),
    ]
    response = add(client, text="", files=files)
    assert said(response) == ["空.txt：文件是空的，没有可导入的文字。"]
    assert list(Intake.objects.get().files.values_list("name", flat=True)) == ["甲.txt", "乙.txt"]


def test_doubts_are_counted_at_the_button(client, editor):
    page = add(client, text=TWO.replace("落了雪。", "落了雪")).content.decode()
    assert "1 处存疑，入库时写进内部备注" in page


def test_a_story_without_a_body_is_said_on_the_desk(client, editor):
    assert "这一篇只有标题，没有正文。" in add(client, text=TWO + "## 夜课之后\n").content.decode()


def test_what_cannot_be_taken_back_is_asked_once_more(client, editor):
    page = add(client).content.decode()
    asked = re.findall(r'<details class="sheet__ask">(.*?)</details>', page, re.DOTALL)
    assert [re.findall(r'name="do" value="(\w+)"', each) for each in asked] == [
        ["restore"],
        ["remove"],
    ]
    assert len(re.findall(r'value="(?:restore|remove)"', page)) == 2


def test_an_import_given_up_is_only_shown(client, editor):
    add(client, text=TWO.replace("落了雪。", "落了雪"))
    intake = Intake.objects.get()
    url = url_of(intake, "drop")
    response = client.post(url, {"seen_version": intake.version}, follow=True)
    page = response.content.decode()
    sheet = page[page.index('<fieldset class="sheet__closed" disabled>') :]
    assert titles(response) == ["雪后的青石渡", "白鹿书院 开了夜课"]
    assert set(re.findall(r"<button[^>]*>", sheet[: sheet.index("</fieldset>")])) == set(
        re.findall(r'<button form="fix"[^>]*>', sheet)
    )
    assert '<button class="button">恢复整理</button>' in page


def test_a_page_that_is_in_already_is_no_fault(client, editor):
    add(client, text=PAGE, **ONTO_PAGE)
    intake = Intake.objects.get()
    client.post(url_of(intake, "accept"), {"seen_version": intake.version})
    page = add(client, text=PAGE, **ONTO_PAGE).content.decode()
    assert '<ul id="problems" class="intake-problems intake-problems--none">' in page
    assert "2 篇都已入库，没有要做的事。" in page


def test_the_list_names_imports_and_people_as_they_are_printed(client):
    user = make_user("shenmo", role=EDITOR, first_name="沈墨")
    client.force_login(user)
    add(client)
    page = client.get(reverse("admin:articles_intake_changelist")).content.decode()
    row = page[page.index("<tbody>") : page.index("</tbody>")]
    assert "“雪后的青石渡”等2篇" in row
    assert (row.count("沈墨"), row.count("shenmo")) == (2, 0)


def test_what_was_not_used_is_listed_with_its_reason(client, editor):
    add(client, text=TWO + "编辑老师辛苦了。\n")
    intake = Intake.objects.get()
    press(client, intake, "decide", line=4, fate="discarded", reason="上周登过")
    press(client, intake, "rule", line=7, role="discard")
    intake.refresh_from_db()
    response = client.post(url_of(intake, "accept"), {"seen_version": intake.version}, follow=True)
    assert response.context["aside"] == [
        ("粘贴的来稿.txt", 4, "白鹿书院\n开了夜课", "上周登过"),
        ("粘贴的来稿.txt", 7, "编辑老师辛苦了。", "编辑弃用"),
    ]
    assert "<td>上周登过</td>" in response.content.decode()


def test_labels_end_with_a_chinese_colon(client, editor):
    new = client.get(reverse("admin:articles_intake_add")).content.decode()
    add(client)
    for page in (new, client.get(url_of(Intake.objects.get())).content.decode()):
        labels = re.findall(r"<label for=\"id_[^>]*>([^<]*)</label>", page)
        assert [label for label in labels if label.endswith(":")] == []
        assert "版名：" in labels
