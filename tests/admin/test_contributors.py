"""作者与供稿单位 on the desk: found, kept under a version, merged, settled, and what they wrote."""

from __future__ import annotations

import json
import re

import pytest
from django.urls import reverse

from articles import contributors
from articles.models import Byline, Contributor
from articles.permissions import Role
from tests.factories import (
    make_article,
    make_masthead,
    make_published,
    make_user,
    sign_in,
)

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_contributor_changelist")
MERGE = reverse("admin:contributor_merge")
UNSETTLED = reverse("admin:contributor_unsettled")
STORIES = reverse("admin:articles_article_changelist")


@pytest.fixture
def editor(client):
    make_masthead()
    return sign_in(client)


def change_url(row: Contributor) -> str:
    return reverse("admin:articles_contributor_change", args=[row.pk])


def names(client, url: str = LIST, **query) -> list[str]:
    return [row.name for row in client.get(url, query).context["cl"].result_list]


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def two() -> tuple[Contributor, Contributor]:
    """The first signed two stories, the second one."""
    for signature in ("（陈兰）", "（陈兰）", "（陈岚）"):
        make_article(signature=signature)
    return Contributor.objects.get(name="陈兰"), Contributor.objects.get(name="陈岚")


def merging(*rows: Contributor, **changes) -> dict:
    """What the page sends where nothing was changed on it."""
    stays = rows[0]
    seen = ",".join(f"{row.pk}:{row.version}" for row in rows)
    values = {"stays": stays.pk, "name": stays.name, "kind": stays.kind, "seen": seen}
    return values | {"affiliation": "", "contact": ""} | changes


def merge_url(*rows: Contributor) -> str:
    return f"{MERGE}?ids={','.join(str(row.pk) for row in rows)}"


# --- finding --------------------------------------------------------------------------------------


def test_the_list_is_searched_by_pinyin_the_best_first(client, editor):
    for name in ("陈兰兰", "陈兰", "何晓"):
        contributors.add(name)
    assert [names(client, q=term) for term in ("cl", "chen lan", "晓")] == [
        ["陈兰", "陈兰兰"],
        ["陈兰", "陈兰兰"],
        ["何晓"],
    ]


def test_a_found_list_can_be_sorted_by_a_column(client, editor):
    for name in ("陈兰", "陈兰兰"):
        contributors.add(name)
    assert names(client, q="cl", o="-1") == ["陈兰兰", "陈兰"]


def test_a_choice_of_a_contributor_is_searched_the_same_and_says_the_other_names(client, editor):
    contributors.keep(contributors.add("陈兰", affiliation="望溪县科协"), ["小溪", "兰子"])
    query = {"app_label": "articles", "model_name": "byline", "field_name": "contributor"}
    for term in ("cl", "chen lan", "小溪", "望溪"):
        answer = client.get(reverse("admin:autocomplete"), query | {"term": term})
        found = [row["text"] for row in json.loads(answer.content)["results"]]
        assert found == ["陈兰（望溪县科协），又名小溪、兰子"]


@pytest.mark.parametrize("rows", [1, 25])
def test_a_search_costs_the_same_for_one_row_and_for_many(
    client, editor, django_assert_num_queries, rows
):
    for _ in range(rows):
        contributors.keep(contributors.add("陈兰"), ["兰子"])
    client.get(LIST)
    with django_assert_num_queries(12):
        assert len(names(client, q="cl")) == rows


def test_probable_duplicates_stand_together(client, editor):
    for name in ("何晓", "陈兰", "沈墨", "何 晓"):
        contributors.add(name)
    assert names(client, alike="1") == ["何 晓", "何晓"]


def test_the_stories_of_one_are_a_list_of_their_own(client, editor):
    row, _ = two()
    rows = client.get(STORIES, {"contributor": row.pk}).context["cl"].result_list
    assert [story.signature for story in rows] == ["（陈兰）"] * 2
    for nobody in ("999999", "某", "9" * 30):
        assert list(client.get(STORIES, {"contributor": nobody}).context["cl"].result_list) == []


# --- the record -----------------------------------------------------------------------------------


def test_other_names_are_typed_in_one_line(client, editor):
    row = contributors.add("陈兰")
    form = {"name": "陈兰", "kind": "person", "aliases": "兰子、 小溪，兰子", "seen_version": 1}
    client.post(change_url(row), form)
    assert [alias.name for alias in row.aliases.all()] == ["兰子", "小溪"]
    assert client.get(change_url(row)).context["adminform"].form["aliases"].value() == "兰子、小溪"
    assert names(client, q="lz") == ["陈兰"]


def test_an_alias_without_end_is_refused(client, editor):
    data = {"name": "陈兰", "kind": "person", "aliases": "兰" * 61}
    answer = client.post(reverse("admin:articles_contributor_add"), data)
    (error,) = answer.context["adminform"].form.errors["aliases"]
    assert error == f"别名“{'兰' * 61}”超过60字；几个别名之间请用顿号隔开。"


def test_the_later_of_two_who_change_a_record_is_told(client, editor):
    row = contributors.add("陈兰")
    first = {"name": "陈兰", "kind": "person", "affiliation": "青石", "seen_version": 1}
    client.post(change_url(row), first)
    answer = client.post(change_url(row), first | {"affiliation": "白鹿"})
    (error,) = answer.context["adminform"].form.non_field_errors()
    assert re.fullmatch(
        "您打开之后，沈墨（.*）已经保存过。您的改动还在下面，没有保存；请另开一页对照后再存。",
        error,
    )
    assert Contributor.objects.get().affiliation == "青石"


def test_the_record_shows_stories_and_years(client, editor):
    make_published()
    make_article(body="<p>十个字的正文在这里呀</p>")
    row = Contributor.objects.get()
    page = client.get(change_url(row))
    years, waiting = page.context["years"], page.context["unpublished"]
    assert [(work.year, work.stories) for work in years] == [(2026, 1)]
    assert (waiting.stories, waiting.characters) == (1, 10)
    assert [story.state for story in page.context["stories"]] == ["signed_off", "signed_off"]
    assert f'href="{STORIES}?contributor={row.pk}"' in page.content.decode()


def test_the_record_of_many_stories_shows_the_newest_and_leads_to_all(client, editor):
    for _ in range(17):
        make_article()
    page = client.get(change_url(Contributor.objects.get()))
    assert len(page.context["stories"]) == 15
    assert "全部 17 篇稿件" in page.content.decode()


@pytest.mark.parametrize("stories", [1, 12])
def test_a_record_costs_the_same_for_one_story_and_for_twelve(
    client, editor, django_assert_num_queries, stories
):
    for _ in range(stories):
        make_article()
    url = change_url(Contributor.objects.get())
    client.get(url)
    with django_assert_num_queries(15):
        assert client.get(url).status_code == 200


@pytest.mark.parametrize("first", ["=", "+", "-", "@"])
def test_the_table_of_years_is_no_formula(client, editor, first):
    make_published()
    row = Contributor.objects.get()
    Contributor.objects.update(name=f"{first}1+1", affiliation=f"{first}SUM(A1)")
    answer = client.get(reverse("admin:contributor_years", args=[row.pk]))
    count = contributors.years(row)[0].characters
    assert answer.content.decode("utf-8-sig").split("\r\n") == [
        "作者,所属单位,年份,篇数,字数",
        f"'{first}1+1,'{first}SUM(A1),2026,1,{count}",
        f"'{first}1+1,'{first}SUM(A1),未刊出,0,0",
        "",
    ]


def test_the_table_is_for_staff_only(client):
    row = contributors.add("陈兰")
    url = reverse("admin:contributor_years", args=[row.pk])
    client.force_login(make_user("读者"))
    assert client.get(url).status_code == 302
    client.force_login(make_user("外人", is_staff=True))
    assert client.get(url).status_code == 403


# --- merging --------------------------------------------------------------------------------------


def test_chosen_records_are_compared_and_the_fullest_is_to_stay(client, editor):
    first, second = two()
    chosen = {"action": "merge_chosen", "_selected_action": [second.pk, first.pk], "index": "0"}
    answer = client.post(LIST, chosen, follow=True)
    form = answer.context["form"]
    assert [row.work.stories for row in answer.context["rows"]] == [2, 1]
    assert form["stays"].initial == first.pk
    assert [field.name for field in form.visible_fields()] == ["stays", "name"]
    assert "合并不能撤销" in answer.content.decode()


def test_what_differs_is_asked(client, editor):
    first, second = two()
    Contributor.objects.filter(pk=second.pk).update(affiliation="青石", kind="collective")
    form = client.get(merge_url(first, second)).context["form"]
    asked = {field.name: list(field.field.choices) for field in form.visible_fields()}
    assert asked["affiliation"] == [("青石", "青石"), ("", "留空")]
    assert asked["kind"] == [("person", "个人"), ("collective", "集体署名")]
    assert form["affiliation"].initial == "青石"


def test_merged_records_are_one(client, editor):
    first, second = two()
    data = merging(first, second, name="陈岚")
    answer = client.post(merge_url(first, second), data, follow=True)
    assert answer.redirect_chain == [(change_url(first), 302)]
    assert said(answer) == ["已合并为“陈岚”，署名、稿件和原来的网址都归这一份档案。"]
    row = Contributor.objects.get()
    assert (row.pk, [alias.name for alias in row.aliases.all()]) == (first.pk, ["陈兰"])
    history = client.get(reverse("admin:articles_contributor_history", args=[first.pk]))
    assert f"并入了陈岚（编号{second.pk}）。" in history.content.decode()


def test_a_record_changed_meanwhile_is_shown_again_and_not_merged(client, editor):
    first, second = two()
    data = merging(first, second)
    contributors.keep(Contributor.objects.get(pk=second.pk), ["小岚"])
    answer = client.post(merge_url(first, second), data, follow=True)
    assert said(answer) == [
        "“陈岚”的档案已由同事改过，这次没有合并；下面是现在的内容，请核对后再合并。"
    ]
    assert [row.version for row in answer.context["rows"]] == [1, 2]
    assert Contributor.objects.count() == 2


def test_a_record_merged_meanwhile_is_not_merged_again(client, editor):
    first, second = two()
    third = contributors.add("陈澜")
    data = merging(first, second)
    client.post(merge_url(third, second), merging(third, second))
    answer = client.post(merge_url(first, second), data, follow=True)
    assert "请在列表里选两份以上的档案，再选“合并作者档案”。" in said(answer)
    assert Contributor.objects.count() == 2


def test_a_record_renamed_meanwhile_is_shown_again_and_not_merged(client, editor):
    first, second = two()
    data = merging(first, second, name="陈岚")
    second.name = "陈岚岚"
    contributors.keep(second)
    answer = client.post(merge_url(first, second), data, follow=True)
    assert said(answer) == [
        "所选的档案已由同事改过，这次没有合并；下面是现在的内容，请核对后再合并。"
    ]
    assert Contributor.objects.count() == 2


@pytest.mark.parametrize("wrong", [{"name": "何晓"}, {"stays": 999}, {"seen": "x"}, {"kind": "robot"}])  # fmt: skip
def test_values_that_nobody_has_merge_nothing(client, editor, wrong):
    first, second = two()
    client.post(merge_url(first, second), merging(first, second, **wrong))
    assert Contributor.objects.count() == 2


@pytest.mark.parametrize("ids", ["", "1", "x,y", "1,1", "9" * 30 + ",1", "-1,²"])
def test_fewer_than_two_are_sent_back_to_the_list(client, editor, ids):
    contributors.add("陈兰")
    assert client.get(MERGE, {"ids": ids}).url == LIST


def test_merging_is_for_editors(client):
    first, second = two()
    client.force_login(make_user("何小录", role=Role.REPORTER))
    assert client.get(merge_url(first, second)).status_code == 403
    assert client.post(merge_url(first, second), merging(first, second)).status_code == 403
    assert "merge_chosen" not in client.get(LIST).content.decode()


def test_a_merged_records_screen_leads_to_the_one_that_stays(client, editor):
    first, second = two()
    client.post(merge_url(first, second), merging(first, second))
    answer = client.get(change_url(second), follow=True)
    assert answer.redirect_chain == [(change_url(first), 302)]
    assert "“陈岚”已并入“陈兰”，这里是合并后的档案。" in said(answer)


# --- settling -------------------------------------------------------------------------------------


def unsettled(stories: int) -> tuple[Contributor, Contributor, list[Byline]]:
    first = contributors.add("李伟", affiliation="青石")
    second = contributors.add("李伟", affiliation="白鹿")
    lines = [make_article(signature="（李伟）").bylines.get() for _ in range(stories)]
    return first, second, lines


def test_names_of_several_are_listed_and_settled_story_by_story(client, editor):
    first, second, lines = unsettled(3)
    (listed,) = client.get(UNSETTLED).context["names"]
    assert (listed["name"], listed["stories"]) == ("李伟", 3)
    url = f"{UNSETTLED}?{listed['query']}"
    assert len(client.get(url).context["lines"]) == 3
    chosen = {f"line_{lines[0].pk}": first.pk, f"line_{lines[1].pk}": second.pk}
    answer = client.post(url, chosen, follow=True)
    assert (said(answer), len(answer.context["lines"])) == (["已认定2处署名。"], 1)
    rows = Byline.objects.order_by("pk").values_list("contributor", flat=True)
    assert list(rows) == [first.pk, second.pk, None]


def test_what_was_left_open_goes_where_the_rest_goes(client, editor):
    first, second, lines = unsettled(3)
    answer = client.post(
        f"{UNSETTLED}?name=李伟&kind=person",
        {f"line_{lines[0].pk}": first.pk, "rest": second.pk},
        follow=True,
    )
    assert said(answer) == ["已认定3处署名。", "署名“李伟”都已认定。"]
    rows = Byline.objects.order_by("pk").values_list("contributor", flat=True)
    assert list(rows) == [first.pk, second.pk, second.pk]


def test_a_name_that_a_colleague_settled_meanwhile_is_left(client, editor):
    first, second, lines = unsettled(1)
    Byline.objects.update(contributor=first)
    data = {f"line_{lines[0].pk}": second.pk}
    client.post(f"{UNSETTLED}?name=李伟&kind=person", data)
    assert Byline.objects.get().contributor == first


def test_a_choice_that_was_not_offered_is_refused(client, editor):
    _, _, lines = unsettled(1)
    other = contributors.add("何晓")
    client.post(f"{UNSETTLED}?name=李伟&kind=person", {f"line_{lines[0].pk}": other.pk})
    assert Byline.objects.get().contributor is None


@pytest.mark.parametrize("query", ["?name=%00", "?name=李伟&kind=robot", "?page=x", "?name=无"])
def test_odd_questions_are_answered(client, editor, query):
    assert client.get(UNSETTLED + query, follow=True).status_code == 200


def test_who_may_only_look_settles_nothing(client):
    client.force_login(make_user("外人", is_staff=True))
    assert client.get(UNSETTLED).status_code == 403
