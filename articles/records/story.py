"""Of a story: round by round who said what of which version, what was changed after a signature, what was published."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from articles.models import Article, Issue, Publication, Review, Version
from articles.models.review import Stage, Verdict
from articles.permissions import printed_name

#: So much of a fingerprint tells two texts apart for the eye.
SHORT = 8
#: What ends a signature's word for the round; afterwards the author writes, which is no change of signed words.
ENDS = (Verdict.SEND_BACK, Verdict.REJECT, Verdict.SUBMIT)


@dataclass(frozen=True, slots=True)
class Line:
    """A verdict, or a change of signed words (`is_change`: by whom, up to which version, in what words)."""

    stage: str
    name: str
    rule: str
    at: dt.datetime
    said: str
    opinion: str
    version: int
    mark: str
    findings: int | None
    is_change: bool = False


@dataclass(frozen=True, slots=True)
class Round:
    """From one 送审 to the next; 0 for what came in without review."""

    number: int
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Printing:
    """A line of the 出版记录 as far as it speaks of the story."""

    at: dt.datetime
    deed: str
    name: str
    issue: Issue
    publish_at: dt.datetime | None
    version: int
    mark: str
    address: str
    reason: str


@dataclass(frozen=True, slots=True)
class StoryRecord:
    article: Article
    rounds: list[Round]
    printings: list[Printing]
    #: Signed words were changed and 总编辑 has not confirmed it.
    is_unconfirmed: bool


def of_stories(articles: Sequence[Article]) -> list[StoryRecord]:
    """In the order given. Three queries, however many; each story brings its `latest_version`."""
    reviews, versions = _reviews(articles), _versions(articles)
    printings = _printings(articles)
    return [
        _record(article, reviews[article.pk], versions[article.pk], printings[article.pk])
        for article in articles
    ]


def short(fingerprint: str) -> str:
    return fingerprint[:SHORT]


def _reviews(articles: Sequence[Article]) -> dict[int, list[Review]]:
    found = defaultdict(list)
    texts = ("version__body", "version__figures", "version__credits")
    for review in Review.objects.filter(article__in=articles).in_order().defer(*texts):
        found[review.article_id].append(review)
    return found


def _versions(articles: Sequence[Article]) -> dict[int, list[Version]]:
    found = defaultdict(list)
    rows = Version.objects.filter(article__in=articles).select_related("created_by")
    for version in rows.defer("body", "figures", "credits").order_by("number"):
        found[version.article_id].append(version)
    return found


def _printings(articles: Sequence[Article]) -> dict[int, list[Printing]]:
    """A story may have been published in another issue than the one it stands in, so all rows that name it count."""
    if not articles:
        return defaultdict(list)
    # the same words on both databases: each sets one blank behind a colon, and ends the number with a comma
    named = [Q(line__contains=f'"article": {article.pk},') for article in articles]
    rows = Publication.objects.annotate(line=Cast("versions", TextField()))
    since = min(article.created_at for article in articles)
    rows = rows.filter(reduce(or_, named), created_at__gte=since)
    known = {article.pk: article for article in articles}
    found = defaultdict(list)
    for row in rows.in_order().select_related("issue"):
        for line in row.versions:
            if line["article"] in known:
                found[line["article"]].append(_printing(row, line, known[line["article"]]))
    return found


def _printing(row: Publication, line: dict, article: Article) -> Printing:
    return Printing(
        at=row.created_at,
        deed=row.get_deed_display(),
        name=row.printed_name,
        issue=row.issue,
        publish_at=row.publish_at,
        version=line["version"],
        mark=short(line["fingerprint"]),
        address=row.address if row.article_id else article.get_absolute_url(),
        reason=row.reason,
    )


def _record(
    article: Article, reviews: list[Review], versions: list[Version], printings: list[Printing]
) -> StoryRecord:
    rounds: dict[int, list[Line]] = {}
    for number, line in _lines(reviews, versions):
        rounds.setdefault(number, []).append(line)
    last = next(reversed(rounds.values()), [])
    return StoryRecord(
        article=article,
        rounds=[Round(number, lines) for number, lines in rounds.items()],
        printings=printings,
        is_unconfirmed=bool(last) and last[-1].is_change,
    )


def _lines(reviews: list[Review], versions: list[Version]) -> Iterator[tuple[int, Line]]:
    """With the round each is of; before a verdict on words that were changed after a signature, the change."""
    told: int | None = None  # the last version told of since the signature; None where none stands
    for review in reviews:
        number = review.version.number
        if told is not None and (changed := _between(versions, told, number)):
            yield review.round, _change(changed, review.rule)
        yield review.round, _line(review)
        if _is_signature(review) or (told is not None and review.verdict not in ENDS):
            told = number
        else:
            told = None
    if told is not None and (changed := [each for each in versions if each.number > told]):
        yield reviews[-1].round, _change(changed, reviews[-1].rule)


def _is_signature(review: Review) -> bool:
    final = review.stage == Stage.FINAL and review.verdict == Verdict.APPROVE
    return final or review.verdict == Verdict.CONFIRM


def _between(versions: list[Version], after: int, up_to: int) -> list[Version]:
    return [each for each in versions if after < each.number <= up_to]


def _line(review: Review) -> Line:
    verdict = Verdict(review.verdict)
    final = review.stage == Stage.FINAL and verdict == Verdict.APPROVE
    return Line(
        stage=Stage(review.stage).label if review.stage else verdict.label,
        name=review.printed_name,
        rule=review.rule,
        at=review.created_at,
        said="签发" if final else verdict.label,
        opinion=review.opinion,
        version=review.version.number,
        mark=short(review.version.fingerprint),
        findings=review.findings,
    )


def _change(versions: list[Version], rule: str) -> Line:
    last = versions[-1]
    hands = dict.fromkeys(printed_name(each.created_by) for each in versions)
    reasons = dict.fromkeys(each.reason for each in versions if each.reason)
    return Line(
        stage="签发后改动",
        name="、".join(hands),
        rule=rule,
        at=last.created_at,
        said=f"改出第{'、'.join(str(each.number) for each in versions)}稿",
        opinion="；".join(reasons),
        version=last.number,
        mark=short(last.fingerprint),
        findings=None,
        is_change=True,
    )
