"""版面图 at the desk: a file is put to a page, its zones are drawn and saved; nothing that was drawn is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles import assembly, facsimiles
from articles.models import Facsimile, Page, Placement, Zone
from articles.permissions import Role
from tests.facsimiles import pdfs
from tests.factories import (
    make_facsimile,
    make_issue,
    make_published,
    make_user,
    picture_bytes,
    stories_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client) -> Page:
    """Of two stories, before somebody who makes up pages."""
    client.force_login(make_user("周澄", role=Role.LAYOUT))
    return make_issue(stories=2).pages.get()


def at(page: Page, name: str = "page_zones") -> str:
    return reverse(f"admin:{name}", args=[page.pk])


def places(page: Page) -> list[int]:
    return list(page.placements.order_by("position").values_list("pk", flat=True))


def sent(seen: int, *zones: tuple[Any, list, list], out: tuple[int, ...] = ()) -> dict[str, Any]:
    """Of each zone its place, and its corners across and down."""
    data: dict[str, Any] = {"seen_version": seen, "zone-INITIAL_FORMS": 0}
    data["zone-TOTAL_FORMS"] = len(zones)
    for number, (place, across, down) in enumerate(zones):
        data[f"zone-{number}-placement"] = place
        data[f"zone-{number}-points_x"] = across
        data[f"zone-{number}-points_y"] = down
    return data | {f"zone-{number}-DELETE": "on" for number in out}


def file(data: bytes, name: str = "一版.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def corners(page: Page) -> list[tuple[int, Any]]:
    rows = Zone.objects.filter(facsimile__page=page).order_by("position")
    return [(zone.placement_id, zone.corners) for zone in rows]


def alerts(response) -> str:
    """What is said at the head of the screen, where whoever sent something looks first."""
    head = text(response).partition('<section class="facsimile"')[0]
    return "".join(part.partition("</p>")[0] for part in head.split('role="alert">')[1:])


def text(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    ("data", "name", "size"),
    [
        (picture_bytes((600, 840)), "一版.png", (600, 840)),
        (picture_bytes((600, 840), "TIFF"), "一版.tif", (600, 840)),
        (pdfs.SOUND, "一版.pdf", (1697, 2400)),
    ],
    ids=["PNG", "TIFF", "PDF"],
)
def test_a_file_is_put_to_the_page(client, page, data, name, size):
    assert "传版面图" in text(client.get(at(page)))
    answer = client.post(at(page, "page_facsimile"), {"seen_version": 0, "file": file(data, name)})
    assert answer["Location"] == at(page)
    row = Facsimile.objects.get(page=page)
    assert (row.name, (row.width, row.height), row.changed_by.username) == (name, size, "周澄")
    html = text(client.get(at(page)))
    assert "版面图存好了" in html
    assert f"“{name}”，{size[0]}×{size[1]} 像素" in html


@pytest.mark.parametrize(
    ("sent_file", "said"),
    [
        (None, "没有收到文件，请先选好再传。"),
        (b"", "这个文件是空的，请重新导出。"),
        (b"<svg/>", "这不是可用的图片。"),
        (picture_bytes((90, 60)), "版面图太小（90×60 像素）"),
        (pdfs.REFUSED["a password"][0], "这个 PDF 有密码，打不开；请去掉密码再传。"),
    ],
    ids=["none", "empty", "SVG", "small", "password"],
)
def test_a_file_that_cannot_be_is_refused_with_its_reason(client, page, sent_file, said):
    data = {"seen_version": 0} | ({} if sent_file is None else {"file": file(sent_file)})
    answer = client.post(at(page, "page_facsimile"), data)
    assert (answer.status_code, said in alerts(answer)) == (422, True)
    assert not Facsimile.objects.exists()


def test_the_address_that_refused_a_file_leads_back_to_the_screen(client, page):
    assert client.get(at(page, "page_facsimile")).url == at(page)


def test_a_file_that_comes_second_is_refused_and_the_first_stays(client, page):
    first = make_facsimile(page, by=make_user("苏文"))
    data = {"seen_version": 0, "file": file(picture_bytes((600, 840)))}
    answer = client.post(at(page, "page_facsimile"), data)
    assert (answer.status_code, "苏文（" in alerts(answer)) == (409, True)
    assert Facsimile.objects.get().sha256 == first.sha256


def test_a_full_disk_is_said(client, page, monkeypatch):
    def full(*_: Any) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("django.core.files.storage.FileSystemStorage._save", full)
    data = {"seen_version": 0, "file": file(picture_bytes((600, 840)))}
    answer = client.post(at(page, "page_facsimile"), data)
    assert (answer.status_code, "请管理员检查存放图片的磁盘" in alerts(answer)) == (507, True)
    assert not Facsimile.objects.exists()


def test_a_picture_is_taken_away_with_its_zones(client, page):
    seen = make_facsimile(page).version
    url = at(page, "page_facsimile_remove")
    stale = client.post(url, {"seen_version": seen - 1}, follow=True)
    assert ("已经保存过，您的改动没有保存" in text(stale), Zone.objects.count()) == (True, 2)
    done = client.post(url, {"seen_version": seen}, follow=True)
    assert ("版面图和热区删去了" in text(done), Facsimile.objects.count()) == (True, 0)
    assert Placement.objects.filter(page=page).count() == 2


def test_who_takes_away_without_saying_what_he_saw_takes_nothing(client, page):
    make_facsimile(page)
    answer = client.post(at(page, "page_facsimile_remove"), {}, follow=True)
    assert ("没有说明看到的是哪一张版面图" in text(answer), Zone.objects.count()) == (True, 2)


def test_zones_are_saved_by_numbers_alone(client, page):
    seen = make_facsimile(page).version
    first, second = places(page)
    triangle = (second, ["10", "90", "50", ""], ["50", "50", "90.25", ""])
    rectangle = (first, ["90", "10", "", ""], ["10", "40", "", ""])
    answer = client.post(at(page), sent(seen, triangle, rectangle))
    assert answer["Location"] == at(page)
    assert corners(page) == [
        (first, ((0.1, 0.1), (0.9, 0.1), (0.9, 0.4), (0.1, 0.4))),
        (second, ((0.1, 0.5), (0.9, 0.5), (0.5, 0.9025))),
    ]
    html = text(client.get(at(page)))
    assert "的热区保存好了，共 2 个。" in html
    assert 'name="zone-1-points_y" value="90.25"' in html


def test_a_zone_that_is_ticked_goes_and_an_empty_line_is_none(client, page):
    seen = make_facsimile(page).version
    first, second = places(page)
    zones = [
        (first, ["10", "90"], ["10", "40"]),
        (second, ["", ""], ["", ""]),
        ("", ["", ""], [""]),
    ]
    client.post(at(page), sent(seen, *zones, out=(1,)))
    assert [place for place, _polygon in corners(page)] == [first]
    client.post(at(page), sent(seen + 1))
    assert corners(page) == []


@pytest.mark.parametrize(
    ("across", "down", "said"),
    [
        (["10", "abc", "50"], ["10", "10", "50"], "“abc”不是 0 到 100 之间的数"),
        (["10", "385", "50"], ["10", "10", "50"], "“385”不是 0 到 100 之间的数"),
        (["10", "nan", "50"], ["10", "10", "50"], "“nan”不是 0 到 100 之间的数"),
        (["10", "90", "50"], ["10", "", "50"], "有一处没填，不是 0 到 100 之间的数"),
        (["10", "90", "90", "10"], ["10", "50", "10", "50"], "热区的边互相交叉，请按顺序绕一圈。"),
        (["10"], ["10"], "热区至少要有三个不同的点"),
        (["10", "10.2"], ["10", "10.2"], "热区太小，点不到；请画大些。"),
    ],
)
def test_a_zone_that_cannot_be_is_said_at_the_zone_and_comes_back(client, page, across, down, said):
    seen = make_facsimile(page).version
    before = corners(page)
    first, second = places(page)
    data = sent(seen, (first, ["10", "90"], ["70", "90"]), (second, across, down))
    answer = client.post(at(page), data)
    html = text(answer)
    assert (answer.status_code, corners(page)) == (422, before)
    zones = html.split('<fieldset class="zone"')
    assert [said in zone for zone in zones[1:3]] == [False, True]
    assert f'name="zone-1-points_x" value="{across[0]}"' in zones[2]
    assert 'name="zone-0-points_y" value="70"' in zones[1]


def test_a_zone_needs_its_story(client, page):
    seen = make_facsimile(page).version
    answer = client.post(at(page), sent(seen, ("", ["10", "90"], ["10", "40"])))
    assert (answer.status_code, "请选这个热区通到哪篇稿件。" in text(answer)) == (422, True)


def test_a_story_that_left_the_page_meanwhile_is_said_at_its_zone(client, page):
    seen = make_facsimile(page).version
    first, second = places(page)
    gone = Placement.objects.get(pk=second).article
    assembly.take_off(page.issue, [gone], by=make_user())
    zones = [(first, ["10", "90"], ["10", "40"]), (second, ["10", "90"], ["50", "90"])]
    answer = client.post(at(page), sent(seen, *zones))
    said = "这篇稿件刚刚移出本版，请改选一篇或删去热区。"
    assert (answer.status_code, text(answer).count(said)) == (422, 1)
    assert [place for place, _polygon in corners(page)] == [first]


def test_of_two_who_draw_the_second_is_told_and_keeps_what_he_drew(client, page):
    seen = make_facsimile(page).version
    first, second = places(page)
    theirs = facsimiles.Drawn(first, ((0.2, 0.2), (0.8, 0.2), (0.8, 0.8)))
    facsimiles.draw(page, [theirs], by=make_user("苏文"), expected=seen)
    mine = (second, ["11", "91"], ["51", "91"])
    answer = client.post(at(page), sent(seen, mine))
    html = text(answer)
    assert answer.status_code == 409
    assert "您打开之后，苏文（" in html
    assert 'class="zones__kept"' in html
    assert 'points="20,20 80,20 80,80"' in html
    assert 'name="zone-0-points_x" value="11"' in html
    assert corners(page) == [(first, theirs.polygon)]
    assert f'name="seen_version" value="{seen + 1}"' in html
    client.post(at(page), sent(seen + 1, mine))
    assert [place for place, _polygon in corners(page)] == [second]


@pytest.mark.parametrize("data", [{}, {"seen_version": "x"}, {"seen_version": 2}])
def test_a_request_that_makes_no_sense_saves_nothing(client, page, data):
    make_facsimile(page)
    before = corners(page)
    assert client.post(at(page), data).status_code == 422
    assert corners(page) == before


def test_a_picture_can_be_put_and_drawn_once_the_issue_is_out(client, page):
    out = make_published(page.issue.date.replace(day=11), stories=1).pages.get()
    data = {"seen_version": 0, "file": file(picture_bytes((600, 840)))}
    client.post(at(out, "page_facsimile"), data)
    client.post(at(out), sent(1, (places(out)[0], ["10", "90"], ["10", "40"])))
    html = text(client.get(out.get_absolute_url()))
    assert f'<a href="{stories_of(out.issue)[0].get_absolute_url()}" aria-label=' in html


def test_a_page_that_is_not_there_and_a_wrong_method_are_said(client, page):
    gone = reverse("admin:page_zones", args=[page.pk + 99])
    answers = [client.get(gone).status_code, client.put(at(page)).status_code]
    answers += [client.get(at(page, "page_facsimile_remove")).status_code]
    assert answers == [404, 405, 405]


def test_the_way_there_is_shown_to_those_who_may_go_it(client, page):
    board = reverse("admin:issue_board", args=[page.issue_id])
    issue = reverse("admin:articles_issue_change", args=[page.issue_id])
    ways = [board, issue, reverse("admin:articles_page_changelist")]
    ways.append(reverse("admin:articles_page_change", args=[page.pk]))
    assert [f'href="{at(page)}"' in text(client.get(way)) for way in ways] == [True] * 4
    client.force_login(make_user(role=Role.EDITOR))
    assert [f'href="{at(page)}"' in text(client.get(way)) for way in ways] == [False] * 4
    assert client.get(at(page)).status_code == 403


@pytest.mark.parametrize("stories", [1, 12])
def test_the_screen_costs_the_same_for_one_story_and_for_twelve(
    client, django_assert_num_queries, stories
):
    client.force_login(make_user(role=Role.LAYOUT))
    page = make_issue(stories=stories).pages.get()
    make_facsimile(page)
    with django_assert_num_queries(11):
        client.get(at(page))
