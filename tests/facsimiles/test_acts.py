"""A page's picture and its zones: put, exchanged, drawn, taken away; and no zone ever leads nowhere."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.test import Client

from articles import assembly, edition, facsimiles, geometry, publishing
from articles.geometry import Fault
from articles.models import Facsimile, Issue, Page, Placement, Zone
from tests.factories import (
    make_article,
    make_editor,
    make_facsimile,
    make_issue,
    make_published,
    make_user,
    picture_bytes,
    place,
    stories_of,
)

pytestmark = pytest.mark.django_db

UPPER = geometry.rectangle((0.1, 0.1), (0.9, 0.4))
LOWER = geometry.rectangle((0.1, 0.5), (0.9, 0.9))


@pytest.fixture
def page() -> Page:
    return make_issue(pages=2, stories=2).pages.get(number=1)


def put(page: Page, *, expected: int = 0, by=None, colour: str = "") -> Facsimile:
    data = picture_bytes((300, 420), colour=colour)
    made = facsimiles.prepare(data)
    return facsimiles.put(
        page, data, made, name="一版.png", by=by or make_user(), expected=expected
    )


def places(page: Page) -> list[int]:
    return list(page.placements.order_by("position").values_list("pk", flat=True))


def files(sha256: str) -> list[str]:
    folder = facsimiles.path(sha256, "")
    return sorted(default_storage.listdir(folder)[1]) if default_storage.exists(folder) else []


def live(page: Page) -> list[int]:
    return list(
        Zone.objects.live().filter(facsimile__page=page).values_list("placement", flat=True)
    )


def shown(page: Page) -> str:
    return Client().get(page.get_absolute_url()).content.decode()


def test_a_picture_is_put_with_its_files_its_name_and_a_line_in_the_pages_record(page):
    kept = put(page)
    row = Facsimile.objects.get()
    assert (row.page, row.name, row.width, row.height, row.widths, row.version) == (
        page, "一版.png", 300, 420, [229, 300], 1,
    )  # fmt: skip
    assert files(kept.sha256) == ["229.webp", "300.webp", "fallback.jpg"]
    assert str(row) == f"{page} 版面图"


def test_another_picture_takes_its_place_zones_stay_and_the_old_files_go(
    page, django_capture_on_commit_callbacks
):
    old = make_facsimile(page)
    polygons = list(Zone.objects.values_list("placement", "polygon"))
    with django_capture_on_commit_callbacks(execute=True):
        new = put(page, expected=old.version)
    assert (new.pk, new.version, len(polygons)) == (old.pk, 3, 2)
    assert list(Zone.objects.values_list("placement", "polygon")) == polygons
    assert files(old.sha256) == []
    assert files(new.sha256) == ["229.webp", "300.webp", "fallback.jpg"]


def test_the_same_picture_again_keeps_its_files(page, django_capture_on_commit_callbacks):
    put(page, colour="#336699")
    with django_capture_on_commit_callbacks(execute=True):
        again = put(page, expected=1, colour="#336699")
    assert files(again.sha256) == ["229.webp", "300.webp", "fallback.jpg"]


def test_files_stay_while_another_page_has_the_same_picture(
    page, django_capture_on_commit_callbacks
):
    other = page.issue.pages.get(number=2)
    first, second = put(page, colour="#336699"), put(other, colour="#336699")
    with django_capture_on_commit_callbacks(execute=True):
        facsimiles.remove(page, by=make_user(), expected=first.version)
    assert len(files(first.sha256)) == 3
    with django_capture_on_commit_callbacks(execute=True):
        facsimiles.remove(other, by=make_user(), expected=second.version)
    assert files(first.sha256) == []


def test_whoever_comes_second_is_told_who_was_first(page):
    put(page, by=make_user("苏文"))
    acts = [
        lambda: put(page),
        lambda: facsimiles.draw(page, [], by=make_user(), expected=0),
        lambda: facsimiles.remove(page, by=make_user(), expected=0),
    ]
    for act in acts:
        with pytest.raises(facsimiles.StaleFacsimile, match=r"您打开之后，苏文（.*）已经保存过"):
            act()
    assert Facsimile.objects.get().version == 1


def test_whoever_draws_on_a_picture_that_is_gone_is_told(page):
    facsimile = put(page)
    facsimiles.remove(page, by=make_user(), expected=1)
    with pytest.raises(facsimiles.StaleFacsimile, match="版面图已经被别人删去"):
        facsimiles.draw(page, [], by=make_user(), expected=facsimile.version)
    with pytest.raises(facsimiles.CannotDraw, match="这一版没有版面图"):
        facsimiles.draw(page, [], by=make_user(), expected=0)


def test_zones_are_kept_in_the_order_of_reading_in_place_of_those_before(page):
    make_facsimile(page)
    first, second = places(page)
    drawn = [facsimiles.Drawn(first, LOWER), facsimiles.Drawn(second, UPPER)]
    facsimile = facsimiles.draw(page, drawn, by=make_user(), expected=2)
    assert facsimile.version == 3
    rows = Zone.objects.order_by("position")
    assert [(zone.position, zone.placement_id, zone.corners) for zone in rows] == [
        (1, second, UPPER),
        (2, first, LOWER),
    ]


def test_a_zone_that_cannot_be_is_named_and_nothing_is_saved(page):
    put(page)
    first, _second = places(page)
    elsewhere = places(page.issue.pages.get(number=2))[0]
    bow = (UPPER[0], UPPER[2], UPPER[1], UPPER[3])
    for bad, said in (
        (facsimiles.Drawn(elsewhere, LOWER), "刚刚移出本版"),
        (facsimiles.Drawn(first, bow), "互相交叉"),
    ):
        zones = [facsimiles.Drawn(first, UPPER), bad]
        with pytest.raises(facsimiles.CannotDraw, match=said) as refused:
            facsimiles.draw(page, zones, by=make_user(), expected=1)
        assert refused.value.at == 1
    assert (Zone.objects.count(), Facsimile.objects.get().version) == (0, 1)


def test_a_page_has_forty_zones_at_most(page):
    put(page)
    zones = [facsimiles.Drawn(places(page)[0], UPPER)] * 41
    with pytest.raises(facsimiles.CannotDraw, match="一版最多 40 个热区"):
        facsimiles.draw(page, zones, by=make_user(), expected=1)
    assert facsimiles.draw(page, zones[:40], by=make_user(), expected=1).zones.count() == 40


# --- no zone leads nowhere ----------------------------------------------------------------------------


def test_a_story_that_is_taken_off_takes_its_zone_along(page):
    make_facsimile(page)
    first, second = places(page)
    story = Placement.objects.get(pk=first).article
    assembly.take_off(page.issue, [story], by=make_user())
    assert list(Zone.objects.values_list("placement", flat=True)) == [second]


def test_a_story_has_its_zone_only_while_it_stands_on_the_page(page):
    make_facsimile(page)
    before, other = places(page), page.issue.pages.get(number=2)
    story = Placement.objects.get(pk=before[0]).article
    assembly.move(page.issue, [story], other, by=make_user())
    assert (live(page), live(other)) == ([before[1]], [])
    assembly.move(page.issue, [story], page, by=make_user())
    assert live(page) == before


def test_another_order_of_the_page_leaves_zones_alone(page):
    make_facsimile(page)
    before = live(page)
    assembly.arrange(page, stories_of(page.issue)[1::-1], by=make_user())
    assert live(page) == before


def test_a_page_that_is_numbered_anew_keeps_its_picture(page):
    make_facsimile(page)
    keys = list(page.issue.pages.order_by("-number").values_list("pk", flat=True))
    assembly.reorder(page.issue, keys, by=make_user())
    page.refresh_from_db()
    assert (page.number, len(live(page))) == (2, 2)


def test_an_issue_that_is_deleted_takes_pictures_and_files_along(
    django_capture_on_commit_callbacks,
):
    issue = make_issue(stories=0)
    facsimile = make_facsimile(issue.pages.get())
    with django_capture_on_commit_callbacks(execute=True):
        issue.delete()
    assert (Facsimile.objects.count(), files(facsimile.sha256)) == (0, [])


def test_readers_do_not_see_a_picture_on_which_a_story_is_printed_that_was_taken_back(client):
    issue = make_published(stories=2)
    page, by = issue.pages.get(), make_editor()
    url = make_facsimile(page).url("229.webp")
    first, second = stories_of(issue)
    seen = []
    for act, story in (
        (None, None),
        (publishing.withdraw_story, first),
        (publishing.withdraw_story, second),
        (publishing.reinstate_story, first),
        (publishing.reinstate_story, second),
    ):
        if act:
            act(story, by=by, **({"reason": "待核实"} if act is publishing.withdraw_story else {}))
        html = shown(page)
        seen.append((html.count("<polygon"), url.split("/")[-2] in html, _status(client, url)))
    assert seen == [(2, True, 200), *[(0, False, 404)] * 3, (2, True, 200)]


def test_another_picture_is_shown_in_place_of_the_withheld_one_without_the_zone_of_what_is_gone():
    issue = make_published(stories=2)
    page, by = issue.pages.get(), make_editor()
    version = make_facsimile(page).version
    kept, gone = stories_of(issue)
    publishing.withdraw_story(gone, by=by, reason="待核实")
    assert shown(page).count("<polygon") == 0
    masked = put(page, expected=version, colour="#888888")
    html = shown(page)
    assert (masked.is_withheld, html.count("<polygon"), kept.get_absolute_url() in html) == (
        False,
        1,
        True,
    )
    assert gone.get_absolute_url() not in html


def test_the_same_picture_put_once_more_stays_withheld():
    issue = make_published(stories=1)
    page = issue.pages.get()
    put(page, colour="#888888")
    publishing.withdraw_story(stories_of(issue)[0], by=make_editor(), reason="待核实")
    assert put(page, expected=1, colour="#888888").is_withheld


def test_what_readers_see_turns_the_edition():
    page = make_published(stories=1).pages.get()
    stamps = [edition.stamp()]
    facsimile = put(page)
    stamps.append(edition.stamp())
    zones = [facsimiles.Drawn(places(page)[0], UPPER)]
    facsimile = facsimiles.draw(page, zones, by=make_user(), expected=facsimile.version)
    stamps.append(edition.stamp())
    facsimiles.remove(page, by=make_user(), expected=facsimile.version)
    stamps.append(edition.stamp())
    assert len(set(stamps)) == 4


# --- the rows -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("polygon", "said"),
    [
        ([[0.1, 0.1], [0.5, 0.5]], Fault.TOO_FEW),
        ([[0.1, 0.1], [0.5, 0.1], [0.5, 1.5]], Fault.OUTSIDE),
        ("左上角", "热区的点没有读懂，请重画。"),
        ([[0.1], [0.2]], "热区的点没有读懂，请重画。"),
        (7, "热区的点没有读懂，请重画。"),
    ],
)
def test_a_row_with_a_polygon_that_is_none_is_refused(page, polygon, said):
    zone = Zone(facsimile=put(page), placement_id=places(page)[0], position=1, polygon=polygon)
    with pytest.raises(ValidationError) as refused:
        zone.full_clean()
    assert refused.value.messages == [str(said)]


def test_a_row_for_a_story_of_another_page_is_refused(page):
    elsewhere = places(page.issue.pages.get(number=2))[0]
    zone = Zone(facsimile=put(page), placement_id=elsewhere, position=1, polygon=UPPER)
    with pytest.raises(ValidationError, match="这篇稿件不在本版，热区不能指向它。"):
        zone.full_clean()


def test_a_picture_without_size_and_two_zones_in_one_place_are_refused_by_the_database(page):
    facsimile = make_facsimile(page)
    with pytest.raises(IntegrityError), transaction.atomic():
        Facsimile.objects.filter(pk=facsimile.pk).update(width=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Zone.objects.update(position=1)
    facsimile.width = 0
    with pytest.raises(ValidationError, match="版面图的宽和高都要大于零。"):
        facsimile.validate_constraints()


# --- readers ------------------------------------------------------------------------------------------


def test_the_page_shows_its_picture_with_a_link_for_each_story_and_its_titles():
    issue = make_published(stories=2)
    page = issue.pages.get()
    facsimile = make_facsimile(page)
    html = shown(page)
    assert 'alt="第01版 版名1 版面图"' in html
    assert f'src="{facsimile.url("fallback.jpg")}" width="300" height="420"' in html
    for story in stories_of(issue):
        link = f'<a href="{story.get_absolute_url()}" aria-label="{story.headline}"><title>'
        assert html.count(link) == 1
    assert html.count('id="titles"') == 1


def test_several_zones_of_a_story_are_one_link():
    page = make_published(stories=1).pages.get()
    put(page)
    zones = [facsimiles.Drawn(places(page)[0], each) for each in (UPPER, LOWER)]
    facsimiles.draw(page, zones, by=make_user(), expected=1)
    html = shown(page)
    assert (
        html.count("<polygon"),
        html.count('aria-label="' + stories_of(page.issue)[0].headline),
    ) == (2, 1)


def test_a_page_without_a_picture_is_as_it_was():
    page = make_published(stories=1).pages.get()
    html = shown(page)
    assert ["facsimile" in html, "<svg" in html, html.count('id="titles"')] == [False, False, 1]


def test_the_contents_of_an_issue_have_a_thumbnail_where_there_is_a_picture():
    issue = make_published(pages=2, stories=1)
    facsimile = make_facsimile(issue.pages.get(number=2))
    html = Client().get("/").content.decode()
    assert html.count('class="contents__scan"') == 1
    assert (
        f'<img src="{facsimile.url("229.webp")}" width="229" height="321" alt="" loading="lazy"'
        in html
    )


@pytest.mark.parametrize("stories", [1, 30])
def test_a_page_with_its_picture_costs_seven_queries(stories, client, django_assert_num_queries):
    page = make_published(stories=stories).pages.get()
    make_facsimile(page)
    with django_assert_num_queries(7):
        assert client.get(page.get_absolute_url()).status_code == 200


def test_files_are_readers_while_the_page_is_theirs_and_staffs_always(client):
    issue = make_issue(stories=1)
    url = make_facsimile(issue.pages.get()).url("229.webp")
    desk = Client()
    desk.force_login(make_editor())
    answers = []
    for act in (
        lambda: None,
        lambda: publishing.publish(Issue.objects.get(), by=make_editor()),
        lambda: publishing.withdraw(Issue.objects.get(), by=make_editor()),
    ):
        act()
        answers.append([_status(each, url) for each in (client, desk)])
    assert answers == [[404, 200], [200, 200], [404, 200]]
    assert _status(desk, url.replace("229.webp", "230.webp")) == 404
    assert _status(desk, url.replace("229.webp", "..%2f229.webp")) == 404


def test_a_file_that_did_not_change_is_not_sent_again(client):
    page = make_published(stories=1).pages.get()
    url = make_facsimile(page).url("fallback.jpg")
    first = client.get(url)
    first.getvalue()
    assert (first["Content-Type"], first["Cache-Control"]) == ("image/jpeg", "no-cache")
    again = client.get(url, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_a_story_that_is_placed_anew_on_a_public_page_without_zone_is_in_the_list(page):
    place(page, [make_article("新排上的")])
    make_facsimile(page)
    facsimiles.draw(page, [], by=make_user(), expected=2)
    publishing.publish(page.issue, by=make_editor())
    html = shown(page)
    assert ("<polygon" in html, "新排上的" in html) == (False, True)


def _status(client: Client, url: str) -> int:
    response = client.get(url)
    if response.streaming:
        response.getvalue()
    return response.status_code
