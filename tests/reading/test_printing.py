"""The whole issue for the printer: /<date>/print/."""

import re

import pytest

from articles import assembly, publishing
from articles.models import Issue
from tests.factories import make_article, make_editor, make_issue, make_published, place, stories_of

pytestmark = pytest.mark.django_db

PATH = "/2026/03/04/print/"


def read(client, path: str = PATH) -> str:
    return client.get(path).content.decode()


def words(client) -> str:
    """What is read: a title is cut into pieces that stay on one row."""
    return re.sub(r"<[^>]*>", "", read(client))


def test_an_issue_is_printed_page_by_page_with_all_words_and_signatures(client):
    issue = make_issue(stories=0)
    place(issue.pages.get(), [make_article("头条", body="<p>第一段。</p><p>末一段。</p>")])
    second = assembly.add_page(issue, 2, name="副刊")
    place(second, [make_article("副刊一篇", signature="（本报记者 林舟）")])
    issue.refresh_from_db()
    publishing.publish(issue, by=make_editor())
    html = read(client)
    printed = ["第01版", "头条", "第一段。", "末一段。", "何晓", "第02版：副刊", "副刊一篇", "林舟"]
    found = [html.split("<main", 1)[1].find(word) for word in printed]
    assert (found == sorted(found), -1 in found) == (True, False)


def test_search_engines_are_sent_to_the_issue(client):
    make_published()
    html = read(client)
    assert re.search(r'rel="canonical" href="([^"]+)"', html)[1] == "http://testserver/2026/03/04/"
    assert html.count('<meta name="robots" content="noindex">') == 1


def test_the_issue_leads_to_its_print(client):
    make_published()
    assert f'href="{PATH}">打印本期</a>' in read(client, "/2026/03/04/")


def test_what_readers_may_not_see_is_not_printed(client):
    make_issue()
    assert client.get(PATH).status_code == 404
    publishing.publish(Issue.objects.get(), by=make_editor())
    back = stories_of(Issue.objects.get())[0]
    assert back.title in words(client)
    publishing.withdraw_story(back, by=make_editor(), reason="失实")
    assert back.title not in words(client)
    publishing.withdraw(Issue.objects.get(), by=make_editor())
    assert client.get(PATH).status_code == 410


@pytest.mark.parametrize("stories", [1, 30])
def test_a_print_costs_the_same_for_one_story_and_for_thirty(
    client, django_assert_num_queries, stories
):
    make_published(stories=stories)
    with django_assert_num_queries(5):
        assert client.get(PATH).status_code == 200
