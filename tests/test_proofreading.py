"""A story proofread field by field, with the words of the house."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from articles import proofreading, writing
from articles.management.demo import loading
from articles.models import Article, HouseWord
from articles.proofreading import Remark, check, context_of
from articles.text.proofreading import Context, Word, WordList
from tests.factories import DATE, make_article, make_image, make_issue, make_user, stories_of

pytestmark = pytest.mark.django_db

MIGRATIONS = Path(proofreading.__file__).parent / "migrations"

STORY = {
    "kicker": "湿地观鸟,开课了",
    "title": "柳津市科协 开办自然课\n帐号可预约",
    "subtitle": "——三种颜色的小旗(红黄蓝)",
    "dateline": "本报3月４日讯",
    "body": "<p>近日,云岭下雪。</p>\n<h3>先看云</h3>\n<ul><li>一</li><li>二;三</li></ul>\n<p>雪，&amp;<strong>A座,</strong>停了。</p>",
    "signature": "(何晓)",
}
FOUND = [
    ("kicker", None, "P01", ","),
    ("title", None, "P17", " "),
    ("title", None, "P25", "帐号"),
    ("subtitle", None, "P02", "(红黄蓝)"),
    ("dateline", None, "P19", "４"),
    ("body", 0, "P01", ","),
    ("body", 2, "P01", ";"),
    ("body", 3, "P01", ","),
    ("captions", 1, "P05", "~"),
    ("signature", None, "P02", "(何晓)"),
]
CAPTIONS = ["云岭的雪。", "3~5月的云岭。"]


@pytest.fixture
def words() -> None:
    HouseWord.objects.all().delete()
    HouseWord.objects.create(wrong="帐号", right="账号")
    HouseWord.objects.create(wrong="云岭", right="云岭山", active=False)


def printed(remarks: list[Remark], texts: dict) -> list[tuple]:
    """(field, block, rule, the characters that the span names)"""
    return [
        (
            remark.field,
            remark.block,
            remark.finding.rule,
            texts[remark.field, remark.block][remark.finding.start : remark.finding.end],
        )
        for remark in remarks
    ]


def texts_of(fields: dict, captions: list[str]) -> dict:
    lines = {(name, None): text for name, text in fields.items() if name != "body"}
    body = dict(enumerate(["近日,云岭下雪。", "先看云", "一\n二;三", "雪，&A座,停了。"]))
    blocks = {("body", at): text for at, text in body.items()}
    return lines | blocks | {("captions", at): text for at, text in enumerate(captions)}


def test_every_field_of_a_stored_story_is_read_in_the_order_of_print(words):
    article = Article(**STORY)
    figures = [writing.Figure(make_image(), caption) for caption in CAPTIONS]
    writing.save(article, by=make_user(), figures=figures)
    found = printed(check(article), texts_of(STORY, CAPTIONS))
    assert found == FOUND


def test_a_story_that_is_not_stored_is_read_alike_from_its_fields(words):
    fields = STORY | {"captions": CAPTIONS}
    assert printed(check(fields), texts_of(STORY, CAPTIONS)) == FOUND
    pairs = [
        ("p", "近日,云岭下雪。"),
        ("h3", "先看云"),
        ("ul", "一\n二;三"),
        ("p", "雪，&A座,停了。"),
    ]
    assert check(fields | {"body": pairs}) == check(fields)


def test_fields_that_are_not_there_have_nothing_wrong(words):
    assert check({}) == []
    assert [remark.finding.rule for remark in check({"title": "用帐号预约"})] == ["P25"]


def test_the_body_is_one_story_and_knows_the_signature():
    lost = "课上，讲解员带领学生测量水温和流速，并用三种颜色的小旗标出"
    fields = {"body": f"<p>{lost}</p><p>（何晓）</p>", "signature": "(何　晓)"}
    found = [
        (each.field, each.block, each.finding.rule) for each in check(fields, words=WordList())
    ]
    assert found == [("body", 0, "P11"), ("body", 1, "P15"), ("signature", None, "P02")]


def test_what_the_place_says_is_known_to_the_rules():
    issue = make_issue(DATE, pages=2)
    story = stories_of(issue)[1]
    assert context_of(story) == Context(issue_date=DATE, page=2, pages=frozenset({1, 2}))
    assert context_of(make_article()) == Context()
    fields = {"body": "<p>3月9日，云岭下了雪。（下转第7版）</p>"}
    found = [each.finding.rule for each in check(fields, context=context_of(story))]
    assert found == ["P21", "P29"]


@pytest.mark.parametrize("captions", [1, 12])
def test_queries_do_not_grow_with_the_story(captions, django_assert_num_queries):
    figures = [writing.Figure(make_image(), f"图说{at}") for at in range(captions)]
    made = make_article(figures=figures, body="<p>雪,停了。</p>" * captions)
    article = Article.objects.get(pk=made.pk)
    with django_assert_num_queries(2):
        assert len(check(article)) == captions
    with django_assert_num_queries(1):
        check({"title": "雪,停了", "captions": ["雪,停了"] * captions})
    words = proofreading.house_words()
    with django_assert_num_queries(0):
        check({"title": "雪,停了"}, words=words)


@pytest.mark.usefixtures("drawn_small")
def test_the_demo_is_sound_with_the_words_that_come_with_the_paper():
    list(loading.load())
    found = [
        (story.title, check(story, context=context_of(story))) for story in Article.objects.all()
    ]
    assert found == [(story.title, []) for story in Article.objects.all()]
    assert len(found) == 28


# --- The list itself ------------------------------------------------------------------------------


def test_active_words_are_read_with_their_protected_names():
    HouseWord.objects.all().delete()
    HouseWord.objects.create(
        wrong="布署", right="部署", note="注", protected="公布署名、发布署名 颁布署名"
    )
    HouseWord.objects.create(wrong="帐号", right="账号", active=False)
    HouseWord.objects.create(wrong="村霸", kind="careful")
    names = ("公布署名", "发布署名", "颁布署名")
    assert HouseWord.objects.as_words() == (
        Word("村霸", "", "careful"),
        Word("布署", "部署", "error", "注", names),
    )


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"wrong": "", "right": "部署"}, "a_word_says_what_to_look_for"),
        ({"wrong": "布署"}, "only_a_careful_word_goes_without_a_right_form"),
        ({"wrong": "布署", "kind": "title"}, "only_a_careful_word_goes_without_a_right_form"),
        ({"wrong": "布署", "right": "布署"}, "a_word_differs_from_its_right_form"),
        ({"wrong": "帐号", "right": "账号"}, "a_word_is_listed_once"),
    ],
)
def test_the_database_keeps_the_list_in_order(words, fields, rule):
    is_named = connection.vendor == "postgresql" or rule != "a_word_is_listed_once"
    with pytest.raises(IntegrityError, match=rule if is_named else "wrong"), transaction.atomic():
        HouseWord.objects.create(**fields)


def test_a_word_is_called_by_what_it_says():
    named = [str(HouseWord(wrong="布署", right="部署")), str(HouseWord(wrong="村霸"))]
    assert named == ["布署→部署", "村霸"]


#: Texts in which a word of the first list looks wrong and is not.
SOUND = (
    "对外公布署名文章，图像征集和影像征稿开始，录像征求意见，轮渡假期加开，山脉博物馆、山脉博览会开放，"
    "水阀值班员和水阀值守室，登录网站，登陆海岛，象征、部署、度假、阈值、辐射、黏膜、粘贴，二氧化碳。"
)


def test_the_first_list_is_loaded_once_and_says_nothing_of_sound_words():
    (name,) = (path.stem for path in MIGRATIONS.glob("*_house_words.py"))
    migration = importlib.import_module(f"articles.migrations.{name}")
    HouseWord.objects.all().delete()
    migration.load(apps, None)
    loaded = proofreading.house_words()
    assert [word.wrong for word in loaded.entries] != []
    assert sorted(word.wrong for word in loaded.entries) == sorted(
        row[0] for row in migration.WORDS
    )
    for word in HouseWord.objects.all():
        word.full_clean()
    assert [remark.finding.message for remark in check({"title": SOUND}, words=loaded)] == []
    wrong = {"body": [("p", f"{word.wrong}。") for word in loaded.entries]}
    assert [
        (remark.finding.rule, remark.finding.suggestion) for remark in check(wrong, words=loaded)
    ] == [("P25", word.right) for word in loaded.entries]
