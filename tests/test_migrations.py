"""Databases of every release come up to this one with nothing lost, and go back."""

import datetime as dt

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from articles import search
from articles.models import Article, SearchText
from articles.search import backends, keep_filled

pytestmark = pytest.mark.django_db(transaction=True)

FIRST = [("articles", "0001_the_paper")]


@pytest.fixture
def migrate():
    """`migrate(targets)` -> the models of then (of now, after taking all back); in the end the database is as it was."""

    def run(targets):
        executor = MigrationExecutor(connection)
        executor.migrate(targets)
        known = [target for target in targets if target[1]]
        return MigrationExecutor(connection).loader.project_state(known or None).apps

    yield run
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_where_stories_came_from_is_kept_when_pages_lose_their_source(migrate):
    then = migrate(FIRST)
    models = {
        name: then.get_model("articles", name)
        for name in ("Issue", "Page", "Source", "Article", "Version", "Placement")
    }
    user = then.get_model("auth", "User").objects.create(username="旧")
    issue = models["Issue"].objects.create(date="2026-03-04")
    source = models["Source"].objects.create(
        issue=issue, fingerprint="f", filename="稿.md", data=b"x", created_by=user
    )
    page = models["Page"].objects.create(issue=issue, number=1, source=source)
    stories = [models["Article"].objects.create(title=title) for title in ("导入的", "写的")]
    for number, (story, reason) in enumerate(zip(stories, ("导入", ""), strict=True), 1):
        models["Version"].objects.create(
            article=story,
            number=1,
            title=story.title,
            fingerprint="v",
            reason=reason,
            created_by=user,
        )
        models["Placement"].objects.create(page=page, article=story, position=number)
    now = migrate([("articles", "0004_pages_without_a_source")])
    arrivals = now.get_model("articles", "Arrival").objects.values_list(
        "article__title", "source__filename", "version__number"
    )
    assert list(arrivals) == [("导入的", "稿.md", 1)]


def test_stories_published_before_the_record_began_are_remembered(migrate):
    then = migrate([("articles", "0005_rules_in_words")])
    models = {
        name: then.get_model("articles", name)
        for name in ("Issue", "Page", "Article", "Version", "Placement")
    }
    user = then.get_model("auth", "User").objects.create(username="旧")
    known = dt.datetime(2026, 3, 4, tzinfo=dt.UTC)
    issue = models["Issue"].objects.create(date="2026-03-04", first_published_at=known)
    page = models["Page"].objects.create(issue=issue, number=1)
    stories = [models["Article"].objects.create(title=title) for title in ("在版", "移出", "草稿")]
    for story in stories[:2]:
        story.published_version = models["Version"].objects.create(
            article=story, number=1, title=story.title, fingerprint="v", created_by=user
        )
        story.save()
    models["Placement"].objects.create(page=page, article=stories[0], position=1)
    now = migrate([("articles", "0006_first_public")])
    found = now.get_model("articles", "Article").objects.order_by("pk")
    assert [story.first_published_at for story in found] == [
        known,
        stories[1].published_version.created_at,
        None,
    ]


def test_sources_kept_twice_for_the_pool_become_one_and_lose_no_story(migrate):
    then = migrate([("articles", "0007_names_of_imports")])
    models = {
        name: then.get_model("articles", name)
        for name in ("Issue", "Source", "Article", "Version", "Arrival")
    }
    user = then.get_model("auth", "User").objects.create(username="旧")
    issue = models["Issue"].objects.create(date="2026-03-04")
    kept = {"fingerprint": "f", "data": b"x", "created_by": user}
    sources = [
        models["Source"].objects.create(filename=name, issue=where, **kept)
        for name, where in (("先.md", None), ("后.md", None), ("某期.md", issue))
    ]
    for number, source in enumerate(sources, 1):
        story = models["Article"].objects.create(title=f"第{number}篇")
        version = models["Version"].objects.create(
            article=story, number=1, title=story.title, fingerprint="v", created_by=user
        )
        models["Arrival"].objects.create(article=story, source=source, line=number, version=version)
    now = migrate([("articles", "0008_rules_of_imports")])
    arrivals = now.get_model("articles", "Arrival").objects.order_by("pk")
    assert list(arrivals.values_list("line", "source__filename")) == [
        (1, "先.md"),
        (2, "先.md"),
        (3, "某期.md"),
    ]
    assert now.get_model("articles", "Source").objects.count() == 2


def test_imports_that_no_rule_held_are_put_right(migrate):
    then = migrate([("articles", "0007_names_of_imports")])
    user = then.get_model("auth", "User").objects.create(username="旧")
    issue = then.get_model("articles", "Issue").objects.create(date="2026-03-04")
    date = dt.date(2026, 3, 4)
    sound = {"goal": "page", "date": date, "state": "accepted", "issue": issue, "page_number": 2}
    odd = [
        {},
        {"state": "gone", "goal": "shelf", "kind": "weekly", "page_number": 100},
        {"date": None, "state": "open", "issue": None},
        {"issue": None},
        {"state": "dropped", "page_number": 0},
        {"goal": "pool"},
    ]
    for fields in odd:
        then.get_model("articles", "Intake").objects.create(
            created_by=user, updated_by=user, **sound | fields
        )
    now = migrate([("articles", "0008_rules_of_imports")])
    rows = now.get_model("articles", "Intake").objects.order_by("pk")
    assert list(rows.values_list("state", "goal", "kind", "page_number", "issue")) == [
        ("accepted", "page", "regular", 2, issue.pk),
        ("dropped", "pool", "regular", None, None),
        ("open", "pool", "regular", 2, None),
        ("accepted", "pool", "regular", 2, None),
        ("dropped", "page", "regular", None, None),
        ("accepted", "pool", "regular", 2, None),
    ]


def test_the_files_of_earlier_pictures_are_listed_as_renditions(migrate):
    then = migrate([("articles", "0009_intake_steps")])
    image = then.get_model("articles", "Image")
    image.objects.create(
        sha256="a" * 64, title="大", width=1600, height=1000, widths=[480, 960, 1600]
    )
    image.objects.create(sha256="b" * 64, title="小", width=64, height=48, widths=[64])
    now = migrate([("articles", "0010_renditions")])
    listed = now.get_model("articles", "Rendition").objects.order_by("image__title", "spec")
    assert list(listed.values_list("image__title", "spec", "file", "width", "height")) == [
        ("大", "width-1600", "1600.webp", 1600, 1000),
        ("大", "width-480", "480.webp", 480, 300),
        ("大", "width-960", "960.webp", 960, 600),
        ("大", "width-960.jpg", "fallback.jpg", 960, 600),
        ("小", "width-64", "64.webp", 64, 48),
        ("小", "width-960.jpg", "fallback.jpg", 64, 48),
    ]
    centres = now.get_model("articles", "Image").objects.values_list("focal_x", "focal_y")
    assert list(centres) == [(0.5, 0.5)] * 2


def test_links_of_issues_end_where_links_are_of_stories_alone_and_those_of_stories_stay(migrate):
    now = migrate([("articles", "0042_previews_of_issues")])
    models = {
        name: now.get_model("articles", name)
        for name in ("Issue", "Article", "Version", "PreviewLink")
    }
    user = now.get_model("auth", "User").objects.create(username="旧")
    story = models["Article"].objects.create(title="云岭的雪")
    version = models["Version"].objects.create(
        article=story, number=1, title=story.title, fingerprint="v", created_by=user
    )
    issue = models["Issue"].objects.create(date="2026-03-04")
    at = dt.datetime(2026, 3, 4, tzinfo=dt.UTC)
    times = {"created_by": user, "created_at": at, "expires_at": at + dt.timedelta(days=3)}
    models["PreviewLink"].objects.create(issue=issue, **times)
    kept = models["PreviewLink"].objects.create(article=story, version=version, **times)
    then = migrate([("articles", "0035_overrides")])
    links = then.get_model("articles", "PreviewLink").objects.values_list("pk", "article")
    assert list(links) == [(kept.pk, story.pk)]


def test_every_migration_can_be_taken_back(migrate):
    migrate([("articles", None)])
    tables = connection.introspection.table_names()
    assert [name for name in tables if name.startswith("articles_")] == []


def test_contributors_stored_before_the_search_are_found_by_pinyin(migrate):
    then = migrate([("articles", "0007_names_of_imports")])
    then.get_model("articles", "Contributor").objects.create(name="单 兰", affiliation="青石县科协")
    now = migrate([("articles", "0012_contributors_found")])
    found = now.get_model("articles", "Contributor").objects.get()
    assert (found.folded, found.pinyin, found.sought.split("\n")[1:4], found.version) == (
        "单兰",
        "shanlan",
        ["单兰", "shanlan", "sl"],
        1,
    )


def test_what_was_searched_before_is_found_by_the_quicker_index_too(migrate):
    then = migrate([("articles", "0049_public_stories_of_a_section")])
    story = then.get_model("articles", "Article").objects.create(title="云岭的雪")
    then.get_model("articles", "SearchText").objects.create(
        article=story, for_desk=True, for_readers=False, title="云岭的雪", signature="", body=""
    )
    migrate([("articles", "0050_quicker_search")])
    keep_filled(verbosity=0)
    among = Article.objects.all()
    found = [
        search.find(word, among=among, scope=search.Scope.DESK).get() for word in ("岭", "云岭")
    ]
    assert [each.pk for each in found] == [story.pk] * 2
    titled = backends.current().candidates(SearchText.objects.all(), ["云岭"], "title")
    assert titled.get().article_id == story.pk


def test_pictures_on_which_a_withdrawn_story_is_printed_are_withheld(migrate):
    then = migrate([("articles", "0050_quicker_search")])
    issue = then.get_model("articles", "Issue").objects.create(date="2026-03-04")
    for number, withdrawn_at in ((1, timezone.now()), (2, None)):
        page = then.get_model("articles", "Page").objects.create(issue=issue, number=number)
        story = then.get_model("articles", "Article").objects.create(
            title=f"第{number}篇", withdrawn_at=withdrawn_at
        )
        then.get_model("articles", "Placement").objects.create(page=page, article=story, position=1)
        then.get_model("articles", "Facsimile").objects.create(
            page=page, sha256=str(number) * 64, width=3, height=4, changed_at=timezone.now()
        )
    now = migrate([("articles", "0051_withheld_page_images")])
    pictures = now.get_model("articles", "Facsimile").objects.order_by("page__number")
    assert list(pictures.values_list("is_withheld", flat=True)) == [True, False]
