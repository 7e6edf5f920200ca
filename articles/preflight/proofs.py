"""What proofreading still finds: dates that contradict the issue's, and error points over the official limit."""

from __future__ import annotations

from collections.abc import Iterator

from articles import proofreading
from articles.models import Issue, Page, Placement, ProofIgnore
from articles.preflight.findings import Check, Finding, warning
from articles.preflight.stories import STORY
from articles.proofreading import Remark
from articles.text import quality
from articles.text.proofreading import Context

DATES = "P21"
#: Stories that are named as the worst ones.
WORST = 3

Open = list[tuple[Placement, list[Remark]]]


def open_remarks(issue: Issue, pages: list[Page], places: list[Placement]) -> Open:
    """Of each story what nobody settled, in the order of the issue. Two queries, whatever the number of stories."""
    words = proofreading.house_words()
    numbers = frozenset(page.number for page in pages)
    settled: dict[int, list[ProofIgnore]] = {}
    for record in ProofIgnore.objects.filter(article__in=[place.article_id for place in places]):
        settled.setdefault(record.article_id, []).append(record)
    found = []
    for place in places:
        known = Context(issue_date=issue.date, page=place.page.number, pages=numbers)
        remarks = proofreading.check(place.article, words=words, context=known)
        left, _ = proofreading.told_apart(remarks, settled.get(place.article_id, []))
        found.append((place, left))
    return found


def against_the_date(found: Open) -> Iterator[Finding]:
    for place, remarks in found:
        for remark in remarks:
            if remark.finding.rule == DATES:
                yield _date(place, remark)


def points(issue: Issue, found: Open) -> Iterator[Finding]:
    total = score_of(found)
    if total.passes:
        return
    each = [(place, score_of([(place, remarks)]).points) for place, remarks in found]
    worst = sorted((pair for pair in each if pair[1]), key=lambda pair: -pair[1])[:WORST]
    names = "、".join(f"《{place.article.headline}》{scored:g} 分" for place, scored in worst)
    said = (
        f"校对提示里的差错还有 {total.points:g} 分，全期 {total.characters} 字"
        f"按万分之三只许 {total.allowed:.1f} 分；最多的是{names}。"
    )
    yield warning(Check.POINTS, said, "articles_issue_change", issue.pk, of=f"{total.tenths}")


def score_of(found: Open) -> quality.Score:
    """By the official scale, of one story or of many."""
    errors = [
        quality.Error(remark.finding.rule, remark.words, remark.field in proofreading.HEADLINES)
        for _place, remarks in found
        for remark in remarks
        if remark.finding.severity == "error"
    ]
    return quality.score(errors, sum(place.article.character_count for place, _ in found))


def _date(place: Placement, remark: Remark) -> Finding:
    story = place.article
    said = f"{place.page.heading}《{story.headline}》“{remark.words}”：{remark.finding.message}"
    of = f"{story.latest_version_id}.{remark.words}.{remark.field}"
    return warning(Check.DATES, said, STORY, story.pk, of=of)
