"""What is asked before a story is signed off, what of it may be left, and how that is recorded."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from articles import completeness, workflow, writing
from articles.models import Article
from articles.models.article import State
from tests.factories import make_article, make_editor, make_image, make_section

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
    assert fields(article) == ["image_uses-1-alt", "image_uses-2-alt"]
    with pytest.raises(workflow.Incomplete, match="还缺第2张图片的替代文字、第3张图片的替代文字；"):
        workflow.sign_off(
            article, by=make_editor(), leaving=["image_uses-1-alt", "image_uses-2-alt"]
        )
    assert Article.objects.get().state == State.DRAFT


def test_what_is_left_knowingly_is_recorded():
    article = bare(body="<p>雪停了。</p>")
    with pytest.raises(
        workflow.Incomplete, match=r"^《云海之上》没有签发，还缺栏目；请打开稿件补上。$"
    ):
        workflow.sign_off(article, by=make_editor(), leaving=["signature"])
    assert Article.objects.get().state == State.DRAFT
    workflow.sign_off(article, by=make_editor(), leaving=["signature", "section"])
    assert LogEntry.objects.latest("pk").change_message == "签发第1稿（不署名、不归栏目）"


def test_print_of_the_past_is_asked_for_nothing_but_words():
    workflow.sign_off(bare(body="<p>雪停了。</p>"), by=make_editor())
    assert LogEntry.objects.latest("pk").change_message == "签发第1稿"


# --- at the form --------------------------------------------------------------------------------------


def press(client, article: Article, value: str = "保存并签发"):
    form = SENT | {"title": article.title, "body": article.body, "signature": article.signature}
    form |= {"seen_version": str(Article.objects.get().version), "tags": "", "_sign_off": value}
    return client.post(
        reverse("admin:articles_article_change", args=[article.pk]), form, follow=True
    )


def test_the_form_names_what_is_missing_with_the_way_to_it(client, editor):
    article = bare(body="<p>雪停了。</p>")
    page = press(client, article).content.decode()
    assert "已保存，还没有签发：缺 2 项" in page
    assert re.findall(r'<li><a href="#id_(\w+)">(.+?)</a>', page) == [
        ("signature", "署名"),
        ("section", "栏目"),
    ]
    [button] = re.findall(r'name="_sign_off" value="([^"]+)">照此签发：(.+?)</button>', page)
    assert button == ("signature section ", "不署名、不归栏目")
    assert Article.objects.get().state == State.DRAFT
    press(client, article, button[0])
    assert Article.objects.get().state == State.SIGNED_OFF


def test_what_may_not_be_left_has_no_button(client, editor):
    article = bare(body="<p>雪停了。</p>")
    writing.save(article, by=editor, figures=[writing.Figure(make_image(), "图说")])
    page = press(client, article).content.decode()
    assert "第1张图片的替代文字" in page
    assert "照此签发：" not in page


def test_a_form_that_was_not_to_be_signed_off_asks_nothing(client, editor):
    article = bare()
    url = reverse("admin:articles_article_change", args=[article.pk])
    assert "还没有签发：缺" not in client.get(url).content.decode()
    whole = make_article(section=make_section())
    url = reverse("admin:articles_article_change", args=[whole.pk])
    assert "还没有签发：缺" not in client.get(url, {"asked": "1"}).content.decode()


def test_a_new_story_needs_a_title_and_says_so_kindly(client, editor):
    url = reverse("admin:articles_article_add")
    answer = client.post(url, SENT | {"title": " ", "body": "<p>雪停了。</p>", "tags": ""})
    assert answer.context["adminform"].form.errors == {
        "title": ["请先写个标题，一两个字也行；别的都可以以后再补。"]
    }
    assert "雪停了。" in answer.content.decode()
    assert not Article.objects.exists()
