"""A whole issue before it is out: staff walk through it as readers will; a link shows it outside as it stood."""

import re

import pytest
from django.urls import reverse

from articles import assembly, previews, publishing, writing
from articles.models import Article
from tests.factories import (
    DATE,
    make_article,
    make_editor,
    make_image,
    make_issue,
    make_published,
    make_section,
    place,
    stories_of,
)
from tests.previewing import (
    HOUR,
    NOW,
    WEEK,
    change,
    face_of,
    html_of,
    page_of,
    story_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def editor():
    return make_editor("沈墨")


def step_of(html: str, label: str) -> str:
    """Where 上一篇, 下一版 or 下一期 leads; "" where there is none."""
    found = re.search(rf'<a[^>]* href="([^"]+)"[^>]*><span class="note">{label}</span>', html)
    return found[1] if found else ""


def walk(client, address: str, label: str) -> list[str]:
    """The addresses from there on, one step after another."""
    ways = []
    while address:
        ways.append(address)
        answer = client.get(address)
        assert answer.status_code == 200, address
        address = step_of(html_of(answer), label)
    return ways


def words_of(html: str) -> str:
    return html[html.index("<main") : html.index("</main>")]


# --- staff ----------------------------------------------------------------------------------------


def test_staff_walk_an_unpublished_issue_as_readers_will(client, editor):
    before = make_published(DATE - WEEK, at=NOW)
    after = make_published(DATE + WEEK, at=NOW)
    issue = make_issue(DATE, pages=3, stories=2)
    client.force_login(editor)
    face = html_of(client.get(issue.get_absolute_url()))
    assert (step_of(face, "上一期"), step_of(face, "下一期")) == (
        before.get_absolute_url(),
        after.get_absolute_url(),
    )
    pages = [page.get_absolute_url() for page in issue.pages.order_by("number")]
    stories = [story.get_absolute_url() for story in stories_of(issue)]
    for ways, back in ((pages, "上一版"), (stories, "上一篇")):
        assert walk(client, ways[0], back.replace("上", "下")) == ways
        assert walk(client, ways[-1], back) == ways[::-1]
    assert [way for way in (*pages, *stories) if f'href="{way}"' not in face] == []


def test_a_preview_is_of_the_newest_words_and_says_which_they_are(client, editor):
    issue = make_issue(DATE)
    [story] = stories_of(issue)
    client.force_login(editor)
    assert "预览：未出版 · 第1稿 · 仅编辑部可见" in html_of(client.get(story.get_absolute_url()))
    change(story, title="没有签发的新题", signature="")
    html = html_of(client.get(story.get_absolute_url()))
    assert "预览：未出版 · 第2稿（未签发） · 仅编辑部可见" in html
    for address in (issue.get_absolute_url(), issue.pages.get().get_absolute_url()):
        html = html_of(client.get(address))
        assert ("没有签发的新题" in html, "预览：未出版，有 1 篇未签发 · " in html) == (True, True)


def test_a_withdrawn_and_a_scheduled_issue_say_what_they_are(client, editor):
    for date, at, said in ((DATE, NOW, "已撤回"), (DATE + WEEK, NOW + HOUR, "定时出版")):
        issue = make_published(date, at=at)
        if said == "已撤回":
            publishing.withdraw(issue, by=editor, reason="数字有误")
        client.force_login(editor)
        html = html_of(client.get(issue.get_absolute_url()))
        assert f"预览：未出版（{said}） · 仅编辑部可见" in html, said


def test_what_readers_see_has_no_head_of_a_preview(client, editor):
    issue = make_published(DATE, at=NOW)
    client.force_login(editor)
    for way in (issue, issue.pages.get(), *stories_of(issue)):
        assert "预览" not in html_of(client.get(way.get_absolute_url()))


def test_the_forms_lead_to_the_preview_and_to_its_links(client, editor):
    issue = make_issue(DATE)
    client.force_login(editor)
    form = html_of(client.get(reverse("admin:articles_issue_change", args=[issue.pk])))
    screen = reverse("admin:issue_preview", args=[issue.pk])
    assert f'<a href="{issue.get_absolute_url()}">预览本期</a>' in form
    assert f'<a href="{screen}">预览链接</a>' in form
    page = html_of(client.get(reverse("admin:articles_page_change", args=[issue.pages.get().pk])))
    assert (">预览本版</a>" in page, "在网站上看" in page) == (True, False)
    publishing.publish(issue, by=editor, at=NOW)
    form = html_of(client.get(reverse("admin:articles_issue_change", args=[issue.pk])))
    assert ("预览本期" in form, ">在网站上看本期</a>" in form) == (False, True)


# --- what somebody outside sees -------------------------------------------------------------------


def test_somebody_outside_walks_the_issue_inside_the_link(client, editor):
    make_published(DATE - WEEK, at=NOW)
    issue = make_issue(DATE, pages=3, stories=2)
    titles = [story.title for story in stories_of(issue)]
    link = previews.make_of_issue(issue, by=editor)
    face = html_of(client.get(face_of(link)))
    pages = [page_of(link, number) for number in (1, 2, 3)]
    stories = [story_of(link, number) for number in range(1, 7)]
    assert walk(client, pages[0], "下一版") == pages
    assert walk(client, pages[-1], "上一版") == pages[::-1]
    assert walk(client, stories[0], "下一篇") == stories
    assert walk(client, stories[-1], "上一篇") == stories[::-1]
    shown = [client.get(way).context["text"].title for way in stories]
    assert shown == titles
    assert [way for way in (*pages, *stories) if f'href="{way}"' not in face] == []
    assert (step_of(face, "上一期"), "日历" in face) == ("", False)
    assert "预览：未出版，请勿转发；有效期至" in face
    assert "这是3月4日 10:00的版面，以后的修改不在其中" in face


def test_all_ways_on_its_pages_stay_inside_or_lead_to_what_is_public(client, editor):
    make_published(DATE - WEEK, at=NOW)
    issue = make_issue(DATE, pages=2, stories=2)
    [first, *_others] = stories_of(issue)
    change(first, signature="（本报记者 陆舟）")
    link = previews.make_of_issue(issue, by=editor)
    for address in (face_of(link), page_of(link, 1), story_of(link, 1)):
        html = html_of(client.get(address))
        for way in set(re.findall(r'(?:href|src)="(/[^"#]*)"', html)):
            if not way.startswith("/static/"):
                assert client.get(way).status_code == 200, way
        for thing in (issue, *issue.pages.all(), *stories_of(issue)):
            assert thing.get_absolute_url() not in html


def test_what_was_changed_moved_or_added_later_is_not_in_it(client, editor):
    issue = make_issue(DATE, pages=2, stories=2)
    first, second, third, _fourth = stories_of(issue)
    link = previews.make_of_issue(issue, by=editor)
    asked = [
        face_of(link),
        page_of(link, 1),
        page_of(link, 2),
        *(story_of(link, n) for n in (1, 4)),
    ]
    before = [words_of(html_of(client.get(address))) for address in asked]
    change(first, title="后来的题", body="<p>后来的话。</p>")
    page, other = issue.pages.order_by("number")
    other.name = "后来的版名"
    other.save()
    place(page, [second, make_article("后来的稿")])
    Article.objects.filter(pk=third.pk).update(section=make_section("后来的栏目"))
    assembly.add_page(issue, 3, name="后来的版")
    assert [words_of(html_of(client.get(address))) for address in asked] == before
    again = previews.make_of_issue(issue, by=editor)
    assert "后来的稿" in html_of(client.get(face_of(again)))
    answers = [client.get(way).status_code for way in (page_of(link, 3), story_of(link, 5))]
    assert answers == [404, 404]


def test_a_story_that_is_gone_or_taken_back_is_left_out_and_the_others_keep_their_addresses(
    client, editor
):
    issue = make_issue(DATE, stories=0)
    image = make_image("云海")
    back = make_article("撤下的稿", figures=[writing.Figure(image, "云海")])
    thrown, kept = make_article("丢掉的稿", signed=False), make_article("留下的稿")
    place(issue.pages.get(), [thrown, back, kept])
    link = previews.make_of_issue(issue, by=editor)
    picture = reverse("preview_picture", args=[previews.token(link), image.sha256, "fallback.jpg"])
    shown = client.get(picture)
    assert (shown.status_code, shown.getvalue()[:2]) == (200, b"\xff\xd8")
    place(issue.pages.get(), [back, kept])
    writing.discard(thrown)
    Article.objects.filter(pk=back.pk).update(withdrawn_at=NOW)
    answers = [client.get(story_of(link, number)) for number in (1, 2, 3)]
    assert [answer.status_code for answer in answers] == [404, 404, 200]
    face = html_of(client.get(face_of(link)))
    assert ("丢掉的稿" in face, "撤下的稿" in face, story_of(link, 3) in face) == (
        False,
        False,
        True,
    )
    assert client.get(picture).status_code == 404
