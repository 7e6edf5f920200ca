"""An approval is of words: which changes void the last signature, whichever way they come in, and what readers keep."""

import pytest
from django.db import IntegrityError, transaction

from articles import publishing, workflow, writing
from articles.models import Article
from articles.models.article import State
from articles.models.review import Verdict
from articles.permissions import Role
from tests.factories import (
    make_article,
    make_editor,
    make_image,
    make_issue,
    make_section,
    make_user,
    place,
    send_up,
    sign,
)

pytestmark = pytest.mark.django_db

WORDS = {
    "kicker": "高山气象站",
    "title": "雨海之上",
    "subtitle": "——云岭观测记",
    "dateline": "本报云岭3月1日讯",
    "body": "<p>近日，雪落云岭。</p>",
    "signature": "（本报记者 沈墨）",
    "source": "云岭日报",
}
PICTURE = {"caption": "雪中的气象站", "credit": "苏文 摄", "alt": "一座白色小屋", "after_block": 0}


def save(article: Article, **given) -> None:
    for name, words in given.pop("fields", {}).items():
        setattr(article, name, words)
    writing.save(article, by=make_user(), expected=article.version, **given)
    article.refresh_from_db()


def is_signed(article: Article) -> bool:
    return (
        article.state == State.SIGNED_OFF and article.signed_version_id == article.latest_version_id
    )


@pytest.fixture
def story() -> Article:
    figure = writing.Figure(make_image("晨雾"), "云岭气象站", "何晓 摄", "山顶的小屋", 1)
    return make_article("云海之上", figures=[figure], tags=["气象"])


@pytest.mark.parametrize("field", WORDS)
def test_every_field_of_words_voids_the_last_signature(story, field):
    signed = story.signed_version
    save(story, fields={field: WORDS[field]})
    assert (is_signed(story), story.state) == (False, State.FINAL)
    assert story.signed_version == signed
    assert getattr(signed, field) != getattr(story.latest_version, field) == WORDS[field]


@pytest.mark.parametrize("field", PICTURE)
def test_what_is_printed_with_a_picture_voids_it_too(story, field):
    figure = {"caption": "云岭气象站", "credit": "何晓 摄", "alt": "山顶的小屋", "after_block": 1}
    changed = figure | {field: PICTURE[field]}
    save(story, figures=[writing.Figure(story.image_uses.get().image, **changed)])
    assert (is_signed(story), story.state) == (False, State.FINAL)


def test_another_picture_under_the_same_words_voids_it_and_so_does_none(story):
    figure = writing.Figure(make_image("晚霞"), "云岭气象站", "何晓 摄", "山顶的小屋", 1)
    save(story, figures=[figure])
    assert story.state == State.FINAL
    sign(story)
    save(story, figures=[])
    assert story.state == State.FINAL


def test_a_change_that_is_taken_back_is_signed_anew_all_the_same(story):
    save(story, fields={"title": "雨海之上"})
    save(story, fields={"title": "云海之上"})
    assert (is_signed(story), story.state) == (False, State.FINAL)


def test_section_tags_and_note_are_no_words(story):
    signed = story.signed_version
    fields = {"section": make_section("他山之石"), "note": "请核对地名"}
    save(story, fields=fields, tags=["冬季"])
    assert (is_signed(story), story.latest_version, story.note) == (True, signed, "请核对地名")


def test_the_same_words_typed_again_leave_the_signature(story):
    save(story, fields={"title": " 云海之上 "})
    assert is_signed(story)


def test_the_database_knows_no_signed_story_with_other_words(story):
    signed = story.signed_version
    save(story, fields={"title": "雨海之上"})
    broken = Article.objects.filter(pk=story.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        broken.update(state=State.SIGNED_OFF)
    assert Article.objects.get().signed_version == signed


def test_before_the_last_signature_a_change_leaves_the_earlier_ones_of_their_own_version():
    story = send_up(make_article(signed=False), State.SECOND)
    save(story, fields={"title": "雨海之上"})
    workflow.approve(story, by=make_user(role=Role.HEAD))
    workflow.approve(story, by=make_user(role=Role.CHIEF))
    signatures = story.reviews.signatures().order_by("pk")
    assert list(signatures.values_list("stage", "version__number")) == [
        ("first", 1),
        ("second", 2),
        ("final", 2),
    ]
    assert is_signed(Article.objects.get())


# --- readers --------------------------------------------------------------------------------------


def test_readers_keep_the_approved_text_through_the_whole_review_of_a_correction(client):
    story = make_article("云海之上")
    issue = make_issue(stories=0)
    place(issue.pages.get(), [story])
    publishing.publish(issue, by=make_editor())
    approved = Article.objects.get().published_version

    def is_kept() -> bool:
        html = client.get(story.get_absolute_url()).content.decode()
        stands = Article.objects.get().published_version == approved
        return stands and "云海之上" in html and "雨海之上" not in html

    story.refresh_from_db()
    save(story, fields={"title": "雨海之上"})
    kept = {story.state: is_kept()}
    workflow.send_back(story, by=make_user(role=Role.CHIEF), opinion="请核实海拔")
    for state in (State.RETURNED, State.FIRST, State.SECOND, State.FINAL):
        if state != State.RETURNED:
            send_up(story, state)
        kept[story.state] = is_kept()
    sign(story)
    kept[story.state] = is_kept()
    assert kept == dict.fromkeys(
        [State.FINAL, State.RETURNED, State.FIRST, State.SECOND, State.SIGNED_OFF], True
    )
    publishing.renew(story, by=make_editor())
    assert "雨海之上" in client.get(story.get_absolute_url()).content.decode()
    assert story.reviews.in_order().last().verdict == Verdict.APPROVE
