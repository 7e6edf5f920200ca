"""付印前检查 on its screen, and what it means for publishing from the desk."""

import re

import pytest
from django.urls import reverse

from articles import preflight
from articles.models import Issue, Masthead, Override
from articles.permissions import Role
from tests.factories import (
    DATE,
    make_article,
    make_editor,
    make_issue,
    make_published,
    make_ready,
    make_user,
    place,
    stories_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue() -> Issue:
    """Ready but for its price."""
    issue = make_ready(make_issue(DATE, stories=2))
    Masthead.objects.update(price="")
    return issue


@pytest.fixture
def chief(client):
    user = make_user("苏文", role=Role.CHIEF)
    client.force_login(user)
    return user


def url(issue: Issue, name: str = "preflight") -> str:
    return reverse(f"admin:issue_{name}", args=[issue.pk])


def html_of(response) -> str:
    return response.content.decode()


def mark_of(html: str) -> str:
    return re.search(r'name="marks" value="([^"]+)"', html)[1]


def test_what_stands_is_listed_with_the_way_to_it(client, chief, issue):
    place(issue.pages.get(), [*stories_of(issue), make_article("草稿", signed=False)])
    html = html_of(client.get(url(issue)))
    assert "还不能付印：2 项必须处理；1 项要处理，或由总编辑写明原因放行。" in html
    masthead = Masthead.objects.get()
    for name, thing in (
        ("masthead", masthead),
        ("article", stories_of(issue)[-1]),
        ("page", issue.pages.get()),
    ):
        ways = {
            "page": reverse("admin:page_proof", args=[thing.pk]),
            "article": reverse("admin:articles_article_change", args=[thing.pk]),
            "masthead": reverse("admin:articles_masthead_change", args=[thing.pk]),
        }
        assert f'href="{ways[name]}"' in html


def test_a_warning_is_let_pass_with_its_reason_and_the_issue_can_appear(client, chief, issue):
    data = {"marks": mark_of(html_of(client.get(url(issue)))), "reason": "本期赠阅"}
    html = html_of(client.post(url(issue), data, follow=True))
    assert ("已放行 1 项" in html, "可以付印。" in html, "本期赠阅" in html) == (True,) * 3
    row = Override.objects.get()
    assert (row.printed_name, row.reason) == ("苏文", "本期赠阅")
    issue.refresh_from_db()
    client.post(url(issue, "publish"), {"seen_version": issue.version, "at": ""})
    assert Issue.objects.public().get() == issue


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"reason": ""}, "请写明放行的原因。"),
        ({"marks": []}, "请先勾选要放行的提示。"),
        ({"marks": "empty:1"}, "这条提示已经不在了"),
        ({"reason": "长" * 201}, "200"),
    ],
)
def test_what_is_missing_is_said_and_the_reason_stays(client, chief, issue, sent, said):
    data = {"marks": mark_of(html_of(client.get(url(issue)))), "reason": "本期赠阅"} | sent
    response = client.post(url(issue), data)
    assert (response.status_code, said in html_of(response)) == (422, True)
    assert data["reason"] in html_of(response)
    assert not Override.objects.exists()


def test_what_was_chosen_stays_chosen_when_the_reason_is_missing(client, chief, issue):
    mark = mark_of(html_of(client.get(url(issue))))
    html = html_of(client.post(url(issue), {"marks": mark, "reason": ""}))
    assert f'value="{mark}" checked' in html


def test_who_may_only_look_lets_nothing_pass(client, issue):
    client.force_login(make_user(role=Role.LAYOUT))
    html = html_of(client.get(url(issue)))
    assert 'name="marks"' not in html
    (finding,) = preflight.check(issue).warnings
    response = client.post(url(issue), {"marks": finding.mark, "reason": "赠阅"})
    assert (response.status_code, "没有放行的权限" in html_of(response)) == (422, True)
    assert not Override.objects.exists()


def test_who_sees_nothing_unpublished_is_refused(client, issue):
    client.force_login(make_user(role=Role.ACCOUNTS))
    assert client.get(url(issue)).status_code == 403


def test_an_issue_against_which_something_stands_is_not_published_from_the_desk(client, issue):
    client.force_login(make_editor())
    html = html_of(client.get(url(issue, "publish")))
    assert 'type="submit"' not in html.split("<h2>本期各版")[0].split("</header>")[-1]
    issue.refresh_from_db()
    client.post(url(issue, "publish"), {"seen_version": issue.version, "at": ""})
    assert not Issue.objects.public().exists()


def test_a_published_issue_has_its_list_too(client, chief):
    issue = make_published(DATE)
    assert client.get(url(issue)).status_code == 200
    assert client.get(reverse("admin:issue_preflight", args=[10**20])).status_code == 404
