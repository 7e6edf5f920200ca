"""A story that readers have, or are promised for a time: what its editor is told, asked and shown on the way to a new text."""

import datetime as dt

import pytest
from django.urls import reverse

from articles import publishing, writing
from articles.models import Article, Version
from articles.models.article import State
from tests.admin.reviewing import agree
from tests.factories import (
    DATE,
    make_article,
    make_image,
    make_issue,
    make_published,
    make_user,
    place,
    sign,
    sign_in,
    stories_of,
)

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 3, 2, tzinfo=dt.UTC)
MORNING = dt.datetime(2026, 3, 4, 6, tzinfo=dt.timezone(dt.timedelta(hours=8)))
VOID = "签发之后又改了文字，原签发作废，稿件回到待终审；请总编辑核准改动。"
CONFIRM = "_step_confirm"
SCHEDULED = "稿件所在的期已定于3月4日 06:00出版，到时出版的仍是原签发稿；"


@pytest.fixture(autouse=True)
def editor(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    return sign_in(client)


def change_url(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def renew_url(article: Article) -> str:
    return reverse("admin:article_renew", args=[article.pk])


def send(client, article: Article, button: str = "_continue", **typed):
    """The story's form as it is stored, with what was typed into it."""
    stored = Article.objects.get(pk=article.pk)
    words = ("kicker", "title", "subtitle", "dateline", "body", "signature", "source", "note")
    form = {name: getattr(stored, name) for name in words}
    form |= {"section": str(stored.section_id or ""), "tags": ""}
    form |= {"seen_version": str(stored.version), button: "1"}
    for prefix in ("image_uses", "bylines"):
        form |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    return client.post(change_url(article), form | typed, follow=True)


def said(response) -> list[str]:
    return [
        str(m)
        for m in response.context["messages"]
        if m.level_tag != "success" or "签发" in m.message
    ]


def scheduled_story() -> Article:
    return stories_of(make_published(DATE, at=MORNING))[0]


def revise(article: Article, by, **words) -> Article:
    """New words, signed off."""
    article = Article.objects.get(pk=article.pk)
    for name, text in words.items():
        setattr(article, name, text)
    writing.save(article, by=by, expected=article.version)
    sign(article)
    return article


def shown(response) -> dict[str, list[tuple[str, str]]]:
    """Field by field, what the page shows taken out and put in."""
    return {
        difference.label: [(c.kind, c.text) for c in difference.changes if c.kind != "same"]
        for difference in response.context["differences"]
    }


# --- what is said ---------------------------------------------------------------------------------


def test_new_words_in_a_scheduled_issue_do_not_go_out_and_the_desk_says_so(client):
    article = scheduled_story()
    response = send(client, article, subtitle="改过的副题")
    assert said(response) == [f"{VOID}{SCHEDULED}新稿签发后，请再按“发布修订稿”。"]
    assert SCHEDULED[:-1] in response.content.decode()
    response = agree(client, send(client, article, CONFIRM))
    assert said(response) == [f"已签发。{SCHEDULED}要换成新稿，请再按“发布修订稿”。"]
    assert Article.objects.get().published_version.subtitle == ""


def test_new_words_of_a_published_story_wait_for_their_release_and_the_desk_says_so(client):
    article = stories_of(make_published(DATE))[0]
    response = send(client, article, subtitle="改过的副题")
    assert said(response) == [f"{VOID}读者看到的仍是原稿；新稿签发后，请再按“发布修订稿”。"]
    response = agree(client, send(client, article, CONFIRM))
    assert said(response) == ["已签发。读者看到的仍是原稿；要换成新稿，请再按“发布修订稿”。"]


def test_a_story_that_no_reader_has_is_only_told_to_be_signed_again(client):
    article = stories_of(make_issue(DATE))[0]
    assert said(send(client, article, subtitle="改过的副题")) == [VOID]
    assert said(agree(client, send(client, article, CONFIRM))) == ["已签发，可以上版出版。"]


def test_signing_off_twice_says_who_did_it(client):
    article = stories_of(make_issue(DATE))[0]
    done = "当班总编辑已于03月03日10:00终审签发（第1稿），现在是“已签发”。"
    said_of = f"《{article.headline}》不能通过：{done}"
    assert said(send(client, article, "_step_approve")) == [said_of]


# --- the question ---------------------------------------------------------------------------------


def test_releasing_a_revision_shows_what_changes_and_asks_once(client, editor):
    article = stories_of(make_published(DATE))[0]
    article = revise(article, editor, title="雨海之上", body="<p>近日，气象站建成。</p>")
    old = article.published_version
    asked = send(client, article, "_renew")
    assert shown(asked)["标题"] == [("removed", old.title), ("added", "雨海之上")]
    assert list(shown(asked)) == ["标题", "正文"]
    assert Article.objects.get().published_version == old
    seen = {"seen_version": article.latest_version.number, "silence": "只理顺了文字"}
    response = client.post(renew_url(article), seen, follow=True)
    assert [str(m) for m in response.context["messages"]] == ["修订稿已发布，读者看到的是新稿。"]
    assert Article.objects.get().published_version == article.latest_version


def test_a_story_of_a_scheduled_issue_is_exchanged_before_its_hour(client, editor):
    article = revise(scheduled_story(), editor, title="新的标题")
    seen = {"seen_version": article.latest_version.number}
    response = client.post(renew_url(article), seen, follow=True)
    assert [str(m) for m in response.context["messages"]] == ["修订稿已换上，到时出版的是新稿。"]
    assert Article.objects.get().published_version.title == "新的标题"
    assert not Article.objects.public().exists()


def test_words_typed_before_the_release_is_pressed_are_kept_and_not_released(client, editor):
    article = stories_of(make_published(DATE))[0]
    article = revise(article, editor, title="新的标题")
    response = send(client, article, "_renew", subtitle="刚写的副题")
    assert said(response)[-1] == "《新的标题》改后还没有签发，请先签发新稿。"
    stored = Article.objects.get()
    assert (stored.subtitle, stored.state) == ("刚写的副题", State.FINAL)
    assert stored.published_version == article.published_version


def test_nobody_releases_a_text_other_than_the_one_that_was_looked_at(client, editor):
    article = stories_of(make_published(DATE))[0]
    seen = {"seen_version": revise(article, editor, title="看过的标题").latest_version.number}
    seen["silence"] = "只理顺了标题"
    revise(article, make_user("苏文"), title="同事又改的标题")
    response = client.post(renew_url(article), seen, follow=True)
    refusal = (
        "《同事又改的标题》刚刚（03月03日10:00）由苏文改过，现在是第3稿，没有发布；请看过再发布。"
    )
    assert said(response) == [refusal]
    assert Article.objects.get().published_version.number == 1


def test_a_revision_is_released_once(client, editor):
    article = stories_of(make_published(DATE))[0]
    article = revise(article, editor, title="新的标题")
    seen = {"seen_version": article.latest_version.number, "silence": "只理顺了标题"}
    client.post(renew_url(article), seen)
    response = client.post(renew_url(article), seen, follow=True)
    notice = "《新的标题》没有待发布的修订稿，出版的就是最新一稿。"
    assert said(response) == [notice]
    assert 'name="_renew"' not in client.get(change_url(article)).content.decode()


def test_another_picture_and_another_caption_are_shown_before_the_release(client, editor):
    article = make_article(figures=[writing.Figure(make_image("晨雾"), "山中", "何晓 摄")])
    issue = make_issue(DATE, stories=0)
    place(issue.pages.get(), [article])
    publishing.publish(issue, by=editor)
    figures = [writing.Figure(make_image("晚霞"), "山上", "何晓 摄")]
    article.refresh_from_db()
    writing.save(article, by=editor, expected=article.version, figures=figures)
    sign(article)
    assert shown(client.get(renew_url(article))) == {
        "图片": [("removed", "晨雾"), ("added", "晚霞"), ("removed", "中"), ("added", "上")]
    }


def test_bold_alone_is_a_change_that_is_said_in_words(client, editor):
    article = stories_of(make_published(DATE))[0]
    body = article.body.replace("近日", "<strong>近日</strong>")
    article = revise(article, editor, body=body)
    response = client.get(renew_url(article))
    assert shown(response) == {"正文": []}
    assert "文字没有变，只改了排法" in response.content.decode()


def test_of_a_long_text_only_what_stands_beside_a_change_is_shown(client, editor):
    long = "云岭山高水长。" * 40
    article = make_article(body=f"<p>{long}旧{long}</p>")
    issue = make_issue(DATE, stories=0)
    place(issue.pages.get(), [article])
    publishing.publish(issue, by=editor)
    article = revise(article, editor, body=f"<p>{long}新{long}</p>")
    [difference] = client.get(renew_url(article)).context["differences"]
    assert "".join(change.text for change in difference.changes) == (
        f"……{long[-24:]}旧新{long[:24]}……"
    )


# --- two writers ----------------------------------------------------------------------------------


def test_the_second_of_two_writers_sees_what_differs_and_may_then_save(client, editor):
    article = make_article("云海之上", signed=False, subtitle="旧的副题")
    seen = str(article.version)
    article.title = "雨海之上"
    writing.save(article, by=make_user("苏文"), expected=article.version)
    typed = {"title": "云海之上\r\n量体温", "subtitle": "旧的副题", "seen_version": seen}
    response = send(client, article, **typed)
    conflict = response.context["conflict"]
    [difference] = conflict["differences"]
    assert (difference.label, [(c.kind, c.text) for c in difference.changes]) == (
        "标题",
        [("removed", "雨"), ("added", "云"), ("same", "海之上"), ("added", "\n量体温")],
    )
    html = response.content.decode()
    assert f'href="{change_url(article)}" target="_blank"' in html
    assert (
        f'<button type="submit" class="button" name="compared_version" value="{conflict["version"]}"'
        in html
    )
    assert Article.objects.get().title == "雨海之上"
    send(client, article, **typed | {"compared_version": str(conflict["version"])})
    assert Article.objects.get().title == "云海之上\n量体温"
    assert list(Version.objects.order_by("number").values_list("title", flat=True)) == [
        "云海之上",
        "雨海之上",
        "云海之上\n量体温",
    ]


def test_of_three_writers_the_last_is_stopped_again(client, editor):
    article = make_article("云海之上", signed=False)
    seen = article.version
    for title in ("苏文改的", "林晓改的"):
        article.title = title
        writing.save(article, by=make_user(), expected=article.version)
    response = send(
        client, article, title="我改的", seen_version=str(seen), compared_version=str(seen + 1)
    )
    assert response.context["conflict"]["version"] == seen + 2
    assert Article.objects.get().title == "林晓改的"
