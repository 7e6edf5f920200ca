"""付印前检查: what stands against publishing an issue, each with the place to mend it; warnings may be passed with a reason."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction

from articles import history
from articles.models import Issue, Override, Placement
from articles.permissions import Act, may, printed_name
from articles.preflight import again, makeup, proofs, stories
from articles.preflight.findings import Check, Finding, Weight
from articles.text.typography import storable, tidy_line

__all__ = ["CannotOverride", "Check", "Finding", "Report", "Weight", "check", "override"]


class CannotOverride(Exception):
    """The warning stands. The message says why."""


@dataclass(frozen=True, slots=True)
class Report:
    """`passed`: warnings that somebody let pass, with the record that says so."""

    blocking: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    passed: tuple[tuple[Finding, Override], ...]

    @property
    def stands(self) -> tuple[Finding, ...]:
        """What is still to be mended, or let pass."""
        return self.blocking + self.warnings


def check(issue: Issue) -> Report:
    """Everything, as it is now. Queries: three a story (likeness) and some that do not grow with the issue."""
    records = {row.mark: row for row in Override.objects.filter(issue=issue)}
    found = sorted(_all(issue), key=lambda finding: list(Check).index(finding.check))
    warnings = [finding for finding in found if not finding.is_blocking]
    return Report(
        blocking=tuple(finding for finding in found if finding.is_blocking),
        warnings=tuple(finding for finding in warnings if finding.mark not in records),
        passed=tuple((f, records[f.mark]) for f in warnings if f.mark in records),
    )


def _all(issue: Issue) -> list[Finding]:
    pages = list(issue.pages.order_by("number"))
    places = _placements(issue)
    remarks = proofs.open_remarks(issue, pages, places)
    return [
        *makeup.empty(issue, places),
        *makeup.masthead(issue),
        *stories.unsigned(places),
        *makeup.unproofed(pages, places),
        *stories.without_words(places),
        *stories.same_titles(places),
        *stories.alike(places),
        *proofs.against_the_date(remarks),
        *proofs.points(issue, remarks),
        *makeup.empty_pages(pages, places),
        *makeup.jumps(issue, pages, places),
        *makeup.numbers(issue),
        *makeup.corrections(issue),
        *again.outdated(issue, places),
    ]


def _placements(issue: Issue) -> list[Placement]:
    rows = Placement.objects.filter(page__issue=issue).in_order()
    rows = rows.select_related("page__issue", "continued_on", "article__latest_version")
    return list(rows.prefetch_related("article__image_uses"))


@transaction.atomic
def override(issue: Issue, *marks: str, reason: str, by: AbstractBaseUser) -> list[Override]:
    """Let warnings that stand now pass, all or none, for good and for these words only. Raises CannotOverride."""
    said = _reason(issue, reason, by)
    stand = {finding.mark: finding for finding in check(issue).warnings}
    chosen = [stand.get(mark) for mark in dict.fromkeys(marks)]
    if not chosen:
        raise CannotOverride("请先选要放行的提示。")
    if None in chosen:
        raise CannotOverride(_gone(len(chosen)))
    try:
        with transaction.atomic():
            return [_let_pass(issue, finding, said, by) for finding in chosen if finding]
    except IntegrityError as error:
        raise CannotOverride(_gone(len(chosen))) from error


def _reason(issue: Issue, reason: str, by: AbstractBaseUser) -> str:
    said = tidy_line(storable(reason))
    if not may(by, Act.OVERRIDE):
        raise CannotOverride("您没有放行的权限，请找总编辑办理。")
    if not may(by, Act.OVERRIDE, issue):
        raise CannotOverride("本期已签发，不能再放行；要改的，请先撤回本期。")
    if not said:
        raise CannotOverride("请写明放行的原因。")
    if len(said) > 200:
        raise CannotOverride(f"放行原因长达 {len(said)} 字，最多 200 字；请写短些。")
    return said


def _gone(chosen: int) -> str:
    which = "这条提示" if chosen == 1 else "所选的提示里有的"
    return f"{which}已经不在了，或刚刚由别人放行；请看现在的清单。"


def _let_pass(issue: Issue, finding: Finding, said: str, by: AbstractBaseUser) -> Override:
    row = Override.objects.create(
        issue=issue,
        mark=finding.mark,
        said=finding.said[:400],
        reason=said,
        by=by,
        printed_name=printed_name(by),
    )
    history.log(by, issue, f"付印前检查放行：{finding.said}原因：{said}")
    return row
