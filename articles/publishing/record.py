"""出版记录: each act with its hand, the versions readers have from it on, their hash and the address."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from django.contrib.auth.models import AbstractBaseUser

from articles.models import Article, Issue, Placement, Publication, Version
from articles.models.publication import Deed
from articles.permissions import printed_name

Line = dict[str, int | str]


def of_issue(
    deed: Deed, issue: Issue, *, by: AbstractBaseUser | None, reason: str = ""
) -> Publication:
    """With the published version of each story that stands in it. One query to read, one to write."""
    rows = Placement.objects.filter(
        page__issue=issue, article__published_version__isnull=False, article__withdrawn_at=None
    )
    facts = rows.in_order().values_list(
        "article", "article__published_version__number", "article__published_version__fingerprint"
    )
    lines = [_line(*fact) for fact in facts]
    return _keep(deed, issue, None, lines, issue.get_absolute_url(), by, reason)


def of_story(
    deed: Deed,
    article: Article,
    issue: Issue,
    version: Version,
    *,
    by: AbstractBaseUser,
    reason: str = "",
) -> Publication:
    lines = [_line(article.pk, version.number, version.fingerprint)]
    return _keep(deed, issue, article, lines, article.get_absolute_url(), by, reason)


def content_hash(masthead: dict | None, lines: Sequence[Line]) -> str:
    """sha256 of the masthead and of the fingerprints in order."""
    canonical = json.dumps(
        [masthead, [line["fingerprint"] for line in lines]],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def _line(article: int, version: int, fingerprint: str) -> Line:
    return {"article": article, "version": version, "fingerprint": fingerprint}


def _keep(
    deed: Deed,
    issue: Issue,
    article: Article | None,
    lines: list[Line],
    address: str,
    by: AbstractBaseUser | None,
    reason: str,
) -> Publication:
    return Publication.objects.create(
        deed=deed,
        issue=issue,
        article=article,
        versions=lines,
        content_hash=content_hash(issue.masthead, lines),
        address=address,
        publish_at=issue.publish_at,
        reason=reason,
        by=by,
        printed_name=printed_name(by),
    )
