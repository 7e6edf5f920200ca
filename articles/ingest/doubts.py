"""Sections in doubt: one whose end nobody marked, and a line that may be the head of one the paper does not know."""

from __future__ import annotations

from articles.ingest import rubrics
from articles.ingest.drafts import Defect, PageDraft
from articles.ingest.tokens import Token


def doubt_rubric(title: Token) -> list[Defect]:
    """The line stands in no field until staff say what it is; a title that is named like a section stays one."""
    if line := title.unsure:
        message = f"“{line.text}”像是栏目名，报社没有这个栏目；请定为栏目、引题或标题。"
        return [Defect("section-uncertain", line.line, message, line.text, line.spans)]
    is_plain = not (title.role or title.level or title.name or title.kicker or title.subtitle)
    if is_plain and rubrics.is_named_like_one(title.passage.text):
        message = f"“{title.passage.text}”像是栏目名，却排成了标题；请核对。"
        return [Defect("section-uncertain", title.line, message)]
    return []


def doubt_sections(page: PageDraft) -> None:
    """A section of features (no dateline) ends without a mark where the paper's own news begins again.

    Only the page's last: up to the next section's head the stories are the section's.
    """
    last = page.sections[-1].name.text if page.sections else ""
    are_features: bool | None = None
    for story in page.stories:
        if story.section != last:
            continue
        if not are_features or story.dateline is None:
            are_features = are_features is not False and story.dateline is None
            continue
        message = f"这篇排在“{last}”之后，体裁却不同，可能已不属于该栏目；请选定栏目。"
        story.defects.append(Defect("section-uncertain", story.title.line, message))
        story.section = None
