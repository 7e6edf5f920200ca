"""Putting stories on a page: how they are chosen, what a number means, where one goes next."""

import pytest
from django.urls import reverse

from articles.models import Article, Page
from tests.factories import (
    DATE,
    make_article,
    make_issue,
    make_published,
    place,
    stories_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editor")]


@pytest.fixture
def page() -> Page:
    """With four stories A to D."""
    page = make_issue(DATE, stories=0).pages.get()
    place(page, [make_article(letter) for letter in "ABCD"])
    return page


def send(client, page: Page, numbers: dict[str, object], *, add: tuple = (), gone: str = ""):
    """The page's form: numbers typed over those of A to D, new lines of (number, story), letters taken off."""
    form = {"seen_version": str(page.version), "name": page.name, "credits": ""}
    standing = list(page.placements.order_by("position").select_related("article"))
    for at, line in enumerate(standing):
        title = line.article.title
        form |= {
            f"placements-{at}-id": str(line.pk),
            f"placements-{at}-page": str(page.pk),
            f"placements-{at}-article": str(line.article_id),
            f"placements-{at}-position": str(numbers.get(title, line.position)),
        }
        if title in gone:
            form[f"placements-{at}-DELETE"] = "on"
    for at, (number, story) in enumerate(add, len(standing)):
        form[f"placements-{at}-position"] = str(number)
        form[f"placements-{at}-article"] = str(story.pk)
    form["placements-TOTAL_FORMS"] = str(len(standing) + len(add))
    form["placements-INITIAL_FORMS"] = str(len(standing))
    return client.post(reverse("admin:articles_page_change", args=[page.pk]), form)


def order(page: Page) -> str:
    return "".join(page.placements.order_by("position").values_list("article__title", flat=True))


@pytest.mark.parametrize(
    ("numbers", "after"),
    [
        ({"C": 1}, "CABD"),
        ({"C": 0}, "CABD"),
        ({"A": 3}, "BCAD"),
        ({"A": 4}, "BCDA"),
        ({"A": 99}, "BCDA"),
        ({"A": ""}, "BCDA"),
        ({"A": 2, "B": 1}, "BACD"),
        ({"C": 1, "D": 1}, "CDAB"),
        ({"D": 1, "A": 4}, "DBCA"),
        ({"A": 40, "B": 30, "C": 20, "D": 10}, "DCBA"),
        ({"D": 2, "C": 0}, "CDAB"),
    ],
)
def test_a_story_stands_at_the_number_it_was_given(client, page, numbers, after):
    assert send(client, page, numbers).status_code == 302
    assert order(page) == after
    assert list(page.placements.order_by("position").values_list("position", flat=True)) == [
        *(1, 2, 3, 4)
    ]


def test_a_new_story_without_a_number_stands_last_and_one_with_it_there(client, page):
    e, f, g = (make_article(letter) for letter in "EFG")
    send(client, page, {}, add=(("", e), (1, f), ("", g)))
    assert order(page) == "FABCDEG"


def test_what_is_taken_off_leaves_no_gap_for_what_is_moved(client, page):
    send(client, page, {"D": 1}, gone="AB")
    assert order(page) == "DC"


def test_a_number_below_nought_is_refused_and_nothing_moves(client, page):
    response = send(client, page, {"D": -1})
    formset = response.context["inline_admin_formsets"][0].formset
    assert formset.errors[3] == {"position": ["确保该值大于或等于0。"]}
    assert order(page) == "ABCD"


def test_after_saving_the_editor_is_back_at_the_issue(client, page):
    issue = reverse("admin:articles_issue_change", args=[page.issue_id])
    assert send(client, page, {"D": 1}).url == issue


# --- the choice -----------------------------------------------------------------------------------


def offered(client, term: str = "") -> list[str]:
    data = {
        "app_label": "articles",
        "model_name": "placement",
        "field_name": "article",
        "term": term,
    }
    answer = client.get(reverse("admin:autocomplete"), data).json()
    return [result["text"] for result in answer["results"]]


def test_stories_are_offered_with_their_state_and_place_the_unplaced_first(client):
    make_article("写完的")
    make_article("没写完的", signed=False)
    place(make_issue(DATE.replace(day=11), stories=0).pages.get(), [make_article("排好的")])
    [published] = stories_of(make_published(DATE))
    Article.objects.filter(pk=published.pk).update(title="已见报的")
    assert offered(client) == [
        "没写完的（草稿，未上版）",
        "写完的（待上版）",
        "排好的（已签发，2026-03-11 01版）",
        "已见报的（已出版，2026-03-04 01版）",
    ]
    assert offered(client, "写完") == ["没写完的（草稿，未上版）", "写完的（待上版）"]


@pytest.mark.parametrize("stories", [1, 12])
def test_offering_stories_costs_the_same_for_one_and_for_many(
    client, django_assert_num_queries, stories
):
    make_issue(DATE, stories=stories)
    for _ in range(stories):
        make_article()
    with django_assert_num_queries(7):
        assert len(offered(client)) == min(20, 2 * stories)


def test_other_choices_are_offered_by_their_names(client):
    make_issue(DATE)
    data = {"app_label": "articles", "model_name": "article", "field_name": "section"}
    answer = client.get(reverse("admin:autocomplete"), data).json()
    assert [result["text"] for result in answer["results"]] == ["科协动态"]
