"""Who signs stories: found by characters and pinyin, known by aliases, merged, settled, counted."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import contributors, publishing, writing
from articles.contributors import CannotMerge, Choice, Work
from articles.models import Alias, Article, Byline, Contributor
from tests.factories import (
    DATE,
    make_article,
    make_editor,
    make_issue,
    make_published,
    make_user,
    place,
    stories_of,
)
from tests.factories import sign as sign_story

pytestmark = pytest.mark.django_db


def found(term: str) -> list[str]:
    return [row.name for row in contributors.search(Contributor.objects.all(), term)]


def merge(stays: Contributor, *others: Contributor, by=None, **choice) -> Contributor:
    seen = {row.pk: row.version for row in (stays, *others)}
    choice = {"name": stays.name, "kind": stays.kind} | choice
    return contributors.merge(stays.pk, seen, Choice(**choice), by=by or make_editor())


def sign(*names: str) -> dict:
    return {"signature": f"（{' '.join(names)}）"}


def record_of(row: Contributor) -> LogEntry:
    return LogEntry.objects.get(object_id=str(row.pk), content_type__model="contributor")


# --- searching ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "term",
    [
        "陈兰",
        "兰",
        "陈 兰",
        "cl",
        "CL",
        "c l",
        "chenlan",
        "chen lan",
        "chenl",
        "小兰子",
        "xlz",
        "望溪",
    ],
)
def test_a_person_is_found_by_characters_pinyin_alias_and_affiliation(term):
    row = contributors.add("陈兰", affiliation="望溪县科协")
    contributors.keep(row, ["小兰子"])
    contributors.add("何晓", affiliation="本报")
    assert found(term) == ["陈兰"]


@pytest.mark.parametrize("term", ["henlan", "lan", "nl", "陈兰兰", "%", "_", "·"])
def test_what_names_nobody_finds_nobody(term):
    contributors.add("陈兰")
    assert found(term) == []


def test_the_exact_name_comes_first_then_the_beginning_then_the_middle():
    for name in ("小江源", "江源县科协", "江源"):
        contributors.add(name)
    contributors.keep(contributors.add("陈兰"), ["江源"])
    assert found("江源") == ["江源", "陈兰", "江源县科协", "小江源"]
    assert found("jy") == ["江源", "陈兰", "江源县科协"]


def test_a_name_in_letters_is_found_by_any_part_of_it():
    contributors.add("John Smith")
    assert [found(term) for term in ("js", "john s", "smith", "ohn")] == [["John Smith"]] * 4


def test_a_renamed_record_is_found_by_its_new_name_and_affiliation():
    row = contributors.add("陈兰", affiliation="望溪")
    row.name, row.affiliation = "陈岚岚", "青石"
    contributors.keep(row)
    assert [found(term) for term in ("cll", "青石", "望溪", "陈兰")] == [["陈岚岚"]] * 2 + [[], []]


def test_a_search_is_one_query(django_assert_num_queries):
    contributors.keep(contributors.add("陈兰"), ["兰子"])
    with django_assert_num_queries(1):
        assert found("cl") == ["陈兰"]


# --- whose name it is -----------------------------------------------------------------------------


def test_a_printed_alias_is_its_contributors_name():
    row = contributors.keep(contributors.add("陈兰"), ["陈小溪"])
    story = make_article(**sign("陈小溪"))
    assert list(story.bylines.values_list("name", "contributor")) == [("陈小溪", row.pk)]
    assert Contributor.objects.count() == 1


def test_an_alias_that_is_anothers_name_is_left_to_the_desk():
    contributors.keep(contributors.add("陈兰"), ["兰子"])
    contributors.add("兰子")
    story = make_article(**sign("兰子"))
    assert list(story.bylines.values_list("name", "contributor")) == [("兰子", None)]


def test_an_alias_of_another_kind_is_no_ones():
    contributors.keep(contributors.add("望溪县科协", "organisation"), ["兰子"])
    story = make_article(**sign("兰子"))
    assert story.bylines.get().contributor.kind == "person"


def test_aliases_are_tidied_and_stand_once():
    row = contributors.keep(contributors.add("陈兰"), [" 兰子 ", "兰子", "", "陈兰", "小陈"])
    assert [alias.name for alias in row.aliases.all()] == ["兰子", "小陈"]
    contributors.keep(row, ["小陈"])
    assert list(Alias.objects.values_list("name", flat=True)) == ["小陈"]
    assert found("兰子") == []


# --- merging --------------------------------------------------------------------------------------


def two_of_one() -> tuple[Contributor, Contributor]:
    """One who signed a published story under each of two names, and one story under both."""
    issue = make_issue(stories=0)
    stories = [make_article(**sign(*names)) for names in (["陈兰"], ["陈岚"], ["陈兰", "陈岚"])]
    place(issue.pages.get(), stories)
    publishing.publish(issue, by=make_editor())
    return Contributor.objects.get(name="陈兰"), Contributor.objects.get(name="陈岚")


def test_merged_records_are_one_with_all_stories_and_names():
    stays, other = two_of_one()
    contributors.keep(other, ["兰子"])
    stays, other = Contributor.objects.order_by("pk")
    merge(stays, other, affiliation="望溪县科协")
    row = Contributor.objects.get()
    assert (row.pk, row.name, row.affiliation) == (stays.pk, "陈兰", "望溪县科协")
    assert [alias.name for alias in row.aliases.all()] == ["陈岚", "兰子"]
    assert set(Byline.objects.values_list("contributor", flat=True)) == {row.pk}
    assert row.versions.count() == 3
    assert found("兰子") == ["陈兰"]
    make_article(**sign("陈岚"))
    assert Contributor.objects.count() == 1


def test_another_name_may_be_chosen_for_the_one_that_stays():
    stays, other = two_of_one()
    merge(stays, other, name="陈岚")
    row = Contributor.objects.get()
    assert (row.pk, row.name, [a.name for a in row.aliases.all()]) == (stays.pk, "陈岚", ["陈兰"])


def test_what_was_not_chosen_is_kept_in_the_note():
    stays = contributors.add("陈兰", contact="电话甲", note="写科普")
    other = contributors.add("陈岚", contact="电话乙", affiliation="青石", note="爱登山")
    merge(stays, other, contact="电话甲", affiliation="望溪")
    assert Contributor.objects.get().note == "写科普\n爱登山\n原所属单位：青石\n原联系方式：电话乙"


def test_who_merged_what_is_on_record():
    editor = make_editor("沈墨")
    stays, other = two_of_one()
    merge(stays, other, by=editor)
    entry = record_of(stays)
    assert (entry.user, entry.change_message) == (editor, f"并入了陈岚（编号{other.pk}）。")


def test_the_address_of_a_merged_one_leads_readers_to_the_one_that_stays(client):
    stays, other = two_of_one()
    merge(stays, other)
    answer = client.get(other.get_absolute_url())
    assert (answer.status_code, answer.url) == (301, stays.get_absolute_url())
    assert client.get(answer.url).status_code == 200


def test_it_leads_there_after_a_second_merge_too(client):
    first, second = two_of_one()
    merge(second, first)
    third = contributors.add("陈澜")
    merge(third, Contributor.objects.get(pk=second.pk))
    answers = [client.get(reverse("contributor", args=[row.pk])) for row in (first, second)]
    assert [answer.url for answer in answers] == [third.get_absolute_url()] * 2


def test_it_tells_nothing_where_readers_know_neither(client):
    stays, other = contributors.add("陈兰"), contributors.add("陈岚")
    merge(stays, other)
    assert client.get(other.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("which", [0, 1])
def test_a_record_that_a_colleague_changed_is_not_merged(which):
    rows = stays, other = two_of_one()
    changed = Contributor.objects.get(pk=rows[which].pk)
    changed.affiliation = "青石"
    contributors.keep(changed)
    with pytest.raises(CannotMerge, match=f"“{changed}”的档案已由同事改过"):
        merge(stays, other)
    versions = dict(Contributor.objects.values_list("pk", "version"))
    assert versions == {stays.pk: 1, other.pk: 1} | {changed.pk: 2}


def test_a_record_that_a_colleague_merged_is_not_merged_again():
    stays, other = two_of_one()
    third = contributors.add("陈澜")
    merge(third, other)
    with pytest.raises(CannotMerge, match="“陈岚”已由同事并入“陈澜”"):
        merge(stays, other)
    assert Contributor.every.get(pk=other.pk).merged_into == third


def test_one_alone_is_not_merged():
    row = contributors.add("陈兰")
    with pytest.raises(CannotMerge, match="请选两位以上"):
        merge(row)


def test_a_story_saved_while_its_author_was_merged_finds_the_way_at_the_next_save():
    stays, other = two_of_one()
    story = make_article(**sign("陈岚"))
    merge(stays, other)
    Byline.objects.filter(article=story).update(contributor=other)  # as one that was on its way
    assert contributors.unsettled().count() == 1
    story.signature = "（本报记者 陈岚）"
    writing.save(story, by=make_user(), expected=story.version)
    assert story.bylines.get().contributor == stays


def test_the_cost_of_a_merge_does_not_grow_with_the_stories():
    counts = []
    for stories in (1, 12):
        rows = [contributors.add(name) for name in (f"陈兰{stories}", f"陈岚{stories}")]
        for _ in range(stories):
            make_article(**sign(*(row.name for row in rows)))
        by = make_editor()
        with CaptureQueriesContext(connection) as counted:
            merge(*rows, by=by)
        counts.append(len(counted))
    assert counts[0] == counts[1]


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Each act in a thread of its own, all begun together; what came of each: "done" or the refusal's name."""
    barrier, outcomes = Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        barrier.wait()
        try:
            act()
            outcomes.append("done")
        except Exception as error:  # any other than a refusal fails the test by its name
            outcomes.append(type(error).__name__)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_merge_the_same_two_at_once_one_does():
    stays, other = two_of_one()
    by = make_editor()
    both = [partial(merge, stays, other, by=by), partial(merge, other, stays, by=by)]
    assert at_once(*both, *both) == ["CannotMerge"] * 3 + ["done"]
    assert Contributor.objects.count() == 1
    assert set(Byline.objects.values_list("contributor", flat=True)) == {Contributor.objects.get().pk}  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_a_merge_hinders_no_story_that_is_being_saved_and_loses_no_name():
    stays, other = two_of_one()
    by, writer = make_editor(), make_user()
    stories = [make_article(**sign("陈岚")) for _ in range(5)]

    def rewrite(story: Article) -> None:
        story.signature = "（本报记者 陈岚）"
        writing.save(story, by=writer, expected=story.version)

    acts = [partial(rewrite, story) for story in stories]
    assert at_once(partial(merge, stays, other, by=by), *acts) == ["done"] * 6
    late = set(contributors.unsettled().values_list("pk", flat=True))
    lines = Byline.objects.filter(name="陈岚").exclude(pk__in=late)
    assert set(lines.values_list("contributor", flat=True)) == {stays.pk}


# --- probable duplicates --------------------------------------------------------------------------


def test_probable_duplicates_resemble_each_other_by_name_or_sound():
    twins = [contributors.add("何晓"), contributors.add("何晓")]
    dotted = [contributors.add("阿依·古丽"), contributors.add("阿依•古丽")]
    sounding = [contributors.add("陈兰", affiliation="青石"), contributors.add("陈岚", affiliation="青石")]  # fmt: skip
    contributors.add("沈墨"), contributors.add("沈默")  # of no known affiliation
    contributors.add("江源", "organisation"), contributors.add("江源")
    alike = contributors.duplicates(Contributor.objects.all())
    assert set(alike) == {*twins, *dotted, *sounding}


# --- settling -------------------------------------------------------------------------------------


def two_of_one_name() -> tuple[Contributor, Contributor]:
    return contributors.add("李伟", affiliation="青石"), contributors.add("李伟", affiliation="白鹿")  # fmt: skip


def test_names_that_several_have_are_settled_story_by_story(client):
    first, second = two_of_one_name()
    make_article(**sign("据江源省气象学会"))
    stories = [make_article(**sign("李伟")) for _ in range(3)]
    assert list(contributors.unsettled_names().values_list("name", "stories")) == [("李伟", 3)]
    lines = [story.bylines.get().pk for story in stories]
    choices = {lines[0]: first.pk, lines[1]: second.pk}
    assert contributors.settle("李伟", "person", choices, by=make_editor()) == 2
    assert [Byline.objects.get(pk=line).contributor for line in lines] == [first, second, None]
    assert list(first.versions.all()) == [stories[0].latest_version]
    entry = record_of(first)
    assert entry.change_message == "1篇稿件的署名“李伟”认定为此人。"


def test_readers_find_a_settled_story_on_its_authors_page(client):
    first, _ = two_of_one_name()
    issue = make_issue(stories=0)
    story = make_article(**sign("李伟"))
    place(issue.pages.get(), [story])
    publishing.publish(issue, by=make_editor())
    story.refresh_from_db()
    story.title = "改过而没有发布的标题"
    writing.save(story, by=make_user(), expected=story.version)
    contributors.settle("李伟", "person", {story.bylines.get().pk: first.pk}, by=make_editor())
    assert client.get(first.get_absolute_url()).status_code == 200


def test_somebody_new_of_the_name_has_one_record_for_all_lines():
    two_of_one_name()
    lines = [make_article(**sign("李伟")).bylines.get().pk for _ in range(2)]
    choices = dict.fromkeys(lines, contributors.NEW)
    contributors.settle("李伟", "person", choices, by=make_editor())
    assert Contributor.objects.filter(name="李伟").count() == 3
    assert len(set(Byline.objects.values_list("contributor", flat=True))) == 1


def test_what_a_colleague_settled_first_stays():
    first, second = two_of_one_name()
    line = make_article(**sign("李伟")).bylines.get()
    contributors.settle("李伟", "person", {line.pk: first.pk}, by=make_editor())
    assert contributors.settle("李伟", "person", {line.pk: second.pk}, by=make_editor()) == 0
    assert Byline.objects.get().contributor == first


@pytest.mark.django_db(transaction=True)
def test_of_several_who_settle_the_same_lines_at_once_one_does():
    who = two_of_one_name()
    lines = [make_article(**sign("李伟")).bylines.get().pk for _ in range(20)]
    by, settled = make_editor(), []

    def settle(one: Contributor) -> None:
        choices = dict.fromkeys(lines, one.pk)
        settled.append(contributors.settle("李伟", "person", choices, by=by))

    assert at_once(*(partial(settle, one) for one in who * 2)) == ["done"] * 4
    assert sorted(settled) == [0, 0, 0, 20]


def test_a_line_of_another_name_or_a_record_that_is_gone_settles_nothing():
    two_of_one_name()
    line = make_article(**sign("李伟")).bylines.get()
    assert contributors.settle("李薇", "person", {line.pk: 1}, by=make_editor()) == 0
    assert contributors.settle("李伟", "person", {line.pk: 999_999}, by=make_editor()) == 0


# --- by year --------------------------------------------------------------------------------------


def test_stories_and_characters_are_counted_by_year_and_what_waits_apart():
    dates = (DATE, DATE + dt.timedelta(days=7), dt.date(2025, 12, 31), dt.date(2024, 1, 3))
    issues = [make_published(date) for date in dates]
    counts = [stories_of(issue)[0].character_count for issue in issues]
    publishing.withdraw(issues[3], by=make_editor(), reason="有误")
    make_article(body="<p>十个字的正文在这里呀</p>")
    who = Contributor.objects.get(name="何晓")
    assert contributors.years(who) == [Work(2026, 2, sum(counts[:2])), Work(2025, 1, counts[2])]
    assert contributors.unpublished(who) == Work(None, 2, counts[3] + 10)


def test_a_revision_that_readers_have_not_got_does_not_count():
    issue = make_published()
    (story,) = stories_of(issue)
    before = story.character_count
    story.body += "<p>又添了六个字</p>"
    writing.save(story, by=make_user(), expected=story.version)
    sign_story(story)
    who = Contributor.objects.get()
    assert contributors.years(who) == [Work(2026, 1, before)]
    assert contributors.unpublished(who) == Work(None, 0, 0)
