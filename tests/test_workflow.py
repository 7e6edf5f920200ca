import pytest
from django.contrib.admin.models import LogEntry

from articles import workflow, writing
from articles.models import Article
from articles.models.article import State
from tests.factories import make_article, make_editor, make_image, make_user

pytestmark = pytest.mark.django_db


def records(article: Article) -> list[str]:
    return list(
        LogEntry.objects.filter(object_id=str(article.pk)).values_list("change_message", flat=True)
    )


def test_signing_off_is_of_the_latest_version_and_recorded_under_its_editor():
    article, editor = make_article(signed=False), make_editor("沈墨")
    assert workflow.sign_off(article, by=editor) is True
    assert Article.objects.get().state == State.SIGNED_OFF
    [entry] = LogEntry.objects.filter(object_id=str(article.pk))
    assert (entry.user, entry.change_message) == (editor, "签发第1稿")


def test_signing_off_twice_is_done_and_recorded_once():
    article = make_article(signed=False)
    workflow.sign_off(article, by=make_editor())
    again = Article.objects.get()
    assert workflow.sign_off(again, by=make_editor("林晓禾")) is False
    assert records(article) == ["签发第1稿"]


def test_words_that_changed_since_they_were_read_are_not_signed():
    article = make_article("云海之上", signed=False)
    read = Article.objects.get()
    article.subtitle = "刚加的副题"
    writing.save(article, by=make_user(), expected=article.version)
    with pytest.raises(
        workflow.NotReady, match=r"《云海之上》没有签发：您打开之后，.*请看过新稿再签发"
    ):
        workflow.sign_off(read, by=make_editor())
    assert Article.objects.get().state == State.DRAFT


@pytest.mark.parametrize(
    ("caption", "is_ready"), [("雪后的云岭气象站。", True), ("", False)], ids=["with", "without"]
)
def test_a_picture_with_its_caption_is_a_story_without_a_body(caption, is_ready):
    figures = [writing.Figure(make_image(), caption, "何晓 摄", "雪地里的观测场")]
    article = make_article("雪后云岭", body="", figures=figures, signed=False)
    if is_ready:
        workflow.sign_off(article, by=make_editor())
    else:
        refusal = "^《雪后云岭》还没有正文，不能签发；请先补上正文，图片新闻请配上图片和图说。$"
        with pytest.raises(workflow.NotReady, match=refusal):
            workflow.sign_off(article, by=make_editor())
    assert (Article.objects.get().state == State.SIGNED_OFF) is is_ready


def test_a_caption_that_lost_its_picture_is_no_story():
    figures = [writing.Figure(None, "雪后的云岭气象站。")]
    article = make_article("雪后云岭", body="", figures=figures, signed=False)
    with pytest.raises(workflow.NotReady, match="还没有正文"):
        workflow.sign_off(article, by=make_editor())
