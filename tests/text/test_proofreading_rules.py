"""Each rule finds what it is for, with what to set there, and leaves what only looks like it."""

from __future__ import annotations

import pytest

from articles.text.proofreading import RULES, SEVERITIES, Finding, check, check_story
from tests.text.proofreading_cases import RIGHT, RIGHT_STORIES, WORDS, WRONG, WRONG_STORIES


def cases(table):
    return [
        pytest.param(rule, *(case if isinstance(case, tuple) else (case,)), id=f"{rule}-{at}")
        for rule, each in table.items()
        for at, case in enumerate(each, 1)
    ]


def of(rule: str, found: list[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.rule == rule]


@pytest.mark.parametrize(("rule", "text", "expected", "context"), cases(WRONG))
def test_a_rule_finds_what_is_wrong_and_says_what_to_set(rule, text, expected, context):
    found = of(rule, check(text, words=WORDS, context=context))
    assert [(text[f.start : f.end], f.suggestion) for f in found] == expected


@pytest.mark.parametrize(("rule", "text", "context"), cases(RIGHT))
def test_a_rule_leaves_in_peace_what_only_looks_wrong(rule, text, context):
    assert of(rule, check(text, words=WORDS, context=context)) == []


@pytest.mark.parametrize(("rule", "paragraphs", "expected", "context"), cases(WRONG_STORIES))
def test_a_rule_over_a_story_finds_its_paragraph_and_words(rule, paragraphs, expected, context):
    found = of(rule, check_story(paragraphs, context=context))
    printed = [(f.paragraph, paragraphs[f.paragraph][1][f.start : f.end]) for f in found]
    assert printed == expected


@pytest.mark.parametrize(("rule", "paragraphs", "context"), cases(RIGHT_STORIES))
def test_a_rule_over_a_story_leaves_a_whole_one_in_peace(rule, paragraphs, context):
    assert of(rule, check_story(paragraphs, context=context)) == []


def test_every_rule_has_its_wrong_and_its_right_texts():
    assert sorted(WRONG | WRONG_STORIES) == list(RULES)
    assert sorted(RIGHT | RIGHT_STORIES) == list(RULES)
    assert WRONG.keys() & WRONG_STORIES.keys() == set()


def test_the_help_page_can_print_every_rule_in_order():
    assert [(rule.id, rule.severity in SEVERITIES) for rule in RULES.values()] == [
        (f"P{number:02}", True) for number in range(1, 31)
    ]
    assert [rule.id for rule in RULES.values() if rule.title.isascii() or rule.what.isascii()] == []
    assert len({rule.title for rule in RULES.values()}) == len(RULES)


def test_findings_come_by_position_and_carry_the_severity_of_their_rule():
    text = "近日,雪停 了(大雪)，2026.3.4。"
    found = [(f.rule, f.span, f.severity, f.safe) for f in check(text)]
    assert found == [
        ("P01", (2, 3), "error", True),
        ("P17", (5, 6), "doubt", True),
        ("P02", (7, 11), "error", True),
        ("P20", (12, 20), "doubt", False),
    ]


def test_a_rule_may_weigh_one_hit_otherwise():
    found = check("4月31日", context=WRONG["P21"][0][2])
    assert [(f.rule, f.severity) for f in found] == [("P21", "error")]
    weights = [f.severity for f in check("帐号、法制、云岭科普、村霸", words=WORDS)]
    assert weights == ["error", "doubt", "error", "doubt"]


def test_nothing_is_said_of_an_empty_text():
    assert (check(""), check_story([]), check_story([("p", "")])) == ([], [], [])


def test_every_message_is_a_chinese_sentence():
    said = [
        finding.message
        for each in WRONG.values()
        for text, _, context in each
        for finding in check(text, words=WORDS, context=context)
    ]
    assert [message for message in said if not message.endswith("。") or message.isascii()] == []
    assert len(said) > 100
