"""An import in preparation: stored at every step, compared with what is there, written in one act."""

from __future__ import annotations

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, connection, transaction

from articles import assembly, writing
from articles.ingest import intake as desk
from articles.ingest import report
from articles.ingest.apply import keep_source
from articles.ingest.documents import opening
from articles.ingest.looking import look
from articles.ingest.target import Refused
from articles.ingest.worksheet import CannotAmend
from articles.models import Arrival, Article, Intake, IntakeFile, Origin, Page, Source
from articles.models.article import State as StoryState
from articles.models.intake import Goal, State
from sections.models import Section
from tests.factories import DATE, make_editor, make_published
from tests.ingest.papers import PAGE
from tests.stored import everything

pytestmark = pytest.mark.django_db

STORY = "# 雪后的青石渡\n\n近日，青石渡落了今年第一场雪。\n\n（何晓）\n"
ONTO_PAGE = {"goal": Goal.PAGE, "date": DATE, "total_number": 1250, "page_number": 2}


@pytest.fixture
def editor():
    return make_editor("沈墨")


def begun(editor, *texts: str, **aim) -> Intake:
    intake = desk.begin(by=editor, **aim)
    files = [(f"来稿{number}.txt", text.encode()) for number, text in enumerate(texts, 1)]
    assert desk.add_files(intake, files, by=editor, expected=intake.version) == []
    return intake


def accepted(editor, *texts: str, **aim) -> Intake:
    intake = begun(editor, *texts, **aim)
    desk.accept(intake, by=editor, expected=intake.version)
    return intake


def file_of(intake: Intake, order: int = 1) -> IntakeFile:
    return intake.files.get(order=order)


def actions(intake: Intake) -> list[tuple[str, str]]:
    return [(s.draft.title.text.split("\n")[0], s.action) for s in look(intake).plan.stories()]


def sentences(intake: Intake) -> list[str]:
    return [sentence for _row, _line, sentence in look(intake).problems]


# --- what comes in --------------------------------------------------------------------------------


def test_a_bad_file_is_refused_alone_and_the_others_are_kept(editor):
    intake = desk.begin(by=editor)
    files = [("好.txt", STORY.encode()), ("空.txt", b" "), ("又.txt", PAGE.encode())]
    assert desk.add_files(intake, files, by=editor, expected=1) == [
        "空.txt：文件是空的，没有可导入的文字。"
    ]
    assert list(intake.files.values_list("order", "name")) == [(1, "好.txt"), (2, "又.txt")]
    assert bytes(file_of(intake).data) == STORY.encode()


def test_the_same_file_twice_in_one_import_is_kept_once(editor):
    intake = begun(editor, STORY)
    refused = desk.add_files(intake, [("副本.txt", STORY.encode())], by=editor, expected=2)
    assert refused == ["副本.txt：这份来稿已在本次导入里，没有再加。"]
    assert intake.files.count() == 1


# --- two people -----------------------------------------------------------------------------------


def test_the_second_of_two_is_told_and_changes_nothing(editor):
    intake = begun(editor, STORY)
    other = Intake.objects.get()
    desk.change(
        intake,
        file_of(intake),
        lambda sheet: sheet.decide(3, role="subhead"),
        by=editor,
        expected=2,
    )
    colleague = make_editor("林晓")
    before = everything()
    with pytest.raises(desk.StaleIntake, match=r"沈墨刚刚.*您这一步没有保存"):
        desk.change(
            other,
            file_of(other),
            lambda sheet: sheet.decide(3, role="caption"),
            by=colleague,
            expected=2,
        )
    assert everything() == before


def test_a_step_that_cannot_be_done_leaves_the_version_as_it_was(editor):
    intake = begun(editor, STORY)
    with pytest.raises(CannotAmend):
        desk.change(
            intake,
            file_of(intake),
            lambda sheet: sheet.decide(99, role="title"),
            by=editor,
            expected=2,
        )
    assert Intake.objects.get().version == 2


def test_who_has_it_on_the_screen_is_told_to_the_others(editor):
    intake = begun(editor, STORY)
    assert desk.visit(intake, editor) == []
    assert desk.visit(intake, make_editor("林晓")) == ["沈墨"]


# --- accepting ------------------------------------------------------------------------------------


def test_stories_for_the_pool_are_drafts_without_a_place(editor):
    intake = accepted(editor, STORY, PAGE)
    assert (
        list(Article.objects.order_by("pk").values_list("state", "origin", "placement"))
        == [(StoryState.DRAFT, Origin.DESK, None)] * 3
    )
    assert Source.objects.filter(issue=None).count() == 2
    assert [str(article) for article in desk.made_by(intake)] == [
        "雪后的青石渡",
        "青石渡科技馆 请孩子当讲解员",
        "白鹿县科协开设“果园课堂”",
    ]
    assert Intake.objects.get().state == State.ACCEPTED


def test_several_sources_fill_one_page_in_their_order(editor):
    intake = accepted(editor, STORY, PAGE, **ONTO_PAGE)
    page = Page.objects.get()
    assert (page.number, page.issue.total_number, intake.issue) == (2, 1250, page.issue)
    assert [
        place.article.title.split("\n")[0] for place in page.placements.order_by("position")
    ] == [
        "雪后的青石渡",
        "青石渡科技馆",
        "白鹿县科协开设“果园课堂”",
    ]


def test_a_page_that_is_there_keeps_its_stories_before_the_new_ones(editor):
    accepted(editor, PAGE, **ONTO_PAGE)
    accepted(editor, STORY, **ONTO_PAGE)
    order = Page.objects.get().placements.order_by("position")
    assert [place.article.headline for place in order][-1] == "雪后的青石渡"
    assert order.count() == 3


def test_the_same_text_again_changes_nothing(editor):
    accepted(editor, PAGE, **ONTO_PAGE)
    again = begun(editor, PAGE, **ONTO_PAGE)
    assert {action for _title, action in actions(again)} == {"unchanged"}
    assert sentences(again) == ["2 篇都已入库，没有要做的事。"]
    with pytest.raises(Refused, match="2 篇都已入库"):
        desk.accept(again, by=editor, expected=again.version)
    assert Article.objects.count() == 2


def test_a_changed_source_updates_only_what_nobody_has_edited_since(editor):
    accepted(editor, PAGE, **ONTO_PAGE)
    edited = Article.objects.get(title__startswith="白鹿县")
    edited.body = "<p>编辑改过的一段。</p>"
    writing.save(edited, by=editor)
    again = begun(editor, PAGE.replace("12名", "13名").replace("30户", "31户"), **ONTO_PAGE)
    assert actions(again) == [("青石渡科技馆", "update"), ("白鹿县科协开设“果园课堂”", "conflict")]
    desk.accept(again, by=editor, expected=again.version)
    edited.refresh_from_db()
    assert edited.body == "<p>编辑改过的一段。</p>"
    assert "13名" in Article.objects.get(title__startswith="青石渡").body
    assert Article.objects.count() == 2


LINES = "## 青石渡科技馆\n\n近日，科技馆来了12名新讲解员。\n\n练了一整月。\n\n他们都是望溪县的中学生。\n\n（何晓）\n"


@pytest.mark.parametrize(
    ("amend", "action"),
    [
        (lambda sheet: sheet.rewrite(7, "他们都是望溪县的中学生."), "update"),
        (lambda sheet: sheet.rewrite(1, "## 青石渡\u2028科技馆"), "conflict"),
        (lambda sheet: sheet.decide(5, role="subhead"), "conflict"),
    ],
)
def test_what_staff_broke_or_named_before_it_went_in_is_not_overwritten(editor, amend, action):
    first = begun(editor, LINES, **ONTO_PAGE)
    desk.change(first, file_of(first), amend, by=editor, expected=2)
    desk.accept(first, by=editor, expected=first.version)
    again = begun(editor, LINES.replace("12名", "13名"), **ONTO_PAGE)
    assert [action for _title, action in actions(again)] == [action]


def test_a_conflict_is_overwritten_only_when_staff_say_so(editor):
    accepted(editor, PAGE, **ONTO_PAGE)
    edited = Article.objects.get(title__startswith="白鹿县")
    edited.body = "<p>编辑改过的一段。</p>"
    writing.save(edited, by=editor)
    again = begun(editor, PAGE.replace("30户", "31户"), **ONTO_PAGE)
    line = next(s.draft.title.line for s in look(again).plan.stories() if s.action == "conflict")
    desk.change(
        again, file_of(again), lambda sheet: sheet.decide(line, fate="taken"), by=editor, expected=2
    )
    desk.accept(again, by=editor, expected=again.version)
    edited.refresh_from_db()
    assert "31户" in edited.body
    assert edited.arrival.version == edited.latest_version


def test_a_story_set_aside_is_not_written_and_stays_in_the_import(editor):
    intake = begun(editor, STORY, PAGE)
    sheet = file_of(intake)
    desk.change(
        intake, sheet, lambda s: s.decide(1, fate="discarded", reason="重复"), by=editor, expected=2
    )
    desk.accept(intake, by=editor, expected=intake.version)
    assert Article.objects.count() == 2
    kept = IntakeFile.objects.get(pk=sheet.pk).worksheet["decisions"]
    assert kept == {"1": {"fate": "discarded", "reason": "重复"}}


def test_what_stands_against_it_is_said_with_file_and_line_and_nothing_is_written(editor):
    intake = begun(editor, "# " + "长" * 201 + "\n\n正文。\n", **ONTO_PAGE)
    before = everything()
    with pytest.raises(Refused, match=r"来稿1.txt 第 1 行：标题长达 201 字，最多 200 字"):
        desk.accept(intake, by=editor, expected=intake.version)
    assert everything() == before


def test_a_signed_issue_is_said_before_anything_is_accepted(editor):
    issue = make_published()
    aim = ONTO_PAGE | {"date": issue.date, "total_number": issue.total_number}
    intake = begun(editor, STORY, **aim)
    assert any("版面不能再动" in sentence for sentence in sentences(intake))


def test_an_archive_import_is_signed_off_and_says_so(editor):
    intake = begun(editor, STORY, **ONTO_PAGE)
    desk.accept(intake, by=editor, expected=intake.version, origin=Origin.ARCHIVE)
    assert Article.objects.values_list("state", "origin").get() == ("signed_off", "archive")


def test_an_import_is_accepted_once(editor):
    intake = accepted(editor, STORY)
    with pytest.raises(desk.Closed, match="已入库"):
        desk.accept(intake, by=editor, expected=intake.version)
    assert Article.objects.count() == 1


def test_given_up_and_taken_up_again_nothing_is_lost(editor):
    intake = begun(editor, STORY)
    desk.drop(intake, by=editor, expected=2)
    with pytest.raises(desk.Closed, match="已放弃"):
        desk.accept(intake, by=editor, expected=3)
    desk.resume(intake, by=editor)
    intake.refresh_from_db()
    desk.accept(intake, by=editor, expected=intake.version)
    assert Article.objects.count() == 1
    told = LogEntry.objects.order_by("pk").values_list("user", "object_repr", "change_message")
    assert list(told) == [
        (editor.pk, str(intake), sentence)
        for sentence in ("放弃导入", "恢复整理", "入库：新稿 1 篇")
    ]


def test_a_refused_resumption_is_not_recorded(editor):
    intake = begun(editor, STORY)
    with pytest.raises(desk.Closed, match="没有放弃"):
        desk.resume(intake, by=editor)
    assert LogEntry.objects.count() == 0


# --- what the database keeps ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "gone"},
        {"goal": "shelf"},
        {"kind": "weekly"},
        {"goal": "page"},
        {"page_number": 0},
        {"page_number": 100},
        {"goal": "page", "date": DATE, "state": "accepted"},
    ],
)
def test_an_import_is_never_stored_as_what_it_cannot_be(editor, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Intake.objects.create(created_by=editor, updated_by=editor, **fields)


@pytest.mark.parametrize(
    "fields", [{"goal": "pool", "state": "accepted"}, {"goal": "page", "state": "open"}]
)
def test_no_issue_is_an_imports_before_its_page_is_there(editor, fields):
    issue = assembly.open_issue(DATE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Intake.objects.create(
            created_by=editor, updated_by=editor, date=DATE, issue=issue, **fields
        )


def test_the_pool_keeps_the_same_bytes_once(editor):
    given = {"fingerprint": "f", "data": b"x", "created_by": editor}
    first = keep_source("先.md", b"x", "f", issue=None, by=editor)
    assert keep_source("后.md", b"x", "f", issue=None, by=editor) == first
    with pytest.raises(IntegrityError), transaction.atomic():
        Source.objects.create(filename="又.md", **given)
    Source.objects.create(filename="某期.md", issue=assembly.open_issue(DATE), **given)
    assert Source.objects.count() == 2


def test_a_story_taken_over_by_the_story_form_knows_where_it_came_from(editor):
    intake = begun(editor, STORY)
    article = Article(title="雪后的青石渡", body="<p>改过。</p>")
    writing.save(article, by=editor)
    desk.hand_over(intake, article, by=editor)
    arrival = Arrival.objects.get()
    assert (arrival.article, arrival.line, bytes(arrival.source.data)) == (
        article,
        1,
        STORY.encode(),
    )
    assert Intake.objects.get().state == State.ACCEPTED


def test_restoring_a_source_forgets_what_was_decided(editor):
    intake = begun(editor, STORY)
    file = file_of(intake)
    desk.change(intake, file, lambda sheet: sheet.rewrite(1, "# 别的题目"), by=editor, expected=2)
    desk.restore(intake, file, by=editor, expected=3)
    assert IntakeFile.objects.get().worksheet["lines"] == STORY.split("\n")[:-1]


@pytest.mark.django_db(transaction=True)
def test_a_source_is_opened_anew_before_the_database_is_held(editor, monkeypatch):
    intake, held = begun(editor, STORY), []
    opened = opening.open_source

    def watched(*source):
        held.append(connection.in_atomic_block)
        return opened(*source)

    monkeypatch.setattr(opening, "open_source", watched)
    desk.restore(intake, file_of(intake), by=editor, expected=intake.version)
    assert held == [False]


def test_pages_that_the_sources_name_are_used_where_the_aim_names_none(editor):
    aim = ONTO_PAGE | {"page_number": None}
    intake = accepted(editor, PAGE, PAGE.replace("第02版：科协新闻", "第03版：科普"), **aim)
    assert list(Page.objects.order_by("number").values_list("number", "name")) == [
        (2, "科协新闻"),
        (3, "科普"),
    ]
    assert assembly.require_open(intake.issue) is None


# --- a page that comes again ------------------------------------------------------------------------


def again_with(editor, text: str) -> Intake:
    return begun(editor, text, **ONTO_PAGE)


def amended(editor, text: str, old: str, new: str, **decisions) -> Intake:
    """Accepted with `old` made `new` on the desk."""
    intake = begun(editor, text, **ONTO_PAGE)
    sheet = file_of(intake)
    line = next(n for n, each in enumerate(sheet.worksheet["lines"], 1) if old in each)
    said = sheet.worksheet["lines"][line - 1].replace(old, new)
    for number, do in enumerate(
        [lambda s: s.rewrite(line, said)]
        + [
            lambda s, at=int(at[1:]), given=given: s.decide(at, **given)
            for at, given in decisions.items()
        ]
    ):
        desk.change(intake, file_of(intake), do, by=editor, expected=2 + number)
    desk.accept(intake, by=editor, expected=intake.version)
    return intake


def test_only_the_story_whose_source_changed_is_updated(editor):
    accepted(editor, PAGE, **ONTO_PAGE)
    again = again_with(editor, PAGE.replace("30户", "31户"))
    assert actions(again) == [("青石渡科技馆", "unchanged"), ("白鹿县科协开设“果园课堂”", "update")]


def test_what_staff_made_of_a_story_stays_where_its_source_says_the_same(editor):
    amended(editor, PAGE, "近日，青石渡", "近来，青石渡")
    again = again_with(editor, PAGE.replace("30户", "31户"))
    assert actions(again)[0] == ("青石渡科技馆", "unchanged")
    desk.accept(again, by=editor, expected=again.version)
    assert "近来" in Article.objects.get(title__startswith="青石渡").body


def test_words_changed_on_the_desk_are_not_overwritten_unasked(editor):
    amended(editor, PAGE, "近日，青石渡", "近来，青石渡")
    again = again_with(editor, PAGE.replace("12名", "13名"))
    assert actions(again)[0] == ("青石渡科技馆", "conflict")


def test_marks_made_full_width_are_no_reason_to_ask(editor):
    half = PAGE.replace("近日，青石渡", "近日,青石渡")
    amended(editor, half, "近日,青石渡", "近日，青石渡")
    again = again_with(editor, half.replace("12名", "13名"))
    assert actions(again)[0] == ("青石渡科技馆", "update")


def test_a_story_that_already_says_what_comes_is_unchanged(editor):
    half = PAGE.replace("近日，青石渡", "近日,青石渡")
    amended(editor, half, "近日,青石渡", "近日，青石渡")
    assert actions(again_with(editor, PAGE)) == [
        ("青石渡科技馆", "unchanged"),
        ("白鹿县科协开设“果园课堂”", "unchanged"),
    ]


def test_an_update_keeps_section_tags_and_note_of_which_the_source_says_nothing(editor):
    accepted(editor, PAGE, **ONTO_PAGE)
    story = Article.objects.get(title__startswith="青石渡")
    Article.objects.filter(pk=story.pk).update(
        section=Article.objects.get(title__startswith="白鹿县").section, note="已电话核实"
    )
    story.tags.set(["科普"])
    again = again_with(editor, PAGE.replace("12名", "13名"))
    desk.accept(again, by=editor, expected=again.version)
    story.refresh_from_db()
    assert "13名" in story.body
    assert (story.section.name, list(story.tags.names()), story.note) == (
        "科协动态",
        ["科普"],
        "已电话核实",
    )


def test_staff_may_have_the_source_again_where_it_says_the_same(editor):
    amended(editor, PAGE, "近日，青石渡", "近来，青石渡")
    again = again_with(editor, PAGE.replace("30户", "31户"))
    desk.change(again, file_of(again), lambda s: s.decide(4, fate="taken"), by=editor, expected=2)
    assert actions(again)[0] == ("青石渡科技馆", "update")


# --- doubts -------------------------------------------------------------------------------------------

CUT = "# 雪后的青石渡\n\n近日，青石渡落了今年第一场雪，渡口\n\n（何晓）\n"


def test_open_doubts_are_written_into_the_note(editor):
    intake = begun(editor, CUT)
    draft = next(look(intake).plan.stories()).draft
    [doubt] = draft.defects
    assert look(intake).plan.doubts == 1
    desk.accept(intake, by=editor, expected=intake.version)
    assert Article.objects.get().note == f"导入存疑：第 3 行 {doubt.message}"


def test_a_settled_doubt_is_written_nowhere(editor):
    intake = begun(editor, CUT)
    [doubt] = next(look(intake).plan.stories()).draft.defects
    desk.change(intake, file_of(intake), lambda s: s.settle(3, doubt.kind), by=editor, expected=2)
    assert look(intake).plan.doubts == 0
    desk.accept(intake, by=editor, expected=intake.version)
    assert Article.objects.get().note == ""


def test_what_comes_from_the_archive_waits_for_nobody(editor):
    intake = begun(editor, CUT)
    desk.accept(intake, by=editor, expected=intake.version, origin=Origin.ARCHIVE)
    assert Article.objects.get().note == ""


# --- in the desk's words --------------------------------------------------------------------------------


def test_a_page_without_a_number_is_asked_for_in_the_desks_words(editor):
    intake = begun(editor, STORY, **ONTO_PAGE | {"page_number": None})
    assert sentences(intake)[0] == (
        "来稿1.txt 第 1 行：不知道是第几版；请在“入库到”里填版次，或在原文里写一行“第02版：版名”。"
    )


def test_another_page_than_the_source_prints_is_said_in_the_desks_words(editor):
    intake = begun(editor, PAGE, **ONTO_PAGE | {"page_number": 3})
    assert sentences(intake)[0] == (
        "来稿1.txt 第 1 行：文件里写的是第 02 版，“入库到”里填的是第 03 版；请核对。"
    )


def test_a_title_without_a_word_stands_against_it(editor):
    intake = begun(editor, STORY)
    desk.change(
        intake,
        file_of(intake),
        lambda s: s.rewrite(1, "##").decide(1, role="title"),
        by=editor,
        expected=2,
    )
    assert sentences(intake) == ["这个标题没有文字；请补上标题，或删去这一行。"]


def test_a_story_without_a_body_is_a_doubt(editor):
    accepted(editor, "# 雪后的青石渡\n")
    assert Article.objects.get().note == "导入存疑：这一篇只有标题，没有正文"


# --- where it goes ----------------------------------------------------------------------------------------


def destination(intake: Intake) -> list[str]:
    return report.destination(look(intake).plan)


def test_a_new_issue_and_page_are_announced(editor):
    intake = begun(editor, PAGE, **ONTO_PAGE)
    assert destination(intake) == [
        "2026年3月4日，总第1250期：新建一期。",
        "第02版“科协新闻”：新建一版。",
        "新栏目“科协动态”：请核对有没有写错；入库后先不进导航，由编辑在“栏目”里放出来。",
    ]


def test_a_page_that_is_there_under_another_name_is_announced(editor):
    accepted(editor, PAGE, **ONTO_PAGE)
    aim = ONTO_PAGE | {"total_number": None, "page_name": "科普"}
    assert destination(begun(editor, STORY, **aim)) == [
        "2026年3月4日，总第1250期：已有这一期。",
        "第02版“科协新闻”：已有这一版，新稿排在末尾。来稿里叫“科普”，版名照库里的不改。",
    ]


def test_the_pool_is_nowhere(editor):
    assert destination(begun(editor, STORY)) == []


@pytest.mark.parametrize(("origin", "visible"), [(Origin.DESK, False), (Origin.ARCHIVE, True)])
def test_a_section_among_drafts_waits_to_be_put_into_the_navigation(editor, origin, visible):
    intake = begun(editor, PAGE, **ONTO_PAGE)
    desk.accept(intake, by=editor, expected=intake.version, origin=origin)
    assert list(Section.objects.values_list("name", "visible")) == [("科协动态", visible)]


def test_an_import_is_called_after_its_first_story(editor):
    intake = begun(editor, STORY)
    assert str(Intake.objects.get()) == "“雪后的青石渡”"
    desk.add_files(intake, [("又.txt", PAGE.encode())], by=editor, expected=2)
    assert str(Intake.objects.get()) == "“雪后的青石渡”等3篇"


def test_a_long_title_is_shortened_and_an_import_without_a_story_has_its_number(editor):
    begun(editor, "# " + "长" * 60 + "\n\n正文。\n")
    assert str(Intake.objects.get()) == "“" + "长" * 39 + "…”"
    empty = desk.begin(by=editor)
    assert str(empty) == f"第{empty.pk}号来稿"


def test_a_changed_source_of_the_pool_changes_the_story_it_made(editor):
    accepted(editor, STORY)
    again = begun(editor, STORY.replace("第一场", "第二场"))
    assert actions(again) == [("雪后的青石渡", "update")]
    desk.accept(again, by=editor, expected=again.version)
    assert "第二场" in Article.objects.get().body
    story = Article.objects.get()
    story.body = "<p>编辑改过的一段。</p>"
    writing.save(story, by=editor)
    assert actions(begun(editor, STORY.replace("第一场", "第三场"))) == [
        ("雪后的青石渡", "conflict")
    ]


def test_an_import_onto_a_page_is_named_as_print_names_the_day(editor):
    assert str(begun(editor, PAGE, **ONTO_PAGE)) == "2026年3月4日第02版来稿"
