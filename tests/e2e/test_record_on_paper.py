"""审稿单 as the browser prints it."""

import re

import pytest
from django.urls import reverse

from articles import workflow, writing
from articles.models import Article
from articles.models.article import State
from articles.permissions import Role
from tests.e2e.looking import sign_in
from tests.factories import make_article, make_masthead, make_section, make_user, send_up, sign

pytestmark = pytest.mark.django_db(transaction=True)

#: In points: 210 x 297 mm, as the browser rounds them.
A4 = ["594.95996", "841.91998"]


def walked() -> Article:
    """With one return and one change after the last signature, still to be confirmed and confirmed."""
    chief = make_user("沈墨", role=Role.CHIEF)
    story = send_up(make_article("云海之上", signed=False, section=make_section()), State.SECOND)
    workflow.send_back(story, by=make_user("苏文", role=Role.HEAD), opinion="请核实年份。" * 12)
    sign(story, by=chief)
    story.title = "雨海之上"
    writing.save(story, by=make_user("许嘉"), expected=story.version, reason="改一字")
    workflow.confirm(Article.objects.get(), by=chief, opinion="同意")
    return story


def test_a_story_s_record_prints_on_one_page_by_its_button(page, live_server):
    make_masthead()
    story = walked()
    sign_in(page, live_server)
    page.goto(live_server.url + reverse("admin:article_record", args=[story.pk]))
    page.evaluate("() => { window.print = () => { document.title = '打印了'; }; }")
    page.get_by_role("button", name="打印").click()
    assert page.title() == "打印了"
    page.emulate_media(media="print")
    assert not page.locator("#header, #desks, .way, .head").filter(visible=True).count()
    assert page.locator(".running").is_visible()
    paper = page.pdf(prefer_css_page_size=True).decode("latin-1")
    assert re.findall(r"/Type /Page\b", paper) == ["/Type /Page"]
    assert [box.split() for box in re.findall(r"/MediaBox \[0 0 ([\d. ]+)\]", paper)] == [A4]
