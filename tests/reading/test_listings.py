"""Lists of stories by year, and the ways to an issue by its day."""

import datetime as dt
import re

import pytest

from articles import publishing
from articles.models import Contributor
from articles.reading import Tally, decades
from articles.reading.tallies import Part
from articles.text import dates
from tests.factories import (
    DATE,
    make_article,
    make_editor,
    make_issue,
    make_published,
    place,
    stories_of,
)

SECTION = "/sections/ke-xie-dong-tai/"


def read(response) -> str:
    return response.content.decode()


def make_three_years() -> None:
    """Two stories of 2024, one of 2025, three of 2026."""
    for year, stories in ((2024, 2), (2025, 1), (2026, 3)):
        make_published(dt.date(year, 3, 4), stories=stories)


# --- by year ---


@pytest.mark.django_db
def test_a_section_offers_its_years_with_their_numbers(client):
    make_three_years()
    response = client.get(SECTION)
    assert response.context["tally"].years == {2026: 3, 2025: 1, 2024: 2}
    assert re.findall(r'href="(\?year=\d+)"', read(response)) == [
        "?year=2026",
        "?year=2025",
        "?year=2024",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["section", "contributor", "tag"])
def test_a_year_of_a_list_has_its_stories_alone(client, kind):
    make_three_years()
    story = stories_of(make_published(dt.date(2024, 5, 1)))[0]
    for each in [*stories_of(story.placement.page.issue)]:
        each.tags.add("气象")
    path = {
        "section": SECTION,
        "contributor": Contributor.objects.get(name="何晓").get_absolute_url(),
        "tag": "/tags/气象/",
    }[kind]
    response = client.get(path, {"year": 2024})
    dated = [each.placement.page.issue.date for each in response.context["slice"]]
    newest = dt.date(2024, 5, 1)
    assert dated == ([newest] if kind == "tag" else [newest, *[dt.date(2024, 3, 4)] * 2])
    assert f"{path}?year=2024".split("/")[-1] in read(response).split('rel="canonical"')[1][:200]


@pytest.mark.django_db
def test_pages_of_a_year_follow_one_another(client):
    make_published(stories=25)
    make_published(DATE + dt.timedelta(days=7), stories=25)
    make_published(DATE.replace(year=2025))
    first, second = (client.get(SECTION, {"year": 2026, "page": page}) for page in (1, 2))
    assert [len(each.context["slice"].object_list) for each in (first, second)] == [30, 20]
    whole = [*first.context["slice"], *second.context["slice"]]
    assert [each.pk for each in whole] == [
        each.pk
        for date in (DATE + dt.timedelta(days=7), DATE)
        for each in stories_of(whole[0].placement.page.issue.__class__.objects.get(date=date))
    ]
    assert 'href="?year=2026&amp;page=2" rel="next"' in read(first)
    assert client.get(SECTION, {"year": 2026, "page": 3}).status_code == 404


@pytest.mark.django_db
def test_a_year_without_a_story_is_not_there(client):
    make_published()
    answers = {year: client.get(f"{SECTION}?year={year}").status_code for year in (2025, 2026)}
    assert answers == {2025: 404, 2026: 200}


@pytest.mark.django_db
def test_a_list_is_counted_anew_when_something_is_published_or_taken_back(client):
    make_published()
    seen = [len(client.get(SECTION).context["tally"])]
    later = make_published(DATE + dt.timedelta(days=7), stories=2)
    seen.append(len(client.get(SECTION).context["tally"]))
    publishing.withdraw(later, by=make_editor())
    seen.append(len(client.get(SECTION).context["tally"]))
    assert seen == [1, 3, 1]


@pytest.mark.django_db
def test_a_contributor_has_a_kind_a_number_and_the_years(client):
    make_three_years()
    he = Contributor.objects.get(name="何晓")
    Contributor.objects.update(affiliation="云岭气象站", kind="organisation")
    html = read(client.get(he.get_absolute_url()))
    assert "单位　云岭气象站　署名稿件6篇，2024—2026年" in html


def test_many_years_stand_by_decades_and_that_in_hand_is_open():
    found = decades(list(range(2026, 1986, -1)), 2003)
    assert [(each.name, len(each.years), each.is_open) for each in found] == [
        ("2020—2029年", 7, False),
        ("2010—2019年", 10, False),
        ("2000—2009年", 10, True),
        ("1990—1999年", 10, False),
        ("1980—1989年", 3, False),
    ]


def test_a_page_of_a_list_asks_for_the_issues_it_needs():
    tally = Tally(tuple(Part(at, DATE, count) for at, count in ((9, 4), (8, 3), (7, 5))))
    found = [tally.holding(start, start + 4) for start in (0, 4, 8, 12)]
    assert found == [([9], 0), ([8, 7], 0), ([7], 1), ([], 0)]


# --- by day ---


@pytest.mark.parametrize(
    "typed",
    [
        "2021-03-17",
        "2021年3月17日",
        "20210317",
        "2021/3/17",
        "2021.3.17",
        " ２０２１年０３月１７日 ",
        "2021年 3月 17日",
    ],
)
def test_a_day_is_understood_however_it_is_typed(typed):
    assert dates.typed(typed) == dt.date(2021, 3, 17)


@pytest.mark.parametrize(
    "typed", ["", "昨天", "2021", "2021-13-01", "2021-02-30", "0000-01-01", "2021031", "3月17日"]
)
def test_what_is_no_day_is_none(typed):
    assert dates.typed(typed) is None


@pytest.mark.django_db
def test_a_day_leads_to_its_issue(client):
    make_published()
    for typed in ("2026-03-04", "2026年3月4日"):
        response = client.get("/issues/", {"date": typed})
        assert (response.status_code, response["Location"]) == (302, "/2026/03/04/")


@pytest.mark.django_db
def test_a_day_with_an_extra_edition_alone_leads_to_that(client):
    make_published(kind="extra", total_number=None)
    assert client.get("/issues/?date=2026-03-04")["Location"] == "/2026/03/04-extra/"


@pytest.mark.django_db
def test_the_day_of_a_withdrawn_issue_leads_to_the_reason(client):
    issue = make_published()
    publishing.withdraw(issue, by=make_editor(), reason="第一版图片有误")
    response = client.get("/issues/?date=2026-03-04", follow=True)
    assert (response.status_code, "第一版图片有误" in response.content.decode()) == (410, True)
    make_published(kind="extra", total_number=None)
    assert client.get("/issues/?date=2026-03-04")["Location"] == "/2026/03/04-extra/"


@pytest.mark.django_db
def test_a_day_without_an_issue_offers_those_before_and_after_and_none_that_is_hidden(client):
    make_published()
    make_issue(DATE + dt.timedelta(days=2))
    make_published(DATE + dt.timedelta(days=7))
    response = client.get("/issues/", {"date": "2026-03-06"})
    html = read(response)
    assert (response.status_code, "2026年3月6日没有出报。" in html) == (404, True)
    assert re.findall(r'<a href="([^"]+)" rel="(prev|next)">', html) == [
        ("/2026/03/04/", "prev"),
        ("/2026/03/11/", "next"),
    ]


@pytest.mark.django_db
def test_the_address_of_a_day_cut_short_leads_to_its_year_and_month(client):
    make_published(dt.date(2025, 11, 18))
    make_published()
    led = [client.get(path) for path in ("/2025/", "/2025/11/")]
    assert [(each.status_code, each["Location"]) for each in led] == [
        (301, "/issues/?year=2025"),
        (301, "/issues/?year=2025#month-11"),
    ]
    assert re.findall(r'id="month-\d+"', read(client.get("/issues/?year=2025"))) == [
        'id="month-11"'
    ]


@pytest.mark.django_db
def test_what_is_no_day_is_said_at_the_field_and_kept(client):
    make_published()
    response = client.get("/issues/", {"date": "<b>昨天"})
    html = read(response)
    assert response.status_code == 404
    assert 'name="date" value="&lt;b&gt;昨天"' in html
    assert "“&lt;b&gt;昨天”不是日期" in html


@pytest.mark.django_db
def test_a_story_that_is_taken_back_is_in_no_tally(client):
    issue = make_issue(stories=0)
    kept, back = make_article(tags=["气象"]), make_article(tags=["气象"])
    place(issue.pages.get(), [kept, back])
    publishing.publish(issue, by=make_editor())
    back.refresh_from_db()
    publishing.withdraw_story(back, by=make_editor(), reason="失实")
    assert list(client.get("/tags/气象/").context["slice"]) == [kept]
