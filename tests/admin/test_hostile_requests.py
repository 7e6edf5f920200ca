"""Whatever stands in an address or a form, the desk answers it: nothing ends in an error of Python's or a database's."""

import json
from uuid import uuid4

import pytest
from django.urls import reverse

from articles.models import Article, Version, WorkingCopy
from tests.factories import make_article, make_issue, make_section, make_user

pytestmark = pytest.mark.django_db

ENDLESS = "9" * 5000
ODD = ["\x00", "a\x00", "²", "٣", ENDLESS, "[1]", "[" * 100_000]


@pytest.fixture(autouse=True)
def chief(client):
    """Who may see every list."""
    user = make_user("主编", is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def form_of(article: Article) -> dict[str, str]:
    words = ("kicker", "title", "subtitle", "dateline", "body", "signature", "source", "note")
    lines = {
        f"{group}-{name}_FORMS": "0"
        for group in ("image_uses", "bylines")
        for name in ("TOTAL", "INITIAL")
    }
    sent = {name: getattr(article, name) for name in words} | lines
    return sent | {"section": "", "tags": "", "seen_version": str(article.version)}


# --- lists ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("view", "name"),
    [
        ("articles_article", "state__exact"),
        ("articles_article", "origin"),
        ("articles_contributor", "kind__exact"),
        ("articles_issue", "kind__exact"),
        ("articles_intake", "state__exact"),
        ("articles_houseword", "kind__exact"),
        ("sections_section", "name"),
    ],
)
def test_a_nul_in_a_filter_is_refused(client, view, name):
    make_issue()
    address = reverse(f"admin:{view}_changelist")
    assert client.get(address, {name: "a\x00"}).status_code == 400


@pytest.mark.parametrize("term", ["云\x00海", "a\x00"])
@pytest.mark.parametrize(
    ("model", "field"),
    [("byline", "contributor"), ("imageuse", "image"), ("article", "section")],
)
def test_a_nul_in_a_choice_s_search_is_left_out(client, model, field, term):
    asked = {"app_label": "articles", "model_name": model, "field_name": field, "term": term}
    answer = client.get(reverse("admin:autocomplete"), asked)
    assert answer.json() == {"results": [], "pagination": {"more": False}}


@pytest.mark.parametrize("odd", ["\x00", ENDLESS])
def test_odd_questions_of_the_contributors_screens(client, odd):
    merging = client.get(reverse("admin:contributor_merge"), {"ids": f"{odd},1"})
    assert merging.url == reverse("admin:articles_contributor_changelist")
    settling = client.get(reverse("admin:contributor_unsettled"), {"name": "李伟", "kind": odd})
    assert settling.url == reverse("admin:contributor_unsettled")


@pytest.mark.parametrize(
    ("model", "page"),
    [
        ("article", "change"),
        ("article", "delete"),
        ("article", "history"),
        ("contributor", "change"),
        ("intake", "change"),
    ],
)
def test_a_number_without_end_is_no_row(client, model, page):
    make_article()
    address = reverse(f"admin:articles_{model}_{page}", args=[ENDLESS])
    # Django leads on from a row that is not there; the import desk says that there is none.
    assert client.get(address).status_code in (302, 404)
    assert client.post(address, {"_merge": "1"}).status_code in (302, 404)


# --- the story's form -----------------------------------------------------------------------------


@pytest.mark.parametrize("odd", ODD)
def test_a_section_that_is_none_is_refused_in_the_form(client, odd):
    article = make_article()
    address = reverse("admin:articles_article_change", args=[article.pk])
    response = client.post(address, form_of(article) | {"section": odd})
    assert response.status_code == 200
    assert list(response.context["adminform"].form.errors) == ["section"]
    assert Version.objects.count() == 1


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    "name", ["section", "seen_text", "seen_beside", "image_uses-TOTAL_FORMS", "choose-body"]
)
def test_a_conflict_is_told_whatever_the_form_brought(client, name, odd):
    article = make_article(section=make_section())
    address = reverse("admin:articles_article_change", args=[article.pk])
    known = {"seen_version": "0", "_merge": str(article.version), "seen_beside": json.dumps({})}
    response = client.post(address, form_of(article) | known | {name: odd})
    assert response.status_code == 200
    assert Version.objects.count() == 1


def test_what_is_said_of_a_change_is_kept_without_what_no_database_keeps(client):
    article = make_article("云海")
    sent = form_of(article) | {"title": "雾海", "reason": " 改\x00题 "}
    client.post(reverse("admin:articles_article_change", args=[article.pk]), sent)
    assert Version.objects.get(number=2).reason == "改题"


def test_what_is_typed_is_kept_without_what_no_database_keeps(client):
    sent = {"copy_key": str(uuid4()), "story": ENDLESS, "title": "云\x00海", "a\x00": "x"}
    assert client.post(reverse("admin:article_copy_keep"), sent).status_code == 200
    assert WorkingCopy.objects.get().fields == {"title": ["云海"]}
