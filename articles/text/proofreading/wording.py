"""P23, P25: words printed twice, words that the house does not use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.text.proofreading.rules import WRITTEN, Hit, Severity, Text, rule
from articles.text.proofreading.words import Word, WordKind
from articles.text.typography import HAN

#: One character twice; the guards are words that end or begin with it: 目的|的, 为了|了解, 是|是否, 存在|在, 和和美美.
TWICE = re.compile(
    "(?<![目标有])的的(?!确|士|卢)"
    "|(?<![为除不])了了(?![解望然却不如结之])"
    "|(?<![但还就于可凡总若要只便国也都算])是是(?![否非])"
    "|(?<![存现实内潜所好正外旨])在在(?![场座校职线岗编册建位])"
    "|(?<![温平饱总祥缓共柔随暖谦亲附中调融])和和(?![美睦气谐平善解缓乐])"
    "|(?<![参赋])与与(?![会])"
    "|(?<![普涉触顾以])及及(?![时格其早至])"
)
#: Words that are never said twice in a row, as 研究研究 and 一个一个 are.
NEVER_DOUBLED = "进行|以及|根据|关于|对于|由于|因为|所以|但是|并且|或者|按照|为了|已经|正在|开展|举办|召开|举行|主办|承办"
REPEATED = re.compile(rf"(?P<short>{NEVER_DOUBLED})(?P=short)|(?P<long>[{HAN}]{{3,8}})(?P=long)")
#: 一步步一步步, 一棵一棵一棵一棵, 哈哈哈哈哈哈: steps and sounds are said again and again.
CHANT = re.compile(rf"([{HAN}]{{1,2}})\1")

SEVERITY: dict[WordKind, Severity] = {"error": "error", "careful": "doubt", "title": "error"}


@rule(
    "P23",
    "重复的字词",
    severity="doubt",
    what="的的、了了、进行进行，连着印了两遍的词句；叠词（研究研究、一个一个）和两词相接（工作|作为、协会|会员）不算。",
    kinds=WRITTEN,
)
def repeated_words(text: Text) -> Iterator[Hit]:
    for match in TWICE.finditer(text.raw):
        yield _hit(match, match[0][0])
    for match in REPEATED.finditer(text.raw):
        one = match["short"] or match["long"]
        # 列表的列表的… is a list of lists.
        if not CHANT.search(one) and "的" not in (one[0], one[-1]):
            yield _hit(match, one)


def _hit(match: re.Match[str], one: str) -> Hit:
    return Hit(*match.span(), f"“{one}”连着出现了两次，请核对。", one)


@rule(
    "P25",
    "用词",
    severity="error",
    what="编辑部词表里的错别字、慎用词和固定称谓；词表由编辑在后台维护，受保护的名称不算。",
)
def house_words(text: Text) -> Iterator[Hit]:
    for at, word in text.words.find(text.raw):
        suggestion = word.right or None
        end = at + len(word.wrong)
        yield Hit(at, end, _message(word), suggestion, severity=SEVERITY[word.kind])


def _message(word: Word) -> str:
    note = f"（{word.note.rstrip('。')}）" if word.note else ""
    if word.kind == "careful":
        advice = f"，建议用“{word.right}”" if word.right else ""
        return f"“{word.wrong}”慎用{advice}{note}。"
    if word.kind == "title":
        return f"固定称谓应为“{word.right}”{note}。"
    return f"“{word.wrong}”应为“{word.right}”{note}。"
