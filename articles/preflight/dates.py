"""Dates in the stories that contradict the issue's, as proofreading reads them, unless somebody let them stand."""

from __future__ import annotations

from collections.abc import Iterator

from articles import proofreading
from articles.models import Issue, Page, Placement, ProofIgnore
from articles.preflight.findings import Check, Finding, warning
from articles.preflight.stories import STORY
from articles.text.proofreading import Context

DATES = "P21"


def against_issue(issue: Issue, pages: list[Page], places: list[Placement]) -> Iterator[Finding]:
    """Two queries, whatever the number of stories."""
    words = proofreading.house_words()
    numbers = frozenset(page.number for page in pages)
    ignored = ProofIgnore.objects.filter(article__in=[place.article_id for place in places])
    stands: dict[int, list[ProofIgnore]] = {}
    for record in ignored:
        stands.setdefault(record.article_id, []).append(record)
    for place in places:
        known = Context(issue_date=issue.date, page=place.page.number, pages=numbers)
        remarks = proofreading.check(place.article, words=words, context=known)
        remaining, _settled = proofreading.told_apart(remarks, stands.get(place.article_id, []))
        for remark in remaining:
            if remark.finding.rule == DATES:
                yield _finding(place, remark)


def _finding(place: Placement, remark: proofreading.Remark) -> Finding:
    story = place.article
    said = f"{place.page.heading}《{story.headline}》“{remark.words}”：{remark.finding.message}"
    of = f"{story.latest_version_id}.{remark.words}.{remark.field}"
    return warning(Check.DATES, said, STORY, story.pk, of=of)
