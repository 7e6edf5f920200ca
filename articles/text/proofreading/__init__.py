"""Proofreading: what can be told from the text alone, and nothing that only a reader can know.

    check("近日,成都市科协举办沙龙。") -> [Finding(rule="P01", start=2, end=3, suggestion="，", safe=True, …)]

The rules are those of Chinese print: GB/T 15834-2011 (punctuation), GB/T 15835-2011 (numbers) and the paper's own
habits. Their ids stay for good. Every rule has guards; what they guard against stands beside each pattern. RULES says
in Chinese what each one looks for.

Left out, because the text alone cannot decide it or another place does:
P05 a range written in two styles inside one issue (an issue is not at hand here); P13 breaks inside a word (needs a
lexicon); P20 two-digit years without a month (98年 may be a span), Han or Arabic digits by meaning; P22 a dateline that is
missing (features have none); P24 names that differ in more than a character; P29 whether the other page has its half;
P31 the shapes of CN numbers and addresses and P32 printed pinyin (checked where they are entered).
"""

from articles.text.proofreading import (
    characters,
    dates,
    numbers,
    pairs,
    rules,
    sequences,
    spacing,
    stops,
    torn,
    variants,
    widths,
    wording,
)
from articles.text.proofreading.checking import check, check_story
from articles.text.proofreading.edits import Edit, edits
from articles.text.proofreading.pairs import no_partner, unpaired
from articles.text.proofreading.rules import (
    SEVERITIES,
    Context,
    Finding,
    Kind,
    Rule,
    Severity,
)
from articles.text.proofreading.widths import halfwidth_marks
from articles.text.proofreading.words import Word, WordKind, WordList

__all__ = [
    "RULES",
    "SEVERITIES",
    "Context",
    "Edit",
    "Finding",
    "Kind",
    "Rule",
    "Severity",
    "Word",
    "WordKind",
    "WordList",
    "check",
    "check_story",
    "edits",
    "halfwidth_marks",
    "no_partner",
    "unpaired",
]

#: Whose import enters rules. A new module of rules is named here or its rules do not run.
BOOKS = (
    widths,
    pairs,
    stops,
    numbers,
    torn,
    spacing,
    dates,
    wording,
    variants,
    characters,
    sequences,
)

#: Every rule by its id, for the help page.
RULES: dict[str, Rule] = dict(sorted(rules.RULES.items()))
