"""Whatever is done in whatever order: a kept page is the page that would be made now."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
import time_machine
from django.conf import settings as site
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from hypothesis import seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from taggit.models import Tag

from articles import contributors, publishing, writing
from articles.models import Article, Contributor, Issue, Masthead
from articles.publishing.refusals import CannotPublish, CannotWithdraw
from sections import naming
from sections.models import Section
from tests.factories import DATE, make_article, make_editor, make_issue, place, sign, stories_of

HOUR = dt.timedelta(hours=1)
WEEK = dt.timedelta(days=7)
TAGS = ("湿地", "候鸟", "气象")
WORDS = ("云海之上", "雨海之上", "雪落青石")
DONE: Counter[str] = Counter()  # that the machine did what it is there to do
REFUSED = (CannotPublish, CannotWithdraw)

ISSUE, STORY, WORD = st.integers(0, 1), st.integers(0, 3), st.sampled_from(WORDS)


class Readers(RuleBasedStateMachine):
    """Two issues with two stories each, and a clock. A browser that is known to nobody reads what is kept; one with the
    cookie of a session that ended long ago is given every page anew."""

    @initialize()
    def begin(self) -> None:
        self.clock = time_machine.travel(timezone.now(), tick=False)
        self.now = self.clock.start()
        caches[
            "pages"
        ].clear()  # the rows of the run before this one are rolled back, and its ids come again
        self.by = make_editor()
        self.readers = Client(), Client()
        self.readers[1].cookies[site.SESSION_COOKIE_NAME] = "ended"
        self.years = DATE.replace(year=1990 + Issue.objects.count())
        self.issues = [self.make(self.years), self.make(self.years + WEEK)]
        publishing.publish(self.issue(0), by=self.by)
        self.paths = self.addresses()

    def make(self, date: dt.date) -> int:
        issue = make_issue(date, stories=0)
        section = naming.add(f"栏目{Section.objects.count()}")
        made = [make_article(tags=[tag], section=section, by=self.by) for tag in TAGS[:2]]
        place(issue.pages.get(), made)
        return issue.pk

    def addresses(self) -> list[str]:
        things = [self.issue(0), self.issue(1), *self.stories()[1:3], *Section.objects.all()]
        found = [thing.get_absolute_url() for thing in things]
        whose = Contributor.objects.filter(versions__article__in=self.stories()).distinct()
        found += [each.get_absolute_url() for each in whose]
        found += [f"{self.issue(0).get_absolute_url()}01/"]
        return ["/", "/issues/", *found, *(f"/tags/{tag.slug}/" for tag in Tag.objects.all())]

    def issue(self, at: int) -> Issue:
        return Issue.objects.get(pk=self.issues[at])

    def stories(self) -> list[Article]:
        return [story for at in (0, 1) for story in stories_of(self.issue(at))]

    def do(self, name: str, act, *things, **given) -> None:
        try:
            act(*things, by=self.by, **given)
        except REFUSED:
            return
        DONE[name] += 1

    @rule(at=ISSUE)
    def publish(self, at) -> None:
        self.do("published", publishing.publish, self.issue(at))

    @rule(at=ISSUE)
    def schedule(self, at) -> None:
        self.do("scheduled", publishing.publish, self.issue(at), at=timezone.now() + HOUR)

    @rule(at=ISSUE)
    def withdraw(self, at) -> None:
        self.do("withdrawn", publishing.withdraw, self.issue(at), reason="第一版有误")

    @rule(at=STORY, title=WORD, told=st.booleans())
    def renew(self, at, title, told) -> None:
        story = self.stories()[at]
        story.title = f"{title}之{story.version}"
        writing.save(story, by=self.by, expected=story.version)
        sign(story)
        said = "标题已更正。" if told else ""
        self.do("renewed", publishing.renew, story, correction=said)

    @rule(at=STORY)
    def withdraw_story(self, at) -> None:
        self.do("taken back", publishing.withdraw_story, self.stories()[at], reason="数字有误")

    @rule(at=STORY)
    def reinstate_story(self, at) -> None:
        self.do("reinstated", publishing.reinstate_story, self.stories()[at])

    @rule(at=STORY, tags=st.sets(st.sampled_from(TAGS)))
    def tag(self, at, tags) -> None:
        story = self.stories()[at]
        writing.save(story, by=self.by, expected=story.version, tags=sorted(tags))

    @rule(at=STORY, to=ISSUE)
    def move_to_another_section(self, at, to) -> None:
        story = self.stories()[at]
        story.section = self.stories()[to * 2].section
        writing.save(story, by=self.by, expected=story.version)

    @rule(name=WORD, shown=st.booleans())
    def rename_a_section(self, name, shown) -> None:
        section = self.stories()[0].section
        section.name, section.visible = f"{name}{section.pk}", shown
        naming.save(section)

    @rule(name=WORD)
    def rename_a_tag(self, name) -> None:
        tag = Tag.objects.order_by("pk").first()
        tag.name = name
        tag.save()

    @rule(affiliation=WORD)
    def rename_a_contributor(self, affiliation) -> None:
        who = Contributor.objects.order_by("pk").last()
        who.affiliation = affiliation
        contributors.keep(who)

    @rule(name=WORD)
    def rename_the_paper(self, name) -> None:
        masthead = Masthead.objects.get()
        masthead.name = name
        masthead.save()

    @rule(minutes=st.sampled_from([1, 60, 24 * 60]))
    def time_passes(self, minutes) -> None:
        self.now.shift(dt.timedelta(minutes=minutes))

    @rule()
    def the_hour_comes(self) -> None:
        self.now.shift(HOUR)
        DONE["brought out"] += sum(error is None for _issue, error in publishing.publish_due())

    @invariant()
    def what_is_kept_is_what_would_be_made_now(self) -> None:
        for path in self.paths:
            kept, made = (answer(reader, path) for reader in self.readers)
            assert kept == made, path

    def teardown(self) -> None:
        if hasattr(self, "clock"):
            self.clock.stop()


def answer(reader: Client, path: str) -> tuple[int, bytes, str | None]:
    """The cookie is sent again each time: an answer takes away one whose session has ended."""
    cookies = {name: morsel.value for name, morsel in reader.cookies.items()}
    response = reader.get(path)
    reader.cookies.clear()
    reader.cookies.load(cookies)
    return response.status_code, response.content, response.get("Location")


#: Name of a rule, what it is given, and what must have come of it.
PARADE = [
    ("publish", {"at": 1}, "published"),
    ("renew", {"at": 1, "title": WORDS[0], "told": True}, "renewed"),
    ("withdraw_story", {"at": 1}, "taken back"),
    ("tag", {"at": 2, "tags": {TAGS[2]}}, ""),
    ("reinstate_story", {"at": 1}, "reinstated"),
    ("move_to_another_section", {"at": 2, "to": 0}, ""),
    ("rename_a_section", {"name": WORDS[1], "shown": False}, ""),
    ("rename_a_tag", {"name": WORDS[1]}, ""),
    ("rename_a_contributor", {"affiliation": WORDS[2]}, ""),
    ("rename_the_paper", {"name": WORDS[2]}, ""),
    ("withdraw", {"at": 1}, "withdrawn"),
    ("schedule", {"at": 1}, "scheduled"),
    ("time_passes", {"minutes": 60}, ""),
    ("the_hour_comes", {}, "brought out"),
    ("time_passes", {"minutes": 24 * 60}, ""),
]


@pytest.mark.django_db
def test_after_each_act_a_kept_page_is_the_page_that_would_be_made_now():
    DONE.clear()
    machine = Readers()
    try:
        machine.begin()
        for name, given, done in PARADE:
            machine.what_is_kept_is_what_would_be_made_now()
            before = DONE[done]
            getattr(machine, name)(**given)
            assert DONE[done] - before == bool(done), name
        machine.what_is_kept_is_what_would_be_made_now()
    finally:
        machine.teardown()


@pytest.mark.django_db
def test_whatever_is_done_a_kept_page_is_the_page_that_would_be_made_now(seed_block):
    DONE.clear()
    run_state_machine_as_test(
        seed(seed_block)(Readers),
        settings=settings(max_examples=4, stateful_step_count=10, deadline=None),
    )
    assert +DONE
