"""The review by keyboard, in a browser: what the keys do, and when they do nothing."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article, Review
from articles.models.article import State
from articles.permissions import Role
from tests.e2e.looking import sign_in
from tests.factories import make_article, make_section, send_up

pytestmark = pytest.mark.django_db(transaction=True)

#: Enter chooses a word of the input method; with Ctrl it is still the input method's.
COMPOSING = """() => document.activeElement.dispatchEvent(new KeyboardEvent(
    "keydown", { key: "Enter", ctrlKey: true, isComposing: true, bubbles: true }))"""
#: The words that the mark of the finding in hand is painted on.
HERE = '() => [...CSS.highlights.get("proof-here")].map(String)'


def waiting(title: str, body: str) -> Article:
    story = make_article(title, body=body, section=make_section(), signed=False)
    return send_up(story, State.FIRST)


def test_a_reviewer_finds_reads_writes_and_signs_without_the_mouse(page, live_server):
    one = waiting("雪后青石渡", "<p>青石渡落了雪。</p>\n<p>近日,船照常开,水温已有记录。</p>")
    two = waiting("果园课堂开课", "<p>白鹿县的果农学剪枝。</p>")
    sign_in(page, live_server, role=Role.EDITOR, first_name="林晓禾")
    page.goto(live_server.url + reverse("admin:article_review", args=[one.pk]))
    expect(page.get_by_role("heading", name="快捷键")).to_be_visible()

    findings = page.locator("[data-finding]")
    expect(findings).to_have_count(2)
    page.keyboard.press("Alt+j")
    expect(findings.nth(0)).to_be_focused()
    page.keyboard.press("Alt+j")
    expect(findings.nth(1)).to_be_focused()
    expect(findings.nth(1)).to_have_attribute("aria-current", "true")
    assert page.evaluate(HERE) == [","]
    page.keyboard.press("Alt+k")
    expect(findings.nth(0)).to_be_focused()

    opinion = page.get_by_role("textbox", name="意见")
    page.keyboard.press("Alt+y")
    expect(opinion).to_be_focused()
    page.keyboard.type("数字已核 jkn")
    page.evaluate(COMPOSING)
    expect(opinion).to_have_value("数字已核 jkn")
    assert Review.objects.count() == 2
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("《雪后青石渡》已初审通过，现在是“待复审”。")).to_be_visible()
    expect(page).to_have_url(live_server.url + reverse("admin:article_review", args=[two.pk]))
    assert Review.objects.in_order().last().opinion == "数字已核 jkn"

    page.keyboard.press("Alt+r")
    expect(page.get_by_text("退回要写明意见，让作者知道怎样改、为什么不用。")).to_be_visible()
    page.keyboard.press("Alt+y")
    page.keyboard.type("请补上时间")
    page.keyboard.press("Alt+r")
    expect(page.get_by_text("没有别的稿件等您审了。")).to_be_visible()
    assert Article.objects.get(pk=two.pk).state == State.RETURNED


def test_the_keys_turn_the_faces_go_to_the_form_and_on_to_the_next(page, live_server):
    one = waiting("雪后青石渡", "<p>青石渡落了雪。</p>")
    two = waiting("果园课堂开课", "<p>白鹿县的果农学剪枝。</p>")
    review, following = (
        live_server.url + reverse("admin:article_review", args=[story.pk]) for story in (one, two)
    )
    sign_in(page, live_server, role=Role.EDITOR)
    page.goto(review)
    page.keyboard.press("Alt+n")
    expect(page).to_have_url(following)
    page.keyboard.press("Alt+p")
    expect(page).to_have_url(review)
    page.keyboard.press("Alt+w")
    expect(page.get_by_role("textbox", name="正文")).to_be_editable()
    page.locator("#id_title").fill("雪后的青石渡")
    page.get_by_role("button", name="保存并回到审稿").click()
    expect(page).to_have_url(review)
    expect(page.get_by_role("heading", name="雪后的青石渡")).to_be_visible()
    page.goto(f"{review}?since=1")
    expect(page.locator(".passage--title ins")).to_have_text("的")
    page.keyboard.press("Alt+g")
    expect(page.get_by_role("link", name="前后对照")).to_have_attribute("aria-current", "true")
