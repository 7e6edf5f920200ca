"""The readers' pages as they stand on the screen and on paper, measured."""

import datetime as dt
import re
from collections import Counter

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles import previews, publishing, writing
from articles.models import Article, Issue
from tests.e2e.looking import ELDER, accessible, fits
from tests.e2e.measuring import bars, broken, cards, holes, jumps, last_rows, too_small
from tests.factories import (
    DATE,
    make_article,
    make_editor,
    make_image,
    make_issue,
    make_masthead,
    make_section,
    place,
    stories_of,
)

pytestmark = pytest.mark.django_db(transaction=True)

WIDTHS = (320, 390, 720, 1080, 1440)
SENTENCES = (
    "观测员每天8时到山脊上的标尺前读数，风雪无阻。",
    "风最大的一天，读数的人要两个人互相扶着才站得稳。",
    "资料显示，最近十年里平均雪深起伏很大，最深的一年达到47.6厘米。",
    "研究人员提醒，一地一时的深浅说明不了气候的全部。",
)
TABLE = (
    "<table><tr><th>站点</th><th>2022年</th><th>2023年</th><th>2024年</th><th>十年平均（厘米）</th></tr>"
    "<tr><td>白鹿县果园站</td><td>11023.45</td><td>21098.70</td><td>12001.36</td><td>17028.09</td></tr></table>"
)
CREDITS = "责任编辑：方以宁　版式：周澄　校对：许嘉"
PAGE_NAME = "科学普及与防灾减灾专版"
SIGNATURE = (
    "本报记者 林舟 通讯员 买买提·吐尔逊 阿卜杜热合曼·阿卜杜克里木 古丽娜·帕尔哈提 欧阳文轩 何晓"
)


def make_story(title: str, section: str = "", *, size: tuple[int, int] | None = None, **fields):
    """A story of a length that follows from its title, so that no two are alike."""
    turn = len(title)
    body = "".join(
        f"<p>{''.join(SENTENCES[(turn + at + more) % 4] for more in range(1 + at % 3))}</p>"
        for at in range(2 + turn % 5)
    )
    figures = (
        [writing.Figure(make_image(size=size), "山脊上的标尺", "林舟 摄", "标尺")] if size else []
    )
    section_row = make_section(section) if section else None
    words = {"body": body, "section": section_row, "figures": figures} | fields
    return make_article(title, **words)


PAGES = (
    [
        ("云岭、白鹿、松坪三地\n十年雪深记录首次对外公布", "", (960, 640)),
        ("省农学会（扩大）理事会审议“十五五”科普规划", "", None),
        ("望溪大桥借来白天的光", "", None),
    ],
    [
        ("青石市科协\n举办“星空夜话”", "科协动态", (640, 960)),
        ("松坪县科协\n流动实验室开上高山", "科协动态", None),
        ("青石白鹿两地共建科普研学线路", "科协动态", None),
        ("槐岭市科协\n把旧厂房办成“修理学校”", "他山之石", None),
    ],
    [
        ("一片叶子怎样变成一棚苗", "科普之窗", (960, 640)),
        ("雾凇不是雪", "科普之窗", None),
        ("暖宝宝虽暖\n莫贴着皮肤睡", "健康生活", None),
        ("望溪中学\n给校园银杏“量身高”", "校园科技", None),
    ],
    [
        ("省科协党组中心组(扩大)学习会在望溪召开", "", None),
        ("石门县科协\n助企业提升自主创新能力", "科协动态", None),
        ("白鹿县\n为市民提供“科普大餐”", "科协动态", None),
        ("云泽区12个科普驿站添新书", "科协动态", None),
        ("临汐市科协\n跟着潮汐表上课", "他山之石", None),
        ("省科协学会服务中心\n深入江源省气象学会调研", "", None),
    ],
)


@pytest.fixture
def paper(transactional_db) -> Issue:
    """An issue of four pages with every way that sections and pictures stand."""
    make_masthead(name="江源科学报")
    issue = make_issue(pages=len(PAGES), stories=0)
    for page, stories in zip(issue.pages.order_by("number"), PAGES, strict=True):
        place(page, [make_story(title, section, size=size) for title, section, size in stories])
    return publishing.publish(issue, by=make_editor())


@pytest.fixture
def story(transactional_db) -> Article:
    """A page of one story and another, with a wide table and a long signature."""
    make_masthead(name="江源科学报")
    issue = make_issue(stories=0)
    issue.pages.update(name=PAGE_NAME, credits=CREDITS)
    long = make_story(
        "云岭站\n十年雪深记录公布",
        "科协动态",
        body=f"<p>{''.join(SENTENCES)}</p>{TABLE}<p>{SENTENCES[0]}</p>",
        signature=SIGNATURE,
        kicker="三代观测员每天8时读数，风雪无阻，一本不少",
        tags=["气象"],
    )
    place(issue.pages.get(), [long, make_story("望溪大桥借来白天的光")])
    publishing.publish(issue, by=make_editor())
    return Article.objects.get(pk=long.pk)


def boxes(page: Page, selector: str) -> list[dict[str, float]]:
    return [each.bounding_box() for each in page.locator(selector).all()]


def bare(title: str) -> str:
    return re.sub(r"\s", "", title)


@pytest.mark.parametrize("width", WIDTHS)
def test_stories_stand_in_the_issues_order_under_bars_as_wide_as_they(
    new_page, live_server, paper, width
):
    page = new_page(width=width)
    titles = [bare(story.title) for story in stories_of(paper)]
    paths = {paper.get_absolute_url(): titles} | {
        each.get_absolute_url(): [bare(title) for title, _section, _size in stories]
        for each, stories in zip(paper.pages.order_by("number"), PAGES, strict=True)
    }
    for path, expected in paths.items():
        page.goto(live_server.url + path)
        fits(page)
        assert [card["title"] for card in cards(page)] == expected
        assert jumps(page) == [], path
        assert holes(page) == [], path
        for block in bars(page):
            if block["bar"]:
                assert block["bar"] == pytest.approx(block["stories"], abs=1.5), (path, block)
    closing = bars(page)[-1]  # of page 4: it belongs to no section, and says so
    assert (closing["name"], closing["rule"]) == ("", 1)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_paragraph_ends_with_a_character_alone(new_page, live_server, paper, width):
    page = new_page(width=width)
    seen = 0
    for path in (paper.get_absolute_url(), *(s.get_absolute_url() for s in stories_of(paper)[:4])):
        page.goto(live_server.url + path)
        rows = last_rows(page, ".card__opening, .story__text > p")
        seen += len(rows)
        assert [row for row in rows if len(re.sub(r"[，。；：、！？”…]", "", row)) < 2] == [], path
    assert seen > 20


@pytest.mark.parametrize("width", WIDTHS)
def test_no_title_breaks_inside_a_bracket_a_name_or_a_number(new_page, live_server, paper, width):
    page = new_page(width=width)
    for path in (paper.get_absolute_url(), paper.pages.last().get_absolute_url()):
        page.goto(live_server.url + path)
        assert page.locator(".kept").count() > 5
        assert broken(page, ".kept") == []


@pytest.mark.parametrize("width", [1080, 1440])
def test_a_tall_picture_has_text_down_its_side(new_page, live_server, paper, width):
    page = new_page(width=width)
    for path in (paper.get_absolute_url(), paper.pages.get(number=2).get_absolute_url()):
        page.goto(live_server.url + path)
        lead = page.locator(".face__lead--upright")
        heights = [lead.locator(part).last.bounding_box() for part in (".card__opening", ".figure")]
        ends = [box["y"] + box["height"] for box in heights]
        assert ends[0] > ends[1] - 120, path


def test_a_table_on_a_telephone_moves_in_its_frame_and_breaks_no_number(
    phone_page, live_server, story
):
    phone_page.goto(live_server.url + story.get_absolute_url())
    fits(phone_page)
    assert broken(phone_page, "td:not(:first-child)") == []
    frame = phone_page.get_by_role("region", name="表格")
    expect(frame).to_have_js_property("scrollLeft", 0)
    frame.focus()
    phone_page.keyboard.press("ArrowRight")
    expect(frame).not_to_have_js_property("scrollLeft", 0)


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_a_signature_turns_between_names(new_page, live_server, story, width):
    page = new_page(width=width)
    page.goto(live_server.url + story.get_absolute_url())
    assert page.locator(".signature a").count() == 6
    assert broken(page, ".signature__piece") == []
    fits(page)


def test_what_is_touched_is_large_enough_for_a_finger(phone_page, live_server, story, paper_paths):
    for path in paper_paths:
        phone_page.goto(live_server.url + path)
        assert too_small(phone_page) == [], path


@pytest.fixture
def paper_paths(story) -> list[str]:
    issue = story.placement.page.issue
    return [
        issue.get_absolute_url(),
        "/2026/03/04/01/",
        story.get_absolute_url(),
        "/sections/ke-xie-dong-tai/",
        "/issues/",
        "/nowhere/",
    ]


@pytest.mark.parametrize("width", [320, 390])
def test_the_way_back_stands_on_one_line(new_page, live_server, story, width):
    page = new_page(width=width)
    page.goto(live_server.url + story.get_absolute_url())
    boxes = [item.bounding_box() for item in page.locator(".crumbs li").all()]
    assert len({round(box["y"]) for box in boxes}) == 1
    assert max(box["x"] + box["width"] for box in boxes) <= width
    fits(page)


@pytest.mark.parametrize("is_large", [False, True], ids=["", "large"])
def test_no_word_of_the_menu_is_broken_and_no_section_stands_alone(
    new_page, live_server, story, is_large
):
    for name in ("他山之石", "科普之窗", "健康生活", "校园科技", "科学人物", "科学随笔"):
        make_section(name)
    page = new_page(width=320)
    if is_large:
        page.add_init_script(ELDER)
    page.goto(live_server.url + "/issues/")
    for width in (320, 720, 768, 1080, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert broken(page, ".sections :is(a, summary)") == [], width
        rows = Counter(round(each["y"]) for each in boxes(page, ".sections__wide li:visible"))
        assert 1 not in rows.values(), width
        fits(page)


@pytest.mark.parametrize("is_large", [False, True], ids=["", "large"])
def test_the_credits_of_a_page_turn_between_two_of_them(new_page, live_server, story, is_large):
    page = new_page(width=390)
    if is_large:
        page.add_init_script(ELDER)
    for path in ("/2026/03/04/", "/2026/03/04/01/", "/2026/03/04/print/"):
        page.goto(live_server.url + path)
        assert page.locator(".face__head .clause").all_inner_texts() == CREDITS.split("　")
        assert broken(page, ".face__head .clause") == []


def test_the_space_after_the_dateline_is_a_character(page, live_server, story):
    page.goto(live_server.url + story.get_absolute_url())
    first = page.locator(".story__text > p").first
    assert (
        first.evaluate("p => { getSelection().selectAllChildren(p); return `${getSelection()}`; }")[
            :6
        ]
        == "本报讯\u3000观测"
    )


def test_a_printed_story_says_where_it_stood_and_has_nothing_underlined(page, live_server, story):
    page.emulate_media(media="print")
    page.goto(live_server.url + story.get_absolute_url())
    expect(page.get_by_text(f"第01版：{PAGE_NAME}")).to_be_visible()
    expect(
        page.get_by_role("link", name="科协动态").and_(page.locator(".crumbs a"))
    ).to_be_visible()
    lines = page.locator("main a:visible").evaluate_all(
        "links => links.map(link => getComputedStyle(link).textDecorationLine)"
    )
    assert set(lines) == {"none"}
    signature = page.locator(".signature").bounding_box()
    footer = page.locator(".imprint").bounding_box()
    assert footer["y"] - signature["y"] - signature["height"] >= 12
    fits(page)


def test_a_reader_who_saw_the_withdrawal_sees_the_story_again(page, live_server, story):
    issue = story.placement.page.issue
    address = live_server.url + story.get_absolute_url()
    page.goto(address)
    publishing.withdraw(issue, by=make_editor(), reason="第一版图片有误")
    page.goto(live_server.url + "/issues/")
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("本期已撤回")
    publishing.publish(Issue.objects.get(pk=issue.pk), by=make_editor())
    page.goto(live_server.url + "/issues/")
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_contain_text("十年雪深记录公布")


def test_the_archive_leads_to_an_issue_by_its_number(each_page, live_server, story):
    number = story.placement.page.issue.total_number
    each_page.goto(live_server.url + "/issues/")
    each_page.get_by_label("总期号", exact=True).fill("999999")
    each_page.get_by_role("button", name="查阅").click()
    expect(each_page.get_by_role("status")).to_contain_text("没有“999999”这一期")
    accessible(each_page)
    fits(each_page)
    each_page.get_by_label("总期号", exact=True).fill(str(number))
    each_page.keyboard.press("Enter")
    each_page.wait_for_url(re.compile(r"/2026/03/04/$"))


def _previewed(issue: Issue) -> list[str]:
    """An unpublished issue, one of its pages and stories through a link, and a link that is none."""
    token = previews.token(previews.make_of_issue(issue, by=make_editor()))
    return [
        reverse("preview_link", args=[token]),
        reverse("preview_page", args=[token, 1]),
        reverse("preview_story", args=[token, 1]),
        reverse("preview_link", args=[token[:-1]]),
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_way_a_page_is_made_up_is_accessible(each_page, live_server, paper, scheme):
    each_page.emulate_media(color_scheme=scheme)
    gone = make_issue(DATE - dt.timedelta(days=7))
    publishing.withdraw(publishing.publish(gone, by=make_editor()), by=make_editor())
    paths = [
        paper.get_absolute_url(),
        *(page.get_absolute_url() for page in paper.pages.all()),
        stories_of(paper)[3].get_absolute_url(),
        gone.get_absolute_url(),
        *_previewed(make_issue(DATE + dt.timedelta(days=7))),
    ]
    for path in paths:
        each_page.goto(live_server.url + path)
        accessible(each_page)
        fits(each_page)


def test_a_story_with_a_table_is_accessible(each_page, live_server, story):
    each_page.goto(live_server.url + story.get_absolute_url())
    accessible(each_page)
