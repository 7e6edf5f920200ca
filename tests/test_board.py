"""Moves on the board: one or more stories to a page, up, down, to the pool; and the pages themselves."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import assembly, publishing
from articles.models import Issue, Page, Placement
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

pytestmark = pytest.mark.django_db


def board(issue: Issue) -> dict[int, list[str]]:
    """Page number -> titles in order."""
    return {
        page.number: [each.article.title for each in page.placements.order_by("position")]
        for page in issue.pages.order_by("number")
    }


def made(*titles: str, pages: int = 2) -> tuple[Issue, list[Page], list]:
    """An issue whose first page holds stories of these titles."""
    issue = make_issue(pages=pages, stories=0)
    stories = [make_article(title) for title in titles]
    first = issue.pages.get(number=1)
    place(first, stories)
    issue.refresh_from_db()
    return issue, list(issue.pages.order_by("number")), stories


def test_a_story_goes_to_another_page_before_the_one_it_was_dropped_on():
    issue, (_first, second), (a, b, c) = made("甲", "乙", "丙")
    assembly.move(issue, [a], second, by=make_user())
    assembly.move(issue, [c], second, before=a, by=make_user())
    assert board(issue) == {1: ["乙"], 2: ["丙", "甲"]}
    assert list(Placement.objects.in_order().values_list("position", flat=True)) == [1, 1, 2]
    assert b.placement.page.number == 1


def test_several_stories_move_at_once_and_keep_the_order_they_were_chosen_in():
    issue, (first, second), (a, _b, c, d) = made("甲", "乙", "丙", "丁")
    new = make_article("戊")
    assembly.move(issue, [d, new, a], second, by=make_user())
    assert board(issue) == {1: ["乙", "丙"], 2: ["丁", "戊", "甲"]}
    assembly.move(issue, [new, c], first, before=c, by=make_user())
    assert board(issue) == {1: ["乙", "戊", "丙"], 2: ["丁", "甲"]}


def test_within_a_page_a_story_goes_up_down_and_to_the_lead():
    issue, (first, _second), (a, b, c) = made("甲", "乙", "丙")
    assembly.move(issue, [c], first, before=b, by=make_user())
    assert board(issue)[1] == ["甲", "丙", "乙"]
    assembly.move(issue, [a], first, by=make_user())
    assert board(issue)[1] == ["丙", "乙", "甲"]
    assembly.lead(issue, a, by=make_user())
    assert board(issue)[1] == ["甲", "丙", "乙"]


def test_stories_of_one_page_pass_the_next_one_together():
    issue, (_first, second), (a, b, c, d) = made("甲", "乙", "丙", "丁")
    assembly.shift(issue, [c, b], by=make_user())
    assert board(issue)[1] == ["乙", "丙", "甲", "丁"]
    assembly.shift(issue, [b, c], down=True, by=make_user())
    assert board(issue)[1] == ["甲", "乙", "丙", "丁"]
    assembly.shift(issue, [a, c], down=True, by=make_user())
    assert board(issue)[1] == ["乙", "丁", "甲", "丙"]
    for stories, down, said in (
        ([b], False, "已经是本版的头条"),
        ([c], True, "已经是本版的最后一条"),
        ([b, make_article()], True, "请只选同一版的稿件"),
        ([], True, "没有选稿件"),
    ):
        with pytest.raises(assembly.CannotPlace, match=said):
            assembly.shift(issue, stories, down=down, by=make_user())
    assembly.move(issue, [d], second, by=make_user())
    with pytest.raises(assembly.CannotPlace, match="请只选同一版的稿件"):
        assembly.shift(issue, [b, d], down=True, by=make_user())
    assert board(issue) == {1: ["乙", "甲", "丙"], 2: ["丁"]}


def test_a_stale_shift_moves_nothing():
    issue, _pages, (a, b) = made("甲", "乙")
    seen = issue.version
    assembly.shift(issue, [b], by=make_user(), expected=seen)
    with pytest.raises(assembly.StaleBoard):
        assembly.shift(issue, [a], by=make_user(), expected=seen)
    assert board(issue)[1] == ["乙", "甲"]


def test_a_story_goes_back_to_the_pool_and_the_rest_close_up():
    issue, (first, _second), (a, b, c) = made("甲", "乙", "丙")
    assembly.take_off(issue, [b], by=make_user())
    assert board(issue)[1] == ["甲", "丙"]
    assert list(first.placements.order_by("position").values_list("position", flat=True)) == [1, 2]
    with pytest.raises(assembly.CannotPlace, match="《乙》已经不在本期，没有改动"):
        assembly.take_off(issue, [a, b, c], by=make_user())
    assert board(issue)[1] == ["甲", "丙"]


def test_a_stale_move_moves_nothing_and_says_whose_move_came_first():
    issue, (_first, second), (a, b) = made("甲", "乙")
    seen = issue.version
    assembly.move(issue, [a], second, by=make_user("苏文"), expected=seen)
    with pytest.raises(assembly.StaleBoard, match=r"本期刚刚被苏文（.*）动过"):
        assembly.move(issue, [b], second, by=make_user(), expected=seen)
    assert board(issue) == {1: ["乙"], 2: ["甲"]}


@pytest.mark.parametrize(
    "act",
    [
        lambda issue, page, story: assembly.arrange(page, [story], by=make_user()),
        lambda issue, page, story: assembly.add_page(issue, 9),
        lambda issue, page, story: assembly.append_page(issue, by=make_user()),
        lambda issue, page, story: assembly.lead(issue, story, by=make_user()),
        lambda issue, page, story: assembly.describe(
            page, by=make_user(), name="要闻", credits="", budget=5000
        ),
    ],
)
def test_whatever_changes_the_board_is_noticed_by_who_saw_an_older_one(act):
    issue, (first, _second), (a, b) = made("甲", "乙")
    seen = issue.version
    act(issue, first, b)
    with pytest.raises(assembly.StaleBoard):
        assembly.take_off(issue, [a], by=make_user(), expected=seen)


def test_a_story_of_another_issue_stays_there():
    issue, (first, _second), _stories = made("甲")
    other = make_issue(DATE + dt.timedelta(days=7), stories=1)
    story = stories_of(other)[0]
    with pytest.raises(assembly.CannotPlace, match=f"《{story.headline}》已上2026年3月11日"):
        assembly.move(issue, [story], first, by=make_user())
    assert stories_of(other) == [story]


def test_a_signed_issue_is_left_alone():
    issue = make_published(pages=2)
    story, page = stories_of(issue)[0], issue.pages.get(number=2)
    for act in (
        lambda: assembly.move(issue, [story], page, by=make_user()),
        lambda: assembly.take_off(issue, [story], by=make_user()),
        lambda: assembly.append_page(issue, by=make_user()),
        lambda: assembly.reorder(issue, [page.pk], by=make_user()),
        lambda: assembly.continue_on(issue, story, page, by=make_user()),
    ):
        with pytest.raises(assembly.CannotPlace, match="已出版，版面不能再动"):
            act()
    assert {number: len(titles) for number, titles in board(issue).items()} == {1: 1, 2: 1}


def test_a_choice_of_none_or_of_one_twice_is_refused():
    issue, (first, _second), (a,) = made("甲")
    with pytest.raises(assembly.CannotPlace, match="没有选稿件"):
        assembly.move(issue, [], first, by=make_user())
    with pytest.raises(assembly.CannotPlace, match="选了两次"):
        assembly.move(issue, [a, a], first, by=make_user())


def test_a_page_that_is_gone_takes_no_story():
    issue, (_first, second), (a,) = made("甲")
    assembly.remove_page(second, by=make_user())
    with pytest.raises(assembly.CannotPlace, match="第02版：版名2刚刚从本期删去了"):
        assembly.move(issue, [a], second, by=make_user())
    assert board(issue) == {1: ["甲"]}


def test_a_story_goes_on_on_another_page_until_it_moves_there():
    issue, (first, second), (a,) = made("甲")
    assembly.continue_on(issue, a, second, by=make_user())
    assert Placement.objects.get(article=a).continued_on == second
    with pytest.raises(assembly.CannotPlace, match="就在第01版"):
        assembly.continue_on(issue, a, first, by=make_user())
    assembly.move(issue, [a], second, by=make_user())
    assert Placement.objects.get(article=a).continued_on is None


def test_a_page_of_another_issue_continues_nothing():
    issue, _pages, (a,) = made("甲")
    other = make_issue(DATE + dt.timedelta(days=7)).pages.get()
    with pytest.raises(assembly.CannotPlace, match="不是本期的版面"):
        assembly.continue_on(issue, a, other, by=make_user())


def test_pages_are_put_in_another_order_with_their_stories():
    issue, (first, second, third), _stories = made("甲", "乙", pages=3)
    assembly.reorder(issue, [third.pk, first.pk, second.pk], by=make_user())
    assert [(p.number, p.name) for p in issue.pages.order_by("number")] == [
        (1, "版名3"),
        (2, "版名1"),
        (3, "版名2"),
    ]
    assert board(issue) == {1: [], 2: ["甲", "乙"], 3: []}
    with pytest.raises(assembly.CannotPlace, match="刚刚加了或删了"):
        assembly.reorder(issue, [third.pk, first.pk], by=make_user())


def test_a_page_is_added_behind_the_last_and_goes_when_it_is_empty():
    issue, (first, _second), _stories = made("甲")
    page = assembly.append_page(issue, by=make_user())
    assert page.number == 3
    assembly.remove_page(page, by=make_user())
    with pytest.raises(assembly.CannotPlace, match="还有 1 篇稿件，不能删"):
        assembly.remove_page(first, by=make_user())
    assert [page.number for page in issue.pages.order_by("number")] == [1, 2]


def test_a_page_is_described():
    issue, (first, _second), _stories = made("甲")
    assembly.describe(first, by=make_user(), name="要闻", credits="责任编辑：林晓", budget=4800)
    first.refresh_from_db()
    assert (first.name, first.credits, first.budget) == ("要闻", "责任编辑：林晓", 4800)
    assert Issue.objects.get(pk=issue.pk).version == issue.version + 1


def test_the_next_issue_gets_the_pages_of_the_last():
    last = make_published(pages=2)
    last.pages.filter(number=2).update(name="科协新闻", credits="责任编辑：林晓", budget=5200)
    issue = assembly.open_issue(**assembly.next_issue())
    assembly.copy_pages(issue, by=make_user())
    assert board(issue) == {1: [], 2: []}
    copied = issue.pages.get(number=2)
    assert (copied.name, copied.credits, copied.budget) == ("科协新闻", "责任编辑：林晓", 5200)
    with pytest.raises(assembly.CannotPlace, match="已经有版面"):
        assembly.copy_pages(issue, by=make_user())


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"total_number": 101}, []),
        (
            {"total_number": 103},
            [
                "上一期是总第100期，本期接着应是总第101期，现在填的是总第103期。",
                "下一期是总第102期，与本期的总第103期不相接。",
            ],
        ),
        ({"total_number": None}, ["还没有填总期号。"]),
        ({"total_number": None, "kind": "extra"}, []),
    ],
)
def test_gaps_in_the_numbers_are_told(fields, said):
    make_issue(DATE, total_number=100, pages=0)
    make_issue(DATE + dt.timedelta(days=14), total_number=102, pages=0)
    issue = make_issue(DATE + dt.timedelta(days=7), pages=0, **fields)
    assert assembly.doubts(issue) == said


def test_another_weekday_than_the_last_issues_is_told():
    make_issue(DATE, total_number=100, pages=0)
    issue = make_issue(DATE + dt.timedelta(days=6), total_number=101, pages=0)
    assert assembly.doubts(issue) == [
        "本期是星期二，上一期2026年3月4日（总第100期）是星期三，请核对出版日期。"
    ]


def test_a_combined_issue_is_followed_by_the_number_after_its_last():
    make_issue(DATE, kind="combined", total_number=100, last_total_number=101, pages=0)
    issue = make_issue(DATE + dt.timedelta(days=7), total_number=102, pages=0)
    assert assembly.doubts(issue) == []


def test_a_publication_that_saw_an_older_board_publishes_nothing():
    issue, (_first, second), (a, _b) = made("甲", "乙")
    seen = issue.version
    assembly.move(issue, [a], second, by=make_user())
    with pytest.raises(publishing.CannotPublish, match="刚刚被"):
        publishing.publish(issue, by=make_editor(), expected=seen)


def test_a_move_asks_as_little_of_a_full_board_as_of_an_empty_one():
    def queries(stories: int, date: dt.date) -> int:
        issue = make_issue(date, pages=2, stories=stories)
        story = make_article()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assembly.move(issue, [story], issue.pages.get(number=1), by=make_user())
        return len(asked)

    assert queries(1, DATE) == queries(9, DATE + dt.timedelta(days=7))
