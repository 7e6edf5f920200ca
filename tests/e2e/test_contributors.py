"""Merging records, settling whose a name is and choosing by pinyin, in a browser; every screen of it at both widths."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles import contributors
from articles.models import Byline, Contributor
from tests.e2e.conftest import DESK, HEIGHT, PHONE
from tests.e2e.looking import (
    accessible,
    built,
    fits,
    in_chinese,
    nothing_covers_the_heading,
    sign_in,
)
from tests.factories import make_article, make_masthead, make_published

pytestmark = pytest.mark.django_db(transaction=True)

LIST = reverse("admin:articles_contributor_changelist")
OWN = {"bianji", "chen", "lan"}


def is_sound(page: Page) -> None:
    built(page)
    in_chinese(page, but=OWN)
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": HEIGHT[width]})
        accessible(page)
        fits(page)
        nothing_covers_the_heading(page)
    page.emulate_media(color_scheme="dark")
    accessible(page, runOnly={"type": "rule", "values": ["color-contrast"]})
    page.emulate_media(color_scheme="light")


def test_two_records_are_found_by_pinyin_compared_and_merged(page, live_server):
    make_masthead()
    kept = contributors.keep(contributors.add("陈兰", affiliation="望溪县科协"), ["小溪"])
    contributors.add("陈 兰", affiliation="望溪县科学技术协会", contact="电话在科协办公室")
    make_article(signature="（陈兰）")
    sign_in(page, live_server)
    page.goto(live_server.url + LIST)
    page.get_by_label("搜索").fill("chen lan")
    page.get_by_role("button", name="查找").click()
    expect(page.locator("#result_list tbody tr")).to_have_count(2)
    is_sound(page)
    for box in page.locator(".action-select").all():
        box.check()
    page.get_by_label("对所选").select_option(label="合并作者档案")
    page.get_by_role("button", name="执行").click()
    expect(page.get_by_role("heading", name="合并作者档案")).to_be_visible()
    is_sound(page)
    page.get_by_label("望溪县科学技术协会", exact=True).check()
    page.get_by_role("button", name="合并，不能撤销").click()
    expect(page.get_by_text("已合并为“陈兰（望溪县科学技术协会）”")).to_be_visible()
    expect(page.get_by_label("别名")).to_have_value("陈 兰、小溪")
    assert list(Contributor.objects.values_list("pk", "contact")) == [(kept.pk, "电话在科协办公室")]
    is_sound(page)


def test_a_record_with_stories_and_years_is_sound(page, live_server):
    make_published(stories=2)
    make_article(signed=False)
    who = Contributor.objects.get()
    sign_in(page, live_server)
    page.goto(live_server.url + reverse("admin:articles_contributor_change", args=[who.pk]))
    expect(page.get_by_role("rowheader", name="2026年")).to_be_visible()
    is_sound(page)
    page.get_by_role("link", name="在稿件列表里看").click()
    expect(page.locator("#result_list tbody tr")).to_have_count(3)


def test_whose_a_name_is_is_said_story_by_story(page, live_server):
    make_masthead()
    first, second = (contributors.add("李伟", affiliation=where) for where in ("青石", "白鹿"))
    for title in ("测雪", "量井"):
        make_article(title, signature="（李伟）")
    sign_in(page, live_server)
    page.goto(live_server.url + LIST)
    page.get_by_role("link", name="待认定的署名").click()
    expect(page.get_by_role("heading", name="待认定的署名")).to_be_visible()
    is_sound(page)
    page.get_by_role("link", name="李伟").click()
    expect(page.get_by_role("heading", name="署名“李伟”是谁")).to_be_visible()
    is_sound(page)
    page.get_by_label("测雪的署名").select_option(str(first.pk))
    page.get_by_label("没有逐篇选定的，都认定为").select_option(str(second.pk))
    page.get_by_role("button", name="认定").click()
    expect(page.get_by_text("已认定2处署名。")).to_be_visible()
    is_sound(page)
    found = dict(Byline.objects.values_list("article__title", "contributor"))
    assert found == {"测雪": first.pk, "量井": second.pk}


def test_a_name_of_a_story_is_given_to_a_contributor_found_by_initials(page, live_server):
    make_masthead()
    contributors.keep(contributors.add("陈兰", affiliation="望溪县科协"), ["小溪"])
    story = make_article(signature="（何晓）")
    sign_in(page, live_server)
    page.goto(live_server.url + reverse("admin:articles_article_change", args=[story.pk]))
    built(page)
    page.locator(".field-contributor .select2-selection").click()
    page.locator(".select2-search__field").fill("cl")
    page.get_by_role("option", name="陈兰（望溪县科协），又名小溪").click()
    page.get_by_role("button", name="保存并继续编辑").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Byline.objects.get().contributor.name == "陈兰"
