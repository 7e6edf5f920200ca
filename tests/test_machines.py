"""What machines are sent: feeds, sitemaps, JSON-LD."""

import datetime as dt
import json
import re

import pytest
import time_machine
from defusedxml import ElementTree
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import contributors, jsonld, publishing, sitemaps, writing
from articles.models import Article, Contributor, Issue, Page
from articles.text.authorship import Author, authors
from articles.text.xml import xml_words
from sections import naming
from tests import judges
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
    sign,
)

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def publish(*stories: Article, date: dt.date = DATE, **fields) -> Issue:
    """An issue of one page that holds these."""
    issue = make_issue(date, stories=0, **fields)
    place(Page.objects.get(issue=issue), list(stories))
    return publishing.publish(issue, by=make_editor())


def renew(story: Article, title: str, correction: str) -> None:
    story.refresh_from_db()
    story.title = title
    writing.save(story, by=make_user(), expected=story.version)
    sign(story)
    publishing.renew(story, by=make_editor(), correction=correction)


def pictured() -> Article:
    return make_article(
        "湿地来了新客",
        kicker="引题",
        subtitle="副题",
        section=make_section("他山之石"),
        figures=[writing.Figure(make_image(), "图说", "何晓 摄", "画面")],
        signature="（本报记者 何晓 陆舟）",
    )


def story_data(client, story: Article) -> dict:
    [data] = judges.Page(client.get(story.get_absolute_url()).content.decode()).data
    return next(each for each in data["@graph"] if each["@type"] == "NewsArticle")


# --- when ---


def told_times(client, story: Article) -> dict[str, tuple[str, str]]:
    """Which machine -> when the story was published and last modified."""
    [item] = client.get("/feed.json").json()["items"]
    [entry] = ElementTree.fromstring(client.get("/feed.xml").content).iter(f"{ATOM}entry")
    data = story_data(client, story)
    html = client.get(story.get_absolute_url()).content.decode()
    return {
        "atom": (entry.findtext(f"{ATOM}published"), entry.findtext(f"{ATOM}updated")),
        "json": (item["date_published"], item["date_modified"]),
        "schema.org": (data["datePublished"], data["dateModified"]),
        "card": tuple(re.findall(r'article:(?:published|modified)_time" content="([^"]+)"', html)),
    }


@pytest.mark.parametrize(
    ("put_here", "published"),
    [
        ("2026-03-03T21:30:07+08:00", "2026-03-03T21:30:07+08:00"),  # in the evening before
        ("2026-03-04T06:10:07+08:00", "2026-03-04T06:10:07+08:00"),
        ("2026-11-26T20:38:52+08:00", "2026-03-04T00:00:00+08:00"),  # from the archive
    ],
)
def test_all_machines_are_told_the_same_times(client, put_here, published):
    story = make_article()
    with time_machine.travel(dt.datetime.fromisoformat(put_here), tick=False):
        issue = publish(story)
        assert set(told_times(client, story).values()) == {(published, put_here)}
    later = timezone.now() + dt.timedelta(days=300)
    with time_machine.travel(later, tick=False):
        publishing.withdraw(issue, by=make_editor())
        issue.refresh_from_db()
        publishing.publish(issue, by=make_editor())
        assert set(told_times(client, story).values()) == {(published, _stamp(later))}


# --- feeds ---


def test_a_feed_tells_title_author_section_picture_and_time(client):
    story = pictured()
    issue = publish(story)
    [item] = client.get("/feed.json").json()["items"]
    assert item.pop("image").endswith("/fallback.jpg")
    assert item == {
        "id": f"tag:testserver,{timezone.localdate()}:{story.get_absolute_url()}",
        "url": f"http://testserver{story.get_absolute_url()}",
        "title": "湿地来了新客",
        "content_text": item["summary"],
        "summary": item["summary"],
        "date_published": f"{DATE}T00:00:00+08:00",
        "date_modified": _stamp(issue.publish_at),
        "authors": [{"name": "何晓"}, {"name": "陆舟"}],
        "tags": ["他山之石"],
    }
    assert item["summary"].startswith("近日，第")


def test_both_forms_of_a_feed_tell_the_same_stories_newest_first(client):
    first, second = make_article("先登的"), make_article("后登的")
    publish(first)
    publish(second, date=DATE + dt.timedelta(days=7))
    atom, told = client.get("/feed.xml"), client.get("/feed.json")
    assert judges.feed(atom.content, atom["Content-Type"]) == judges.feed(
        told.content, told["Content-Type"]
    )
    assert [each["title"] for each in told.json()["items"]] == ["后登的", "先登的"]


def test_a_corrected_story_says_when_it_was_renewed(client):
    story = make_article("旧题")
    publish(story)
    [before] = client.get("/feed.json").json()["items"]
    renew(story, "新题", "标题有误")
    [after] = client.get("/feed.json").json()["items"]
    assert (before["title"], after["title"], after["id"]) == ("旧题", "新题", before["id"])
    assert after["date_published"] == before["date_published"] < after["date_modified"]


def test_a_section_and_a_person_have_feeds_of_their_own(client):
    story = pictured()
    publish(story, make_article("别的", section=make_section(), signature="（何佳）"))
    person = Contributor.objects.get(name="陆舟")
    for home in (story.section.get_absolute_url(), person.get_absolute_url()):
        told = client.get(f"{home}feed.json").json()
        assert [each["title"] for each in told["items"]] == ["湿地来了新客"], home
        assert told["home_page_url"] == f"http://testserver{home}"


@pytest.mark.parametrize("name", ["feed.xml", "feed.json"])
def test_a_feed_that_moved_leads_on_as_its_page_does(client, name):
    section = make_section("科普课堂")
    publish(make_article(section=section, signature="（陆舟）"))
    section.slug = "ke-tang"
    naming.save(section)
    [stays] = Contributor.objects.filter(name="陆舟")
    other = Contributor.objects.create(name="陆 舟")
    choice = contributors.Choice(name=stays.name, kind=stays.kind)
    seen = {stays.pk: stays.version, other.pk: other.version}
    contributors.merge(stays.pk, seen, choice, by=make_editor())
    moves = {
        "/sections/ke-pu-ke-tang/": "/sections/ke-tang/",
        f"/contributors/{other.pk}/": f"/contributors/{stays.pk}/",
    }
    for old, new in moves.items():
        for leaf in ("", name):
            answer = client.get(f"{old}{leaf}")
            assert (answer.status_code, answer["Location"]) == (301, f"{new}{leaf}")


def test_a_feed_has_an_author_where_nobody_signed(client):
    make_masthead(name="云岭科学报")
    publish(make_article("消息", signature=""))
    response = client.get("/feed.xml")
    assert judges.feed(response.content, response["Content-Type"])[1] != []
    assert "<author><name>云岭科学报</name></author>" in response.content.decode()


def test_a_feed_of_nothing_is_valid_and_nobody_unknown_has_one(client):
    response = client.get("/feed.xml")
    assert judges.feed(response.content, response["Content-Type"]) == ("未命名的报纸", [])
    person = Contributor.objects.create(name="无稿")
    assert client.get(f"{person.get_absolute_url()}feed.xml").status_code == 404


def test_a_feed_is_asked_again_and_not_sent_again(client):
    publish(make_article())
    for path in ("/feed.xml", "/feed.json", "/sitemap.xml", "/sitemap-2026.xml"):
        mark = client.get(path)["ETag"]
        assert client.get(path, headers={"If-None-Match": mark}).status_code == 304, path


@pytest.mark.parametrize(
    "path",
    [
        "/feed.xml",
        "/feed.json",
        "/sitemap.xml",
        "/sitemap-lists.xml",
        "/sitemap-2026.xml",
        "/sitemap-news.xml",
    ],
)
def test_the_number_of_queries_does_not_grow_with_the_stories(client, path):
    asked = []
    for number in (1, 6):
        publish(*(pictured() for _ in range(number)), date=DATE + dt.timedelta(days=number))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(path)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 8


# --- sitemaps ---


def test_a_sitemap_says_when_a_story_last_changed(client):
    story = make_article("旧题")
    issue = publish(story, make_article("别的"))
    Issue.objects.update(publish_at=timezone.now() - dt.timedelta(days=90))
    renew(story, "新题", "标题有误")
    found = client.get("/sitemap-2026.xml").content.decode()
    issue.refresh_from_db()
    moments = dict.fromkeys(_moments(found))
    renewed = story.publications.get().created_at
    assert list(moments) == [_stamp(renewed), _stamp(issue.publish_at)]
    assert judges.locations(client.get("/sitemap-changes.xml").content) == [
        f"http://testserver{story.get_absolute_url()}"
    ]


def _moments(xml: str) -> list[str]:
    return [part.split("<")[0] for part in xml.split("<lastmod>")[1:]]


def _stamp(moment: dt.datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")


def test_a_year_of_many_addresses_is_split_and_none_is_lost(client, monkeypatch):
    make_published(pages=2, stories=2)
    monkeypatch.setattr(sitemaps, "IN_A_FILE", 3)
    parts = [
        each for each in judges.locations(client.get("/sitemap.xml").content) if "2026" in each
    ]
    assert [part.rpartition("/")[2] for part in parts] == [
        "sitemap-2026.xml",
        "sitemap-2026-2.xml",
        "sitemap-2026-3.xml",
    ]
    listed = [judges.locations(client.get(judges.path_of(part)).content) for part in parts]
    assert [len(each) for each in listed] == [3, 3, 1]
    assert len({address for each in listed for address in each}) == 7
    assert client.get("/sitemap-2026-4.xml").status_code == 404


@pytest.mark.parametrize("name", ["0000", "0001", "2025", "9999", "0000-1", "2026-2"])
def test_a_year_without_an_issue_has_no_sitemap(client, name):
    publish(make_article())
    assert client.get(f"/sitemap-{name}.xml").status_code == 404


def test_the_news_sitemap_holds_the_last_two_days_alone(client):
    today = timezone.localdate()
    new, old = make_article("今日的"), make_article("前天的")
    publish(new, date=today)
    with time_machine.travel(timezone.now() - dt.timedelta(days=2), tick=False):
        publish(old, date=today - dt.timedelta(days=2))
    xml = client.get("/sitemap-news.xml").content.decode()
    assert judges.locations(xml.encode()) == [f"http://testserver{new.get_absolute_url()}"]
    assert "<news:title>今日的</news:title>" in xml
    assert "<news:name>江源科学报</news:name><news:language>zh-cn</news:language>" in xml


def test_the_news_sitemap_is_named_while_there_is_news(client):
    today = timezone.localdate()
    with time_machine.travel(timezone.now() - dt.timedelta(days=2), tick=False):
        publish(make_article("前天的"), date=today - dt.timedelta(days=2))
    named = [_names_news(client)]
    publish(make_article("今日的"), date=today)
    assert [*named, _names_news(client)] == [False, True]


def _names_news(client) -> bool:
    parts = judges.locations(client.get("/sitemap.xml").content)
    return "http://testserver/sitemap-news.xml" in parts


# --- JSON-LD ---


def test_a_story_is_told_in_the_words_of_schema_org(client):
    story = pictured()
    issue = publish(story, total_number=3087)
    renew(story, "湿地来了三种新客", "标题有误")
    told = story_data(client, story)
    assert told.pop("description").startswith("近日")
    assert told.pop("image")[0].startswith("http://testserver/media/images/")
    people = {person.name: person.get_absolute_url() for person in Contributor.objects.all()}
    renewed = story.publications.get().created_at
    address = f"http://testserver{story.get_absolute_url()}"
    assert told == {
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "headline": "湿地来了三种新客",
        "alternativeHeadline": ["引题", "副题"],
        "dateline": "本报讯",
        "datePublished": f"{DATE}T00:00:00+08:00",
        "dateModified": _stamp(renewed),
        "author": [
            {
                "@type": "Person",
                "name": name,
                "jobTitle": "本报记者",
                "url": f"http://testserver{people[name]}",
            }
            for name in ("何晓", "陆舟")
        ],
        "articleSection": "他山之石",
        "printSection": "版名1",
        "printPage": "1",
        "printEdition": "总第3087期",
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": "标题有误",
                "datePublished": timezone.localdate(renewed).isoformat(),
            }
        ],
        "isPartOf": {"@id": f"http://testserver{issue.get_absolute_url()}"},
        "publisher": {
            "@type": "Organization",
            "@id": "http://testserver/#publisher",
            "name": "江源科学报社",
            "url": "http://testserver/",
        },
        "inLanguage": "zh-Hans",
        "isAccessibleForFree": True,
    }


def test_an_issue_is_told_with_its_number_and_its_paper(client):
    issue = make_published(total_number=3087)
    [data] = judges.Page(client.get("/").content.decode()).data
    kinds = {each["@type"]: each for each in data["@graph"]}
    assert set(kinds) == {"Newspaper", "PublicationIssue"}
    assert kinds["PublicationIssue"]["issueNumber"] == "3087"
    assert kinds["PublicationIssue"]["isPartOf"] == {"@id": kinds["Newspaper"]["@id"]}
    [data] = judges.Page(client.get(issue.get_absolute_url()).content.decode()).data
    way = next(each for each in data["@graph"] if each["@type"] == "BreadcrumbList")
    assert [item["position"] for item in way["itemListElement"]] == [1, 2]


def test_what_staff_look_at_before_readers_is_told_to_no_machine(client):
    client.force_login(make_editor())
    issue = make_issue()
    html = client.get(issue.get_absolute_url()).content.decode()
    assert judges.Page(html).data == []


def test_who_wrote_a_story_is_not_who_edited_it():
    def credit(role, name, kind="person"):
        return {"role": role, "name": name, "kind": kind, "affiliation": "", "work": ""}

    signed = [
        credit("本报记者", "何晓"),
        credit("通讯员", "何晓"),
        credit("", "云岭省科协", "organisation"),
        credit("责任编辑", "林晓"),
    ]
    assert authors(signed) == [Author("何晓", True, "本报记者"), Author("云岭省科协", False)]
    assert authors(signed[3:]) == [Author("林晓", True)]


def test_what_is_empty_is_not_told():
    told = jsonld.graph([{"@type": "Person", "name": "何晓", "jobTitle": "", "image": []}])
    assert json.loads(json.dumps(told))["@graph"] == [{"@type": "Person", "name": "何晓"}]


def test_words_for_xml_lose_only_what_xml_refuses():
    assert xml_words("一\x00\x0b\x1f\ud800\ufffe二\t\n𠮷\u2028\x7f") == "一二\t\n𠮷\u2028\x7f"
