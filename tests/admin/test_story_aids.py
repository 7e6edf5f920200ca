"""What the story's form asks while it is typed: the names of a signature, the tags that exist, the facts beside 保存."""

import re

import pytest
from django.urls import reverse

from articles import contributors
from articles.admin.story_aids import COUNTED_THERE, UNCOUNTED_THERE, for_browsers
from articles.models import Contributor
from articles.models.contributor import Kind
from articles.permissions import Role
from articles.text.typography import COUNTED
from tests.factories import make_article, make_issue, make_user, stories_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editor")]


def read(client, text: str):
    return client.get(reverse("admin:article_read_signature"), {"text": text})


def suggested(client, typed: str) -> list[tuple[str, int]]:
    answer = client.get(reverse("admin:article_suggest_tags"), {"q": typed}).json()
    return [(tag["name"], tag["used"]) for tag in answer["tags"]]


# --- 署名 -------------------------------------------------------------------------------------------


def test_each_name_is_told_with_its_role_and_whether_there_is_a_record_of_it(client):
    contributors.add("杨永忠")
    contributors.add("何晓")
    contributors.add("何晓", affiliation="望溪县科协")
    answer = read(client, "（彭佳 本报记者 杨永忠 何晓）").json()
    told = [
        (each["role"], each["name"], each["kind"], each["record"]) for each in answer["credits"]
    ]
    assert told == [
        ("", "彭佳", "个人", "新名字，保存时建档"),
        ("本报记者", "杨永忠", "个人", "已有档案"),
        ("本报记者", "何晓", "个人", "同名 2 人，保存后请选定"),
    ]
    assert answer["unread"] == []


def test_an_alias_counts_and_a_merged_record_does_not(client):
    one = contributors.keep(Contributor(name="陈兰"), ["兰草"])
    gone = contributors.add("陈兰")
    Contributor.every.filter(pk=gone.pk).update(merged_into=one)
    records = [each["record"] for each in read(client, "本报记者 兰草 陈兰").json()["credits"]]
    assert records == ["已有档案", "已有档案"]


def test_an_organisation_is_no_person_of_that_name(client):
    contributors.add("望溪县科协", Kind.COLLECTIVE)
    [credit] = read(client, "望溪县科协供稿").json()["credits"]
    assert [credit[part] for part in ("name", "kind", "record")] == [
        "望溪县科协",
        "单位",
        "已有档案",
    ]


def test_what_is_not_understood_is_named(client):
    answer = read(client, "本报记者 何晓 好的好的吗").json()
    assert answer["unread"] == ["好的好的吗"]


def test_nothing_and_too_much_are_no_signature(client):
    assert read(client, " ").json() == {"credits": [], "unread": []}
    assert read(client, "何" * 301).status_code == 400


def test_many_names_cost_no_more_queries_than_one(client, django_assert_num_queries):
    for text in ("何晓", " ".join(f"本报记者 何{each}" for each in "一二三四五六七八九")):
        with django_assert_num_queries(
            7
        ):  # session, account, roles, two of rights, two for the names
            read(client, text)


def test_reading_a_signature_makes_no_record(client):
    read(client, "本报记者 何晓")
    assert not Contributor.objects.exists()


# --- 标签 -------------------------------------------------------------------------------------------


def test_tags_are_found_by_a_part_and_by_pinyin_the_most_used_first(client):
    make_article(tags=["气象", "冬季气候", "天气"])
    make_article(tags=["天气", "气象站"])
    make_article(tags=["天气"])
    assert suggested(client, "气") == [("天气", 3), ("冬季气候", 1), ("气象", 1), ("气象站", 1)]
    assert suggested(client, "qx") == [("气象", 1), ("气象站", 1)]
    assert suggested(client, "tianq") == [("天气", 3)]
    assert suggested(client, "") == suggested(client, "气")


def test_letters_find_letters_and_nothing_is_made_or_found_of_what_is_not_there(client):
    make_article(tags=["5G技术"])
    assert suggested(client, "5g") == [("5G技术", 1)]
    assert suggested(client, "量子") == []
    assert suggested(client, "%") == []


def test_no_more_than_eight_are_offered(client):
    make_article(tags=[f"科普{number}" for number in range(12)])
    assert len(suggested(client, "科普")) == 8
    assert len(suggested(client, "kp")) == 8


@pytest.mark.parametrize("name", ["article_read_signature", "article_suggest_tags"])
def test_the_aids_answer_writers_alone(client, name):
    assert client.post(reverse(f"admin:{name}")).status_code == 405
    client.force_login(make_user("旁人", is_staff=True))
    assert client.get(reverse(f"admin:{name}")).status_code == 403
    client.force_login(make_user("记者", role=Role.REPORTER))
    assert client.get(reverse(f"admin:{name}")).status_code == 200
    client.logout()
    assert client.get(reverse(f"admin:{name}")).status_code == 302


# --- 字数 -------------------------------------------------------------------------------------------


def facts(client, article) -> str:
    page = client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    found = re.search(r'<span class="facts.*?</span>(?:.*?)\n', page)
    return re.sub("<[^>]+>", "", found[0]).strip()


def test_headline_and_body_are_counted_apart_with_draft_and_place_in_one_line(client):
    issue = make_issue()
    [placed] = stories_of(issue)
    loose = make_article("云海\n之上", kicker="雪后", subtitle="——5G到山顶", body="<p>雪停了。</p>")
    assert facts(client, loose).startswith("标题 12 字 · 正文 4 字 · 第1稿 · 未上版")
    assert f"第1稿 · {placed.place.page}" in facts(client, placed)


def test_the_rule_of_counting_is_handed_over_in_ascii_and_means_the_same():
    assert COUNTED_THERE.isascii()
    assert UNCOUNTED_THERE.isascii()
    assert for_browsers("[甲\\U00020000-\\U000323af]\\s") == "[\\u{7532}\\u{20000}-\\u{323af}]\\s"
    assert "\\U" not in COUNTED_THERE
    assert "\\U" in COUNTED.pattern
