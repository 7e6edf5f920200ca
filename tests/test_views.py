"""What each address of the readers' site answers."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import assembly, publishing, writing
from articles.models import Article, Contributor, Issue, Page
from sections import naming
from tests.factories import (
    DATE,
    make_article,
    make_editor,
    make_image,
    make_issue,
    make_masthead,
    make_published,
    make_section,
    make_user,
    place,
    stories_of,
)

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)


def text(response) -> str:
    return response.content.decode()


def words(response) -> str:
    """What is read: a title is cut into pieces that stay on one row."""
    return re.sub(r"<[^>]*>", "", text(response))


def test_the_front_page_is_the_newest_issue(client):
    make_masthead(name="江源科学报")
    make_published(DATE - dt.timedelta(days=7))
    newest = make_published(DATE, total_number=1286, year_number=9, pages=2, stories=3)
    make_issue(DATE + dt.timedelta(days=7))
    response = client.get("/")
    read = words(response)
    assert response.context["issue"] == newest
    for printed in ("江源科学报", "2026年3月4日", "星期三", "农历丙午年正月十六", "总第1286期"):
        assert printed in read
    assert [story.headline in read for story in stories_of(newest)] == [True] * 6


def test_the_lead_of_the_issue_opens_at_more_length_than_the_other_stories(client):
    issue = make_issue(DATE)
    sentence = "雪落云岭，冰挂满了观测场上的仪器。"  # 17 characters
    body = f"<p>{sentence * 20}</p>"
    page = issue.pages.get()
    place(page, [make_article(dateline="", body=body) for _ in range(2)])
    publishing.publish(issue, by=make_editor())
    openings = re.findall(r'<p class="card__opening">(.*?)</p>', text(client.get("/")))
    assert [opening.split("<span")[0] for opening in openings] == [sentence * 5] * 2
    assert [re.sub(r"<[^>]*>", "", opening) for opening in openings] == [
        sentence * 20,
        sentence * 5,
    ]


def test_a_paper_without_an_issue_says_what_will_be_here(client):
    make_masthead(name="江源科学报")
    response = client.get("/")
    assert (response.status_code, "江源科学报" in text(response)) == (200, True)


def test_an_issue_has_one_address_and_an_extra_edition_its_own(client):
    main, extra = make_published(DATE), make_published(DATE, kind="extra", total_number=None)
    assert [main.get_absolute_url(), extra.get_absolute_url()] == [
        "/2026/03/04/",
        "/2026/03/04-extra/",
    ]
    found = [client.get(issue.get_absolute_url()).context["issue"] for issue in (main, extra)]
    assert found == [main, extra]


def test_a_page_shows_its_stories_and_the_pages_around_it_across_gaps(client):
    issue = make_issue(DATE, stories=2)
    Page.objects.update(number=2)
    page = assembly.add_page(issue, 6, name="副刊")
    place(page, [make_article("副刊一篇")])
    publishing.publish(issue, by=make_editor())
    response = client.get("/2026/03/04/06/")
    assert [card.text.headline for card in response.context["page"].cards] == ["副刊一篇"]
    assert response.context["neighbours"].previous.url == "/2026/03/04/02/"
    assert response.context["neighbours"].next is None
    assert "第06版：副刊" in text(response)


def test_a_page_number_without_its_zero_is_sent_on(client):
    make_published(DATE)
    response = client.get("/2026/03/04/1/")
    assert (response.status_code, response["Location"]) == (301, "/2026/03/04/01/")


@pytest.mark.parametrize(
    "path",
    [
        "/2026/03/05/",
        "/2026/02/30/",
        "/0000/01/01/",
        "/0001/01/01/",
        "/9999/12/31/",
        "/2026/03/04/09/",
        "/2026/03/04/00/",
        "/2026/03/04/100/",
        "/2026/13/01/",
        "/2026/03/04-extra/",
        "/articles/999999/",
        "/articles/99999999999999999999999/",
        "/contributors/99999999999999999999999/",
        "/sections/nowhere/",
        "/tags/没有/",
        "/tags/%00/",
        "/issues/?year=0000",
        "/issues/?year=1912",
        "/sections/ke-xie-dong-tai/?page=51",
        "/sections/ke-xie-dong-tai/?page=9999",
        "/sections/ke-xie-dong-tai/?page=2",
        "/sections/ke-xie-dong-tai/?page=0",
        "/sections/ke-xie-dong-tai/?page=10000",
        "/sections/ke-xie-dong-tai/?page=" + "9" * 5000,
        "/issues/?number=999999",
        "/media/images/0000/960.webp",
        "/media/images/" + "a" * 64 + "/960.webp",
        "/media/images/" + "a" * 64 + "/..%2f..%2fsecret",
        "/nowhere/",
    ],
)
def test_what_is_not_there_is_a_helpful_404(client, path):
    make_masthead(name="江源科学报")
    make_published(DATE)
    response = client.get(path)
    assert response.status_code == 404
    assert "江源科学报" in text(response)
    assert 'href="/issues/"' in text(response)
    assert 'href="/2026/03/04/"' in text(response)


def test_the_number_of_an_issue_that_is_not_out_leads_nowhere(client):
    make_published(DATE, total_number=1286)
    make_issue(DATE + dt.timedelta(days=7), total_number=1287)
    assert client.get("/issues/?number=1286")["Location"] == "/2026/03/04/"
    assert client.get("/issues/?number=1287").status_code == 404


@pytest.mark.parametrize(
    "query", ["?page=%00", "?page=x", "?page=-1", "?page=１", "?page=0x1", "?year=%F0%9F", "?page="]
)
def test_a_query_that_means_nothing_is_read_as_none(client, query):
    make_published(DATE)
    assert client.get("/sections/ke-xie-dong-tai/" + query).status_code == 200
    assert client.get("/issues/" + query).status_code == 200


def test_a_story_is_read_with_everything_that_was_printed(client):
    image = make_image()
    story = make_article(
        "云海之上\n替大山量体温",
        kicker="高山气象站的冬天",
        subtitle="——海拔2860米的一日",
        dateline="本报讯",
        body="<p>近日，雪落云岭。</p><h3>和冰较劲</h3><p>冰挂满了仪器。</p>",
        signature="(彭小佳 本报记者 何晓)",
        source="望溪县科协",
        section=make_section("科学人物"),
        tags=["气象", "冬季"],
        figures=[writing.Figure(image, "气象站外景", "何晓 摄", "山脊上的小屋", 1)],
    )
    issue = make_issue(DATE, stories=0)
    place(Page.objects.get(), [story])
    publishing.publish(issue, by=make_editor())
    response = client.get(story.get_absolute_url())
    html = text(response)
    for printed in (
        "云海之上",
        "替大山量体温",
        "高山气象站的冬天",
        "——海拔2860米的一日",
        "近日，雪落云岭。",
        "和冰较劲",
        "何晓 摄",
        "气象站外景",
        "望溪县科协",
        "科学人物",
    ):
        assert printed in words(response)
    for marked in ("<h3>和冰较劲</h3>", 'alt="山脊上的小屋"', 'href="/tags/'):
        assert marked in html
    assert '<b class="dateline">本报讯</b>\u3000近日' in html
    assert html.index("近日") < html.index("气象站外景") < html.index("和冰较劲")
    he = Contributor.objects.get(name="何晓")
    assert f'<a href="{he.get_absolute_url()}">何晓</a>' in html
    assert 'srcset="' + image.url("64.webp") in html


def test_previous_and_next_story_follow_the_order_of_the_issue(client):
    issue = make_published(DATE, pages=2, stories=2)
    stories = stories_of(issue)
    seen = [client.get(story.get_absolute_url()).context["neighbours"] for story in stories]
    ids = [story.pk for story in stories]
    assert [n.previous and n.previous.pk for n in seen] == [None, *ids[:-1]]
    assert [n.next and n.next.pk for n in seen] == [*ids[1:], None]


def test_a_section_lists_its_public_stories_newest_issue_first(client):
    old, new = make_published(DATE), make_published(DATE + dt.timedelta(days=14), stories=2)
    make_issue(DATE + dt.timedelta(days=21))
    response = client.get("/sections/ke-xie-dong-tai/")
    assert list(response.context["slice"]) == [*stories_of(new), *stories_of(old)]
    assert "KE XIE DONG TAI" in text(response)


def test_a_section_that_moved_sends_its_readers_on(client):
    section = make_section("科协动态")
    section.slug = "news"
    naming.save(section)
    response = client.get("/sections/ke-xie-dong-tai/")
    assert (response.status_code, response["Location"]) == (301, "/sections/news/")


def test_a_section_that_is_not_shown_yet_is_known_once_a_published_story_stands_in_it(client):
    section = make_section("科协动态")
    section.slug, section.visible = "news", False
    naming.save(section)
    issue = make_issue()
    paths = ["/sections/news/", "/sections/ke-xie-dong-tai/"]
    assert [client.get(path).status_code for path in paths] == [404, 404]
    publishing.publish(issue, by=make_editor())
    assert [client.get(path).status_code for path in paths] == [200, 301]


def test_a_contributor_has_the_stories_of_the_published_text_only(client):
    make_published(DATE)
    story = Article.objects.get()
    he = Contributor.objects.get(name="何晓")
    story.signature = "（本报记者 林舟）"
    writing.save(story, by=make_user(), expected=story.version)
    lin = Contributor.objects.get(name="林舟")
    assert list(client.get(he.get_absolute_url()).context["slice"]) == [story]
    assert client.get(lin.get_absolute_url()).status_code == 404


def test_a_contributors_private_notes_are_never_shown(client):
    make_published(DATE)
    Contributor.objects.update(contact="139-0000-0000", note="稿费按月结")
    html = text(client.get(Contributor.objects.get().get_absolute_url()))
    assert ("139-0000-0000" in html, "稿费按月结" in html) == (False, False)


def test_a_tag_lists_its_public_stories(client):
    issue = make_issue(DATE, stories=0)
    tagged = make_article("湿地观鸟", tags=["湿地"])
    draft = make_article("未出版的湿地", tags=["湿地"])
    place(Page.objects.get(), [tagged])
    publishing.publish(issue, by=make_editor())
    response = client.get(reverse("tag", args=["湿地"]))
    assert list(response.context["slice"]) == [tagged]
    assert draft.title not in text(response)


def test_the_archive_shows_the_newest_year_and_links_every_issue(client):
    issues = [
        make_published(dt.date(2025, 12, 31)),
        make_published(DATE),
        make_published(DATE.replace(month=5)),
    ]
    make_issue(DATE.replace(month=6))
    response = client.get("/issues/")
    html = text(response)
    assert (response.context["years"], response.context["year"]) == ([2026, 2025], 2026)
    assert [issue.get_absolute_url() in html for issue in issues] == [False, True, True]
    assert "/2026/06/" not in html
    assert issues[0].get_absolute_url() in text(client.get("/issues/?year=2025"))


def test_a_withdrawn_issue_and_its_stories_answer_410_with_the_reason(client):
    issue = make_published(DATE)
    story = stories_of(issue)[0]
    publishing.withdraw(issue, by=make_editor(), reason="第一版图片有误")
    for path in (issue.get_absolute_url(), "/2026/03/04/01/", story.get_absolute_url()):
        response = client.get(path)
        html = text(response)
        assert (response.status_code, "第一版图片有误" in html, story.title in html) == (
            410,
            True,
            False,
        )


def test_staff_with_the_right_see_the_unpublished_as_readers_will_and_nothing_keeps_it(client):
    issue = make_issue(DATE)
    story = stories_of(issue)[0]
    paths = [issue.get_absolute_url(), "/2026/03/04/01/", story.get_absolute_url()]
    client.force_login(make_editor())
    for path in paths:
        response = client.get(path)
        assert (response.status_code, response.context["preview"]) == (200, True)
        assert story.title in text(response)
        assert "no-store" in response["Cache-Control"]
    client.force_login(make_user(is_staff=True))
    assert [client.get(path).status_code for path in paths] == [404, 404, 404]


def test_an_issue_appears_at_its_time_and_not_before(client, time_machine):
    now = timezone.now()
    issue = make_published(DATE, at=now + HOUR)
    path = stories_of(issue)[0].get_absolute_url()
    assert [client.get(p).status_code for p in (path, issue.get_absolute_url())] == [404, 404]
    time_machine.move_to(now + HOUR)
    assert [client.get(p).status_code for p in (path, issue.get_absolute_url())] == [200, 200]


def test_a_picture_is_reachable_when_a_public_story_shows_it(client):
    image = make_image()
    issue = make_issue(DATE, stories=0)
    place(Page.objects.get(), [make_article(figures=[writing.Figure(image, "图说")])])
    path = image.url("64.webp")
    assert client.get(path).status_code == 404
    publishing.publish(issue, by=make_editor())
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert b"".join(response.streaming_content)[8:12] == b"WEBP"
    for close in response._resource_closers:  # response.close() would end the connection
        close()
    publishing.withdraw(Issue.objects.get(), by=make_editor())
    assert client.get(path).status_code == 404


def test_readers_get_no_cookie_and_a_strict_policy(client):
    make_published(DATE)
    response = client.get("/")
    policy = response["Content-Security-Policy"]
    assert not response.cookies
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_a_photo_story_shows_its_picture_wherever_it_was_to_stand(client):
    image = make_image()
    use = writing.Figure(image, "雪后的云岭气象站。", "何晓 摄", "雪地里的观测场", after_block=3)
    story = make_article("雪后云岭", body="", dateline="", figures=[use])
    issue = make_issue(DATE, stories=0)
    place(issue.pages.get(), [story])
    publishing.publish(issue, by=make_editor())
    html = text(client.get(story.get_absolute_url()))
    path = f"/media/images/{image.sha256}/fallback.jpg"
    assert html.count(f'src="{path}"') == 1
    assert html.count(f'<meta property="og:image" content="http://testserver{path}">') == 1
    assert html.count("雪后的云岭气象站。") == 1
    for path in ("/", "/2026/03/04/01/"):
        assert story.title in text(client.get(path))
