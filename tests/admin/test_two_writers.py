"""Two people, one story: on every way to write, the second is told who was first and when, and nothing is overwritten.

What both wrote is then put together: what one of them changed goes in by itself, what both changed is chosen.
"""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from articles import assembly, publishing, workflow, writing
from articles.ingest import intake as imports
from articles.models import Article, ImageUse, Intake, Placement, Version
from articles.models.article import State
from tests.admin.test_revisions import change_url, renew_url, revise, said, send
from tests.factories import (
    DATE,
    make_article,
    make_editor,
    make_image,
    make_issue,
    make_published,
    make_section,
    make_user,
    sign,
    sign_in,
    stories_of,
)

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 3, 2, tzinfo=dt.UTC)
FIRST = "您打开之后，苏文已于03月03日10:00保存了这篇稿件（第2稿）。"


@pytest.fixture(autouse=True)
def editor(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    return sign_in(client)


@pytest.fixture
def colleague():
    return make_editor("苏文")


def saved_by(colleague, article: Article, **words) -> Article:
    """The colleague's save, after the form or list was opened."""
    stored = Article.objects.get(pk=article.pk)
    for name, text in (words or {"title": "同事的标题"}).items():
        setattr(stored, name, text)
    writing.save(stored, by=colleague, expected=stored.version)
    return stored


def errors(response) -> list[str]:
    return [str(error) for error in response.context["errors"]]


def the_colleague_s_words_stand() -> bool:
    stored = Article.objects.get()
    return (stored.title, Version.objects.count()) == ("同事的标题", 2)


# --- the ways to write ----------------------------------------------------------------------------


@pytest.mark.parametrize("button", ["_save", "_continue", "_step_submit", "_renew"])
def test_the_form_and_each_of_its_buttons(client, colleague, button):
    article = make_article("云海之上", signed=False)
    saved_by(colleague, article)
    seen = str(article.version)
    response = send(client, article, button, title="我的标题", seen_version=seen)
    assert response.context["adminform"].form.non_field_errors() == [
        f"{FIRST}您的文字还在下面，没有保存；请对照新稿合并后再存。"
    ]
    assert the_colleague_s_words_stand()
    assert Article.objects.get().state == State.DRAFT


def test_a_save_of_the_note_alone_is_one_too_and_names_its_writer(client, colleague):
    article = make_article("云海之上", signed=False)
    saved_by(colleague, article, note="请核对地名")
    response = send(client, article, note="我的备注", seen_version=str(article.version))
    [refusal] = response.context["adminform"].form.non_field_errors()
    assert refusal.startswith("您打开之后，苏文已于03月03日10:00保存了这篇稿件（第1稿）。")
    assert Article.objects.get().note == "请核对地名"


def test_what_is_submitted_from_the_list_is_what_the_list_showed(client, colleague):
    article = make_article("云海之上", signed=False)
    address = reverse("admin:articles_article_changelist")
    seen = f'name="seen_{article.pk}" value="{article.version}"'
    assert seen in client.get(address).content.decode()
    saved_by(colleague, article)
    data = {
        "action": "submit_chosen",
        "_selected_action": [article.pk],
        f"seen_{article.pk}": article.version,
        f"state_{article.pk}": article.state,
    }
    response = client.post(address, data, follow=True)
    assert said(response)[0] == f"《同事的标题》没有办理：{FIRST}请看过新稿再办。"
    assert Article.objects.get().state == State.DRAFT


def test_restoring_a_version(client, colleague):
    article = make_article("云海之上", signed=False)
    saved_by(colleague, article)
    address = reverse("admin:article_restore", args=[article.pk, 1])
    response = client.post(address, {"seen_version": article.version})
    assert response.status_code == 409
    assert said(response) == [f"{FIRST}没有恢复；请看过新稿再决定。"]
    assert the_colleague_s_words_stand()


def test_deleting(client, colleague):
    article = make_article("云海之上", signed=False)
    address = reverse("admin:articles_article_delete", args=[article.pk])
    seen = f'name="seen_version" value="{article.version}"'
    assert seen in client.get(address).content.decode()
    saved_by(colleague, article)
    response = client.post(address, {"post": "yes", "seen_version": article.version}, follow=True)
    assert said(response) == [f"{FIRST}没有删除；请看过新稿再决定。"]
    assert the_colleague_s_words_stand()


def test_releasing_a_revision(client, editor, colleague):
    article = stories_of(make_published(DATE))[0]
    seen = revise(article, editor, title="看过的标题").latest_version.number
    revise(article, colleague, title="同事的标题")
    response = client.post(
        renew_url(article), {"seen_version": seen, "silence": "只理顺了标题"}, follow=True
    )
    assert said(response) == [
        "《同事的标题》刚刚（03月03日10:00）由苏文改过，现在是第3稿，没有发布；请看过再发布。"
    ]
    assert Article.objects.get().published_version.number == 1


def test_an_import_of_the_same_story(client, colleague):
    def bring(title: str) -> Intake:
        intake = imports.begin(by=colleague, goal="page", date=DATE, page_number=2)
        text = f"## {title}\n近日，青石渡落了雪。\n（何晓）\n".encode()
        imports.add_files(intake, [("稿.txt", text)], by=colleague, expected=intake.version)
        return Intake.objects.get(pk=intake.pk)

    first = bring("雪后的青石渡")
    imports.accept(first, by=colleague, expected=first.version)
    second = bring("雪后的青石古渡")
    saved_by(colleague, Article.objects.get(), body="<p>同事改过的正文。</p>")
    address = reverse("admin:intake_accept", args=[second.pk])
    client.post(address, {"seen_version": second.version}, follow=True)
    assert [a.body for a in Article.objects.filter(title="雪后的青石渡")] == [
        "<p>同事改过的正文。</p>"
    ]


def test_an_import_that_a_colleague_changed(client, colleague):
    intake = imports.begin(by=colleague)
    text = "## 雪后的青石渡\n近日，青石渡落了雪。\n（何晓）\n".encode()
    imports.add_files(intake, [("稿.txt", text)], by=colleague, expected=intake.version)
    address = reverse("admin:intake_accept", args=[intake.pk])
    response = client.post(address, {"seen_version": 1}, follow=True)
    assert said(response) == [
        "苏文刚刚（10:00）改过这次导入，您这一步没有保存；请看过新的样子再做。"
    ]
    assert not Article.objects.exists()


def test_arranging_a_page(client, colleague):
    issue = make_issue(DATE, stories=2)
    page, stories = issue.pages.get(), stories_of(issue)
    page.refresh_from_db()
    assembly.arrange(page, stories[::-1], by=colleague)
    address = reverse("admin:articles_page_change", args=[page.pk])
    form = {"seen_version": page.version - 1, "name": "我的版名", "credits": ""}
    form |= {"placements-TOTAL_FORMS": "0", "placements-INITIAL_FORMS": "0"}
    [refusal] = client.post(address, form).context["adminform"].form.non_field_errors()
    assert refusal == (
        "您打开之后，苏文（03月03日10:00）已经保存过。您的改动还在下面，没有保存；请另开一页对照后再存。"
    )
    placed = Placement.objects.order_by("position").values_list("article", flat=True)
    assert list(placed) == [story.pk for story in stories[::-1]]


def test_publishing_an_issue(client, colleague):
    issue = make_issue(DATE)
    seen = issue.version
    publishing.publish(issue, by=colleague, at=NOW + dt.timedelta(days=1))
    address = reverse("admin:issue_publish", args=[issue.pk])
    response = client.post(address, {"seen_version": seen, "at": ""}, follow=True)
    [refusal] = response.context["form"].non_field_errors()
    assert refusal.startswith(f"{issue}刚刚被苏文（03月03日10:00）改动（现在：")
    assert not Article.objects.public().exists()


def test_signing_off_by_the_act_itself(editor, colleague):
    article = make_article("云海之上", signed=False)
    saved_by(colleague, article)
    with pytest.raises(workflow.NotReady, match=FIRST[:16]):
        sign(article)
    assert Article.objects.get().state == State.DRAFT


# --- putting two texts together -------------------------------------------------------------------

THREE = "<p>第一段。</p>\n<p>第二段。</p>\n<p>第三段。</p>"


def opened(client, article: Article) -> dict[str, str]:
    """What a form carries of the story as it was when the form was opened."""
    context = client.get(change_url(article)).context
    return {
        "seen_version": str(article.version),
        "seen_text": str(context["seen_text"]),
        "seen_beside": context["seen_beside"],
        "section": str(article.section_id or ""),
    }


def merged(client, article: Article, typed: dict, **answers):
    now = str(Article.objects.get(pk=article.pk).version)
    return send(client, article, **typed | {"_merge": now} | answers)


def test_changes_of_different_fields_and_paragraphs_go_in_by_themselves(client, colleague):
    article = make_article("云海之上", body=THREE, subtitle="旧副题", signed=False)
    form = opened(client, article)
    saved_by(
        colleague, article, subtitle="同事的副题", body=THREE.replace("第一段", "同事的第一段")
    )
    typed = form | {
        "title": "我的标题",
        "subtitle": "旧副题",
        "body": THREE.replace("第三段", "我的第三段"),
    }
    conflict = send(client, article, **typed).context["conflict"]
    assert (conflict["taken"], conflict["questions"]) == (["副题", "正文"], [])
    merged(client, article, typed)
    stored = Article.objects.get()
    assert (stored.title, stored.subtitle) == ("我的标题", "同事的副题")
    assert stored.body == "<p>同事的第一段。</p>\n<p>第二段。</p>\n<p>我的第三段。</p>"
    assert stored.latest_version.number == 3


def test_what_both_changed_is_asked_and_nothing_is_stored_before(client, colleague):
    article = make_article("云海之上", body=THREE, signed=False)
    form = opened(client, article)
    saved_by(colleague, article, title="同事的标题", body=THREE.replace("第二", "同事的第二"))
    typed = form | {"title": "我的标题", "body": THREE.replace("第二", "我的第二")}
    asked = send(client, article, **typed).context["conflict"]["questions"]
    assert [(each.label, each.mine, each.theirs) for each in asked] == [
        ("标题", "我的标题", "同事的标题"),
        ("正文", "我的第二段。", "同事的第二段。"),
    ]
    title, paragraph = (each.name for each in asked)
    response = merged(client, article, typed, **{title: "mine"})
    assert "还有 1 处没有选用谁的，没有保存。" in said(response)
    assert [each.answer for each in response.context["conflict"]["questions"]] == ["mine", ""]
    assert Article.objects.get().latest_version.number == 2
    merged(client, article, typed, **{title: "mine", paragraph: "both"})
    stored = Article.objects.get()
    assert stored.title == "我的标题"
    assert stored.body == (
        "<p>第一段。</p>\n<p>同事的第二段。</p>\n<p>我的第二段。</p>\n<p>第三段。</p>"
    )


def test_section_tags_and_note_are_put_together_too(client, colleague):
    mine, theirs = make_section("科协动态"), make_section("科普论坛")
    article = make_article(signed=False, tags=["气象"])
    form = opened(client, article)
    stored = Article.objects.get()
    stored.section = theirs
    writing.save(stored, by=colleague, expected=stored.version, tags=["气象", "冬季"])
    typed = form | {"section": str(mine.pk), "tags": "气象", "note": "我的备注"}
    conflict = send(client, article, **typed).context["conflict"]
    [section] = conflict["questions"]
    assert (section.label, section.mine, section.theirs) == ("栏目", "科协动态", "科普论坛")
    assert conflict["taken"] == ["标签"]
    merged(client, article, typed, **{section.name: "theirs"})
    stored = Article.objects.get()
    assert (stored.section, stored.note) == (theirs, "我的备注")
    assert [tag.name for tag in stored.tags.all()] == ["气象", "冬季"]


def picture_lines(article: Article, *captions: str) -> dict[str, str]:
    """The form's lines for the stored pictures, with these captions typed."""
    uses = list(article.image_uses.order_by("order"))
    lines = {"image_uses-TOTAL_FORMS": str(len(uses)), "image_uses-INITIAL_FORMS": str(len(uses))}
    for at, (use, caption) in enumerate(zip(uses, captions, strict=True)):
        values = {"id": use.pk, "article": article.pk, "image": use.image_id, "order": use.order}
        values |= {"after_block": 0, "caption": caption, "credit": use.credit, "alt": use.alt}
        lines |= {f"image_uses-{at}-{name}": str(value) for name, value in values.items()}
    return lines


def test_pictures_that_both_changed_are_asked(client, colleague):
    article = make_article(signed=False, figures=[writing.Figure(make_image(), "旧图说")])
    form = opened(client, article)
    typed = form | picture_lines(article, "我的图说") | {"subtitle": "我的副题"}
    figures = [writing.Figure(make_image("晚霞"), "同事的图说")]
    writing.save(Article.objects.get(), by=colleague, expected=article.version, figures=figures)
    [question] = send(client, article, **typed).context["conflict"]["questions"]
    assert question.label == "图片和图说"
    merged(client, article, typed, **{question.name: "theirs"})
    assert ImageUse.objects.get().caption == "同事的图说"
    assert Article.objects.get().subtitle == "我的副题"


def test_a_picture_that_the_other_took_out_is_put_in_again_by_who_keeps_his_text(client, colleague):
    article = make_article(signed=False, figures=[writing.Figure(make_image(), "旧图说")])
    typed = opened(client, article) | picture_lines(article, "我的图说")
    writing.save(Article.objects.get(), by=colleague, expected=article.version, figures=[])
    now = str(Article.objects.get().version)
    send(client, article, **typed | {"compared_version": now})
    assert ImageUse.objects.get().caption == "我的图说"


def test_an_answer_to_an_older_question_is_not_taken_for_a_newer_one(client, colleague):
    article = make_article("云海之上", signed=False)
    typed = opened(client, article) | {"title": "我的标题"}
    saved_by(colleague, article)
    [question] = send(client, article, **typed).context["conflict"]["questions"]
    compared = str(Article.objects.get().version)
    saved_by(make_user("林晓"), article, title="第三个人的标题")
    response = send(client, article, **typed | {"_merge": compared, question.name: "mine"})
    assert response.context["conflict"]["version"] == int(compared) + 1
    assert Article.objects.get().title == "第三个人的标题"


def test_the_record_names_what_was_changed_and_not_what_the_form_carries(client, colleague):
    article = make_article("云海之上\n雪线之下", signed=False, body="<p>近日。</p>\n<p>落雪。</p>")
    seen = article.version
    stored = saved_by(colleague, article, subtitle="同事的副题")
    typed = {name: getattr(stored, name).replace("\n", "\r\n") for name in ("title", "body")}
    typed |= {"seen_version": str(seen), "compared_version": str(stored.version)}
    send(client, article, **typed | {"note": "请核对"})
    assert LogEntry.objects.latest("pk").get_change_message() == "已修改内部备注。"
