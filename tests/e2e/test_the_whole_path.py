"""A page of text goes in, a published issue comes out, readers read it: the whole way, in a browser."""

import datetime as dt
import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from articles.models import Article
from tests.e2e.looking import sign_in, sign_in_by_form
from tests.factories import IMPRINT, make_masthead, make_published, sign

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

PAGE = """\
# 全省科普场馆馆长沙龙在青石举行

**本报讯** 3月1日，全省科普场馆馆长沙龙在青石市举行，30余位馆长交流展教经验。

沙龙提出，展品要让孩子摸得到、拆得开、装得上。

（本报记者 何晓）

科协动态 KE XIE DONG TAI

## 白鹿县科协 开设“果园课堂”

**本报讯** 近日，白鹿县科协把剪枝课搬进果园，80余位果农现场学习。

（白鹿县科协）
"""


def test_a_page_of_text_becomes_an_issue_that_readers_read(page, phone_page, live_server, tmp_path):
    make_masthead(**IMPRINT)
    source = tmp_path / "page.md"
    source.write_text(PAGE)
    options = {"total_number": 1250, "page": 2, "page_name": "科协新闻"}
    call_command("import_page", str(source), date=dt.date(2026, 3, 4), **options)

    sign_in_by_form(page, live_server)
    page.get_by_role("link", name="2026年3月4日（总第1250期）").first.click()
    page.get_by_role("link", name="整期出版").click()
    expect(page.get_by_text("1 个版、2 篇稿件同时与读者见面")).to_be_visible()
    page.get_by_role("button", name="立即出版").click()
    expect(page.get_by_text("2026年3月4日（总第1250期）已出版。")).to_be_visible()

    for reader in (phone_page, page):
        reader.goto(live_server.url)
        expect(reader.get_by_role("heading", level=1)).to_contain_text("江源科学报")
        expect(reader.get_by_text("总第1250期").first).to_be_visible()
        reader.get_by_role("link", name=re.compile("果园课堂")).first.click()
        expect(reader.get_by_role("heading", level=1)).to_contain_text("开设“果园课堂”")
        expect(reader.get_by_text("（白鹿县科协）")).to_be_visible()
        reader.get_by_role("link", name=re.compile("上一篇")).click()
        expect(reader.get_by_role("heading", level=1)).to_contain_text("馆长沙龙")
        reader.get_by_role("link", name="何晓", exact=True).click()
        expect(reader.get_by_role("heading", level=1)).to_contain_text("何晓")


def test_a_story_is_typed_signed_off_and_its_words_are_clean(page, live_server):
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/admin/articles/article/add/")
    page.locator("#id_title").fill("云海之上\n替大山量体温")
    editor = page.locator(".ProseMirror[contenteditable]")
    editor.click()
    page.keyboard.type("近日，雪落云岭。")
    page.keyboard.press("Enter")
    page.keyboard.type("冰挂满了仪器。")
    page.locator("#id_signature").fill("彭小佳 本报记者 何晓")
    page.locator("#id_tags").fill("气象、冬季")
    page.get_by_role("button", name="保存并继续编辑").click()
    expect(page.get_by_text("新建稿件")).not_to_be_visible()
    expect(page.locator("#bylines-group")).to_contain_text("彭小佳")
    page.get_by_role("button", name="保存并送审").click()
    page.get_by_role("button", name="送审", exact=True).click()
    expect(page.get_by_text("已送审，稿件现在是“待初审”。")).to_be_visible()
    article = Article.objects.get()
    sign(article)
    assert article.body == "<p>近日，雪落云岭。</p>\n<p>冰挂满了仪器。</p>"
    assert (article.state, article.character_count) == ("signed_off", 15)


def test_the_readers_site_asks_nobody_else_and_has_no_script_but_its_own_files(page, live_server):
    make_published(stories=2)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(live_server.url)
    assert [url for url in asked if not url.startswith(live_server.url)] == []
    scripts = page.locator("script:not([type='application/ld+json'])")
    sources = scripts.evaluate_all("all => all.map((one) => one.src)")
    assert [url for url in sources if not url.startswith(f"{live_server.url}/static/js/")] == []
