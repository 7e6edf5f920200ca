"""What other programs put on the clipboard, pasted into a story's body and saved."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article
from tests.e2e.looking import built, sign_in
from tests.e2e.typing import paste, save
from tests.factories import make_article
from tests.ingest.clipboards import WECHAT, WORD, WPS

pytestmark = pytest.mark.django_db(transaction=True)

FROM_WORD = [
    "<h3>云岭建成第三座自动气象站</h3>",
    "<p>——山里的天气，十分钟报一次</p>",
    "<p>本报讯（记者　何晓）近日，云岭第三座自动气象站建成，海拔1 800米，每10分钟自动上报一次。</p>",
    "<ul><li><p>气温、雨量、风速</p></li></ul>",
    "<p><strong>一、数据归学校用</strong></p>",
    "<p>【图片请另行上传】</p>",
    "<p>学生在观测场。林舟　摄</p>",
    "<table><tbody><tr><td><p><strong>站名</strong></p></td><td><p><strong>海拔</strong></p></td></tr>"
    "<tr><td><p>云岭三站</p></td><td><p>1800</p></td></tr></tbody></table>",
    "<p>提要：山里的天气，</p>",
    "<p>现在看得见。</p>",
    "<p>（望溪县科协供稿）✓</p>",
]
FROM_WECHAT = [
    "<p><strong>萤火虫回到湿地</strong></p>",
    "<p>【图片请另行上传】</p>",
    "<p>图为湿地夜景</p>",
    "<p>傍晚，湿地里又亮起了灯。</p>",
    "<p>第一天 看见三只；<br>第二天看见九只。</p>",
    "<ol><li><p>关灯</p></li><li><p>慢行</p></li></ol>",
    "<p>露着</p>",
]
FROM_WPS = [
    "<p><strong>大篷车开进山村小学</strong></p>",
    "<p>孩子们围着3台机器人。</p>",
    "<ul><li><p>看</p></li></ul>",
]
LISTS = """<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>3.&nbsp;</span>关灯</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>4.&nbsp;</span>慢行</p>
<p class=MsoNormal>　　别出声。<script>var a = "不是正文";</script></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>（二）</span>看</p>"""
FROM_LISTS = [
    '<ol start="3"><li><p>关灯</p></li><li><p>慢行</p></li></ol>',
    "<p>别出声。</p>",
    "<p>（二）看</p>",
]
CLIPBOARDS = {
    "Word": (WORD, FROM_WORD),
    "公众号": (WECHAT, FROM_WECHAT),
    "WPS": (WPS, FROM_WPS),
    "lists": (LISTS, FROM_LISTS),
}


def open_empty_story(page, live_server):
    article = make_article("云海之上", body="", signed=False)
    sign_in(page, live_server)
    page.goto(live_server.url + reverse("admin:articles_article_change", args=[article.pk]))
    built(page)
    return page.get_by_role("textbox", name="正文")


@pytest.mark.parametrize(("html", "stored"), CLIPBOARDS.values(), ids=CLIPBOARDS)
def test_what_is_pasted_is_stored_clean(page, live_server, html, stored):
    body = open_empty_story(page, live_server)
    paste(body, html)
    save(page)
    assert Article.objects.get().body == "\n".join(stored)


def test_what_is_cut_here_is_put_back_here_as_it_was(page, live_server):
    body = open_empty_story(page, live_server)
    paste(body, LISTS)
    expect(body.locator("li")).to_have_count(2)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("ControlOrMeta+x")
    expect(body.locator("li")).to_have_count(0)
    page.keyboard.press("ControlOrMeta+v")
    expect(body.locator("li")).to_have_count(2)
    save(page)
    assert Article.objects.get().body == "\n".join(FROM_LISTS)
