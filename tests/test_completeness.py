"""What is asked before a story is signed off, what of it may be left, and how that is recorded."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from articles import completeness, workflow, writing
from articles.models import Article, Origin
from articles.models.article import State
from tests.admin.reviewing import agree
from tests.factories import make_article, make_editor, make_image, make_section, send_up

pytestmark = pytest.mark.django_db

SENT = {
    f"{prefix}-{count}_FORMS": "0"
    for prefix in ("image_uses", "bylines")
    for count in ("TOTAL", "INITIAL")
}


@pytest.fixture
def editor(client):
    user = make_editor("沈墨")
    client.force_login(user)
    return user


def fields(article: Article) -> list[str]:
    return [gap.field for gap in completeness.gaps(article)]


def bare(**words) -> Article:
    return make_article("云海之上", **{"body": "", "signature": "", "signed": False} | words)


def test_a_draft_of_a_title_alone_is_saved_and_lacks_the_rest():
    assert fields(bare()) == ["body", "signature", "section"]


def test_a_whole_story_lacks_nothing():
    figures = [
        writing.Figure(make_image(), "图说", alt="雪地里的观测场"),
        writing.Figure(None, "图片已失"),
    ]
    article = make_article(section=make_section(), figures=figures, signed=False)
    assert fields(article) == []


def test_a_picture_with_its_caption_stands_for_a_body():
    article = bare(figures=[writing.Figure(make_image(), "图说", alt="雪地")])
    assert "body" not in fields(article)


def test_every_picture_without_a_description_is_named_by_its_field():
    figures = [writing.Figure(make_image(), "图说", alt=alt) for alt in ("雪地", "", " ")]
    article = make_article(section=make_section(), figures=figures, signed=False)
    send_up(article, State.FINAL)
    assert fields(article) == ["image_uses-1-alt", "image_uses-2-alt"]
    with pytest.raises(workflow.Incomplete, match="还缺第2张图片的替代文字、第3张图片的替代文字；"):
        workflow.approve(
            article, by=make_editor(), leaving=["image_uses-1-alt", "image_uses-2-alt"]
        )
    assert Article.objects.get().state == State.FINAL


def test_what_is_left_knowingly_is_recorded():
    article = send_up(bare(body="<p>雪停了。</p>"), State.FINAL)
    with pytest.raises(
        workflow.Incomplete, match=r"^《云海之上》没有签发，还缺栏目；请打开稿件补上。$"
    ):
        workflow.approve(article, by=make_editor(), leaving=["signature"])
    assert Article.objects.get().state == State.FINAL
    workflow.approve(article, by=make_editor(), leaving=["signature", "section"])
    assert LogEntry.objects.latest("pk").change_message == "终审签发第1稿（不署名、不归栏目）"


def test_earlier_stages_ask_for_nothing_but_words():
    article = bare(body="<p>雪停了。</p>")
    workflow.submit(article, by=make_editor(), leaving=())
    workflow.approve(article, by=make_editor(), leaving=())
    assert Article.objects.get().state == State.SECOND


def test_print_of_the_past_is_asked_for_nothing_but_words():
    story = bare(body="<p>雪停了。</p>", origin=Origin.ARCHIVE)
    workflow.admit(story, by=make_editor())
    assert story.state == State.SIGNED_OFF


# --- at the form --------------------------------------------------------------------------------------


def press(client, article: Article):
    """保存并签发…: to the page that asks."""
    form = SENT | {"title": article.title, "body": article.body, "signature": article.signature}
    form |= {"seen_version": str(Article.objects.get().version), "tags": "", "_step_approve": "1"}
    return client.post(
        reverse("admin:articles_article_change", args=[article.pk]), form, follow=True
    )


def test_the_form_names_what_is_missing_with_the_way_to_it(client, editor):
    article = send_up(bare(body="<p>雪停了。</p>"), State.FINAL)
    asked = press(client, article)
    page = asked.content.decode()
    assert "还缺 2 项" in page
    assert re.findall(r'<li><a href="[^"]+/change/\?at=(\w+)">(.+?)</a>', page) == [
        ("signature", "署名"),
        ("section", "栏目"),
    ]
    [button] = re.findall(r'name="leaving" value="([^"]+)">照此签发：(.+?)</button>', page)
    assert button == ("signature section ", "不署名、不归栏目")
    assert 'value="签发"' not in page
    refused = agree(client, asked)
    sentence = "《云海之上》没有签发，还缺署名、栏目；请打开稿件补上。"
    assert [str(message) for message in refused.context["messages"]] == [sentence]
    assert Article.objects.get().state == State.FINAL
    agree(client, asked, leaving=button[0])
    assert Article.objects.get().state == State.SIGNED_OFF


def test_what_may_not_be_left_has_no_button(client, editor):
    article = send_up(bare(body="<p>雪停了。</p>"), State.FINAL)
    writing.save(article, by=editor, figures=[writing.Figure(make_image(), "图说")])
    page = press(client, article).content.decode()
    assert "第1张图片的替代文字" in page
    assert "照此签发：" not in page


def test_a_story_that_is_not_to_be_signed_or_lacks_nothing_is_asked_nothing(client, editor):
    draft = bare(body="<p>雪停了。</p>")
    whole = send_up(make_article(section=make_section(), signed=False), State.FINAL)
    for story, verdict in ((draft, "submit"), (whole, "approve")):
        asked = client.get(reverse("admin:article_step", args=[story.pk, verdict]))
        assert (asked.status_code, asked.context["gaps"]) == (200, [])


def test_a_new_story_needs_a_title_and_says_so_kindly(client, editor):
    url = reverse("admin:articles_article_add")
    answer = client.post(url, SENT | {"title": " ", "body": "<p>雪停了。</p>", "tags": ""})
    assert answer.context["adminform"].form.errors == {
        "title": ["请先写个标题，一两个字也行；别的都可以以后再补。"]
    }
    assert "雪停了。" in answer.content.decode()
    assert not Article.objects.exists()
