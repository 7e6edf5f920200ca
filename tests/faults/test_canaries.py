"""Words that stand nowhere but in what is not public: an anonymous crawl of everything hears none of them, ever."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.utils import timezone

from articles import assembly, images, previews, publishing, workflow, writing
from articles.models import Article, Image, Issue, Source
from articles.models.article import State
from articles.permissions import Role
from sections import naming
from tests.factories import (
    DATE,
    make_article,
    make_editor,
    make_issue,
    make_published,
    make_user,
    picture_bytes,
    place,
    send_up,
    sign,
    stories_of,
)
from tests.faults.crawling import crawl, found

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)
PEOPLE = {"甲": "闻人砚秋", "乙": "司徒砚冬", "丙": "尉迟砚春"}
#: What readers have of a published story, besides its picture, tag, section and contributor.
PRINTED = ("kicker", "title", "subtitle", "dateline", "body", "source")
BESIDE_PICTURE = ("caption", "credit", "alt")


def word(mark: str, field: str) -> str:
    return f"暗{mark}{field}鸫"


def words(mark: str) -> dict[str, str]:
    """The text of a story, each field with its own word; `signature` with a name that nobody else bears."""
    text = {name: word(mark, name) for name in PRINTED}
    return text | {"body": f"<p>{text['body']}</p>", "signature": f"（本报记者 {PEOPLE[mark]}）"}


def picture(mark: str) -> tuple[Image, writing.Figure]:
    data = picture_bytes(colour=f"#{ord(mark):06x}")
    image = images.keep(
        data, images.prepare(data), title=word(mark, "file"), by=make_user(), photographer="暗者"
    )
    return image, writing.Figure(image, *(word(mark, name) for name in BESIDE_PICTURE))


def make_story(mark: str, *, signed: bool) -> Article:
    section = naming.add(word(mark, "section"))
    section.visible = False  # as the import desk makes one; an editor shows it later
    naming.save(section)
    return make_article(
        signed=signed,
        section=section,
        figures=[picture(mark)[1]],
        tags=[word(mark, "tag")],
        note=word(mark, "note"),
        **words(mark),
    )


def of_text(mark: str) -> set[str]:
    """What readers find of a version that they read."""
    sha256 = Image.objects.get(title=word(mark, "file")).sha256
    names = (*PRINTED, *BESIDE_PICTURE)
    return {*(word(mark, name) for name in names), PEOPLE[mark], sha256}


def of_story(mark: str) -> set[str]:
    return of_text(mark) | {word(mark, "tag"), word(mark, "section")}


def of_issue() -> set[str]:
    return {"暗刊theme鸫", "暗版name鸫", "暗版credits鸫"}


def never() -> set[str]:
    """The office's own, of published stories too; and a story that is with its reviewers."""
    return {word(mark, name) for mark in PEOPLE for name in ("note", "file", "source-file")} | {
        *of_story("乙"),
        "暗稿opinion鸫",
        "暗者",
    }


def make_paper() -> Issue:
    """An older issue that is out, one to come with the story 甲, and 乙 on its way through the review."""
    make_published(DATE - dt.timedelta(days=7))
    issue = make_issue(stories=1, theme="暗刊theme鸫")
    page = assembly.append_page(issue, by=make_editor())
    assembly.describe(
        page, by=make_editor(), name="暗版name鸫", credits="暗版credits鸫", budget=None
    )
    place(page, [make_story("甲", signed=True)])
    draft = send_up(make_story("乙", signed=False), State.SECOND)
    workflow.send_back(draft, by=make_user(role=Role.HEAD), opinion="暗稿opinion鸫")
    previews.make(draft, by=make_editor())
    for mark in PEOPLE:
        Source.objects.create(
            issue=issue,
            fingerprint=mark,
            filename=word(mark, "source-file"),
            data=mark.encode(),
            created_by=make_user(),
        )
    return issue


def the_story() -> Article:
    return Article.objects.get(tags__name=word("甲", "tag"))


def revise() -> None:
    """甲 in the words of 丙, on their way through the review; its tag and section stay."""
    story = the_story()
    for name, text in words("丙").items():
        setattr(story, name, text)
    writing.save(story, by=make_editor(), expected=story.version, figures=[picture("丙")[1]])


def acts(now: dt.datetime, time_machine) -> Iterator[tuple[str, set[str]]]:
    """Does one act after the other: what was done, and what of the words is public from then on."""
    issue, by = make_paper(), make_editor()
    yield "before", set()
    publishing.publish(issue, by=by, at=now + HOUR)
    yield "scheduled", set()
    time_machine.move_to(now + HOUR - dt.timedelta(seconds=1))
    yield "a second before", set()
    time_machine.move_to(now + HOUR)
    out = of_issue() | of_story("甲")
    yield "at its hour", out
    assert [error for _issue, error in publishing.publish_due()] == [None]
    yield "brought out", out
    revise()
    yield "a new text is under review", out
    sign(the_story())
    yield "and signed", out
    publishing.renew(the_story(), by=by, correction="更正见此。")
    renewed = of_issue() | of_text("丙") | (of_story("甲") - of_text("甲"))
    yield "and published", renewed
    publishing.withdraw_story(the_story(), by=by, reason="数字有误")
    yield "the story is withdrawn", of_issue()
    publishing.reinstate_story(the_story(), by=by)
    yield "and shown again", renewed
    publishing.withdraw(issue, by=by, reason="印错了")
    yield "the issue is withdrawn", set()
    publishing.publish(issue, by=by, at=now + 3 * HOUR)
    yield "and signed for later", set()
    time_machine.move_to(now + 3 * HOUR)
    yield "and out again", renewed


def test_what_is_not_public_is_heard_nowhere_and_what_is_public_is(client, time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    for said, public in acts(now, time_machine):
        first = crawl(
            client, desk=said in ("before", "and out again")
        )  # it asks who one is, always
        heard = first, crawl(client)  # the second time from what was kept
        secret = everything() - public
        assert [found(each, secret) for each in heard] == [set(), set()], said
        assert [public - found(each, public) for each in heard] == [set(), set()], said
        assert [status(each) for each in heard] == [[], []], said
        assert len(heard[1]) > 60


def status(heard: dict[str, str]) -> list[str]:
    """Addresses that failed."""
    return [url for url, said in heard.items() if said.startswith("5")]


def everything() -> set[str]:
    known = set(Image.objects.values_list("title", flat=True))
    marks = [mark for mark in PEOPLE if word(mark, "file") in known]
    return of_issue() | never() | {each for mark in marks for each in of_story(mark)}


def test_the_crawl_hears_what_is_shown_by_mistake(client, monkeypatch):
    """What the proof above hangs on: a story that every reader is let see is found by its number alone."""
    make_paper()
    monkeypatch.setattr(Article, "is_visible", True)
    secret = found(crawl(client), of_story("甲"))
    assert word("甲", "title") in secret
    assert stories_of(Issue.objects.newest_first().first())
