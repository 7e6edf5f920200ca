"""Search answers what a scan of the texts answers, whatever was written and whatever is typed."""

import datetime as dt
import html
import random
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import search, writing
from articles.models import Article, SearchText
from articles.search import Scope, finding
from articles.text import body
from tests.factories import (
    DATE,
    make_article,
    make_editor,
    make_published,
    make_user,
    stories_of,
)
from tests.search import scan

pytestmark = pytest.mark.django_db

WORDS = [
    "云岭",
    "气象",
    "气象站",
    "陈兰",
    "5G技术",
    "DNA检测",
    "11月1日",
    "科普",
    "望溪县",
    "é",
    "10⁶",
    "〇",
    "“双进”",
    "A-3",
    "、",
    "😀",
    "𠀀",
    "本报",
]
ALPHABET = "云岭气象站陈兰5gGＤＮＡ检测１日科普、。“”-（) \u3000\n😀𠀀々〇éß\u200b"
HOSTILE = [
    "\x00",
    "云\x00岭",
    '"',
    "'",
    "云' OR 1=1 --",
    '云" OR "岭',
    "云*",
    "NEAR(云 岭)",
    "title:云",
    "云 AND NOT 岭",
    "a & b | !c <-> d:*",
    "(((((",
    "\\",
    "%",
    "_",
    "{云,岭}",
    "云" * 4096,
    "云 " * 2048,
    " ".join(map(chr, range(0x4E00, 0x4E00 + 2000))),
    "\ud800",
    "\udfff云",
    "\ufffe\uffff",
    "\u202e云",
    "𠮷" * 300,
]


def found(query: str, scope: Scope = Scope.DESK) -> set[int]:
    pks = list(search.find(query, among=Article.objects.all(), scope=scope).values_list("pk"))
    assert len(pks) == len(set(pks))
    return {pk for (pk,) in pks}


def write(title: str, text: str, signature: str) -> None:
    """Through the index alone: what it does with words, not what may be stored."""
    story = Article.objects.create(
        title=title or "无题", body=f"<p>{html.escape(text)}</p>", signature=signature
    )
    search.index([story.pk])


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("气", 1),
        ("气象", 1),
        ("象气", 0),
        ("气象站建成", 1),
        ("陈兰", 1),
        ("陈 兰", 1),
        ("陈　兰", 1),
        ("兰 气象", 1),
        ("陈兰 气候", 0),
        ("５ｇ技术", 1),
        ("G技", 1),
        ("NA检", 1),
        ("1日", 1),
        ("1月", 0),
        ("上替大", 1),
        ("”，", 1),
        ("省略", 0),
    ],
)
def test_a_word_is_found_where_it_stands_and_nowhere_else(query, count):
    make_article(
        "云海之上\n替大山量体温",
        body="<p>气象站建成“一年”，用上了5G技术和DNA检测，21日开放。</p>",
        signature="（本报记者　陈　兰）",
        signed=False,
    )
    assert len(found(query)) == count


def test_a_word_does_not_reach_from_one_field_or_paragraph_into_the_next():
    make_article("云海", kicker="高山", body="<p>晨雾</p><p>晚霞</p>", signature="（何晓）")
    assert [found(word) for word in ("山云", "雾晚", "霞(")] == [set()] * 3


def test_words_may_stand_in_different_fields():
    story = make_article("云海", body="<p>晨雾</p>", signature="（何晓）")
    assert found("何晓 晨雾 云") == {story.pk}


@pytest.mark.parametrize("few", [0, finding.FEW], ids=["common", "rare"])
@pytest.mark.parametrize("seed", range(3))
def test_the_answer_is_that_of_a_scan(seed, few, monkeypatch):
    """Both ways of answering. Eighty queries a round over sixty stories; most of them cut out of a story, so that there is something to find."""
    monkeypatch.setattr(finding, "FEW", few)
    rng = random.Random(seed)
    for _ in range(60):
        pieces = rng.choices(WORDS, k=18) + rng.choices(ALPHABET, k=12)
        rng.shuffle(pieces)
        text = "".join(pieces)
        write(text[:12], text, text[-9:])
    texts = [body.plain(story.body) for story in Article.objects.all()]
    answers = [check(query) for query in queries(rng, texts)]
    assert (len(answers), len([answer for answer in answers if answer]) > 50) == (80, True)


def queries(rng: random.Random, texts: list[str]) -> Iterator[str]:
    for _ in range(40):
        text = rng.choice(texts)
        start = rng.randrange(len(text))
        yield text[start : start + rng.randint(1, 8)]
        pair = text[start : start + 2], rng.choice(WORDS), "".join(rng.choices(ALPHABET, k=2))
        yield rng.choice("  \u3000").join(rng.sample(pair, 2))


def check(query: str) -> set[int]:
    answer = found(query)
    assert answer == scan.desk(query), query
    return answer


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30), st.text(max_size=6))
def test_any_text_of_unicode_is_found_by_its_own_words(text, other):
    text = text.replace("\x00", "").encode("utf-8", "replace").decode()
    Article.objects.all().delete()
    write("题", text, "")
    for query in (text, text[3:7], other):
        assert found(query) == scan.desk(query)


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_typed_is_read_as_an_operator_or_breaks_the_answer(query):
    make_article("云岭", body="<p>title:云*，NEAR(云 岭)，a &amp; b</p>")
    make_article("(((((", body="<p>% _ \\ ' &quot;</p>", signature="")
    assert found(query) == scan.desk(query)


def test_a_long_story_is_found_to_its_end_and_by_a_word_it_repeats():
    """Positions of a tsvector end at 16,383 and at 256 for one word."""
    rng = random.Random(7)
    text = "".join(chr(rng.randrange(0x4E00, 0x9FA5)) for _ in range(30_000))
    write("长文", text + "气象气温" * 400 + "象站末", "")
    [pk] = Article.objects.values_list("pk", flat=True)
    assert [found(word) for word in (text[-6:], "象站末", "温气象气", "站象")] == [{pk}] * 3 + [
        set()
    ]


def test_marks_that_share_a_term_are_told_apart():
    """U+00E9 and the character 6,400 further on are one term."""
    write("题", "caf\u00e9", "")
    write("题", "caf" + chr(0xE9 + 6400), "")
    assert found("caf\u00e9") == scan.desk("caf\u00e9")
    assert len(found("caf\u00e9")) == 1


def test_many_hits_are_all_found(monkeypatch):
    monkeypatch.setattr(finding, "FEW", 20)
    stories = Article.objects.bulk_create(Article(title=f"云海{n}") for n in range(60))
    search.index([story.pk for story in stories])
    write("晨雾", "", "")
    assert len(found("云海")) == 60
    assert len(found("云")) == 60
    assert len(found("云海 1")) == len(scan.desk("云海 1"))


def test_an_empty_query_leaves_the_callers_choice():
    stories = {make_article().pk, make_article().pk}
    assert (found(" \u3000"), found(" ", Scope.PUBLIC)) == (stories, set())


def test_only_those_among_the_given_stories_are_answered():
    one, two = make_article("云海"), make_article("云海")
    among = Article.objects.exclude(pk=two.pk)
    assert list(search.find("云海", among=among, scope=Scope.DESK)) == [one]


# --- readers --------------------------------------------------------------------------------------


def test_readers_find_published_words_and_staff_the_working_ones():
    editor = make_editor()
    [story] = stories_of(make_published(DATE))
    story.title = "雾凇"
    writing.save(story, by=editor, expected=story.version)
    assert (found("雾凇"), found("雾凇", Scope.PUBLIC)) == ({story.pk}, set())
    assert (found("气象站"), found("座气象站建成", Scope.PUBLIC)) == ({story.pk}, {story.pk})
    for query in ("雾凇", "座气象站建成", "云岭"):
        assert (found(query), found(query, Scope.PUBLIC)) == (scan.desk(query), scan.public(query))


def test_what_is_signed_for_later_is_found_from_then_on(time_machine):
    now = dt.datetime(2026, 3, 4, 2, tzinfo=dt.UTC)
    time_machine.move_to(now, tick=False)
    [story] = stories_of(make_published(DATE, at=now + dt.timedelta(hours=1)))
    assert found("气象站", Scope.PUBLIC) == set()
    time_machine.move_to(now + dt.timedelta(hours=1), tick=False)
    assert found("气象站", Scope.PUBLIC) == {story.pk}


def test_the_index_alone_makes_nothing_public():
    make_article("未上版的稿子", by=make_user())
    SearchText.objects.update(for_readers=True)
    assert found("未上版", Scope.PUBLIC) == set()


def test_a_search_costs_one_query_beside_its_callers(django_assert_num_queries):
    for _ in range(3):
        make_article("云海")
    with django_assert_num_queries(1):
        answer = search.find("云海 何晓", among=Article.objects.all(), scope=Scope.DESK)
    with django_assert_num_queries(1):
        assert len(answer) == 3
