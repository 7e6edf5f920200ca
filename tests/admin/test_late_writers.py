"""Who saves a story that went on to other hands while he was writing."""

from uuid import uuid4

import pytest
from django.urls import reverse

from articles import workflow, working_copies
from articles.models import Article, Version, WorkingCopy
from articles.models.article import State
from articles.permissions import Role
from tests.factories import make_article, make_user, send_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(staff) -> Article:
    """His own, submitted by a colleague while his form was open."""
    return send_up(make_article("云海之上", by=staff, signed=False), State.FIRST)


def change_url(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def typed(article: Article, **words) -> dict[str, str]:
    form = {"title": article.title, "body": article.body, "seen_version": str(article.version)}
    form |= {"dateline": article.dateline, "signature": article.signature}
    for prefix in ("image_uses", "bylines"):
        form |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    return form | words


def test_he_is_told_who_has_it_and_his_words_are_kept_and_shown(client, staff, story):
    key = str(uuid4())
    body = "<p>近日，雪落云岭。</p><p>冰挂满了仪器。</p>"
    form = typed(story, title="雨海之上", body=body, copy_key=key)
    response = client.post(change_url(story), form)
    html = response.content.decode()
    assert response.status_code == 403
    assert "《云海之上》没有保存：当班责任编辑已于" in html
    assert "送审（第1稿），现在是“待初审”，您不能再改。" in html
    assert "要改的，请交给责任编辑、部主任、总编辑。" in html
    assert response.context["words"] == [
        ("标题", "雨海之上"),
        ("电头", "本报讯"),
        ("正文", "近日，雪落云岭。\n冰挂满了仪器。"),
        ("署名", story.signature),
    ]
    assert (Article.objects.get().title, Version.objects.count()) == ("云海之上", 1)
    kept = WorkingCopy.objects.get()
    assert (kept.owner, str(kept.key), kept.article, kept.title) == (staff, key, story, "雨海之上")


def test_what_was_kept_is_offered_for_reading_until_the_story_comes_back(client, staff, story):
    client.post(change_url(story), typed(story, title="雨海之上"))
    copy = WorkingCopy.objects.get()
    for page in (change_url(story), reverse("admin:article_copy", args=[copy.key])):
        html = client.get(page).content.decode()
        assert ('name="_take_back"' in html, "丢弃</button>" in html) == (False, True)
    workflow.send_back(story, by=make_user(role=Role.EDITOR), opinion="请核实数字")
    assert 'name="_take_back"' in client.get(change_url(story)).content.decode()


def test_a_copy_that_is_taken_back_too_late_is_shown_and_nothing_is_saved(client, staff, story):
    copy = working_copies.keep(staff, uuid4(), {"title": ["雨海之上"]}, story.pk)
    response = client.post(change_url(story), {"_take_back": str(copy.key)})
    assert (response.status_code, response.context["words"]) == (403, [("标题", "雨海之上")])
    assert Article.objects.get().title == "云海之上"
    assert client.post(change_url(story), {"_take_back": "x"}).status_code == 404


def test_words_that_cannot_be_kept_are_shown_all_the_same(client, staff, story, monkeypatch):
    monkeypatch.setattr(working_copies, "MOST", 0)
    response = client.post(change_url(story), typed(story, title="雨海之上"))
    html = response.content.decode()
    assert "不能再暂存；请先保存或丢弃几份。您写的文字在下面，请复制下来。" in html
    assert ("标题", "雨海之上") in response.context["words"]
    assert WorkingCopy.objects.count() == 0


def test_who_may_write_in_no_story_is_only_refused(client, story):
    client.force_login(make_user(role=Role.AUDITOR))
    response = client.post(change_url(story), typed(story, title="雨海之上"))
    assert (response.status_code, "没有这项权限" in response.content.decode()) == (403, True)
    assert WorkingCopy.objects.count() == 0
