"""What only a whole page shows: a section whose end nobody marked."""

from __future__ import annotations

from articles.ingest.drafts import Defect, PageDraft


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
