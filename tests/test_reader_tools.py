"""What readers' tools stand on: the code of an address, what a shared page says of itself, and the ways of the keys."""

import datetime as dt
import re

import pytest
import segno

from articles import publishing, writing
from articles.models import Article, Issue, Page
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

pytestmark = pytest.mark.django_db

WEEK = dt.timedelta(days=7)


def publish(*stories: Article) -> Issue:
    issue = make_issue(stories=0)
    place(Page.objects.get(issue=issue), list(stories))
    return publishing.publish(issue, by=make_editor())


def card(client, path: str) -> dict[str, str]:
    """What the head of a page says to whom it is sent: property or name -> content."""
    html = client.get(path).content.decode()
    said = re.findall(r'<meta (?:property|name)="([a-z]+:[a-z:_]+)" content="([^"]*)">', html)
    assert len(dict(said)) == len(said)
    return dict(said)


def ways(client, path: str) -> dict[str, str]:
    return dict(
        re.findall(r'<link rel="(prev|next)" href="([^"]*)">', client.get(path).content.decode())
    )


# --- the code of the address ---


@pytest.mark.parametrize("path", ["/articles/{}/", "/2026/03/04/", "/2026/03/04/01/"])
def test_a_code_leads_to_its_address_on_the_host_that_was_asked(client, path):
    [story] = stories_of(make_published())
    path = path.format(story.pk)
    assert f'src="{path}qr.svg"' in client.get(path).content.decode()
    answer = client.get(f"{path}qr.svg")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    code = segno.make(f"http://testserver{path}", error="m", micro=False)
    drawn = re.search(r'class="qrline"[^>]* d="([^"]+)"', answer.content.decode())[1]
    assert f'd="{drawn}"' in code.svg_inline(scale=5, border=4, light="#fff", omitsize=True)


def test_the_code_is_kept_and_not_sent_again(client, django_assert_num_queries):
    [story] = stories_of(make_published())
    path = f"/articles/{story.pk}/qr.svg"
    mark = client.get(path)["ETag"]
    with django_assert_num_queries(1):
        again = client.get(path, headers={"if-none-match": mark})
    assert (again.status_code, again.content, again["Cache-Control"]) == (304, b"", "no-cache")


def test_a_story_that_readers_do_not_have_has_no_code_for_anybody(client):
    draft, taken_back = make_article(), make_published(DATE - WEEK)
    gone = stories_of(taken_back)[0]
    publishing.withdraw(taken_back, by=make_editor())
    paths = [f"/articles/{key}/qr.svg" for key in (draft.pk, gone.pk, 10**6, 2**63)]
    assert [client.get(path).status_code for path in paths] == [404, 410, 404, 404]
    client.force_login(make_editor())
    assert [client.get(path).status_code for path in paths] == [404, 410, 404, 404]


def test_an_issue_that_readers_do_not_have_has_no_code_for_anybody(client):
    make_issue(DATE + WEEK)
    publishing.withdraw(make_published(), by=make_editor())
    days = ["2026/03/11", "2026/03/04", "2026/03/04-extra", "2026/02/31"]
    paths = [f"/{day}/{part}qr.svg" for day in days for part in ("", "01/")]
    answers = [404, 404, 410, 410, 404, 404, 404, 404]
    assert [client.get(path).status_code for path in paths] == answers
    client.force_login(make_editor())
    assert [client.get(path).status_code for path in paths] == answers


def test_the_front_page_shares_its_issue_and_not_the_address_that_shows_another_next_week(client):
    make_published()
    html = client.get("/").content.decode()
    assert re.findall(r'data-copy-address="([^"]*)"', html) == ["http://testserver/2026/03/04/"]
    assert re.findall(r'src="([^"]*qr.svg)"', html) == ["/2026/03/04/qr.svg"]


def test_a_page_that_the_issue_does_not_have_has_no_code(client):
    make_published()
    assert client.get("/2026/03/04/02/qr.svg").status_code == 404


def test_a_preview_of_the_desk_offers_neither_code_nor_address(client):
    draft = make_article()
    client.force_login(make_editor())
    html = client.get(draft.get_absolute_url()).content.decode()
    assert ("qr.svg" in html, "data-copy-address" in html, "data-aloud" in html) == (
        False,
        False,
        True,
    )


# --- the card ---


def test_a_shared_story_shows_its_title_its_picture_and_where_it_stood(client):
    make_masthead(name="云岭科学报")
    figure = writing.Figure(make_image(size=(1200, 801)), "标尺", "林舟 摄", "山脊上的标尺")
    story = make_article(
        "十年雪深\n首次公布", section=make_section(), tags=["气象"], figures=[figure]
    )
    publish(story)
    said = card(client, story.get_absolute_url())
    modified = dt.datetime.fromisoformat(said.pop("article:modified_time"))
    issue = story.placement.page.issue
    issue.refresh_from_db()
    assert modified == issue.publish_at.replace(microsecond=0)
    assert said == {
        "og:type": "article",
        "og:title": "十年雪深 首次公布",
        "og:description": said["og:description"],
        "og:url": f"http://testserver/articles/{story.pk}/",
        "og:site_name": "云岭科学报",
        "og:locale": "zh_CN",
        "og:image": f"http://testserver{figure.image.url('fallback.jpg')}",
        "og:image:width": "960",
        "og:image:height": "641",
        "og:image:alt": "山脊上的标尺",
        "twitter:card": "summary_large_image",
        "article:published_time": f"{DATE}T00:00:00+08:00",  # put here after its day
        "article:section": "科协动态",
        "article:tag": "气象",
    }
    assert said["og:description"].startswith("近日，第")


def test_what_has_no_picture_shows_the_papers_mark(client):
    issue = make_published()
    [story] = stories_of(issue)
    paths = (
        "/",
        issue.get_absolute_url(),
        "/2026/03/04/01/",
        story.get_absolute_url(),
        "/sections/ke-xie-dong-tai/",
        "/issues/",
    )
    shown = {path: card(client, path) for path in paths}
    assert {path: said["og:image"] for path, said in shown.items()} == dict.fromkeys(
        paths, "http://testserver/static/img/mark.png"
    )
    assert {path: said["og:url"] for path, said in shown.items()} == {
        path: f"http://testserver{path}" for path in paths
    }


def test_a_list_is_shared_under_the_title_and_the_words_of_its_page(client):
    make_masthead(name="云岭科学报")
    make_published()
    said = card(client, "/sections/ke-xie-dong-tai/")
    assert (said["og:type"], said["og:title"], said["og:description"]) == (
        "website",
        "科协动态 - 云岭科学报",
        "云岭科学报“科协动态”栏目的全部稿件。",
    )


def test_nothing_is_shared_of_what_is_not_there_or_gone(client):
    issue = make_published()
    publishing.withdraw(issue, by=make_editor())
    assert [
        card(client, path) for path in ("/nowhere/", issue.get_absolute_url(), "/preview/1/")
    ] == [{}, {}, {}]


def test_a_title_cannot_leave_its_tag(client):
    story = make_article('"><script>一</script>')
    publish(story)
    said = card(client, story.get_absolute_url())
    assert said["og:title"] == "&quot;&gt;&lt;script&gt;一&lt;/script&gt;"


# --- the ways of the keys ---


def test_the_head_names_what_stands_before_and_after_of_the_same_kind(client):
    make_published(DATE - WEEK)
    issue = make_published(DATE, pages=3, stories=1)
    first, second, third = (story.get_absolute_url() for story in stories_of(issue))
    assert ways(client, first) == {"next": second}
    assert ways(client, second) == {"prev": first, "next": third}
    assert ways(client, "/2026/03/04/02/") == {"prev": "/2026/03/04/01/", "next": "/2026/03/04/03/"}
    assert ways(client, "/") == ways(client, "/2026/03/04/") == {"prev": "/2026/02/25/"}
    assert ways(client, "/2026/02/25/") == {"next": "/2026/03/04/"}
    assert ways(client, "/issues/") == {}
