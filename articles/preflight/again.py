"""What still speaks of an issue as readers had it, before it was withdrawn: pictures of its pages, addresses of its stories."""

from __future__ import annotations

from collections.abc import Iterator

from articles.models import Article, Facsimile, Issue, Placement, Publication
from articles.models.publication import Deed
from articles.preflight.findings import Check, Finding, warning
from articles.preflight.stories import STORY


def outdated(issue: Issue, places: list[Placement]) -> Iterator[Finding]:
    """Of an issue that readers had. Three queries; none of any other."""
    if not issue.was_public:
        return
    records = Publication.objects.filter(issue=issue, deed=Deed.WITHDRAW).order_by("-pk")
    if (record := records.first()) is not None:
        yield from _pictures(issue, record)
        yield from _left_out(record, places)


def _pictures(issue: Issue, record: Publication) -> Iterator[Finding]:
    rows = Facsimile.objects.filter(page__issue=issue, changed_at__lt=record.created_at)
    for row in rows.select_related("page").order_by("page__number"):
        said = f"{row.page.heading}的版面图是撤回以前传的，读者会看到原来的版面；请换上现在的，或核对后写明照用。"
        yield warning(Check.PICTURE, said, "page_zones", row.page_id, of=row.sha256[:16])


def _left_out(record: Publication, places: list[Placement]) -> Iterator[Finding]:
    had = {line["article"] for line in record.versions} - {place.article_id for place in places}
    for story in Article.objects.filter(pk__in=had, placement=None).order_by("pk"):
        said = (
            f"《{story.headline}》撤回以前刊在本期，现在不在版上；照此出版，读者打开它的网址只见“已撤回”，"
            "不知原因。"
        )
        yield warning(Check.LEFT_OUT, said, STORY, story.pk, of=record.pk)
