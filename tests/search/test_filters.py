"""What narrows a search: an author by name, and how many fields name nothing."""

import pytest

from articles.models import Contributor
from articles.text.typography import tidy_line
from tests.factories import make_article, stories_of
from tests.search.test_search_page import ask, html, publish, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue():
    """Two are called 苏文: both signed the first, the other one the third. The fourth is a draft."""
    issue = publish(
        make_article("云海一", signature="（本报记者 苏文）"),
        make_article("云海二", signature="（本报记者 何晓）"),
        make_article("云海三", signature="（本报记者 苏文）"),
    )
    first, second, third = stories_of(issue)
    other, nameless = Contributor.objects.bulk_create(
        [Contributor(name="苏文", folded="苏文"), Contributor(name="——", folded="")]
    )
    first.published_version.contributors.add(other)
    second.published_version.contributors.add(nameless)
    third.published_version.contributors.set([other])
    make_article("云海四", signature="（本报记者 金雀）")
    return issue


@pytest.mark.parametrize(
    ("name", "hits"),
    [("苏文", ["云海一", "云海三"]), ("苏　文", ["云海一", "云海三"]), ("何晓", ["云海二"])],
)
def test_an_author_is_named_as_readers_know_him_and_all_of_the_name_are_meant(
    client, issue, name, hits
):
    assert titles(client, q="云海", contributor=name) == hits
    assert titles(client, contributor=name) == hits
    page = ask(client, q="云海", contributor=name)
    assert page.context["found"].count() == len(hits)
    assert [words for words, _address in page.context["chips"]] == [
        f"作者：{name.replace('　', '')}"
    ]
    assert f'name="contributor" value="{tidy_line(name)}"' in page.content.decode()


def test_of_several_of_a_name_the_one_chosen_elsewhere_stays_chosen(client, issue):
    whose = str(stories_of(issue)[0].bylines.get().contributor_id)
    page = html(client, q="云海", contributor=whose)
    assert titles(client, q="云海", contributor=whose) == ["云海一"]
    assert f'<input type="hidden" name="contributor" value="{whose}">' in page
    assert page.count('name="contributor"') == 1


@pytest.mark.parametrize("name", ["金雀", "苏", "·", "无此人"])
def test_whom_readers_do_not_know_is_said_beside_the_field(client, issue, name):
    page = html(client, q="云海", contributor=name)
    assert '<span class="search__error" id="contributor-error">没有这位作者。</span>' in page
    assert page.count('name="contributor"') == 1


def test_a_name_costs_as_many_queries_as_a_key(client, issue, django_assert_num_queries):
    whose = str(stories_of(issue)[0].bylines.get().contributor_id)
    ask(client, q="云海")
    for asked in ("苏文", whose):
        with django_assert_num_queries(9):
            ask(client, q="云海", contributor=asked)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"tag": "没有"}, "一处"),
        ({"tag": "没有", "section": "nowhere"}, "两处"),
        (
            dict.fromkeys(("from_", "to", "tag", "section", "issue", "contributor"), "没有"),
            "六处",
        ),
    ],
)
def test_it_is_said_how_many_fields_name_nothing(client, issue, asked, said):
    assert f"上面有{said}要改，改好以后再检索。" in html(client, q="云海", **asked)


def test_the_number_of_an_issue_is_called_as_elsewhere(client, issue):
    page = html(client)
    assert '<label for="issue">总期号</label>' in page
    assert '<label for="contributor">作者</label>' in page
    assert "按日期、栏目、作者等缩小范围" in page
