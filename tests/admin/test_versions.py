"""稿件各稿: every version with who, when and why; any two beside each other; the way back to one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import publishing, writing
from articles.models import Article, ImageUse, Version
from articles.models.article import State
from tests.admin.test_revisions import change_url, said, send
from tests.factories import (
    DATE,
    make_article,
    make_image,
    make_issue,
    make_published,
    make_user,
    place,
    sign,
    stories_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editor")]


def url(name: str, article: Article, *numbers: int) -> str:
    return reverse(f"admin:article_{name}", args=[article.pk, *numbers])


def rewrite(article: Article, by, reason: str = "", **words) -> Article:
    article = Article.objects.get(pk=article.pk)
    for name, text in words.items():
        setattr(article, name, text)
    writing.save(article, by=by, expected=article.version, reason=reason)
    return article


def sides(field) -> list[tuple[str, str]]:
    """What stands on the left and on the right, differences in marks."""
    shown = {"same": "{}", "removed": "-{}-", "added": "+{}+"}

    def text(side) -> str:
        return "".join(shown[each.kind].format(each.text) for each in side or ())

    return [
        ("……", "……") if stretch.folded else (text(pair.left), text(pair.right))
        for stretch in field.stretches
        for pair in (stretch.pairs[:1] if stretch.folded else stretch.pairs)
    ]


# --- the list -------------------------------------------------------------------------------------


def test_the_versions_say_who_why_and_how_much_was_written(client, editor):
    article = make_article(body="<p>近日。</p>", by=make_user("苏文"), signed=False)
    rewrite(article, editor, "补采访", body="<p>近日，气象站建成。</p>")
    versions = client.get(url("versions", article)).context["versions"]
    assert [
        (v.number, v.created_by.first_name, v.reason, v.character_count, v.gained) for v in versions
    ] == [(2, "沈墨", "补采访", 9, 6), (1, "苏文", "", 3, None)]


def test_the_newest_the_signed_and_the_published_one_are_marked(client, editor):
    article = stories_of(make_published(DATE))[0]
    rewrite(article, editor, title="新的标题")
    html = client.get(url("versions", article)).content.decode()
    assert html.count(">出版稿<"), html.count(">最新<") == (1, 1)
    assert ">已签发<" not in html
    sign(Article.objects.get())
    assert ">已签发<" in client.get(url("versions", article)).content.decode()


def test_a_reason_typed_beside_the_button_is_the_version_s(client):
    article = make_article(signed=False)
    send(client, article, title="新的标题", reason=" 标题更准确 ")
    latest = Version.objects.get(number=2)
    assert (latest.title, latest.reason) == ("新的标题", "标题更准确")


def test_a_reason_without_new_words_is_said_not_to_be_kept(client):
    article = make_article(signed=False)
    response = send(client, article, reason="没改什么")
    assert "文字没有改动，没有新的一稿，修改说明没有记下。" in said(response)


def test_two_that_are_chosen_lead_to_their_comparison_the_older_first(client, editor):
    article = rewrite(make_article(signed=False), editor, title="新的标题")
    response = client.get(url("versions", article), {"old": "2", "new": "1"})
    assert response.url == url("compare", article, 1, 2)


def test_the_list_takes_the_same_queries_however_long_it_is(client, editor):
    article = make_article(signed=False)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            client.get(url("versions", article))
        return len(caught)

    few = queries()
    for at in range(8):
        rewrite(article, editor, title=f"第{at}个标题")
    assert queries() == few


# --- comparing ------------------------------------------------------------------------------------


def test_two_versions_stand_side_by_side_and_equal_stretches_are_folded(client, editor):
    paragraphs = [f"<p>第{number}段讲的是云岭的气象站。</p>" for number in "一二三四五六"]
    article = make_article("云海之上", body="".join(paragraphs), signed=False)
    paragraphs[5] = "<p>第六段讲的是云岭的气候站。</p>"
    rewrite(article, editor, title="雨海之上", body="".join(paragraphs))
    context = client.get(url("compare", article, 1, 2)).context
    title, text = context["fields"]
    assert (title.label, sides(title)) == ("标题", [("-云-海之上", "+雨+海之上")])
    assert sides(text) == [
        ("……", "……"),
        ("第五段讲的是云岭的气象站。", "第五段讲的是云岭的气象站。"),
        ("第六段讲的是云岭的气-象-站。", "第六段讲的是云岭的气+候+站。"),
    ]
    assert context["unchanged"] == ["电头", "署名"]


def test_pictures_are_compared_with_their_captions(client, editor):
    figures = [writing.Figure(make_image("晨雾"), "山中晨雾")]
    article = make_article(signed=False, figures=figures)
    writing.save(
        article,
        by=editor,
        expected=article.version,
        figures=[writing.Figure(figures[0].image, "山中晚霞")],
    )
    [field] = client.get(url("compare", article, 1, 2)).context["fields"]
    assert sides(field) == [("〔晨雾〕山中-晨雾-", "〔晨雾〕山中+晚霞+")]
    assert [[image.title for image in side] for side in field.pictures] == [["晨雾"], ["晨雾"]]


def test_versions_of_another_story_are_not_found(client):
    article = make_article(signed=False)
    assert client.get(url("compare", article, 1, 2)).status_code == 404
    assert client.get(url("restore", article, 9)).status_code == 404


def test_who_is_no_staff_sees_no_versions(client):
    article = make_article(signed=False)
    client.force_login(make_user())
    assert client.get(url("versions", article)).status_code == 302


# --- restoring ------------------------------------------------------------------------------------


def restore(client, article: Article, number: int, seen: int):
    data = {"seen_version": seen}
    return client.post(url("restore", article, number), data, follow=True)


def test_restoring_makes_a_new_version_of_the_old_words_and_pictures(client, editor):
    picture = make_image("晨雾")
    article = make_article(
        "云海之上", figures=[writing.Figure(picture, "山中")], tags=["气象"], signed=False
    )
    article.title, article.note = "雨海之上", "备注留着"
    writing.save(article, by=editor, expected=article.version, figures=[], tags=["冬季"])
    response = restore(client, article, 1, article.version)
    assert said(response) == []
    assert "已恢复第1稿，存为第3稿。" in response.content.decode()
    stored = Article.objects.get()
    assert (stored.title, stored.note) == ("云海之上", "备注留着")
    assert [tag.name for tag in stored.tags.all()] == ["冬季"]
    assert list(ImageUse.objects.values_list("image__title", "caption")) == [("晨雾", "山中")]
    latest = stored.latest_version
    assert (latest.number, latest.reason, latest.created_by) == (3, "恢复第1稿", editor)
    assert latest.fingerprint == Version.objects.get(number=1).fingerprint


def test_restoring_asks_and_shows_what_will_be_another_text(client, editor):
    article = rewrite(make_article("云海之上", signed=False), editor, title="雨海之上")
    context = client.get(url("restore", article, 1)).context
    assert sides(context["fields"][0]) == [("-雨-海之上", "+云+海之上")]
    assert context["form"].initial == {"seen_version": article.version}
    assert Article.objects.get().title == "雨海之上"


def test_restoring_a_signed_story_voids_its_signature(client, editor):
    article = rewrite(make_article("云海之上", signed=False), editor, title="雨海之上")
    sign(article)
    restore(client, article, 1, article.version)
    assert Article.objects.get().state == State.FINAL


def test_what_is_the_latest_text_already_is_not_restored(client, editor):
    article = make_article("云海之上", signed=False)
    response = restore(client, article, 1, article.version)
    assert said(response) == ["现在的稿件就是第1稿的文字，不用恢复。"]
    stored = Article.objects.get()
    assert (stored.version, stored.latest_version.number) == (article.version, 1)


def test_a_caption_that_lost_its_picture_stays(client, editor):
    article = make_article("云海之上", figures=[writing.Figure(None, "图已失")], signed=False)
    article = rewrite(article, editor, title="雨海之上")
    restore(client, article, 1, article.version)
    assert list(ImageUse.objects.values_list("caption", flat=True)) == ["图已失"]


def test_a_picture_of_a_version_cannot_be_deleted_so_it_can_always_be_restored(client, editor):
    picture = make_image("晨雾")
    article = make_article(figures=[writing.Figure(picture, "山中")], signed=False)
    writing.save(article, by=editor, expected=article.version, figures=[])
    response = client.post(
        reverse("admin:articles_image_delete", args=[picture.pk]), {"post": "yes"}
    )
    assert "不能删除" in response.content.decode()
    issue = make_issue(DATE, stories=0)
    place(issue.pages.get(), [article])
    sign(article)
    publishing.publish(issue, by=editor)
    assert client.get(change_url(article)).status_code == 200
