"""What a step sends back: only what the screen does not hold already."""

import re

import pytest

from articles.admin.intake_slim import known, slim
from articles.models import Intake
from tests.admin.test_intake_desk import add, url_of
from tests.factories import make_editor

pytestmark = pytest.mark.django_db

STORY = '<article class="story" id="s1-{n}"><span class="story__number">{n}</span>{words}<input name="seen_version" value="{version}"></article>'
LINE = '<li id="l1-{n}" class="line">{words}</li>'


def digests(html: str) -> list[str]:
    return re.findall(r'data-part="([0-9a-f]{12})"', html)


def test_each_story_and_each_line_has_a_digest_of_its_words():
    page = STORY.format(n=1, words="雪", version=2) + LINE.format(n=1, words="雪") + "<li>别的</li>"
    marked = slim(page)
    assert len(set(digests(marked))) == 2
    assert re.sub(r' data-part="[0-9a-f]{12}"', "", marked) == page


def test_what_is_held_is_left_out_and_the_rest_is_sent_whole():
    one, other = STORY.format(n=1, words="雪", version=2), STORY.format(n=2, words="雨", version=2)
    held = frozenset(digests(slim(one)))
    assert slim(one + other, held) == f'<article data-same="{next(iter(held))}"></article>' + slim(
        other
    )


def test_a_new_version_and_a_new_number_do_not_make_a_story_new():
    before, after = (STORY.format(n=7, words="雪", version=v) for v in (2, 3))
    assert digests(slim(before)) == digests(slim(after))
    assert digests(slim(before)) == digests(slim(before.replace(">7<", ">6<")))
    assert digests(slim(before)) != digests(slim(before.replace("雪", "雨")))


def test_only_digests_are_taken_for_digests():
    assert known("0123456789ab x <script> 0123456789AB") == {"0123456789ab"}


def test_a_screen_that_holds_everything_gets_nothing_twice(client):
    client.force_login(make_editor("沈墨"))
    page = add(client).content.decode()
    (intake,) = Intake.objects.all()
    form = {"held": " ".join(digests(page))}
    answer = client.post(url_of(intake), form).content.decode()
    assert digests(answer) == []
    assert answer.count("data-same=") == len(digests(page)) == 8
