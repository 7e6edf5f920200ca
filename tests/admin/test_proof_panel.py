"""校对提示 beside a story as it is written: what is found, what is let stand, and the same numbers everywhere."""

import json

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils.html import escape

from articles import proofreading, writing
from articles.admin import proof_panel
from articles.admin.intake_faces import proof_with, sheet_faces
from articles.ingest import intake as desk
from articles.ingest.looking import look
from articles.models import Article, HouseWord, ProofIgnore
from articles.permissions import Role
from tests.factories import DATE, make_article, make_image, make_issue, make_user, place

pytestmark = pytest.mark.django_db

BODY = "<p>近日,云岭下雪。</p><p></p><ul><li>一;</li></ul><p>  雪停了, <b>A座(东),</b>开放。</p>"


@pytest.fixture(autouse=True)
def words() -> None:
    HouseWord.objects.all().delete()
    HouseWord.objects.create(wrong="帐号", right="账号")


@pytest.fixture
def story() -> Article:
    return make_article("用帐号预约", body="<p>帐号不外借。</p>", signature="何晓", signed=False)


def url_of(article: Article | None = None) -> str:
    if article is None:
        return reverse("admin:article_proofs_new")
    return reverse("admin:article_proofs", args=[article.pk])


def fields_of(article: Article, **given: str) -> dict[str, str]:
    names = ("kicker", "title", "subtitle", "dateline", "body", "signature")
    return {name: getattr(article, name) for name in names} | given


def ask(client, article: Article | None = None, **given: str) -> dict:
    return client.post(url_of(article), given).json()


def named(answer: dict) -> list[tuple]:
    return [(each["name"], each["rule"], each["words"]) for each in answer["findings"]]


# --- what is found --------------------------------------------------------------------------------


def test_a_story_is_checked_as_it_would_be_stored_in_the_order_of_print(client, editor):
    answer = ask(client, title="云岭,下雪", body=BODY, signature="(何晓)")
    assert named(answer) == [
        ("title", "P01", ","),
        ("body", "P01", ","),
        ("body", "P01", ";"),
        ("body", "P01", ","),
        ("body", "P02", "(东)"),
        ("body", "P01", ","),
        ("signature", "P02", "(何晓)"),
    ]
    assert [each["block"] for each in answer["findings"]] == [None, 0, 1, 2, 2, 2, None]
    assert answer["counts"] == "7 处差错"


def test_a_finding_says_its_place_by_letters_and_what_to_set_there(client, editor):
    found = ask(client, title="云岭", body=BODY)["findings"]
    bracket = next(each for each in found if each["rule"] == "P02")
    # 近日,云岭下雪。 and 一; are ten letters; 雪停了, A座 six more, the blank before A not among them.
    assert (bracket["start"], bracket["end"]) == ([16, 0, True], [19, 0, True])
    assert bracket["edits"] == [
        [[16, 0, True], [17, 0, True], "（"],
        [[18, 0, True], [19, 0, True], "）"],
    ]
    assert bracket["letters"] == "(东)"
    assert (bracket["safe"], bracket["severity"], bracket["suggestion"]) == (
        True,
        "error",
        "（东）",
    )


def test_a_blank_that_is_too_many_has_a_place_of_its_own(client, editor):
    [blank] = ask(client, title="云岭", body="<p>云岭 下雪了。</p>")["findings"]
    assert blank["edits"] == [[[2, 0, False], [2, 1, True], ""]]


def test_captions_are_named_by_their_line_of_the_form_and_checked_in_their_order(client, editor):
    lines = {"image_uses-TOTAL_FORMS": "3"}
    for at, (order, caption, gone) in enumerate(
        [("2", "后,到", ""), ("1", "先,到", ""), ("3", "不,要", "on")]
    ):
        lines |= {
            f"image_uses-{at}-order": order,
            f"image_uses-{at}-caption": caption,
            f"image_uses-{at}-DELETE": gone,
        }
    found = ask(client, title="云岭", **lines)["findings"]
    assert [(each["name"], each["block"]) for each in found] == [
        ("image_uses-1-caption", 0),
        ("image_uses-0-caption", 1),
    ]


def test_all_safe_fixes_come_together_by_field(client, editor):
    answer = ask(client, title="用帐号,预约", body="<p>雪,停(了)。</p>")
    assert [(each["name"], [text for _, _, text in each["edits"]]) for each in answer["safe"]] == [
        ("title", ["，"]),
        ("body", ["，", "（", "）"]),
    ]


def test_the_counts_name_each_severity(client, editor):
    answer = ask(client, title="云岭,下雪", body="<p>一是云。</p><p>三是雪。</p>")
    assert answer["counts"] == "1 处差错，1 处存疑"
    assert ask(client, title="云岭")["counts"] == "没有发现问题"


def test_what_is_longer_than_any_story_is_not_checked(client, editor):
    answer = client.post(url_of(), {"body": "雪" * (proof_panel.LARGEST + 1)})
    assert (answer.status_code, answer.json()) == (
        413,
        {"said": "文字太长，边写边校对停了；请先保存。"},
    )


def test_nobody_asks_who_may_not_see_the_story(client, story):
    answer = client.post(url_of(story), {"title": "云岭"})
    assert (answer.status_code, "/login/" in answer.url) == (302, True)
    client.force_login(make_user(is_staff=True))
    assert client.post(url_of(story), {"title": "云岭"}).status_code == 403
    assert client.post(url_of(), {"title": "云岭"}).status_code == 403
    client.force_login(make_user(role=Role.REPORTER))
    assert client.post(url_of(story), {"title": "云岭"}).status_code == 200
    assert client.get(url_of(story)).status_code == 405


def test_after_saving_the_findings_stand_on_the_form_without_scripts(client, editor, story):
    page = client.get(reverse("admin:articles_article_change", args=[story.pk]))
    assert [face.label for face in page.context["proofs"]["faces"]] == ["标题", "正文"]
    html = page.content.decode()
    assert "data-proofs-counts>2 处差错</span>" in html
    assert html.count(f"{escape('“帐号”应为“账号”。')}</span>") == 2


def test_a_form_that_came_back_with_an_error_shows_what_stands_in_it(client, editor, story):
    address = reverse("admin:articles_article_change", args=[story.pk])
    page = client.post(address, fields_of(story, title=""))
    assert [face.label for face in page.context["proofs"]["faces"]] == ["正文"]


# --- what is let stand ----------------------------------------------------------------------------


def ignore(client, article: Article, at: int = 0, reason: str = "专有名词", **given) -> dict:
    fields = fields_of(article, **given)
    found = ask(client, article, **fields)["findings"]
    return ask(client, article, **fields, ignore=json.dumps(found[at]["mark"]), reason=reason)


def test_what_is_let_stand_is_open_no_more_and_says_why_and_by_whom(client, editor, story):
    answer = ignore(client, story)
    assert named(answer) == [("body", "P25", "帐号")]
    assert answer["counts"] == "1 处差错"
    assert "已忽略（1）" in answer["html"]
    record = ProofIgnore.objects.get()
    assert (record.field, record.words, record.reason, record.by) == (
        "title",
        "帐号",
        "专有名词",
        editor,
    )
    assert [each.field for each in proofreading.open_findings(story)] == ["body"]


def test_it_stays_let_stand_when_the_text_changes_elsewhere_and_marks_beside_it(
    client, editor, story
):
    ignore(client, story, at=1, body="<p>新的，帐号,不外借。</p>")
    for body in ("<p>前面加了一段。</p><p>新的帐号，不外借。</p>", "<p>新的帐号不外借。</p>"):
        assert named(ask(client, story, title="云岭", body=body)) == []
    changed = ask(client, story, title="云岭", body="<p>旧的帐号不外借。</p>")
    assert named(changed) == [("body", "P25", "帐号")]


def test_it_is_taken_back(client, editor, story):
    ignore(client, story)
    fields = fields_of(story, take_back=str(ProofIgnore.objects.get().pk))
    assert ask(client, story, **fields)["counts"] == "2 处差错"
    assert not ProofIgnore.objects.exists()
    other = make_article("另一篇用帐号", signed=False)
    ignore(client, other)
    ask(client, story, **fields_of(story, take_back=str(ProofIgnore.objects.get().pk)))
    assert ProofIgnore.objects.count() == 1


def test_the_storys_records_tell_of_both(client, editor, story):
    ignore(client, story)
    ask(client, story, take_back=str(ProofIgnore.objects.get().pk))
    history = client.get(reverse("admin:article_versions", args=[story.pk]))
    assert [line.get_change_message() for line in history.context["action_list"]] == [
        "不再忽略校对提示P25“帐号”",
        "忽略校对提示P25“帐号”：专有名词",
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"reason": " "}, "请写明为什么保留原文。"),
        ({"ignore": '["title", "P25", "别的", "", ""]'}, proof_panel.CHANGED),
        ({"ignore": "[1]"}, proof_panel.CHANGED),
        ({"ignore": "{"}, proof_panel.CHANGED),
    ],
)
def test_nothing_is_let_stand_without_a_reason_or_that_is_not_there(
    client, editor, story, given, said
):
    [finding, _other] = ask(client, story, **fields_of(story))["findings"]
    sent = {"ignore": json.dumps(finding["mark"]), "reason": "引文"} | given
    assert ask(client, story, **fields_of(story), **sent)["said"] == said
    assert not ProofIgnore.objects.exists()


def test_a_new_story_offers_nothing_to_ignore(client, editor, story):
    assert "忽略" not in ask(client, title="用帐号预约")["html"]
    assert "忽略这一处" in ask(client, story, title="用帐号预约")["html"]
    [mark] = [remark.mark for remark in proofreading.check({"title": "用帐号预约"})]
    with pytest.raises(proofreading.CannotIgnore, match="保存以后"):
        proofreading.ignore(Article(), mark, reason="引文", by=editor)


def test_whoever_may_only_look_lets_nothing_stand(client, story):
    viewer = make_user(is_staff=True)
    viewer.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(viewer)
    assert ask(client, story, **fields_of(story))["counts"] == "2 处差错"
    answer = client.post(url_of(story), fields_of(story, take_back="1"))
    assert answer.status_code == 403


# --- the same numbers -----------------------------------------------------------------------------

PAPER = """## 湿地观鸟,开课了
——三种颜色的小旗(红黄蓝)
本报3月４日讯 近日,云岭湿地观鸟站建成。市民可用帐号预约,每天限额120人。
“观鸟要安静。
“还要有耐心。”站长说。
一是看水鸟;三是听鸟鸣。
（本报记者 何晓）
"""


def found_at_the_desk(user) -> tuple[list[tuple], Article]:
    sheet = desk.begin(by=user, goal="pool", kind="regular")
    desk.add_files(sheet, [("粘贴", PAPER.encode())], by=user, expected=sheet.version)
    proof, seen = proof_with(proofreading.house_words()), look(sheet)
    [face] = sheet_faces(seen, proof)
    face_text = seen.sheets[0].reading.text
    found = [
        (finding.rule, part.passage.text[finding.start : finding.end])
        for part, findings in proof(face.stories[0].draft, face_text)
        for finding in findings
    ]
    sheet.refresh_from_db()
    [article] = desk.accept(sheet, by=user, expected=sheet.version).articles
    return found, article


def test_the_import_desk_finds_the_same_as_the_panel_of_the_story_it_made(client, editor):
    found, article = found_at_the_desk(editor)
    answer = ask(client, article, **fields_of(article))
    assert [(each["rule"], each["words"]) for each in answer["findings"]] == found
    assert len(found) > 6
    remarks = proofreading.open_findings(article)
    assert [(each.finding.rule, each.words) for each in remarks] == found


def test_where_the_story_stands_is_known_to_the_panel(client, editor):
    issue = make_issue(DATE, pages=1, stories=0)
    story = make_article("转版", body="<p>先看云。（下转第7版）</p>", signature="何晓")
    place(issue.pages.get(), [story])
    answer = ask(client, story, **fields_of(story))
    assert [each["message"] for each in answer["findings"]] == ["本期没有第7版，请核对。"]
    assert proof_panel.counts(proofreading.open_findings(Article.objects.get(pk=story.pk))) == (
        "1 处存疑"
    )


def test_a_stored_storys_pictures_are_proofread_with_it(client, editor, story):
    figures = [writing.Figure(make_image(), "雪,停了。")]
    writing.save(story, by=editor, expected=story.version, figures=figures)
    page = client.get(reverse("admin:articles_article_change", args=[story.pk]))
    assert [face.name for face in page.context["proofs"]["faces"]] == [
        "title",
        "body",
        "image_uses-0-caption",
    ]
