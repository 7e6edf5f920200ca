"""相关稿件 below a story, and 转版: from the page where a story begins to the one where it goes on, and back."""

import datetime as dt
import re

import pytest

from articles import assembly, publishing
from tests.factories import (
    DATE,
    make_article,
    make_editor,
    make_issue,
    make_section,
    place,
    stories_of,
)

pytestmark = pytest.mark.django_db

WEEK = dt.timedelta(days=7)


def read(client, path: str) -> str:
    return client.get(path).content.decode()


def publish(*stories, date: dt.date = DATE):
    issue = make_issue(date, stories=0)
    place(issue.pages.get(), list(stories))
    return publishing.publish(issue, by=make_editor())


def related(client, story) -> list[str]:
    found = client.get(story.get_absolute_url()).context["related"]
    return [each.text.title for each in found]


def by(name: str) -> str:
    return f"（本报记者 {name}）"


def make_kin(title: str, *, who: str, tags: tuple[str, ...] = (), section: str = ""):
    whose = make_section(section) if section else None
    return make_article(title, signature=by(who), tags=list(tags), section=whose)


def test_subjects_come_before_hands_and_hands_before_the_section(client):
    story = make_kin("本篇", who="何晓", tags=("气象", "高山"), section="科协动态")
    publish(story, date=DATE + 2 * WEEK)
    publish(
        make_kin("一个标签", who="林舟", tags=("气象",)),
        make_kin("两个标签", who="林舟", tags=("气象", "高山")),
        make_kin("同一作者", who="何晓"),
        make_kin("同一栏目", who="林舟", section="科协动态"),
        make_kin("毫不相干", who="林舟", section="他山之石"),
        date=DATE + WEEK,
    )
    publish(make_kin("早年栏目", who="林舟", section="科协动态"), date=DATE - 20 * WEEK)
    assert related(client, story) == ["一个标签", "两个标签", "同一作者", "同一栏目"]


def test_of_many_on_a_subject_those_stand_there_that_share_most_and_no_more_than_five(client):
    story = make_kin("本篇", who="何晓", tags=("气象", "高山"))
    publish(story)
    publish(make_kin("两个标签", who="林舟", tags=("气象", "高山")), date=DATE - 9 * WEEK)
    more = [make_kin(f"一个标签{at}", who="林舟", tags=("气象",)) for at in range(6)]
    publish(*more, date=DATE - WEEK)
    found = related(client, story)
    assert (len(found), "两个标签" in found) == (5, True)


def test_what_the_page_lists_anyway_and_what_readers_may_not_see_is_not_related(client):
    story = make_kin("本篇", who="何晓", tags=("气象",))
    publish(story, make_kin("同版", who="何晓", tags=("气象",)))
    back = make_kin("撤稿", who="何晓", tags=("气象",))
    publish(back, make_kin("旧闻", who="何晓"), date=DATE - WEEK)
    back.refresh_from_db()
    publishing.withdraw_story(back, by=make_editor(), reason="失实")
    hidden = make_issue(DATE + WEEK, stories=0)
    place(hidden.pages.get(), [make_kin("未出版", who="何晓", tags=("气象",))])
    make_kin("没有上版", who="何晓", tags=("气象",))
    assert related(client, story) == ["旧闻"]


def test_tags_lead_to_their_pages(client):
    story = make_kin("本篇", who="何晓", tags=("气象", "高山"))
    publish(story)
    html = read(client, story.get_absolute_url())
    assert re.findall(r'<a href="([^"]+)">#([^<]+)</a>', html) == [
        ("/tags/%E6%B0%94%E8%B1%A1/", "气象"),
        ("/tags/%E9%AB%98%E5%B1%B1/", "高山"),
    ]


def make_jumping(*, back: bool = False):
    issue = make_issue(pages=2)
    story = stories_of(issue)[0]
    assembly.continue_on(issue, story, issue.pages.get(number=2), by=make_editor())
    issue.refresh_from_db()
    publishing.publish(issue, by=make_editor())
    if back:
        story.refresh_from_db()
        publishing.withdraw_story(story, by=make_editor(), reason="失实")
    return story


def test_a_story_that_goes_on_elsewhere_says_so_at_its_end_and_in_the_lists_of_both_pages(client):
    story = make_jumping()
    on = '<a href="/2026/03/04/02/">下转第02版</a>'
    assert read(client, story.get_absolute_url()).count(on) == 1
    first, second = (read(client, f"/2026/03/04/0{at}/") for at in (1, 2))
    assert first.count("下转第02版") == 1
    assert re.findall(r'href="([^"]+)">上接第(\d\d)版</a><a href="([^"]+)"', second) == [
        ("/2026/03/04/01/", "01", story.get_absolute_url())
    ]
    assert ("上接" in first, "下转" in second) == (False, False)


def test_a_story_that_was_taken_back_goes_on_nowhere(client):
    make_jumping(back=True)
    assert [mark in read(client, "/2026/03/04/02/") for mark in ("上接", "下转")] == [False, False]
