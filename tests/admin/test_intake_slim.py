"""What a step sends back: only what the screen does not hold already."""

import re

import pytest
from django.template import Context, Template

from articles.admin.intake_slim import known
from articles.models import Intake
from tests.admin.test_intake_desk import add, url_of
from tests.factories import make_editor

pytestmark = pytest.mark.django_db

PARTS = Template(
    "{% load parts %}{% for n, words in stories %}"
    '{% part %}<article id="s1-{{ n }}">{% passing %}{{ n }}{% endpassing %} {{ words }}'
    "{% passing %}{{ version }}{% endpassing %}</article>{% endpart %}{% endfor %}<li>别的</li>"
)


def sent(*stories: tuple[int, str], version: int = 2, held: str = "") -> str:
    return PARTS.render(Context({"stories": stories, "version": version, "held": known(held)}))


def digests(html: str) -> list[str]:
    return re.findall(r'data-part="([0-9a-f]{12})"', html)


def test_each_part_has_a_digest_of_its_words_and_nothing_else_is_touched():
    marked = sent((1, "雪"), (2, "雨"))
    assert len(set(digests(marked))) == 2
    assert re.sub(r' data-part="[0-9a-f]{12}"', "", marked) == (
        '<article id="s1-1">1 雪2</article><article id="s1-2">2 雨2</article><li>别的</li>'
    )


def test_what_is_held_is_left_out_and_the_rest_is_sent_whole():
    one, other = digests(sent((1, "雪"), (2, "雨")))
    assert sent((1, "雪"), (2, "雨"), held=one) == (
        f'<article data-same="{one}"></article>'
        f'<article data-part="{other}" id="s1-2">2 雨2</article><li>别的</li>'
    )


def test_a_part_may_hold_another_of_its_kind():
    nested = Template(
        "{% load parts %}{% part %}<article id=a>{{ words }}<article>甲</article></article>{% endpart %}乙"
    )
    (digest,) = digests(nested.render(Context({"words": "雪"})))
    held = Context({"words": "雪", "held": {digest}})
    assert nested.render(held) == f'<article data-same="{digest}"></article>乙'


def test_words_that_look_like_a_seam_or_the_end_of_a_part_are_words():
    words = "<!--passing--></article>"
    (digest,) = digests(sent((1, words)))
    assert "1 &lt;!--passing--&gt;&lt;/article&gt;2</article>" in sent((1, words))
    assert digests(sent((1, words), version=3)) == [digest]


def test_a_new_version_and_a_new_number_do_not_make_a_story_new():
    assert digests(sent((7, "雪"))) == digests(sent((7, "雪"), version=3))
    assert digests(sent((7, "雪"))) != digests(sent((7, "雨")))
    numbered = Template(
        "{% load parts %}{% part %}<li class=x>{% passing %}{{ n }}{% endpassing %}</li>{% endpart %}"
    )
    assert digests(numbered.render(Context({"n": 7}))) == digests(
        numbered.render(Context({"n": 6}))
    )


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
