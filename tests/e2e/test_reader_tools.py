"""What readers do with a story's tools: set its type, have it read out, send its address, turn to the next one."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from articles import publishing, writing
from articles.models import Article, Issue
from tests.e2e.looking import ELDER, comes_true, fits
from tests.factories import (
    DATE,
    make_article,
    make_editor,
    make_image,
    make_issue,
    make_masthead,
    make_published,
    make_section,
    place,
    stories_of,
)

pytestmark = pytest.mark.django_db(transaction=True)

#: A voice that notes what it is told to say and falls silent when it is told to; `finish()` ends what is being said.
VOICE = """
window.heard = [];
let saying = null;
const voices = [{lang: "en-US"}, {lang: "zh-TW"}, {lang: "zh-CN", localService: true}];
class Words { constructor(text) { this.text = text; } }
const synth = Object.assign(new EventTarget(), {
    getVoices: () => window.mute ? voices.slice(0, 1) : voices,
    speak: (words) => { saying = words; window.heard.push(`${words.voice.lang} ${words.text}`); },
    cancel: () => { const ended = saying; saying = null; ended?.onerror?.(); },
});
window.finish = () => { const ended = saying; saying = null; ended?.onend?.(); };
Object.defineProperty(window, "speechSynthesis", {value: synth});
Object.defineProperty(window, "SpeechSynthesisUtterance", {value: Words});
"""
SIZE = "getComputedStyle(document.querySelector('.story__text > p')).fontSize"


@pytest.fixture
def stories(transactional_db) -> list[Article]:
    """Of a page of three; the issue before it has one."""
    make_masthead(name="江源科学报")
    make_published(DATE - dt.timedelta(days=7))
    issue = make_issue(stories=0)
    figure = writing.Figure(make_image(size=(640, 480)), "山脊上的标尺", "林舟 摄", "标尺")
    body = "<p>风雪无阻。读数的人每天上山。</p><h3>一把标尺</h3><p>标尺立在山脊上。</p>"
    words = {"subtitle": "十年没有间断", "body": body, "figures": [figure], "tags": ["气象"]}
    first = make_article("云岭十年雪深公布", section=make_section(), **words)
    place(issue.pages.get(), [first, make_article("望溪大桥"), make_article("松坪来信")])
    publishing.publish(issue, by=make_editor())
    return stories_of(Issue.objects.get(pk=issue.pk))


def at(live_server, story: Article) -> str:
    return live_server.url + story.get_absolute_url()


def heard(page: Page) -> list[str]:
    return page.evaluate("window.heard")


def test_the_size_of_the_type_holds_for_every_story(page, live_server, stories):
    page.goto(at(live_server, stories[0]))
    usual = float(page.evaluate(SIZE)[:-2])
    page.get_by_role("button", name="字号：大").click()
    expect(page.get_by_role("button", name="字号：大")).to_have_attribute("aria-pressed", "true")
    page.goto(at(live_server, stories[1]))
    expect(page.get_by_role("button", name="字号：大")).to_have_attribute("aria-pressed", "true")
    assert float(page.evaluate(SIZE)[:-2]) == pytest.approx(usual * 1.22, abs=0.1)


def test_the_large_version_is_there_before_the_page_is_drawn_and_leads_back(
    each_page, live_server, stories
):
    each_page.add_init_script(
        """addEventListener("DOMContentLoaded", () => { window.early = "elder" in document.documentElement.dataset; });
        new PerformanceObserver((list) => { window.moved = (window.moved || 0) + list.getEntries().length; })
            .observe({type: "layout-shift", buffered: true});"""
    )
    each_page.goto(live_server.url)
    button = each_page.get_by_role("button", name="长辈版")
    button.focus()
    each_page.keyboard.press("Enter")
    back = each_page.get_by_role("button", name="返回标准版")
    expect(back).to_be_focused()
    each_page.goto(at(live_server, stories[0]))
    assert each_page.evaluate("[window.early, window.moved || 0]") == [True, 0]
    each_page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(back).to_be_in_viewport()
    back.click()
    expect(button).to_be_visible()
    each_page.goto(live_server.url)
    expect(button).to_be_visible()


def test_a_browser_that_keeps_nothing_still_reads(page, live_server, stories):
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})"
    )
    page.goto(at(live_server, stories[0]))
    page.get_by_role("button", name="字号：小").click()
    expect(page.get_by_role("button", name="字号：小")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="长辈版").click()
    expect(page.get_by_role("button", name="返回标准版")).to_be_visible()


def test_a_story_is_read_out_from_its_title_in_chinese_and_says_where_it_is(
    page, live_server, stories
):
    page.add_init_script(VOICE)
    page.goto(at(live_server, stories[0]))
    status = page.locator(".tools [role=status]")
    page.get_by_role("button", name="朗读").click()
    expect(status).to_have_text("正在朗读")
    expect(page.locator("[data-read]")).to_have_text("云岭十年雪深公布")
    for _ in range(2):
        page.evaluate("finish()")
    expect(page.locator("[data-read]")).to_have_text("本报讯　风雪无阻。读数的人每天上山。")
    page.get_by_role("button", name="暂停").click()
    expect(status).to_have_text("朗读已暂停")
    page.get_by_role("button", name="继续").click()
    for _ in range(3):
        page.evaluate("finish()")
    expect(status).to_have_text("朗读完毕")
    expect(page.get_by_role("button", name="停止")).to_be_hidden()
    spoken = [
        "云岭十年雪深公布",
        "十年没有间断",
        "本报讯 风雪无阻。读数的人每天上山。",
        "本报讯 风雪无阻。读数的人每天上山。",
        "一把标尺",
        "标尺立在山脊上。",
    ]
    assert heard(page) == [f"zh-CN {words}" for words in spoken]


def test_reading_out_stops_when_it_is_told_to_and_begins_again_at_the_title(
    page, live_server, stories
):
    page.add_init_script(VOICE)
    page.goto(at(live_server, stories[0]))
    page.get_by_role("button", name="朗读").click()
    page.evaluate("finish()")
    page.get_by_role("button", name="停止").click()
    expect(page.locator(".tools [role=status]")).to_have_text("朗读已停止")
    expect(page.locator("[data-read]")).to_have_count(0)
    page.evaluate("finish()")
    page.get_by_role("button", name="朗读").click()
    expect(page.locator("[data-read]")).to_have_text("云岭十年雪深公布")
    assert heard(page) == [
        f"zh-CN {words}" for words in ("云岭十年雪深公布", "十年没有间断", "云岭十年雪深公布")
    ]


def test_without_a_chinese_voice_the_page_says_so(page, live_server, stories):
    page.add_init_script(f"window.mute = true; {VOICE}")
    page.goto(at(live_server, stories[0]))
    page.get_by_role("button", name="朗读").click()
    expect(page.locator(".tools [role=status]")).to_have_text("这台设备没有中文语音，不能朗读。")
    assert heard(page) == []


def test_the_address_is_copied_and_the_code_is_drawn(new_page, live_server, stories):
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(at(live_server, stories[0]))
    page.get_by_role("button", name="复制链接").click()
    expect(page.locator(".tools [role=status]")).to_have_text("已复制链接")
    assert page.evaluate("navigator.clipboard.readText()") == at(live_server, stories[0])
    page.get_by_text("微信扫码").click()
    comes_true(page, "document.querySelector('.tools__code img').naturalWidth > 0")


@pytest.mark.parametrize("is_large", [False, True], ids=["", "large"])
def test_the_code_is_shown_whole_on_the_smallest_screen(new_page, live_server, stories, is_large):
    page = new_page(width=320)
    if is_large:
        page.add_init_script(ELDER)
    for path in ("/2026/03/04/", "/2026/03/04/01/", stories[0].get_absolute_url()):
        page.goto(live_server.url + path)
        page.get_by_text("微信扫码").click()
        box = page.get_by_role("img", name="网址的二维码").bounding_box()
        assert 0 <= box["x"] <= 320 - box["width"], path
        fits(page)


def test_the_arrow_keys_turn_to_what_stands_beside_but_not_while_somebody_types(
    page, live_server, stories
):
    page.goto(at(live_server, stories[1]))
    page.keyboard.press("ArrowRight")
    page.wait_for_url(at(live_server, stories[2]))
    page.keyboard.press("Alt+Shift+ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(at(live_server, stories[1]))
    page.goto(f"{live_server.url}/2026/03/04/")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"{live_server.url}/2026/02/25/")
    page.goto(at(live_server, stories[1]))
    page.get_by_role("button", name="字号：大").focus()
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="复制链接").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(at(live_server, stories[0]))


def test_without_scripts_only_what_works_is_shown(new_page, live_server, stories):
    page = new_page(java_script_enabled=False)
    page.goto(at(live_server, stories[0]))
    expect(page.locator("button:visible")).to_have_count(0)
    expect(page.get_by_text("微信扫码")).to_be_visible()


def test_on_a_telephone_the_tools_take_little_room(phone_page, live_server, stories):
    phone_page.goto(at(live_server, stories[0]))
    height = phone_page.evaluate("document.querySelector('.tools').offsetHeight")
    assert 44 <= height <= 100
