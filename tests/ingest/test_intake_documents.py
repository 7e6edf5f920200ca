"""Word documents and web pages on the import desk: notes, pictures and tables come along to the pool and to a page."""

from __future__ import annotations

import pytest

from articles import images
from articles.ingest import intake as desk
from articles.ingest.looking import look
from articles.ingest.target import Refused
from articles.models import Arrival, Article, Image, ImageUse, Intake, IntakeFile, Page, Source
from articles.models.article import State as StoryState
from articles.models.intake import Goal
from tests.factories import DATE, make_editor, picture_bytes
from tests.ingest.clipboards import WECHAT_PAGE
from tests.ingest.documents import docx, paragraph, picture, png
from tests.ingest.manuscripts import BODY, NOTE, NOTES, PICTURE, TITLE, manuscript
from tests.ingest.papers import PAGE
from tests.stored import everything

pytestmark = pytest.mark.django_db

ONTO_PAGE = {"goal": Goal.PAGE, "date": DATE, "total_number": 1250, "page_number": 2}
FINGERPRINT = images.fingerprint(PICTURE)


@pytest.fixture
def editor():
    return make_editor("沈墨")


def begun(editor, **files: bytes) -> Intake:
    """An import of files by name."""
    return aimed(editor, {}, **files)


def aimed(editor, aim: dict, **files: bytes) -> Intake:
    intake = desk.begin(by=editor, **aim)
    assert desk.add_files(intake, files.items(), by=editor, expected=intake.version) == []
    return intake


def accept(intake: Intake, editor):
    return desk.accept(intake, by=editor, expected=intake.version)


def figures(article: Article) -> list[tuple]:
    uses = ImageUse.objects.filter(article=article).order_by("order")
    return list(uses.values_list("image__sha256", "caption", "credit", "alt", "after_block"))


SHOWN = [(FINGERPRINT, "图1 湿地里亮起的灯注。", "林舟 摄", "湿地夜景", 1)]


# --- what comes in --------------------------------------------------------------------------------


def test_what_the_opener_left_out_is_noted_on_the_file(editor):
    page = "<h1>题</h1><p>正文<del>删</del>。</p>".encode()
    begun(editor, **{"稿.docx": manuscript(), "稿.html": page, "稿.md": PAGE.encode()})
    notes = dict(IntakeFile.objects.values_list("name", "notes"))
    assert notes == {"稿.docx": NOTES, "稿.html": [NOTES[0]], "稿.md": []}


def test_a_document_is_kept_as_it_came_and_read_like_a_text(editor):
    intake = begun(editor, 稿=manuscript())
    assert bytes(IntakeFile.objects.get().data) == manuscript()
    seen = look(intake)
    (story,) = seen.plan.pool
    assert (seen.problems, story.action, story.draft.title.text) == ([], "create", TITLE)
    assert [item.kind for item in story.draft.body] == [
        "paragraph",
        "caption",
        "paragraph",
        "table",
        "paragraph",
    ]


def test_nothing_is_written_before_an_import_is_accepted(editor):
    intake = begun(editor, 稿=manuscript())
    before = everything()
    look(intake)
    assert everything() == before
    assert (Article.objects.count(), Image.objects.count()) == (0, 0)


# --- accepting ------------------------------------------------------------------------------------


def test_a_document_becomes_a_draft_in_the_pool_with_its_picture(editor):
    done = accept(begun(editor, 稿=manuscript()), editor)
    story = Article.objects.get()
    assert (done.issue, done.articles) == (None, [story])
    assert (story.state, story.body, story.note) == (StoryState.DRAFT, BODY, NOTE)
    assert figures(story) == SHOWN
    assert bytes(Source.objects.get().data) == manuscript()


def test_a_document_is_placed_on_a_page_beside_other_sources(editor):
    intake = aimed(editor, ONTO_PAGE, 版=PAGE.encode(), 稿=manuscript())
    accept(intake, editor)
    placed = Page.objects.get().placements.order_by("position")
    stories = [placement.article for placement in placed]
    assert [story.title.split("\n")[0] for story in stories] == [
        "青石渡科技馆",
        "白鹿县科协开设“果园课堂”",
        TITLE,
    ]
    assert [figures(story) for story in stories] == [[], [], SHOWN]


def test_two_documents_with_the_same_names_of_pictures_keep_their_own(editor):
    other = docx(
        paragraph("水蜡烛开了", style="a3"),
        "青石渡的水蜡烛开了。",
        paragraph(picture("p1")),
        media={"p1": (data := picture_bytes(colour="#806020"))},
    )
    accept(begun(editor, 稿=manuscript(), 又稿=other), editor)
    shown = [figures(story)[0][0] for story in Article.objects.order_by("pk")]
    assert shown == [FINGERPRINT, images.fingerprint(data)]


def test_a_picture_stays_where_it_is_when_a_line_is_amended(editor):
    intake = begun(editor, 稿=manuscript())
    file = intake.files.get()
    desk.change(intake, file, lambda sheet: sheet.rewrite(1, "萤火虫回来了"), by=editor, expected=2)
    accept(intake, editor)
    story = Article.objects.get()
    assert (story.title, figures(story)) == ("萤火虫回来了", SHOWN)


def test_the_notes_stay_when_a_document_is_restored(editor):
    intake = begun(editor, 稿=manuscript())
    file = intake.files.get()
    desk.change(intake, file, lambda sheet: sheet.rewrite(1, "别的题目"), by=editor, expected=2)
    desk.restore(intake, file, by=editor, expected=3)
    assert IntakeFile.objects.get().notes == NOTES
    assert look(intake).plan.pool[0].draft.title.text == TITLE


def test_the_same_document_again_is_nothing_to_do(editor):
    accept(aimed(editor, ONTO_PAGE, 稿=manuscript()), editor)
    again = aimed(editor, ONTO_PAGE, 稿=manuscript())
    assert [story.action for story in look(again).plan.stories()] == ["unchanged"]
    with pytest.raises(Refused, match="1 篇都已入库，没有要做的事"):
        accept(again, editor)
    assert (Article.objects.count(), Image.objects.count()) == (1, 1)


def test_a_changed_document_updates_its_story(editor):
    accept(aimed(editor, ONTO_PAGE, 稿=manuscript()), editor)
    changed = manuscript("管护站说，夏天还会更多。")
    accept(aimed(editor, ONTO_PAGE, 稿=changed), editor)
    story = Article.objects.get()
    assert story.body.split("\n")[-1] == "<p>管护站说，夏天还会更多。</p>"
    assert (figures(story), Image.objects.count()) == (SHOWN, 1)
    assert bytes(Arrival.objects.get().source.data) == changed


def test_a_damaged_picture_is_said_with_file_and_line_and_nothing_is_written(editor):
    broken = docx(
        paragraph(TITLE, style="a3"), "正文。", paragraph(picture("p1")), media={"p1": png()}
    )
    intake = begun(editor, 稿=broken)
    before = everything()
    with pytest.raises(Refused) as refused:
        accept(intake, editor)
    assert str(refused.value) == (
        "稿 第 3 行：图片“图1.png”：图片文件已损坏，无法读取；请作者重传。"
    )
    assert everything() == before


def test_a_damaged_picture_that_is_set_aside_stops_nothing(editor):
    broken = docx(
        paragraph(TITLE, style="a3"), "正文。", paragraph(picture("p1")), media={"p1": png()}
    )
    intake = begun(editor, 稿=broken)
    file = intake.files.get()
    desk.change(intake, file, lambda sheet: sheet.decide(3, role="discard"), by=editor, expected=2)
    accept(intake, editor)
    assert figures(Article.objects.get()) == []


def test_a_document_with_a_picture_is_not_filled_into_a_form(editor):
    assert desk.single(begun(editor, 稿=manuscript())) is None


def test_a_document_without_one_is_filled_into_a_form(editor):
    plain = docx(paragraph(TITLE, style="a3"), "湿地里又亮起了灯。")
    found = desk.single(begun(editor, 稿=plain))
    assert found is not None
    assert found[1].title.text == TITLE


def test_a_page_of_wechat_becomes_a_story(editor):
    accept(begun(editor, 网页=WECHAT_PAGE.encode()), editor)
    story = Article.objects.get()
    assert (story.title, story.signature) == (TITLE, "（通讯员 罗川）")
    assert figures(story) == [(None, "图为湿地夜景。", "林舟 摄", "", 0)]
