"""The index is kept by the acts: whoever writes or publishes words, search knows them in the same transaction."""

from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction
from django.urls import reverse

from articles import publishing, search, writing
from articles.models import Article, Issue, SearchText
from articles.search import Scope
from tests import stored
from tests.admin.test_stories import form_of
from tests.factories import (
    DATE,
    make_article,
    make_editor,
    make_issue,
    make_masthead,
    make_published,
    sign,
    stories_of,
)
from tests.search import scan

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]


def found(query: str, scope: Scope = Scope.DESK) -> set[int]:
    answer = search.find(query, among=Article.objects.all(), scope=scope)
    return set(answer.values_list("pk", flat=True))


def both(query: str) -> tuple[set[int], set[int]]:
    """The answers for the desk and for readers, each held against the scan."""
    answers = found(query), found(query, Scope.PUBLIC)
    assert answers == (scan.desk(query), scan.public(query))
    return answers


def terms_stored() -> int:
    """Rows of the database's own index."""
    table = "articles_search" if connection.vendor == "sqlite" else "articles_searchtext"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - one of two names
        return cursor.fetchone()[0]


# --- every writer ---------------------------------------------------------------------------------


def test_the_form_indexes_what_it_saves(client, editor):
    story = make_article("云海", signed=False)
    url = reverse("admin:articles_article_change", args=[story.pk])
    client.post(
        url, form_of(client, story) | {"title": "雾凇", "signature": "（陈兰）", "tags": ""}
    )
    assert both("雾凇 陈兰") == ({story.pk}, set())
    assert both("云海") == (set(), set())


def test_a_new_storys_form_indexes_it(client, editor):
    url = reverse("admin:articles_article_add")
    empty = {f"{p}-{n}_FORMS": "0" for p in ("image_uses", "bylines") for n in ("TOTAL", "INITIAL")}
    client.post(url, {"title": "新稿", "body": "<p>初雪</p>"} | empty)
    assert both("初雪") == ({Article.objects.get().pk}, set())


def test_an_import_indexes_its_stories(tmp_path):
    make_masthead()
    page = tmp_path / "page.md"
    page.write_text("# 望溪县建成气象站\n\n近日，气象站在云岭建成，开始观测。\n\n（何晓）\n")
    stored.run("import_page", str(page), "--date", "2026-03-04", "--page", "1")
    assert both("云岭 望溪县") == ({Article.objects.get().pk}, set())


def test_an_issue_is_indexed_for_readers_when_it_appears_and_no_longer_when_it_is_withdrawn(editor):
    issue = make_issue(DATE, stories=2)
    stories = {story.pk for story in stories_of(issue)}
    assert both("气象站") == (stories, set())
    publishing.publish(issue, by=editor)
    assert both("气象站") == (stories, stories)
    publishing.withdraw(issue, by=editor)
    assert both("气象站") == (stories, set())
    assert SearchText.objects.filter(for_readers=True).count() == 0
    publishing.publish(issue, by=editor)
    assert both("气象站") == (stories, stories)


def test_a_revision_is_indexed_for_readers_when_it_is_released(client, editor):
    [story] = stories_of(make_published(DATE))
    story.title = "雾凇"
    writing.save(story, by=editor, expected=story.version)
    assert both("雾凇") == ({story.pk}, set())
    sign(story)
    publishing.renew(story, by=editor)
    assert both("雾凇") == ({story.pk}, {story.pk})
    assert SearchText.objects.count() == 1


def test_a_deleted_draft_is_forgotten_with_its_terms(client, editor):
    kept, gone = make_article("云海", signed=False), make_article("雾凇", signed=False)
    url = reverse("admin:articles_article_delete", args=[gone.pk])
    client.post(url, {"post": "yes"})
    assert both("雾凇") == (set(), set())
    assert both("云海") == ({kept.pk}, set())
    assert (SearchText.objects.count(), terms_stored()) == (1, 1)


def test_no_other_module_writes_or_deletes_stories():
    """Whoever is added here has to index, and to show it above."""
    writers = {
        "articles/history.py",  # the latest version's key; called by `writing.seal` alone
        "articles/publishing/issues.py",
        "articles/publishing/stories.py",
        "articles/workflow/steps.py",  # the state alone
        "articles/writing.py",
    }
    words = ("Article.objects.filter(", "Article.objects.create(", "Article.objects.bulk_create(")
    acts = (".update(", ".delete(", ".create(", ".bulk_create(", ".bulk_update(")
    found = set()
    for path in [*ROOT.glob("articles/**/*.py"), *ROOT.glob("newsroom/**/*.py")]:
        if "migrations" not in path.parts:
            statements = path.read_text().replace("\n    )", " )").split("\n\n")
            if any(
                w in s and any(a in s.partition(w)[2] for a in acts)
                for s in statements
                for w in words
            ):
                found.add(str(path.relative_to(ROOT)))
    assert found == writers


@pytest.mark.parametrize(
    "act", [writing.seal, publishing.publish, publishing.withdraw, publishing.renew]
)
def test_an_act_that_fails_leaves_the_index_as_it_was(act, editor, monkeypatch):
    """One transaction: the index never knows words that were not stored."""
    issue = make_published(DATE) if act is not publishing.publish else make_issue(DATE)
    [story] = stories_of(issue)
    before = list(SearchText.objects.values()), terms_stored()
    with suppress(ZeroDivisionError), transaction.atomic():
        if act is writing.seal:
            story.title = "雾凇"
            writing.save(story, by=editor, expected=story.version)
        else:
            with suppress(publishing.CannotPublish):
                act(story if act is publishing.renew else issue, by=editor)
        raise ZeroDivisionError
    assert (list(SearchText.objects.values()), terms_stored()) == before


def test_saving_the_same_words_again_writes_nothing(editor):
    [story] = stories_of(make_published(DATE))
    before = list(SearchText.objects.values())
    writing.save(story, by=editor, expected=story.version)
    assert list(SearchText.objects.values()) == before


def test_publishing_indexes_a_story_and_thirty_with_as_many_queries(
    editor, django_assert_num_queries
):
    one, many = make_issue(DATE), make_issue(DATE.replace(day=11), stories=30)
    for issue in (one, many):
        keys = [story.pk for story in stories_of(issue)]
        SearchText.objects.filter(article__in=keys).delete()
        with django_assert_num_queries({"sqlite": 6, "postgresql": 5}[connection.vendor]):
            search.index(keys)


# --- two at once ----------------------------------------------------------------------------------

#: Somebody waits for a row that this session holds.
WAITING = (
    "SELECT count(*) FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))"
)


@pytest.mark.only_on("postgresql")
@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_while_a_story_is_saved_leaves_readers_nothing_to_find():
    issue = make_published(stories=1)
    story, editor = stories_of(issue)[0], make_editor()
    withdrawing = Thread(target=_withdraw, args=[issue, editor])
    with transaction.atomic():
        story.title = "改后的标题"
        writing.save(story, by=editor, expected=story.version)
        withdrawing.start()
        while withdrawing.is_alive() and not _somebody_waits():
            pass
    withdrawing.join()
    rows = SearchText.objects.values_list("title", "for_desk", "for_readers")
    assert list(rows) == [("改后的标题", True, False)]


def _withdraw(issue: Issue, editor: AbstractBaseUser) -> None:
    publishing.withdraw(Issue.objects.get(pk=issue.pk), by=editor)
    connection.close()


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return cursor.fetchone()[0] > 0
